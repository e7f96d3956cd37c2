/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "armada-test-records.h"
#include "model/armada-fleet-view.h"

#define NOW 1790000010

typedef struct
{
  ArmadaFleet *fleet;
  ArmadaFleetView *view;
  guint n_items_changed;
  guint position, removed, added;
  guint n_refreshed;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  fixture->n_items_changed++;
  fixture->position = position;
  fixture->removed = removed;
  fixture->added = added;
}

static void
refreshed_cb (ArmadaFleetView *view, Fixture *fixture)
{
  fixture->n_refreshed++;
}

static void
add (ArmadaDeviceBatch *batch,
     gint64 id,
     const char *name,
     const char *plate,
     const char *driver,
     gint64 group,
     ArmadaOnline online,
     gboolean alarm)
{
  ArmadaDeviceRecord fields;

  armada_device_record_clear (&fields);
  fields.id = id;
  fields.name = name;
  fields.plate = plate;
  fields.driver = driver;
  fields.group_id = group;
  fields.online = online;
  fields.alarm = alarm;
  fields.fix_time = NOW - 5;
  armada_test_batch_take (batch, armada_device_record_new (&fields));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);

  add (batch, 1, "Truck 10", "B 1234 KXA", "Dewi K.", 1, ARMADA_ONLINE_STANDING, FALSE);
  add (batch, 2, "Truck 9", "B 99 ZZ", "", 1, ARMADA_ONLINE_MOVING, FALSE);
  add (batch, 3, "van 2", "D 7 A", "Putra F.", 2, ARMADA_ONLINE_OFFLINE, TRUE);
  add (batch, 4, "Éclair", "F 1 Q", "", 2, ARMADA_ONLINE_MOVING, FALSE);
  fixture->fleet = armada_fleet_new ();
  armada_fleet_apply (fixture->fleet, batch, NOW);
  fixture->view = armada_fleet_view_new (fixture->fleet);
  g_signal_connect (fixture->view, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  g_signal_connect (fixture->view, "refreshed", G_CALLBACK (refreshed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->view);
  g_assert_finalize_object (fixture->fleet);
}

/* The ids in the view's order, as "2 1 3". */
static char *
dup_ids (Fixture *fixture)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < armada_fleet_view_get_n_devices (fixture->view); i++)
    g_string_append_printf (
        ids, "%s%d", i ? " " : "",
        (int) armada_device_get_id (armada_fleet_view_get_device (fixture->view, i)));
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
test_sorts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *by_name = dup_ids (fixture);

  g_assert_nonnull (strstr (by_name, "2 1")); /* 9 before 10 */
  armada_fleet_view_set_sort (fixture->view, ARMADA_FLEET_SORT_ATTENTION);
  g_assert_cmpint (armada_device_get_id (armada_fleet_view_get_device (fixture->view, 0)), ==, 3);
  g_assert_cmpint (armada_device_get_id (armada_fleet_view_get_device (fixture->view, 3)), ==, 1);
}

static void
test_searches (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *search;
    const char *ids;
  } searches[] = {
    { "truck", "2 1" },   { "TRUCK 10", "1" }, { "dewi truck", "1" },
    { "b1234kxa", "1" },  { "éclair", "4" },   { "ÉCLAIR", "4" },
    { "putra dewi", "" }, { "1234", "1" },     { "  ", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      armada_fleet_view_set_search (fixture->view, searches[i].search);
      if (searches[i].ids != NULL)
        assert_ids (fixture, searches[i].ids);
      else
        g_assert_cmpuint (armada_fleet_view_get_n_devices (fixture->view), ==, 4);
    }
}

static void
test_states_and_counts (Fixture *fixture, gconstpointer data)
{
  armada_fleet_view_set_states (fixture->view,
                                ARMADA_DEVICE_STATE_MASK (ARMADA_DEVICE_STATE_MOVING));
  g_assert_cmpuint (armada_fleet_view_get_n_devices (fixture->view), ==, 2);
  /* a chip counts what it would show, whichever chips are on */
  g_assert_cmpuint (armada_fleet_view_count_state (fixture->view, ARMADA_DEVICE_STATE_STANDING), ==,
                    1);

  armada_fleet_view_set_group (fixture->view, 2);
  assert_ids (fixture, "4");
  g_assert_cmpuint (armada_fleet_view_count_state (fixture->view, ARMADA_DEVICE_STATE_STANDING), ==,
                    0);
  g_assert_cmpuint (armada_fleet_view_count_state (fixture->view, ARMADA_DEVICE_STATE_OFFLINE), ==,
                    1);
}

