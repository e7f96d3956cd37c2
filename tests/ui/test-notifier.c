/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>

#include "alerts/armada-alerts-group.h"
#include "alerts/armada-notifier.h"
#include "armada-test-desk.h"
#include "armada-test-events.h"
#include "armada-test-ui.h"

/* A notifier whose notices come to the test instead of the desktop. */
typedef struct
{
  ArmadaTestDesk desk;
  GSettings *settings;
  ArmadaInbox *inbox;
  ArmadaNotifier *notifier;
  GPtrArray *told; /* of char: "id|title|body|priority" */
  guint n_withdrawn;
  gint64 next; /* id of the next event */
} Fixture;

static void
send_cb (const ArmadaNotice *notice, gpointer user_data)
{
  Fixture *f = user_data;

  if (notice->title == NULL)
    f->n_withdrawn++;
  else
    g_ptr_array_add (f->told, g_strdup_printf ("%s|%s|%s|%d", notice->id, notice->title,
                                               notice->body, notice->priority));
}

static gint64
query (Fixture *f, const char *sql)
{
  g_autofree char *path = g_build_filename (f->desk.folder, "armada.db", NULL);
  sqlite3_stmt *statement;
  sqlite3 *db;
  gint64 value;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return value;
}

static gint64
count_untold (Fixture *f)
{
  return query (f, "SELECT count (*) FROM incident WHERE told = 0 AND state = 0");
}

/* What the demo fleet did before counts as told. */
static void
set_up (Fixture *f, gconstpointer data)
{
  ArmadaEventWatcher *watcher;

  armada_test_desk_open (&f->desk, 3);
  f->settings = g_settings_new ("id.trackgps.Armada");
  f->told = g_ptr_array_new_with_free_func (g_free);
  f->inbox = armada_session_get_inbox (f->desk.session);
  watcher = armada_inbox_get_watcher (f->inbox);
  armada_test_wait_until (armada_event_watcher_get_last_success (watcher) > 0);
  armada_inbox_set_client (f->inbox, NULL);
  g_settings_set_boolean (f->settings, "notifications", FALSE);
  f->notifier =
      armada_notifier_new (f->desk.session, ARMADA_CLOCK (f->desk.clock), f->settings, send_cb, f);
  armada_test_wait_until (count_untold (f) == 0);
  g_settings_set_boolean (f->settings, "notifications", TRUE);
  g_settings_set_strv (f->settings, "muted-types", (const char *const[]) { NULL });
  f->next = 1;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const keys[] = { "notifications", "quiet-hours", "quiet-from", "quiet-to",
                                      "muted-types" };

  armada_test_release (f->notifier);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (f->settings, keys[i]);
  g_object_unref (f->settings);
  g_ptr_array_unref (f->told);
  armada_test_desk_close (&f->desk);
}

static void
happen (Fixture *f, const char *type, guint n)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

  for (guint i = 0; i < n; i++, f->next++)
    g_ptr_array_add (events, armada_test_event_record (f->next, 5000 + f->next, 0, type,
                                                       ARMADA_TEST_PLATFORM_NOW));
  armada_event_watcher_take (armada_inbox_get_watcher (f->inbox), events);
}

static const char *
get_told (Fixture *f, guint number)
{
  armada_test_wait_until (f->told->len > number);
  return f->told->pdata[number];
}

/* One at once; fifteen within its second are one more, which says how many there are. */
static void
test_rate (Fixture *f, gconstpointer data)
{
  happen (f, "overspeed", 1);
  g_assert_nonnull (strstr (get_told (f, 0), "|B 1234 XY|"));
  happen (f, "overspeed", 15);
  armada_test_wait_until (count_untold (f) == 15);
  g_assert_cmpuint (f->told->len, ==, 1);
  armada_test_clock_advance (f->desk.clock, 1000);
  g_assert_nonnull (strstr (get_told (f, 1), "and 14 more"));
  armada_test_wait_until (count_untold (f) == 0);
  armada_test_clock_advance (f->desk.clock, 1000);
  g_assert_cmpuint (f->told->len, ==, 2);
}

/* Of several the most urgent is told. */
static void
test_urgency (Fixture *f, gconstpointer data)
{
  g_autofree char *urgent = g_strdup_printf ("|%d", G_NOTIFICATION_PRIORITY_URGENT);
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

  g_ptr_array_add (events, armada_test_event_record (1, 1, 0, "sos", ARMADA_TEST_PLATFORM_NOW - 5));
  g_ptr_array_add (events,
                   armada_test_event_record (2, 2, 0, "ignition_on", ARMADA_TEST_PLATFORM_NOW));
  armada_event_watcher_take (armada_inbox_get_watcher (f->inbox), events);
  g_assert_nonnull (strstr (get_told (f, 0), "|SOS|"));
  g_assert_true (g_str_has_suffix (get_told (f, 0), urgent));
  g_assert_nonnull (strstr (get_told (f, 0), "and 1 more"));
}

