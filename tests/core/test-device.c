/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "model/armada-device.h"

#define NOW 1790000010

static void
init_fields (ArmadaDeviceRecord *fields)
{
  armada_device_record_clear (fields);
  fields->id = 1;
  fields->group_id = 3;
  fields->name = "Truck 9";
  fields->plate = "B 1234-KXA";
  fields->driver = "Ani";
  fields->imei = "356300042441013";
  fields->online = ARMADA_ONLINE_STANDING;
  fields->fix_time = NOW - 20;
  fields->contact_time = NOW - 10;
}

static gboolean
set_fields (ArmadaDevice *device, const ArmadaDeviceRecord *fields, gint64 now)
{
  g_autoptr (ArmadaDeviceRecord) record = armada_device_record_new (fields);

  return armada_device_set_record (device, record, now, NULL);
}

static ArmadaDevice *
new_device (const ArmadaDeviceRecord *fields)
{
  g_autoptr (ArmadaDeviceRecord) record = armada_device_record_new (fields);

  return armada_device_new (record, NOW);
}

static gint64
get_since (const ArmadaDeviceRecord *fields)
{
  g_autoptr (ArmadaDevice) device = new_device (fields);

  return armada_device_get_state_since (device);
}

static void
test_since_as_told (void)
{
  ArmadaDeviceRecord fields;

  init_fields (&fields);
  fields.stop_seconds = 600;
  g_assert_cmpint (get_since (&fields), ==, NOW - 610); /* before the last contact */
  fields.moved_time = NOW - 300;
  g_assert_cmpint (get_since (&fields), ==, NOW - 300); /* it cannot stand and move */
  fields.stop_seconds = -1;
  g_assert_cmpint (get_since (&fields), ==, NOW - 300);
  fields.online = ARMADA_ONLINE_ENGINE;
  g_assert_cmpint (get_since (&fields), ==, NOW - 300);

  fields.online = ARMADA_ONLINE_OFFLINE;
  g_assert_cmpint (get_since (&fields), ==, NOW - 10);
  fields.online = ARMADA_ONLINE_MOVING;
  g_assert_cmpint (get_since (&fields), ==, 0); /* it did so before we met it */
  fields.expires = NOW - 5;
  g_assert_cmpint (get_since (&fields), ==, NOW - 5);
}

static void
test_since_as_seen (void)
{
  g_autoptr (ArmadaDevice) device = NULL;
  ArmadaDeviceRecord fields;

  init_fields (&fields);
  device = new_device (&fields);
  fields.online = ARMADA_ONLINE_MOVING;
  fields.fix_time = fields.contact_time = NOW + 30;
  g_assert_true (set_fields (device, &fields, NOW + 40));
  g_assert_cmpint (armada_device_get_state_since (device), ==, NOW + 30);

  /* it goes on moving: the beginning stays */
  fields.fix_time = fields.contact_time = NOW + 90;
  g_assert_true (set_fields (device, &fields, NOW + 95));
  g_assert_cmpint (armada_device_get_state_since (device), ==, NOW + 30);
}

/* What a record is replaced by is the device's; the old one is the caller's, if there is one. */
static void
test_replaced (void)
{
  g_autoptr (ArmadaDevice) device = NULL;
  g_autoptr (ArmadaDeviceRecord) first = NULL, second = NULL, old = NULL;
  ArmadaDeviceRecord fields, *none;

  init_fields (&fields);
  first = armada_device_record_new (&fields);
  device = armada_device_new (first, NOW);
  g_assert_false (armada_device_set_record (device, first, NOW, &none));
  g_assert_null (none);
  fields.speed = 7;
  second = armada_device_record_new (&fields);
  g_assert_true (armada_device_set_record (device, second, NOW, &old));
  g_assert_true (old == first);
  g_assert_true (armada_device_get_record (device) == second);

  /* only time goes by */
  g_assert_true (armada_device_set_record (device, second, NOW + 86400, &none) ==
                 (armada_device_get_state (device) != ARMADA_DEVICE_STATE_STANDING));
  g_assert_null (none);
}

