/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-clock.h"
#include "armada-test-store.h"
#include "armada-test-ui.h"
#include "armada-test-vehicles.h"
#include "fleet/armada-table-cell.h"
#include "fleet/armada-table-columns.h"
#include "fleet/armada-table-export.h"
#include "fleet/armada-table-filters.h"
#include "fleet/armada-table-grid.h"
#include "fleet/armada-table-page.h"

typedef struct
{
  ArmadaFleet *fleet;
  ArmadaSelection *selection;
  ArmadaTestClock *clock;
  ArmadaTablePage *page;
  GtkWidget *window;
  char *message;
  char *command;
  gint64 shown;
  guint n_shown;
} Fixture;

static void
message_cb (ArmadaTablePage *page, const char *sentence, Fixture *f)
{
  g_set_str (&f->message, sentence);
}

static void
command_cb (ArmadaTablePage *page, const char *action, Fixture *f)
{
  g_set_str (&f->command, action);
}

static void
show_device_cb (ArmadaTablePage *page, gint64 id, Fixture *f)
{
  f->shown = id;
}

static void
show_devices_cb (ArmadaTablePage *page, GArray *ids, const char *title, Fixture *f)
{
  g_assert_nonnull (title);
  f->n_shown = ids->len;
}

static void
put_sensors (ArmadaFleet *fleet)
{
  static const ArmadaSensor sensors[] = {
    { 1, "temperature", "Cargo", "-4.5 °C" },
    { 2, "temperature", "Cargo", "12 °C" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sensors); i++)
    {
      ArmadaDeviceRecord fields;

      armada_test_vehicles_fields (&fields, i);
      fields.sensors = &sensors[i];
      fields.n_sensors = 1;
      armada_test_vehicles_put (fleet, &fields, ARMADA_TEST_NOW);
    }
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  f->fleet = armada_fleet_new ();
  armada_test_vehicles_fill (f->fleet, GPOINTER_TO_UINT (data));
  if (data != NULL)
    put_sensors (f->fleet);
  f->selection = armada_selection_new (f->fleet);
  f->clock = armada_test_clock_new (ARMADA_TEST_NOW);
  f->page = g_object_new (ARMADA_TYPE_TABLE_PAGE, NULL);
  armada_table_page_set_models (f->page, f->fleet, f->selection, ARMADA_CLOCK (f->clock));
  g_signal_connect (f->page, "message", G_CALLBACK (message_cb), f);
  g_signal_connect (f->page, "command", G_CALLBACK (command_cb), f);
  g_signal_connect (f->page, "show-device", G_CALLBACK (show_device_cb), f);
  g_signal_connect (f->page, "show-devices", G_CALLBACK (show_devices_cb), f);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (f->page));
  f->window = armada_test_show (toasts, 1200, 600);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
  g_assert_finalize_object (f->selection);
  g_assert_finalize_object (f->fleet);
  g_assert_finalize_object (f->clock);
  g_free (f->message);
  g_free (f->command);
}

static gpointer
child (Fixture *f, const char *name)
{
  return armada_test_child (f->page, ARMADA_TYPE_TABLE_PAGE, name);
}

static GtkColumnView *
get_view (Fixture *f)
{
  return armada_table_grid_get_view (child (f, "grid"));
}

static ArmadaTableCell *
find_cell (GtkWidget *widget, guint row, const char *column)
{
  if (ARMADA_IS_TABLE_CELL (widget))
    {
      ArmadaTableCell *cell = ARMADA_TABLE_CELL (widget);

      return armada_table_cell_get_row (cell) == row &&
                     g_str_equal (armada_table_cell_get_column (cell)->name, column)
                 ? cell
                 : NULL;
    }
  for (GtkWidget *at = gtk_widget_get_first_child (widget); at != NULL;
       at = gtk_widget_get_next_sibling (at))
    {
      ArmadaTableCell *cell = find_cell (at, row, column);

      if (cell != NULL)
        return cell;
    }
  return NULL;
}

static const char *
cell_text (Fixture *f, guint row, const char *column)
{
  ArmadaTableCell *cell;

  armada_test_wait_until ((cell = find_cell (GTK_WIDGET (get_view (f)), row, column)) != NULL);
  return armada_table_cell_get_text (cell);
}

static void
act (Fixture *f, const char *action, GVariant *target)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (f->page), action, target));
}

static const char *
status (Fixture *f)
{
  return gtk_label_get_label (child (f, "status"));
}