/* A muted type is in the inbox all the same; so is what happens while somebody looks. */
static void
test_muted (Fixture *f, gconstpointer data)
{
  guint n_new = armada_inbox_get_n_new (f->inbox);

  g_settings_set_strv (f->settings, "muted-types", (const char *const[]) { "ignition_on", NULL });
  happen (f, "ignition_on", 2);
  armada_test_wait_until (armada_inbox_get_n_new (f->inbox) == n_new + 2 && count_untold (f) == 0);
  g_assert_cmpuint (f->told->len, ==, 0);
  armada_notifier_set_looking (f->notifier, TRUE);
  happen (f, "sos", 1);
  armada_test_wait_until (armada_inbox_get_n_new (f->inbox) == n_new + 3 && count_untold (f) == 0);
  g_assert_cmpuint (f->told->len, ==, 0);
}

/* Quiet hours postpone. It is 14:13 by the clock of the test. */
static void
test_quiet (Fixture *f, gconstpointer data)
{
  g_settings_set_boolean (f->settings, "quiet-hours", TRUE);
  g_settings_set_uint (f->settings, "quiet-from", 14 * 60);
  g_settings_set_uint (f->settings, "quiet-to", 14 * 60 + 15);
  happen (f, "overspeed", 3);
  armada_test_wait_until (count_untold (f) == 3);
  g_assert_cmpuint (f->told->len, ==, 0);
  while (f->told->len == 0)
    {
      armada_test_clock_advance (f->desk.clock, 60000);
      happen (f, "overspeed", 0);
      for (guint i = 0; i < 20; i++)
        count_untold (f), g_main_context_iteration (NULL, FALSE);
    }
  g_assert_nonnull (strstr (get_told (f, 0), "and 2 more"));
  g_assert_cmpint (armada_clock_get_time (ARMADA_CLOCK (f->desk.clock)), >=,
                   ARMADA_TEST_PLATFORM_NOW + 60);
}

static void
test_hours (void)
{
  g_assert_true (armada_notifier_is_quiet (23 * 60, 22 * 60, 6 * 60));
  g_assert_true (armada_notifier_is_quiet (0, 22 * 60, 6 * 60));
  g_assert_false (armada_notifier_is_quiet (6 * 60, 22 * 60, 6 * 60));
  g_assert_true (armada_notifier_is_quiet (13 * 60, 12 * 60, 14 * 60));
  g_assert_false (armada_notifier_is_quiet (14 * 60, 12 * 60, 14 * 60));
  g_assert_false (armada_notifier_is_quiet (0, 0, 0));
}

/* When nothing is new any more the desktop need not show it. */
static void
test_withdrawn (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaIncidentFilter) all = armada_incident_filter_new ();
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) changed = NULL;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  happen (f, "overspeed", 1);
  get_told (f, 0);
  armada_store_list_incidents_async (armada_inbox_get_store (f->inbox),
                                     armada_inbox_get_account (f->inbox), all, 0, 0, NULL,
                                     armada_test_result_cb, &listed);
  armada_test_wait (&listed);
  places = armada_store_list_incidents_finish (armada_inbox_get_store (f->inbox), listed, NULL);
  for (guint i = 0; i < places->len; i++)
    g_array_append_val (ids, g_array_index (places, ArmadaIncidentPlace, i).id);
  armada_inbox_set_state_async (f->inbox, ids, ARMADA_INCIDENT_RESOLVED, 0, NULL,
                                armada_test_result_cb, &changed);
  armada_test_wait (&changed);
  armada_test_wait_until (f->n_withdrawn == 1);
}

/* The preferences say what the settings say, and the other way round. */
static void
test_preferences (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("id.trackgps.Armada");
  ArmadaAlertsGroup *group = g_object_new (ARMADA_TYPE_ALERTS_GROUP, NULL);
  GtkWidget *window;
  g_auto (GStrv) muted = NULL;
  AdwSwitchRow *row;

  armada_alerts_group_open (group, settings);
  window = armada_test_show (GTK_WIDGET (group), 480, 720);
  row = armada_test_child (group, ARMADA_TYPE_ALERTS_GROUP, "background_row");
  g_assert_false (adw_switch_row_get_active (row));
  adw_switch_row_set_active (row, TRUE);
  g_assert_true (g_settings_get_boolean (settings, "run-in-background"));
  adw_expander_row_set_expanded (armada_test_child (group, ARMADA_TYPE_ALERTS_GROUP, "types_row"),
                                 TRUE);
  row = ADW_SWITCH_ROW (gtk_widget_get_ancestor (armada_test_find_label (window, "Ignition on"),
                                                 ADW_TYPE_SWITCH_ROW));
  g_assert_false (adw_switch_row_get_active (row));
  adw_switch_row_set_active (row, TRUE);
  muted = g_settings_get_strv (settings, "muted-types");
  g_assert_cmpstr (muted[0], ==, "ignition_off");
  g_assert_null (muted[1]);
  armada_test_shoot (window, "alerts-group");
  g_settings_reset (settings, "muted-types");
  g_assert_false (adw_switch_row_get_active (row));
  g_settings_reset (settings, "run-in-background");
  armada_test_close (window, group);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/notifier/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/notifier/hours", test_hours);
  ADD ("rate", test_rate);
  ADD ("urgency", test_urgency);
  ADD ("muted", test_muted);
  ADD ("quiet", test_quiet);
  ADD ("withdrawn", test_withdrawn);
  g_test_add_func ("/notifier/preferences", test_preferences);
  return g_test_run ();
}
