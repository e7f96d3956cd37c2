/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-services-reader.h"
#include "armada-test-clock.h"
#include "armada-test-platform.h"
#include "armada-test-store.h"
#include "armada-test-ui.h"
#include "armada-test-vehicles.h"
#include "fleet/armada-device-details.h"
#include "fleet/armada-list-group.h"
#include "sync/armada-catalog.h"

#define NOW ARMADA_TEST_PLATFORM_NOW
#define FIRST_EVENTS 10
#define SHOWN_MORE 20

typedef struct
{
  ArmadaTestStore store;
  ArmadaTestPlatform platform;
  ArmadaTestClock *clock;
  ArmadaCatalog *catalog;
  ArmadaFleet *fleet;
  ArmadaSelection *selection;
  ArmadaDeviceDetails *details;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  ArmadaServiceDue due = { "Ganti oli", "Odometer Left (120 km)", TRUE };
  ArmadaDeviceRecord fields;

  armada_test_store_set_up (&f->store, NULL);
  armada_test_platform_open (&f->platform, 60, FALSE);
  f->clock = armada_test_clock_new (NOW);
  f->catalog = armada_catalog_new (f->store.store, f->store.account, ARMADA_CLOCK (f->clock));
  armada_catalog_set_client (f->catalog, f->platform.client);
  f->fleet = armada_fleet_new ();
  for (guint i = 0; i < 60; i++)
    {
      armada_test_vehicles_fields (&fields, i);
      fields.id = 1001 + i;
      fields.services = &due;
      fields.n_services = i == 0;
      armada_test_vehicles_put (f->fleet, &fields, NOW);
    }
  f->selection = armada_selection_new (f->fleet);
  f->details = ARMADA_DEVICE_DETAILS (armada_device_details_new ());
  armada_device_details_set_models (f->details, f->selection, ARMADA_CLOCK (f->clock));
  armada_device_details_set_catalog (f->details, f->catalog);
  f->window = armada_test_show (GTK_WIDGET (f->details), 360, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->details);
  g_assert_cmpint (armada_test_clock_get_next (f->clock), ==, -1);
  armada_test_finalize (f->selection);
  armada_test_finalize (f->fleet);
  armada_test_finalize (f->catalog);
  armada_test_platform_close (&f->platform);
  armada_test_store_tear_down (&f->store, NULL);
  g_assert_finalize_object (f->clock);
}

/* The group whose heading is @title, or NULL while it is not to be seen. */
static ArmadaListGroup *
find_group (GtkWidget *widget, const char *title)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (ARMADA_IS_LIST_GROUP (widget) &&
      g_strcmp0 (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (widget)), title) == 0)
    return ARMADA_LIST_GROUP (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      ArmadaListGroup *group = find_group (child, title);

      if (group != NULL)
        return group;
    }
  return NULL;
}

static ArmadaListGroup *
get_group (Fixture *f, const char *title)
{
  return find_group (GTK_WIDGET (f->details), title);
}

static gpointer
get_part (ArmadaListGroup *group, const char *name)
{
  return armada_test_child (group, ARMADA_TYPE_LIST_GROUP, name);
}

static const char *
get_title (gpointer row)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

/* The rows of things that are shown, not the line in their place nor the button. */
static ArmadaListRow *
get_row (ArmadaListGroup *group, int i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_part (group, "list"), i);

  return ARMADA_IS_LIST_ROW (row) && gtk_widget_get_visible (GTK_WIDGET (row))
             ? ARMADA_LIST_ROW (row)
             : NULL;
}

static int
count_rows (ArmadaListGroup *group)
{
  int n = 0;

  while (get_row (group, n) != NULL)
    n++;
  return n;
}

static const char *
get_note (ArmadaListGroup *group)
{
  GtkWidget *note = get_part (group, "note");

  return gtk_widget_get_visible (note) ? get_title (note) : NULL;
}

