/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "armada-test-disk.h"
#include "armada-test-records.h"
#include "armada-test.h"
#include "store/armada-store.h"

/* The store on disks that fail. */

typedef struct
{
  char *folder;
  char *path;
  ArmadaStore *store;
  gint64 account;
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
put_account (Fixture *fixture)
{
  const ArmadaAccount fields = { .server = "https://fleet.example.com",
                                 .email = "one@fleet.example.com",
                                 .language = "id" };
  g_autoptr (ArmadaAccount) account = armada_account_new (&fields);
  g_autoptr (ArmadaAccount) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_store_put_account_async (fixture->store, account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  stored = armada_store_put_account_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  fixture->account = stored->id;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("armada-disk-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "armada.db", NULL);
  g_assert_true (open_store (fixture, &error));
  g_assert_no_error (error);
  put_account (fixture);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  armada_test_disk_writes_left = -1;
  armada_test_disk_read_only = FALSE;
  if (fixture->store != NULL)
    close_store (fixture);
  remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* A whole fleet of @n devices that all are called @name. */
static ArmadaDeviceBatch *
new_batch (guint n, const char *name)
{
  ArmadaDeviceBatch *batch = armada_device_batch_new (TRUE);

  for (guint i = 0; i < n; i++)
    armada_test_batch_take (batch, armada_test_record (i + 1, name, ARMADA_ONLINE_MOVING));
  armada_device_batch_add_group (batch, 0, name);
  return batch;
}

static gboolean
put_fleet (Fixture *fixture, ArmadaDeviceBatch *batch, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_put_fleet_async (fixture->store, fixture->account, batch, NULL,
                                armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_store_put_fleet_finish (fixture->store, result, error);
}

static ArmadaDeviceBatch *
get_fleet (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_get_fleet_async (fixture->store, fixture->account, NULL, armada_test_result_cb,
                                &result);
  armada_test_wait (&result);
  return armada_store_get_fleet_finish (fixture->store, result, NULL, error);
}

static void
assert_fleet (Fixture *fixture, guint n, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaDeviceBatch) batch = get_fleet (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (batch->changed->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (((ArmadaDeviceRecord *) batch->changed->pdata[i])->name, ==, name);
  g_assert_cmpstr (((ArmadaGroupRecord *) batch->groups->pdata[0])->title, ==, name);
}

/* The disk is full after one write more each time, until a fleet can be written: before that,
 * nothing has changed, and afterwards all of it. */
static void
test_full_at_each_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) before = new_batch (30, "before");
  g_autoptr (ArmadaDeviceBatch) after = new_batch (60, "after");
  guint failures = 0;

  g_assert_true (put_fleet (fixture, before, NULL));
  for (int n = 0;; n++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      g_atomic_int_set (&armada_test_disk_writes_left, n);
      done = put_fleet (fixture, after, &error);
      g_atomic_int_set (&armada_test_disk_writes_left, -1);
      if (done)
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      assert_fleet (fixture, 30, "before");
      failures++;
    }
  g_assert_cmpuint (failures, >, 3);
  assert_fleet (fixture, 60, "after");
  close_store (fixture);
  g_assert_true (open_store (fixture, NULL));
  assert_fleet (fixture, 60, "after");
}

/* Also while it is made: the next start finds no half of a store. */
static void
test_full_when_new (Fixture *fixture, gconstpointer data)
{
  guint failures = 0;

  close_store (fixture);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  for (int n = 0;; n++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      g_atomic_int_set (&armada_test_disk_writes_left, n);
      done = open_store (fixture, &error);
      g_atomic_int_set (&armada_test_disk_writes_left, -1);
      if (done)
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      close_store (fixture);
      failures++;
    }
  g_assert_cmpuint (failures, >, 3);
  put_account (fixture);
}

static gint64
get_int (const char *path, const char *sql)
{
  sqlite3_stmt *statement;
  sqlite3 *db;
  gint64 value;

  sqlite3_open (path, &db);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return value;
}

/* Makes of a store that is closed what an earlier program left. */
static void
make_version_2 (const char *path)
{
  char *message = NULL;
  sqlite3 *db;

  sqlite3_open (path, &db);
  sqlite3_exec (db,
                "DROP TABLE list_record; DROP TABLE list; DROP TABLE event; DROP TABLE track;"
                "DROP TABLE track_blob; DROP TABLE track_gone; DROP TABLE fact;"
                "DROP TABLE report; DROP TABLE report_text; DROP TABLE report_job;"
                "DROP TABLE report_schedule;"
                "DROP TABLE incident_change; DROP TABLE incident;"
                "DROP TABLE track_box; DROP TABLE track_boxed; DROP TABLE track_way;"
                "DROP TABLE track_use; DROP TABLE meter;"
                "PRAGMA auto_vacuum = NONE; VACUUM; PRAGMA user_version = 2",
                NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

/* An earlier program's file is changed over to one that can give pages back, for which all of it is
 * written once more. Where there is no room for that it is used as it is, whole. */
static void
test_full_when_changed_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) batch = new_batch (60, "old");
  g_autofree char *old = NULL;
  guint n_failed = 0, n_as_it_is = 0;
  gint64 kind = 0;
  gsize size;

  g_assert_true (put_fleet (fixture, batch, NULL));
  close_store (fixture);
  make_version_2 (fixture->path);
  g_assert_true (g_file_get_contents (fixture->path, &old, &size, NULL));
  for (int n = 0; kind != 2; n += 5)
    {
      gboolean done;

      g_assert_true (g_file_set_contents (fixture->path, old, (gssize) size, NULL));
      g_atomic_int_set (&armada_test_disk_writes_left, n);
      done = open_store (fixture, NULL);
      g_atomic_int_set (&armada_test_disk_writes_left, -1);
      n_failed += !done;
      if (done)
        {
          g_assert_true (put_fleet (fixture, batch, NULL));
          assert_fleet (fixture, 60, "old");
        }
      close_store (fixture);
      kind = get_int (fixture->path, "PRAGMA auto_vacuum");
      n_as_it_is += done && kind != 2;
      g_assert_cmpint (get_int (fixture->path, "SELECT count (*) FROM device"), ==, 60);
    }
  g_assert_cmpuint (n_failed, >, 3);
  g_assert_cmpuint (n_as_it_is, >, 3);
  g_assert_true (open_store (fixture, NULL));
  assert_fleet (fixture, 60, "old");
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) batch = new_batch (3, "kept");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) later = NULL;

  g_assert_true (put_fleet (fixture, batch, NULL));
  close_store (fixture);

  armada_test_disk_read_only = TRUE;
  g_assert_false (open_store (fixture, &error));
  g_assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY) ||
                 g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED));
  g_assert_null (get_fleet (fixture, &later)); /* every call gives the reason */
  g_assert_error (later, G_IO_ERROR, error->code);

  /* asked for again when the disk can be written */
  armada_test_disk_read_only = FALSE;
  close_store (fixture);
  g_assert_true (open_store (fixture, NULL));
  assert_fleet (fixture, 3, "kept");
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_steal_pointer (&fixture->path);
  g_autoptr (GError) error = NULL;

  close_store (fixture);
  fixture->path = g_build_filename (file, "below-a-file", "armada.db", NULL);
  g_assert_false (open_store (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) batch = new_batch (3, "x");
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  g_assert_true (put_fleet (fixture, batch, NULL));
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
      n++;
    }
  g_assert_cmpuint (n, ==, 3); /* with the log and its index */
}

