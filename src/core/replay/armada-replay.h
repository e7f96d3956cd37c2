/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "replay/armada-track-index.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPLAY_VEHICLE (armada_replay_vehicle_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReplayVehicle, armada_replay_vehicle, ARMADA, REPLAY_VEHICLE, GObject)

/*
 * One vehicle of a replay. Properties (read-only unless said): "device-id" (int64), "name"
 * (string), "track" (object ArmadaTrack, nullable: what was recorded), "snapped" (object
 * ArmadaTrack, nullable: as the server put it on the road), "segments" (object GListModel of
 * ArmadaReplaySegment), "visible" (boolean, read-write), "color" (uint: which of the palette's).
 * Signal "changed": a day more of its track is there, or it is snapped now.
 */
ArmadaReplayVehicle *armada_replay_vehicle_new (gint64 device_id, const char *name);
ArmadaReplayVehicle *armada_replay_vehicle_copy (ArmadaReplayVehicle *self);
void armada_replay_vehicle_set_tracks (ArmadaReplayVehicle *self,
                                       ArmadaTrack *track,
                                       ArmadaTrack *snapped);
void armada_replay_vehicle_set_indexed (ArmadaReplayVehicle *self,
                                        ArmadaTrack *track,
                                        ArmadaTrackIndex *index);
gint64 armada_replay_vehicle_get_device_id (ArmadaReplayVehicle *self);
const char *armada_replay_vehicle_get_name (ArmadaReplayVehicle *self);
ArmadaTrack *armada_replay_vehicle_get_track (ArmadaReplayVehicle *self);
ArmadaTrack *armada_replay_vehicle_get_snapped (ArmadaReplayVehicle *self);
ArmadaTrackIndex *armada_replay_vehicle_get_index (ArmadaReplayVehicle *self);
ArmadaTrackIndex *armada_replay_vehicle_get_snapped_index (ArmadaReplayVehicle *self);
void armada_replay_vehicle_set_on_road (ArmadaReplayVehicle *self, gboolean on_road);
gboolean armada_replay_vehicle_get_on_road (ArmadaReplayVehicle *self);
GListModel *armada_replay_vehicle_get_segments (ArmadaReplayVehicle *self);
gboolean armada_replay_vehicle_is_snapped_the_same (ArmadaReplayVehicle *self);
double armada_replay_vehicle_get_deviation (ArmadaReplayVehicle *self);
gboolean armada_replay_vehicle_get_visible (ArmadaReplayVehicle *self);
guint armada_replay_vehicle_get_color (ArmadaReplayVehicle *self);

#define ARMADA_TYPE_REPLAY_SEGMENT (armada_replay_segment_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReplaySegment, armada_replay_segment, ARMADA, REPLAY_SEGMENT, GObject)

/*
 * A drive, a stop or an event of a vehicle, for lists. Properties: "kind" (uint ArmadaSegmentKind),
 * "start", "end" (int64 UNIX seconds).
 */
const ArmadaSegment *armada_replay_segment_get_segment (ArmadaReplaySegment *self);
ArmadaFixes *armada_replay_segment_get_fixes (ArmadaReplaySegment *self);
ArmadaReplayVehicle *armada_replay_segment_get_vehicle (ArmadaReplaySegment *self);

/**
 * ArmadaReplayStep:
 *
 * What to go to next.
 */
typedef enum
{
  ARMADA_REPLAY_STEP_FIX,
  ARMADA_REPLAY_STEP_STOP,
  ARMADA_REPLAY_STEP_EVENT,
} ArmadaReplayStep;

/**
 * ArmadaReplayEdge:
 *
 * Of the chosen range.
 */
typedef enum
{
  ARMADA_REPLAY_EDGE_START,
  ARMADA_REPLAY_EDGE_END,
} ArmadaReplayEdge;

#define ARMADA_REPLAY_MAX_RATE 1000.0

#define ARMADA_TYPE_REPLAY (armada_replay_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReplay, armada_replay, ARMADA, REPLAY, GObject)

/*
 * The one clock of a replay, and what is seen and chosen of it. A GListModel of
 * ArmadaReplayVehicle. Views bind to it and never to each other.
 *
 * All times are UNIX seconds as doubles; NAN: none. Properties (read-write, notified, kept within
 * what they make sense in): "position"; "rate" (double: seconds a second, -1000 to 1000, never 0);
 * "playing" (boolean; ends at either end of the period); "visible-start", "visible-end": what
 * timeline and chart show; "hover": what a pointer is on in any view; "current" (object
 * ArmadaReplayVehicle, nullable). Read-only: "start", "end": the period; "range-start",
 * "range-end": what is chosen, NAN both when nothing is.
 * Signal "zone-changed": times are to be told by another clock.
 */
ArmadaReplay *armada_replay_new (void);
void armada_replay_set_period (ArmadaReplay *self, double start, double end);
void armada_replay_add (ArmadaReplay *self, ArmadaReplayVehicle *vehicle);
void armada_replay_remove (ArmadaReplay *self, ArmadaReplayVehicle *vehicle);
void armada_replay_clear (ArmadaReplay *self);

double armada_replay_get_start (ArmadaReplay *self);
double armada_replay_get_end (ArmadaReplay *self);
double armada_replay_get_position (ArmadaReplay *self);
void armada_replay_set_position (ArmadaReplay *self, double position);
double armada_replay_get_rate (ArmadaReplay *self);
void armada_replay_set_rate (ArmadaReplay *self, double rate);
gboolean armada_replay_get_playing (ArmadaReplay *self);
void armada_replay_set_playing (ArmadaReplay *self, gboolean playing);
double armada_replay_get_visible_start (ArmadaReplay *self);
double armada_replay_get_visible_end (ArmadaReplay *self);
void armada_replay_set_visible (ArmadaReplay *self, double start, double end);
void armada_replay_zoom (ArmadaReplay *self, double center, double factor);
void armada_replay_pan (ArmadaReplay *self, double seconds);
double armada_replay_get_range_start (ArmadaReplay *self);
double armada_replay_get_range_end (ArmadaReplay *self);
void armada_replay_set_range (ArmadaReplay *self, double start, double end);
void armada_replay_mark_range (ArmadaReplay *self, ArmadaReplayEdge edge);
double armada_replay_get_hover (ArmadaReplay *self);
void armada_replay_set_hover (ArmadaReplay *self, double time);
ArmadaReplayVehicle *armada_replay_get_current (ArmadaReplay *self);
void armada_replay_set_current (ArmadaReplay *self, ArmadaReplayVehicle *vehicle);

void armada_replay_set_offset (ArmadaReplay *self, double from, int offset);
void armada_replay_tell_zone (ArmadaReplay *self);
int armada_replay_get_offset (ArmadaReplay *self, double time);

void armada_replay_advance (ArmadaReplay *self, double seconds);
gboolean armada_replay_step (ArmadaReplay *self, ArmadaReplayStep step, gboolean forward);
gboolean armada_replay_move_to_segment (ArmadaReplay *self, ArmadaReplaySegment *segment);

G_END_DECLS
