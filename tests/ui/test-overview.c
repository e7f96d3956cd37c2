/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-desk.h"
#include "armada-test-ui.h"
#include "model/armada-maintenance.h"
#include "app/armada-bar-list.h"
#include "overview/armada-overview-page.h"
#include "overview/armada-overview-tile.h"

#define N_VEHICLES 40

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaOverviewPage *page;
  GtkWidget *window;
  guint states;
  guint n_devices;
  char *title;
  char *board;
  int class;
  char *type;
} Fixture;

static void
states_cb (ArmadaOverviewPage *page, guint states, Fixture *f)
{
  f->states = states;
}

static void
devices_cb (ArmadaOverviewPage *page, GArray *ids, const char *title, Fixture *f)
{
  f->n_devices = ids->len;
  g_set_str (&f->title, title);
}

static void
board_cb (ArmadaOverviewPage *page, const char *board, int class, Fixture *f)
{
  g_set_str (&f->board, board);
  f->class = class;
}

static void
events_cb (ArmadaOverviewPage *page, const char *type, Fixture *f)
{
  g_set_str (&f->type, type);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  armada_test_desk_open (&f->desk, N_VEHICLES);
  f->page = ARMADA_OVERVIEW_PAGE (armada_overview_page_new ());
  armada_overview_page_set_session (f->page, f->desk.session, ARMADA_CLOCK (f->desk.clock));
  g_signal_connect (f->page, "show-states", G_CALLBACK (states_cb), f);
  g_signal_connect (f->page, "show-devices", G_CALLBACK (devices_cb), f);
  g_signal_connect (f->page, "show-board", G_CALLBACK (board_cb), f);
  g_signal_connect (f->page, "show-events", G_CALLBACK (events_cb), f);
  /* the window's bar of pages stands beside it */
  f->window = armada_test_show (GTK_WIDGET (f->page), 1366 - 84, 768 - 40);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
  armada_test_desk_close (&f->desk);
  g_free (f->title);
  g_free (f->board);
  g_free (f->type);
}

/* The number that a button tells, by the beginning of its accessible name. */
static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_visible (widget) &&
      armada_test_find_label (widget, label) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_button (Fixture *f, const char *label)
{
  GtkWidget *button = NULL;

  armada_test_wait_until ((button = find_button (GTK_WIDGET (f->page), label)) != NULL);
  return button;
}

static guint
count_state (Fixture *f, ArmadaDeviceState state)
{
  ArmadaFleet *fleet = armada_session_get_fleet (f->desk.session);
  guint n = 0;

  for (guint i = 0; i < armada_fleet_get_n_devices (fleet); i++)
    n += armada_device_get_state (armada_fleet_get_device (fleet, i)) == state;
  return n;
}

static void
test_states (Fixture *f, gconstpointer data)
{
  GtkWidget *moving = get_button (f, "Moving");
  g_autofree char *number = g_strdup_printf ("%u", count_state (f, ARMADA_DEVICE_STATE_MOVING));
  g_autofree char *name = g_strconcat ("Moving: ", number, NULL);

  armada_test_wait_until (armada_test_find_label (moving, number) != NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (moving), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       name);
  g_signal_emit_by_name (moving, "clicked");
  g_assert_cmpuint (f->states, ==, ARMADA_DEVICE_STATE_MASK (ARMADA_DEVICE_STATE_MOVING));
}

static void
test_silence (Fixture *f, gconstpointer data)
{
  GtkWidget *heard = get_button (f, "under 5 min");

  armada_test_wait_until (gtk_widget_get_sensitive (heard));
  g_signal_emit_by_name (heard, "clicked");
  g_assert_cmpuint (f->n_devices, >, 0);
  g_assert_true (g_str_has_prefix (f->title, "Silent for under 5 min at "));
}

