/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "armada-test-records.h"
#include "model/armada-fleet-view.h"

#define NOW 1790000010

static ArmadaMapScope *
new_area (double south, double west, double north, double east)
{
  ArmadaMapScope *scope = armada_map_scope_new (ARMADA_MAP_SCOPE_AREA, "There");

  scope->box = (ArmadaAreaBox) { south, west, north, east };
  return scope;
}

/* What is kept is what comes back, in all its parts. */
static void
test_round (void)
{
  g_autoptr (ArmadaMapScope) scope = armada_map_scope_new (ARMADA_MAP_SCOPE_VEHICLES, "Täglich");
  g_autoptr (ArmadaMapScope) back = NULL;
  g_autoptr (GVariant) variant = NULL;
  const gint64 ids[] = { 7, G_MAXINT64 };

  g_array_append_vals (scope->ids, ids, G_N_ELEMENTS (ids));
  scope->group = -3;
  scope->box = (ArmadaAreaBox) { -1, 179, 2, -179 };
  variant = g_variant_ref_sink (armada_map_scope_to_variant (scope));
  back = armada_map_scope_new_from_variant (variant);
  g_assert_nonnull (back);
  g_assert_cmpint (back->kind, ==, ARMADA_MAP_SCOPE_VEHICLES);
  g_assert_cmpmem (back->ids->data, back->ids->len * sizeof (gint64), ids, sizeof ids);
  g_assert_cmpint (back->group, ==, -3);
  g_assert_cmpmem (&back->box, sizeof back->box, &scope->box, sizeof scope->box);
  g_assert_cmpstr (back->title, ==, "Täglich");
}

/* Settings can be written by anybody. */
static void
test_bad (void)
{
  static const char *const texts[] = {
    "(3, [], 0, (0.0, 0.0, 0.0, 0.0), '')",  "(2, [], 0, (1.0, 0.0, -1.0, 0.0), 'upside down')",
    "(2, [], 0, (0.0, 0.0, 91.0, 0.0), '')", "(2, [], 0, (0.0, -181.0, 1.0, 0.0), '')",
    "(2, [], 0, (0.0, 0.0, 1.0, inf), '')",  "(2, [], 0, (nan, 0.0, 1.0, 0.0), '')",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) variant =
          g_variant_parse (G_VARIANT_TYPE (ARMADA_MAP_SCOPE_TYPE), texts[i], NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_null (armada_map_scope_new_from_variant (variant));
    }
}

static void
test_box (void)
{
  const ArmadaAreaBox here = { -10, 100, 10, 120 };
  const ArmadaAreaBox over_date_line = { -20, 170, -10, -170 };

  g_assert_true (armada_map_scope_box_contains (&here, 0, 110));
  g_assert_true (armada_map_scope_box_contains (&here, 10, 120));
  g_assert_false (armada_map_scope_box_contains (&here, 0, -110));
  g_assert_false (armada_map_scope_box_contains (&here, 11, 110));
  g_assert_true (armada_map_scope_box_contains (&over_date_line, -15, 175));
  g_assert_true (armada_map_scope_box_contains (&over_date_line, -15, -175));
  g_assert_false (armada_map_scope_box_contains (&over_date_line, -15, 0));
}

static void
put (ArmadaFleet *fleet, const double (*places)[2], guint n)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Truck %u", i + 1);
      ArmadaDeviceRecord fields;

      armada_device_record_clear (&fields);
      fields.id = i + 1;
      fields.name = name;
      fields.group_id = i % 2;
      fields.latitude = places[i][0];
      fields.longitude = places[i][1];
      fields.online = ARMADA_ONLINE_MOVING;
      fields.fix_time = NOW - 5;
      armada_test_batch_take (batch, armada_device_record_new (&fields));
    }
  armada_fleet_apply (fleet, batch, NOW);
}

static void
assert_shown (ArmadaFleetView *view, const char *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < armada_fleet_view_get_n_devices (view); i++)
    g_string_append_printf (ids, "%" G_GINT64_FORMAT " ",
                            armada_device_get_id (armada_fleet_view_get_device (view, i)));
  g_assert_cmpstr (ids->str, ==, expected);
}

/* Who drives into an area comes, who leaves it goes; each kind takes the place of the one before.
 */
static void
test_view (void)
{
  static const double before[][2] = { { 0, 110 }, { 0, 130 }, { 5, 115 } };
  static const double after[][2] = { { 0, 121 }, { 0, 119 }, { 5, 115 } };
  ArmadaFleet *fleet = armada_fleet_new ();
  ArmadaFleetView *view = armada_fleet_view_new (fleet);
  g_autoptr (ArmadaMapScope) area = new_area (-10, 100, 10, 120);
  g_autoptr (ArmadaMapScope) group = armada_map_scope_new (ARMADA_MAP_SCOPE_GROUP, "Odd");
  g_autoptr (ArmadaMapScope) vehicles = armada_map_scope_new (ARMADA_MAP_SCOPE_VEHICLES, "Two");
  const gint64 ids[] = { 2, 3, 99 };

  put (fleet, before, G_N_ELEMENTS (before));
  assert_shown (view, "1 2 3 ");
  armada_fleet_view_set_scope (view, area);
  assert_shown (view, "1 3 ");
  put (fleet, after, G_N_ELEMENTS (after));
  assert_shown (view, "2 3 ");
  group->group = 1;
  armada_fleet_view_set_scope (view, group);
  assert_shown (view, "2 ");
  g_array_append_vals (vehicles->ids, ids, G_N_ELEMENTS (ids));
  armada_fleet_view_set_scope (view, vehicles);
  assert_shown (view, "2 3 ");
  g_assert_cmpstr (armada_fleet_view_get_only_title (view), ==, "Two");

  g_assert_finalize_object (view);
  g_assert_finalize_object (fleet);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map-scope/round", test_round);
  g_test_add_func ("/map-scope/bad", test_bad);
  g_test_add_func ("/map-scope/box", test_box);
  g_test_add_func ("/map-scope/view", test_view);
  return g_test_run ();
}
