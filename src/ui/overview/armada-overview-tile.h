/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_OVERVIEW_TILE (armada_overview_tile_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaOverviewTile, armada_overview_tile, ARMADA, OVERVIEW_TILE, GtkButton)

/* A number with what it counts, which is a button. */

GtkWidget *armada_overview_tile_new (const char *label, const char *icon, const char *style);
void armada_overview_tile_set_n (ArmadaOverviewTile *self, guint n, const char *unknown);

G_END_DECLS
