/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/armada-table-layout.h"
#include "store/armada-store.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TABLE_VIEWS (armada_table_views_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTableViews, armada_table_views, ARMADA, TABLE_VIEWS, AdwBin)

/*
 * The views of the table of the fleet that the user saved by name, kept with the account, and how
 * the table was left.
 *
 * Property: "narrow" (boolean): whether the button shows its sign alone.
 * Signal "chosen" (views, ArmadaTableLayout *layout): the table is to be seen so.
 */

void armada_table_views_set_store (ArmadaTableViews *self, ArmadaStore *store, gint64 account);
void armada_table_views_show_layout (ArmadaTableViews *self, const ArmadaTableLayout *layout);

void armada_table_views_save (ArmadaTableViews *self, const char *name);
gboolean armada_table_views_use (ArmadaTableViews *self, const char *name);
gboolean armada_table_views_rename (ArmadaTableViews *self, const char *name, const char *wanted);
void armada_table_views_remove (ArmadaTableViews *self, const char *name);
GStrv armada_table_views_list (ArmadaTableViews *self);
const char *armada_table_views_get_current (ArmadaTableViews *self);

G_END_DECLS
