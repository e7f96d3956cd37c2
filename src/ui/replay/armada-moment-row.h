/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_MOMENT_ROW (armada_moment_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMomentRow, armada_moment_row, ARMADA, MOMENT_ROW, AdwActionRow)

/*
 * A day, taken from a calendar, and a time of it, typed. Times are what a clock shows, as UNIX
 * seconds of one that stands in UTC. Signal "changed".
 */
GtkWidget *armada_moment_row_new (void);
void armada_moment_row_set_time (ArmadaMomentRow *self, gint64 time);
gboolean armada_moment_row_get_time (ArmadaMomentRow *self, gint64 *time);
void armada_moment_row_set_problem (ArmadaMomentRow *self, const char *problem);

G_END_DECLS
