/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-way"

#include "store/armada-track-way.h"

#include "model/armada-projection.h"

#define NIGHT (12 * 3600) /* seconds of silence that a parked vehicle may spend in one place */
#define SAME_PLACE 200.0  /* metres between the ends of a silence that was spent there */
#define BAD (ARMADA_FIX_INVALID | ARMADA_FIX_DUPLICATE | ARMADA_FIX_BACKWARD | ARMADA_FIX_UNTIMED)

/**
 * armada_track_way_new:
 * @n: how many fixes will be added at most
 * @zone: seconds of the account's zone east of UTC, or ARMADA_ZONE_UNKNOWN
 *
 * Returns: (transfer full): a way without fixes
 */
ArmadaTrackWay *
armada_track_way_new (guint n, int zone, gboolean local_time)
{
  ArmadaTrackWay *self = g_new0 (ArmadaTrackWay, 1);

  self->time = g_new (gint64, n);
  self->latitude = g_new (gint32, n);
  self->longitude = g_new (gint32, n);
  self->zone = zone;
  self->local_time = local_time;
  return self;
}

/**
 * armada_track_way_new_from_fixes:
 *
 * Returns: (transfer full): the way of a whole track
 */
ArmadaTrackWay *
armada_track_way_new_from_fixes (const ArmadaFixes *fixes)
{
  ArmadaTrackWay *self = armada_track_way_new (fixes->n, fixes->zone, fixes->local_time);

  for (guint i = 0; i < fixes->n; i++)
    armada_track_way_add (self, fixes->time[i], fixes->latitude[i], fixes->longitude[i],
                          fixes->flags[i]);
  return self;
}

/**
 * armada_track_way_add:
 * @flags: ArmadaFixFlags
 *
 * Adds a fix, if it is a good one.
 */
void
armada_track_way_add (ArmadaTrackWay *self,
                      gint64 time,
                      gint32 latitude,
                      gint32 longitude,
                      guint8 flags)
{
  if ((flags & BAD) != 0 || (self->n > 0 && time < self->time[self->n - 1]))
    return;
  self->time[self->n] = time;
  self->latitude[self->n] = latitude;
  self->longitude[self->n] = longitude;
  self->n++;
}

/**
 * armada_track_way_is_stay:
 * @seconds: of silence between two fixes
 *
 * Returns: whether who was at one place before a silence and at another after it counts as having
 *   spent it there
 */
gboolean
armada_track_way_is_stay (gint64 seconds,
                          gint32 latitude_a,
                          gint32 longitude_a,
                          gint32 latitude_b,
                          gint32 longitude_b)
{
  return seconds <= NIGHT &&
         armada_projection_distance (
             latitude_a * ARMADA_FIX_DEGREES, longitude_a * ARMADA_FIX_DEGREES,
             latitude_b * ARMADA_FIX_DEGREES, longitude_b * ARMADA_FIX_DEGREES) <= SAME_PLACE;
}

void
armada_track_way_free (ArmadaTrackWay *self)
{
  g_free (self->time);
  g_free (self->latitude);
  g_free (self->longitude);
  g_free (self);
}
