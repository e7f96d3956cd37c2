/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* open64(), renameat2() */
#include "armada-test-bad-disk.h"
#include "armada-test-ui.h"

#include <glib/gstdio.h>
#include <string.h>

#include "reports/armada-pages-pane.h"
#include "reports/armada-report-find-bar.h"
#include "reports/armada-report-viewer.h"
#include "reports/armada-sheet-pair.h"
#include "reports/armada-sheet-view.h"
#include "reports/armada-sheet-words.h"
#include "reports/armada-tree-node.h"
#include "reports/armada-tree-view.h"

/* The viewer on files that real programs wrote. */

typedef struct
{
  ArmadaReportViewer *viewer;
  GtkWidget *window;
} Desk;

static GFile *
get_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);

  return g_file_new_for_path (path);
}

static GFile *
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
desk_init (Desk *desk, int width, int height)
{
  GtkWidget *navigation = adw_navigation_view_new ();

  desk->viewer = armada_report_viewer_new ();
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (navigation), ADW_NAVIGATION_PAGE (desk->viewer));
  desk->window = armada_test_show (navigation, width, height);
}

static void
desk_clear (Desk *desk)
{
  armada_test_close (desk->window, desk->viewer);
}

static const char *
get_stack_page (Desk *desk)
{
  return gtk_stack_get_visible_child_name (
      armada_test_child (desk->viewer, ARMADA_TYPE_REPORT_VIEWER, "stack"));
}

static void
wait_open (Desk *desk)
{
  armada_test_wait_until (!g_str_equal (get_stack_page (desk), "loading"));
}

static void
show_fixture (Desk *desk, const char *name, const char *format)
{
  g_autoptr (GFile) file = get_fixture (name);

  armada_report_viewer_show_file (desk->viewer, file, format, name);
  wait_open (desk);
}

static void
act (Desk *desk, const char *action)
{
  g_autofree char *name = g_strconcat ("viewer.", action, NULL);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->viewer), name, NULL));
}

static gpointer
get_find_bar (Desk *desk)
{
  return armada_test_child (desk->viewer, ARMADA_TYPE_REPORT_VIEWER, "find_bar");
}

static const char *
get_count (Desk *desk)
{
  return gtk_label_get_text (
      armada_test_child (get_find_bar (desk), ARMADA_TYPE_REPORT_FIND_BAR, "count"));
}

static void
look_for (Desk *desk, const char *words)
{
  act (desk, "find");
  gtk_editable_set_text (
      armada_test_child (get_find_bar (desk), ARMADA_TYPE_REPORT_FIND_BAR, "entry"), words);
}

static void
test_tables (void)
{
  Desk desk;
  ArmadaSheetView *view;
  ArmadaSheet *sheet;
  GtkColumnView *table;
  GtkLabel *status;
  const ArmadaSheetLine *line;

  desk_init (&desk, 900, 600);
  show_fixture (&desk, "reports/libreoffice.xlsx", "xlsx");
  g_assert_cmpstr (get_stack_page (&desk), ==, "report");
  view = ARMADA_SHEET_VIEW (armada_report_viewer_get_view (desk.viewer));
  sheet = armada_sheet_view_get_sheet (view);
  table = armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "table");
  status = armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "status");
  /* those of the sheet, and the one beside them */
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (table)), ==, 6 + 1);
  armada_test_wait_until ((line = armada_sheet_get_line (sheet, 4)) != NULL);
  g_assert_cmpstr (line->cells[0].text, ==, "B 1101 XX – Truk Box");
  g_assert_cmpstr (gtk_label_get_text (status), ==, "8 rows");

  armada_sheet_select (sheet, 4, 2);
  armada_sheet_extend (sheet, 6, 2);
  armada_test_wait_until (g_str_has_prefix (gtk_label_get_text (status), "Sum"));
  g_assert_cmpstr (gtk_label_get_text (status), ==,
                   "Sum 74.34 · average 24.78 · count 3 · least 0 · greatest 61.84");
  armada_test_shoot (desk.window, "report-table");
  desk_clear (&desk);
}

