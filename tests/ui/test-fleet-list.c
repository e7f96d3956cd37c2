/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-clock.h"
#include "armada-test-vehicles.h"
#include "armada-test-ui.h"
#include "fleet/armada-device-row.h"
#include "fleet/armada-fleet-list.h"

typedef struct
{
  ArmadaFleet *fleet;
  ArmadaFleetView *view;
  ArmadaSelection *selection;
  ArmadaTestClock *clock;
  ArmadaFleetList *list;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->fleet = armada_fleet_new ();
  armada_test_vehicles_fill (f->fleet, GPOINTER_TO_UINT (data));
  f->view = armada_fleet_view_new (f->fleet);
  f->selection = armada_selection_new (f->fleet);
  f->clock = armada_test_clock_new (ARMADA_TEST_NOW);
  f->list = ARMADA_FLEET_LIST (armada_fleet_list_new ());
  armada_fleet_list_set_models (f->list, f->view, f->selection, ARMADA_CLOCK (f->clock));
  f->window = armada_test_show (GTK_WIDGET (f->list), 360, 600);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->list);
  g_assert_finalize_object (f->selection);
  g_assert_finalize_object (f->view);
  g_assert_finalize_object (f->fleet);
  g_assert_finalize_object (f->clock);
}

static ArmadaDeviceRow *
find_row (GtkWidget *widget, const char *name)
{
  if (ARMADA_IS_DEVICE_ROW (widget))
    {
      const char *text = armada_device_row_get_description (ARMADA_DEVICE_ROW (widget));

      return text && g_str_has_prefix (text, name) ? ARMADA_DEVICE_ROW (widget) : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      ArmadaDeviceRow *row = find_row (child, name);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static const char *
describe (Fixture *f, const char *name)
{
  ArmadaDeviceRow *row;

  armada_test_wait_until ((row = find_row (GTK_WIDGET (f->list), name)) != NULL);
  return armada_device_row_get_description (row);
}

static const char *
count_text (Fixture *f)
{
  return gtk_label_get_label (armada_test_child (f->list, ARMADA_TYPE_FLEET_LIST, "count"));
}

static const char *
page (Fixture *f)
{
  return gtk_stack_get_visible_child_name (
      armada_test_child (f->list, ARMADA_TYPE_FLEET_LIST, "stack"));
}

static GtkToggleButton *
chip (Fixture *f, guint position)
{
  GtkWidget *child =
      gtk_widget_get_first_child (armada_test_child (f->list, ARMADA_TYPE_FLEET_LIST, "chips"));

  while (position-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return GTK_TOGGLE_BUTTON (child);
}

static void
test_rows_say_what_they_show (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (describe (f, "Vehicle 01"), ==, "Vehicle 01, Moving, 42 km/h, B 1 AA, Ani");
  g_assert_cmpstr (describe (f, "Vehicle 02"), ==, "Vehicle 02, Idling, 10 min, B 2 AA");
  g_assert_cmpstr (describe (f, "Vehicle 04"), ==, "Vehicle 04, Offline, 2 h ago, B 4 AA");
  g_assert_cmpstr (describe (f, "Vehicle 07"), ==,
                   "Vehicle 07, Alarm, Standing, 10 min, B 7 AA, Ani");
  armada_test_shoot (f->window, "rows");
  gtk_test_accessible_assert_property (find_row (GTK_WIDGET (f->list), "Vehicle 02"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Vehicle 02, Idling, 10 min, B 2 AA");
}

static void
test_rows_stay_and_change (Fixture *f, gconstpointer data)
{
  ArmadaDeviceRow *row;
  ArmadaDeviceRecord fields;

  describe (f, "Vehicle 01");
  row = find_row (GTK_WIDGET (f->list), "Vehicle 01");
  armada_test_vehicles_fields (&fields, 0);
  fields.speed = 55;
  armada_test_vehicles_put (f->fleet, &fields, ARMADA_TEST_NOW);
  g_assert_true (find_row (GTK_WIDGET (f->list), "Vehicle 01") == row);
  g_assert_cmpstr (armada_device_row_get_description (row), ==,
                   "Vehicle 01, Moving, 55 km/h, B 1 AA, Ani");
}

static void
test_ages_go_on (Fixture *f, gconstpointer data)
{
  describe (f, "Vehicle 04");
  armada_test_clock_advance (f->clock, 3600 * 1000);
  armada_fleet_list_tick (f->list);
  g_assert_cmpstr (describe (f, "Vehicle 04"), ==, "Vehicle 04, Offline, 3 h ago, B 4 AA");
}

static void
test_stale_rows_show_ages (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (describe (f, "Vehicle 01"), ==, "Vehicle 01, Moving, 42 km/h, B 1 AA, Ani");
  armada_fleet_list_set_stale (f->list, TRUE);
  g_assert_cmpstr (describe (f, "Vehicle 01"), ==, "Vehicle 01, Moving, 20 s ago, B 1 AA, Ani");
  armada_fleet_list_set_stale (f->list, FALSE);
  g_assert_cmpstr (describe (f, "Vehicle 01"), ==, "Vehicle 01, Moving, 42 km/h, B 1 AA, Ani");
  armada_test_clock_advance (f->clock, 1200 * 1000);
  armada_fleet_list_tick (f->list);
  g_assert_cmpstr (describe (f, "Vehicle 01"), ==, "Vehicle 01, Moving, 20 min ago, B 1 AA, Ani");
}

static void
search (Fixture *f, const char *text)
{
  gtk_editable_set_text (armada_fleet_list_get_search (f->list), text);
  g_signal_emit_by_name (armada_fleet_list_get_search (f->list), "search-changed");
}

static void
test_search (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (count_text (f), ==, "8 vehicles");
  search (f, "ani");
  g_assert_cmpstr (count_text (f), ==, "4 of 8 vehicles");
  search (f, "2441013");
  g_assert_cmpstr (count_text (f), ==, "1 of 8 vehicles");
  search (f, "b 7");
  g_assert_cmpuint (armada_fleet_view_get_n_devices (f->view), ==, 1);
  search (f, "nobody");
  g_assert_cmpstr (page (f), ==, "no-match");
  armada_test_shoot (f->window, "no-match");
  gtk_widget_activate_action (GTK_WIDGET (f->list), "list.clear", NULL);
  g_assert_cmpstr (page (f), ==, "vehicles");
  g_assert_cmpstr (count_text (f), ==, "8 vehicles");
  g_assert_false (armada_fleet_list_clear_search (f->list));
}

static void
test_chips (Fixture *f, gconstpointer data)
{
  GtkToggleButton *moving = chip (f, ARMADA_DEVICE_STATE_MOVING);
  GtkToggleButton *offline = chip (f, ARMADA_DEVICE_STATE_OFFLINE);
  ArmadaDeviceRecord fields;

  gtk_test_accessible_assert_property (moving, GTK_ACCESSIBLE_PROPERTY_LABEL, "Moving: 2");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (chip (f, ARMADA_DEVICE_STATE_EXPIRED))));
  gtk_toggle_button_set_active (moving, TRUE);
  g_assert_cmpuint (armada_fleet_view_get_n_devices (f->view), ==, 2);
  gtk_toggle_button_set_active (offline, TRUE);
  g_assert_cmpstr (count_text (f), ==, "4 of 8 vehicles");
  armada_test_shoot (f->window, "chips");

  armada_test_vehicles_fields (&fields, 2);
  fields.online = ARMADA_ONLINE_MOVING;
  armada_test_vehicles_put (f->fleet, &fields, ARMADA_TEST_NOW);
  gtk_test_accessible_assert_property (moving, GTK_ACCESSIBLE_PROPERTY_LABEL, "Moving: 3");
  g_assert_cmpstr (count_text (f), ==, "5 of 8 vehicles");

  gtk_toggle_button_set_active (moving, FALSE);
  gtk_toggle_button_set_active (offline, FALSE);
  g_assert_cmpuint (armada_fleet_view_get_states (f->view), ==, ARMADA_DEVICE_STATE_MASK_ALL);
}

static void
test_groups (Fixture *f, gconstpointer data)
{
  GtkDropDown *groups = armada_test_child (f->list, ARMADA_TYPE_FLEET_LIST, "groups");
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (groups));

  g_assert_cmpstr (gtk_string_list_get_string (names, 0), ==, "All Groups (8)");
  g_assert_cmpstr (gtk_string_list_get_string (names, 1), ==, "North (4)");
  gtk_drop_down_set_selected (groups, 2);
  g_assert_cmpint (armada_fleet_view_get_group (f->view), ==, 2);
  g_assert_cmpstr (count_text (f), ==, "4 of 8 vehicles");
}

static GtkSelectionModel *
rows_of (Fixture *f)
{
  return gtk_list_view_get_model (armada_test_child (f->list, ARMADA_TYPE_FLEET_LIST, "list"));
}

static void
test_selection_is_shared (Fixture *f, gconstpointer data)
{
  GtkSelectionModel *rows = rows_of (f);
  g_autoptr (GtkBitset) none = gtk_selection_model_get_selection (rows);
  ArmadaDevice *third = armada_fleet_lookup (f->fleet, 3);
  guint position;

  g_assert_true (gtk_bitset_is_empty (none));
  armada_selection_set_device (f->selection, third);
  g_assert_true (armada_fleet_view_find (f->view, third, &position));
  g_assert_true (gtk_selection_model_is_selected (rows, position));

  gtk_toggle_button_set_active (chip (f, ARMADA_DEVICE_STATE_MOVING), TRUE);
  g_clear_pointer (&none, gtk_bitset_unref);
  none = gtk_selection_model_get_selection (rows);
  g_assert_true (gtk_bitset_is_empty (none));
  g_assert_true (armada_selection_get_device (f->selection) == third);

  gtk_selection_model_select_item (rows, 1, TRUE);
  g_assert_true (armada_selection_get_device (f->selection) ==
                 armada_fleet_view_get_device (f->view, 1));
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 1);
}

static void
assert_rows (Fixture *f, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < armada_fleet_view_get_n_devices (f->view); i++)
    g_string_append_c (text, gtk_selection_model_is_selected (rows_of (f), i) ? 'x' : '.');
  g_assert_cmpstr (text->str, ==, expected);
}

