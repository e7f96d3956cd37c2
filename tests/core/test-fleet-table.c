/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-records.h"
#include "armada-test-vehicles.h"
#include "model/armada-fleet-table.h"

#include <math.h>

static const ArmadaFilterWords words = { .decimal = '.' };

typedef struct
{
  ArmadaFleet *fleet;
  ArmadaFleetView *view;
  ArmadaFleetTable *table;
  guint n_arranged;
} Fixture;

static void
arranged_cb (ArmadaFleetTable *table, guint old_n, Fixture *fixture)
{
  fixture->n_arranged++;
}

/* Temperatures are in °C but for one; the door's sensor knows two words; the third says both. */
static void
put_sensors (Fixture *fixture)
{
  static const ArmadaSensor sensors[][2] = {
    { { 1, "temperature", "Cargo", "-4.5 °C" }, { 2, "door", "Door", "Open" } },
    { { 3, "temperature", "Cargo", "12 °C" }, { 4, "door", "Door", "Closed" } },
    { { 5, "temperature", "Cargo", "40 F" }, { 6, "text", "Note", "2 boxes" } },
    { { 7, "temperature", "Cargo", "- °C" }, { 8, "text", "Note", "fragile" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sensors); i++)
    {
      ArmadaDeviceRecord fields;

      armada_test_vehicles_fields (&fields, i);
      fields.sensors = sensors[i];
      fields.n_sensors = 2;
      armada_test_vehicles_put (fixture->fleet, &fields, ARMADA_TEST_NOW);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->fleet = armada_fleet_new ();
  armada_test_vehicles_fill (fixture->fleet, 8);
  put_sensors (fixture);
  fixture->view = armada_fleet_view_new (fixture->fleet);
  fixture->table = armada_fleet_table_new (fixture->view, &words);
  g_signal_connect (fixture->table, "arranged", G_CALLBACK (arranged_cb), fixture);
  armada_fleet_table_scan (fixture->table);
  armada_fleet_table_arrange (fixture->table, ARMADA_TEST_NOW);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->table);
  g_assert_finalize_object (fixture->view);
  g_assert_finalize_object (fixture->fleet);
}

/* The ids in the table's order, as "2 1 3". */
static char *
dup_ids (Fixture *fixture)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < armada_fleet_table_get_n_rows (fixture->table); i++)
    g_string_append_printf (
        ids, "%s%d", i ? " " : "",
        (int) armada_device_get_id (armada_fleet_table_get_device (fixture->table, i)));
  return g_string_free (ids, FALSE);
}

#define assert_ids(fixture, expected)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *ids = dup_ids (fixture);                                                      \
    g_assert_cmpstr (ids, ==, expected);                                                           \
  }                                                                                                \
  G_STMT_END

static void
sort_by (Fixture *fixture, const char *name, gboolean descending)
{
  g_autoptr (ArmadaTableLayout) layout =
      armada_table_layout_copy (armada_fleet_table_get_layout (fixture->table));

  armada_table_layout_sort (layout, name, descending);
  armada_fleet_table_set_layout (fixture->table, layout);
  armada_fleet_table_arrange (fixture->table, ARMADA_TEST_NOW);
}

static void
filter_by (Fixture *fixture, const char *name, const char *expression)
{
  g_autoptr (ArmadaTableLayout) layout =
      armada_table_layout_copy (armada_fleet_table_get_layout (fixture->table));

  armada_table_layout_set_filter (layout, name, expression);
  armada_fleet_table_set_layout (fixture->table, layout);
  armada_fleet_table_arrange (fixture->table, ARMADA_TEST_NOW);
}