static const char *
get_age (ArmadaListGroup *group)
{
  GtkWidget *age = get_part (group, "age");

  return gtk_widget_get_visible (age) ? gtk_label_get_label (GTK_LABEL (age)) : NULL;
}

static const char *
get_more (ArmadaListGroup *group)
{
  GtkWidget *more = get_part (group, "more");

  return gtk_widget_get_visible (more) ? get_title (more) : NULL;
}

static ArmadaListLoader *
get_events (Fixture *f, gint64 device)
{
  return armada_catalog_get_loader (f->catalog, ARMADA_LIST_EVENTS, device);
}

static void
choose (Fixture *f, gint64 device)
{
  armada_selection_set_device (f->selection, armada_fleet_lookup (f->fleet, device));
}

/* Turns the main loop until nothing is under way for the device. */
static void
wait_for_lists (Fixture *f, gint64 device)
{
  const ArmadaListKind kinds[] = { ARMADA_LIST_SERVICES, ARMADA_LIST_DEVICE_ALERTS,
                                   ARMADA_LIST_EVENTS };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (ArmadaListLoader) loader =
          armada_catalog_get_loader (f->catalog, kinds[i], device);

      armada_test_wait_until (!armada_list_loader_get_loading (loader));
    }
}

static void
load (Fixture *f, gint64 device)
{
  choose (f, device);
  wait_for_lists (f, device);
  armada_test_clock_advance (f->clock, 400);
  wait_for_lists (f, device);
}

static guint
count_requests (Fixture *f, const char *endpoint)
{
  return armada_demo_server_get_n_requests (f->platform.server, endpoint);
}

