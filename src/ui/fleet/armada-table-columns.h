/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/armada-fleet-table.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TABLE_COLUMNS (armada_table_columns_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTableColumns, armada_table_columns, ARMADA, TABLE_COLUMNS, AdwDialog)

/*
 * The dialog in which the columns of the table of the fleet are chosen and put in order; what is
 * done takes effect at once.
 *
 * Signal "layout-changed" (dialog): the table's layout has other columns.
 */

ArmadaTableColumns *armada_table_columns_new (ArmadaFleetTable *table);

G_END_DECLS
