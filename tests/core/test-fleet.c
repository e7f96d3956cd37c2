/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-fleet.h"
#include "armada-test-records.h"
#include "model/armada-fleet.h"

#define NOW 1790000010

typedef struct
{
  guint n_items_changed;
  guint n_updated;
  guint position, removed, added;
  guint n_changed;
} Told;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Told *told)
{
  told->n_items_changed++;
  told->position = position;
  told->removed = removed;
  told->added = added;
}

static void
updated_cb (ArmadaFleet *fleet, Told *told)
{
  told->n_updated++;
  armada_fleet_get_changed (fleet, &told->n_changed);
}

static ArmadaFleet *
new_fleet (Told *told)
{
  ArmadaFleet *fleet = armada_fleet_new ();

  g_signal_connect (fleet, "items-changed", G_CALLBACK (items_changed_cb), told);
  g_signal_connect (fleet, "updated", G_CALLBACK (updated_cb), told);
  return fleet;
}

static void
apply (ArmadaFleet *fleet, gint64 first, gint64 last)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);

  armada_device_batch_add_group (batch, 0, "Ungrouped");
  for (gint64 id = first; id <= last; id++)
    {
      g_autofree char *name = g_strdup_printf ("Truck %d", (int) id);

      armada_test_batch_take (batch, armada_test_record (id, name, ARMADA_ONLINE_STANDING));
    }
  armada_fleet_apply (fleet, batch, NOW);
}

static void
test_keeps_identity (void)
{
  Told told = { 0 };
  g_autoptr (ArmadaFleet) fleet = new_fleet (&told);
  g_autoptr (ArmadaDevice) device = NULL;

  apply (fleet, 1, 5);
  g_assert_cmpuint (told.n_items_changed, ==, 1);
  g_assert_cmpuint (told.added, ==, 5);
  device = g_object_ref (armada_fleet_lookup (fleet, 3));

  told = (Told) { 0 };
  apply (fleet, 3, 7); /* 1 and 2 went, 6 and 7 came */
  g_assert_cmpuint (told.n_items_changed, ==, 1);
  g_assert_cmpuint (told.n_updated, ==, 1);
  g_assert_cmpuint (armada_fleet_get_n_devices (fleet), ==, 5);
  g_assert_true (armada_fleet_lookup (fleet, 3) == device);
  g_assert_null (armada_fleet_lookup (fleet, 1));
}

static void
test_tells_nothing_of_nothing (void)
{
  Told told = { 0 };
  g_autoptr (ArmadaFleet) fleet = new_fleet (&told);

  apply (fleet, 1, 5);
  told = (Told) { 0 };
  apply (fleet, 1, 5);
  g_assert_cmpuint (told.n_items_changed, ==, 0);
  g_assert_cmpuint (told.n_updated, ==, 0);
}

static void
test_part_of_a_fleet (void)
{
  Told told = { 0 };
  g_autoptr (ArmadaFleet) fleet = new_fleet (&told);
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (FALSE);

  apply (fleet, 1, 5);
  told = (Told) { 0 };
  armada_test_batch_take (batch, armada_test_record (4, "Truck 4", ARMADA_ONLINE_MOVING));
  armada_fleet_apply (fleet, batch, NOW);

  g_assert_cmpuint (armada_fleet_get_n_devices (fleet), ==, 5);
  g_assert_cmpuint (told.n_items_changed, ==, 0);
  g_assert_cmpuint (told.n_updated, ==, 1);
  g_assert_cmpuint (told.n_changed, ==, 1);
  g_assert_cmpint (armada_device_get_state (armada_fleet_lookup (fleet, 4)), ==,
                   ARMADA_DEVICE_STATE_MOVING);
}

static void
collect_cb (ArmadaFleet *fleet, GArray *positions)
{
  guint n;
  const guint *changed = armada_fleet_get_changed (fleet, &n);

  g_array_append_vals (positions, changed, n);
}

/* A server may tell some devices in any order, one of them twice and one that is not there yet. */
static void
test_any_order (void)
{
  static const gint64 ids[] = { 5, 3, 9, 3, 1, 4 };
  const guint wanted[] = { 4, 2, 5, 2, 0, 3 };
  g_autoptr (ArmadaFleet) fleet = armada_fleet_new ();
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (FALSE);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));

  apply (fleet, 1, 5);
  g_signal_connect (fleet, "updated", G_CALLBACK (collect_cb), positions);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *name = g_strdup_printf ("Bus %d, told %u", (int) ids[i], i);

      armada_test_batch_take (batch, armada_test_record (ids[i], name, ARMADA_ONLINE_MOVING));
    }
  armada_fleet_apply (fleet, batch, NOW);

  g_assert_cmpmem (positions->data, positions->len * sizeof (guint), wanted, sizeof wanted);
  for (gint64 id = 1; id <= 5; id++)
    g_assert_cmpint (armada_device_get_record (armada_fleet_lookup (fleet, id))->id, ==, id);
  g_assert_cmpstr (armada_device_get_record (armada_fleet_lookup (fleet, 3))->name, ==,
                   "Bus 3, told 3");
  g_assert_cmpstr (armada_device_get_record (armada_fleet_lookup (fleet, 2))->name, ==, "Truck 2");
}

