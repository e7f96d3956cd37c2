/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/armada-application.h"
#include "app/armada-window-pages.h"
#include "armada-test-events.h"
#include "armada-test-portal.h"
#include "armada-test-ui.h"

/* The program without a window, on a desktop of the test's. The demo fleet lives on meanwhile: what
 * the test makes happen, happens to a vehicle that is not of it. */

#define GOES_ON "Armada Goes On in the Background"
#define VEHICLE "B 1234 XY"
#define DEVICE 9000 /* and the number of the event */

typedef struct
{
  ArmadaTestPortal portal;
  ArmadaApplication *application;
  GSettings *settings;
  void (*test) (gpointer journey);
} Journey;

static ArmadaSession *
get_session (Journey *self)
{
  return armada_application_get_session (self->application);
}

static ArmadaInbox *
get_inbox (Journey *self)
{
  return armada_session_get_inbox (get_session (self));
}

static gboolean
has_window (Journey *self)
{
  return armada_application_get_window (self->application) != NULL;
}

static void
close_window (Journey *self)
{
  gtk_window_close (GTK_WINDOW (armada_application_get_window (self->application)));
  armada_test_wait_until (!has_window (self));
}

/* Something happens that is told of with @title. */
static guint32
happen (Journey *self, gint64 id, const char *type, const char *title)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  guint32 note;

  g_ptr_array_add (events, armada_test_event_record (id, DEVICE + id, 0, type,
                                                     g_get_real_time () / G_USEC_PER_SEC));
  armada_event_watcher_take (armada_inbox_get_watcher (get_inbox (self)), events);
  armada_test_wait_until ((note = armada_test_portal_find_note (&self->portal, title, VEHICLE)) !=
                          0);
  return note;
}

typedef struct
{
  gint64 id;
  ArmadaIncidentState state;
} Found;

/* The incident of an event that the test made happen. */
static Found
find (Journey *self, gint64 event)
{
  ArmadaStore *store = armada_session_get_store (get_session (self));
  gint64 account = armada_inbox_get_account (get_inbox (self));
  g_autoptr (ArmadaIncidentFilter) filter = armada_incident_filter_new ();
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) records = NULL;
  const ArmadaIncidentRecord *record;

  filter->device = DEVICE + event;
  armada_store_list_incidents_async (store, account, filter, 0, 0, NULL, armada_test_result_cb,
                                     &listed);
  armada_test_wait (&listed);
  places = armada_store_list_incidents_finish (store, listed, NULL);
  g_assert_cmpuint (places->len, ==, 1);
  g_array_append_val (ids, g_array_index (places, ArmadaIncidentPlace, 0).id);
  armada_store_get_incidents_async (store, account, ids, NULL, armada_test_result_cb, &got);
  armada_test_wait (&got);
  records = armada_store_get_incidents_finish (store, got, NULL);
  record = records->pdata[0];
  return (Found) { record->id, record->state };
}

/* As the desktop does it when a button is pressed of a program that may not run. */
static void
activate (Journey *self, const char *action, gint64 incident)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;
  GVariantBuilder targets;

  g_variant_builder_init (&targets, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&targets, "v", g_variant_new_int64 (incident));
  g_dbus_connection_call (self->portal.bus, "id.trackgps.Armada", "/id/trackgps/Armada",
                          "org.freedesktop.Application", "ActivateAction",
                          g_variant_new ("(sava{sv})", action, &targets, NULL), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  answer = g_dbus_connection_call_finish (self->portal.bus, result, &error);
  g_assert_no_error (error);
}

