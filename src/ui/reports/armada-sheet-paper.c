/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sheet-paper"

#include "reports/armada-sheet-paper.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-pdf-file.h"
#include "app/armada-words.h"
#include "reports/armada-report-view.h"
#include "reports/armada-sheet-words.h"

#define ROWS_AT_ONCE 1000
#define ROWS_MAX 50000 /* a thousand pages */
#define FONT_SIZE 8.   /* points, where that fits */
#define SMALLEST 4.5
#define GAP 4.             /* points between columns */
#define MARGIN 36.         /* points, of a file */
#define PORTRAIT_COLUMNS 6 /* wider tables lie on the paper's side */

/* A column as it is on every page. */
typedef struct
{
  char *title;
  gboolean named; /* by the sheet: what we call it ourselves is not printed */
  guint wanted;   /* characters */
  double width;   /* points at the font's size */
} Column;

/*
 * A sheet on paper: its rows are fetched first, as they are arranged, then laid out in columns as
 * wide as their texts want, smaller where the paper is too narrow. A file is drawn in a thread:
 * nothing of the sheet itself is looked at then.
 */
typedef struct
{
  ArmadaSheet *sheet;
  GtkWidget *view;
  GFile *pdf;
  char *title;
  GPtrArray *rows; /* of GVariant (uyya(yydss)) */
  GArray *columns; /* of Column */
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
  g_array_unref (paper->columns);
  g_free (paper);
}

static void
free_paper_cb (gpointer data, GClosure *closure)
{
  paper_free (data);
}

static Column *
get_column (Paper *paper, guint index)
{
  return &g_array_index (paper->columns, Column, index);
}

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->title);
}

static void
list_columns (Paper *paper)
{
  const ArmadaReadingSheet *about = armada_sheet_get_about (paper->sheet);

  for (guint i = 0; i < about->n_columns; i++)
    {
      Column column = {
        .title = armada_sheet_words_for_column (about, i),
        .named = i < g_strv_length (about->titles),
        .wanted = i < about->n_widths ? about->widths[i] : 4,
      };

      column.wanted =
          CLAMP (MAX (column.wanted, MIN ((guint) g_utf8_strlen (column.title, -1), 12)), 3, 40);
      g_array_append_val (paper->columns, column);
    }
}

/* Columns in proportion to their characters; the font as large as leaves room for all. */
static void
fit_columns (Paper *paper, double width)
{
  const double gap = GAP / FONT_SIZE * 2; /* characters */
  double characters = 0, scale;

  for (guint i = 0; i < paper->columns->len; i++)
    characters += get_column (paper, i)->wanted + gap;
  paper->size = CLAMP (width / MAX (characters, 1) / .55, SMALLEST, FONT_SIZE);
  scale = MIN (width / MAX (characters, 1), paper->size * .62);
  for (guint i = 0; i < paper->columns->len; i++)
    get_column (paper, i)->width = (get_column (paper, i)->wanted + gap) * scale;
}

static double
get_line (Paper *paper)
{
  return paper->size * 1.5;
}

/* Returns: how many pages there are on paper of this size */
static guint
fit (Paper *paper, double width, double height)
{
  fit_columns (paper, width);
  /* the title and the names of the columns take two lines and a half */
  paper->rows_a_page = (guint) MAX (floor (height / get_line (paper)) - 3, 1);
  return MAX ((paper->rows->len + paper->rows_a_page - 1) / paper->rows_a_page, 1);
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

  for (guint i = column; i < paper->columns->len && i < column + n; i++)
    width += get_column (paper, i)->width;
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
  for (guint i = 0; i < g_variant_n_children (cells) && i < paper->columns->len; i++)
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
      covers = kind == ARMADA_ROW_TITLE ? paper->columns->len : MAX (span, 1);
      show_words (paper, cr, layout, both ? both : words, kind != ARMADA_ROW_DATA,
                  armada_sheet_words_are_numbers (&cell), x, y, get_span (paper, i, covers));
      x += get_column (paper, i)->width;
    }
}

static void
draw_head (Paper *paper, cairo_t *cr, PangoLayout *layout, guint page, double width)
{
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  double x = 0;

  show_words (paper, cr, layout, paper->title, TRUE, FALSE, 0, 0, width * .9);
  show_words (paper, cr, layout, number, FALSE, TRUE, width * .9, 0, width * .1);
  for (guint i = 0; i < paper->columns->len; i++)
    {
      if (get_column (paper, i)->named)
        show_words (paper, cr, layout, get_column (paper, i)->title, TRUE, FALSE, x,
                    get_line (paper) * 1.25, get_span (paper, i, 1));
      x += get_column (paper, i)->width;
    }
  cairo_set_line_width (cr, .5);
  cairo_move_to (cr, 0, get_line (paper) * 2.4);
  cairo_line_to (cr, width, get_line (paper) * 2.4);
  cairo_stroke (cr);
}

static void
draw_page (Paper *paper, guint page, cairo_t *cr, PangoLayout *layout, double width)
{
  guint first = page * paper->rows_a_page;

  draw_head (paper, cr, layout, page, width);
  for (guint i = 0; i < paper->rows_a_page && first + i < paper->rows->len; i++)
    draw_row (paper, cr, layout, paper->rows->pdata[first + i], (i + 2.6) * get_line (paper));
}

static gboolean
is_wide (const Paper *paper)
{
  return paper->columns->len > PORTRAIT_COLUMNS;
}

static guint
count_for_file_cb (gconstpointer data)
{
  Paper *paper = (Paper *) data; /* alone in the thread that writes the file */
  double width = is_wide (paper) ? ARMADA_PDF_A4_LONG : ARMADA_PDF_A4_SHORT;
  double height = is_wide (paper) ? ARMADA_PDF_A4_SHORT : ARMADA_PDF_A4_LONG;

  return fit (paper, width - 2 * MARGIN, height - 2 * MARGIN);
}

static void
draw_for_file_cb (gconstpointer data, guint page, cairo_t *cr, PangoLayout *layout)
{
  Paper *paper = (Paper *) data;

  cairo_translate (cr, MARGIN, MARGIN);
  draw_page (paper, page, cr, layout,
             (is_wide (paper) ? ARMADA_PDF_A4_LONG : ARMADA_PDF_A4_SHORT) - 2 * MARGIN);
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
    .width = is_wide (paper) ? ARMADA_PDF_A4_LONG : ARMADA_PDF_A4_SHORT,
    .height = is_wide (paper) ? ARMADA_PDF_A4_SHORT : ARMADA_PDF_A4_LONG,
    .count = count_for_file_cb,
    .draw = draw_for_file_cb,
    .data = paper,
  };

  armada_pdf_file_write_async (paper->pdf, &pages, NULL, saved_cb, paper);
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Paper *paper)
{
  guint n =
      fit (paper, gtk_print_context_get_width (context), gtk_print_context_get_height (context));

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
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkRoot *window = gtk_widget_get_root (paper->view);

  if (is_wide (paper))
    gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
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
  else if (paper->pdf != NULL)
    save (paper);
  else
    print (paper);
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
  paper->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (paper->columns, clear_column);
  list_columns (paper);
  ask_rows (paper);
}
