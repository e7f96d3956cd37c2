/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "model/armada-projection.h"

static void
test_corners (void)
{
  g_assert_cmpfloat_with_epsilon (armada_projection_x (-180), 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (armada_projection_x (0), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (armada_projection_y (0), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (armada_projection_y (ARMADA_MERCATOR_MAX_LATITUDE), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (armada_projection_y (-90), 1, 1e-9);
}

static void
test_round_trip (void)
{
  for (double latitude = -85; latitude <= 85; latitude += 1.7)
    g_assert_cmpfloat_with_epsilon (armada_projection_latitude (armada_projection_y (latitude)),
                                    latitude, 1e-9);
  for (double longitude = -180; longitude < 180; longitude += 3.3)
    g_assert_cmpfloat_with_epsilon (armada_projection_longitude (armada_projection_x (longitude)),
                                    longitude, 1e-9);
}

static void
test_distance (void)
{
  /* a quarter of a great circle, and a degree of latitude */
  g_assert_cmpfloat_with_epsilon (armada_projection_distance (0, 0, 0, 90), 10007557, 1);
  g_assert_cmpfloat_with_epsilon (armada_projection_distance (47, 9, 48, 9), 111195, 1);
  g_assert_cmpfloat (armada_projection_distance (47, 9, 47, 9), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/projection/corners", test_corners);
  g_test_add_func ("/projection/round-trip", test_round_trip);
  g_test_add_func ("/projection/distance", test_distance);
  return g_test_run ();
}
