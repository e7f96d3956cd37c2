/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SELECTION (armada_selection_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSelection, armada_selection, ARMADA, SELECTION, GObject)

/*
 * The one vehicle the user has chosen; list, map and details all hold the same object. A device
 * that leaves the fleet leaves the selection.
 *
 * Properties (read-write, explicit notify): "fleet" (construct-only), "device" (ArmadaDevice,
 * nullable), "follow" (boolean: the map keeps the chosen vehicle in view; FALSE with no device).
 */

ArmadaSelection *armada_selection_new (ArmadaFleet *fleet);
ArmadaDevice *armada_selection_get_device (ArmadaSelection *self);
void armada_selection_set_device (ArmadaSelection *self, ArmadaDevice *device);
gboolean armada_selection_get_follow (ArmadaSelection *self);
void armada_selection_set_follow (ArmadaSelection *self, gboolean follow);

G_END_DECLS
