/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/armada-fleet-table.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TABLE_SORTS (armada_table_sorts_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTableSorts, armada_table_sorts, ARMADA, TABLE_SORTS, GObject)

/*
 * By which of its columns the table of the fleet is sorted, as actions and in a menu of them:
 * "sort" ((sb): a column, whether descending), "sort-by" (s, stateful), "descending" (stateful).
 *
 * Signal "layout-changed" (sorts): the table's layout is sorted otherwise.
 */

ArmadaTableSorts *armada_table_sorts_new (GActionMap *actions, ArmadaFleetTable *table);
GMenuModel *armada_table_sorts_get_menu (ArmadaTableSorts *self);
void armada_table_sorts_show_layout (ArmadaTableSorts *self);

G_END_DECLS