static void
test_shows_what_comes (Fixture *f, gconstpointer data)
{
  ArmadaListGroup *services, *alerts, *events;
  g_autoptr (ArmadaListLoader) loader = get_events (f, 1002);
  g_autofree char *more = NULL;

  choose (f, 1002);
  g_assert_cmpstr (get_note (get_group (f, "Recent Events")), ==, "Loading…");
  load (f, 1002);
  services = get_group (f, "Maintenance");
  alerts = get_group (f, "Alert Rules");
  events = get_group (f, "Recent Events");
  g_assert_cmpint (count_rows (services), >=, 2);
  g_assert_cmpint (count_rows (alerts), >=, 2);
  g_assert_cmpint (count_rows (events), ==, FIRST_EVENTS);
  g_assert_null (get_note (events));
  g_assert_null (get_age (events));
  g_assert_null (get_more (services));
  more = g_strdup_printf ("Show More (10 of %'" G_GINT64_FORMAT ")",
                          armada_list_loader_get_total (loader));
  g_assert_cmpstr (get_more (events), ==, more);
  g_assert_cmpstr (armada_list_row_get_mark (get_row (alerts, 0)), ==, "On");
  gtk_test_accessible_assert_property (get_part (alerts, "list"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Alert Rules");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_row (alerts, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Ngebut > batas jalan, On");
  armada_test_shoot (f->window, "lists");
}

/* What should have been done stands first, wherever the server has it, and says so. */
static void
test_overdue_first (Fixture *f, gconstpointer data)
{
  guint n_moved = 0;

  for (gint64 device = 1039; device <= 1041; device++)
    {
      ArmadaItemList *list;
      ArmadaListGroup *group;
      int n_overdue = 0;

      load (f, device);
      group = get_group (f, "Maintenance");
      list = armada_list_loader_get_list (armada_list_group_get_loader (group));
      for (guint i = 0; i < armada_item_list_get_n (list); i++)
        {
          const ArmadaServiceRecord *service = (gpointer) armada_item_list_get_record (list, i);

          n_moved += service->expired == 1 && (int) i > n_overdue;
          n_overdue += service->expired == 1;
        }
      for (int i = 0; i < count_rows (group); i++)
        g_assert_cmpint (g_str_equal (armada_list_row_get_mark (get_row (group, i)), "Overdue"), ==,
                         i < n_overdue);
    }
  g_assert_cmpuint (n_moved, >, 0);
}

/* The device's own services stand in until the list is there. */
static void
test_replaces_what_the_device_tells (Fixture *f, gconstpointer data)
{
  GtkWidget *stand_in =
      armada_test_child (f->details, ARMADA_TYPE_DEVICE_DETAILS, "services_group");

  choose (f, 1001);
  g_assert_true (gtk_widget_get_visible (stand_in));
  g_assert_null (get_group (f, "Maintenance"));
  load (f, 1001);
  g_assert_false (gtk_widget_get_visible (stand_in));
  g_assert_nonnull (get_group (f, "Maintenance"));
  armada_device_details_update (f->details);
  g_assert_false (gtk_widget_get_visible (stand_in));
}

static void
test_offline_with_age (Fixture *f, gconstpointer data)
{
  ArmadaListGroup *events;
  ArmadaListRow *row;

  load (f, 1002);
  events = get_group (f, "Recent Events");
  row = get_row (events, 0);
  armada_catalog_set_client (f->catalog, NULL);
  armada_test_clock_advance (f->clock, 2 * 3600 * 1000);
  armada_device_details_update (f->details);
  wait_for_lists (f, 1002);
  g_assert_cmpstr (get_age (events), ==, "as of 2 h ago");
  g_assert_cmpstr (get_age (get_group (f, "Alert Rules")), ==, "as of 2 h ago");
  g_assert_cmpint (count_rows (events), ==, FIRST_EVENTS);
  g_assert_true (get_row (events, 0) == row);
  g_assert_null (get_note (events));
  armada_test_shoot (f->window, "lists-offline");
}

/* After a start without a network, what is kept is there, and nothing else is told. */
static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autofree char *title = NULL;

  load (f, 1002);
  title = g_strdup (get_title (get_row (get_group (f, "Recent Events"), 0)));
  armada_device_details_set_catalog (f->details, NULL);
  g_assert_null (get_group (f, "Recent Events"));
  armada_test_finalize (f->catalog);
  f->catalog = armada_catalog_new (f->store.store, f->store.account, ARMADA_CLOCK (f->clock));
  armada_device_details_set_catalog (f->details, f->catalog);
  load (f, 1002);
  g_assert_cmpstr (get_title (get_row (get_group (f, "Recent Events"), 0)), ==, title);
  g_assert_cmpint (count_rows (get_group (f, "Maintenance")), >=, 2);
  g_assert_nonnull (get_age (get_group (f, "Maintenance")));
  load (f, 1005);
  g_assert_cmpstr (get_note (get_group (f, "Recent Events")), ==, "The server cannot be reached.");
}

static void
test_error_and_try_again (Fixture *f, gconstpointer data)
{
  ArmadaListGroup *events;

  armada_demo_server_set_fault (f->platform.server, "server-error", 0);
  load (f, 1002);
  events = get_group (f, "Recent Events");
  g_assert_cmpstr (get_note (events), ==, "The server has a problem of its own (status 500).");
  g_assert_true (gtk_widget_get_visible (get_part (events, "retry")));
  g_assert_null (get_more (events));
  armada_test_shoot (f->window, "lists-error");

  armada_demo_server_set_fault (f->platform.server, NULL, 0);
  g_signal_emit_by_name (get_part (events, "retry"), "clicked");
  g_assert_cmpstr (get_note (events), ==, "Loading…");
  g_assert_false (gtk_widget_get_visible (get_part (events, "retry")));
  wait_for_lists (f, 1002);
  g_assert_cmpint (count_rows (events), ==, FIRST_EVENTS);
  g_assert_null (get_note (events));
}

static void
press_more (Fixture *f, ArmadaListGroup *group)
{
  g_assert_true (gtk_widget_grab_focus (get_part (group, "more")));
  g_assert_true (gtk_widget_activate (get_part (group, "more")));
  wait_for_lists (f, 1002);
}

