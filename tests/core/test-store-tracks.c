/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-fixes.h"
#include "armada-test-store.h"
#include "store/armada-migrations.h"

static ArmadaTrackKey
key_of (ArmadaTestStore *store, const char *day)
{
  return (ArmadaTrackKey) { .account = store->account, .device = 7, .day = day };
}

/* A track of @n fixes for @day of October 2026. */
static void
put_day (ArmadaTestStore *store, guint day, guint n)
{
  g_autofree char *name = g_strdup_printf ("2026-10-%02u", day);
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (n, day);
  ArmadaTrackKey key = key_of (store, name);

  g_assert_true (armada_test_store_put_track (store, &key, TRUE, fixes));
}

static void
test_round (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaFixes) morning = armada_test_fixes (400, 1);
  g_autoptr (ArmadaFixes) day = armada_test_fixes (900, 2);
  g_autoptr (ArmadaFixes) first = NULL;
  g_autoptr (ArmadaFixes) second = NULL;
  ArmadaTrackKey key = key_of (store, "2026-10-01");
  gboolean over = TRUE;
  gint64 written = -1;

  g_assert_null (armada_test_store_get_track (store, &key, &over, &written));
  g_assert_false (over);
  g_assert_cmpint (written, ==, 0);

  g_assert_true (armada_test_store_put_track (store, &key, FALSE, morning));
  first = armada_test_store_get_track (store, &key, &over, &written);
  armada_test_assert_fixes (first, morning);
  g_assert_false (over);
  g_assert_cmpint (ABS (written - g_get_real_time () / G_USEC_PER_SEC), <, 60);

  g_assert_true (armada_test_store_put_track (store, &key, TRUE, day));
  armada_test_store_close (store);
  armada_test_store_open (store);
  second = armada_test_store_get_track (store, &key, &over, NULL);
  armada_test_assert_fixes (second, day);
  g_assert_true (over);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM track_blob"), ==, 1);
}

/* What was asked for otherwise is another track. */
static void
test_keys (ArmadaTestStore *store, gconstpointer data)
{
  gint64 other = armada_test_store_put_account (store, "two@fleet.example.com");
  ArmadaTrackKey keys[] = {
    { store->account, 7, "2026-10-01", FALSE, 0 },  { store->account, 7, "2026-10-01", TRUE, 0 },
    { store->account, 7, "2026-10-01", FALSE, 60 }, { store->account, 7, "2026-10-02", FALSE, 0 },
    { store->account, 8, "2026-10-01", FALSE, 0 },  { other, 7, "2026-10-01", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (ArmadaFixes) fixes = armada_test_fixes (10 + i, i);

      g_assert_true (armada_test_store_put_track (store, &keys[i], TRUE, fixes));
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (ArmadaFixes) fixes = armada_test_store_get_track (store, &keys[i], NULL, NULL);

      g_assert_cmpuint (fixes->n, ==, 10 + i);
    }
}

static GPtrArray *
list_tracks (ArmadaTestStore *store, gint64 device)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *tracks;

  armada_store_list_tracks_async (store->store, store->account, device, NULL, armada_test_result_cb,
                                  &result);
  armada_test_wait (&result);
  tracks = armada_store_list_tracks_finish (store->store, result, &error);
  g_assert_no_error (error);
  return tracks;
}

static void
test_list (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (33, 1);
  ArmadaTrackKey snapped = { store->account, 7, "2026-10-02", TRUE, 120 };
  g_autoptr (GPtrArray) tracks = NULL;
  g_autoptr (GPtrArray) none = list_tracks (store, 8);
  const ArmadaKeptTrack *track;

  put_day (store, 9, 10);
  g_assert_true (armada_test_store_put_track (store, &snapped, FALSE, fixes));
  g_assert_cmpuint (none->len, ==, 0);
  tracks = list_tracks (store, 7);
  g_assert_cmpuint (tracks->len, ==, 2);
  track = tracks->pdata[0];
  g_assert_cmpstr (track->day, ==, "2026-10-02");
  g_assert_true (track->snap);
  g_assert_cmpint (track->stops, ==, 120);
  g_assert_false (track->over);
  g_assert_cmpuint (track->n_fixes, ==, 33);
  g_assert_cmpuint (track->bytes, >, 100);
  g_assert_cmpint (track->written, >, 0);
  g_assert_cmpint (track->last_used, >=, track->written);
  track = tracks->pdata[1];
  g_assert_cmpstr (track->day, ==, "2026-10-09");
  g_assert_true (track->over);
}