/* Overwrites a part of the file, which is closed. */
static void
spoil (const char *path, gsize from, gsize n)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (from + n, <=, size);
  memset (bytes + from, 0xa5, n);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static guint
count_broken (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, ".broken-") != NULL;
  return n;
}

/* The first page is as it should be, so that only a look at the others tells. */
static void
test_spoilt_in_the_middle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) batch = new_batch (500, "x");
  g_autoptr (GError) error = NULL;

  g_assert_true (put_fleet (fixture, batch, NULL));
  close_store (fixture);
  spoil (fixture->path, 8 * 4096, 8 * 4096);

  g_assert_true (open_store (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_broken (fixture), ==, 1);
  put_account (fixture);
  g_assert_true (put_fleet (fixture, batch, NULL));
  assert_fleet (fixture, 500, "x");
}

/* A version below 0 stands in no file that a program of ours made. */
static void
test_impossible_version (Fixture *fixture, gconstpointer data)
{
  sqlite3 *db;

  close_store (fixture);
  sqlite3_open (fixture->path, &db);
  sqlite3_exec (db, "PRAGMA user_version = -1", NULL, NULL, NULL);
  sqlite3_close (db);
  g_assert_true (open_store (fixture, NULL));
  g_assert_cmpuint (count_broken (fixture), ==, 1);
}

