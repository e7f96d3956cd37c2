/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "alerts/armada-notifier.h"
#include "api/armada-alert-counts-reader.h"
#include "armada-demo-events.h"
#include "armada-demo-rules.h"
#include "armada-demo-server.h"
#include "armada-test-platform.h"
#include "sync/armada-inbox-counts.h"
#include "sync/armada-list-fetch.h"

/*
 * A day of the demo fleet, lived through at 600 times its speed: a platform that logs what happens
 * on its roads, and a desk that is told of it, which acknowledges, snoozes and leaves alone, has a
 * night of quiet hours, and is ended and started again in the middle of it. When the day is over
 * every event of the log is in the inbox once, joined as the log says, and every new incident was
 * told of once, and once more after each snooze. It ends with 1 where something does not agree.
 *
 * ARMADA_DAY_SPEED: another speed.
 */

#define START ARMADA_TEST_PLATFORM_NOW
#define DAY 86400
#define N_VEHICLES 40
#define LOOK 300         /* seconds between two looks */
#define NOTED_AFTER 3    /* seconds after which the platform notes an event */
#define FIRST_GEOFENCE 7 /* of what can happen to a vehicle in a second */

static double
get_speed (void)
{
  const char *text = g_getenv ("ARMADA_DAY_SPEED");

  return text != NULL ? g_ascii_strtod (text, NULL) : 600;
}

/* The desk: a process of its own. */

/* The platform's time: it goes as fast, and so do the timeouts. */
#define DAY_TYPE_CLOCK (day_clock_get_type ())
G_DECLARE_FINAL_TYPE (DayClock, day_clock, DAY, CLOCK, ArmadaClock)

struct _DayClock
{
  ArmadaClock parent_instance;

  gint64 start; /* UNIX seconds at @ticks */
  gint64 ticks; /* monotonic microseconds */
  double speed;
};

G_DEFINE_FINAL_TYPE (DayClock, day_clock, ARMADA_TYPE_CLOCK)

static gint64
day_clock_get_time (ArmadaClock *clock)
{
  DayClock *self = DAY_CLOCK (clock);

  return self->start +
         (gint64) ((double) (g_get_monotonic_time () - self->ticks) / 1e6 * self->speed);
}

static guint
day_clock_add_timeout (ArmadaClock *clock, guint milliseconds, GSourceFunc function, gpointer data)
{
  return g_timeout_add (MAX ((guint) (milliseconds / DAY_CLOCK (clock)->speed), 1), function, data);
}

static void
day_clock_class_init (DayClockClass *klass)
{
  ArmadaClockClass *clock_class = ARMADA_CLOCK_CLASS (klass);

  clock_class->get_time = day_clock_get_time;
  clock_class->add_timeout = day_clock_add_timeout;
}

static void
day_clock_init (DayClock *self)
{
}

typedef struct
{
  ArmadaClock *clock;
  ArmadaSession *session;
  gboolean ended;
} Desk;

/* A line is one write to the pipe. */
static void G_GNUC_PRINTF (1, 2) say (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_assert_cmpint (write (STDOUT_FILENO, line, strlen (line)), ==, (gssize) strlen (line));
}

/* What somebody does who is told: of three, one is taken care of and one put off for an hour. */
static void
send_cb (const ArmadaNotice *notice, gpointer user_data)
{
  Desk *desk = user_data;
  ArmadaInbox *inbox = armada_session_get_inbox (desk->session);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (notice->title == NULL)
    return;
  say ("told %" G_GINT64_FORMAT " %u\n", notice->incident, notice->n_more);
  g_array_append_val (ids, notice->incident);
  if (notice->incident % 3 == 0)
    armada_inbox_set_state_async (inbox, ids, ARMADA_INCIDENT_ACKNOWLEDGED, 0, NULL, NULL, NULL);
  else if (notice->incident % 3 == 1)
    armada_inbox_set_state_async (inbox, ids, ARMADA_INCIDENT_SNOOZED,
                                  armada_clock_get_time (desk->clock) + 3600, NULL, NULL, NULL);
}

static void
looked_cb (ArmadaEventWatcher *watcher)
{
  say ("looked %" G_GINT64_FORMAT "\n", armada_event_watcher_get_last_success (watcher));
}