/* So many records are let go of in a thread: who has one of them keeps it. */
static void
test_large_fleet (void)
{
  g_autoptr (ArmadaFleet) fleet = armada_fleet_new ();
  g_autoptr (ArmadaDeviceRecord) kept = NULL;

  for (guint seed = 0; seed < 3; seed++)
    {
      armada_test_fleet_apply (fleet, 5000, seed, 1);
      if (seed == 0)
        g_object_get (armada_fleet_get_device (fleet, 4321), "record", &kept, NULL);
    }
  g_assert_cmpint (kept->id, ==, 4322);
  g_assert_cmpstr (kept->name, ==, "Truck 4322");
  g_assert_cmpuint (armada_fleet_get_n_devices (fleet), ==, 5000);
  g_assert_true (armada_device_get_record (armada_fleet_get_device (fleet, 4321)) != kept);
}

/* Seen but in no record: it could not be read, or did not change. Either way it stays. */
static void
test_unread_device_stays (void)
{
  Told told = { 0 };
  g_autoptr (ArmadaFleet) fleet = new_fleet (&told);
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);

  apply (fleet, 1, 3);
  for (gint64 id = 1; id <= 3; id++)
    g_array_append_val (batch->seen, id);
  batch->n_unreadable = 1;
  armada_fleet_apply (fleet, batch, NOW);
  g_assert_cmpuint (armada_fleet_get_n_devices (fleet), ==, 3);
}

static void
test_groups (void)
{
  Told told = { 0 };
  g_autoptr (ArmadaFleet) fleet = new_fleet (&told);
  GListModel *groups = armada_fleet_get_groups (fleet);
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (FALSE);
  g_autoptr (ArmadaGroup) group = NULL;
  ArmadaDeviceRecord fields;

  apply (fleet, 1, 4);
  g_assert_cmpuint (g_list_model_get_n_items (groups), ==, 1);
  group = g_list_model_get_item (groups, 0);
  g_assert_cmpuint (armada_group_get_n_devices (group), ==, 4);

  /* an answer that does not tell the group leaves the device where it was */
  armada_device_record_clear (&fields);
  fields.id = 2;
  fields.name = "Another name";
  armada_test_batch_take (batch, armada_device_record_new (&fields));
  armada_fleet_apply (fleet, batch, NOW);
  g_assert_cmpint (armada_device_get_record (armada_fleet_lookup (fleet, 2))->group_id, ==, 0);
  g_assert_cmpuint (armada_group_get_n_devices (group), ==, 4);
}

static void
test_states_that_time_changes (void)
{
  Told told = { 0 };
  g_autoptr (ArmadaFleet) fleet = new_fleet (&told);
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  ArmadaDeviceRecord fields;

  armada_device_record_clear (&fields);
  fields.id = 1;
  fields.online = ARMADA_ONLINE_STANDING;
  fields.fix_time = NOW;
  fields.expires = NOW + 60;
  armada_test_batch_take (batch, armada_device_record_new (&fields));
  armada_fleet_apply (fleet, batch, NOW);
  g_assert_cmpint (armada_device_get_state (armada_fleet_get_device (fleet, 0)), ==,
                   ARMADA_DEVICE_STATE_STANDING);

  told = (Told) { 0 };
  armada_fleet_refresh_states (fleet, NOW + 59);
  g_assert_cmpuint (told.n_updated, ==, 0);
  armada_fleet_refresh_states (fleet, NOW + 60);
  g_assert_cmpuint (told.n_updated, ==, 1);
  g_assert_cmpint (armada_device_get_state (armada_fleet_get_device (fleet, 0)), ==,
                   ARMADA_DEVICE_STATE_EXPIRED);
}