/* A device that is met with its key takes that, until its name changes. */
static void
test_introduced (void)
{
  g_autoptr (ArmadaDeviceRecord) record = NULL;
  g_autoptr (ArmadaDevice) device = NULL, plain = NULL;
  g_autofree char *key = NULL;
  ArmadaDeviceRecord fields;

  init_fields (&fields);
  record = armada_device_record_new (&fields);
  armada_device_record_introduce (record);
  device = armada_device_new (record, NOW);
  plain = new_device (&fields);
  g_assert_true (armada_device_get_sort_key (device) == record->sort_key);
  g_assert_cmpstr (armada_device_get_sort_key (plain), ==, record->sort_key);
  key = g_strdup (record->sort_key);
  fields.speed = 5;
  g_assert_true (set_fields (device, &fields, NOW));
  g_assert_cmpstr (armada_device_get_sort_key (device), ==, key);
  fields.name = "Truck 10";
  g_assert_true (set_fields (device, &fields, NOW));
  g_assert_cmpstr (armada_device_get_sort_key (device), >, key);
}

static void
count_cb (ArmadaDevice *device, GParamSpec *pspec, guint *n)
{
  ++*n;
}

static void
test_tells_what_changed (void)
{
  g_autoptr (ArmadaDevice) device = NULL;
  ArmadaDeviceRecord fields;
  guint n_records = 0, n_states = 0;

  init_fields (&fields);
  fields.course = NAN;
  device = new_device (&fields);
  g_signal_connect (device, "notify::record", G_CALLBACK (count_cb), &n_records);
  g_signal_connect (device, "notify::state", G_CALLBACK (count_cb), &n_states);

  g_assert_false (set_fields (device, &fields, NOW)); /* unknown is the same as unknown */
  g_assert_cmpuint (n_records, ==, 0);

  fields.speed = 3;
  g_assert_true (set_fields (device, &fields, NOW));
  g_assert_cmpuint (n_records, ==, 1);
  g_assert_cmpuint (n_states, ==, 0);

  fields.online = ARMADA_ONLINE_MOVING;
  g_assert_true (set_fields (device, &fields, NOW));
  g_assert_cmpuint (n_records, ==, 2);
  g_assert_cmpuint (n_states, ==, 1);
}

static void
test_keeps_its_group (void)
{
  g_autoptr (ArmadaDevice) device = NULL;
  ArmadaDeviceRecord fields;

  init_fields (&fields);
  device = new_device (&fields);
  fields.group_id = -1;
  g_assert_false (set_fields (device, &fields, NOW)); /* nothing new in that */
  g_assert_cmpint (armada_device_get_record (device)->group_id, ==, 3);
  fields.group_id = 4;
  g_assert_true (set_fields (device, &fields, NOW));
  g_assert_cmpint (armada_device_get_record (device)->group_id, ==, 4);
}

static void
test_search_key (void)
{
  g_autoptr (ArmadaDevice) device = NULL;
  ArmadaDeviceRecord fields;
  const char *key;

  init_fields (&fields);
  device = new_device (&fields);
  key = armada_device_get_search_key (device);
  g_assert_cmpstr (key, ==, "truck 9\nb 1234-kxa\n356300042441013\nani\nb1234kxa");

  fields.speed = 5; /* nothing one looks for */
  set_fields (device, &fields, NOW);
  g_assert_true (armada_device_get_search_key (device) == key);
  fields.driver = "BUDI";
  set_fields (device, &fields, NOW);
  g_assert_nonnull (strstr (armada_device_get_search_key (device), "\nbudi\n"));
}

static int
compare_names (const char *a, const char *b)
{
  ArmadaDeviceRecord fields;
  g_autoptr (ArmadaDevice) first = NULL;
  g_autoptr (ArmadaDevice) second = NULL;

  init_fields (&fields);
  fields.name = a;
  first = new_device (&fields);
  fields.name = b;
  second = new_device (&fields);
  return strcmp (armada_device_get_sort_key (first), armada_device_get_sort_key (second));
}