static void
test_shows (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (cell_text (f, 0, "name"), ==, "Vehicle 01");
  g_assert_cmpstr (cell_text (f, 0, "state"), ==, "Moving");
  g_assert_cmpstr (cell_text (f, 0, "speed"), ==, "42 km/h");
  g_assert_cmpstr (cell_text (f, 0, "group_title"), ==, "North");
  g_assert_cmpstr (cell_text (f, 3, "fix_time"), ==, "2 h ago");
  g_assert_cmpstr (status (f), ==, "8 vehicles");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (find_cell (GTK_WIDGET (get_view (f)), 1, "state")),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Idling");
  armada_test_shoot (f->window, "table");
}

/* Cells say what is new without being bound again, in the same places. */
static void
test_updates (Fixture *f, gconstpointer data)
{
  ArmadaTableCell *cell;
  ArmadaDeviceRecord fields;

  act (f, "table.sort", g_variant_new ("(sb)", "speed", TRUE));
  g_assert_cmpstr (cell_text (f, 0, "name"), ==, "Vehicle 01");
  cell = find_cell (GTK_WIDGET (get_view (f)), 0, "name");
  armada_test_vehicles_fields (&fields, 6);
  fields.speed = 90;
  armada_test_vehicles_put (f->fleet, &fields, ARMADA_TEST_NOW);
  g_assert_true (find_cell (GTK_WIDGET (get_view (f)), 0, "name") == cell);
  g_assert_cmpstr (cell_text (f, 0, "name"), ==, "Vehicle 07");
  g_assert_cmpstr (cell_text (f, 0, "speed"), ==, "90 km/h");
  g_assert_cmpstr (cell_text (f, 1, "name"), ==, "Vehicle 01");
}

static void
choose_row (Fixture *f, guint row, gboolean rest)
{
  gtk_selection_model_select_item (gtk_column_view_get_model (get_view (f)), row, rest);
}

static void
test_selection (Fixture *f, gconstpointer data)
{
  GtkSelectionModel *rows = gtk_column_view_get_model (get_view (f));

  choose_row (f, 1, TRUE);
  choose_row (f, 3, FALSE);
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 2);
  g_assert_true (armada_selection_contains (f->selection, armada_fleet_lookup (f->fleet, 4)));
  g_assert_cmpstr (status (f), ==, "8 vehicles · 2 chosen");

  /* who is chosen on the map is chosen here, and stays so when the rows are sorted anew */
  armada_selection_set_device (f->selection, armada_fleet_lookup (f->fleet, 8));
  g_assert_true (gtk_selection_model_is_selected (rows, 7));
  g_assert_false (gtk_selection_model_is_selected (rows, 1));
  act (f, "table.sort", g_variant_new ("(sb)", "name", TRUE));
  g_assert_true (gtk_selection_model_is_selected (rows, 0));
  g_assert_false (gtk_selection_model_is_selected (rows, 7));
  gtk_selection_model_select_all (rows);
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 8);
}

static void
type_filter (Fixture *f, const char *column, const char *expression)
{
  GtkWidget *filters = child (f, "filters");

  act (f, "table.filter", g_variant_new_string (column));
  gtk_editable_set_text (
      GTK_EDITABLE (armada_test_child (filters, ARMADA_TYPE_TABLE_FILTERS, "entry")), expression);
}

static void
test_filters (Fixture *f, gconstpointer data)
{
  ArmadaTableFilters *filters = child (f, "filters");
  GtkLabel *error = armada_test_child (filters, ARMADA_TYPE_TABLE_FILTERS, "error");

  type_filter (f, "speed", ">20");
  armada_test_wait_until (g_str_equal (status (f), "2 of 8 vehicles"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (error)));
  g_assert_cmpstr (cell_text (f, 1, "name"), ==, "Vehicle 05");
  type_filter (f, "speed", ">20 mph");
  armada_test_wait_until (gtk_widget_get_visible (GTK_WIDGET (error)));
  g_assert_nonnull (strstr (gtk_label_get_label (error), "km/h"));
  g_assert_cmpstr (status (f), ==, "2 of 8 vehicles"); /* what made sense stays */
  type_filter (f, "sensor:Cargo", "<0");
  armada_test_wait_until (g_str_equal (status (f), "1 of 8 vehicles"));
  type_filter (f, "sensor:Cargo", "<-100");
  armada_test_wait_until (
      g_str_equal (gtk_stack_get_visible_child_name (child (f, "stack")), "no-match"));
  act (f, "table.clear", NULL);
  g_assert_cmpstr (status (f), ==, "8 vehicles");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (f, "stack")), ==, "rows");
}

