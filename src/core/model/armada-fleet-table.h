/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-column-filter.h"
#include "model/armada-fleet-columns.h"
#include "model/armada-fleet-view.h"
#include "model/armada-table-layout.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FLEET_TABLE (armada_fleet_table_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFleetTable, armada_fleet_table, ARMADA, FLEET_TABLE, GObject)

/*
 * The vehicles of a view as rows of a table: those that its layout's filters let through, in its
 * order. A GListModel of ArmadaDevice, of which each time it is arranged all may be others.
 *
 * Signal "arranged" (ArmadaFleetTable *table, guint old_n, gpointer user_data): the rows may be
 * others, in another order, or have other values; there were @old_n of them.
 */

ArmadaFleetTable *armada_fleet_table_new (ArmadaFleetView *view, const ArmadaFilterWords *words);

ArmadaFleetView *armada_fleet_table_get_view (ArmadaFleetTable *self);
const ArmadaFleetColumns *armada_fleet_table_get_columns (ArmadaFleetTable *self);
gboolean armada_fleet_table_scan (ArmadaFleetTable *self);

const ArmadaTableLayout *armada_fleet_table_get_layout (ArmadaFleetTable *self);
void armada_fleet_table_set_layout (ArmadaFleetTable *self, const ArmadaTableLayout *layout);
const GError *armada_fleet_table_get_filter_error (ArmadaFleetTable *self, const char *name);
gboolean armada_fleet_table_check_filter (ArmadaFleetTable *self,
                                          const char *name,
                                          const char *expression,
                                          GError **error);
void armada_fleet_table_arrange (ArmadaFleetTable *self, gint64 now);

guint armada_fleet_table_get_n_rows (ArmadaFleetTable *self);
ArmadaDevice *armada_fleet_table_get_device (ArmadaFleetTable *self, guint row);
gboolean armada_fleet_table_find (ArmadaFleetTable *self, ArmadaDevice *device, guint *row);
void armada_fleet_table_get_value (ArmadaFleetTable *self,
                                   const ArmadaFleetColumn *column,
                                   ArmadaDevice *device,
                                   ArmadaFleetValue *value);
gint64 armada_fleet_table_get_now (ArmadaFleetTable *self);

G_END_DECLS