static void
test_needs (Fixture *f, gconstpointer data)
{
  GtkWidget *overdue = get_button (f, "Maintenance overdue");
  GtkWidget *reports = get_button (f, "Reports waiting");

  armada_test_wait_until (gtk_widget_get_sensitive (overdue));
  g_signal_emit_by_name (overdue, "clicked");
  g_assert_cmpstr (f->board, ==, "maintenance");
  g_assert_cmpint (f->class, ==, ARMADA_DUE_OVERDUE);
  g_assert_false (gtk_widget_get_sensitive (reports));
  armada_overview_page_set_reports_waiting (f->page, 3);
  armada_test_wait_until (gtk_widget_get_sensitive (reports));
}

static guint
count_listed (Fixture *f, const char *type)
{
  ArmadaInbox *inbox = armada_session_get_inbox (f->desk.session);
  ArmadaClock *clock = ARMADA_CLOCK (f->desk.clock);
  g_autoptr (ArmadaIncidentFilter) filter = armada_incident_filter_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) places = NULL;

  filter->period = ARMADA_INCIDENT_TODAY;
  armada_incident_filter_toggle_type (filter, type);
  armada_store_list_incidents_async (armada_inbox_get_store (inbox),
                                     armada_inbox_get_account (inbox), filter,
                                     armada_clock_get_time (clock), armada_clock_get_zone (clock),
                                     NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  places = armada_store_list_incidents_finish (armada_inbox_get_store (inbox), result, NULL);
  return places->len;
}

/* Today's incidents by type: as many as the inbox lists when the bar is chosen. */
static void
test_incidents (Fixture *f, gconstpointer data)
{
  ArmadaEventWatcher *watcher =
      armada_inbox_get_watcher (armada_session_get_inbox (f->desk.session));
  g_autofree char *number = NULL;
  GtkWidget *type;

  armada_test_wait_until (armada_event_watcher_get_last_success (watcher) > 0);
  number = g_strdup_printf ("%u", count_listed (f, "geofence_in"));
  armada_test_wait_until ((type = find_button (GTK_WIDGET (f->page), "Entered a geofence")) &&
                          armada_test_find_label (type, number) != NULL);
  g_signal_emit_by_name (type, "clicked");
  g_assert_cmpstr (f->type, ==, "geofence_in");
}

/* On a small laptop all of it is seen at once; on a telephone it scrolls. */
static void
test_fits (Fixture *f, gconstpointer data)
{
  GtkWidget *scrolled = GTK_WIDGET (get_button (f, "Moving"));
  GtkAdjustment *adjustment;

  armada_test_wait_until (gtk_widget_get_sensitive (get_button (f, "Maintenance overdue")));
  scrolled = gtk_widget_get_ancestor (scrolled, GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  armada_test_shoot (f->window, "overview");
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), <=,
                     gtk_adjustment_get_page_size (adjustment));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  armada_test_wait_until (gtk_adjustment_get_upper (adjustment) >
                          gtk_adjustment_get_page_size (adjustment));
  armada_test_shoot (f->window, "overview-narrow");
}

/* Where there is nobody, there are no numbers of nobody. */
static void
test_nobody (Fixture *f, gconstpointer data)
{
  const char *title = "No Vehicles";

  armada_test_wait_until (armada_session_get_last_success (f->desk.session) > 0);
  g_assert_null (armada_test_find_label (GTK_WIDGET (f->page), title));
  armada_fleet_clear (armada_session_get_fleet (f->desk.session));
  armada_test_wait_until (armada_test_find_label (GTK_WIDGET (f->page), title) != NULL);
  g_assert_null (armada_test_find_label (GTK_WIDGET (f->page), "Moving"));
  armada_test_shoot (f->window, "overview-nobody");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/overview/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("states", test_states);
  ADD ("silence", test_silence);
  ADD ("needs", test_needs);
  ADD ("incidents", test_incidents);
  ADD ("fits", test_fits);
  ADD ("nobody", test_nobody);
  return g_test_run ();
}
