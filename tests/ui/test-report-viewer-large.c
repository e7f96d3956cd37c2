/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-ui.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "reports/armada-pages-pane.h"
#include "reports/armada-report-viewer.h"
#include "reports/armada-sheet-view.h"

/* The viewer on reports as large as they get, and with its reader's process gone. */

#define N_ROWS 100000
#define N_PAGES 500
#define READER "armada-report-r" /* what the system calls the process, in its 15 letters */

typedef struct
{
  ArmadaReportViewer *viewer;
  GtkWidget *window;
  guint which, n_found; /* G_MAXUINT: not known yet */
} Desk;

static gpointer
get_child (Desk *desk, const char *name)
{
  return armada_test_child (desk->viewer, ARMADA_TYPE_REPORT_VIEWER, name);
}

static const char *
get_state (Desk *desk)
{
  return gtk_stack_get_visible_child_name (get_child (desk, "stack"));
}

static void
desk_init (Desk *desk)
{
  desk->viewer = armada_report_viewer_new ();
  desk->window = armada_test_show (GTK_WIDGET (desk->viewer), 900, 600);
}

static GFile *
new_file (const char *name)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  return g_file_new_for_path (path);
}

static GFile *
write_rows (guint n)
{
  GFile *file = new_file ("rows.csv");
  g_autoptr (GString) text = g_string_new ("Number,Vehicle,Distance\n");

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, "%u,Truck %u,%u.5\n", i, i % 100, i % 1000);
  g_assert_true (
      g_file_set_contents (g_file_peek_path (file), text->str, (gssize) text->len, NULL));
  return file;
}

static GFile *
write_pages (guint n)
{
  GFile *file = new_file ("pages.pdf");
  cairo_surface_t *surface = cairo_pdf_surface_create (g_file_peek_path (file), 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *text = g_strdup_printf ("Sheet number %u.", i);

      cairo_move_to (cr, 72, 72);
      cairo_show_text (cr, text);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return file;
}

static void
found_cb (ArmadaReportView *view, guint which, guint n, Desk *desk)
{
  desk->which = which;
  desk->n_found = n;
}

static ArmadaReportView *
open_file (Desk *desk, GFile *file, const char *format)
{
  ArmadaReportView *view;

  armada_report_viewer_show_file (desk->viewer, file, format, "Large");
  armada_test_wait_until (!armada_report_viewer_is_opening (desk->viewer));
  g_assert_cmpstr (get_state (desk), ==, "report");
  view = armada_report_viewer_get_view (desk->viewer);
  g_signal_connect (view, "found", G_CALLBACK (found_cb), desk);
  return view;
}

static void
look_for (Desk *desk, ArmadaReportView *view, const char *words)
{
  desk->n_found = G_MAXUINT;
  armada_report_view_find (view, words, FALSE, FALSE);
  armada_test_wait_until (desk->n_found != G_MAXUINT);
}

static void
test_rows (void)
{
  Desk desk = { 0 };
  g_autoptr (GFile) file = write_rows (N_ROWS);
  ArmadaReportView *view;
  ArmadaSheet *sheet;
  GtkColumnView *table;
  const ArmadaSheetLine *line;
  g_autoptr (GtkColumnViewColumn) distance = NULL;

  desk_init (&desk);
  view = open_file (&desk, file, "csv");
  sheet = armada_sheet_view_get_sheet (ARMADA_SHEET_VIEW (view));
  table = armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "table");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sheet)), ==, N_ROWS);
  gtk_column_view_scroll_to (table, N_ROWS - 1, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  armada_test_wait_until ((line = armada_sheet_get_line (sheet, N_ROWS - 1)) != NULL);
  g_assert_cmpfloat (line->cells[0].number, ==, N_ROWS);
  armada_test_shoot (desk.window, "report-large-table");

  distance = g_list_model_get_item (gtk_column_view_get_columns (table), 2);
  gtk_column_view_sort_by_column (table, distance, GTK_SORT_DESCENDING);
  armada_test_wait_until ((line = armada_sheet_get_line (sheet, 0)) != NULL &&
                          line->cells[2].number == 999.5);
  gtk_editable_set_text (armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "filter"), "truck 99");
  armada_test_wait_until (armada_sheet_get_n_hits (sheet) == N_ROWS / 100);
  armada_test_close (desk.window, desk.viewer);
  g_file_delete (file, NULL, NULL);
}