static void
test_notes_use (ArmadaTestStore *store, gconstpointer data)
{
  ArmadaTrackKey key = key_of (store, "2026-10-01");
  g_autoptr (ArmadaFixes) fixes = NULL;

  put_day (store, 1, 10);
  armada_test_store_execute (store, "UPDATE track SET last_used = 5");
  fixes = armada_test_store_get_track (store, &key, NULL, NULL);
  g_assert_cmpint (armada_test_store_query (store, "SELECT last_used FROM track"), >, 5);
}

static void
test_spoilt (ArmadaTestStore *store, gconstpointer data)
{
  ArmadaTrackKey key = key_of (store, "2026-10-01");
  g_autoptr (ArmadaFixes) fixes = NULL;
  gboolean over = TRUE;

  put_day (store, 1, 100);
  armada_test_store_execute (store, "UPDATE track_blob SET fixes = substr (fixes, 1, 50)");
  g_assert_null (armada_test_store_get_track (store, &key, &over, NULL));
  g_assert_false (over); /* so it is fetched again */
  put_day (store, 1, 100);
  fixes = armada_test_store_get_track (store, &key, &over, NULL);
  g_assert_cmpuint (fixes->n, ==, 100);
}

/* Turns the main loop until the worker has made the file shorter. */
static void
wait_for_pages (ArmadaTestStore *store, gint64 most)
{
  while (armada_test_store_query (store, "PRAGMA page_count") > most)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_limit (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaStoreUsage) before = NULL;
  g_autoptr (GPtrArray) tracks = NULL;
  gint64 pages;

  for (guint day = 20; day > 0; day--)
    put_day (store, day, 8000);
  before = armada_test_store_get_usage (store);
  g_assert_cmpuint (before->n_tracks, ==, 20);
  g_assert_cmpstr (before->oldest_day, ==, "2026-10-01");
  g_assert_cmpuint (before->file_bytes, >, before->track_bytes);
  pages = armada_test_store_query (store, "PRAGMA page_count");

  armada_store_set_limit (store->store, before->track_bytes / 2);
  wait_for_pages (store, pages * 3 / 4);
  tracks = list_tracks (store, 7);
  g_assert_cmpuint (tracks->len, >=, 8);
  g_assert_cmpuint (tracks->len, <=, 10);
  g_assert_cmpstr (((ArmadaKeptTrack *) tracks->pdata[tracks->len - 1])->day, ==, "2026-10-20");
  g_assert_cmpstr (((ArmadaKeptTrack *) tracks->pdata[0])->day, >=, "2026-10-11");
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM track_blob"), ==,
                   tracks->len);
}