static void
test_sort_key (void)
{
  g_autoptr (ArmadaDevice) device = NULL;
  ArmadaDeviceRecord fields;
  const char *key;

  g_assert_cmpint (compare_names ("Truck 9", "Truck 10"), <, 0);
  g_assert_cmpint (compare_names ("Truck 09", "Truck 10"), <, 0);
  g_assert_cmpint (compare_names ("", "Truck"), <, 0);
  g_assert_cmpint (compare_names ("Truck", "Truck"), ==, 0);

  init_fields (&fields);
  device = new_device (&fields);
  key = armada_device_get_sort_key (device);
  fields.plate = "other";
  set_fields (device, &fields, NOW);
  g_assert_true (armada_device_get_sort_key (device) == key);
  fields.name = "Truck 8";
  set_fields (device, &fields, NOW);
  g_assert_cmpstr (armada_device_get_sort_key (device), !=, "");
  g_assert_cmpint (compare_names ("Truck 8", "Truck 9"), <, 0);
}

static void
assert_glance (ArmadaDevice *device)
{
  const ArmadaDeviceGlance *glance = armada_device_peek_glance (device);
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  gboolean has_place = armada_device_record_has_position (record);

  g_assert_cmpint (glance->id, ==, record->id);
  g_assert_cmpint (glance->group_id, ==, record->group_id);
  g_assert_cmpuint (glance->names_hash, ==, record->names_hash);
  g_assert_cmpuint (glance->state, ==, armada_device_get_state (device));
  g_assert_cmpuint (glance->alarm, ==, record->alarm ? 1 : 0);
  g_assert_cmpuint (glance->has_place, ==, has_place ? 1 : 0);
  g_assert_true (isnan (record->course) ? isnan (glance->course)
                                        : glance->course == (float) record->course);
  if (has_place)
    g_assert_true (glance->x == record->x && glance->y == record->y);
}

/* What is looked at most is as the record has it, whatever changes and comes and goes. */
static void
test_glance (void)
{
  g_autoptr (ArmadaDevice) device = NULL;
  ArmadaDeviceRecord fields;

  init_fields (&fields);
  device = new_device (&fields);
  assert_glance (device);
  for (guint i = 0; i < 64; i++)
    {
      fields.latitude = i & 1 ? -6.2 : NAN;
      fields.longitude = i & 1 ? 106.8 + (i & 2) : NAN;
      fields.course = i & 4 ? 270.5 : NAN;
      fields.alarm = i & 8 ? 5 : 0;
      fields.name = i & 16 ? "Truck 9" : "Truck 10";
      fields.online = i & 32 ? ARMADA_ONLINE_OFFLINE : ARMADA_ONLINE_ENGINE;
      fields.group_id = i & 32 ? 3 : 4;
      g_assert_true (set_fields (device, &fields, NOW));
      assert_glance (device);
      g_assert_false (set_fields (device, &fields, NOW));
    }
}

/* Every state has a word of its own for machines. */
static void
test_nicks (void)
{
  g_autoptr (GHashTable) nicks = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ARMADA_N_DEVICE_STATES; i++)
    g_assert_true (g_hash_table_add (nicks, (gpointer) armada_device_state_get_nick (i)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/device/since-as-told", test_since_as_told);
  g_test_add_func ("/device/since-as-seen", test_since_as_seen);
  g_test_add_func ("/device/replaced", test_replaced);
  g_test_add_func ("/device/introduced", test_introduced);
  g_test_add_func ("/device/tells-what-changed", test_tells_what_changed);
  g_test_add_func ("/device/keeps-its-group", test_keeps_its_group);
  g_test_add_func ("/device/search-key", test_search_key);
  g_test_add_func ("/device/sort-key", test_sort_key);
  g_test_add_func ("/device/glance", test_glance);
  g_test_add_func ("/device/nicks", test_nicks);
  return g_test_run ();
}
