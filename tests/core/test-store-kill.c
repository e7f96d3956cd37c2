/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/armada-events-reader.h"
#include "armada-test-records.h"
#include "armada-test-store.h"

/*
 * A child writes to the store and says of each write when it was reported stored; it is killed at
 * any moment, and what it said must be there, whole, each time. What a write wrote tells its
 * number: a later one, that was not reported any more, may have come in its place.
 */

#define ROUNDS 200
#define KINDS 6
#define DAYS 10
#define SCOPES 3
#define DEVICES 20
#define BATCH 4 /* events in one write */

/* The child. */

typedef struct
{
  ArmadaTestStore store;
  gint64 other; /* account whose tracks are deleted again */
} Child;

static char *
name_day (guint number)
{
  return g_strdup_printf ("2026-10-%02u", number % DAYS + 1);
}

static void
put_fleet (Child *child, guint number)
{
  g_autofree char *name = g_strdup_printf ("%u", number);
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < DEVICES; i++)
    armada_test_batch_take (batch, armada_test_record (i + 1, name, ARMADA_ONLINE_MOVING));
  armada_store_put_fleet_async (child->store.store, child->store.account, batch, NULL,
                                armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_put_fleet_finish (child->store.store, result, NULL));
}

static GPtrArray *
new_events (guint number)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

  for (guint i = 0; i < BATCH; i++)
    {
      ArmadaEventRecord fields;

      armada_record_clear (&armada_event_record_type, &fields);
      fields.id = (gint64) number * BATCH + i;
      fields.device_id = number;
      fields.time = 1790000000 + number;
      g_ptr_array_add (records, armada_record_new (&armada_event_record_type, &fields));
    }
  return records;
}

static void
put_list (Child *child, guint number)
{
  g_autoptr (GPtrArray) records = new_events (number);
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_put_list_async (child->store.store, child->store.account, ARMADA_LIST_EVENTS,
                               1 + number / KINDS % SCOPES, records, number, TRUE, NULL,
                               armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_put_list_finish (child->store.store, result, NULL));
}

static void
put_events (Child *child, guint number)
{
  g_autoptr (GPtrArray) records = new_events (number);
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_put_events_async (child->store.store, child->store.account, 0, records, NULL,
                                 armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_put_events_finish (child->store.store, result, NULL));
}

static void
put_track (Child *child, gint64 account, guint number, guint n)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (ArmadaFixes) fixes = NULL;
  g_autofree char *day = name_day (number / KINDS);
  const ArmadaTrackKey key = { account, 7, day, FALSE, 0 };

  armada_fixes_builder_set_origin (builder, number, 0, FALSE, 0);
  for (guint i = 0; i < n; i++)
    armada_fixes_builder_add (builder, &(ArmadaFixPoint) { .id = g_random_int (),
                                                           .time = 1790000000 + i,
                                                           .latitude = 1 + i * 1e-5,
                                                           .longitude = 2 });
  armada_fixes_builder_end_segment (builder, &(ArmadaSegment) { .kind = ARMADA_SEGMENT_DRIVE });
  fixes = armada_fixes_builder_end (builder);
  g_assert_true (armada_test_store_put_track (&child->store, &key, TRUE, fixes));
}

/* What gives the worker blobs to delete and pages to give back. */
static void
churn (Child *child, guint number)
{
  g_autoptr (GAsyncResult) result = NULL;

  put_track (child, child->other, number, 8000);
  armada_store_delete_tracks_async (child->store.store, child->other, NULL, armada_test_result_cb,
                                    &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_delete_tracks_finish (child->store.store, result, NULL));
}

static void
put_fact (Child *child, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_put_fact_async (child->store.store, child->store.account, "number", text, NULL,
                               armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_put_fact_finish (child->store.store, result, NULL));
}

static void
put (Child *child, guint number)
{
  switch (number % KINDS)
    {
    case 0:
      put_fleet (child, number);
      break;
    case 1:
      put_list (child, number);
      break;
    case 2:
      put_events (child, number);
      break;
    case 3:
      put_track (child, child->store.account, number, 100 + number % 900);
      break;
    case 4:
      put_fact (child, number);
      break;
    default:
      churn (child, number);
      break;
    }
}

