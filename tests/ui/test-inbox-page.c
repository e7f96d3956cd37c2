/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "alerts/armada-id-row.h"
#include "alerts/armada-inbox-page.h"
#include "alerts/armada-inbox-summary.h"
#include "armada-test-desk.h"
#include "armada-test-events.h"
#include "armada-test-row-menu.h"
#include "armada-test-ui.h"

#define WIDE GUINT_TO_POINTER (1200)
#define NARROW GUINT_TO_POINTER (700)
#define PHONE GUINT_TO_POINTER (360)
#define DEMO_ZONE "3600" /* seconds east of UTC, of the demo platform's account */

/* A session that is signed in to the demo platform, and the page on it. */
typedef struct
{
  ArmadaTestDesk desk;
  ArmadaInboxPage *page;
  ArmadaInbox *inbox;
  GtkSelectionModel *selection;
  GtkWidget *window;
  char *message;
  gint64 vehicle;
} Fixture;

static void
message_cb (Fixture *f, const char *message)
{
  g_set_str (&f->message, message);
}

static void
vehicle_cb (Fixture *f, gint64 vehicle)
{
  f->vehicle = vehicle;
}

static gpointer
child (Fixture *f, const char *name)
{
  return armada_test_child (f->page, ARMADA_TYPE_INBOX_PAGE, name);
}

static guint
count_items (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (armada_inbox_page_get_list (f->page)));
}

/* Returns: how many the store has that pass the page's filter */
static guint
count_stored (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) places = NULL;

  armada_store_list_incidents_async (
      armada_inbox_get_store (f->inbox), armada_inbox_get_account (f->inbox),
      armada_incident_list_get_filter (armada_inbox_page_get_list (f->page)),
      ARMADA_TEST_PLATFORM_NOW, 0, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  places = armada_store_list_incidents_finish (armada_inbox_get_store (f->inbox), result, NULL);
  return places->len;
}

/* Whether everything was looked for and is shown. */
static gboolean
is_ready (Fixture *f)
{
  ArmadaEventWatcher *watcher = armada_inbox_get_watcher (f->inbox);

  return !armada_event_watcher_get_busy (watcher) &&
         !armada_incident_list_get_loading (armada_inbox_page_get_list (f->page)) &&
         count_items (f) == count_stored (f);
}

static void
open_page (Fixture *f, gconstpointer width)
{
  f->page = g_object_new (ARMADA_TYPE_INBOX_PAGE, NULL);
  armada_inbox_page_set_session (f->page, f->desk.session, ARMADA_CLOCK (f->desk.clock));
  f->inbox = armada_session_get_inbox (f->desk.session);
  f->selection = armada_inbox_page_get_selection (f->page);
  g_signal_connect_swapped (f->page, "message", G_CALLBACK (message_cb), f);
  g_signal_connect_swapped (f->page, "show-vehicle", G_CALLBACK (vehicle_cb), f);
  f->window = armada_test_show (GTK_WIDGET (f->page), GPOINTER_TO_INT (width), 760);
}

/* The page is there before what it shows: it comes in two or three steps, as the list waits between
 * two looks at the store. */
static void
set_up_early (Fixture *f, gconstpointer width)
{
  armada_test_desk_open (&f->desk, 3);
  open_page (f, width);
  armada_test_wait_until (is_ready (f) && count_items (f) > 10);
}

/* What happened is in the store before somebody looks, which spares the list's waiting. */
static void
set_up (Fixture *f, gconstpointer width)
{
  ArmadaEventWatcher *watcher;

  armada_test_desk_open (&f->desk, 3);
  watcher = armada_inbox_get_watcher (armada_session_get_inbox (f->desk.session));
  armada_test_wait_until (armada_event_watcher_get_last_success (watcher) != 0 &&
                          !armada_event_watcher_get_busy (watcher));
  open_page (f, width);
  armada_test_wait_until (is_ready (f) && count_items (f) > 10);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
  armada_test_desk_close (&f->desk);
  g_free (f->message);
}

static void
act (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL));
}

static void
choose (Fixture *f, guint position)
{
  gtk_selection_model_select_item (f->selection, position, TRUE);
}

