/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-track.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FIX_ROWS (armada_fix_rows_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFixRows, armada_fix_rows, ARMADA, FIX_ROWS, GObject)

/*
 * The fixes of a track within a stretch of time as a GListModel of ArmadaFix, each made when it is
 * asked for. Times are in the server's order, which need not be that of time.
 */
ArmadaFixRows *armada_fix_rows_new (void);
void armada_fix_rows_set_track (ArmadaFixRows *self, ArmadaTrack *track, gint64 start, gint64 end);
guint armada_fix_rows_get_position (ArmadaFixRows *self, guint row);
gboolean armada_fix_rows_find (ArmadaFixRows *self, guint position, guint *row);

G_END_DECLS