static gboolean
end_cb (gpointer user_data)
{
  ((Desk *) user_data)->ended = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
sign_in (Desk *desk, const char *address)
{
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_session_start_async (desk->session, NULL, armada_test_result_cb, &started);
  armada_test_wait (&started);
  armada_session_sign_in_async (desk->session, address, ARMADA_DEMO_EMAIL_ADDRESS,
                                ARMADA_DEMO_PASSWORD_TEXT, "en", FALSE, NULL, armada_test_result_cb,
                                &result);
  armada_test_wait (&result);
  armada_session_sign_in_finish (desk->session, result, &error);
  g_assert_no_error (error);
}

/* argv: folder, address, UNIX seconds at a monotonic time, and that */
static int
be_desk (char *argv[])
{
  DayClock *clock = g_object_new (DAY_TYPE_CLOCK, NULL);
  Desk desk = { .clock = ARMADA_CLOCK (clock) };
  g_autoptr (GSettings) settings = g_settings_new ("id.trackgps.Armada");
  ArmadaNotifier *notifier;
  ArmadaEventWatcher *watcher;

  clock->start = g_ascii_strtoll (argv[2], NULL, 10);
  clock->ticks = g_ascii_strtoll (argv[3], NULL, 10);
  clock->speed = get_speed ();
  g_settings_set_boolean (settings, "quiet-hours", TRUE);
  desk.session = armada_session_new (argv[0], desk.clock);
  g_object_set (desk.session, "interval", LOOK, NULL);
  notifier = armada_notifier_new (desk.session, desk.clock, settings, send_cb, &desk);
  sign_in (&desk, argv[1]);
  watcher = armada_inbox_get_watcher (armada_session_get_inbox (desk.session));
  g_object_set (watcher, "interval", LOOK, NULL);
  g_signal_connect (watcher, "notify::last-success", G_CALLBACK (looked_cb), NULL);
  g_unix_signal_add (SIGTERM, end_cb, &desk);
  while (!desk.ended)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (notifier);
  armada_session_close (desk.session);
  g_object_unref (desk.session);
  g_object_unref (clock);
  return 0;
}

/* The day. */

typedef struct
{
  char *folder;
  char *log;
  ArmadaDemoServer *server;
  char *address;

  GPid pid;
  GIOChannel *pipe;
  GString *text;
  gboolean closed;
  gint64 looked; /* UNIX seconds: until when events were looked for */

  guint n_notices;
  guint64 n_told;    /* incidents */
  GHashTable *named; /* incident → in how many notifications it was the first */
  gboolean disagrees;
} Day;

static void
take_line (Day *day, const char *line)
{
  gint64 number;
  guint n_more;

  if (sscanf (line, "told %" G_GINT64_FORMAT " %u", &number, &n_more) == 2)
    {
      day->n_notices++;
      day->n_told += 1 + n_more;
      g_hash_table_insert (
          day->named, g_memdup2 (&number, sizeof number),
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (day->named, &number)) + 1));
    }
  else if (sscanf (line, "looked %" G_GINT64_FORMAT, &number) == 1)
    day->looked = number;
}

static gboolean
read_cb (GIOChannel *pipe, GIOCondition condition, gpointer user_data)
{
  Day *day = user_data;
  char bytes[4096];
  gssize n = read (g_io_channel_unix_get_fd (pipe), bytes, sizeof bytes);
  char *end;

  day->closed = n <= 0;
  if (n <= 0)
    return G_SOURCE_REMOVE;
  g_string_append_len (day->text, bytes, n);
  while ((end = strchr (day->text->str, '\n')) != NULL)
    {
      *end = '\0';
      take_line (day, day->text->str);
      g_string_erase (day->text, 0, end + 1 - day->text->str);
    }
  return G_SOURCE_CONTINUE;
}

static void
start_desk (Day *day)
{
  g_autofree char *time =
      g_strdup_printf ("%" G_GINT64_FORMAT, armada_demo_server_get_time (day->server));
  g_autofree char *ticks = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  const char *argv[] = { "/proc/self/exe", "--desk", day->folder, day->address, time, ticks, NULL };
  g_autoptr (GError) error = NULL;
  int pipe;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &day->pid, NULL, &pipe, NULL, &error);
  g_assert_no_error (error);
  day->text = g_string_new (NULL);
  day->closed = FALSE;
  day->pipe = g_io_channel_unix_new (pipe);
  g_io_channel_set_close_on_unref (day->pipe, TRUE);
  g_io_add_watch (day->pipe, G_IO_IN | G_IO_HUP, read_cb, day);
}

static void
end_desk (Day *day)
{
  int status;

  kill (day->pid, SIGTERM);
  armada_test_wait_until (day->closed);
  g_assert_cmpint (waitpid (day->pid, &status, 0), ==, day->pid);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_string_free (day->text, TRUE);
  g_io_channel_unref (day->pipe);
}

