/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "armada-test-clock.h"
#include "armada-test-fleet.h"
#include "armada-test-ui.h"
#include "armada-test-vehicles.h"
#include "fleet/armada-fleet-page.h"
#include "fleet/armada-nearest-dialog.h"
#include "map/armada-fleet-layer.h"
#include "model/armada-nearest.h"

typedef struct
{
  ArmadaFleet *fleet;
  ArmadaTestClock *clock;
  ArmadaFleetPage *page;
  GtkWidget *map;
  GtkWidget *window;
  char *message;
} Fixture;

static void
message_cb (Fixture *f, const char *sentence)
{
  g_set_str (&f->message, sentence);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->fleet = armada_fleet_new ();
  armada_test_vehicles_fill (f->fleet, 8);
  f->clock = armada_test_clock_new (ARMADA_TEST_NOW);
  f->page = ARMADA_FLEET_PAGE (armada_fleet_page_new ());
  armada_fleet_page_set_fleet (f->page, f->fleet, ARMADA_CLOCK (f->clock));
  f->map = GTK_WIDGET (armada_fleet_page_get_map (f->page));
  f->window = armada_test_show (GTK_WIDGET (f->page), 1100, 700);
  g_signal_connect_swapped (f->page, "message", G_CALLBACK (message_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
  armada_test_finalize (f->fleet);
  armada_test_finalize (f->clock);
  g_free (f->message);
}

static void
act (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (f->map, action, NULL));
}

static void
press (Fixture *f, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (f->map);
  gboolean used = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !used; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &used);
    }
  g_assert_true (used);
}

static AdwDialog *
get_dialog (Fixture *f)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (f->window));
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
read_clipboard (Fixture *f)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (f->map), NULL, copied_cb, &text);
  armada_test_wait_until (text != NULL);
  return text;
}

/* The menu key means the middle of the map. */
static void
test_menu (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *link = NULL;

  press (f, GDK_KEY_F10, GDK_SHIFT_MASK);
  armada_test_wait_until (armada_test_find_label (f->map, "Vehicles Near Here") != NULL);
  armada_test_shoot (f->window, "here-menu");
  act (f, "here.copy");
  text = read_clipboard (f);
  g_assert_nonnull (strstr (text, ", "));
  g_assert_cmpstr (f->message, ==, "Coordinates copied");
  act (f, "here.copy-link");
  link = read_clipboard (f);
  g_assert_true (g_str_has_prefix (link, "geo:"));
}

/* Names may be anything. */
static void
rename_one (Fixture *f)
{
  ArmadaDeviceRecord fields;

  armada_test_vehicles_fields (&fields, 0);
  fields.name = "Truck & Lift <1>";
  armada_test_vehicles_put (f->fleet, &fields, ARMADA_TEST_NOW);
}

static void
test_near (Fixture *f, gconstpointer data)
{
  ShumateLocation *middle =
      SHUMATE_LOCATION (armada_map_view_get_viewport (armada_fleet_page_get_map (f->page)));
  g_autoptr (GArray) nearest = NULL;
  ArmadaDevice *device;
  GtkWidget *label;

  rename_one (f);
  press (f, GDK_KEY_Menu, 0);
  nearest = armada_nearest_find (f->fleet, shumate_location_get_latitude (middle),
                                 shumate_location_get_longitude (middle), 1);
  device = g_array_index (nearest, ArmadaNear, 0).device;
  act (f, "here.near");
  g_assert_true (ARMADA_IS_NEAREST_DIALOG (get_dialog (f)));
  armada_test_shoot (f->window, "here-near");
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (get_dialog (f)), "Truck & Lift <1>"));
  label =
      armada_test_find_label (GTK_WIDGET (get_dialog (f)), armada_device_get_record (device)->name);
  g_assert_nonnull (label);
  adw_action_row_activate (ADW_ACTION_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW)));
  g_assert_true (armada_selection_get_device (armada_fleet_page_get_selection (f->page)) == device);
  armada_test_wait_until (get_dialog (f) == NULL);
}

/* A place that is typed into the search is offered, and Enter goes there. */
static void
test_search (Fixture *f, gconstpointer data)
{
  GtkWidget *list = GTK_WIDGET (armada_fleet_page_get_list (f->page));
  GtkEditable *search = armada_fleet_list_get_search (ARMADA_FLEET_LIST (list));

  gtk_editable_set_text (search, "47°8'N 9°31'E");
  g_signal_emit_by_name (search, "search-changed");
  armada_test_wait_until (armada_test_find_label (list, "A Place") != NULL);
  armada_test_shoot (f->window, "here-place");
  g_signal_emit_by_name (search, "activate");
  armada_test_wait_until (ARMADA_IS_NEAREST_DIALOG (get_dialog (f)));
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (get_dialog (f)), "47.133333, 9.516667"));
  adw_dialog_force_close (get_dialog (f));
}

