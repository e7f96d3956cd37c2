/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-fleet-layer.h"

G_BEGIN_DECLS

void armada_fleet_pointer_attach (ArmadaFleetLayer *layer);

G_END_DECLS
