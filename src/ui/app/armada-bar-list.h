/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_BAR_LIST (armada_bar_list_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaBarList, armada_bar_list, ARMADA, BAR_LIST, AdwBin)

/*
 * A chart of lying bars under a heading, each a button. Signal "chosen" (uint): the place of one,
 * from 0.
 */

GtkWidget *armada_bar_list_new (const char *title);
void armada_bar_list_begin (ArmadaBarList *self);
void armada_bar_list_add (ArmadaBarList *self, const char *label, guint n, const char *style);
void armada_bar_list_end (ArmadaBarList *self, const char *note);

G_END_DECLS
