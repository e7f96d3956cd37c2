/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/armada-fleet-table.h"
#include "model/armada-selection.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TABLE_GRID (armada_table_grid_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTableGrid, armada_table_grid, ARMADA, TABLE_GRID, AdwBin)

/*
 * The cells of the table of the fleet, with the heads of its columns.
 *
 * Signals: "layout-changed" (grid): the user moved, resized or sorted by a column, and the table's
 * layout says so; "activated" (grid): the vehicle that is chosen is to be looked at.
 */

void armada_table_grid_set_models (ArmadaTableGrid *self,
                                   ArmadaFleetTable *table,
                                   ArmadaSelection *selection);
void armada_table_grid_set_menu (ArmadaTableGrid *self, GMenuModel *menu);
void armada_table_grid_set_stale (ArmadaTableGrid *self, gboolean stale);
void armada_table_grid_show_layout (ArmadaTableGrid *self);
GtkColumnView *armada_table_grid_get_view (ArmadaTableGrid *self);

G_END_DECLS