/* Returns: (transfer none): the record of the one that is shown, once it is known */
static ArmadaIncidentRecord *
get_shown (Fixture *f)
{
  ArmadaIncident *incident =
      armada_incident_details_get_incident (armada_inbox_page_get_details (f->page));

  g_assert_nonnull (incident);
  armada_test_wait_until (armada_incident_get_record (incident) != NULL);
  return armada_incident_get_record (incident);
}

static void
wait_for_state (Fixture *f, ArmadaIncidentState state)
{
  armada_test_wait_until (get_shown (f)->state == state);
}

static void
shoot (Fixture *f, const char *name)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autofree char *dark = g_strdup_printf ("%s-dark", name);

  armada_test_shoot (f->window, name);
  if (g_getenv ("ARMADA_TEST_SHOTS") == NULL)
    return;
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_widget_add_css_class (f->window, "dark");
  armada_test_shoot (f->window, dark);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  gtk_widget_remove_css_class (f->window, "dark");
}

/* Chooses a line of the menu; one that does not fit its action would be insensitive. */
static void
snooze (Fixture *f, int item)
{
  GMenuModel *menu = gtk_menu_button_get_menu_model (child (f, "snooze_button"));
  g_autoptr (GVariant) target =
      g_menu_model_get_item_attribute_value (menu, item, G_MENU_ATTRIBUTE_TARGET, NULL);
  g_autofree char *action = NULL;

  g_assert_true (
      g_menu_model_get_item_attribute (menu, item, G_MENU_ATTRIBUTE_ACTION, "s", &action));
  g_assert_cmpstr (action, ==, "inbox.snooze");
  g_assert_cmpstr (g_variant_get_type_string (target), ==, "s");
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (f->page), action, target));
}

/* What is looked at is seen; what is done with it can be taken back. */
static void
test_states (Fixture *f, gconstpointer data)
{
  guint n_new = armada_inbox_get_n_new (f->inbox);
  guint n = count_items (f);

  g_assert_cmpuint (n_new, >, 0);
  choose (f, 0);
  g_assert_cmpstr (
      gtk_stack_get_visible_child_name (armada_test_child (armada_inbox_page_get_details (f->page),
                                                           ARMADA_TYPE_INCIDENT_DETAILS, "stack")),
      ==, "incident");
  wait_for_state (f, ARMADA_INCIDENT_SEEN);
  armada_test_wait_until (armada_inbox_get_n_new (f->inbox) == n_new - 1);
  act (f, "inbox.acknowledge");
  wait_for_state (f, ARMADA_INCIDENT_ACKNOWLEDGED);
  armada_test_wait_until (f->message != NULL);
  g_assert_cmpstr (f->message, ==, "1 incident acknowledged");
  g_assert_cmpstr (get_shown (f)->who, ==, ARMADA_DEMO_EMAIL_ADDRESS);
  shoot (f, "inbox");

  act (f, "inbox.resolve");
  armada_test_wait_until (count_items (f) == n - 1);
  act (f, "inbox.undo");
  armada_test_wait_until (count_items (f) == n);
  act (f, "inbox.undo");
  choose (f, 0);
  wait_for_state (f, ARMADA_INCIDENT_SEEN);
  snooze (f, 0);
  armada_test_wait_until (count_items (f) == n - 1);
}

/* J and K go up and down; several are done with at once. */
static void
test_several (Fixture *f, gconstpointer data)
{
  guint n = count_items (f);

  act (f, "inbox.next");
  g_assert_true (gtk_selection_model_is_selected (f->selection, 0));
  act (f, "inbox.next");
  g_assert_true (gtk_selection_model_is_selected (f->selection, 1));
  act (f, "inbox.previous");
  g_assert_false (gtk_selection_model_is_selected (f->selection, 1));
  gtk_selection_model_select_range (f->selection, 0, 5, TRUE);
  g_assert_null (armada_incident_details_get_incident (armada_inbox_page_get_details (f->page)));
  shoot (f, "inbox-several");
  act (f, "inbox.resolve");
  armada_test_wait_until (count_items (f) == n - 5);
  armada_test_wait_until (f->message != NULL);
  g_assert_cmpstr (f->message, ==, "5 incidents resolved");
}

