/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "armada-test-records.h"
#include "armada-test.h"
#include "store/armada-migrations.h"
#include "store/armada-record-blob.h"
#include "store/armada-store.h"

typedef struct
{
  char *folder;
  char *path;
  ArmadaStore *store;
} Fixture;

static gboolean
open_store (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fixture->store = armada_store_new (fixture->path);
  armada_store_open_async (fixture->store, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_store_open_finish (fixture->store, result, error);
}

static void
close_store (Fixture *fixture)
{
  armada_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  fixture->store = NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("armada-store-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "armada.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->store != NULL)
    close_store (fixture);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static gint64
put_account (Fixture *fixture, const char *email, gint64 last_used)
{
  const ArmadaAccount fields = {
    .server = "https://fleet.example.com", .email = email, .language = "id", .last_used = last_used
  };
  g_autoptr (ArmadaAccount) account = armada_account_new (&fields);
  g_autoptr (ArmadaAccount) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_store_put_account_async (fixture->store, account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  stored = armada_store_put_account_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return stored->id;
}

static GPtrArray *
list_accounts (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *accounts;

  armada_store_list_accounts_async (fixture->store, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  accounts = armada_store_list_accounts_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return accounts;
}

static gboolean
put_fleet (Fixture *fixture, gint64 account, ArmadaDeviceBatch *batch, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_put_fleet_async (fixture->store, account, batch, NULL, armada_test_result_cb,
                                &result);
  armada_test_wait (&result);
  return armada_store_put_fleet_finish (fixture->store, result, error);
}

static ArmadaDeviceBatch *
get_fleet (Fixture *fixture, gint64 account, gint64 *written)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaDeviceBatch *batch;

  armada_store_get_fleet_async (fixture->store, account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  batch = armada_store_get_fleet_finish (fixture->store, result, written, &error);
  g_assert_no_error (error);
  return batch;
}

static void
test_accounts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 first, second;

  g_assert_true (open_store (fixture, NULL));
  first = put_account (fixture, "one@fleet.example.com", 10);
  second = put_account (fixture, "two@fleet.example.com", 20);
  g_assert_cmpint (put_account (fixture, "ONE@fleet.example.com", 30), ==, first);
  accounts = list_accounts (fixture);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_cmpint (((ArmadaAccount *) accounts->pdata[0])->id, ==, first);
  g_assert_cmpint (((ArmadaAccount *) accounts->pdata[1])->id, ==, second);

  armada_store_delete_account_async (fixture->store, first, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_delete_account_finish (fixture->store, result, NULL));
  g_ptr_array_unref (g_steal_pointer (&accounts));
  accounts = list_accounts (fixture);
  g_assert_cmpuint (accounts->len, ==, 1);
}

static ArmadaDeviceRecord *
full_record (void)
{
  static const ArmadaSensor sensors[] = { { 5, "acc", "Kontak", "On" },
                                          { 0, "", "Suhu", "-4 °C" } };
  static const ArmadaServiceDue services[] = { { "Oli", "120 km", TRUE } };
  static const ArmadaPosition tail[] = { { 47.1, 9.1 }, { 47.2, 9.2 } };
  ArmadaDeviceRecord fields;

  armada_device_record_clear (&fields);
  fields = (ArmadaDeviceRecord) {
    .id = 77,
    .group_id = 3,
    .name = "شاحنة",
    .plate = "B 1",
    .driver = "D",
    .address = "A",
    .protocol = "gt06",
    .time_text = "T",
    .stop_text = "S",
    .model = "M",
    .vin = "V",
    .imei = "I",
    .sim = "SIM",
    .owner = "O",
    .notes = "N",
    .tail_color = "#33cc33",
    .latitude = -6.1,
    .longitude = 106.8,
    .course = NAN,
    .speed = 12.5,
    .altitude = 7,
    .odometer = 123456.7,
    .fix_time = 1,
    .contact_time = 2,
    .moved_time = 3,
    .expires = 4,
    .stop_seconds = 5,
    .online = ARMADA_ONLINE_ENGINE,
    .engine = 1,
    .alarm = TRUE,
    .speed_unit = "km/h",
    .distance_unit = "km",
    .altitude_unit = "m",
    .capacity_unit = "l",
    .sensors = sensors,
    .n_sensors = 2,
    .services = services,
    .n_services = 1,
    .tail = tail,
    .n_tail = 2,
  };
  return armada_device_record_new (&fields);
}

static void
test_every_field_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  g_autoptr (ArmadaDeviceBatch) back = NULL;
  g_autoptr (ArmadaDeviceRecord) record = full_record ();
  gint64 account, written;

  g_assert_true (open_store (fixture, NULL));
  account = put_account (fixture, "one@fleet.example.com", 1);
  armada_device_batch_add_group (batch, 3, "Depot");
  armada_test_batch_take (batch, armada_device_record_ref (record));
  g_assert_true (put_fleet (fixture, account, batch, NULL));
  close_store (fixture);

  g_assert_true (open_store (fixture, NULL));
  back = get_fleet (fixture, account, &written);
  g_assert_cmpint (written, >, 0);
  g_assert_cmpuint (back->changed->len, ==, 1);
  g_assert_true (armada_device_record_equal (record, back->changed->pdata[0]));
  g_assert_cmpuint (back->groups->len, ==, 1);
  g_assert_cmpstr (((ArmadaGroupRecord *) back->groups->pdata[0])->title, ==, "Depot");
}

static void
test_order_and_deletion (Fixture *fixture, gconstpointer data)
{
  static const gint64 orders[][3] = { { 3, 1, 2 }, { 2, 3, 9 } };
  gint64 account;

  g_assert_true (open_store (fixture, NULL));
  account = put_account (fixture, "one@fleet.example.com", 1);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
      g_autoptr (ArmadaDeviceBatch) back = NULL;

      for (guint j = 0; j < 3; j++)
        armada_test_batch_take (batch,
                                armada_test_record (orders[i][j], "x", ARMADA_ONLINE_MOVING));
      g_assert_true (put_fleet (fixture, account, batch, NULL));
      back = get_fleet (fixture, account, NULL);
      g_assert_cmpmem (back->seen->data, back->seen->len * sizeof (gint64), orders[i],
                       sizeof orders[i]);
    }
}

static void
test_part_of_a_fleet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) whole = armada_device_batch_new (TRUE);
  g_autoptr (ArmadaDeviceBatch) part = armada_device_batch_new (FALSE);
  g_autoptr (ArmadaDeviceBatch) back = NULL;
  ArmadaDeviceRecord fields;
  const ArmadaDeviceRecord *second;
  gint64 account;

  g_assert_true (open_store (fixture, NULL));
  account = put_account (fixture, "one@fleet.example.com", 1);
  armada_test_batch_take (whole, armada_test_record (1, "a", ARMADA_ONLINE_MOVING));
  armada_test_batch_take (whole, armada_test_record (2, "b", ARMADA_ONLINE_MOVING));
  g_assert_true (put_fleet (fixture, account, whole, NULL));

  armada_device_record_clear (&fields);
  fields.id = 2;
  fields.name = "b, renamed";
  armada_test_batch_take (part, armada_device_record_new (&fields));
  g_assert_true (put_fleet (fixture, account, part, NULL));
  back = get_fleet (fixture, account, NULL);
  g_assert_cmpuint (back->changed->len, ==, 2);
  second = back->changed->pdata[1];
  g_assert_cmpstr (second->name, ==, "b, renamed");
  g_assert_cmpint (second->group_id, ==, 0); /* as it was */
}