static void
test_search (Fixture *f, gconstpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (child (f, "search")), "b3aa");
  armada_test_wait_until (g_str_equal (status (f), "1 of 8 vehicles"));
  g_assert_cmpstr (cell_text (f, 0, "name"), ==, "Vehicle 03");
  act (f, "table.escape", NULL);
  g_assert_cmpstr (status (f), ==, "8 vehicles");
}

static GtkColumnViewColumn *
nth_column (Fixture *f, guint i)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (get_view (f)), i);

  return column;
}

static void
test_columns (Fixture *f, gconstpointer data)
{
  const ArmadaTableLayout *layout;
  g_autoptr (GtkColumnViewColumn) state = g_object_ref (nth_column (f, 1));

  g_assert_cmpstr (gtk_column_view_column_get_title (state), ==, "State");
  act (f, "table.hide", g_variant_new_string ("name"));
  g_assert_cmpstr (gtk_column_view_column_get_title (nth_column (f, 0)), ==, "State");
  g_clear_object (&state);
  state = g_object_ref (nth_column (f, 0));
  /* as by dragging the head, and its edge */
  gtk_column_view_insert_column (get_view (f), 2, state);
  gtk_column_view_column_set_fixed_width (state, 222);
  layout = armada_fleet_table_get_layout (armada_table_page_get_table (f->page));
  g_assert_cmpint (armada_table_layout_find_column (layout, "state"), ==, 2);
  g_assert_cmpint (g_array_index (layout->columns, ArmadaLayoutColumn, 2).width, ==, 222);
  /* as by pressing the head */
  gtk_column_view_sort_by_column (get_view (f), state, GTK_SORT_DESCENDING);
  layout = armada_fleet_table_get_layout (armada_table_page_get_table (f->page));
  g_assert_cmpint (armada_table_layout_find_sort (layout, "state"), ==, 0);
  g_assert_true (g_array_index (layout->sorts, ArmadaLayoutSort, 0).descending);
  g_assert_cmpstr (cell_text (f, 0, "state"), ==, "Offline");
  /* and by keyboard */
  act (f, "table.sort-by", g_variant_new_string ("name"));
  g_assert_cmpstr (cell_text (f, 0, "state"), ==, "Moving");
  act (f, "table.descending", NULL);
  g_assert_cmpstr (cell_text (f, 0, "plate"), ==, "B 8 AA");
  g_assert_cmpint (
      armada_table_layout_find_sort (
          armada_fleet_table_get_layout (armada_table_page_get_table (f->page)), "state"),
      ==, 1);
}

static GtkWidget *
find_check (GtkWidget *widget)
{
  if (GTK_IS_CHECK_BUTTON (widget))
    return widget;
  for (GtkWidget *at = gtk_widget_get_first_child (widget); at != NULL;
       at = gtk_widget_get_next_sibling (at))
    {
      GtkWidget *found = find_check (at);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
stop_search (ArmadaTableColumns *dialog)
{
  g_signal_emit_by_name (armada_test_child (dialog, ARMADA_TYPE_TABLE_COLUMNS, "search"),
                         "stop-search");
}

static gboolean
is_columns_open (Fixture *f)
{
  return ARMADA_IS_TABLE_COLUMNS (adw_window_get_visible_dialog (ADW_WINDOW (f->window)));
}

/* Esc clears the search, and closes the dialog when there is nothing to clear. */
static void
test_dialog (Fixture *f, gconstpointer data)
{
  ArmadaFleetTable *table = armada_table_page_get_table (f->page);
  ArmadaTableColumns *dialog;
  GtkWidget *check;

  act (f, "table.columns", NULL);
  armada_test_wait_until (gtk_window_get_focus (GTK_WINDOW (f->window)) != NULL &&
                          gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)),
                                                   ARMADA_TYPE_TABLE_COLUMNS) != NULL);
  dialog = ARMADA_TABLE_COLUMNS (gtk_widget_get_ancestor (
      gtk_window_get_focus (GTK_WINDOW (f->window)), ARMADA_TYPE_TABLE_COLUMNS));
  gtk_editable_set_text (
      GTK_EDITABLE (armada_test_child (dialog, ARMADA_TYPE_TABLE_COLUMNS, "search")), "cargo");
  armada_test_wait_until (!gtk_widget_get_visible (armada_test_child (
                              dialog, ARMADA_TYPE_TABLE_COLUMNS, "shown_group")) &&
                          (check = find_check (armada_test_child (dialog, ARMADA_TYPE_TABLE_COLUMNS,
                                                                  "other_group"))) != NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_cmpint (
      armada_table_layout_find_column (armada_fleet_table_get_layout (table), "sensor:Cargo"), >,
      0);
  g_assert_cmpstr (cell_text (f, 0, "sensor:Cargo"), ==, "-4.5 °C");
  armada_test_shoot (f->window, "table-columns");
  stop_search (dialog);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       armada_test_child (dialog, ARMADA_TYPE_TABLE_COLUMNS, "search"))),
                   ==, "");
  g_assert_true (is_columns_open (f));
  stop_search (dialog);
  armada_test_wait_until (!is_columns_open (f));
}