static void
take (Fixture *f, gint64 id, gint64 vehicle, const char *type, gint64 time)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  guint n = count_items (f);

  g_ptr_array_add (events, armada_test_event_record (id, vehicle, 1, type, time));
  armada_event_watcher_take (armada_inbox_get_watcher (f->inbox), events);
  armada_test_wait_until (is_ready (f) && count_items (f) >= n);
}

static guint
count_chosen (Fixture *f)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (f->selection);

  return (guint) gtk_bitset_get_size (chosen);
}

static void
wait_for_top (Fixture *f, gint64 time)
{
  ArmadaIncidentList *list = armada_inbox_page_get_list (f->page);

  armada_test_wait_until (armada_incident_list_get_place (list, 0)->last == time);
}

static GtkAdjustment *
get_adjustment (Fixture *f)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (child (f, "list_view")));
}

/* Newer ones come above what was first: who reads at the top sees them. */
static void
test_top (Fixture *f, gconstpointer data)
{
  gint64 now = ARMADA_TEST_PLATFORM_NOW;
  double upper;

  armada_test_wait_until (gtk_adjustment_get_upper (get_adjustment (f)) > 0);
  upper = gtk_adjustment_get_upper (get_adjustment (f));
  for (gint64 i = 1; i <= 3; i++)
    take (f, i, 70 + i, "sos", now + 10 * i);
  wait_for_top (f, now + 30);
  armada_test_wait_until (gtk_adjustment_get_upper (get_adjustment (f)) > upper);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (f)), ==, 0);
}

/* The menu is of the row that it is opened on, which is chosen; of all, where it is one of several.
 */
static void
test_menu (Fixture *f, gconstpointer data)
{
  GtkWidget *list = child (f, "list_view");

  g_assert_false (armada_test_press_menu (list));
  armada_test_press_right (list, 60, 1e6);
  g_assert_null (armada_test_find_menu (list));

  armada_test_wait_until (gtk_widget_get_first_child (list) != NULL &&
                          gtk_widget_get_height (gtk_widget_get_first_child (list)) > 0);
  armada_test_press_right (list, 60, 4);
  armada_test_wait_until (armada_test_has_menu (list));
  g_assert_true (gtk_selection_model_is_selected (f->selection, 0));
  g_assert_true (
      gtk_widget_activate_action (armada_test_find_menu (list), "inbox.acknowledge", NULL));
  wait_for_state (f, ARMADA_INCIDENT_ACKNOWLEDGED);
  shoot (f, "inbox-menu");
  gtk_popover_popdown (GTK_POPOVER (armada_test_find_menu (list)));

  act (f, "inbox.next");
  gtk_selection_model_select_item (f->selection, 3, FALSE);
  g_assert_cmpuint (count_chosen (f), ==, 2);
  g_assert_true (armada_test_press_menu (list));
  armada_test_wait_until (armada_test_has_menu (list));
  g_assert_cmpuint (count_chosen (f), ==, 2);
  armada_test_press_right (list, 60, 4);
  g_assert_cmpuint (count_chosen (f), ==, 1);
}