static const ArmadaFleetColumn *
find (Fixture *fixture, const char *name)
{
  return armada_fleet_columns_find (armada_fleet_table_get_columns (fixture->table), name);
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (find (fixture, "sensor:Cargo")->kind, ==, ARMADA_FLEET_COLUMN_NUMBER);
  g_assert_cmpstr (find (fixture, "sensor:Cargo")->unit, ==, "°C");
  g_assert_cmpint (find (fixture, "sensor:Door")->kind, ==, ARMADA_FLEET_COLUMN_FLAG);
  g_assert_cmpint (find (fixture, "sensor:Note")->kind, ==, ARMADA_FLEET_COLUMN_NUMBER);
  g_assert_cmpstr (find (fixture, "speed")->unit, ==, "km/h");
  g_assert_null (find (fixture, "sensor:Nothing"));
  g_assert_false (armada_fleet_table_scan (fixture->table));
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  ArmadaDevice *device = armada_fleet_lookup (fixture->fleet, 1);
  ArmadaFleetValue value;

  armada_fleet_table_get_value (fixture->table, find (fixture, "group_title"), device, &value);
  g_assert_cmpstr (value.text, ==, "North");
  armada_fleet_table_get_value (fixture->table, find (fixture, "fix_time"), device, &value);
  g_assert_cmpfloat (value.number, ==, 20);
  armada_fleet_table_get_value (fixture->table, find (fixture, "altitude"), device, &value);
  g_assert_false (value.known);
  armada_fleet_table_get_value (fixture->table, find (fixture, "sensor:Cargo"), device, &value);
  g_assert_cmpfloat (value.number, ==, -4.5);
  armada_fleet_table_get_value (fixture->table, find (fixture, "sensor:Cargo"),
                                armada_fleet_lookup (fixture->fleet, 3), &value);
  g_assert_true (value.known && isnan (value.number)); /* another unit */
  g_assert_cmpstr (value.text, ==, "40 F");
  for (guint i = 0;
       i < armada_fleet_columns_get_n (armada_fleet_table_get_columns (fixture->table)); i++)
    armada_fleet_table_get_value (
        fixture->table,
        armada_fleet_columns_get (armada_fleet_table_get_columns (fixture->table), i), device,
        &value);
}

static void
test_sorts (Fixture *fixture, gconstpointer data)
{
  assert_ids (fixture, "1 2 3 4 5 6 7 8");
  sort_by (fixture, "name", TRUE);
  assert_ids (fixture, "8 7 6 5 4 3 2 1");
  /* numbers as numbers, what is not known or cannot be compared last both ways, by name descending
   * as before */
  sort_by (fixture, "sensor:Cargo", FALSE);
  assert_ids (fixture, "1 2 8 7 6 5 4 3");
  sort_by (fixture, "sensor:Cargo", TRUE);
  assert_ids (fixture, "2 1 8 7 6 5 4 3");
  /* the driver first, those without last; among them as they were: by cargo, then by name */
  sort_by (fixture, "driver", FALSE);
  assert_ids (fixture, "1 7 5 3 2 8 6 4");
  g_assert_cmpuint (armada_fleet_table_get_layout (fixture->table)->sorts->len, ==, 3);
}

static void
test_numbers_in_names (Fixture *fixture, gconstpointer data)
{
  ArmadaDeviceRecord fields;

  armada_test_vehicles_fields (&fields, 0);
  fields.name = "Vehicle 10";
  armada_test_vehicles_put (fixture->fleet, &fields, ARMADA_TEST_NOW);
  armada_fleet_table_arrange (fixture->table, ARMADA_TEST_NOW);
  assert_ids (fixture, "2 3 4 5 6 7 8 1");
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  guint row;

  filter_by (fixture, "state", "moving");
  assert_ids (fixture, "1 5");
  filter_by (fixture, "group_title", "south");
  assert_ids (fixture, "5");
  g_assert_false (
      armada_fleet_table_find (fixture->table, armada_fleet_lookup (fixture->fleet, 1), &row));
  g_assert_true (
      armada_fleet_table_find (fixture->table, armada_fleet_lookup (fixture->fleet, 5), &row));
  g_assert_cmpuint (row, ==, 0);
  filter_by (fixture, "state", " ");
  assert_ids (fixture, "5 6 7 8");
  filter_by (fixture, "group_title", NULL);
  filter_by (fixture, "sensor:Cargo", "<0 °C");
  assert_ids (fixture, "1");
  filter_by (fixture, "sensor:Cargo", "!empty");
  assert_ids (fixture, "1 2 3 4");
  filter_by (fixture, "sensor:Cargo", NULL);
  filter_by (fixture, "fix_time", ">1 h");
  assert_ids (fixture, "4 8");
}

