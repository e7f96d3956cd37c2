/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tree-paper"

#include "reports/armada-tree-paper.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-pdf-file.h"
#include "app/armada-words.h"
#include "reports/armada-report-view.h"

#define FONT "Monospace"
#define FONT_SIZE 8. /* points */
#define LINE 11.     /* points */
#define HEAD 2       /* lines: the title, and a blank one */
#define MARGIN 36.   /* points, of a file */
#define LINES_MAX 60000

/* A tree on paper: its text as the reader writes it, a line for a line. */
typedef struct
{
  GtkWidget *view;
  GFile *pdf; /* (nullable) */
  char *title;
  char **lines;
  guint n_lines;
  guint lines_a_page;
} Paper;

static void
paper_free (Paper *paper)
{
  g_object_unref (paper->view);
  g_clear_object (&paper->pdf);
  g_free (paper->title);
  g_strfreev (paper->lines);
  g_free (paper);
}

static void
free_paper_cb (gpointer data, GClosure *closure)
{
  paper_free (data);
}

/* Returns: how many pages there are on paper of this height */
static guint
fit (Paper *paper, double height)
{
  paper->lines_a_page = (guint) MAX (floor (height / LINE) - HEAD, 1);
  return MAX ((paper->n_lines + paper->lines_a_page - 1) / paper->lines_a_page, 1);
}

static void
show_line (cairo_t *cr, PangoLayout *layout, const char *text, guint line)
{
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, 0, line * LINE);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_page (Paper *paper, guint page, cairo_t *cr, PangoLayout *layout, double width)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);
  g_autofree char *head = g_strdup_printf ("%s – %u", paper->title, page + 1);
  guint first = page * paper->lines_a_page;

  pango_font_description_set_absolute_size (font, FONT_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  show_line (cr, layout, head, 0);
  for (guint i = 0; i < paper->lines_a_page && first + i < paper->n_lines; i++)
    show_line (cr, layout, paper->lines[first + i], HEAD + i);
}

static guint
count_for_file_cb (gconstpointer data)
{
  /* alone in the thread that writes the file */
  return fit ((Paper *) data, ARMADA_PDF_A4_LONG - 2 * MARGIN);
}

static void
draw_for_file_cb (gconstpointer data, guint page, cairo_t *cr, PangoLayout *layout)
{
  cairo_translate (cr, MARGIN, MARGIN);
  draw_page ((Paper *) data, page, cr, layout, ARMADA_PDF_A4_SHORT - 2 * MARGIN);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Paper *paper = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!armada_pdf_file_write_finish (result, &error))
    words = armada_words_for_file_error (error);
  armada_report_view_tell (paper->view, words ? words : _ ("Saved"));
  paper_free (paper);
}

static void
save (Paper *paper)
{
  const ArmadaPdfPages pages = {
    .width = ARMADA_PDF_A4_SHORT,
    .height = ARMADA_PDF_A4_LONG,
    .count = count_for_file_cb,
    .draw = draw_for_file_cb,
    .data = paper,
  };

  armada_pdf_file_write_async (paper->pdf, &pages, NULL, saved_cb, paper);
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Paper *paper)
{
  guint n = fit (paper, gtk_print_context_get_height (context));

  gtk_print_operation_set_n_pages (operation, (int) n);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Paper *paper)
{
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);

  draw_page (paper, (guint) page, gtk_print_context_get_cairo_context (context), layout,
             gtk_print_context_get_width (context));
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Paper *paper)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    armada_report_view_tell (paper->view, error->message);
}

static void
print (Paper *paper)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  GtkRoot *window = gtk_widget_get_root (paper->view);

  gtk_print_operation_set_job_name (operation, paper->title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), paper);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), paper);
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), paper, free_paper_cb, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL, NULL);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Paper *paper = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) text = armada_reading_ask_finish (ARMADA_READING (source), result, &error);
  g_autofree char *words = NULL;

  if (text == NULL)
    {
      words = armada_words_for_file_error (error);
      armada_report_view_tell (paper->view, words);
      paper_free (paper);
      return;
    }
  paper->lines = g_strsplit (g_variant_get_string (text, NULL), "\n", LINES_MAX);
  paper->n_lines = g_strv_length (paper->lines);
  if (paper->pdf != NULL)
    save (paper);
  else
    print (paper);
}

/**
 * armada_tree_paper_print:
 * @reading: a report that is open and has a tree
 * @view: an ArmadaReportView, which tells how it went
 * @pdf: (nullable): a file that becomes a PDF of it; %NULL: asks for a printer
 * @title: stands on every page
 */
void
armada_tree_paper_print (ArmadaReading *reading, GtkWidget *view, GFile *pdf, const char *title)
{
  Paper *paper = g_new0 (Paper, 1);

  paper->view = g_object_ref (view);
  paper->pdf = pdf ? g_object_ref (pdf) : NULL;
  paper->title = g_strdup (title);
  armada_reading_ask_async (reading, "tree", g_variant_new ("()"), "s", NULL, text_cb, paper);
}
