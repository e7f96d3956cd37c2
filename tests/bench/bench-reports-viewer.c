/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <archive.h>
#include <archive_entry.h>
#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "armada-bench.h"
#include "armada-test-ui.h"
#include "reading/armada-reading.h"
#include "reports/armada-pages-pane.h"
#include "reports/armada-report-viewer.h"
#include "reports/armada-sheet-view.h"

/*
 * The viewer of reports: from a PDF of 500 pages to its first page on the screen and what both
 * processes then take, and from a workbook of 100 000 rows and ten columns to its first rows, and
 * frames while it scrolls. Run it with GSK_RENDERER=cairo and ARMADA_READER_DIR. Ends with 1 when a
 * figure is missed, by processor time: the machine may have other work.
 */

#define PAGES 500
#define ROWS 100000
#define FRAMES 300

typedef struct
{
  GtkWidget *window;
  ArmadaReportViewer *viewer;
  guint frames;
} Bench;

/* Of this process and of the reader, to a hundredth of a second. */
static double
get_cpu_ms (void)
{
  g_autofree char *list = g_strdup_printf ("/proc/self/task/%d/children", getpid ());
  g_autofree char *pids = NULL;
  g_auto (GStrv) children = NULL;
  double ms = (double) clock () * 1000 / CLOCKS_PER_SEC;

  g_file_get_contents (list, &pids, NULL, NULL);
  children = g_strsplit (pids ? pids : "", " ", -1);
  for (char **child = children; *child != NULL; child++)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%s/stat", *child);
      g_autofree char *text = NULL;
      unsigned long user = 0, system = 0;

      if (**child != '\0' && g_file_get_contents (path, &text, NULL, NULL) &&
          sscanf (strrchr (text, ')'), ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
                  &user, &system) == 2)
        ms += (double) (user + system) * 1000 / (double) sysconf (_SC_CLK_TCK);
    }
  return ms;
}

/* Memory of this process that is its own, in megabytes. */
static double
get_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");
  return line ? (double) g_ascii_strtoull (line + 5, NULL, 10) / 1024 : 0;
}

static void
write_pdf (const char *path)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint page = 0; page < PAGES; page++)
    {
      cairo_set_font_size (cr, 9);
      for (guint line = 0; line < 60; line++)
        {
          g_autofree char *text = g_strdup_printf (
              "B %u XX   2026-03-%02u 06:%02u:11   Jalan Contoh %u, Jakarta   %u km", 1000 + line,
              1 + page % 28, line, page * 60 + line, line * 7);

          cairo_move_to (cr, 50, 60 + line * 12);
          cairo_show_text (cr, text);
        }
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
add_part (struct archive *zip, const char *name, const char *text, gsize size)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (gint64) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_write_header (zip, entry);
  archive_write_data (zip, text, size);
  archive_entry_free (entry);
}

static void
write_workbook (const char *path)
{
  const char *book = "<workbook><sheets><sheet name='Drives' id='r1'/></sheets></workbook>";
  g_autoptr (GString) sheet = g_string_new ("<worksheet><sheetData>");
  struct archive *zip = archive_write_new ();

  for (guint row = 0; row < ROWS; row++)
    {
      g_string_append_printf (sheet, "<row r='%u'>", row + 1);
      for (guint column = 0; column < 10; column++)
        if (column % 3 == 0)
          g_string_append_printf (sheet, "<c t='inlineStr'><is><t>Vehicle %u</t></is></c>",
                                  (row * 7 + column) % 1000);
        else
          g_string_append_printf (sheet, "<c><v>%u.%u</v></c>", row * 31 % 9973, column);
      g_string_append (sheet, "</row>");
    }
  g_string_append (sheet, "</sheetData></worksheet>");
  archive_write_set_format_zip (zip);
  archive_write_open_filename (zip, path);
  add_part (zip, "xl/workbook.xml", book, strlen (book));
  add_part (zip, "xl/worksheets/sheet1.xml", sheet->str, sheet->len);
  archive_write_free (zip);
}

static void
after_paint_cb (GdkFrameClock *clock, Bench *self)
{
  self->frames++;
}