static void
test_sort_and_filter (void)
{
  Desk desk;
  ArmadaSheetView *view;
  ArmadaSheet *sheet;
  GtkColumnView *table;
  GtkEditable *filter;
  g_autoptr (GtkColumnViewColumn) distance = NULL;
  const ArmadaSheetLine *line;

  desk_init (&desk, 900, 600);
  show_fixture (&desk, "reports/libreoffice.xlsx", "xlsx");
  view = ARMADA_SHEET_VIEW (armada_report_viewer_get_view (desk.viewer));
  sheet = armada_sheet_view_get_sheet (view);
  table = armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "table");
  filter = armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "filter");
  distance = g_list_model_get_item (gtk_column_view_get_columns (table), 2);
  g_assert_cmpstr (gtk_column_view_column_get_title (distance), ==, "Jarak (km)");

  gtk_column_view_sort_by_column (table, distance, GTK_SORT_ASCENDING);
  armada_test_wait_until ((line = armada_sheet_get_line (sheet, 4)) != NULL && line->n_cells > 2 &&
                          line->cells[2].number == 0);
  g_assert_cmpfloat (armada_sheet_get_line (sheet, 6)->cells[2].number, ==, 61.84);

  gtk_editable_set_text (filter, "1102");
  armada_test_wait_until (armada_sheet_get_n_hits (sheet) == 1);
  gtk_editable_set_text (filter, "nowhere");
  armada_test_wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (
                                         armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "stack")),
                                     "none") == 0);
  armada_test_shoot (desk.window, "report-table-none");
  desk_clear (&desk);
}

typedef struct
{
  char *text;
  gboolean done;
} Clipboard;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Clipboard *clipboard = user_data;

  clipboard->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  clipboard->done = TRUE;
}

/* What is on the clipboard, once it is @wanted. */
static void
wait_clipboard (Desk *desk, const char *wanted)
{
  GdkClipboard *place = gtk_widget_get_clipboard (desk->window);
  gboolean same = FALSE;

  while (!same)
    {
      Clipboard clipboard = { 0 };

      gdk_clipboard_read_text_async (place, NULL, read_cb, &clipboard);
      armada_test_wait_until (clipboard.done);
      same = g_strcmp0 (clipboard.text, wanted) == 0;
      g_free (clipboard.text);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
test_find_and_copy_cells (void)
{
  Desk desk;
  ArmadaSheet *sheet;
  guint row, column;

  desk_init (&desk, 900, 600);
  show_fixture (&desk, "reports/libreoffice.xls", "xls");
  sheet =
      armada_sheet_view_get_sheet (ARMADA_SHEET_VIEW (armada_report_viewer_get_view (desk.viewer)));
  look_for (&desk, "b 110");
  armada_test_wait_until (g_str_equal (get_count (&desk), "1 of 2"));
  act (&desk, "find-next");
  armada_test_wait_until (g_str_equal (get_count (&desk), "2 of 2"));
  g_assert_true (armada_sheet_get_cursor (sheet, &row, &column));
  g_assert_cmpuint (row, ==, 5);
  /* who looks for something goes on typing */
  g_assert_true (gtk_widget_is_ancestor (
      gtk_window_get_focus (GTK_WINDOW (desk.window)),
      armada_test_child (get_find_bar (&desk), ARMADA_TYPE_REPORT_FIND_BAR, "entry")));
  act (&desk, "find-next");
  armada_test_wait_until (g_str_equal (get_count (&desk), "1 of 2"));
  armada_sheet_extend (sheet, 5, 2);
  act (&desk, "copy");
  wait_clipboard (&desk, "B 1101 XX – Truk Box\t2026-03-01 06:58:11\t61.84\n"
                         "B 1102 YY\t2026-03-02 07:10:00\t12.5");
  look_for (&desk, "zzz");
  armada_test_wait_until (g_str_equal (get_count (&desk), "Not found"));
  desk_clear (&desk);
}

/* What stands in another sheet only is found there, and that is said. */
static void
test_find_in_sheets (void)
{
  Desk desk;
  ArmadaSheetView *view;
  guint row, column;

  desk_init (&desk, 900, 600);
  show_fixture (&desk, "reports/libreoffice.xlsx", "xlsx");
  view = ARMADA_SHEET_VIEW (armada_report_viewer_get_view (desk.viewer));
  look_for (&desk, "perjalanan");
  armada_test_wait_until (g_str_equal (get_count (&desk), "1 of 2"));
  g_assert_cmpuint (armada_sheet_get_index (armada_sheet_view_get_sheet (view)), ==, 0);
  act (&desk, "find-next");
  armada_test_wait_until (g_str_equal (get_count (&desk), "2 of 2"));
  g_assert_cmpuint (armada_sheet_get_index (armada_sheet_view_get_sheet (view)), ==, 1);
  g_assert_cmpuint (
      gtk_drop_down_get_selected (armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "sheets")), ==,
      1);
  g_assert_true (armada_sheet_get_cursor (armada_sheet_view_get_sheet (view), &row, &column));
  g_assert_cmpuint (row, ==, 0);
  armada_test_wait_until (armada_test_find_label (desk.window, "In the sheet “Ringkasan”") != NULL);
  armada_test_shoot (desk.window, "report-found-in-sheet");
  act (&desk, "find-previous");
  armada_test_wait_until (g_str_equal (get_count (&desk), "1 of 2"));
  g_assert_cmpuint (armada_sheet_get_index (armada_sheet_view_get_sheet (view)), ==, 0);
  /* one sentence at a time */
  armada_test_wait_until (armada_test_find_label (desk.window, "In the sheet “Perjalanan”") !=
                              NULL &&
                          armada_test_find_label (desk.window, "In the sheet “Ringkasan”") == NULL);
  desk_clear (&desk);
}

/* A sheet that was sorted and filtered is whole again when it is gone back to. */
static void
test_sheet_again (void)
{
  Desk desk;
  ArmadaSheetView *view;
  g_autoptr (GtkColumnViewColumn) distance = NULL;
  GtkColumnView *table;
  GtkDropDown *sheets;
  const ArmadaSheetLine *line;

  desk_init (&desk, 900, 600);
  show_fixture (&desk, "reports/libreoffice.xlsx", "xlsx");
  view = ARMADA_SHEET_VIEW (armada_report_viewer_get_view (desk.viewer));
  table = armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "table");
  sheets = armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "sheets");
  distance = g_list_model_get_item (gtk_column_view_get_columns (table), 2);
  gtk_column_view_sort_by_column (table, distance, GTK_SORT_ASCENDING);
  armada_test_wait_until ((line = armada_sheet_get_line (armada_sheet_view_get_sheet (view), 4)) !=
                              NULL &&
                          line->cells[2].number == 0);
  gtk_drop_down_set_selected (sheets, 1);
  gtk_drop_down_set_selected (sheets, 0);
  armada_test_wait_until ((line = armada_sheet_get_line (armada_sheet_view_get_sheet (view), 4)) !=
                          NULL);
  g_assert_cmpfloat (line->cells[2].number, ==, 61.84);
  desk_clear (&desk);
}

