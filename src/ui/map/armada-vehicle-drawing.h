/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-device-state.h"

G_BEGIN_DECLS

/* What the marks look like, around the origin in logical pixels. Any thread may draw. */

void armada_vehicle_drawing_mark (cairo_t *cr,
                                  ArmadaDeviceState state,
                                  double degrees,
                                  gboolean alarm,
                                  gboolean dark);
void armada_vehicle_drawing_frame (cairo_t *cr, double half, gboolean dark);
void armada_vehicle_drawing_halo (cairo_t *cr, gboolean selected, gboolean dark);
void armada_vehicle_drawing_badge (cairo_t *cr, double x, double y, gboolean dark);

G_END_DECLS