static void
test_pages (void)
{
  Desk desk = { 0 };
  g_autoptr (GFile) file = write_pages (N_PAGES);
  ArmadaReportView *view;
  ArmadaPagesView *pages;

  desk_init (&desk);
  view = open_file (&desk, file, "pdf");
  pages = armada_pages_pane_get_pages (ARMADA_PAGES_PANE (view));
  armada_test_wait_until (armada_pages_view_is_drawn (pages));
  armada_pages_view_show_page (pages, N_PAGES - 1);
  armada_test_wait_until (armada_pages_view_is_drawn (pages));
  g_assert_cmpuint (armada_pages_view_get_page (pages), ==, N_PAGES - 1);
  armada_test_shoot (desk.window, "report-large-pdf");
  look_for (&desk, view, "number 250.");
  g_assert_cmpuint (desk.n_found, ==, 1);
  armada_test_wait_until (armada_pages_view_get_page (pages) == 249);
  armada_test_close (desk.window, desk.viewer);
  g_file_delete (file, NULL, NULL);
}

/* Returns: the newest process that is ours and has the reader's name, 0 none: an older one may be
 * about to end */
static pid_t
find_reader (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;
  pid_t newest = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *text = NULL;
      const char *parent;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &text, NULL, NULL) ||
          strstr (text, "(" READER ")") == NULL)
        continue;
      parent = strstr (text, ") ") + 4;
      if (parent[-2] != 'Z' && g_ascii_strtoll (parent, NULL, 10) == getpid ())
        newest = MAX (newest, (pid_t) g_ascii_strtoll (name, NULL, 10));
    }
  return newest;
}

static void
kill_reader (void)
{
  pid_t reader = find_reader ();

  g_assert_cmpint (reader, >, 0);
  g_assert_cmpint (kill (reader, SIGKILL), ==, 0);
}

/* Whatever ends the reader: of a table it is said and can be tried again, a page is asked for once
 * more without anybody noticing. */
static void
test_reader_killed (void)
{
  Desk desk = { 0 };
  g_autoptr (GFile) rows = write_rows (5000);
  g_autoptr (GFile) paper = write_pages (20);
  ArmadaReportView *view;
  ArmadaSheet *sheet;

  desk_init (&desk);
  view = open_file (&desk, rows, "csv");
  kill_reader ();
  gtk_editable_set_text (armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "filter"), "truck");
  armada_test_wait_until (g_str_equal (get_state (&desk), "error"));
  g_assert_cmpstr (adw_status_page_get_description (get_child (&desk, "error_page")), ==,
                   "The program that had this report open has ended. Try again.");
  g_assert_null (armada_report_viewer_get_view (desk.viewer));
  armada_test_shoot (desk.window, "report-reader-killed");
  g_signal_emit_by_name (get_child (&desk, "again_button"), "clicked");
  armada_test_wait_until (g_str_equal (get_state (&desk), "report"));
  sheet =
      armada_sheet_view_get_sheet (ARMADA_SHEET_VIEW (armada_report_viewer_get_view (desk.viewer)));
  armada_test_wait_until (armada_sheet_get_line (sheet, 0) != NULL);

  view = open_file (&desk, paper, "pdf");
  armada_test_wait_until (
      armada_pages_view_is_drawn (armada_pages_pane_get_pages (ARMADA_PAGES_PANE (view))));
  for (guint i = 0; i < 3; i++)
    {
      kill_reader ();
      look_for (&desk, view, i % 2 ? "number 7." : "number 17.");
      g_assert_cmpuint (desk.n_found, ==, 1);
    }
  g_assert_cmpstr (get_state (&desk), ==, "report");
  armada_test_close (desk.window, desk.viewer);
}

int
main (int argc, char **argv)
{
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/report-viewer-large/rows", test_rows);
  g_test_add_func ("/report-viewer-large/pages", test_pages);
  g_test_add_func ("/report-viewer-large/reader-killed", test_reader_killed);
  return g_test_run ();
}