/* While somebody else reads, the file cannot become shorter; afterwards it does by itself. */
static void
test_limit_while_read (ArmadaTestStore *store, gconstpointer data)
{
  gint64 whole;
  GStatBuf info;
  sqlite3 *reader;

  for (guint day = 1; day < 20; day++)
    put_day (store, day, 3000);
  armada_test_store_execute (store, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_cmpint (g_stat (store->path, &info), ==, 0);
  whole = info.st_size;
  g_assert_cmpint (sqlite3_open (store->path, &reader), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (reader, "BEGIN; SELECT count (*) FROM track", NULL, NULL, NULL),
                   ==, SQLITE_OK);

  armada_store_set_limit (store->store, 1);
  wait_for_pages (store, whole / 4096 / 2);
  g_assert_cmpint (g_stat (store->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, whole);

  sqlite3_close (reader);
  while (info.st_size > whole / 2)
    {
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpint (g_stat (store->path, &info), ==, 0);
    }
}

/* Of one day the one that was looked at longest ago goes first. */
static void
test_limit_by_use (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (2000, 1);
  g_autoptr (ArmadaFixes) kept = NULL;
  ArmadaTrackKey plain = key_of (store, "2026-10-01");
  ArmadaTrackKey snapped = plain;

  snapped.snap = TRUE;
  g_assert_true (armada_test_store_put_track (store, &plain, TRUE, fixes));
  g_assert_true (armada_test_store_put_track (store, &snapped, TRUE, fixes));
  armada_test_store_execute (store, "UPDATE track SET last_used = last_used - 9 WHERE snap = 1");
  armada_store_set_limit (
      store->store, (guint64) armada_test_store_query (store, "SELECT sum (bytes) - 1 FROM track"));
  for (;;)
    {
      g_autoptr (ArmadaStoreUsage) usage = armada_test_store_get_usage (store);

      if (usage->n_tracks == 1)
        break;
    }
  kept = armada_test_store_get_track (store, &plain, NULL, NULL);
  g_assert_nonnull (kept);
  g_assert_null (armada_test_store_get_track (store, &snapped, NULL, NULL));
}

static void
delete_tracks (ArmadaTestStore *store, gint64 account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_store_delete_tracks_async (store->store, account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_delete_tracks_finish (store->store, result, &error));
  g_assert_no_error (error);
}

static void
test_delete (ArmadaTestStore *store, gconstpointer data)
{
  gint64 other = armada_test_store_put_account (store, "two@fleet.example.com");
  ArmadaTrackKey key = { other, 7, "2026-09-01", FALSE, 0 };
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (2000, 1);
  g_autoptr (ArmadaStoreUsage) one = NULL;
  g_autoptr (ArmadaStoreUsage) none = NULL;
  gint64 pages = armada_test_store_query (store, "PRAGMA page_count");

  for (guint day = 1; day < 20; day++)
    put_day (store, day, 3000);
  g_assert_true (armada_test_store_put_track (store, &key, TRUE, fixes));
  delete_tracks (store, store->account);
  one = armada_test_store_get_usage (store);
  g_assert_cmpuint (one->n_tracks, ==, 1);
  g_assert_cmpstr (one->oldest_day, ==, "2026-09-01");

  delete_tracks (store, 0);
  none = armada_test_store_get_usage (store);
  g_assert_cmpuint (none->n_tracks, ==, 0);
  g_assert_cmpuint (none->track_bytes, ==, 0);
  g_assert_cmpstr (none->oldest_day, ==, "");
  /* few pages are not yet all of them: the last blob may be as small as what is left free */
  while (armada_test_store_query (store, "SELECT count (*) FROM track_blob") > 0)
    g_usleep (1000);
  wait_for_pages (store, pages + 80);
  for (;;) /* and so does the disk, once the log is taken over */
    {
      g_autoptr (ArmadaStoreUsage) usage = armada_test_store_get_usage (store);
      GStatBuf info;

      g_assert_cmpint (g_stat (store->path, &info), ==, 0);
      if (info.st_size <= (pages + 80) * 4096)
        break;
    }
}

/* What was left when the program ended is deleted by the next. */
static void
test_deletes_later (ArmadaTestStore *store, gconstpointer data)
{
  for (guint day = 1; day < 20; day++)
    put_day (store, day, 3000);
  armada_test_store_close (store);
  armada_test_store_execute (store, "PRAGMA foreign_keys = ON; DELETE FROM account");
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM track"), ==, 0);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM track_blob"), ==, 19);
  armada_test_store_open (store);
  while (armada_test_store_query (store, "SELECT count (*) FROM track_blob") > 0)
    g_main_context_iteration (NULL, FALSE);
}

/* A number never comes again: what is still to be deleted is never a newer track's. */
static void
test_put_after_delete (ArmadaTestStore *store, gconstpointer data)
{
  ArmadaTrackKey key = key_of (store, "2026-10-05");

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (ArmadaFixes) fixes = NULL;

      for (guint day = 1; day < 6; day++)
        put_day (store, day, 300);
      armada_store_delete_tracks_async (store->store, 0, NULL, NULL, NULL);
      put_day (store, 5, 300 + round);
      fixes = armada_test_store_get_track (store, &key, NULL, NULL);
      g_assert_cmpuint (fixes->n, ==, 300 + round);
    }
}