/* The rule of armada_device_state_of(), line by line. */
static void
test_state_rule (void)
{
  static const struct
  {
    ArmadaOnline online;
    int engine;
    double speed;
    gint64 fix_time;
    gint64 expires;
    ArmadaDeviceState state;
  } rules[] = {
    { ARMADA_ONLINE_MOVING, -1, 50, NOW, NOW - 1, ARMADA_DEVICE_STATE_EXPIRED },
    { ARMADA_ONLINE_MOVING, -1, 50, NOW, NOW, ARMADA_DEVICE_STATE_EXPIRED },
    { ARMADA_ONLINE_MOVING, -1, 50, NOW, NOW + 1, ARMADA_DEVICE_STATE_MOVING },
    { ARMADA_ONLINE_BLOCKED, -1, 0, 0, 0, ARMADA_DEVICE_STATE_NEVER_CONNECTED },
    { ARMADA_ONLINE_UNKNOWN, -1, 0, 0, 0, ARMADA_DEVICE_STATE_NEVER_CONNECTED },
    { ARMADA_ONLINE_STANDING, -1, 0, 0, 0, ARMADA_DEVICE_STATE_STANDING },
    { ARMADA_ONLINE_ENGINE, -1, 0, 0, 0, ARMADA_DEVICE_STATE_IDLING },
    { ARMADA_ONLINE_OFFLINE, -1, 0, 0, 0, ARMADA_DEVICE_STATE_NEVER_CONNECTED },
    { ARMADA_ONLINE_MOVING, -1, 0, 0, 0, ARMADA_DEVICE_STATE_MOVING },
    { ARMADA_ONLINE_ENGINE, -1, 0, NOW, 0, ARMADA_DEVICE_STATE_IDLING },
    { ARMADA_ONLINE_STANDING, 1, 0, NOW, 0, ARMADA_DEVICE_STATE_IDLING },
    { ARMADA_ONLINE_STANDING, 0, 0, NOW, 0, ARMADA_DEVICE_STATE_STANDING },
    { ARMADA_ONLINE_STANDING, -1, 0, NOW, 0, ARMADA_DEVICE_STATE_STANDING },
    { ARMADA_ONLINE_BLOCKED, 1, 0, NOW, 0, ARMADA_DEVICE_STATE_STANDING },
    { ARMADA_ONLINE_OFFLINE, 1, 40, NOW, 0, ARMADA_DEVICE_STATE_OFFLINE },
    { ARMADA_ONLINE_UNKNOWN, -1, 40, NOW - 60, 0, ARMADA_DEVICE_STATE_MOVING },
    { ARMADA_ONLINE_UNKNOWN, -1, 40, NOW - 300, 0, ARMADA_DEVICE_STATE_MOVING },
    { ARMADA_ONLINE_UNKNOWN, -1, 40, NOW - 301, 0, ARMADA_DEVICE_STATE_UNKNOWN },
    { ARMADA_ONLINE_UNKNOWN, -1, 40, NOW + 301, 0, ARMADA_DEVICE_STATE_UNKNOWN },
    { ARMADA_ONLINE_UNKNOWN, -1, 0, NOW, 0, ARMADA_DEVICE_STATE_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      ArmadaDeviceRecord fields;

      armada_device_record_clear (&fields);
      fields.online = rules[i].online;
      fields.engine = rules[i].engine;
      fields.speed = rules[i].speed;
      fields.fix_time = rules[i].fix_time;
      fields.expires = rules[i].expires;
      g_assert_cmpint (armada_device_state_of (&fields, NOW), ==, rules[i].state);
    }
}

static void
forget_cb (ArmadaDevice *device, GParamSpec *pspec, ArmadaFleet *fleet)
{
  armada_fleet_clear (fleet);
}

/* Whoever hears of one device may close the account: the rest of the batch is a new fleet. */
static void
test_cleared_while_told (void)
{
  Told told = { 0 };
  g_autoptr (ArmadaFleet) fleet = new_fleet (&told);
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (FALSE);

  apply (fleet, 1, 5);
  g_signal_connect (armada_fleet_lookup (fleet, 2), "notify::record", G_CALLBACK (forget_cb),
                    fleet);
  for (gint64 id = 1; id <= 3; id++)
    armada_test_batch_take (batch, armada_test_record (id, "x", ARMADA_ONLINE_MOVING));
  armada_fleet_apply (fleet, batch, NOW);
  g_assert_cmpuint (armada_fleet_get_n_devices (fleet), ==, 1);
  g_assert_nonnull (armada_fleet_lookup (fleet, 3));
}

static void
apply_once_cb (ArmadaFleet *fleet, guint position, guint removed, guint added, gboolean *done)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (FALSE);

  if (*done)
    return;
  *done = TRUE;
  armada_test_batch_take (batch, armada_test_record (1, "within", ARMADA_ONLINE_MOVING));
  armada_fleet_apply (fleet, batch, NOW);
}

/* A batch within the telling of another: both are told in full. */
static void
test_batch_within_a_batch (void)
{
  Told told = { 0 };
  g_autoptr (ArmadaFleet) fleet = new_fleet (&told);
  gboolean done = FALSE;

  g_signal_connect (fleet, "items-changed", G_CALLBACK (apply_once_cb), &done);
  apply (fleet, 1, 5);
  g_assert_true (done);
  g_assert_cmpuint (told.n_updated, ==, 2);
  g_assert_cmpuint (told.n_changed, ==, 5); /* of the outer one, told last */
  g_assert_cmpstr (armada_device_get_record (armada_fleet_lookup (fleet, 1))->name, ==, "within");
}

