/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "boards/armada-board.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_MONTH_VIEW (armada_month_view_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMonthView, armada_month_view, ARMADA, MONTH_VIEW, AdwBreakpointBin)

/*
 * What a board shows, on the days of a month. Signal "chosen" (int64): the id of a row was chosen.
 */

GtkWidget *armada_month_view_new (void);
void
armada_month_view_set_board (ArmadaMonthView *self, ArmadaBoard *board, guint column, gint64 today);
void armada_month_view_update (ArmadaMonthView *self);
void armada_month_view_move (ArmadaMonthView *self, int months);

G_END_DECLS
