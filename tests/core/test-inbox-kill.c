/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/armada-events-reader.h"
#include "armada-test-platform.h"
#include "armada-test-store.h"
#include "sync/armada-inbox.h"
#include "sync/armada-list-fetch.h"

/*
 * The platform goes on emitting events; a child with an inbox looks for them and is killed at any
 * moment, a hundred times. In the end each of ten thousand events is in the store once, in one
 * incident, and so was, each time, what the child had said was stored.
 */

#define ROUNDS 100
#define VEHICLES 110
#define STEP 2400      /* seconds that pass on the platform between two children */
#define MOST_MOVED 240 /* seconds that pass on it while a child lives */
#define WEEK (7 * 86400)

/* The child. */

/* The platform's time, with real timers. */
#define TEST_TYPE_SHIFTED_CLOCK (test_shifted_clock_get_type ())
G_DECLARE_FINAL_TYPE (TestShiftedClock, test_shifted_clock, TEST, SHIFTED_CLOCK, ArmadaClock)

struct _TestShiftedClock
{
  ArmadaClock parent_instance;

  gint64 now;
};

G_DEFINE_FINAL_TYPE (TestShiftedClock, test_shifted_clock, ARMADA_TYPE_CLOCK)

static gint64
get_time (ArmadaClock *clock)
{
  return TEST_SHIFTED_CLOCK (clock)->now;
}

static void
test_shifted_clock_class_init (TestShiftedClockClass *klass)
{
  ARMADA_CLOCK_CLASS (klass)->get_time = get_time;
}

static void
test_shifted_clock_init (TestShiftedClock *self)
{
}

/* A line is one write to the pipe: it is there whole or not at all. */
static void
say (const char *word, guint number)
{
  char line[32];
  int n = g_snprintf (line, sizeof line, "%s %u\n", word, number);

  g_assert_cmpint (write (STDOUT_FILENO, line, (gsize) n), ==, n);
}

static void
stored_cb (ArmadaEventWatcher *watcher, guint n_events, guint n_incidents, gpointer user_data)
{
  say ("stored", n_events);
}

static void
whole_cb (gpointer user_data)
{
  say ("whole", 1);
}

/* argv: path, account, address, time */
static int
be_child (char *argv[])
{
  ArmadaTestStore store = { .path = argv[0], .account = atoi (argv[1]) };
  const ArmadaAccount fields = {
    .id = store.account, .server = argv[2], .email = "one@fleet.example.com", .language = "id"
  };
  g_autoptr (ArmadaAccount) account = armada_account_new (&fields);
  g_autoptr (GUri) address = armada_address_parse (argv[2], NULL);
  g_autoptr (ArmadaClient) client = armada_client_new (address);
  g_autoptr (TestShiftedClock) clock = g_object_new (TEST_TYPE_SHIFTED_CLOCK, NULL);
  g_autoptr (ArmadaInbox) inbox = NULL;
  ArmadaEventWatcher *watcher;

  clock->now = g_ascii_strtoll (argv[3], NULL, 10);
  armada_test_sign_in (client);
  armada_test_store_open (&store);
  inbox = armada_inbox_new (store.store, account, ARMADA_CLOCK (clock));
  watcher = armada_inbox_get_watcher (inbox);
  g_object_set (watcher, "interval", 1, NULL);
  g_signal_connect (watcher, "stored", G_CALLBACK (stored_cb), NULL);
  g_signal_connect_swapped (watcher, "notify::last-success", G_CALLBACK (whole_cb), NULL);
  armada_inbox_set_client (inbox, client);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

/* The parent. */

typedef struct
{
  ArmadaTestStore store;
  ArmadaDemoServer *server;
  ArmadaClient *client;
  char *address;
  double seconds; /* on the platform, since the start, when the child was started */
  double moved;   /* seconds since then */
  guint n_said;   /* events that were said to be stored */
  guint n_whole;  /* looks that came to their end */
} Killer;

/* Time goes on while a child reads, too: what it asks for moves to other pages under its hands. */
static double
get_ticks (gpointer user_data)
{
  Killer *killer = user_data;

  killer->moved = MIN (killer->moved + 1, MOST_MOVED);
  return killer->seconds + killer->moved;
}

static void
start_platform (Killer *killer)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (GUri) address = NULL;
  g_autoptr (GError) error = NULL;

  options.n_vehicles = VEHICLES;
  options.start_time = ARMADA_TEST_PLATFORM_NOW;
  options.ticks = get_ticks;
  options.ticks_data = killer;
  killer->server = armada_demo_server_new (&options, &error);
  g_assert_no_error (error);
  killer->address = armada_demo_server_dup_address (killer->server);
  address = armada_address_parse (killer->address, &error);
  g_assert_no_error (error);
  killer->client = armada_client_new (address);
  armada_test_sign_in (killer->client);
}

typedef struct
{
  GPid pid;
  GIOChannel *pipe;
  GString *text;
  gboolean closed;
} Child;