/* What is there is shown first, then the server is asked; a page that fails keeps those before. */
static void
test_show_more (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaListLoader) loader = get_events (f, 1002);
  ArmadaListGroup *events;
  guint n_asked;
  int n_loaded;

  load (f, 1002);
  events = get_group (f, "Recent Events");
  n_asked = count_requests (f, "get_events");
  n_loaded = (int) armada_item_list_get_n (armada_list_loader_get_list (loader));
  g_assert_cmpint (n_loaded, <, armada_list_loader_get_total (loader));
  while (count_rows (events) + SHOWN_MORE <= n_loaded)
    {
      int before = count_rows (events);

      press_more (f, events);
      g_assert_cmpint (count_rows (events), ==, before + SHOWN_MORE);
    }
  g_assert_cmpuint (count_requests (f, "get_events"), ==, n_asked);

  armada_demo_server_set_fault (f->platform.server, "server-error", 0);
  press_more (f, events);
  g_assert_cmpint (count_rows (events), ==, n_loaded);
  g_assert_cmpstr (get_note (events), ==, "The server has a problem of its own (status 500).");
  g_assert_false (gtk_widget_get_visible (get_part (events, "retry")));
  g_assert_nonnull (get_more (events));

  armada_demo_server_set_fault (f->platform.server, NULL, 0);
  press_more (f, events);
  g_assert_cmpint (count_rows (events), ==, n_loaded + SHOWN_MORE);
  g_assert_null (get_note (events));
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  armada_demo_server_set_fault (f->platform.server, "missing", 0);
  load (f, 1001);
  g_assert_null (get_group (f, "Maintenance"));
  g_assert_null (get_group (f, "Alert Rules"));
  g_assert_null (get_group (f, "Recent Events"));
  g_assert_true (gtk_widget_get_visible (
      armada_test_child (f->details, ARMADA_TYPE_DEVICE_DETAILS, "services_group")));
}

/* A choice in passing asks for nothing, one that comes back soon neither. */
static void
test_asks_seldom (Fixture *f, gconstpointer data)
{
  choose (f, 1003);
  armada_test_clock_advance (f->clock, 100);
  load (f, 1002);
  g_assert_cmpuint (count_requests (f, "get_services"), ==, 1);
  load (f, 1003);
  load (f, 1002);
  g_assert_cmpuint (count_requests (f, "get_services"), ==, 2);
  armada_test_clock_advance (f->clock, 61 * 1000);
  load (f, 1003);
  g_assert_cmpuint (count_requests (f, "get_services"), ==, 3);
  armada_device_details_update (f->details);
  g_assert_cmpuint (count_requests (f, "get_services"), ==, 3);
  armada_test_clock_advance (f->clock, 301 * 1000);
  armada_device_details_update (f->details);
  wait_for_lists (f, 1003);
  g_assert_cmpuint (count_requests (f, "get_services"), ==, 4);
}

/* Nobody holds what is shown no more. */
static void
test_lets_go (Fixture *f, gconstpointer data)
{
  ArmadaListLoader *loader;
  gpointer weak;

  load (f, 1002);
  weak = loader = get_events (f, 1002);
  g_object_add_weak_pointer (G_OBJECT (loader), &weak);
  g_object_unref (loader);
  g_assert_nonnull (weak);
  choose (f, 1003);
  armada_test_wait_until (weak == NULL);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/device-lists/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("shows-what-comes", test_shows_what_comes);
  ADD ("overdue-first", test_overdue_first);
  ADD ("replaces-what-the-device-tells", test_replaces_what_the_device_tells);
  ADD ("offline-with-age", test_offline_with_age);
  ADD ("kept", test_kept);
  ADD ("error-and-try-again", test_error_and_try_again);
  ADD ("show-more", test_show_more);
  ADD ("missing", test_missing);
  ADD ("asks-seldom", test_asks_seldom);
  ADD ("lets-go", test_lets_go);
  return g_test_run ();
}