/* What a list does with its model for clicks and keys with Ctrl and Shift. */
static void
test_several_rows (Fixture *f, gconstpointer data)
{
  GtkSelectionModel *rows = rows_of (f);

  armada_fleet_list_set_sort (f->list, ARMADA_FLEET_SORT_NAME);
  gtk_selection_model_select_item (rows, 1, TRUE);
  gtk_selection_model_select_item (rows, 6, FALSE);
  assert_rows (f, ".x....x.");
  g_assert_cmpint (armada_device_get_id (armada_selection_get_device (f->selection)), ==, 7);
  gtk_selection_model_unselect_item (rows, 6);
  gtk_selection_model_select_range (rows, 3, 3, FALSE);
  assert_rows (f, ".x.xxx..");
  gtk_selection_model_unselect_range (rows, 0, 4);
  assert_rows (f, "....xx..");
  gtk_selection_model_select_range (rows, 5, 2, TRUE);
  assert_rows (f, ".....xx.");

  gtk_toggle_button_set_active (chip (f, ARMADA_DEVICE_STATE_MOVING), TRUE);
  assert_rows (f, "..");
  gtk_selection_model_select_all (rows);
  assert_rows (f, "xx");
  gtk_toggle_button_set_active (chip (f, ARMADA_DEVICE_STATE_MOVING), FALSE);
  assert_rows (f, "x...xxx."); /* who was filtered away stayed chosen */
  armada_test_shoot (f->window, "several");
  gtk_selection_model_unselect_all (rows);
  assert_rows (f, "........");
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 0);
}