/* A filter that makes no sense says so and hides nothing, one of a sensor that is gone neither. */
static void
test_odd_filters (Fixture *fixture, gconstpointer data)
{
  filter_by (fixture, "speed", "sixty");
  g_assert_error (armada_fleet_table_get_filter_error (fixture->table, "speed"),
                  ARMADA_COLUMN_FILTER_ERROR, ARMADA_COLUMN_FILTER_NUMBER);
  assert_ids (fixture, "1 2 3 4 5 6 7 8");
  filter_by (fixture, "speed", NULL);
  g_assert_null (armada_fleet_table_get_filter_error (fixture->table, "speed"));
  filter_by (fixture, "sensor:Gone", ">5");
  assert_ids (fixture, "1 2 3 4 5 6 7 8");
  g_assert_true (armada_fleet_table_check_filter (fixture->table, "speed", " ", NULL));
  g_assert_true (armada_fleet_table_check_filter (fixture->table, "speed", ">5", NULL));
  g_assert_false (armada_fleet_table_check_filter (fixture->table, "speed", ">", NULL));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  armada_fleet_view_set_search (fixture->view, "ani");
  armada_fleet_table_arrange (fixture->table, ARMADA_TEST_NOW);
  assert_ids (fixture, "1 3 5 7");
}

static void
test_updates (Fixture *fixture, gconstpointer data)
{
  ArmadaDeviceRecord fields;

  sort_by (fixture, "speed", TRUE);
  assert_ids (fixture, "1 5 2 3 4 6 7 8");
  armada_test_vehicles_fields (&fields, 6);
  fields.speed = 90;
  armada_test_vehicles_put (fixture->fleet, &fields, ARMADA_TEST_NOW);
  assert_ids (fixture, "1 5 2 3 4 6 7 8"); /* until it is arranged */
  fixture->n_arranged = 0;
  armada_fleet_table_arrange (fixture->table, ARMADA_TEST_NOW + 5);
  assert_ids (fixture, "7 1 5 2 3 4 6 8");
  g_assert_cmpuint (fixture->n_arranged, ==, 1);
  g_assert_cmpint (armada_fleet_table_get_now (fixture->table), ==, ARMADA_TEST_NOW + 5);
  armada_fleet_clear (fixture->fleet);
  armada_fleet_table_arrange (fixture->table, ARMADA_TEST_NOW + 6);
  assert_ids (fixture, "");
  g_assert_null (armada_fleet_table_get_device (fixture->table, 0));
}

static void
test_layout (void)
{
  g_autoptr (ArmadaTableLayout) layout = armada_table_layout_new_usual ();
  g_autoptr (ArmadaTableLayout) read = NULL;
  g_autofree char *text = NULL;

  armada_table_layout_add_column (layout, "sensor:It's \"cold\"", 5);
  armada_table_layout_move_column (layout, "speed", 0);
  armada_table_layout_move_column (layout, "name", 500);
  armada_table_layout_remove_column (layout, "plate");
  armada_table_layout_sort (layout, "speed", TRUE);
  armada_table_layout_set_filter (layout, "speed", " >60 ");
  g_assert_cmpint (armada_table_layout_find_column (layout, "speed"), ==, 0);
  g_assert_cmpint (armada_table_layout_find_column (layout, "name"), ==,
                   (int) layout->columns->len - 1);
  g_assert_cmpint (armada_table_layout_find_column (layout, "plate"), ==, -1);
  g_assert_cmpint (armada_table_layout_find_sort (layout, "speed"), ==, 0);
  g_assert_cmpint (armada_table_layout_find_sort (layout, "name"), ==, 1);
  g_assert_cmpstr (armada_table_layout_get_filter (layout, "speed"), ==, ">60");

  text = armada_table_layout_to_text (layout);
  read = armada_table_layout_from_text (text);
  g_assert_nonnull (read);
  g_assert_true (armada_table_layout_equal (layout, read));
  armada_table_layout_set_filter (read, "speed", "");
  g_assert_false (armada_table_layout_equal (layout, read));
  g_assert_null (armada_table_layout_from_text ("nonsense"));
  g_assert_null (armada_table_layout_from_text ("(@a(si) [], @a(sb) [], @a(ss) [])"));
}

#define ADD(name, test) g_test_add ("/fleet-table/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("columns", test_columns);
  ADD ("values", test_values);
  ADD ("sorts", test_sorts);
  ADD ("numbers-in-names", test_numbers_in_names);
  ADD ("filters", test_filters);
  ADD ("odd-filters", test_odd_filters);
  ADD ("search", test_search);
  ADD ("updates", test_updates);
  g_test_add_func ("/fleet-table/layout", test_layout);
  return g_test_run ();
}
