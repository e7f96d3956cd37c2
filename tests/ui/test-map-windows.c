/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/armada-map-windows.h"
#include "armada-test-desk.h"
#include "armada-test-ui.h"
#include "fleet/armada-hover-card.h"
#include "fleet/armada-map-window.h"
#include "fleet/armada-nearest-dialog.h"
#include "reports/armada-report-dialog.h"

#define N_VEHICLES 12

typedef struct
{
  ArmadaTestDesk desk;
  GSettings *settings;
  ArmadaWindow *window;
} Fixture;

static void
open_main (Fixture *f)
{
  f->window = armada_window_new (NULL, f->desk.session, ARMADA_CLOCK (f->desk.clock), f->settings);
  armada_map_windows_attach (f->window);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 700);
  gtk_window_present (GTK_WINDOW (f->window));
  armada_window_go_to (f->window, "fleet");
  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (armada_fleet_page_get_map (
                              armada_window_get_fleet_page (f->window)))) > 0);
}

/* As its button does: what is to be kept is kept then. */
static void
close_main (Fixture *f)
{
  gpointer window = f->window;

  g_object_add_weak_pointer (window, &window);
  gtk_window_close (GTK_WINDOW (f->window));
  armada_test_wait_until (window == NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  armada_test_desk_open (&f->desk, N_VEHICLES);
  f->settings = g_settings_new ("id.trackgps.Armada");
  open_main (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_main (f);
  g_settings_reset (f->settings, "map-windows");
  g_settings_reset (f->settings, "last-page");
  armada_test_release (f->settings);
  armada_test_desk_close (&f->desk);
}

/* Returns: (transfer none) (nullable): the map window that shows @title */
static ArmadaMapWindow *
find (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ARMADA_IS_MAP_WINDOW (window) && g_str_equal (gtk_window_get_title (window), title))
        return ARMADA_MAP_WINDOW (window);
    }
  return NULL;
}

static void
act (Fixture *f, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), action, NULL);
}

static ArmadaFleetView *
get_view (Fixture *f)
{
  return armada_fleet_page_get_view (armada_window_get_fleet_page (f->window));
}

static guint
count_shown (ArmadaMapWindow *window)
{
  return armada_fleet_view_get_n_devices (armada_map_window_get_view (window));
}

static void
choose_two (Fixture *f)
{
  ArmadaDevice *devices[] = { armada_fleet_view_get_device (get_view (f), 3),
                              armada_fleet_view_get_device (get_view (f), 5) };

  armada_selection_set_chosen (
      armada_fleet_page_get_selection (armada_window_get_fleet_page (f->window)), devices, 2,
      devices[0]);
}

static void
close_one (ArmadaMapWindow *window)
{
  gpointer weak = window;

  g_object_add_weak_pointer (weak, &weak);
  gtk_window_close (GTK_WINDOW (window));
  armada_test_wait_until (weak == NULL);
}

/* What is chosen here is chosen there, and a window of two shows these two. */
static void
test_chosen (Fixture *f, gconstpointer data)
{
  g_autofree char *title = NULL;
  ArmadaMapWindow *window;

  choose_two (f);
  title = g_strdup_printf (
      "%s and 1 More",
      armada_device_get_record (armada_fleet_view_get_device (get_view (f), 3))->name);
  act (f, "win.map-of-chosen");
  window = find (title);
  g_assert_nonnull (window);
  g_assert_cmpuint (count_shown (window), ==, 2);
  armada_test_wait_until (armada_map_view_get_complete (armada_map_window_get_map (window)));
  armada_test_shoot (GTK_WIDGET (window), "map-window");
}

static void
test_group (Fixture *f, gconstpointer data)
{
  GListModel *groups = armada_fleet_get_groups (armada_session_get_fleet (f->desk.session));
  g_autoptr (ArmadaGroup) group = g_list_model_get_item (groups, 0);
  ArmadaMapWindow *window;

  act (f, "win.map-of-group"); /* of none: nothing happens */
  g_assert_null (find (armada_group_get_title (group)));
  armada_fleet_view_set_group (get_view (f), armada_group_get_id (group));
  act (f, "win.map-of-group");
  window = find (armada_group_get_title (group));
  g_assert_nonnull (window);
  g_assert_cmpuint (count_shown (window), ==, armada_group_get_n_devices (group));
}

/* An area is what the map showed, and stays that when it moves on. */
static void
test_area (Fixture *f, gconstpointer data)
{
  ArmadaMapView *map = armada_fleet_page_get_map (armada_window_get_fleet_page (f->window));
  const ArmadaDeviceRecord *first =
      armada_device_get_record (armada_fleet_view_get_device (get_view (f), 0));
  ArmadaMapWindow *window;

  armada_map_view_set_place (map, first->latitude, first->longitude, 16);
  act (f, "win.map-of-area");
  window = find ("Area on the Map");
  g_assert_nonnull (window);
  g_assert_cmpuint (count_shown (window), >=, 1);
  g_assert_cmpuint (count_shown (window), <, N_VEHICLES);
  armada_map_view_set_place (map, 0, 0, 3);
  g_assert_cmpuint (count_shown (window), >=, 1);

  close_one (window);
  act (f, "win.map-of-area");
  window = find ("Area on the Map");
  g_assert_cmpuint (armada_map_window_get_scope (window)->ids->len, ==, 0);
  armada_test_shoot (GTK_WIDGET (window), "map-window-area");
}