/* A title that is longer than its table is wide is seen to its end. */
static void
test_long_title (void)
{
  Desk desk;
  g_autofree char *title = g_strnfill (150, 'W');
  g_autofree char *text = g_strdup_printf ("%s\nNama,Jarak\nA,1\nB,2\n", title);
  g_autoptr (GFile) file = write_file ("titled.csv", text);
  GtkColumnView *table;
  GListModel *columns;
  g_autoptr (GtkColumnViewColumn) rest = NULL;

  desk_init (&desk, 360, 500);
  armada_report_viewer_show_file (desk.viewer, file, "csv", "Titled");
  wait_open (&desk);
  table = armada_test_child (armada_report_viewer_get_view (desk.viewer), ARMADA_TYPE_SHEET_VIEW,
                             "table");
  columns = gtk_column_view_get_columns (table);
  rest = g_list_model_get_item (columns, g_list_model_get_n_items (columns) - 1);
  armada_test_wait_until (gtk_column_view_column_get_fixed_width (rest) > 1000);
  armada_test_shoot (desk.window, "report-long-title");
  desk_clear (&desk);
}

static void
test_pages (void)
{
  Desk desk;
  ArmadaPagesView *pages;
  double zoom;

  desk_init (&desk, 900, 700);
  show_fixture (&desk, "reports/libreoffice.pdf", "pdf");
  g_assert_cmpstr (get_stack_page (&desk), ==, "report");
  pages =
      armada_pages_pane_get_pages (ARMADA_PAGES_PANE (armada_report_viewer_get_view (desk.viewer)));
  armada_test_wait_until (armada_pages_view_is_drawn (pages));
  g_assert_cmpint (armada_pages_view_get_fit (pages), ==, ARMADA_REPORT_FIT_WIDTH);

  look_for (&desk, "truk");
  armada_test_wait_until (g_str_equal (get_count (&desk), "1 of 1"));
  act (&desk, "select-all");
  act (&desk, "sidebar");
  armada_test_wait_until (armada_pages_view_is_drawn (pages));
  armada_test_shoot (desk.window, "report-pdf");

  gtk_widget_activate_action (GTK_WIDGET (desk.viewer), "viewer.fit", "s", "page");
  zoom = armada_pages_view_get_zoom (pages);
  act (&desk, "zoom-in");
  g_assert_cmpfloat_with_epsilon (armada_pages_view_get_zoom (pages), zoom * 1.2, 1e-6);
  g_assert_cmpint (armada_pages_view_get_fit (pages), ==, ARMADA_REPORT_FIT_NONE);
  armada_pages_view_show_page (pages, 2);
  g_assert_cmpuint (armada_pages_view_get_page (pages), ==, 2);
  act (&desk, "rotate-right");
  g_assert_cmpuint (armada_pages_view_get_page (pages), ==, 2);
  armada_test_wait_until (armada_pages_view_is_drawn (pages));
  armada_test_shoot (desk.window, "report-pdf-turned");
  desk_clear (&desk);
}