static void
wait_frame (Bench *self)
{
  guint seen = self->frames;

  gtk_widget_queue_draw (GTK_WIDGET (self->viewer));
  while (self->frames == seen)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_window (Bench *self)
{
  self->viewer = armada_report_viewer_new ();
  self->window = armada_test_show (GTK_WIDGET (self->viewer), 1200, 900);
  g_signal_connect_after (gtk_widget_get_frame_clock (self->window), "after-paint",
                          G_CALLBACK (after_paint_cb), self);
  wait_frame (self);
}

/* Too busy a machine is no figure at all. */
static void
show_file (Bench *self, const char *path, const char *format)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  armada_report_viewer_show_file (self->viewer, file, format, "Bench");
  armada_test_wait_until (!armada_report_viewer_is_opening (self->viewer));
  if (armada_report_viewer_get_view (self->viewer) == NULL)
    g_error ("%s was not read in time", path);
}

static gboolean
run_pdf (const char *path)
{
  Bench self = { 0 };
  ArmadaPagesView *pages;
  double begin, shown, cpu, before, own, reader;

  open_window (&self);
  before = get_memory ();
  begin = armada_bench_now ();
  cpu = get_cpu_ms ();
  show_file (&self, path, "pdf");
  pages =
      armada_pages_pane_get_pages (ARMADA_PAGES_PANE (armada_report_viewer_get_view (self.viewer)));
  armada_test_wait_until (armada_pages_view_is_drawn (pages));
  wait_frame (&self);
  shown = armada_bench_now () - begin;
  cpu = get_cpu_ms () - cpu;
  for (guint page = 0; page < PAGES; page += 5)
    {
      armada_pages_view_show_page (pages, page);
      wait_frame (&self);
      armada_test_wait_until (armada_pages_view_is_drawn (pages));
    }
  own = get_memory () - before;
  reader = (double) armada_report_viewer_get_reader_memory (self.viewer) / 1048576;
  printf ("PDF of %d pages: first page after %.0f ms (CPU %.0f ms); read through: the program "
          "%.0f MB more (%.0f MB of it pixels), the reader %.0f MB\n",
          PAGES, shown, cpu, own, (double) armada_pages_view_get_bytes (pages) / 1048576, reader);
  armada_test_close (self.window, self.viewer);
  return cpu <= 300 && own + reader <= 150;
}

static gboolean
run_workbook (const char *path)
{
  Bench self = { 0 };
  ArmadaSheetView *view;
  GtkAdjustment *position;
  double begin, shown, cpu, thread, rate;

  open_window (&self);
  begin = armada_bench_now ();
  cpu = get_cpu_ms ();
  show_file (&self, path, "xlsx");
  view = ARMADA_SHEET_VIEW (armada_report_viewer_get_view (self.viewer));
  armada_test_wait_until (armada_sheet_get_line (armada_sheet_view_get_sheet (view), 0) != NULL);
  wait_frame (&self);
  shown = armada_bench_now () - begin;
  cpu = get_cpu_ms () - cpu;
  position = armada_sheet_view_get_vadjustment (view);
  begin = armada_bench_now ();
  thread = armada_bench_cpu ();
  for (guint i = 0; i < FRAMES; i++)
    {
      gtk_adjustment_set_value (position, gtk_adjustment_get_value (position) + 60);
      wait_frame (&self);
    }
  rate = FRAMES / (armada_bench_now () - begin) * 1000;
  thread = (armada_bench_cpu () - thread) / FRAMES;
  printf ("workbook of %d rows and 10 columns: rows after %.0f ms (CPU %.0f ms); scrolling %.0f "
          "frames a second (CPU %.1f ms a frame); the reader %.0f MB\n",
          ROWS, shown, cpu, rate, thread,
          (double) armada_report_viewer_get_reader_memory (self.viewer) / 1048576);
  armada_test_close (self.window, self.viewer);
  return cpu <= 1500 && thread <= 1000. / 55;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("armada-XXXXXX", NULL);
  g_autofree char *pdf = g_build_filename (folder, "report.pdf", NULL);
  g_autofree char *workbook = g_build_filename (folder, "report.xlsx", NULL);
  gboolean good;

  armada_test_ui_init (&argc, &argv);
  write_pdf (pdf);
  write_workbook (workbook);
  good = run_pdf (pdf);
  good &= run_workbook (workbook);
  g_unlink (pdf);
  g_unlink (workbook);
  g_rmdir (folder);
  return good ? 0 : 1;
}