static gboolean
is_kept (Fixture *f)
{
  g_autoptr (GVariant) kept = g_settings_get_value (f->settings, "map-windows");

  return g_variant_n_children (kept) > 0;
}

/* They come back where they were, until somebody closes one of them. */
static void
test_come_back (Fixture *f, gconstpointer data)
{
  g_autofree char *title = NULL;
  ArmadaMapWindow *window;
  ShumateLocation *place;

  armada_selection_set_device (
      armada_fleet_page_get_selection (armada_window_get_fleet_page (f->window)),
      armada_fleet_view_get_device (get_view (f), 2));
  act (f, "win.map-of-chosen");
  title =
      g_strdup (armada_device_get_record (armada_fleet_view_get_device (get_view (f), 2))->name);
  window = find (title);
  armada_map_view_set_place (armada_map_window_get_map (window), 47.1, 9.6, 14);
  close_main (f);
  g_assert_null (find (title));
  g_assert_true (is_kept (f));

  open_main (f);
  window = find (title);
  g_assert_nonnull (window);
  g_assert_cmpuint (count_shown (window), ==, 1);
  place = SHUMATE_LOCATION (armada_map_view_get_viewport (armada_map_window_get_map (window)));
  g_assert_cmpfloat_with_epsilon (shumate_location_get_latitude (place), 47.1, 1e-6);
  g_assert_cmpfloat_with_epsilon (shumate_location_get_longitude (place), 9.6, 1e-6);

  close_one (window);
  g_assert_false (is_kept (f));
  close_main (f);
  open_main (f);
  g_assert_null (find (title));
}

/* Whose account is gone, their windows go too, and are not shown to the next. */
static void
test_account (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  act (f, "win.map-of-area");
  g_assert_nonnull (find ("Area on the Map"));
  armada_session_sign_out_async (f->desk.session, FALSE, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_sign_out_finish (f->desk.session, result, &error));
  g_assert_null (find ("Area on the Map"));
  g_assert_true (is_kept (f));
  act (f, "win.map-of-area"); /* nobody's: nothing happens */
  g_assert_null (find ("Area on the Map"));
}

/* Anybody can write settings. */
static void
test_bad_settings (Fixture *f, gconstpointer data)
{
  gint64 account = armada_session_get_account (f->desk.session)->id;

  close_main (f);
  g_settings_set_value (
      f->settings, "map-windows",
      g_variant_new_parsed (
          "[(%x, (uint32 9, @ax [], int64 0, (0.0, 0.0, 0.0, 0.0), 'what'), (900, 600), false, "
          "(0.0, 0.0, 3.0)),"
          " (%x, (uint32 2, @ax [], int64 0, (0.0, 0.0, 1.0, 1.0), 'small'), (-5, 999999), false, "
          "(900.0, -900.0, 99.0))]",
          account, account));
  open_main (f);
  g_assert_null (find ("what"));
  g_assert_nonnull (find ("small"));
  armada_test_shoot (GTK_WIDGET (find ("small")), "map-window-empty");
}

static ArmadaSelection *
get_selection (Fixture *f)
{
  return armada_fleet_page_get_selection (armada_window_get_fleet_page (f->window));
}

static ArmadaMapWindow *
open_area (Fixture *f)
{
  ArmadaMapWindow *window;

  act (f, "win.map-of-area");
  window = find ("Area on the Map");
  g_assert_nonnull (window);
  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (armada_map_window_get_map (window))) >
                          0);
  return window;
}

static void
give (ArmadaMapWindow *window, const char *action)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (armada_map_window_get_map (window)), action, NULL));
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
read_clipboard (ArmadaMapWindow *window)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (window)), NULL, copied_cb,
                                 &text);
  armada_test_wait_until (text != NULL);
  return text;
}

/* What a map's menu and its bar offer is done in this window as well. */
static void
test_commands (Fixture *f, gconstpointer data)
{
  ArmadaMapWindow *window = open_area (f);
  ArmadaSelection *selection = get_selection (f);
  const ArmadaDeviceRecord *record;
  g_autofree char *text = NULL;

  choose_two (f);
  record = armada_device_get_record (armada_selection_get_device (selection));
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (window), "2 chosen"));
  give (window, "fleet.follow");
  g_assert_true (armada_selection_get_follow (selection));
  give (window, "fleet.follow");
  g_assert_false (armada_selection_get_follow (selection));
  give (window, "fleet.show-chosen");
  give (window, "fleet.heading-up");
  give (window, "fleet.copy-chosen");
  text = read_clipboard (window);
  g_assert_true (g_str_has_prefix (text, record->name));
  give (window, "fleet.choose-none");
  g_assert_cmpuint (armada_selection_get_n_chosen (selection), ==, 0);
  give (window, "fleet.choose-all");
  g_assert_cmpuint (armada_selection_get_n_chosen (selection), ==, count_shown (window));
}