static void
test_commands (Fixture *f, gconstpointer data)
{
  choose_row (f, 1, TRUE);
  act (f, "table.show-on-map", NULL);
  g_assert_cmpint (f->shown, ==, 2);
  choose_row (f, 2, FALSE);
  act (f, "table.show-on-map", NULL);
  g_assert_cmpuint (f->n_shown, ==, 2);
  act (f, "table.show-all-on-map", NULL);
  g_assert_cmpuint (f->n_shown, ==, 8);
  act (f, "table.history", NULL);
  g_assert_cmpstr (f->command, ==, "fleet.replay");
  act (f, "table.follow", NULL);
  g_assert_true (armada_selection_get_follow (f->selection));
  act (f, "table.copy", NULL);
  g_assert_cmpstr (f->message, ==, "Rows copied");
  g_signal_emit_by_name (get_view (f), "activate", 4);
  g_assert_cmpint (armada_device_get_id (armada_selection_get_device (f->selection)), ==, 5);
  g_assert_true (adw_overlay_split_view_get_show_sidebar (child (f, "split")));
  act (f, "table.escape", NULL);
  g_assert_false (adw_overlay_split_view_get_show_sidebar (child (f, "split")));
}

static void
test_files (Fixture *f, gconstpointer data)
{
  ArmadaFleetTable *table = armada_table_page_get_table (f->page);
  g_autoptr (ArmadaTableLayout) layout = armada_table_layout_new ();
  ArmadaDeviceRecord fields;
  g_autofree char *csv = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *all = NULL;

  armada_test_vehicles_fields (&fields, 2);
  fields.driver = "=1+2";
  armada_test_vehicles_put (f->fleet, &fields, ARMADA_TEST_NOW);
  armada_table_layout_add_column (layout, "name", 100);
  armada_table_layout_add_column (layout, "speed", 100);
  armada_table_layout_add_column (layout, "fix_time", 100);
  armada_table_layout_add_column (layout, "driver", 100);
  armada_table_layout_add_column (layout, "state", 100);
  armada_table_layout_set_filter (layout, "name", "01, 03");
  armada_fleet_table_set_layout (table, layout);
  armada_fleet_table_arrange (table, ARMADA_TEST_NOW);
  armada_selection_set_device (f->selection, armada_fleet_lookup (f->fleet, 1));
  csv = armada_table_export_dup_csv (table);
  rows = armada_table_export_dup_text (table, f->selection);
  all = armada_table_export_dup_text (table, NULL);
  g_assert_cmpstr (csv, ==,
                   "\xef\xbb\xbfname,speed (km/h),fix_time,driver,state\r\n"
                   "Vehicle 01,42,2026-07-25T17:19:40Z,Ani,moving\r\n"
                   "Vehicle 03,0,2026-07-25T17:19:40Z,'=1+2,standing\r\n");
  g_assert_cmpstr (rows, ==, "Vehicle 01\t42 km/h\t20 s ago\tAni\tMoving\n");
  g_assert_true (g_str_has_prefix (all, "Name\tSpeed\tPosition Measured\tDriver\tState\n"));
}