/* What is chosen stays so wherever it stands, and no longer than it is listed. */
static void
test_selection (Fixture *f, gconstpointer data)
{
  ArmadaIncidentList *list = armada_inbox_page_get_list (f->page);
  g_autoptr (ArmadaIncidentFilter) none = armada_incident_filter_new ();
  gint64 now = ARMADA_TEST_PLATFORM_NOW;
  guint n = count_items (f);
  gint64 id;

  act (f, "inbox.select-all");
  g_assert_cmpuint (count_chosen (f), ==, n);
  take (f, 1, 77, "sos", now + 10);
  wait_for_top (f, now + 10);
  g_assert_cmpuint (count_chosen (f), ==, n);
  g_assert_false (gtk_selection_model_is_selected (f->selection, 0));

  choose (f, 0);
  id = armada_incident_list_get_place (list, 0)->id;
  take (f, 2, 78, "sos", now + 20);
  wait_for_top (f, now + 20);
  g_assert_true (gtk_selection_model_is_selected (f->selection, 1));
  take (f, 3, 77, "sos", now + 30);
  wait_for_top (f, now + 30);
  g_assert_cmpint (armada_incident_list_get_place (list, 0)->id, ==, id);
  g_assert_true (gtk_selection_model_is_selected (f->selection, 0));
  g_assert_cmpuint (count_chosen (f), ==, 1);

  armada_incident_filter_toggle_type (none, "sos");
  armada_inbox_page_set_filter (f->page, none);
  armada_test_wait_until (is_ready (f));
  g_assert_true (gtk_selection_model_is_selected (f->selection, 0));
  armada_incident_filter_set_search (none, "no vehicle is called so");
  armada_inbox_page_set_filter (f->page, none);
  armada_test_wait_until (count_items (f) == 0);
  g_assert_cmpuint (count_chosen (f), ==, 0);
}

/* What is read of may leave the list by that: it is still what is done with. */
static void
test_shown_but_hidden (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaIncidentFilter) filter = armada_incident_filter_new ();
  guint n;

  filter->states = ARMADA_INCIDENT_STATE_BIT (ARMADA_INCIDENT_NEW);
  armada_inbox_page_set_filter (f->page, filter);
  armada_test_wait_until (is_ready (f));
  n = count_items (f);
  g_assert_cmpuint (n, >, 1);
  choose (f, 0);
  armada_test_wait_until (count_items (f) == n - 1);
  g_assert_cmpuint (count_chosen (f), ==, 0);
  wait_for_state (f, ARMADA_INCIDENT_SEEN);
  act (f, "inbox.acknowledge");
  wait_for_state (f, ARMADA_INCIDENT_ACKNOWLEDGED);
}

static const char *
get_stack (Fixture *f)
{
  return gtk_stack_get_visible_child_name (child (f, "stack"));
}

/* Filters combine, are kept by name, and say what they are. */
static void
test_filters (Fixture *f, gconstpointer data)
{
  ArmadaInboxFilters *filters = armada_inbox_page_get_filters (f->page);
  g_autoptr (ArmadaIncidentFilter) filter =
      armada_incident_filter_copy (armada_inbox_filters_get_filter (filters));
  GtkLabel *label = armada_test_child (filters, ARMADA_TYPE_INBOX_FILTERS, "active_label");
  g_auto (GStrv) names = NULL;
  guint n = count_items (f), n_type;

  armada_incident_filter_toggle_type (filter, "geofence_in");
  armada_inbox_page_set_filter (f->page, filter);
  armada_test_wait_until (is_ready (f));
  n_type = count_items (f);
  g_assert_cmpuint (n_type, >, 0);
  g_assert_cmpuint (n_type, <, n);
  g_assert_cmpstr (gtk_label_get_label (label), !=, "");
  armada_inbox_filters_save (filters, "Arrivals");

  armada_incident_filter_set_search (filter, "no vehicle is called so");
  armada_inbox_page_set_filter (f->page, filter);
  armada_test_wait_until (is_ready (f));
  g_assert_cmpstr (get_stack (f), ==, "empty");
  shoot (f, "inbox-nothing");
  armada_inbox_filters_clear (filters);
  armada_test_wait_until (is_ready (f) && count_items (f) == n);
  g_assert_true (armada_inbox_filters_use_saved (filters, "Arrivals"));
  armada_test_wait_until (is_ready (f) && count_items (f) == n_type);
  names = armada_inbox_filters_list_saved (filters);
  g_assert_cmpstr (names[0], ==, "Arrivals");
  gtk_menu_button_popup (armada_test_child (filters, ARMADA_TYPE_INBOX_FILTERS, "button"));
  shoot (f, "inbox-filters");
  gtk_menu_button_popdown (armada_test_child (filters, ARMADA_TYPE_INBOX_FILTERS, "button"));
  armada_inbox_filters_delete_saved (filters, "Arrivals");
  g_assert_false (armada_inbox_filters_use_saved (filters, "Arrivals"));
}

