/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sheet-paper"

#include "reports/armada-sheet-paper.h"

#include <glib/gi18n.h>
#include <math.h>

#include "reports/armada-report-view.h"
#include "reports/armada-sheet-words.h"

#define ROWS_AT_ONCE 1000
#define ROWS_MAX 50000 /* a thousand pages */
#define FONT_SIZE 8.   /* points, where that fits */
#define SMALLEST 4.5
#define GAP 4. /* points between columns */

/*
 * A sheet on paper: its rows are fetched first, as they are arranged, then laid out in columns as
 * wide as their texts want, smaller where the paper is too narrow.
 */
typedef struct
{
  ArmadaSheet *sheet;
  GtkWidget *view;
  GFile *pdf;
  char *title;
  GPtrArray *rows; /* of GVariant (uyya(yydss)) */
  GArray *widths;  /* of double, points at @size */
  double size;     /* of the font */
  guint rows_a_page;
} Paper;

static void
paper_free (Paper *paper)
{
  g_object_unref (paper->sheet);
  g_object_unref (paper->view);
  g_clear_object (&paper->pdf);
  g_free (paper->title);
  g_ptr_array_unref (paper->rows);
  g_array_unref (paper->widths);
  g_free (paper);
}

static void
free_paper_cb (gpointer data, GClosure *closure)
{
  paper_free (data);
}

/* Columns in proportion to their characters; the font as large as leaves room for all. */
static void
fit_columns (Paper *paper, double width)
{
  const ArmadaReadingSheet *about = armada_sheet_get_about (paper->sheet);
  double characters = 0, scale;

  g_array_set_size (paper->widths, 0);
  for (guint i = 0; i < about->n_columns; i++)
    {
      guint wanted = i < about->n_widths ? about->widths[i] : 4;
      g_autofree char *title = armada_sheet_words_for_column (about, i);
      double column = CLAMP (MAX (wanted, MIN ((guint) g_utf8_strlen (title, -1), 12)), 3, 40);

      characters += column + GAP / FONT_SIZE * 2;
      g_array_append_val (paper->widths, column);
    }
  paper->size = CLAMP (width / MAX (characters, 1) / .55, SMALLEST, FONT_SIZE);
  scale = MIN (width / MAX (characters, 1), paper->size * .62);
  for (guint i = 0; i < paper->widths->len; i++)
    g_array_index (paper->widths, double, i) *= scale;
  for (guint i = 0; i < paper->widths->len; i++)
    g_array_index (paper->widths, double, i) += GAP / FONT_SIZE * 2 * scale;
}

static double
get_line (Paper *paper)
{
  return paper->size * 1.5;
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Paper *paper)
{
  double height = gtk_print_context_get_height (context);

  fit_columns (paper, gtk_print_context_get_width (context));
  /* the title and the names of the columns take two lines and a half */
  paper->rows_a_page = (guint) MAX (floor (height / get_line (paper)) - 3, 1);
  gtk_print_operation_set_n_pages (
      operation, (int) MAX ((paper->rows->len + paper->rows_a_page - 1) / paper->rows_a_page, 1));
}