static void
test_tells_the_smallest_range (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (FALSE);

  armada_fleet_view_set_search (fixture->view, "truck");
  fixture->n_items_changed = fixture->n_refreshed = 0;

  /* a new value keeps the rows */
  add (batch, 2, "Truck 9", "B 99 ZZ", "Nur L.", 1, ARMADA_ONLINE_MOVING, FALSE);
  armada_fleet_apply (fixture->fleet, batch, NOW);
  g_assert_cmpuint (fixture->n_items_changed, ==, 0);
  g_assert_cmpuint (fixture->n_refreshed, ==, 1);

  /* another vehicle between them is one row */
  add (batch, 5, "Truck 9b", "B 5", "", 1, ARMADA_ONLINE_MOVING, FALSE);
  armada_fleet_apply (fixture->fleet, batch, NOW);
  g_assert_cmpuint (fixture->n_items_changed, ==, 1);
  g_assert_cmpuint (fixture->removed, ==, 0);
  g_assert_cmpuint (fixture->added, ==, 1);
}

static void
test_renamed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (FALSE);

  armada_fleet_view_set_search (fixture->view, "truck");
  add (batch, 2, "Truck 11", "B 99 ZZ", "", 1, ARMADA_ONLINE_MOVING, FALSE);
  armada_fleet_apply (fixture->fleet, batch, NOW);
  assert_ids (fixture, "1 2");
}

/* An answer may tell of a device twice: what it was called in between leaves nothing behind. */
static void
test_renamed_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (FALSE);
  g_autoptr (ArmadaDeviceBatch) other = armada_device_batch_new (FALSE);

  add (batch, 2, "Truck 11", "B 99 ZZ", "", 1, ARMADA_ONLINE_MOVING, FALSE);
  add (batch, 2, "Truck 9", "B 99 ZZ", "", 1, ARMADA_ONLINE_MOVING, FALSE);
  armada_fleet_apply (fixture->fleet, batch, NOW);
  g_assert_cmpuint (fixture->n_items_changed, ==, 0);

  add (other, 1, "Truck 8", "B 1234 KXA", "", 1, ARMADA_ONLINE_STANDING, FALSE);
  armada_fleet_apply (fixture->fleet, other, NOW);
  armada_fleet_view_set_search (fixture->view, "truck");
  assert_ids (fixture, "1 2");
}

static void
serial_cb (ArmadaFleetView *view, GParamSpec *pspec, guint *n)
{
  ++*n;
}

/* Each change tells once: the rows, the counts, and that it is done. */
static void
test_tells_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  guint n_counts = 0;

  g_signal_connect (fixture->view, "notify::counts-serial", G_CALLBACK (serial_cb), &n_counts);
  add (batch, 2, "Zebra", "B 99 ZZ", "", 1, ARMADA_ONLINE_OFFLINE, FALSE);
  add (batch, 9, "Aaron", "X", "", 1, ARMADA_ONLINE_OFFLINE, FALSE);
  armada_fleet_apply (fixture->fleet, batch, NOW); /* 1, 3 and 4 went, 2 moved, 9 came */
  g_assert_cmpuint (fixture->n_items_changed, ==, 1);
  g_assert_cmpuint (fixture->n_refreshed, ==, 1);
  g_assert_cmpuint (n_counts, ==, 1);
  assert_ids (fixture, "9 2");

  armada_fleet_view_set_search (fixture->view, "");
  armada_fleet_view_set_search (fixture->view, "  ");
  g_assert_cmpuint (fixture->n_refreshed, ==, 1); /* the same question */
  armada_fleet_view_set_states (fixture->view, 0);
  g_assert_cmpuint (fixture->n_items_changed, ==, 2);
  g_assert_cmpuint (n_counts, ==, 1); /* chips count what they would show */
  armada_fleet_clear (fixture->fleet);
  g_assert_cmpuint (fixture->n_items_changed, ==, 2);
  g_assert_cmpuint (n_counts, ==, 2);
}