static GtkWidget *
pick (Fixture *f)
{
  return gtk_widget_pick (f->map, gtk_widget_get_width (f->map) / 2.0,
                          gtk_widget_get_height (f->map) / 2.0, GTK_PICK_DEFAULT);
}

/* What the pointer is on: the vehicles' layer, and the line's only while one is measured. */
static void
test_pointer (Fixture *f, gconstpointer data)
{
  ArmadaMeasureLayer *layer =
      armada_map_view_get_measure_layer (armada_fleet_page_get_map (f->page));

  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (layer)) > 0);
  g_assert_true (ARMADA_IS_FLEET_LAYER (pick (f)));
  armada_measure_layer_begin (layer, 47.16, 9.52);
  g_assert_true (pick (f) == GTK_WIDGET (layer));
  armada_measure_layer_end (layer);
  g_assert_true (ARMADA_IS_FLEET_LAYER (pick (f)));
}

/* By keyboard alone: from the middle, on to the middle after the map has moved, back, and away. */
static void
test_measure (Fixture *f, gconstpointer data)
{
  ArmadaMapView *map = armada_fleet_page_get_map (f->page);
  ArmadaMeasureLayer *layer = armada_map_view_get_measure_layer (map);
  ShumateLocation *middle = SHUMATE_LOCATION (armada_map_view_get_viewport (map));
  double length;

  shumate_location_set_location (middle, 47.16, 9.52);
  press (f, GDK_KEY_Menu, 0);
  act (f, "here.measure");
  g_assert_true (armada_measure_layer_get_active (layer));
  shumate_location_set_location (middle, 47.16 + 0.09, 9.52);
  press (f, GDK_KEY_Return, 0);
  length = armada_measure_layer_get_length (layer);
  g_assert_cmpfloat_with_epsilon (length, 10007,
                                  60); /* the tenth of a degree, less one hundredth */
  armada_test_wait_until (armada_test_find_label (f->map, "10.0 km") != NULL);
  armada_test_shoot (f->window, "here-measure");
  press (f, GDK_KEY_BackSpace, 0);
  g_assert_cmpfloat (armada_measure_layer_get_length (layer), ==, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "fleet.escape", NULL));
  g_assert_false (armada_measure_layer_get_active (layer));
}

static GtkWidget *
find_layer (GtkWidget *widget)
{
  if (ARMADA_IS_FLEET_LAYER (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_layer (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Vehicles that no zoom would part are listed, and each can be chosen. */
static void
test_spot (Fixture *f, gconstpointer data)
{
  ArmadaFleetLayer *layer = ARMADA_FLEET_LAYER (find_layer (f->map));
  double x = gtk_widget_get_width (f->map) / 2.0, y = gtk_widget_get_height (f->map) / 2.0;
  GtkWidget *label;

  armada_test_fleet_apply (f->fleet, 5, 3, 0);
  armada_map_view_fit_fleet (armada_fleet_page_get_map (f->page), FALSE);
  armada_test_wait_until (armada_fleet_layer_get_settled (layer) &&
                          armada_fleet_layer_has_mark_at (layer, x, y));
  armada_fleet_layer_activate (layer, x, y);
  armada_test_wait_until (ARMADA_IS_NEAREST_DIALOG (get_dialog (f)));
  armada_test_shoot (f->window, "here-spot");
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("Truck %u", i);

      g_assert_nonnull (armada_test_find_label (GTK_WIDGET (get_dialog (f)), name));
    }
  label = armada_test_find_label (GTK_WIDGET (get_dialog (f)), "Truck 3");
  adw_action_row_activate (ADW_ACTION_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW)));
  g_assert_true (armada_selection_get_device (armada_fleet_page_get_selection (f->page)) ==
                 armada_fleet_lookup (f->fleet, 3));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/map-here/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("menu", test_menu);
  ADD ("near", test_near);
  ADD ("search", test_search);
  ADD ("measure", test_measure);
  ADD ("spot", test_spot);
  ADD ("pointer", test_pointer);
  return g_test_run ();
}
