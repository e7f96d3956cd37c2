/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-record.h"
#include "map/armada-map-transform.h"

G_BEGIN_DECLS

void armada_vehicle_tail_snapshot (const ArmadaDeviceRecord *record,
                                   double x,
                                   double y,
                                   const ArmadaMapTransform *transform,
                                   gboolean dark,
                                   GtkSnapshot *snapshot);

G_END_DECLS
