/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/armada-device-batch.h"
#include "model/armada-device.h"
#include "model/armada-group.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FLEET (armada_fleet_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFleet, armada_fleet, ARMADA, FLEET, GObject)

/*
 * A GListModel of ArmadaDevice in the server's order. Per batch: at most one items-changed (when
 * devices came, went or moved), then exactly one "updated" when anything changed at all.
 *
 * Signal "updated" (ArmadaFleet *fleet, gpointer user_data): after a batch; during the emission
 * armada_fleet_get_changed() tells which devices.
 */

ArmadaFleet *armada_fleet_new (void);

ArmadaDevice *armada_fleet_lookup (ArmadaFleet *self, gint64 id);
guint armada_fleet_get_n_devices (ArmadaFleet *self);
ArmadaDevice *armada_fleet_get_device (ArmadaFleet *self, guint position);
GListModel *armada_fleet_get_groups (ArmadaFleet *self);
ArmadaGroup *armada_fleet_get_group (ArmadaFleet *self, gint64 id);
const guint *armada_fleet_get_changed (ArmadaFleet *self, guint *n_changed);

void armada_fleet_apply (ArmadaFleet *self, ArmadaDeviceBatch *batch, gint64 now);
void armada_fleet_refresh_states (ArmadaFleet *self, gint64 now);
void armada_fleet_clear (ArmadaFleet *self);

G_END_DECLS