/* What can be done with a place, too. */
static void
test_here (Fixture *f, gconstpointer data)
{
  ArmadaMapWindow *window = open_area (f);
  g_autofree char *coordinates = NULL, *link = NULL;
  AdwDialog *dialog;

  give (window, "here.near");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (ARMADA_IS_NEAREST_DIALOG (dialog));
  adw_dialog_force_close (dialog);
  give (window, "here.copy");
  coordinates = read_clipboard (window);
  g_assert_cmpstr (coordinates, ==, "0.000000, 0.000000");
  give (window, "here.copy-link");
  link = read_clipboard (window);
  g_assert_true (g_str_has_prefix (link, "geo:"));
  give (window, "here.measure");
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (window), "Click where the line goes on"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.escape", NULL);
  g_assert_null (armada_test_find_label (GTK_WIDGET (window), "Click where the line goes on"));
}

/* What leads away from the map leads into the main window; a report is asked for here. */
static void
test_leads (Fixture *f, gconstpointer data)
{
  ArmadaMapWindow *window = open_area (f);
  gint64 asked = armada_session_get_last_success (f->desk.session);
  AdwDialog *dialog;

  choose_two (f);
  armada_window_go_to (f->window, "overview");
  give (window, "fleet.replay");
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "history");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "reports");
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "reports");
  give (window, "win.make-report");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (ARMADA_IS_REPORT_DIALOG (dialog));
  armada_test_shoot (GTK_WIDGET (window), "map-window-report");
  adw_dialog_force_close (dialog);

  armada_test_clock_advance (f->desk.clock, 2000);
  give (window, "fleet.refresh");
  armada_test_wait_until (armada_session_get_last_success (f->desk.session) > asked);
}

/* Who is followed is not followed to where this window shows nobody. */
static void
test_follow (Fixture *f, gconstpointer data)
{
  ArmadaDevice *here = armada_fleet_view_get_device (get_view (f), 3);
  ArmadaDevice *elsewhere = armada_fleet_view_get_device (get_view (f), 5);
  const ArmadaDeviceRecord *record = armada_device_get_record (here);
  ArmadaMapWindow *window;
  ShumateLocation *place;

  armada_selection_set_device (get_selection (f), here);
  act (f, "win.map-of-chosen");
  window = find (record->name);
  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (armada_map_window_get_map (window))) >
                          0);
  armada_map_view_set_place (armada_map_window_get_map (window), 1, 2, 14);
  place = SHUMATE_LOCATION (armada_map_view_get_viewport (armada_map_window_get_map (window)));

  armada_selection_set_device (get_selection (f), elsewhere);
  armada_selection_set_follow (get_selection (f), TRUE);
  give (window, "fleet.show-chosen");
  g_assert_cmpfloat_with_epsilon (shumate_location_get_latitude (place), 1, 1e-6);
  armada_selection_set_device (get_selection (f), here);
  g_assert_cmpfloat_with_epsilon (shumate_location_get_latitude (place), record->latitude, 1e-6);
}

static GtkWidget *
find_card (GtkWidget *widget)
{
  GtkWidget *found = ARMADA_IS_HOVER_CARD (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_card (child);
  return found;
}

/* The display's own pointer may be heard of once; ours is still on the vehicle. */
static gboolean
has_card (ArmadaMapWindow *window, ArmadaDevice *device)
{
  ArmadaMapView *map = armada_map_window_get_map (window);
  ArmadaFleetLayer *layer = armada_map_view_get_fleet_layer (map);
  double x = 0, y = 0;

  armada_fleet_layer_locate (layer, device, &x, &y);
  armada_fleet_layer_hover (layer, x, y);
  return armada_hover_card_get_device (ARMADA_HOVER_CARD (find_card (GTK_WIDGET (map)))) == device;
}

static void
test_card (Fixture *f, gconstpointer data)
{
  ArmadaDevice *device = armada_fleet_view_get_device (get_view (f), 3);
  ArmadaMapWindow *window;

  armada_selection_set_device (get_selection (f), device);
  act (f, "win.map-of-chosen");
  window = find (armada_device_get_record (device)->name);
  armada_test_wait_until (has_card (window, device));
  armada_test_shoot (GTK_WIDGET (window), "map-window-card");
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);

  add ("/map-windows/chosen", test_chosen);
  add ("/map-windows/group", test_group);
  add ("/map-windows/area", test_area);
  add ("/map-windows/come-back", test_come_back);
  add ("/map-windows/account", test_account);
  add ("/map-windows/bad-settings", test_bad_settings);
  add ("/map-windows/commands", test_commands);
  add ("/map-windows/here", test_here);
  add ("/map-windows/leads", test_leads);
  add ("/map-windows/follow", test_follow);
  add ("/map-windows/card", test_card);
  return g_test_run ();
}