/* A line is one write to the pipe: it is there whole or not at all. */
static void
say (guint number)
{
  char line[16];
  int n = g_snprintf (line, sizeof line, "%u\n", number);

  g_assert_cmpint (write (STDOUT_FILENO, line, (gsize) n), ==, n);
}

/* argv: path, accounts, first number */
static int
be_child (char *argv[])
{
  Child child = { .store = { .path = argv[0], .account = atoi (argv[1]) },
                  .other = atoi (argv[2]) };

  armada_test_store_open (&child.store);
  say (0);
  for (guint number = (guint) atoi (argv[3]);; number++)
    {
      put (&child, number);
      say (number);
    }
  return 0;
}

/* The parent. */

typedef struct
{
  ArmadaTestStore store;
  gint64 other;
  guint next;   /* number */
  guint last;   /* that was said */
  guint n_said; /* of writes */
  guint fleet;  /* the last that was said, of each place */
  guint fact;
  guint lists[SCOPES];
  guint tracks[DAYS];
  GHashTable *events; /* all that were said */
} Killer;

static void
note (Killer *killer, guint number)
{
  if (number == 0)
    return;
  killer->last = number;
  killer->n_said++;
  switch (number % KINDS)
    {
    case 0:
      killer->fleet = number;
      break;
    case 1:
      killer->lists[number / KINDS % SCOPES] = number;
      break;
    case 2:
      g_hash_table_add (killer->events, GUINT_TO_POINTER (number));
      break;
    case 3:
      killer->tracks[number / KINDS % DAYS] = number;
      break;
    case 4:
      killer->fact = number;
      break;
    default:
      break;
    }
}

/* Whether something came before @end. */
static gboolean
read_some (int pipe, GString *text, gint64 end)
{
  struct pollfd wait = { .fd = pipe, .events = POLLIN };
  gint64 left = end - g_get_monotonic_time ();
  char bytes[4096];
  gssize n;

  if (left < 0 || poll (&wait, 1, (int) (left / 1000)) <= 0)
    return FALSE;
  n = read (pipe, bytes, sizeof bytes);
  if (n > 0)
    g_string_append_len (text, bytes, n);
  return n > 0;
}

/* Kills a child some milliseconds after it has opened the store, every eighth time while it does.
 */
static void
kill_child (Killer *killer, guint round)
{
  g_autofree char *account = g_strdup_printf ("%" G_GINT64_FORMAT, killer->store.account);
  g_autofree char *other = g_strdup_printf ("%" G_GINT64_FORMAT, killer->other);
  g_autofree char *next = g_strdup_printf ("%u", killer->next);
  const char *argv[] = {
    "/proc/self/exe", "--child", killer->store.path, account, other, next, NULL
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  const gint64 minute = 60 * G_USEC_PER_SEC;
  gint64 moment = g_test_rand_int_range (0, 50) * 1000;
  int pipe, status;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &pipe, NULL, &error);
  g_assert_no_error (error);
  if (round % 8 != 0)
    g_assert_true (read_some (pipe, text, g_get_monotonic_time () + minute));
  moment += g_get_monotonic_time ();
  while (read_some (pipe, text, moment))
    ;
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  while (read_some (pipe, text, g_get_monotonic_time () + minute))
    ;
  close (pipe);

  lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i]; i++)
    note (killer, (guint) atoi (lines[i]));
  killer->next = MAX (killer->next, killer->last) + 2 * KINDS;
}

static void
check_fleet (Killer *killer)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaDeviceBatch) batch = NULL;
  const char *name;

  if (killer->fleet == 0)
    return;
  armada_store_get_fleet_async (killer->store.store, killer->store.account, NULL,
                                armada_test_result_cb, &result);
  armada_test_wait (&result);
  batch = armada_store_get_fleet_finish (killer->store.store, result, NULL, NULL);
  g_assert_cmpuint (batch->changed->len, ==, DEVICES);
  name = ((ArmadaDeviceRecord *) batch->changed->pdata[0])->name;
  g_assert_cmpuint ((guint) atoi (name), >=, killer->fleet);
  for (guint i = 1; i < DEVICES; i++)
    g_assert_cmpstr (((ArmadaDeviceRecord *) batch->changed->pdata[i])->name, ==, name);
}

