/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet.h"

G_BEGIN_DECLS

typedef struct _ArmadaNameOrder ArmadaNameOrder;

ArmadaNameOrder *armada_name_order_new (ArmadaFleet *fleet);
void armada_name_order_free (ArmadaNameOrder *self);
void armada_name_order_update (ArmadaNameOrder *self, gboolean membership);
guint armada_name_order_get_n_devices (const ArmadaNameOrder *self);
ArmadaDevice *armada_name_order_get_device (const ArmadaNameOrder *self, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaNameOrder, armada_name_order_free)

G_END_DECLS
