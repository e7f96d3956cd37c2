/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/armada-fixes.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FIX (armada_fix_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFix, armada_fix, ARMADA, FIX, GObject)

/*
 * One fix of a track as an object, for lists. Properties (read-only): "id" (int64), "time" (int64,
 * UNIX seconds), "delay" (int, seconds to the server, G_MININT32 unknown), "latitude", "longitude"
 * (double, degrees, NAN: no position), "speed", "altitude", "course", "distance" (double, NAN
 * unknown, in the track's units), "flags" (uint, ArmadaFixFlags), "segment" (uint).
 */
const ArmadaFixes *armada_fix_get_fixes (ArmadaFix *self);
guint armada_fix_get_index (ArmadaFix *self);

#define ARMADA_TYPE_TRACK (armada_track_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTrack, armada_track, ARMADA, TRACK, GObject)

/*
 * The way of a vehicle as a GListModel of ArmadaFix, made of one or more answers (days), in their
 * order. It holds no copy: a million fixes are a million times 45 bytes and 4 for each sensor.
 */

ArmadaTrack *armada_track_new (GPtrArray *parts);
guint armada_track_get_n (ArmadaTrack *self);
guint armada_track_get_n_parts (ArmadaTrack *self);
ArmadaFixes *armada_track_get_part (ArmadaTrack *self, guint part);
ArmadaFixes *armada_track_find (ArmadaTrack *self, guint position, guint *index);
guint armada_track_find_time (ArmadaTrack *self, gint64 time);
gsize armada_track_get_memory (ArmadaTrack *self);

G_END_DECLS
