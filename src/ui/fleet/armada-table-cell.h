/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-fleet-table.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TABLE_CELL (armada_table_cell_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTableCell, armada_table_cell, ARMADA, TABLE_CELL, GtkWidget)

/* A cell of the table of the fleet: draws itself, and looks for what is new when it is told to. */

GtkWidget *armada_table_cell_new (ArmadaFleetTable *table, const ArmadaFleetColumn *column);
void armada_table_cell_show (ArmadaTableCell *self, guint row);
gboolean armada_table_cell_refresh (ArmadaTableCell *self);
void armada_table_cell_set_stale (ArmadaTableCell *self, gboolean stale);
guint armada_table_cell_get_row (ArmadaTableCell *self);
gint64 armada_table_cell_get_shown (ArmadaTableCell *self);
const ArmadaFleetColumn *armada_table_cell_get_column (ArmadaTableCell *self);
const char *armada_table_cell_get_text (ArmadaTableCell *self);

G_END_DECLS