static void
test_closed (ArmadaTestStore *store, gconstpointer data)
{
  ArmadaTrackKey key = key_of (store, "2026-10-05");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 written = -1;
  gboolean over = TRUE;

  armada_store_close (store->store);
  armada_store_set_limit (store->store, 5);
  armada_store_get_track_async (store->store, &key, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_null (armada_store_get_track_finish (store->store, result, &over, &written, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_false (over);
  g_assert_cmpint (written, ==, 0);
}

/* The file of a program that knew accounts and fleets only. */
static void
test_migrates_from_version_2 (ArmadaTestStore *store, gconstpointer data)
{
  static const char version_2[] =
      "CREATE TABLE account (id INTEGER PRIMARY KEY, server TEXT NOT NULL,"
      " email TEXT NOT NULL COLLATE NOCASE, language TEXT NOT NULL, demo INTEGER NOT NULL,"
      " last_used INTEGER NOT NULL, UNIQUE (server, email));"
      "CREATE TABLE device (account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
      " id INTEGER NOT NULL, position INTEGER NOT NULL, group_id INTEGER NOT NULL,"
      " format INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY (account, id)) WITHOUT ROWID;"
      "CREATE TABLE fleet (account INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,"
      " written INTEGER NOT NULL);"
      "CREATE TABLE device_group (account INTEGER NOT NULL REFERENCES account (id)"
      " ON DELETE CASCADE, id INTEGER NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL,"
      " PRIMARY KEY (account, id)) WITHOUT ROWID;"
      "INSERT INTO account VALUES (3, 'https://fleet.example.com', 'old@fleet.example.com', 'id',"
      " 0, 77);"
      "INSERT INTO fleet VALUES (3, 1234);"
      "INSERT INTO device_group VALUES (3, 5, 0, 'Truk');"
      "INSERT INTO device WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
      " WHERE i < 500) SELECT 3, i, i, 5, 99, randomblob (100) FROM n;"
      "PRAGMA journal_mode = WAL; PRAGMA user_version = 2;";
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  armada_test_store_close (store);
  g_assert_cmpint (g_remove (store->path), ==, 0);
  armada_test_store_execute (store, version_2);
  g_assert_cmpint (armada_test_store_query (store, "PRAGMA auto_vacuum"), ==, 0);
  armada_test_store_open (store);

  g_assert_cmpint (armada_test_store_query (store, "PRAGMA user_version"), ==,
                   armada_migrations_get_version ());
  g_assert_cmpint (armada_test_store_query (store, "PRAGMA auto_vacuum"), ==, 2);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM device"), ==, 500);
  g_assert_cmpint (armada_test_store_query (store, "SELECT written FROM fleet"), ==, 1234);
  armada_store_list_accounts_async (store->store, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  accounts = armada_store_list_accounts_finish (store->store, result, NULL);
  g_assert_cmpuint (accounts->len, ==, 1);
  store->account = ((ArmadaAccount *) accounts->pdata[0])->id;
  g_assert_cmpint (store->account, ==, 3);
  put_day (store, 1, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define test(path, func)                                                                           \
  g_test_add ("/store-tracks/" path, ArmadaTestStore, NULL, armada_test_store_set_up, func,        \
              armada_test_store_tear_down)
  test ("round", test_round);
  test ("keys", test_keys);
  test ("list", test_list);
  test ("notes-use", test_notes_use);
  test ("spoilt", test_spoilt);
  test ("limit", test_limit);
  test ("limit-while-read", test_limit_while_read);
  test ("limit-by-use", test_limit_by_use);
  test ("delete", test_delete);
  test ("deletes-later", test_deletes_later);
  test ("put-after-delete", test_put_after_delete);
  test ("closed", test_closed);
  test ("migrates-from-version-2", test_migrates_from_version_2);
  return g_test_run ();
}
