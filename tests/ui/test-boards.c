/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-desk.h"
#include "armada-test-row-menu.h"
#include "armada-test-ui.h"
#include "api/armada-shares-reader.h"
#include "boards/armada-board-export.h"
#include "boards/armada-board-nothing.h"
#include "boards/armada-boards-page.h"
#include "boards/armada-share-secret.h"

#define N_VEHICLES 20

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaBoardsPage *page;
  GtkWidget *window;
  gint64 shown_device;
} Fixture;

static void
show_device_cb (ArmadaBoardsPage *page, gint64 device, Fixture *f)
{
  f->shown_device = device;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  armada_test_desk_open (&f->desk, N_VEHICLES);
  f->page = ARMADA_BOARDS_PAGE (armada_boards_page_new ());
  armada_boards_page_set_session (f->page, f->desk.session, ARMADA_CLOCK (f->desk.clock));
  g_signal_connect (f->page, "show-device", G_CALLBACK (show_device_cb), f);
  f->window = armada_test_show (GTK_WIDGET (f->page), 1200, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
  armada_test_desk_close (&f->desk);
}

static ArmadaBoard *
get_board (Fixture *f, const char *name)
{
  if (g_str_equal (name, "maintenance"))
    return armada_maintenance_board_get_board (armada_boards_page_get_maintenance (f->page));
  if (g_str_equal (name, "sharing"))
    return armada_shares_board_get_board (armada_boards_page_get_shares (f->page));
  if (g_str_equal (name, "rules"))
    return armada_rules_board_get_board (armada_boards_page_get_rules (f->page));
  return armada_drivers_board_get_board (armada_boards_page_get_drivers (f->page));
}

static guint
count (ArmadaBoard *board)
{
  return g_list_model_get_n_items (armada_board_get_shown (board));
}

static ArmadaBoard *
open_board (Fixture *f, const char *name)
{
  ArmadaBoard *board = get_board (f, name);

  armada_boards_page_show (f->page, name);
  armada_test_wait_until (count (board) > 0);
  return board;
}

static gpointer
get_part (ArmadaBoard *board, const char *name)
{
  return armada_test_child (board, ARMADA_TYPE_BOARD, name);
}

static const char *
get_page (ArmadaBoard *board)
{
  return gtk_stack_get_visible_child_name (get_part (board, "pages"));
}

static const char *
get_status_title (ArmadaBoard *board)
{
  return adw_status_page_get_title (
      armada_test_child (get_part (board, "nothing"), ARMADA_TYPE_BOARD_NOTHING, "page"));
}

static void
press_cure (ArmadaBoard *board)
{
  g_signal_emit_by_name (
      armada_test_child (get_part (board, "nothing"), ARMADA_TYPE_BOARD_NOTHING, "button"),
      "clicked");
}

static ArmadaBoardRow *
get_row (ArmadaBoard *board, guint i)
{
  g_autoptr (ArmadaBoardRow) row = g_list_model_get_item (armada_board_get_shown (board), i);

  return row;
}

static void
activate (ArmadaBoard *board, const char *action)
{
  g_action_group_activate_action (armada_board_get_actions (board), action, NULL);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *title)
{
  if (ADW_IS_BUTTON_ROW (widget) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_drivers (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "drivers");
  GtkWidget *show, *call;

  armada_test_wait_until (count (board) > 20); /* all pages */
  g_assert_cmpstr (get_page (board), ==, "rows");
  gtk_test_accessible_assert_property (get_part (board, "table"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Drivers");
  armada_board_select (board, 31);
  g_assert_nonnull (armada_board_get_selected (board));
  show = find_button (GTK_WIDGET (board), "_Show Vehicle on the Map");
  call = find_button (GTK_WIDGET (board), "_Call");
  g_assert_true (gtk_widget_get_visible (show));
  g_assert_true (gtk_widget_get_visible (call));
  g_signal_emit_by_name (show, "activated");
  g_assert_cmpint (f->shown_device, ==, 1002);
  armada_test_shoot (f->window, "drivers");
  armada_board_select (board, 30 + N_VEHICLES + 1); /* has no telephone and no vehicle */
  g_assert_false (gtk_widget_get_visible (show));
  g_assert_false (gtk_widget_get_visible (call));
}

/* What can be done with a row is had where it is pressed, without looking for it beside. */
static void
test_menu (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "drivers");
  GtkWidget *table = get_part (board, "table");
  GtkWidget *call = find_button (GTK_WIDGET (board), "_Call");
  GtkWidget *show = find_button (GTK_WIDGET (board), "_Show Vehicle on the Map");

  armada_test_wait_until (gtk_widget_get_height (table) > 100);
  armada_test_press_right (table, 40, 4);
  g_assert_null (armada_test_find_menu (table));
  g_assert_null (armada_board_get_selected (board));

  armada_test_press_right (table, 40, 60);
  armada_test_wait_until (armada_test_has_menu (table));
  g_assert_nonnull (armada_board_get_selected (board));
  armada_test_shoot (f->window, "boards-menu");
  g_assert_true (gtk_widget_get_visible (call) && gtk_widget_get_visible (show));
  g_assert_true (gtk_widget_activate_action (armada_test_find_menu (table), "board.press", "u", 2));
  g_assert_cmpint (f->shown_device, ==,
                   armada_board_row_get_device (armada_board_get_selected (board)));
  gtk_popover_popdown (GTK_POPOVER (armada_test_find_menu (table)));

  armada_board_select (board, 0);
  g_assert_true (armada_board_focus_rows (board));
  g_assert_true (armada_test_press_menu (table));
  armada_test_wait_until (armada_test_has_menu (table));
  g_assert_nonnull (armada_board_get_selected (board));
}

/* A phone's number is read from its front in a window that is read from right to left, too. */
static void
test_phone (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "drivers");
  const char *phone = armada_board_row_get_text (get_row (board, 0), 3);
  g_autofree char *shown = g_strconcat ("\u2066", phone, "\u2069", NULL);

  g_assert_true (g_str_has_prefix (phone, "+"));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  armada_board_select (board, armada_board_row_get_id (get_row (board, 0)));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (board), shown));
  g_assert_cmpstr (armada_board_row_get_text (get_row (board, 0), 3), ==, phone);
}

