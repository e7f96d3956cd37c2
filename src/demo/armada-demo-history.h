/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-life.h"

G_BEGIN_DECLS

/* How far back the platform remembers, and the longest period it answers at once: then 422. */
#define ARMADA_DEMO_HISTORY_DAYS 90
#define ARMADA_DEMO_HISTORY_MAX_PERIOD (31 * 86400)
/* A stand of at least this many seconds is a stop, unless asked for otherwise. */
#define ARMADA_DEMO_HISTORY_STOP 60

/**
 * ArmadaDemoFix:
 * @id: of the position on the platform; a position sent twice has two
 * @time: UNIX seconds by the tracker's clock
 * @server_time: UNIX seconds when it arrived; much later than @time after a tunnel or a dead zone
 * @latitude: degrees, as measured: noise is in it; 0 with @longitude before the first fix
 * @altitude: metres
 * @course: degrees clockwise from north
 * @speed: km/h
 * @distance: km driven since the fix before
 * @moment: what the vehicle truly did then
 *
 * One position as it was recorded, in the order of @time.
 */
typedef struct
{
  gint64 id;
  gint64 time;
  gint64 server_time;
  double latitude;
  double longitude;
  double altitude;
  double course;
  double speed;
  double distance;
  gboolean valid;
  ArmadaDemoMoment moment;
} ArmadaDemoFix;

/**
 * ArmadaDemoSegment:
 * @drive: whether it is a drive; else a stop
 * @first: index of its first fix
 * @n_fixes: at least one; the last fix of a segment is the first of the next
 * @start: UNIX seconds
 * @end: UNIX seconds
 * @distance: km; what the valid fixes of a drive add up to, 0 for a stop
 * @engine_on: seconds of engine
 * @top_speed: km/h
 * @fuel: litres
 */
typedef struct
{
  gboolean drive;
  guint first;
  guint n_fixes;
  gint64 start;
  gint64 end;
  double distance;
  gint64 engine_on;
  double top_speed;
  double fuel;
} ArmadaDemoSegment;

/**
 * ArmadaDemoHistory:
 * @fixes: (element-type ArmadaDemoFix):
 * @segments: (element-type ArmadaDemoSegment): drives and stops by turns, without a gap
 *
 * What was recorded of one vehicle in a period. Equal for equal seed, vehicle and period; a fix
 * that two periods share is the same in both.
 */
typedef struct
{
  GArray *fixes;
  GArray *segments;
} ArmadaDemoHistory;

ArmadaDemoHistory *armada_demo_history_new (ArmadaDemoLife *life,
                                            guint64 seed,
                                            guint vehicle,
                                            gint64 now,
                                            gint64 from,
                                            gint64 to,
                                            gint64 stop_seconds);
void armada_demo_history_free (ArmadaDemoHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDemoHistory, armada_demo_history_free)

G_END_DECLS
