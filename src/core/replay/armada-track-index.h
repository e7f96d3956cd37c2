/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-track.h"

G_BEGIN_DECLS

/* Between two fixes further apart than this nobody knows where the vehicle was. Seconds. */
#define ARMADA_TRACK_GAP 300

/**
 * ArmadaTrackActivity:
 * @ARMADA_TRACK_SILENT: between two fixes more than ARMADA_TRACK_GAP apart
 *
 * What a vehicle did between two fixes.
 */
typedef enum
{
  ARMADA_TRACK_SILENT,
  ARMADA_TRACK_STOPPED,
  ARMADA_TRACK_IDLING,
  ARMADA_TRACK_DRIVING,
} ArmadaTrackActivity;

/**
 * ArmadaTrackPlace:
 * @latitude: degrees
 * @longitude: degrees
 * @course: degrees clockwise from north, NAN unknown
 * @speed: in the track's speed unit, NAN unknown
 * @fix: position in the track of the fix at or before it
 * @known: whether it lies on a fix or between two that are close; else it is that of the last fix
 * @activity: what the vehicle was doing
 *
 * Where a vehicle was at a time.
 */
typedef struct
{
  double latitude;
  double longitude;
  double course;
  double speed;
  guint fix;
  gboolean known;
  ArmadaTrackActivity activity;
} ArmadaTrackPlace;

/**
 * ArmadaTrackSums:
 * @distance: metres along the good fixes, gaps not counted
 * @driving: seconds
 * @idling: seconds standing with the engine on, where the track tells about the engine
 * @stopped: seconds
 * @silent: seconds in gaps
 * @top_speed: in the track's speed unit, NAN when no fix told one
 * @top_fix: position of the fix with it
 * @first_start: UNIX seconds when it first drove, 0 never
 * @last_stop: UNIX seconds when it last came to a stand, 0 never
 * @n_fixes: of all kinds
 * @n_good: those that count
 *
 * Our own sums of a stretch of time; the server's are ArmadaFixTotals.
 */
typedef struct
{
  double distance;
  double driving;
  double idling;
  double stopped;
  double silent;
  double top_speed;
  guint top_fix;
  gint64 first_start;
  gint64 last_stop;
  guint n_fixes;
  guint n_good;
} ArmadaTrackSums;

/**
 * ArmadaTrackIndex:
 *
 * What makes a track quick to ask: its good fixes in the order of time, where each is on the map,
 * how far and how long it was to each. 36 bytes a fix beside the track; immutable, counted, usable
 * on any thread.
 */
typedef struct _ArmadaTrackIndex ArmadaTrackIndex;

ArmadaTrackIndex *armada_track_index_new (ArmadaTrack *track);
ArmadaTrackIndex *armada_track_index_ref (ArmadaTrackIndex *self);
void armada_track_index_unref (ArmadaTrackIndex *self);

/* The good fixes: neither invalid nor double nor out of order. */
guint armada_track_index_get_n (ArmadaTrackIndex *self);
guint armada_track_index_get_fix (ArmadaTrackIndex *self, guint i);
const double *armada_track_index_get_times (ArmadaTrackIndex *self);
const double *armada_track_index_get_x (ArmadaTrackIndex *self);
const double *armada_track_index_get_y (ArmadaTrackIndex *self);
const float *armada_track_index_get_speeds (ArmadaTrackIndex *self);
const guint8 *armada_track_index_get_activities (ArmadaTrackIndex *self);
const float *armada_track_index_get_ranks (ArmadaTrackIndex *self);
guint armada_track_index_find (ArmadaTrackIndex *self, double time);

gboolean armada_track_index_place_at (ArmadaTrackIndex *self, double time, ArmadaTrackPlace *place);
void armada_track_index_sum (ArmadaTrackIndex *self, double from, double to, ArmadaTrackSums *sums);
gsize armada_track_index_get_memory (ArmadaTrackIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackIndex, armada_track_index_unref)

G_END_DECLS