static gboolean
read_cb (GIOChannel *pipe, GIOCondition condition, gpointer user_data)
{
  Child *child = user_data;
  char bytes[4096];
  gssize n = read (g_io_channel_unix_get_fd (pipe), bytes, sizeof bytes);

  if (n > 0)
    g_string_append_len (child->text, bytes, n);
  child->closed = n <= 0;
  return n > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
start_child (Killer *killer, Child *child)
{
  g_autofree char *account = g_strdup_printf ("%" G_GINT64_FORMAT, killer->store.account);
  g_autofree char *time =
      g_strdup_printf ("%" G_GINT64_FORMAT, armada_demo_server_get_time (killer->server));
  const char *argv[] = {
    "/proc/self/exe", "--child", killer->store.path, account, killer->address, time, NULL
  };
  g_autoptr (GError) error = NULL;
  int pipe;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &child->pid, NULL, &pipe, NULL, &error);
  g_assert_no_error (error);
  child->text = g_string_new (NULL);
  child->closed = FALSE;
  child->pipe = g_io_channel_unix_new (pipe);
  g_io_channel_set_close_on_unref (child->pipe, TRUE);
  g_io_add_watch (child->pipe, G_IO_IN | G_IO_HUP, read_cb, child);
}

static gboolean
moment_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
count_said (Killer *killer, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n;

  for (guint i = 0; lines[i] != NULL; i++)
    if (sscanf (lines[i], "stored %u", &n) == 1)
      killer->n_said += n;
    else if (g_str_has_prefix (lines[i], "whole"))
      killer->n_whole++;
}

static void
end_child (Killer *killer, Child *child)
{
  int status;

  g_assert_cmpint (kill (child->pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child->pid, &status, 0), ==, child->pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  armada_test_wait_until (child->closed);
  count_said (killer, child->text->str);
  g_string_free (child->text, TRUE);
  g_io_channel_unref (child->pipe);
}

/* Most are killed while they open the store or at their first page, some while they are deep in. */
static void
kill_child (Killer *killer, guint round)
{
  gboolean over = FALSE;
  Child child;

  start_child (killer, &child);
  g_timeout_add ((guint) g_test_rand_int_range (0, round % 8 == 0 ? 1000 : 100), moment_cb, &over);
  armada_test_wait_until (over);
  end_child (killer, &child);
}

static void
check_store (Killer *killer)
{
  gint64 n;

  if (!g_file_test (killer->store.path, G_FILE_TEST_EXISTS))
    return;
  n = armada_test_store_query (&killer->store, "SELECT count (*) FROM event");
  g_assert_cmpint (n, >=, killer->n_said);
  g_assert_cmpint (
      armada_test_store_query (&killer->store, "SELECT coalesce (sum (n_events), 0) FROM incident"),
      ==, n);
  g_assert_cmpint (
      armada_test_store_query (
          &killer->store,
          "SELECT count (*) FROM incident LEFT JOIN (SELECT incident AS one, count (*) AS n"
          " FROM event GROUP BY incident) ON one = incident.id WHERE n_events IS NOT n"),
      ==, 0);
}

/* Lets a child live until it has seen everything. */
static void
look_to_the_end (Killer *killer)
{
  Child child;

  start_child (killer, &child);
  armada_test_wait_until (strstr (child.text->str, "whole") != NULL);
  end_child (killer, &child);
}

/* What the platform says itself, without an inbox. */
static ArmadaPage *
fetch_log (Killer *killer, gint64 from)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (from);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d %H:%M:%S");
  const ArmadaListQuery query = { .kind = ARMADA_LIST_EVENTS, .from = text, .limit = 1000 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaPage *page;

  armada_list_fetch_async (killer->client, &query, 0, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  page = armada_list_fetch_finish (result, NULL, &error);
  g_assert_no_error (error);
  return page;
}

static GHashTable *
read_stored (Killer *killer)
{
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  sqlite3_stmt *statement;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (killer->store.path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT id FROM event WHERE incident <> 0", -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_assert_true (g_hash_table_add (ids, g_memdup2 (&id, sizeof id)));
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return ids;
}

/* Everything since the first look began is there; nothing is that the platform does not know. */
static void
check_all (Killer *killer)
{
  const gint64 begin = ARMADA_TEST_PLATFORM_NOW - WEEK;
  g_autoptr (ArmadaPage) log = fetch_log (killer, begin - 2 * 86400);
  g_autoptr (GHashTable) stored = read_stored (killer);
  guint n_expected = 0, n_known = 0;

  for (guint i = 0; i < log->records->len; i++)
    {
      const ArmadaEventRecord *event = log->records->pdata[i];
      gboolean found = g_hash_table_contains (stored, &event->id);

      n_known += found;
      n_expected += event->time >= begin;
      g_assert_true (found || event->time < begin);
    }
  g_test_message ("%u events, %u looks came to their end", n_expected, killer->n_whole);
  g_assert_cmpuint (n_known, ==, g_hash_table_size (stored));
  g_assert_cmpuint (n_expected, >=, 10000);
}

static void
test_killed (void)
{
  Killer killer = { 0 };

  armada_test_store_set_up (&killer.store, NULL);
  armada_test_store_close (&killer.store);
  start_platform (&killer);
  for (guint round = 0; round < ROUNDS; round++)
    {
      kill_child (&killer, round);
      check_store (&killer);
      killer.seconds += STEP;
      killer.moved = 0;
    }
  killer.moved = MOST_MOVED; /* and stands still */
  look_to_the_end (&killer);
  check_store (&killer);
  check_all (&killer);
  g_clear_object (&killer.client);
  g_clear_object (&killer.server);
  g_free (killer.address);
  armada_test_store_open (&killer.store);
  armada_test_store_tear_down (&killer.store, NULL); /* finds no other file: none was set aside */
}

int
main (int argc, char *argv[])
{
  if (argc == 6 && g_str_equal (argv[1], "--child"))
    return be_child (argv + 2);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/inbox-kill/killed", test_killed);
  return g_test_run ();
}