static void
check_list (Killer *killer, guint scope)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaKeptList) list = NULL;

  armada_store_get_list_async (killer->store.store, killer->store.account, ARMADA_LIST_EVENTS,
                               1 + scope, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  list = armada_store_get_list_finish (killer->store.store, result, NULL);
  if (list->written == 0)
    {
      g_assert_cmpuint (killer->lists[scope], ==, 0);
      return;
    }
  g_assert_cmpint (list->total, >=, killer->lists[scope]);
  g_assert_cmpuint (list->records->len, ==, BATCH);
  for (guint i = 0; i < BATCH; i++)
    g_assert_cmpint (armada_record_get_id (list->records->pdata[i]), ==, list->total * BATCH + i);
}

/* Straight from the file: there are thousands. */
static void
check_events (Killer *killer)
{
  guint n_found = 0;
  sqlite3_stmt *statement;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (killer->store.path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT device, count (*) FROM event GROUP BY device", -1, &statement,
                      NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      guint number = (guint) sqlite3_column_int (statement, 0);

      g_assert_cmpint (sqlite3_column_int (statement, 1), ==, BATCH);
      n_found += g_hash_table_contains (killer->events, GUINT_TO_POINTER (number));
    }
  sqlite3_finalize (statement);
  g_assert_cmpuint (n_found, ==, g_hash_table_size (killer->events));

  sqlite3_prepare_v2 (db, "PRAGMA integrity_check", -1, &statement, NULL);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
check_track (Killer *killer, guint i)
{
  g_autofree char *day = name_day (i);
  const ArmadaTrackKey key = { killer->store.account, 7, day, FALSE, 0 };
  g_autoptr (ArmadaFixes) fixes = armada_test_store_get_track (&killer->store, &key, NULL, NULL);

  if (fixes == NULL)
    {
      g_assert_cmpuint (killer->tracks[i], ==, 0);
      return;
    }
  g_assert_cmpint (fixes->device_id, >=, killer->tracks[i]);
  g_assert_cmpuint (fixes->n, ==, 100 + (guint) fixes->device_id % 900);
}

static void
check_fact (Killer *killer)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;

  armada_store_get_fact_async (killer->store.store, killer->store.account, "number", NULL,
                               armada_test_result_cb, &result);
  armada_test_wait (&result);
  text = armada_store_get_fact_finish (killer->store.store, result, NULL);
  g_assert_cmpuint (text ? (guint) atoi (text) : 0, >=, killer->fact);
}

static void
test_killed (void)
{
  Killer killer = { .next = KINDS };

  killer.events = g_hash_table_new (NULL, NULL);
  armada_test_store_set_up (&killer.store, NULL);
  killer.other = armada_test_store_put_account (&killer.store, "two@fleet.example.com");
  armada_test_store_close (&killer.store);
  for (guint round = 0; round < ROUNDS; round++)
    {
      kill_child (&killer, round);
      armada_test_store_open (&killer.store);
      check_fleet (&killer);
      for (guint i = 0; i < SCOPES; i++)
        check_list (&killer, i);
      check_events (&killer);
      for (guint i = 0; i < DAYS; i++)
        check_track (&killer, i);
      check_fact (&killer);
      armada_test_store_close (&killer.store);
    }
  g_test_message ("%u writes were reported", killer.n_said);
  g_assert_cmpuint (killer.n_said, >, ROUNDS);
  g_hash_table_unref (killer.events);
  armada_test_store_tear_down (&killer.store, NULL); /* finds no other file: none was set aside */
}

int
main (int argc, char *argv[])
{
  if (argc == 6 && g_str_equal (argv[1], "--child"))
    return be_child (argv + 2);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store-kill/killed", test_killed);
  return g_test_run ();
}