/* What a server writes is text, not markup; its vehicle need not be in the fleet. */
static void
test_text (Fixture *f, gconstpointer data)
{
  const char *message = "<b>Stop</b> & <a href='x'>go</a>";
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  ArmadaEventRecord fields;
  GtkLabel *label;

  armada_record_clear (&armada_event_record_type, &fields);
  fields.id = 1;
  fields.device_id = 99;
  fields.message = message;
  fields.time = ARMADA_TEST_PLATFORM_NOW + 5;
  g_ptr_array_add (events, armada_record_new (&armada_event_record_type, &fields));
  armada_event_watcher_take (armada_inbox_get_watcher (f->inbox), events);
  armada_inbox_filters_clear (armada_inbox_page_get_filters (f->page));
  for (guint n = count_items (f); count_items (f) == n;)
    g_main_context_iteration (NULL, TRUE);
  choose (f, 0);
  get_shown (f);
  label = armada_test_child (armada_inbox_page_get_details (f->page), ARMADA_TYPE_INCIDENT_DETAILS,
                             "title");
  armada_test_wait_until (g_strcmp0 (gtk_label_get_text (label), message) == 0);
  g_assert_nonnull (armada_test_find_label (f->window, "Unknown vehicle 99"));
  act (f, "inbox.show-vehicle");
  g_assert_cmpint (f->vehicle, ==, 99);
}

/* While the server fails, what is there stays, and it is said. */
static void
test_failing (Fixture *f, gconstpointer data)
{
  guint n = count_items (f);

  armada_demo_server_set_fault (f->desk.server, "server-error", 0);
  act (f, "inbox.refresh");
  armada_test_wait_until (adw_banner_get_revealed (child (f, "banner")));
  g_assert_cmpuint (count_items (f), ==, n);
  shoot (f, "inbox-failing");
}

/* The way of the vehicle around it is fetched and looked at. */
static void
test_map (Fixture *f, gconstpointer data)
{
  ArmadaIncidentMap *map;
  ArmadaReplay *replay;

  choose (f, 0);
  get_shown (f);
  map = armada_incident_details_get_map (armada_inbox_page_get_details (f->page));
  replay = armada_track_layer_get_replay (
      armada_map_view_get_track_layer (armada_incident_map_get_map (map)));
  armada_test_wait_until (armada_replay_get_range_end (replay) > 0);
  g_assert_cmpfloat (armada_replay_get_range_end (replay) - armada_replay_get_range_start (replay),
                     <=, 2 * ARMADA_INCIDENT_AROUND);
  shoot (f, "inbox-map");
}

static GtkWidget *
find_button (GtkWidget *widget, const char *text)
{
  GtkWidget *label = armada_test_find_label (widget, text);

  return label ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

#define OF_SERVER "Events as the server counts them."
#define OF_CLOCK                                                                                   \
  "Events as the server counts them, asked by this computer’s clock: the account’s is known "      \
  "once a history was fetched."
#define OF_OURS "Events as counted on this computer: this server does not count them."

/* As a history tells it. */
static void
learn_zone (Fixture *f, const char *seconds)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_put_fact_async (armada_inbox_get_store (f->inbox),
                               armada_inbox_get_account (f->inbox), "zone", seconds, NULL,
                               armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_put_fact_finish (armada_inbox_get_store (f->inbox), result, NULL));
}

static GtkWidget *
open_summary (Fixture *f)
{
  AdwDialog *dialog;

  act (f, "inbox.summary");
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (f->window));
  g_assert_true (ARMADA_IS_INBOX_SUMMARY (dialog));
  return GTK_WIDGET (dialog);
}

static void
wait_for_label (GtkWidget *widget, const char *text)
{
  armada_test_wait_until (armada_test_find_label (widget, text) != NULL);
}

/* Returns: the number beside a bar, which may have its thousands set apart */
static gint64
get_number (GtkWidget *dialog, const char *bar)
{
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (find_button (dialog, bar)));
  const char *text = gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (box)));
  gint64 number = 0;

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      number = number * 10 + g_ascii_digit_value (*text);
  return number;
}