/* Not even its kind of journal. */
static void
test_newer_keeps_its_journal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_before, n_after;
  sqlite3 *db;

  close_store (fixture);
  sqlite3_open (fixture->path, &db);
  sqlite3_exec (db, "PRAGMA journal_mode = DELETE; PRAGMA user_version = 999", NULL, NULL, NULL);
  sqlite3_close (db);
  g_file_get_contents (fixture->path, &before, &n_before, NULL);
  g_assert_false (open_store (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  close_store (fixture);
  g_file_get_contents (fixture->path, &after, &n_after, NULL);
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* Closing waits for what was asked for before, though nobody waits for the answer. */
static void
test_close_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autoptr (ArmadaDeviceBatch) batch = new_batch (200, name);

      armada_store_put_fleet_async (fixture->store, fixture->account, batch, NULL, NULL, NULL);
    }
  armada_store_close (fixture->store);

  /* and what is asked for afterwards is told so */
  armada_store_list_accounts_async (fixture->store, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_null (armada_store_list_accounts_finish (fixture->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_object (&result);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->store);
  g_assert_true (open_store (fixture, NULL));
  assert_fleet (fixture, 200, "19");
}

static void
note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GString *order = user_data;

  g_string_append_c (order, GPOINTER_TO_INT (g_task_get_source_tag (G_TASK (result)) ==
                                             (gpointer) armada_store_get_fleet_async)
                                ? 'g'
                                : 'p');
  if (order->str[order->len - 1] == 'g')
    {
      g_autoptr (ArmadaDeviceBatch) batch =
          armada_store_get_fleet_finish (ARMADA_STORE (source), result, NULL, NULL);

      g_string_append (order, ((ArmadaDeviceRecord *) batch->changed->pdata[0])->name);
    }
}

static void
test_in_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autoptr (ArmadaDeviceBatch) batch = new_batch (50, name);

      armada_store_put_fleet_async (fixture->store, fixture->account, batch, NULL, note_cb, order);
      armada_store_get_fleet_async (fixture->store, fixture->account, NULL, note_cb, order);
    }
  armada_test_wait_until (order->len == 4 * 3);
  g_assert_cmpstr (order->str, ==, "pg0pg1pg2pg3");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  armada_test_disk_install ();
#define test(path, func) g_test_add ("/store-disk/" path, Fixture, NULL, set_up, func, tear_down)
  test ("full-at-each-write", test_full_at_each_write);
  test ("full-when-new", test_full_when_new);
  test ("full-when-changed-over", test_full_when_changed_over);
  test ("read-only", test_read_only);
  test ("no-folder", test_no_folder);
  test ("private", test_private);
  test ("spoilt-in-the-middle", test_spoilt_in_the_middle);
  test ("impossible-version", test_impossible_version);
  test ("newer-keeps-its-journal", test_newer_keeps_its_journal);
  test ("close-waits", test_close_waits);
  test ("in-order", test_in_order);
  return g_test_run ();
}