/* A desk that was last used with version 1 of the store, as that version made it. */
static void
test_migrates_from_version_1 (Fixture *fixture, gconstpointer data)
{
  static const char version_1[] =
      "CREATE TABLE account (id INTEGER PRIMARY KEY, server TEXT NOT NULL,"
      " email TEXT NOT NULL COLLATE NOCASE, language TEXT NOT NULL, demo INTEGER NOT NULL,"
      " last_used INTEGER NOT NULL, UNIQUE (server, email));"
      "CREATE TABLE device (account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
      " id INTEGER NOT NULL, position INTEGER NOT NULL, group_id INTEGER NOT NULL,"
      " format INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY (account, id)) WITHOUT ROWID;"
      "INSERT INTO account VALUES (7, 'https://fleet.example.com', 'old@fleet.example.com', 'id',"
      " 0, 5);"
      "PRAGMA user_version = 1;";
  g_autoptr (ArmadaDeviceRecord) record = full_record ();
  g_autoptr (GBytes) blob = armada_record_blob_pack (record);
  g_autoptr (ArmadaDeviceBatch) back = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  sqlite3_stmt *insert;
  sqlite3 *db;
  gint64 written = -1;
  gconstpointer bytes;
  gsize size;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, version_1, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "INSERT INTO device VALUES (7, 77, 0, 3, 1, ?)", -1, &insert, NULL);
  bytes = g_bytes_get_data (blob, &size);
  sqlite3_bind_blob (insert, 1, bytes, (int) size, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_finalize (insert);
  sqlite3_close (db);

  g_assert_true (open_store (fixture, NULL));
  accounts = list_accounts (fixture);
  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpint (((ArmadaAccount *) accounts->pdata[0])->id, ==, 7);
  back = get_fleet (fixture, 7, &written);
  g_assert_cmpint (written, ==, 0); /* version 1 did not note it */
  g_assert_cmpuint (back->changed->len, ==, 1);
  g_assert_true (armada_device_record_equal (record, back->changed->pdata[0]));
}