/* It goes on, can be seen and ended, tells of what happens, and does what is pressed. */
static void
test_granted (gpointer journey)
{
  Journey *self = journey;
  ArmadaTestPortal *portal = &self->portal;
  guint32 note;
  guint64 limit;
  guint gap, interval;

  close_window (self);
  armada_test_wait_until (portal->n_asked == 1 && portal->status != NULL);
  armada_test_wait_until (armada_test_portal_find_note (portal, GOES_ON, NULL) != 0);

  note = happen (self, 1, "sos", "SOS");
  armada_test_portal_press (portal, note, "Acknowledge");
  armada_test_wait_until (find (self, 1).state == ARMADA_INCIDENT_ACKNOWLEDGED);
  note = happen (self, 2, "unplugged", "Tracker unplugged");
  armada_test_wait_until (g_str_has_suffix (portal->status, " new incidents"));
  armada_test_portal_press (portal, note, "Snooze 1 h");
  armada_test_wait_until (find (self, 2).state == ARMADA_INCIDENT_SNOOZED);
  activate (self, "acknowledge-incident", find (self, 2).id);
  armada_test_wait_until (find (self, 2).state == ARMADA_INCIDENT_ACKNOWLEDGED);

  /* settings are followed though nobody has a window */
  g_settings_set_uint (self->settings, "incident-gap", 7);
  g_object_get (get_session (self), "incident-gap", &gap, NULL);
  g_assert_cmpuint (gap, ==, 7 * 60);
  g_settings_set_uint (self->settings, "refresh-interval", 60);
  g_object_get (get_session (self), "interval", &interval, NULL);
  g_assert_cmpuint (interval, ==, 60);
  g_settings_set_uint (self->settings, "track-limit", 0);
  g_object_get (get_session (self), "track-limit", &limit, NULL);
  g_assert_cmpuint (limit, ==, 0);
  g_assert_false (has_window (self));

  note = happen (self, 3, "tow", "Something Happened"); /* a type that has no words here */
  armada_test_portal_press (portal, note, "Show");
  armada_test_wait_until (has_window (self));
  g_assert_cmpstr (armada_window_get_page_name (armada_application_get_window (self->application)),
                   ==, "inbox");
  armada_test_wait_until (armada_test_portal_find_note (portal, GOES_ON, NULL) == 0);

  /* ended from where it is seen */
  close_window (self);
  armada_test_wait_until ((note = armada_test_portal_find_note (portal, GOES_ON, NULL)) != 0);
  armada_test_portal_press (portal, note, "Quit");
}

/* Whoever says no is obeyed: it ends by itself, and says so. */
static void
test_refused (gpointer journey)
{
  Journey *self = journey;

  self->portal.grant = FALSE;
  close_window (self);
}

static void
test_cancelled (gpointer journey)
{
  Journey *self = journey;

  self->portal.response = 1;
  close_window (self);
}

static gboolean
begin_cb (gpointer user_data)
{
  Journey *self = user_data;

  if (!has_window (self) || get_inbox (self) == NULL ||
      armada_fleet_get_n_devices (armada_session_get_fleet (get_session (self))) == 0 ||
      armada_event_watcher_get_last_success (armada_inbox_get_watcher (get_inbox (self))) == 0)
    return G_SOURCE_CONTINUE;
  self->test (self);
  return G_SOURCE_REMOVE;
}

static void
run (gconstpointer test)
{
  Journey self = { .test = *(void (*const *) (gpointer)) test };

  armada_test_portal_open (&self.portal);
  self.settings = g_settings_new ("id.trackgps.Armada");
  g_settings_set_boolean (self.settings, "run-in-background", TRUE);
  self.application = armada_application_new ();
  g_timeout_add (20, begin_cb, &self);
  g_assert_cmpint (g_application_run (G_APPLICATION (self.application), 2,
                                      (char **) (const char *[]) { "armada", "--demo", NULL }),
                   ==, 0);
  if (self.test != test_granted)
    armada_test_wait_until (armada_test_portal_find_note (&self.portal, "Armada Has Ended", NULL) !=
                            0);
  armada_test_release (self.application);
  g_settings_reset (self.settings, "run-in-background");
  g_settings_reset (self.settings, "incident-gap");
  g_settings_reset (self.settings, "refresh-interval");
  g_settings_reset (self.settings, "track-limit");
  g_object_unref (self.settings);
  armada_test_portal_close (&self.portal);
}

/* A program of its own for each: what a desktop's connection knows of one is not for the next. */
static void
run_alone (gconstpointer path)
{
  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  static void (*const tests[]) (gpointer) = { test_granted, test_refused, test_cancelled };
  g_autofree char *data = g_dir_make_tmp ("armada-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  armada_test_ui_init (&argc, &argv);
  g_test_add_data_func ("/background/granted/subprocess", &tests[0], run);
  g_test_add_data_func ("/background/refused/subprocess", &tests[1], run);
  g_test_add_data_func ("/background/cancelled/subprocess", &tests[2], run);
  g_test_add_data_func ("/background/granted", "/background/granted/subprocess", run_alone);
  g_test_add_data_func ("/background/refused", "/background/refused/subprocess", run_alone);
  g_test_add_data_func ("/background/cancelled", "/background/cancelled/subprocess", run_alone);
  return g_test_run ();
}
