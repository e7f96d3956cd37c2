/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <time.h>

#include "api/armada-drivers-reader.h"
#include "armada-test.h"
#include "model/armada-item-list.h"
#include "model/armada-item-types.h"

/* What "items-changed" told last, and how often. */
typedef struct
{
  guint n;
  guint position;
  guint removed;
  guint added;
} Told;

static void
changed_cb (GListModel *list, guint position, guint removed, guint added, gpointer user_data)
{
  Told *told = user_data;

  *told = (Told) { told->n + 1, position, removed, added };
}

static ArmadaRecord *
make_driver (gint64 id, const char *name)
{
  ArmadaDriverRecord fields;

  armada_record_clear (&armada_driver_record_type, &fields);
  fields.id = id;
  fields.name = name;
  return armada_record_new (&armada_driver_record_type, &fields);
}

/* Drivers named by their ids: "D1", "D2" …; a negative id is a renamed driver. */
static GPtrArray *
make_drivers (const int *ids)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

  for (guint i = 0; ids[i] != 0; i++)
    {
      g_autofree char *name = g_strdup_printf (ids[i] < 0 ? "New D%d" : "D%d", ABS (ids[i]));

      g_ptr_array_add (records, make_driver (ABS (ids[i]), name));
    }
  return records;
}

static void
replace (ArmadaItemList *list, const int *ids)
{
  g_autoptr (GPtrArray) records = make_drivers (ids);

  armada_item_list_replace (list, records);
}

static void
append (ArmadaItemList *list, const int *ids)
{
  g_autoptr (GPtrArray) records = make_drivers (ids);

  armada_item_list_append (list, records);
}

static char *
get_name (GListModel *list, guint position)
{
  g_autoptr (ArmadaItem) item = g_list_model_get_item (list, position);
  char *name;

  g_object_get (item, "name", &name, NULL);
  return name;
}

static void
assert_names (ArmadaItemList *list, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autofree char *name = get_name (G_LIST_MODEL (list), i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", name);
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_properties (void)
{
  g_autoptr (ArmadaRecord) record = make_driver (31, "Driver");
  g_autoptr (ArmadaItem) item = armada_item_new (&armada_driver_record_type, record);
  g_autofree char *name = NULL;
  gint64 id, device;

  g_assert_true (ARMADA_IS_DRIVER (item));
  g_object_get (item, "id", &id, "name", &name, "device-id", &device, NULL);
  g_assert_cmpint (id, ==, 31);
  g_assert_cmpstr (name, ==, "Driver");
  g_assert_cmpint (device, ==, 0);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_identity (void)
{
  g_autoptr (ArmadaItemList) list = armada_item_list_new (&armada_driver_record_type);
  g_autoptr (ArmadaItem) two = NULL;
  g_autoptr (ArmadaItem) again = NULL;
  guint n_notified = 0;

  replace (list, (int[]) { 1, 2, 3, 0 });
  two = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_signal_connect_swapped (two, "notify::name", G_CALLBACK (count_cb), &n_notified);

  replace (list, (int[]) { 1, 2, 3, 0 });
  g_assert_cmpuint (n_notified, ==, 0);
  replace (list, (int[]) { 3, 1, -2, 0 });
  g_assert_cmpuint (n_notified, ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_assert_true (two == again);
  assert_names (list, "D3 D1 New D2");
}

static void
test_smallest_range (void)
{
  g_autoptr (ArmadaItemList) list = armada_item_list_new (&armada_driver_record_type);
  Told told = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &told);
  replace (list, (int[]) { 1, 2, 3, 4, 0 });
  g_assert_cmpuint (told.n, ==, 1);
  g_assert_cmpuint (told.added, ==, 4);

  replace (list, (int[]) { 1, 9, 4, 0 });
  g_assert_cmpuint (told.n, ==, 2);
  g_assert_cmpuint (told.position, ==, 1);
  g_assert_cmpuint (told.removed, ==, 2);
  g_assert_cmpuint (told.added, ==, 1);
  assert_names (list, "D1 D9 D4");

  replace (list, (int[]) { 1, -9, 4, 0 });
  g_assert_cmpuint (told.n, ==, 2);
  assert_names (list, "D1 New D9 D4");

  replace (list, (int[]) { 0 });
  g_assert_cmpuint (told.n, ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 0));
}

static void
test_append (void)
{
  g_autoptr (ArmadaItemList) list = armada_item_list_new (&armada_driver_record_type);
  Told told = { 0 };

  replace (list, (int[]) { 1, 2, 0 });
  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &told);
  append (list, (int[]) { -2, 3, 4, 0 });
  assert_names (list, "D1 New D2 D3 D4");
  g_assert_cmpuint (told.n, ==, 1);
  g_assert_cmpuint (told.position, ==, 2);
  g_assert_cmpuint (told.added, ==, 2);
  append (list, (int[]) { 3, 4, 0 });
  g_assert_cmpuint (told.n, ==, 1);
}

/* The list keeps records; objects go when nobody holds them. */
static void
test_on_demand (void)
{
  g_autoptr (ArmadaItemList) list = armada_item_list_new (&armada_driver_record_type);
  ArmadaItem *item;

  replace (list, (int[]) { 1, 2, 0 });
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_object_add_weak_pointer (G_OBJECT (item), (gpointer *) &item);
  g_object_unref (item);
  g_assert_null (item);
  assert_names (list, "D1 D2");
}

/* A page that has the same thing twice shows it once, as it is told last. */
static void
test_twice_in_a_page (void)
{
  g_autoptr (ArmadaItemList) list = armada_item_list_new (&armada_driver_record_type);

  replace (list, (int[]) { 1, 0 });
  append (list, (int[]) { 2, 3, -2, 1, 0 });
  assert_names (list, "D1 New D2 D3");
  replace (list, (int[]) { 3, 1, 2, 0 });
  append (list, (int[]) { 4, -1, 0 });
  assert_names (list, "D3 New D1 D2 D4");
}

/* A page costs what the page is long: the last of a thousand no more than the first. */
static void
test_many_pages (void)
{
  g_autoptr (ArmadaItemList) list = armada_item_list_new (&armada_driver_record_type);
  clock_t begin = clock ();

  for (int page = 0; page < 2000; page++)
    {
      int ids[51] = { 0 };

      for (int i = 0; i < 50; i++)
        ids[i] = page * 50 + i + 1;
      append (list, ids);
    }
  g_assert_cmpuint (armada_item_list_get_n (list), ==, 100000);
  g_assert_cmpint ((clock () - begin) / CLOCKS_PER_SEC, <, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/items/properties", test_properties);
  g_test_add_func ("/items/identity", test_identity);
  g_test_add_func ("/items/smallest-range", test_smallest_range);
  g_test_add_func ("/items/append", test_append);
  g_test_add_func ("/items/on-demand", test_on_demand);
  g_test_add_func ("/items/twice-in-a-page", test_twice_in_a_page);
  g_test_add_func ("/items/many-pages", test_many_pages);
  return g_test_run ();
}