static void
follow_cb (GListModel *model, guint position, guint removed, guint added, GPtrArray *copy)
{
  if (removed > 0)
    g_ptr_array_remove_range (copy, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (copy, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
change_at_random (Fixture *fixture, GRand *random)
{
  g_autoptr (ArmadaDeviceBatch) batch =
      armada_device_batch_new (g_rand_int_range (random, 0, 3) > 0);
  guint n = (guint) g_rand_int_range (random, 0, 40);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("T %d", g_rand_int_range (random, 0, 20));

      add (batch, g_rand_int_range (random, 1, 60), name, "", "", g_rand_int_range (random, 0, 3),
           (ArmadaOnline) g_rand_int_range (random, ARMADA_ONLINE_UNKNOWN, ARMADA_ONLINE_BLOCKED),
           g_rand_int_range (random, 0, 5) == 0);
    }
  armada_fleet_apply (fixture->fleet, batch, NOW);
}

static void
ask_at_random (ArmadaFleetView *view, GRand *random)
{
  static const char *const searches[] = { "", "t 1", "9", "2 t" };

  armada_fleet_view_set_search (view,
                                searches[g_rand_int_range (random, 0, G_N_ELEMENTS (searches))]);
  armada_fleet_view_set_states (view, g_rand_int (random) | 3);
  armada_fleet_view_set_group (view, g_rand_boolean (random) ? ARMADA_GROUP_ALL
                                                             : g_rand_int_range (random, 0, 3));
  armada_fleet_view_set_sort (view, g_rand_boolean (random) ? ARMADA_FLEET_SORT_ATTENTION
                                                            : ARMADA_FLEET_SORT_NAME);
}

static void
assert_same_rows (ArmadaFleetView *a, ArmadaFleetView *b, const GPtrArray *copy)
{
  g_assert_cmpuint (armada_fleet_view_get_n_devices (a), ==, armada_fleet_view_get_n_devices (b));
  g_assert_cmpuint (armada_fleet_view_get_n_devices (a), ==, copy->len);
  for (guint i = 0; i < copy->len; i++)
    {
      ArmadaDevice *device = armada_fleet_view_get_device (a, i);
      guint position = G_MAXUINT;

      g_assert_true (device == copy->pdata[i]);
      g_assert_true (device == armada_fleet_view_get_device (b, i));
      g_assert_true (armada_fleet_view_find (a, device, &position));
      g_assert_cmpuint (position, ==, i);
    }
  for (guint i = 0; i < ARMADA_N_DEVICE_STATES; i++)
    g_assert_cmpuint (armada_fleet_view_count_state (a, i), ==,
                      armada_fleet_view_count_state (b, i));
}

/* After each of many changes at random, what the signals told is what the view has, and that is
 * what a new view has. */
static void
test_random_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);

  follow_cb (G_LIST_MODEL (fixture->view), 0, 0, armada_fleet_view_get_n_devices (fixture->view),
             copy);
  g_signal_connect (fixture->view, "items-changed", G_CALLBACK (follow_cb), copy);
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *search = NULL;
      g_autoptr (ArmadaFleetView) other = NULL;
      guint states, sort;
      gint64 group;

      if (i % 3 == 0)
        ask_at_random (fixture->view, random);
      change_at_random (fixture, random);
      g_object_get (fixture->view, "search", &search, "states", &states, "group", &group, "sort",
                    &sort, NULL);
      other = g_object_new (ARMADA_TYPE_FLEET_VIEW, "fleet", fixture->fleet, NULL);
      g_object_set (other, "search", search, "states", states, "group", group, "sort", sort, NULL);
      assert_same_rows (fixture->view, other, copy);
    }
}

static void
test_finds (Fixture *fixture, gconstpointer data)
{
  ArmadaDevice *device = armada_fleet_lookup (fixture->fleet, 1);
  guint position = 99;

  armada_fleet_view_set_search (fixture->view, "truck");
  g_assert_true (armada_fleet_view_find (fixture->view, device, &position));
  g_assert_cmpuint (position, ==, 1);
  armada_fleet_view_set_search (fixture->view, "van");
  g_assert_false (armada_fleet_view_find (fixture->view, device, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define test(path, func) g_test_add ("/fleet-view/" path, Fixture, NULL, set_up, func, tear_down)
  test ("sorts", test_sorts);
  test ("searches", test_searches);
  test ("states-and-counts", test_states_and_counts);
  test ("tells-the-smallest-range", test_tells_the_smallest_range);
  test ("renamed", test_renamed);
  test ("renamed-back", test_renamed_back);
  test ("tells-once", test_tells_once);
  test ("random-changes", test_random_changes);
  test ("finds", test_finds);
  return g_test_run ();
}