static void
show_words (Paper *paper,
            cairo_t *cr,
            PangoLayout *layout,
            const char *words,
            gboolean bold,
            gboolean right,
            double x,
            double y,
            double width)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (font, paper->size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, words, -1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static double
get_span (Paper *paper, guint column, guint n)
{
  double width = 0;

  for (guint i = column; i < paper->widths->len && i < column + n; i++)
    width += g_array_index (paper->widths, double, i);
  return width - GAP;
}

/* Changes between two runs have their sign before the row. */
static void
draw_row (Paper *paper, cairo_t *cr, PangoLayout *layout, GVariant *row, double y)
{
  g_autoptr (GVariant) cells = NULL;
  guchar kind, change, type, span;
  double x = 0;

  g_variant_get (row, "(uyy@a(yydss))", NULL, &kind, &change, &cells);
  for (guint i = 0; i < g_variant_n_children (cells) && i < paper->widths->len; i++)
    {
      ArmadaSheetCellValue cell;
      g_autofree char *words = NULL, *both = NULL;
      guint covers;

      g_variant_get_child (cells, i, "(yyd&s&s)", &type, &span, &cell.number, &cell.text,
                           &cell.before);
      cell.type = MIN (type, ARMADA_CELL_FLAG);
      words = armada_sheet_words_for_cell (&cell);
      if (*cell.before != '\0')
        both = g_strdup_printf ("%s → %s", cell.before, words);
      else if (i == 0 && change != ARMADA_ROW_SAME)
        both = g_strdup_printf ("[%s] %s", armada_sheet_words_for_change (change), words);
      covers = kind == ARMADA_ROW_TITLE ? paper->widths->len : MAX (span, 1);
      show_words (paper, cr, layout, both ? both : words, kind != ARMADA_ROW_DATA,
                  armada_sheet_words_are_numbers (&cell), x, y, get_span (paper, i, covers));
      x += g_array_index (paper->widths, double, i);
    }
}

static void
draw_head (Paper *paper, cairo_t *cr, PangoLayout *layout, int page, double width)
{
  const ArmadaReadingSheet *about = armada_sheet_get_about (paper->sheet);
  g_autofree char *number = g_strdup_printf ("%d", page + 1);
  double x = 0;

  show_words (paper, cr, layout, paper->title, TRUE, FALSE, 0, 0, width * .9);
  show_words (paper, cr, layout, number, FALSE, TRUE, width * .9, 0, width * .1);
  for (guint i = 0; i < paper->widths->len; i++)
    {
      g_autofree char *title = armada_sheet_words_for_column (about, i);

      if (i < g_strv_length (about->titles))
        show_words (paper, cr, layout, title, TRUE, FALSE, x, get_line (paper) * 1.25,
                    get_span (paper, i, 1));
      x += g_array_index (paper->widths, double, i);
    }
  cairo_set_line_width (cr, .5);
  cairo_move_to (cr, 0, get_line (paper) * 2.4);
  cairo_line_to (cr, width, get_line (paper) * 2.4);
  cairo_stroke (cr);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Paper *paper)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  guint first = (guint) page * paper->rows_a_page;

  draw_head (paper, cr, layout, page, gtk_print_context_get_width (context));
  for (guint i = 0; i < paper->rows_a_page && first + i < paper->rows->len; i++)
    draw_row (paper, cr, layout, paper->rows->pdata[first + i], (i + 2.6) * get_line (paper));
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Paper *paper)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    armada_report_view_tell (paper->view, error->message);
  else if (paper->pdf != NULL && result == GTK_PRINT_OPERATION_RESULT_APPLY)
    armada_report_view_tell (paper->view, _ ("Saved"));
}

/* Wide tables lie on the paper's side. */
static void
set_paper (Paper *paper, GtkPrintOperation *operation)
{
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();

  if (armada_sheet_get_about (paper->sheet)->n_columns > 6)
    gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
}

static void
run (Paper *paper)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  GtkRoot *window = gtk_widget_get_root (paper->view);
  gboolean exports = paper->pdf != NULL;

  set_paper (paper, operation);
  gtk_print_operation_set_job_name (operation, paper->title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, !exports);
  if (exports)
    gtk_print_operation_set_export_filename (operation, g_file_peek_path (paper->pdf));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), paper);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), paper);
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), paper, free_paper_cb, 0);
  gtk_print_operation_run (operation,
                           exports ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                   : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL, NULL);
}

static void ask_rows (Paper *paper);

static void
rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Paper *paper = user_data;
  g_autoptr (GVariant) rows = armada_reading_ask_finish (ARMADA_READING (source), result, NULL);
  gsize n = rows ? g_variant_n_children (rows) : 0;

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (paper->rows, g_variant_get_child_value (rows, i));
  if (n == ROWS_AT_ONCE && paper->rows->len < ROWS_MAX)
    ask_rows (paper);
  else
    run (paper);
}

static void
ask_rows (Paper *paper)
{
  armada_reading_ask_async (armada_sheet_get_reading (paper->sheet), "rows",
                            g_variant_new ("(uuu)", armada_sheet_get_index (paper->sheet),
                                           paper->rows->len, ROWS_AT_ONCE),
                            "a(uyya(yydss))", NULL, rows_cb, paper);
}

/**
 * armada_sheet_paper_print:
 * @sheet: as it is arranged
 * @view: an ArmadaReportView, which tells how it went
 * @pdf: (nullable): a file that becomes a PDF of it; %NULL: asks for a printer
 * @title: stands on every page
 */
void
armada_sheet_paper_print (ArmadaSheet *sheet, GtkWidget *view, GFile *pdf, const char *title)
{
  Paper *paper = g_new0 (Paper, 1);

  paper->sheet = g_object_ref (sheet);
  paper->view = g_object_ref (view);
  paper->pdf = pdf ? g_object_ref (pdf) : NULL;
  paper->title = g_strdup (title);
  paper->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  paper->widths = g_array_new (FALSE, FALSE, sizeof (double));
  ask_rows (paper);
}
