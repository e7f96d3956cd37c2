/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-fixes.h"

G_BEGIN_DECLS

/* Seconds of silence over which nobody knows the way. */
#define ARMADA_WAY_GAP 300

/**
 * ArmadaTrackWay:
 * @n: how many good fixes: neither invalid nor double, out of order or without time
 * @time: UNIX seconds, never less than the one before
 * @latitude: in ARMADA_FIX_DEGREES
 * @longitude: in ARMADA_FIX_DEGREES
 * @zone: as in ArmadaFixes
 * @local_time: as in ArmadaFixes
 *
 * When a vehicle was where, and no more of its track.
 */
typedef struct
{
  guint n;
  gint64 *time;
  gint32 *latitude;
  gint32 *longitude;
  int zone;
  gboolean local_time;
} ArmadaTrackWay;

ArmadaTrackWay *armada_track_way_new (guint n, int zone, gboolean local_time);
ArmadaTrackWay *armada_track_way_new_from_fixes (const ArmadaFixes *fixes);
void armada_track_way_add (ArmadaTrackWay *self,
                           gint64 time,
                           gint32 latitude,
                           gint32 longitude,
                           guint8 flags);
gboolean armada_track_way_is_stay (gint64 seconds,
                                   gint32 latitude_a,
                                   gint32 longitude_a,
                                   gint32 latitude_b,
                                   gint32 longitude_b);
void armada_track_way_free (ArmadaTrackWay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackWay, armada_track_way_free)

G_END_DECLS
