/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "armada-test-records.h"
#include "model/armada-extent.h"
#include "model/armada-fleet.h"
#include "model/armada-projection.h"

static void
test_nobody (void)
{
  ArmadaExtent extent;

  g_assert_false (armada_extent_of_points (&extent, NULL, NULL, 0));
}

static void
test_box (void)
{
  const double x[] = { 0.3, 0.1, 0.2 }, y[] = { 0.5, 0.6, 0.4 };
  ArmadaExtent extent;

  g_assert_true (armada_extent_of_points (&extent, x, y, 3));
  g_assert_cmpfloat (extent.left, ==, 0.1);
  g_assert_cmpfloat (extent.right, ==, 0.3);
  g_assert_cmpfloat (extent.top, ==, 0.4);
  g_assert_cmpfloat (extent.bottom, ==, 0.6);
}

/* Suva and Apia are neighbours, though the seam of the map is between them. */
static void
test_seam (void)
{
  const double x[] = { armada_projection_x (178.4), armada_projection_x (-171.8),
                       armada_projection_x (179.9) };
  const double y[] = { 0.55, 0.54, 0.54 };
  double latitude, longitude;
  ArmadaExtent extent;

  g_assert_true (armada_extent_of_points (&extent, x, y, 3));
  g_assert_cmpfloat_with_epsilon (extent.left, x[0], 1e-12);
  g_assert_cmpfloat_with_epsilon (extent.right, x[1] + 1, 1e-12);
  armada_extent_get_middle (&extent, &latitude, &longitude);
  g_assert_cmpfloat_with_epsilon (longitude, -176.7, 1e-6);
}

/* Those that are all round the world have no better box. */
static void
test_world (void)
{
  const double x[] = { 0.05, 0.3, 0.55, 0.8 }, y[] = { 0.5, 0.5, 0.5, 0.5 };
  ArmadaExtent extent;

  g_assert_true (armada_extent_of_points (&extent, x, y, 4));
  g_assert_cmpfloat_with_epsilon (extent.right - extent.left, 0.75, 1e-12);
}

static void
test_devices (void)
{
  g_autoptr (ArmadaFleet) fleet = armada_fleet_new ();
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  ArmadaDevice *devices[2];
  ArmadaDeviceRecord fields;
  ArmadaExtent extent;

  for (gint64 id = 1; id <= 2; id++)
    {
      armada_device_record_clear (&fields);
      fields.id = id;
      fields.name = "Truck";
      fields.latitude = id == 1 ? 47 : NAN;
      fields.longitude = id == 1 ? 9 : NAN;
      armada_test_batch_take (batch, armada_device_record_new (&fields));
    }
  armada_fleet_apply (fleet, batch, 1000);
  devices[0] = armada_fleet_lookup (fleet, 1);
  devices[1] = armada_fleet_lookup (fleet, 2);
  g_assert_false (armada_extent_of_devices (&extent, devices + 1, 1)); /* no place yet */
  g_assert_true (armada_extent_of_devices (&extent, devices, 2));
  g_assert_cmpfloat_with_epsilon (extent.left, armada_projection_x (9), 1e-12);
  g_assert_cmpfloat (extent.left, ==, extent.right);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extent/nobody", test_nobody);
  g_test_add_func ("/extent/box", test_box);
  g_test_add_func ("/extent/seam", test_seam);
  g_test_add_func ("/extent/world", test_world);
  g_test_add_func ("/extent/devices", test_devices);
  return g_test_run ();
}