static void
test_password (void)
{
  Desk desk;
  GtkEditable *password;
  GtkWidget *wrong;

  desk_init (&desk, 700, 600);
  show_fixture (&desk, "reports/encrypted.pdf", "pdf");
  g_assert_cmpstr (get_stack_page (&desk), ==, "password");
  password = armada_test_child (desk.viewer, ARMADA_TYPE_REPORT_VIEWER, "password");
  wrong = armada_test_child (desk.viewer, ARMADA_TYPE_REPORT_VIEWER, "wrong_password");
  g_assert_false (gtk_widget_get_visible (wrong));
  gtk_editable_set_text (password, "salah");
  g_signal_emit_by_name (password, "activate");
  wait_open (&desk);
  g_assert_cmpstr (get_stack_page (&desk), ==, "password");
  g_assert_true (gtk_widget_get_visible (wrong));
  armada_test_shoot (desk.window, "report-password");
  gtk_editable_set_text (password, "kunci");
  g_signal_emit_by_name (password, "activate");
  wait_open (&desk);
  g_assert_cmpstr (get_stack_page (&desk), ==, "report");
  desk_clear (&desk);
}

/* How deep the row stands that is chosen in a tree, if it is called @name; else G_MAXUINT. */
static guint
get_depth (Desk *desk, const char *name)
{
  GtkWidget *scroller = adw_bin_get_child (ADW_BIN (armada_report_viewer_get_view (desk->viewer)));
  GtkListView *list =
      GTK_LIST_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller)));
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (
      GTK_SINGLE_SELECTION (gtk_list_view_get_model (list)));
  g_autoptr (ArmadaTreeNode) node = row ? gtk_tree_list_row_get_item (row) : NULL;

  return node != NULL && g_str_equal (armada_tree_node_get_name (node), name)
             ? gtk_tree_list_row_get_depth (row)
             : G_MAXUINT;
}

static void
test_json (void)
{
  Desk desk;

  desk_init (&desk, 900, 600);
  show_fixture (&desk, "generate_report.body-type3.json", "json");
  g_assert_true (ARMADA_IS_SHEET_VIEW (armada_report_viewer_get_view (desk.viewer)));
  armada_test_shoot (desk.window, "report-json");
  act (&desk, "tree");
  g_assert_true (ARMADA_IS_TREE_VIEW (armada_report_viewer_get_view (desk.viewer)));
  armada_test_wait_until (armada_test_find_label (desk.window, "items") != NULL);
  /* in branches that are closed, too */
  look_for (&desk, "totals");
  armada_test_wait_until (g_str_equal (get_count (&desk), "1 of 3"));
  armada_test_wait_until (get_depth (&desk, "totals") == 3);
  act (&desk, "find-previous");
  armada_test_wait_until (get_depth (&desk, "totals") == 0);
  g_assert_cmpstr (get_count (&desk), ==, "3 of 3");
  act (&desk, "find-next");
  armada_test_wait_until (get_depth (&desk, "totals") == 3);
  armada_test_shoot (desk.window, "report-tree");
  look_for (&desk, "nowhere");
  armada_test_wait_until (g_str_equal (get_count (&desk), "Not found"));
  act (&desk, "tree");
  g_assert_true (ARMADA_IS_SHEET_VIEW (armada_report_viewer_get_view (desk.viewer)));
  desk_clear (&desk);
}