static void
test_newer_version_is_left_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length_before, length_after;
  sqlite3 *db;

  sqlite3_open (fixture->path, &db);
  sqlite3_exec (db, "CREATE TABLE future (x); PRAGMA user_version = 999;", NULL, NULL, NULL);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
  sqlite3_close (db);
  g_file_get_contents (fixture->path, &before, &length_before, NULL);

  g_assert_false (open_store (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  close_store (fixture);
  g_file_get_contents (fixture->path, &after, &length_after, NULL);
  g_assert_cmpmem (before, length_before, after, length_after);
}

static guint
count_files (const char *folder, const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL;
  return n;
}

static void
test_broken_file_is_set_aside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *garbage = g_strnfill (4096, 'x');
  g_autoptr (GPtrArray) accounts = NULL;

  g_assert_true (g_file_set_contents (fixture->path, garbage, 4096, NULL));
  g_assert_true (open_store (fixture, NULL));
  accounts = list_accounts (fixture);
  g_assert_cmpuint (accounts->len, ==, 0);
  g_assert_cmpuint (count_files (fixture->folder, ".broken-"), ==, 1);
}

/* One spoilt record costs one device. */
static void
test_broken_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  g_autoptr (ArmadaDeviceBatch) back = NULL;
  gint64 account;
  sqlite3 *db;

  g_assert_true (open_store (fixture, NULL));
  account = put_account (fixture, "one@fleet.example.com", 1);
  for (gint64 id = 1; id <= 3; id++)
    armada_test_batch_take (batch, armada_test_record (id, "x", ARMADA_ONLINE_MOVING));
  g_assert_true (put_fleet (fixture, account, batch, NULL));
  close_store (fixture);

  sqlite3_open (fixture->path, &db);
  g_assert_cmpint (
      sqlite3_exec (db, "UPDATE device SET record = x'0102' WHERE id = 2", NULL, NULL, NULL), ==,
      SQLITE_OK);
  sqlite3_close (db);
  g_assert_true (open_store (fixture, NULL));
  back = get_fleet (fixture, account, NULL);
  g_assert_cmpuint (back->changed->len, ==, 2);
  g_assert_cmpuint (back->n_unreadable, ==, 1);
}

static void
test_spoilt_blobs (void)
{
  g_autoptr (ArmadaDeviceRecord) record = full_record ();
  g_autoptr (GBytes) blob = armada_record_blob_pack (record);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 5000; i++)
    {
      gsize size = g_bytes_get_size (blob);
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (blob, NULL), size);
      gsize kept = i % 3 ? size : (gsize) g_rand_int_range (random, 0, (gint32) size);
      g_autoptr (GBytes) spoilt = NULL;
      ArmadaDeviceRecord *back;

      for (guint j = 0; j < 1 + i % 5; j++)
        copy[g_rand_int_range (random, 0, (gint32) size)] = (guint8) g_rand_int (random);
      spoilt = g_bytes_new (copy, kept);
      back = armada_record_blob_unpack (ARMADA_RECORD_BLOB_FORMAT, spoilt, 0);
      if (back != NULL)
        {
          g_assert_true (g_utf8_validate (back->name, -1, NULL));
          armada_device_record_unref (back);
        }
    }
  g_assert_null (armada_record_blob_unpack (99, blob, 0));
}

