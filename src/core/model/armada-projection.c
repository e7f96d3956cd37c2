/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-projection"

#include "model/armada-projection.h"

#include <math.h>

#define EARTH_RADIUS 6371008.8 /* metres, mean of WGS 84 */

/**
 * armada_projection_x:
 * @longitude: degrees
 *
 * Returns: the x of Web Mercator; [0, 1) for a longitude in [-180, 180)
 */
double
armada_projection_x (double longitude)
{
  return longitude / 360 + 0.5;
}

/**
 * armada_projection_y:
 * @latitude: degrees; clamped to what Web Mercator can show
 *
 * Returns: the y of Web Mercator in [0, 1], southwards
 */
double
armada_projection_y (double latitude)
{
  double clamped = CLAMP (latitude, -ARMADA_MERCATOR_MAX_LATITUDE, ARMADA_MERCATOR_MAX_LATITUDE);
  double s = sin (clamped * G_PI / 180);

  return 0.5 - log ((1 + s) / (1 - s)) / (4 * G_PI);
}

/**
 * armada_projection_longitude:
 * @x: of Web Mercator
 *
 * Returns: degrees
 */
double
armada_projection_longitude (double x)
{
  return (x - 0.5) * 360;
}

/**
 * armada_projection_latitude:
 * @y: of Web Mercator
 *
 * Returns: degrees
 */
double
armada_projection_latitude (double y)
{
  return atan (sinh (G_PI * (1 - 2 * y))) * 180 / G_PI;
}

/**
 * armada_projection_distance:
 *
 * Returns: metres along the great circle between two positions in degrees
 */
double
armada_projection_distance (double latitude_a,
                            double longitude_a,
                            double latitude_b,
                            double longitude_b)
{
  double a = latitude_a * G_PI / 180;
  double b = latitude_b * G_PI / 180;
  double u = sin ((b - a) / 2);
  double v = sin ((longitude_b - longitude_a) * G_PI / 360);

  return 2 * EARTH_RADIUS * asin (MIN (1, sqrt (u * u + cos (a) * cos (b) * v * v)));
}
