/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/armada-fleet-table.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TABLE_FILTERS (armada_table_filters_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTableFilters, armada_table_filters, ARMADA, TABLE_FILTERS, AdwBin)

/*
 * What the table of the fleet is filtered by: a chip for each filter, and where they are written.
 *
 * Signal "layout-changed" (filters): the table's layout has another filter.
 */

void armada_table_filters_set_table (ArmadaTableFilters *self, ArmadaFleetTable *table);
void armada_table_filters_show_layout (ArmadaTableFilters *self);
void armada_table_filters_edit (ArmadaTableFilters *self, const char *name);

G_END_DECLS