/* The server's count where it counts, and the same for a longer time and for a shorter one. */
static void
test_periods (Fixture *f, gconstpointer data)
{
  const char *type = "Ignition on";
  GtkWidget *dialog;
  guint n_asked = armada_demo_server_get_n_requests (f->desk.server, "get_alerts_summary");
  gint64 week, month, hours;

  learn_zone (f, DEMO_ZONE);
  dialog = open_summary (f);
  wait_for_label (dialog, OF_SERVER);
  g_assert_nonnull (armada_test_find_label (dialog, "Events as counted on this computer."));
  week = get_number (dialog, type);
  g_assert_cmpint (week, >, 0);
  armada_inbox_summary_set_period (ARMADA_INBOX_SUMMARY (dialog), ARMADA_INCIDENT_LAST_30_DAYS);
  armada_test_wait_until (get_number (dialog, type) > week);
  wait_for_label (dialog, OF_SERVER); /* the store's own count may have been first */
  month = get_number (dialog, type);
  g_assert_cmpint (month, >, week);
  shoot (f, "inbox-summary-month");
  armada_inbox_summary_set_times (ARMADA_INBOX_SUMMARY (dialog),
                                  ARMADA_TEST_PLATFORM_NOW - 36 * 3600, ARMADA_TEST_PLATFORM_NOW);
  armada_test_wait_until (get_number (dialog, type) < week);
  wait_for_label (dialog, OF_SERVER);
  hours = get_number (dialog, type);
  g_assert_cmpint (hours, >, 0);
  g_assert_cmpuint (armada_demo_server_get_n_requests (f->desk.server, "get_alerts_summary"), ==,
                    n_asked + 3);
  shoot (f, "inbox-summary-exact");
}

/* Where the server does not count, this computer does, and says so; the counts are the same. */
static void
test_not_counted (Fixture *f, gconstpointer data)
{
  const char *type = "Entered a geofence";
  GtkWidget *dialog;
  gint64 n;

  learn_zone (f, DEMO_ZONE);
  dialog = open_summary (f);
  wait_for_label (dialog, OF_SERVER);
  n = get_number (dialog, type);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  armada_demo_server_set_fault (f->desk.server, "missing", 0);
  armada_demo_server_aim_fault (f->desk.server, "get_alerts_summary");
  dialog = open_summary (f);
  wait_for_label (dialog, OF_OURS);
  g_assert_cmpint (get_number (dialog, type), ==, n);
  shoot (f, "inbox-summary-missing");
}

/* A server that fails is said to, and what is kept is counted all the same. */
static void
test_summary_failing (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;

  armada_test_desk_lose_server (&f->desk);
  dialog = open_summary (f);
  armada_test_wait_until (find_button (dialog, "Entered a geofence") != NULL);
  armada_test_wait_until (armada_test_find_label (dialog, OF_SERVER) == NULL);
  shoot (f, "inbox-summary-offline");
}

/* The bars count what the store has; one of them is a filter. Where no history told the account's
 * clock, it is said that the computer's stood in. */
static void
test_summary (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *button;
  guint n = count_items (f);

  dialog = open_summary (f);
  wait_for_label (dialog, OF_CLOCK);
  shoot (f, "inbox-summary");
  button = find_button (dialog, "Entered a geofence");
  g_signal_emit_by_name (button, "clicked");
  armada_test_wait_until (armada_incident_filter_has_type (
      armada_inbox_filters_get_filter (armada_inbox_page_get_filters (f->page)), "geofence_in"));
  armada_test_wait_until (is_ready (f));
  g_assert_cmpuint (count_items (f), <, n);
}

static void
test_narrow (Fixture *f, gconstpointer width)
{
  g_autofree char *name = g_strdup_printf ("inbox-%d", GPOINTER_TO_INT (width));
  g_autofree char *details = g_strdup_printf ("%s-details", name);

  shoot (f, name);
  choose (f, 1);
  g_signal_emit_by_name (child (f, "list_view"), "activate", 1);
  get_shown (f);
  g_assert_true (adw_navigation_split_view_get_show_content (child (f, "split")));
  shoot (f, details);
  act (f, "inbox.close");
  g_assert_true (gtk_widget_get_width (GTK_WIDGET (f->page)) <= GPOINTER_TO_INT (width));
}