static sqlite3 *
open_store (Day *day)
{
  g_autofree char *path = g_build_filename (day->folder, "armada.db", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  return db;
}

static gint64
query (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement;
  gint64 number;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return number;
}

static void
compare (Day *day, const char *what, gint64 a, gint64 b)
{
  g_print ("%-58s %8" G_GINT64_FORMAT " %8" G_GINT64_FORMAT "  %s\n", what, a, b,
           a == b ? "agree" : "DISAGREE");
  day->disagrees |= a != b;
}

/* Returns: (transfer full): type → number, of the day's events in the platform's log; @ids are
 * theirs, @all those of the hours after it as well */
static GHashTable *
read_log (Day *day, GHashTable *ids, GHashTable *all)
{
  GHashTable *types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (day->log, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gint64 id, time;
      char type[64];

      if (sscanf (lines[i], "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %63s", &id, &time, type) !=
          3)
        continue;
      g_hash_table_add (all, g_memdup2 (&id, sizeof id));
      if (time >= START + DAY)
        continue;
      g_assert_true (g_hash_table_add (ids, g_memdup2 (&id, sizeof id)));
      g_hash_table_replace (
          types, g_strdup (type),
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (types, type)) + 1));
    }
  return types;
}

/* An id of the platform's log says whose event it is, and which of the things that can happen to
 * it: see armada_demo_event_get_first_id(). */
static char *
make_key (gint64 id, gint64 time, const char *type)
{
  gint64 rest = id - armada_demo_event_get_first_id (time);
  guint vehicle = (guint) (rest / 32), slot = (guint) (rest % 32);
  int geofence = g_str_has_prefix (type, "geofence") ? ((int) slot - FIRST_GEOFENCE) / 2 : -1;

  return g_strdup_printf ("%u %" G_GINT64_FORMAT " %s", vehicle,
                          armada_demo_rules_find (type, vehicle, geofence), type);
}

/* Returns: how many incidents the platform's log makes, of those that begin when the day is older
 * than the gap: what one of them could join before is in the log */
static guint
count_log_incidents (Day *day)
{
  g_autoptr (GHashTable) lasts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (day->log, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gint64 id, time, *last;
      char type[64];
      char *key;

      if (sscanf (lines[i], "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %63s", &id, &time, type) !=
          3)
        continue;
      key = make_key (id, time, type);
      last = g_hash_table_lookup (lasts, key);
      n += (last == NULL || time - *last > ARMADA_EVENT_WATCHER_DEFAULT_GAP) &&
           time >= START + ARMADA_EVENT_WATCHER_DEFAULT_GAP && time < START + DAY;
      g_hash_table_insert (lasts, key, g_memdup2 (&time, sizeof time));
    }
  return n;
}

/* Nobody is told of an incident again, but after a snooze. */
static guint
count_repeated (Day *day, sqlite3 *db)
{
  GHashTableIter iter;
  gint64 *incident;
  gpointer n;
  guint n_repeated = 0;

  g_hash_table_iter_init (&iter, day->named);
  while (g_hash_table_iter_next (&iter, (gpointer *) &incident, &n))
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT count (*) FROM incident_change WHERE who = '' AND state = 0 AND incident = "
          "%" G_GINT64_FORMAT,
          *incident);

      n_repeated += GPOINTER_TO_UINT (n) > 1 + (guint) query (db, sql);
    }
  return n_repeated;
}

/* Whoever is told of something is told of what is in the platform's log, of maintenance, or of what
 * happened before the log begins. */
static guint
count_invented (Day *day, sqlite3 *db, GHashTable *ids)
{
  GHashTableIter iter;
  gint64 *incident;
  guint n_invented = 0;

  g_hash_table_iter_init (&iter, day->named);
  while (g_hash_table_iter_next (&iter, (gpointer *) &incident, NULL))
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT id FROM event WHERE incident = %" G_GINT64_FORMAT " ORDER BY time DESC LIMIT 1",
          *incident);
      gint64 id = query (db, sql);

      n_invented +=
          id > armada_demo_event_get_first_id (START) && !g_hash_table_contains (ids, &id);
    }
  return n_invented;
}

static void
compare_events (Day *day, sqlite3 *db)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) types = read_log (day, ids, all);
  g_autofree char *sql = g_strdup_printf (
      "SELECT id FROM event WHERE incident <> 0 AND id > 0 AND time >= %d AND time < %d", START,
      START + DAY);
  sqlite3_stmt *statement;
  GHashTableIter iter;
  gpointer type, n;
  gint64 n_stored = 0, n_found = 0;

  sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      n_stored++;
      n_found += g_hash_table_contains (ids, &id);
    }
  sqlite3_finalize (statement);
  compare (day, "events of the day", g_hash_table_size (ids), n_stored);
  compare (day, "  of these in the inbox", g_hash_table_size (ids), n_found);
  compare (day, "notifications of what is not in the log", 0, count_invented (day, db, all));
  g_hash_table_iter_init (&iter, types);
  while (g_hash_table_iter_next (&iter, &type, &n))
    {
      g_autofree char *of_type = g_strdup_printf (
          "SELECT count (*) FROM event WHERE incident <> 0 AND id > 0 AND time >= %d AND time < %d"
          " AND record ->> 'type' = '%s'",
          START, START + DAY, (char *) type);
      g_autofree char *what = g_strdup_printf ("  %s", (char *) type);

      compare (day, what, GPOINTER_TO_UINT (n), query (db, of_type));
    }
}

