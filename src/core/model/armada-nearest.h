/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet.h"

G_BEGIN_DECLS

/**
 * ArmadaNear:
 * @device: owned by its fleet
 * @metres: how far away it is
 */
typedef struct
{
  ArmadaDevice *device;
  double metres;
} ArmadaNear;

GArray *
armada_nearest_find (ArmadaFleet *fleet, double latitude, double longitude, guint max_found);

G_END_DECLS