static void
check_error (Desk *desk, const char *text, const char *format, const char *wanted)
{
  g_autoptr (GFile) file = write_file ("broken", text);
  AdwStatusPage *page;

  armada_report_viewer_show_file (desk->viewer, file, format, "Broken");
  wait_open (desk);
  g_assert_cmpstr (get_stack_page (desk), ==, "error");
  page = armada_test_child (desk->viewer, ARMADA_TYPE_REPORT_VIEWER, "error_page");
  g_assert_cmpstr (adw_status_page_get_description (page), ==, wanted);
}

static void
test_errors (void)
{
  Desk desk;
  g_autoptr (GFile) none = g_file_new_for_path ("/nowhere/report.pdf");

  desk_init (&desk, 700, 600);
  check_error (&desk, "%PDF-1.4 nothing", "pdf",
               "This file is damaged, or it is not what its name says.");
  check_error (&desk, "", "xlsx", "Nothing is in this file.");
  armada_test_shoot (desk.window, "report-error");
  armada_report_viewer_show_file (desk.viewer, none, "pdf", "Missing");
  wait_open (&desk);
  g_assert_cmpstr (get_stack_page (&desk), ==, "error");
  /* and a good one after it */
  show_fixture (&desk, "reports/libreoffice.pdf", "pdf");
  g_assert_cmpstr (get_stack_page (&desk), ==, "report");
  desk_clear (&desk);
}

static void
test_compare (void)
{
  Desk desk;
  g_autoptr (GFile) earlier = write_file ("earlier.csv", "Nama,Jarak\nA,1\nB,2\nC,3\nTotal,6\n");
  g_autoptr (GFile) later = write_file ("later.csv", "Nama,Jarak\nA,1\nC,4\nD,5\nTotal,10\n");
  ArmadaSheet *sheet;
  const ArmadaSheetLine *line;

  g_assert_true (armada_report_viewer_can_compare ("csv"));
  g_assert_false (armada_report_viewer_can_compare ("pdf"));
  desk_init (&desk, 700, 400);
  armada_report_viewer_compare (desk.viewer, earlier, later, "csv", "Drives");
  wait_open (&desk);
  sheet =
      armada_sheet_view_get_sheet (ARMADA_SHEET_VIEW (armada_report_viewer_get_view (desk.viewer)));
  armada_test_wait_until ((line = armada_sheet_get_line (sheet, 2)) != NULL);
  g_assert_cmpint (line->change, ==, ARMADA_ROW_CHANGED);
  g_assert_cmpstr (line->cells[1].before, ==, "3");
  g_assert_cmpstr (armada_sheet_words_for_change (line->change), ==, "≠ Changed");
  armada_test_shoot (desk.window, "report-difference");
  act (&desk, "side-by-side");
  g_assert_true (ARMADA_IS_SHEET_PAIR (armada_report_viewer_get_view (desk.viewer)));
  armada_test_shoot (desk.window, "report-side-by-side");
  act (&desk, "side-by-side");
  g_assert_true (ARMADA_IS_SHEET_VIEW (armada_report_viewer_get_view (desk.viewer)));
  desk_clear (&desk);
}

static void
told_cb (ArmadaReportView *view, const char *sentence, char **told)
{
  g_free (*told);
  *told = g_strdup (sentence);
}

static void
check_export (const char *name, const char *format)
{
  Desk desk;
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "saved.pdf", NULL);
  g_autoptr (GFile) pdf = g_file_new_for_path (path);
  g_autofree char *told = NULL, *data = NULL;
  ArmadaReportView *view;
  gsize size;

  desk_init (&desk, 700, 400);
  show_fixture (&desk, name, format);
  view = armada_report_viewer_get_view (desk.viewer);
  g_signal_connect (view, "message", G_CALLBACK (told_cb), &told);
  armada_report_view_print (view, pdf, "Drives");
  armada_test_wait_until (told != NULL);
  g_assert_cmpstr (told, ==, "Saved");
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_true (g_str_has_prefix (data, "%PDF-"));
  g_unlink (path);
  desk_clear (&desk);
}