/* With nobody signed in there is no inbox, and it says so. */
static void
test_signed_out (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_session_sign_out_async (f->desk.session, ARMADA_FORGET_DATA, NULL, armada_test_result_cb,
                                 &result);
  armada_test_wait (&result);
  g_assert_null (armada_inbox_page_get_list (f->page));
  g_assert_cmpstr (get_stack (f), ==, "empty");
}

/* What is chosen and not there any more stays chosen, until something else is. */
static void
test_id_row (void)
{
  ArmadaIdRow *row = g_object_ref_sink (g_object_new (ARMADA_TYPE_ID_ROW, NULL));

  armada_id_row_begin (row, -1, "Any");
  armada_id_row_add (row, 7, "Seven");
  armada_id_row_add (row, 0, "None");
  armada_id_row_end (row, 0);
  g_assert_cmpint (armada_id_row_get_chosen (row), ==, 0);
  g_assert_cmpstr (armada_id_row_get_name (row, 7), ==, "Seven");
  g_assert_cmpstr (armada_id_row_get_name (row, 8), ==, "Any");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  g_assert_cmpint (armada_id_row_get_chosen (row), ==, 7);

  armada_id_row_begin (row, -1, "Any");
  armada_id_row_end (row, 7);
  g_assert_cmpint (armada_id_row_get_chosen (row), ==, 7);
  g_assert_cmpstr (armada_id_row_get_name (row, 7), ==, "7");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  g_assert_cmpint (armada_id_row_get_chosen (row), ==, -1);
  g_assert_finalize_object (row);
}

/* Whether nothing on the page is wider than the page itself. */
static gboolean
has_room (Fixture *f)
{
  int width;

  gtk_widget_measure (adw_breakpoint_bin_get_child (ADW_BREAKPOINT_BIN (f->page)),
                      GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width <= gtk_widget_get_width (GTK_WIDGET (f->page));
}

/* Where the text of the desktop is twice as large, the smallest window has room for all of it. */
static void
test_large_text (Fixture *f, gconstpointer width)
{
  g_object_set (gtk_widget_get_settings (f->window), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  armada_test_wait_until (has_room (f));
  shoot (f, "inbox-large-text");
  choose (f, 0);
  g_signal_emit_by_name (child (f, "list_view"), "activate", 0);
  get_shown (f);
  armada_test_wait_until (has_room (f));
  shoot (f, "inbox-large-text-details");
  g_object_set (gtk_widget_get_settings (f->window), "gtk-xft-dpi", 96 * 1024, NULL);
}

#define ADD(name, width, function)                                                                 \
  g_test_add ("/inbox-page/" name, Fixture, width, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/inbox-page/id-row", test_id_row);
  ADD ("states", WIDE, test_states);
  ADD ("several", WIDE, test_several);
  ADD ("top", WIDE, test_top);
  ADD ("menu", WIDE, test_menu);
  ADD ("selection", WIDE, test_selection);
  ADD ("shown-but-hidden", WIDE, test_shown_but_hidden);
  ADD ("filters", WIDE, test_filters);
  ADD ("text", WIDE, test_text);
  ADD ("failing", WIDE, test_failing);
  ADD ("map", WIDE, test_map);
  ADD ("summary", WIDE, test_summary);
  ADD ("summary-phone", PHONE, test_summary);
  ADD ("summary-periods", WIDE, test_periods);
  ADD ("summary-missing", WIDE, test_not_counted);
  ADD ("summary-offline", WIDE, test_summary_failing);
  g_test_add ("/inbox-page/narrow", Fixture, NARROW, set_up_early, test_narrow, tear_down);
  ADD ("phone", PHONE, test_narrow);
  ADD ("large-text", PHONE, test_large_text);
  ADD ("signed-out", WIDE, test_signed_out);
  return g_test_run ();
}
