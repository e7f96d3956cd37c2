/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-line.h"
#include "replay/armada-replay.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackColoring:
 *
 * What the colours of a track tell.
 */
typedef enum
{
  ARMADA_TRACK_COLORING_SPEED,
  ARMADA_TRACK_COLORING_STATE,
  ARMADA_TRACK_COLORING_VEHICLE,
  ARMADA_TRACK_COLORING_PLAIN,
} ArmadaTrackColoring;

#define ARMADA_TYPE_TRACK_COLORING (armada_track_coloring_get_type ())
GType armada_track_coloring_get_type (void);

/**
 * ArmadaTrackWay:
 * @vehicle: whose it is; not for worker threads
 * @line: what was recorded
 * @snapped: (nullable): the same on roads, where that is known and another
 * @color: of the vehicle's
 *
 * The way of a vehicle.
 */
typedef struct
{
  ArmadaReplayVehicle *vehicle;
  ArmadaTrackLine *line;
  ArmadaTrackLine *snapped;
  guint color;
} ArmadaTrackWay;

/**
 * ArmadaTrackMarkKind:
 *
 * What is marked on a track; what counts more comes first.
 */
typedef enum
{
  ARMADA_TRACK_MARK_START,
  ARMADA_TRACK_MARK_END,
  ARMADA_TRACK_MARK_EVENT,
  ARMADA_TRACK_MARK_STOP,
} ArmadaTrackMarkKind;

#define ARMADA_N_TRACK_MARKS 4

/**
 * ArmadaTrackMark:
 * @x: Web Mercator
 * @y: Web Mercator
 * @start: UNIX seconds
 * @end: UNIX seconds, of a stop; else as @start
 * @offset: seconds that the account's clock stood east of UTC then
 * @way: which of the scene's
 * @message: of an event, "" none
 *
 * A place on a track that something is to be said about.
 */
typedef struct
{
  double x, y;
  ArmadaTrackMarkKind kind;
  gint64 start, end;
  int offset;
  guint way;
  char *message;
} ArmadaTrackMark;

/**
 * ArmadaTrackScene:
 * @ways: (array length=n_ways): of the vehicles shown
 * @marks: (array length=n_marks): what counts most first
 * @speed_unit: (nullable): of the first way
 *
 * All that is shown of a replay, wherever the map is. Immutable and counted; any thread may read
 * it, and the main thread alone holds the first and the last reference.
 */
typedef struct
{
  ArmadaTrackWay *ways;
  guint n_ways;
  ArmadaTrackMark *marks;
  guint n_marks;
  char *speed_unit;
} ArmadaTrackScene;

ArmadaTrackScene *armada_track_scene_new (ArmadaReplay *replay, ArmadaTrackScene *before);
ArmadaTrackScene *armada_track_scene_ref (ArmadaTrackScene *self);
void armada_track_scene_unref (ArmadaTrackScene *self);
gboolean
armada_track_scene_get_box (ArmadaTrackScene *self, double from, double to, ArmadaTrackBox *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackScene, armada_track_scene_unref)

G_END_DECLS
