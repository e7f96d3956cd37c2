/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-device.h"

G_BEGIN_DECLS

/**
 * ArmadaExtent:
 * @left: Web Mercator, from 0 to 1
 * @right: likewise, from @left on; above 1 where it goes over the antimeridian
 * @top: Web Mercator
 * @bottom: Web Mercator, not less than @top
 *
 * The smallest box of the plane of maps that holds some places.
 */
typedef struct
{
  double left;
  double right;
  double top;
  double bottom;
} ArmadaExtent;

gboolean armada_extent_of_points (ArmadaExtent *self, const double *x, const double *y, guint n);
gboolean
armada_extent_of_devices (ArmadaExtent *self, ArmadaDevice *const *devices, guint n_devices);
void armada_extent_get_middle (const ArmadaExtent *self, double *latitude, double *longitude);

G_END_DECLS