static void
test_search_and_filter (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "drivers");
  GtkEditable *search = get_part (board, "search");
  guint all;

  armada_test_wait_until (count (board) > 20);
  all = count (board);
  armada_board_show_class (board, 1);
  g_assert_cmpuint (count (board), <, all);
  g_assert_cmpuint (count (board), >, 0);
  armada_board_show_class (board, -1);
  gtk_editable_set_text (search, "ratna");
  armada_test_wait_until (count (board) == 1);
  g_assert_cmpstr (armada_board_row_get_text (get_row (board, 0), 0), ==, "Ratna (cadangan)");
  gtk_editable_set_text (search, "no such driver");
  armada_test_wait_until (count (board) == 0);
  g_assert_cmpstr (get_page (board), ==, "status");
  g_assert_cmpstr (get_status_title (board), ==, "Nothing Matches");
  press_cure (board);
  g_assert_cmpuint (count (board), ==, all);
}

static void
test_sort (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "rules");
  const char *before = NULL;

  for (guint turn = 0; turn < 2; turn++)
    {
      g_action_group_activate_action (armada_board_get_actions (board), "sort",
                                      g_variant_new_string ("rule"));
      before = NULL;
      for (guint i = 0; i < count (board); i++)
        {
          const char *text = armada_board_row_get_text (get_row (board, i), 0);
          int order = before ? g_utf8_collate (before, text) : 0;

          g_assert_true (before == NULL || (turn == 0 ? order <= 0 : order >= 0) ||
                         !g_ascii_isalpha (*text) || !g_ascii_isalpha (*before));
          before = text;
        }
    }
  g_assert_nonnull (before);
}

static guint
get_n_overdue (Fixture *f)
{
  guint n;

  g_object_get (f->page, "n-overdue", &n, NULL);
  return n;
}

/* Rows are made in slices, so that the number may still grow when the first are there. */
static void
test_maintenance (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "maintenance");
  guint first = G_MAXUINT;
  g_autofree char *ics = NULL;

  armada_test_wait_until (!gtk_widget_get_visible (get_part (board, "progress")) &&
                          count (board) > N_VEHICLES && get_n_overdue (f) > 0);
  for (guint i = 0; i < count (board); i++) /* what is urgent stands first */
    {
      guint class = armada_board_row_get_class (get_row (board, i));

      g_assert_true (first == G_MAXUINT || class >= first);
      first = class;
    }
  armada_board_select (board, armada_board_row_get_id (get_row (board, 0)));
  armada_test_shoot (f->window, "maintenance");
  armada_board_show_class (board, ARMADA_DUE_OVERDUE);
  armada_test_wait_until (count (board) == get_n_overdue (f));
  ics = armada_maintenance_board_dup_ics (armada_boards_page_get_maintenance (f->page));
  g_assert_nonnull (strstr (ics, "BEGIN:VEVENT"));
  g_assert_true (g_str_has_suffix (ics, "END:VCALENDAR\r\n"));
}