static void
test_export (void)
{
  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  check_export ("reports/libreoffice.xlsx", "xlsx");
  check_export ("reports/libreoffice.pdf", "pdf");
  check_export ("generate_report.body-type3.json", "json");
}

static void
test_export_tree (void)
{
  Desk desk;
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "tree.pdf", NULL);
  g_autoptr (GFile) pdf = g_file_new_for_path (path);
  g_autofree char *told = NULL;
  ArmadaReportView *view;

  desk_init (&desk, 700, 400);
  show_fixture (&desk, "generate_report.body-type3.json", "json");
  act (&desk, "tree");
  view = armada_report_viewer_get_view (desk.viewer);
  g_assert_true (ARMADA_IS_TREE_VIEW (view));
  g_signal_connect (view, "message", G_CALLBACK (told_cb), &told);
  armada_report_view_print (view, pdf, "Drives");
  armada_test_wait_until (told != NULL);
  g_assert_cmpstr (told, ==, "Saved");
  /* it is a report like any other */
  armada_report_viewer_show_file (desk.viewer, pdf, "pdf", "Tree");
  wait_open (&desk);
  look_for (&desk, "totals");
  armada_test_wait_until (g_str_has_prefix (get_count (&desk), "1 of "));
  armada_test_shoot (desk.window, "report-tree-paper");
  g_unlink (path);
  desk_clear (&desk);
}

/* A disk that takes no more is told of, and the older file stays. */
static void
check_full_disk (const char *name, const char *format, const char *folder)
{
  Desk desk;
  g_autofree char *path = g_build_filename (folder, "saved.pdf", NULL);
  g_autoptr (GFile) pdf = g_file_new_for_path (path);
  g_autofree char *told = NULL, *data = NULL;
  ArmadaReportView *view;

  desk_init (&desk, 700, 400);
  show_fixture (&desk, name, format);
  view = armada_report_viewer_get_view (desk.viewer);
  g_signal_connect (view, "message", G_CALLBACK (told_cb), &told);
  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  armada_test_bad_disk (folder, FALSE);
  armada_report_view_print (view, pdf, "Drives");
  armada_test_wait_until (told != NULL);
  armada_test_good_disk ();
  g_assert_cmpstr (told, ==, "The disk is full. Make room on it, and try again.");
  g_assert_true (g_file_get_contents (path, &data, NULL, NULL));
  g_assert_cmpstr (data, ==, "older");
  g_unlink (path);
  desk_clear (&desk);
}

static void
test_export_disk (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "full", NULL);

  g_mkdir_with_parents (folder, 0700);
  check_full_disk ("reports/libreoffice.xlsx", "xlsx", folder);
  check_full_disk ("reports/libreoffice.pdf", "pdf", folder);
  /* nothing but what was there */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_narrow (void)
{
  Desk desk;

  desk_init (&desk, 360, 600);
  show_fixture (&desk, "reports/libreoffice.xlsx", "xlsx");
  armada_test_shoot (desk.window, "report-table-narrow");
  show_fixture (&desk, "reports/libreoffice.pdf", "pdf");
  armada_test_shoot (desk.window, "report-pdf-narrow");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (desk.viewer)), <=, 360);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *cache = g_dir_make_tmp ("armada-XXXXXX", &error);

  g_assert_no_error (error);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/report-viewer/tables", test_tables);
  g_test_add_func ("/report-viewer/sort-and-filter", test_sort_and_filter);
  g_test_add_func ("/report-viewer/find-and-copy-cells", test_find_and_copy_cells);
  g_test_add_func ("/report-viewer/find-in-sheets", test_find_in_sheets);
  g_test_add_func ("/report-viewer/sheet-again", test_sheet_again);
  g_test_add_func ("/report-viewer/long-title", test_long_title);
  g_test_add_func ("/report-viewer/pages", test_pages);
  g_test_add_func ("/report-viewer/password", test_password);
  g_test_add_func ("/report-viewer/json", test_json);
  g_test_add_func ("/report-viewer/errors", test_errors);
  g_test_add_func ("/report-viewer/compare", test_compare);
  g_test_add_func ("/report-viewer/export", test_export);
  g_test_add_func ("/report-viewer/export-tree", test_export_tree);
  g_test_add_func ("/report-viewer/export-disk", test_export_disk);
  g_test_add_func ("/report-viewer/narrow", test_narrow);
  return g_test_run ();
}