static void
splice_cb (GListModel *groups, guint position, guint removed, guint added, guint *n_spliced)
{
  ++*n_spliced;
}

/* A group that stays is the same object, with a new title if it has one. */
static void
test_groups_stay (void)
{
  static const char *const titles[] = { "North", "North", "Far north" };
  g_autoptr (ArmadaFleet) fleet = armada_fleet_new ();
  GListModel *groups = armada_fleet_get_groups (fleet);
  g_autoptr (ArmadaGroup) first = NULL;
  guint n_spliced = 0;

  g_signal_connect (groups, "items-changed", G_CALLBACK (splice_cb), &n_spliced);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
      g_autoptr (ArmadaGroup) group = NULL;

      armada_device_batch_add_group (batch, 7, titles[i]);
      armada_device_batch_add_group (batch, 8, "Empty");
      armada_fleet_apply (fleet, batch, NOW);
      group = g_list_model_get_item (groups, 0);
      g_assert_cmpstr (armada_group_get_title (group), ==, titles[i]);
      if (first == NULL)
        first = g_object_ref (group);
      g_assert_true (group == first);
    }
  g_assert_cmpuint (n_spliced, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (groups), ==, 2);
  g_assert_true (armada_fleet_get_group (fleet, 7) == first);
  g_assert_null (armada_fleet_get_group (fleet, 9));
}

/* The server's order counts, and one range tells of any move. */
static void
test_moved (void)
{
  static const gint64 order[] = { 1, 4, 3, 2, 5 };
  Told told = { 0 };
  g_autoptr (ArmadaFleet) fleet = new_fleet (&told);
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);

  apply (fleet, 1, 5);
  told = (Told) { 0 };
  g_array_append_vals (batch->seen, order, G_N_ELEMENTS (order));
  armada_fleet_apply (fleet, batch, NOW);
  g_assert_cmpuint (told.n_items_changed, ==, 1);
  g_assert_cmpuint (told.position, ==, 1);
  g_assert_cmpuint (told.removed, ==, 3);
  g_assert_cmpuint (told.added, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpint (armada_device_get_id (armada_fleet_get_device (fleet, i)), ==, order[i]);
}

static void
test_named_twice (void)
{
  Told told = { 0 };
  g_autoptr (ArmadaFleet) fleet = new_fleet (&told);
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);

  armada_test_batch_take (batch, armada_test_record (1, "older", ARMADA_ONLINE_MOVING));
  armada_test_batch_take (batch, armada_test_record (1, "newer", ARMADA_ONLINE_MOVING));
  armada_fleet_apply (fleet, batch, NOW);
  g_assert_cmpuint (armada_fleet_get_n_devices (fleet), ==, 1);
  g_assert_cmpuint (told.n_changed, ==, 1);
  g_assert_cmpstr (armada_device_get_record (armada_fleet_get_device (fleet, 0))->name, ==,
                   "newer");
}

static void
test_clears (void)
{
  Told told = { 0 };
  g_autoptr (ArmadaFleet) fleet = new_fleet (&told);

  apply (fleet, 1, 3);
  told = (Told) { 0 };
  armada_fleet_clear (fleet);
  g_assert_cmpuint (told.n_items_changed, ==, 1);
  g_assert_cmpuint (told.removed, ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (armada_fleet_get_groups (fleet)), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/fleet/keeps-identity", test_keeps_identity);
  g_test_add_func ("/fleet/tells-nothing-of-nothing", test_tells_nothing_of_nothing);
  g_test_add_func ("/fleet/part-of-a-fleet", test_part_of_a_fleet);
  g_test_add_func ("/fleet/any-order", test_any_order);
  g_test_add_func ("/fleet/large-fleet", test_large_fleet);
  g_test_add_func ("/fleet/unread-device-stays", test_unread_device_stays);
  g_test_add_func ("/fleet/groups", test_groups);
  g_test_add_func ("/fleet/states-that-time-changes", test_states_that_time_changes);
  g_test_add_func ("/fleet/state-rule", test_state_rule);
  g_test_add_func ("/fleet/cleared-while-told", test_cleared_while_told);
  g_test_add_func ("/fleet/batch-within-a-batch", test_batch_within_a_batch);
  g_test_add_func ("/fleet/groups-stay", test_groups_stay);
  g_test_add_func ("/fleet/moved", test_moved);
  g_test_add_func ("/fleet/named-twice", test_named_twice);
  g_test_add_func ("/fleet/clears", test_clears);
  return g_test_run ();
}