/* Measured from the history of the last days, which is fetched for one vehicle. */
static void
test_measure (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "maintenance");
  GtkWidget *measure;

  armada_test_wait_until (!gtk_widget_get_visible (get_part (board, "progress")));
  armada_board_show_class (board, ARMADA_DUE_LATER);
  g_assert_cmpuint (count (board), >, 0);
  armada_board_select (board, armada_board_row_get_id (get_row (board, 0)));
  measure = find_button (GTK_WIDGET (board), "_Measure From the Last 30 Days");
  g_assert_true (gtk_widget_get_visible (measure));
  g_signal_emit_by_name (measure, "activated");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (measure)), ==,
                   "_Stop Measuring");
  g_signal_emit_by_name (measure, "activated");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (measure)), ==,
                   "_Measure From the Last 30 Days");
}

static void
test_month (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "maintenance");
  GtkWidget *month;

  g_action_group_activate_action (armada_board_get_actions (board), "month", NULL);
  g_assert_cmpstr (get_page (board), ==, "other");
  month = find_type (GTK_WIDGET (board), g_type_from_name ("ArmadaMonthView"));
  g_assert_nonnull (armada_test_find_label (month, "September 2026"));
  armada_test_wait_until (!gtk_widget_get_visible (get_part (board, "progress")));
  armada_test_shoot (f->window, "month");
  g_action_group_activate_action (armada_board_get_actions (board), "month", NULL);
  g_assert_cmpstr (get_page (board), ==, "rows");
}

/* The link is nowhere before it is revealed, and covered again with the next choice. */
static void
test_share_is_covered (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "sharing");
  ArmadaShareSecret *secret;
  GtkLabel *link;
  GtkToggleButton *reveal;
  const ArmadaShareRecord *share;
  g_autofree char *csv = NULL;

  armada_board_select (board, 81);
  share =
      (const ArmadaShareRecord *) armada_board_row_get_record (armada_board_get_selected (board));
  secret = ARMADA_SHARE_SECRET (find_type (GTK_WIDGET (board), ARMADA_TYPE_SHARE_SECRET));
  link = armada_test_child (secret, ARMADA_TYPE_SHARE_SECRET, "link");
  reveal = armada_test_child (secret, ARMADA_TYPE_SHARE_SECRET, "reveal");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (secret)));
  g_assert_cmpstr (gtk_label_get_label (link), ==, "");
  csv = armada_board_export_dup_csv (board);
  g_assert_null (strstr (csv, share->hash));
  for (guint i = 0; i < armada_board_row_get_n (get_row (board, 0)); i++)
    g_assert_null (strstr (armada_board_row_get_text (get_row (board, 0), i), share->hash));

  armada_test_shoot (f->window, "sharing");
  gtk_toggle_button_set_active (reveal, TRUE);
  g_assert_nonnull (strstr (gtk_label_get_label (link), share->hash));
  g_assert_nonnull (strstr (gtk_label_get_label (link), "/sharing/"));
  g_assert_nonnull (
      gtk_picture_get_paintable (armada_test_child (secret, ARMADA_TYPE_SHARE_SECRET, "code")));
  armada_test_shoot (f->window, "sharing-open");
  armada_board_select (board, 82);
  g_assert_cmpstr (gtk_label_get_label (link), ==, "");
  g_assert_false (armada_share_secret_get_revealed (secret));
}

static void
test_shares_tell (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "sharing");

  armada_test_wait_until (count (board) == 17);
  armada_board_select (board, 82);
  g_assert_cmpstr (armada_board_row_get_text (armada_board_get_selected (board), 4), ==, "Never");
  armada_board_select (board, 83);
  g_assert_cmpstr (armada_board_row_get_text (armada_board_get_selected (board), 2), ==, "Expired");
  armada_board_select (board, 81);
  g_assert_cmpstr (armada_board_row_get_text (armada_board_get_selected (board), 2), ==, "Active");
  armada_test_wait_until (*armada_board_row_get_text (armada_board_get_selected (board), 1) !=
                          '\0');
}

static void
test_rules (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "rules");
  guint all = count (board);

  armada_board_select (board, armada_board_row_get_id (get_row (board, 0)));
  armada_test_shoot (f->window, "rules");
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (board), "Rules can only be read here"));
  armada_rules_board_set_device (armada_boards_page_get_rules (f->page), 1002);
  armada_test_wait_until (count (board) > 0 &&
                          armada_board_row_get_record (get_row (board, 0))->type !=
                              armada_list_get_type (ARMADA_LIST_ALERTS));
  armada_test_wait_until (*armada_board_row_get_text (get_row (board, 0), 2) != '\0');
  armada_board_select (board, armada_board_row_get_id (get_row (board, 0)));
  armada_test_wait_until (
      armada_test_find_label (GTK_WIDGET (board), "Events the Tracker Can Send") != NULL);
  armada_test_shoot (f->window, "rules-vehicle");
  armada_rules_board_set_device (armada_boards_page_get_rules (f->page), 0);
  armada_test_wait_until (count (board) == all);
}

