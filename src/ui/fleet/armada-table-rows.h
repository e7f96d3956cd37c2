/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-fleet-table.h"
#include "model/armada-selection.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TABLE_ROWS (armada_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTableRows, armada_table_rows, ARMADA, TABLE_ROWS, GObject)

/*
 * The rows of a table of the fleet for a GtkColumnView: items that stand for nothing but a place,
 * selected where the vehicle that is there now is chosen. Sorting anew changes no item, so that
 * the view stays where it is scrolled to and binds nothing again.
 */

ArmadaTableRows *armada_table_rows_new (ArmadaFleetTable *table, ArmadaSelection *selection);

G_END_DECLS