/* The name stands first also where lines are read from the right. */
static void
test_mirrored (void)
{
  Fixture f = { 0 };
  GtkWidget *view;
  graphene_rect_t name, state;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up (&f, GUINT_TO_POINTER (8));
  view = GTK_WIDGET (get_view (&f));
  cell_text (&f, 0, "name");
  armada_test_wait_until (
      gtk_widget_compute_bounds (GTK_WIDGET (find_cell (view, 0, "name")), view, &name) &&
      gtk_widget_compute_bounds (GTK_WIDGET (find_cell (view, 0, "state")), view, &state) &&
      name.size.width > 0 && state.size.width > 0);
  g_assert_cmpfloat (name.origin.x, >, state.origin.x);
  armada_test_shoot (f.window, "table-mirrored");
  tear_down (&f, NULL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
chosen_cb (ArmadaTableViews *views, ArmadaTableLayout *layout, ArmadaTableLayout **last)
{
  g_clear_pointer (last, armada_table_layout_free);
  *last = armada_table_layout_copy (layout);
}

static void
test_views (Fixture *f, gconstpointer data)
{
  ArmadaTableViews *views = armada_table_page_get_views (f->page);
  ArmadaFleetTable *table = armada_table_page_get_table (f->page);

  type_filter (f, "state", "moving");
  armada_test_wait_until (g_str_equal (status (f), "2 of 8 vehicles"));
  armada_table_views_save (views, "On the road");
  g_assert_cmpstr (armada_table_views_get_current (views), ==, "On the road");
  act (f, "table.clear", NULL);
  g_assert_null (armada_table_views_get_current (views));
  g_assert_true (armada_table_views_use (views, "On the road"));
  g_assert_cmpstr (armada_table_layout_get_filter (armada_fleet_table_get_layout (table), "state"),
                   ==, "moving");
  g_assert_cmpstr (status (f), ==, "2 of 8 vehicles");
  g_assert_true (armada_table_views_rename (views, "On the road", " Driving "));
  g_assert_false (armada_table_views_use (views, "On the road"));
  armada_table_views_save (views, "Second");
  g_assert_false (armada_table_views_rename (views, "Second", "Driving"));
  armada_table_views_remove (views, "Driving");
  g_assert_false (armada_table_views_use (views, "Driving"));
}

/* What was saved, and how the table was left, is there again for the account it belongs to. */
static void
test_kept_views (ArmadaTestStore *store, gconstpointer data)
{
  GtkWidget *window = armada_test_show (g_object_new (ARMADA_TYPE_TABLE_VIEWS, NULL), 300, 200);
  ArmadaTableViews *views = ARMADA_TABLE_VIEWS (adw_window_get_content (ADW_WINDOW (window)));
  g_autoptr (ArmadaTableLayout) layout = armada_table_layout_new_usual ();
  ArmadaTableLayout *last = NULL;

  armada_table_views_set_store (views, store->store, store->account);
  armada_table_layout_set_filter (layout, "speed", ">20");
  armada_table_views_show_layout (views, layout);
  armada_table_views_save (views, "Fast");
  armada_table_views_set_store (views, NULL, 0);
  g_assert_false (armada_table_views_use (views, "Fast"));

  g_signal_connect (views, "chosen", G_CALLBACK (chosen_cb), &last);
  armada_table_views_set_store (views, store->store, store->account);
  armada_test_wait_until (last != NULL && armada_table_layout_get_filter (last, "speed") != NULL);
  armada_test_wait_until (armada_table_views_use (views, "Fast"));
  g_assert_true (armada_table_layout_equal (last, layout));
  g_signal_handlers_disconnect_by_data (views, &last);
  g_clear_pointer (&last, armada_table_layout_free);
  armada_test_close (window, views);
  armada_test_store_settle (store);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (f, "stack")), ==, "empty");
  armada_test_vehicles_fill (f->fleet, 3);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (f, "stack")), ==, "rows");
  g_assert_cmpstr (status (f), ==, "3 vehicles");
}

#define ADD(name, n, test)                                                                         \
  g_test_add ("/table-page/" name, Fixture, GUINT_TO_POINTER (n), set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("shows", 8, test_shows);
  ADD ("updates", 8, test_updates);
  ADD ("selection", 8, test_selection);
  ADD ("filters", 8, test_filters);
  ADD ("search", 8, test_search);
  ADD ("columns", 8, test_columns);
  ADD ("dialog", 8, test_dialog);
  ADD ("commands", 8, test_commands);
  ADD ("files", 8, test_files);
  ADD ("views", 8, test_views);
  g_test_add_func ("/table-page/mirrored", test_mirrored);
  ADD ("empty", 0, test_empty);
  g_test_add ("/table-page/kept-views", ArmadaTestStore, NULL, armada_test_store_set_up,
              test_kept_views, armada_test_store_tear_down);
  return g_test_run ();
}