/* New incidents are those that are new, and those that somebody or a snooze's end changed: nobody
 * looks at them here. */
#define OF_NEW                                                                                     \
  " (state = 0 OR EXISTS (SELECT 1 FROM incident_change WHERE incident = incident.id))"            \
  " AND type NOT IN ('ignition_on', 'ignition_off')"

static void
compare_incidents (Day *day, sqlite3 *db)
{
  gint64 n_new = query (db, "SELECT count (*) FROM incident WHERE" OF_NEW);
  g_autofree char *begun = g_strdup_printf (
      "SELECT count (*) FROM incident WHERE first >= %d AND first < %d"
      " AND type NOT LIKE 'maintenance%%'",
      START + ARMADA_EVENT_WATCHER_DEFAULT_GAP + NOTED_AFTER, START + DAY + NOTED_AFTER);
  gint64 n_woken = query (db, "SELECT count (*) FROM incident_change WHERE who = '' AND state = 0");

  compare (day, "incidents that begin half an hour into the day or later",
           count_log_incidents (day), query (db, begun));
  compare (day, "notifications of one incident without news of it", 0, count_repeated (day, db));
  compare (day, "events in incidents, by event and by incident",
           query (db, "SELECT count (*) FROM event WHERE incident <> 0"),
           query (db, "SELECT sum (n_events) FROM incident"));
  /* what is stored in the last moment is told of when the desk is started next */
  compare (day, "new incidents and ends of snoozes; told, or left to tell", n_new + n_woken,
           (gint64) day->n_told +
               query (db, "SELECT count (*) FROM incident WHERE told = 0 AND" OF_NEW));
  g_print ("%u notifications; %" G_GINT64_FORMAT " incidents, %" G_GINT64_FORMAT
           " of them new; %" G_GINT64_FORMAT " acknowledged, %" G_GINT64_FORMAT
           " snoozed, %" G_GINT64_FORMAT " snoozes ended; %" G_GINT64_FORMAT " of maintenance\n",
           day->n_notices, query (db, "SELECT count (*) FROM incident"), n_new,
           query (db, "SELECT count (*) FROM incident_change WHERE state = 2"),
           query (db, "SELECT count (*) FROM incident_change WHERE state = 3"), n_woken,
           query (db, "SELECT count (*) FROM incident WHERE type LIKE 'maintenance%'"));
}

static void
open_platform (Day *day)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  day->named = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  day->folder = g_dir_make_tmp ("armada-day-XXXXXX", NULL);
  day->log = g_build_filename (day->folder, "events.log", NULL);
  options.n_vehicles = N_VEHICLES;
  options.time_scale = get_speed ();
  options.start_time = START;
  options.event_log = day->log;
  day->server = armada_demo_server_new (&options, &error);
  g_assert_no_error (error);
  day->address = armada_demo_server_dup_address (day->server);
}

static void
live_until (Day *day, gint64 time)
{
  armada_test_wait_until (armada_demo_server_get_time (day->server) >= time);
}

int
main (int argc, char *argv[])
{
  Day day = { 0 };
  sqlite3 *db;

  setlocale (LC_ALL, "");
  if (argc == 6 && g_str_equal (argv[1], "--desk"))
    return be_desk (argv + 2);
  open_platform (&day);
  start_desk (&day);
  live_until (&day, START + DAY / 2);
  end_desk (&day);
  start_desk (&day);
  live_until (&day, START + DAY);
  /* the last event of the day is told with the next look, and somebody is told of it a little
   * later, unless it is quiet hours: they end before the day does */
  armada_test_wait_until (day.looked >= START + DAY);
  live_until (&day, START + DAY + 1800);
  end_desk (&day);
  g_clear_object (&day.server);
  db = open_store (&day);
  g_print ("%-58s %8s %8s\n", "", "platform", "desk");
  compare_events (&day, db);
  compare_incidents (&day, db);
  sqlite3_close (db);
  g_print ("kept in %s\n", day.folder);
  return day.disagrees ? 1 : 0;
}