/* A disk that is full: nothing is lost of what was there. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) small = armada_device_batch_new (TRUE);
  g_autoptr (ArmadaDeviceBatch) large = armada_device_batch_new (TRUE);
  g_autoptr (ArmadaDeviceBatch) back = NULL;
  g_autofree char *long_name = g_strnfill (50000, 'n');
  g_autoptr (GError) error = NULL;
  gint64 account;

  /* SQLite's own heap limit stands in for the disk: it fails in the same places */
  g_assert_true (open_store (fixture, NULL));
  account = put_account (fixture, "one@fleet.example.com", 1);
  armada_test_batch_take (small, armada_test_record (1, "kept", ARMADA_ONLINE_MOVING));
  g_assert_true (put_fleet (fixture, account, small, NULL));

  for (gint64 id = 1; id <= 200; id++)
    armada_test_batch_take (large, armada_test_record (id, long_name, ARMADA_ONLINE_MOVING));
  sqlite3_hard_heap_limit64 (sqlite3_memory_used () + 100 * 1024);
  g_assert_false (put_fleet (fixture, account, large, &error));
  sqlite3_hard_heap_limit64 (0);
  g_assert_true (error->domain == G_IO_ERROR);

  back = get_fleet (fixture, account, NULL);
  g_assert_cmpuint (back->changed->len, ==, 1);
  g_assert_cmpstr (((ArmadaDeviceRecord *) back->changed->pdata[0])->name, ==, "kept");
}

/* Writes numbered fleets until it is killed: what this program does when it is told a path. */
static int
write_for_ever (const char *path)
{
  Fixture fixture = { .path = g_strdup (path) };
  gint64 account;

  if (!open_store (&fixture, NULL))
    return 1;
  account = put_account (&fixture, "one@fleet.example.com", 1);
  for (guint number = 1;; number++)
    {
      g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
      g_autofree char *name = g_strdup_printf ("%u", number);

      for (gint64 id = 1; id <= 50; id++)
        armada_test_batch_take (batch, armada_test_record (id, name, ARMADA_ONLINE_MOVING));
      if (!put_fleet (&fixture, account, batch, NULL))
        return 1;
      if (number == 1)
        g_print ("writing\n");
    }
}

static void
kill_writer (const char *path, guint microseconds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) writer = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                     "/proc/self/exe", "--write", path, NULL);
  char first;

  g_assert_no_error (error);
  /* it has written one fleet, and is at the next */
  g_assert_cmpint (
      g_input_stream_read (g_subprocess_get_stdout_pipe (writer), &first, 1, NULL, NULL), ==, 1);
  g_usleep (microseconds);
  g_subprocess_force_exit (writer);
  g_subprocess_wait (writer, NULL, NULL);
}

static void
test_killed_at_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (ArmadaDeviceBatch) back = NULL;

      kill_writer (fixture->path, (guint) g_rand_int_range (random, 0, 30000));
      g_assert_true (open_store (fixture, NULL));
      back = get_fleet (fixture, put_account (fixture, "one@fleet.example.com", 1), NULL);
      g_assert_cmpuint (back->changed->len, ==, 50);
      for (guint i = 1; i < back->changed->len; i++)
        g_assert_cmpstr (((ArmadaDeviceRecord *) back->changed->pdata[i])->name, ==,
                         ((ArmadaDeviceRecord *) back->changed->pdata[0])->name);
      close_store (fixture);
    }
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_for_ever (argv[2]);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define test(path, func) g_test_add ("/store/" path, Fixture, NULL, set_up, func, tear_down)
  test ("accounts", test_accounts);
  test ("every-field-comes-back", test_every_field_comes_back);
  test ("order-and-deletion", test_order_and_deletion);
  test ("part-of-a-fleet", test_part_of_a_fleet);
  test ("migrates-from-version-1", test_migrates_from_version_1);
  test ("newer-version-is-left-alone", test_newer_version_is_left_alone);
  test ("broken-file-is-set-aside", test_broken_file_is_set_aside);
  test ("broken-record", test_broken_record);
  test ("full-disk", test_full_disk);
  test ("killed-at-random", test_killed_at_random);
  g_test_add_func ("/store/spoilt-blobs", test_spoilt_blobs);
  return g_test_run ();
}