static void
counted_cb (GtkSelectionModel *model, guint position, guint n_items, guint *n)
{
  (*n)++;
}

/* However many are chosen, the list hears of it once. */
static void
test_chosen_is_told_once (Fixture *f, gconstpointer data)
{
  GtkSelectionModel *rows = rows_of (f);
  guint n = 0;

  g_signal_connect (rows, "selection-changed", G_CALLBACK (counted_cb), &n);
  gtk_selection_model_select_all (rows);
  g_assert_cmpuint (n, ==, 1);
  gtk_selection_model_unselect_all (rows);
  g_assert_cmpuint (n, ==, 2);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_activation (Fixture *f, gconstpointer data)
{
  GtkListView *list = armada_test_child (f->list, ARMADA_TYPE_FLEET_LIST, "list");
  guint n = 0;

  g_signal_connect_swapped (f->list, "activated", G_CALLBACK (count_cb), &n);
  g_signal_emit_by_name (list, "activate", 2);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (armada_selection_get_device (f->selection) ==
                 armada_fleet_view_get_device (f->view, 2));
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (page (f), ==, "empty");
  armada_test_shoot (f->window, "empty");
  armada_fleet_list_set_loading (f->list, TRUE);
  g_assert_cmpstr (page (f), ==, "loading");
  armada_test_shoot (f->window, "loading");
  armada_test_vehicles_fill (f->fleet, 3);
  g_assert_cmpstr (page (f), ==, "vehicles");
  g_assert_cmpstr (count_text (f), ==, "3 vehicles");
}

static void
test_sort (Fixture *f, gconstpointer data)
{
  armada_fleet_list_set_sort (f->list, ARMADA_FLEET_SORT_NAME);
  g_assert_cmpint (armada_device_get_id (armada_fleet_view_get_device (f->view, 1)), ==, 2);
  gtk_widget_activate_action (GTK_WIDGET (f->list), "list.sort", "s", "attention");
  g_assert_cmpint (armada_fleet_list_get_sort (f->list), ==, ARMADA_FLEET_SORT_ATTENTION);
  g_assert_cmpint (armada_device_get_id (armada_fleet_view_get_device (f->view, 0)), ==, 7);
  g_assert_cmpint (armada_device_get_id (armada_fleet_view_get_device (f->view, 2)), ==, 5);
}

#define ADD(path, n, function)                                                                     \
  g_test_add ("/fleet-list/" path, Fixture, GUINT_TO_POINTER (n), set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("rows-say-what-they-show", 8, test_rows_say_what_they_show);
  ADD ("rows-stay-and-change", 8, test_rows_stay_and_change);
  ADD ("ages-go-on", 8, test_ages_go_on);
  ADD ("stale-rows-show-ages", 8, test_stale_rows_show_ages);
  ADD ("search", 8, test_search);
  ADD ("chips", 8, test_chips);
  ADD ("groups", 8, test_groups);
  ADD ("selection-is-shared", 8, test_selection_is_shared);
  ADD ("several-rows", 8, test_several_rows);
  ADD ("chosen-is-told-once", 8, test_chosen_is_told_once);
  ADD ("activation", 8, test_activation);
  ADD ("empty", 0, test_empty);
  ADD ("sort", 8, test_sort);
  return g_test_run ();
}