static void
test_csv_and_copy (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "rules");
  g_autofree char *csv = armada_board_export_dup_csv (board);
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);

  g_assert_cmpstr (lines[0], ==,
                   "\xef\xbb\xbfrule,state,type,vehicles,limit,when,told_by,fired,last");
  g_assert_cmpuint (g_strv_length (lines), >, count (board));
  g_assert_false (g_action_group_get_action_enabled (armada_board_get_actions (board), "copy"));
  armada_board_select (board, armada_board_row_get_id (get_row (board, 0)));
  g_assert_true (g_action_group_get_action_enabled (armada_board_get_actions (board), "copy"));
  activate (board, "copy");
  activate (board, "copy-all");
  activate (board, "close");
  activate (board, "close");
  g_assert_null (armada_board_get_selected (board));
}

/* On paper there are as many pages as it takes, and every line of the board. */
static void
test_print (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "rules");
  g_autoptr (GtkPrintOperation) print = armada_board_export_new_print (board);
  g_autofree char *path = g_build_filename (f->desk.folder, "rules.pdf", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  gtk_print_operation_set_allow_async (print, FALSE);
  gtk_print_operation_set_export_filename (print, path);
  g_assert_cmpint (gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
  g_assert_cmpuint (size, >, 2000);
  g_remove (path);
}

static void
wait_for_status (ArmadaBoard *board, const char *title)
{
  armada_test_wait_until (g_strcmp0 (get_status_title (board), title) == 0 &&
                          g_str_equal (get_page (board), "status"));
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  const char *names[] = { "maintenance", "sharing", "rules", "drivers" };

  armada_demo_server_set_fault (f->desk.server, "missing", 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      armada_boards_page_show (f->page, names[i]);
      gtk_widget_activate_action (GTK_WIDGET (f->page), "boards.refresh", NULL);
      wait_for_status (get_board (f, names[i]), "Not Offered");
    }
  armada_test_shoot (f->window, "board-missing");
}

static void
test_failing_and_retry (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = get_board (f, "sharing");

  armada_demo_server_set_fault (f->desk.server, "server-error", 0);
  armada_boards_page_show (f->page, "sharing");
  wait_for_status (board, "Not Available");
  armada_test_shoot (f->window, "board-failing");
  armada_demo_server_set_fault (f->desk.server, NULL, 0);
  press_cure (board);
  armada_test_wait_until (count (board) > 0);
  g_assert_cmpstr (gtk_label_get_label (get_part (board, "age")), ==, "");
}

/* What was there stays, and says of when it is. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "sharing");
  guint n = count (board);

  armada_demo_server_set_fault (f->desk.server, "server-error", 0);
  armada_test_clock_advance (f->desk.clock, 2 * 3600 * 1000);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "boards.refresh", NULL);
  armada_test_wait_until (strstr (gtk_label_get_label (get_part (board, "age")), "2 h ago") !=
                          NULL);
  g_assert_cmpuint (count (board), ==, n);
  armada_test_shoot (f->window, "board-offline");
}

static void
test_narrow (Fixture *f, gconstpointer data)
{
  ArmadaBoard *board = open_board (f, "maintenance");
  GtkStack *shape = get_part (board, "shape");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (shape), ==, "table");
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  armada_test_wait_until (g_str_equal (gtk_stack_get_visible_child_name (shape), "list"));
  armada_test_wait_until (!gtk_widget_get_visible (get_part (board, "progress")));
  armada_test_shoot (f->window, "maintenance-narrow");
  g_assert_true (adw_overlay_split_view_get_collapsed (get_part (board, "split")));
  g_signal_emit_by_name (get_part (board, "list"), "activate", 0);
  g_assert_true (adw_overlay_split_view_get_show_sidebar (get_part (board, "split")));
  armada_test_shoot (f->window, "maintenance-narrow-details");
  activate (board, "close");
  g_assert_false (adw_overlay_split_view_get_show_sidebar (get_part (board, "split")));
}

#define ADD(path, function) g_test_add ("/boards/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("drivers", test_drivers);
  ADD ("menu", test_menu);
  ADD ("phone", test_phone);
  ADD ("search-and-filter", test_search_and_filter);
  ADD ("sort", test_sort);
  ADD ("maintenance", test_maintenance);
  ADD ("measure", test_measure);
  ADD ("month", test_month);
  ADD ("share-is-covered", test_share_is_covered);
  ADD ("shares-tell", test_shares_tell);
  ADD ("rules", test_rules);
  ADD ("csv-and-copy", test_csv_and_copy);
  ADD ("print", test_print);
  ADD ("missing", test_missing);
  ADD ("failing-and-retry", test_failing_and_retry);
  ADD ("offline", test_offline);
  ADD ("narrow", test_narrow);
  return g_test_run ();
}
