/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Web Mercator, the plane maps are drawn on: x and y in [0, 1), y southwards. */

#define ARMADA_MERCATOR_MAX_LATITUDE 85.05112878

double armada_projection_x (double longitude);
double armada_projection_y (double latitude);
double armada_projection_longitude (double x);
double armada_projection_latitude (double y);
double armada_projection_distance (double latitude_a,
                                   double longitude_a,
                                   double latitude_b,
                                   double longitude_b);

G_END_DECLS
