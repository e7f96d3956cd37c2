/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet-column.h"
#include "model/armada-fleet.h"

G_BEGIN_DECLS

/**
 * ArmadaFleetColumns:
 *
 * Every column that a table of a fleet can have: what is known of all vehicles, and each sensor
 * that any of them has, by its name.
 */
typedef struct _ArmadaFleetColumns ArmadaFleetColumns;

ArmadaFleetColumns *armada_fleet_columns_new (ArmadaFleet *fleet);
void armada_fleet_columns_free (ArmadaFleetColumns *self);
gboolean armada_fleet_columns_scan (ArmadaFleetColumns *self);
void armada_fleet_columns_read_groups (ArmadaFleetColumns *self);

guint armada_fleet_columns_get_n (const ArmadaFleetColumns *self);
const ArmadaFleetColumn *armada_fleet_columns_get (const ArmadaFleetColumns *self, guint i);
const ArmadaFleetColumn *armada_fleet_columns_find (const ArmadaFleetColumns *self,
                                                    const char *name);
void armada_fleet_columns_get_value (const ArmadaFleetColumns *self,
                                     const ArmadaFleetColumn *column,
                                     ArmadaDevice *device,
                                     gint64 now,
                                     ArmadaFleetValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaFleetColumns, armada_fleet_columns_free)

G_END_DECLS
