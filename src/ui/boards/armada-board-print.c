/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-board-print"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "boards/armada-board-export.h"

/* A board on paper: what is shown, a line each, under a heading that says which and of when. */

#define LINE 14.0     /* points */
#define HEAD 48.0     /* points */
#define FONT "Sans 8" /* small enough for eight columns */
#define GAP 6.0       /* points between columns */

typedef struct
{
  ArmadaBoard *board;
  double *widths; /* of the columns, in points */
  guint n_columns;
  guint n_on_page;
} Print;

static void
print_free (gpointer data)
{
  Print *print = data;

  g_object_unref (print->board);
  g_free (print->widths);
  g_free (print);
}

static PangoLayout *
make_layout (GtkPrintContext *context, const char *font, const char *text)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static double
measure (GtkPrintContext *context, const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (context, FONT, text);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE + GAP;
}

/* As wide as what is in them; all a little less wide where the paper is too narrow. */
static void
share_width (Print *print, GtkPrintContext *context)
{
  double room = gtk_print_context_get_width (context), wanted = 0;
  guint n_rows = g_list_model_get_n_items (armada_board_get_shown (print->board));
  const ArmadaBoardColumn *columns = armada_board_get_columns (print->board, &print->n_columns);

  print->widths = g_new0 (double, print->n_columns);
  for (guint i = 0; i < print->n_columns; i++)
    {
      print->widths[i] = measure (context, columns[i].title);
      for (guint k = 0; k < MIN (n_rows, 200); k++)
        {
          g_autoptr (ArmadaBoardRow) row =
              g_list_model_get_item (armada_board_get_shown (print->board), k);
          double width = measure (context, armada_board_row_get_text (row, i));

          print->widths[i] = MAX (print->widths[i], MIN (width, room / 3));
        }
      wanted += print->widths[i];
    }
  for (guint i = 0; wanted > room && i < print->n_columns; i++)
    print->widths[i] *= room / wanted;
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  double room = gtk_print_context_get_height (context) - HEAD - LINE;
  guint n_rows = g_list_model_get_n_items (armada_board_get_shown (print->board));

  share_width (print, context);
  print->n_on_page = (guint) MAX (room / LINE, 1);
  gtk_print_operation_set_n_pages (
      operation, (int) MAX ((n_rows + print->n_on_page - 1) / print->n_on_page, 1));
}

static void
draw_text (GtkPrintContext *context,
           const char *font,
           const char *text,
           double x,
           double y,
           double width)
{
  g_autoptr (PangoLayout) layout = make_layout (context, font, text);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_line (Print *print, GtkPrintContext *context, ArmadaBoardRow *row, double y)
{
  guint n;
  const ArmadaBoardColumn *columns = armada_board_get_columns (print->board, &n);
  double x = 0;

  for (guint i = 0; i < n; i++)
    {
      draw_text (context, row ? FONT : FONT " Bold",
                 row ? armada_board_row_get_text (row, i) : columns[i].title, x, y,
                 print->widths[i] - GAP);
      x += print->widths[i];
    }
}

static void
draw_head (Print *print, GtkPrintContext *context, guint page)
{
  double width = gtk_print_context_get_width (context);
  g_autofree char *time = armada_words_for_time (g_get_real_time () / G_USEC_PER_SEC);
  /* Translators: at the head of a printed page: its number, and when it was printed */
  g_autofree char *text = g_strdup_printf (_ ("Page %u · %s"), page + 1, time);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  draw_text (context, "Sans Bold 13", armada_board_get_words (print->board)->name, 0, 0, width);
  draw_text (context, FONT, text, 0, 20, width);
  draw_line (print, context, NULL, HEAD - LINE);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 0, HEAD - 1);
  cairo_line_to (cr, width, HEAD - 1);
  cairo_stroke (cr);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *print)
{
  GListModel *rows = armada_board_get_shown (print->board);
  guint first = (guint) page * print->n_on_page;

  draw_head (print, context, (guint) page);
  for (guint i = 0; i < print->n_on_page; i++)
    {
      g_autoptr (ArmadaBoardRow) row = g_list_model_get_item (rows, first + i);

      if (row != NULL)
        draw_line (print, context, row, HEAD + i * LINE);
    }
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Print *print)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  /* Translators: %s is the system's reason */
  text = g_strdup_printf (_ ("It could not be printed: %s"), error->message);
  armada_board_tell (print->board, text);
}

/**
 * armada_board_export_new_print:
 *
 * Returns: (transfer full): what draws the board on paper
 */
GtkPrintOperation *
armada_board_export_new_print (ArmadaBoard *board)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Print *print = g_new0 (Print, 1);

  print->board = g_object_ref (board);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, armada_board_get_words (board)->name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "print", print, print_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), print);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), print);
  return operation;
}

/**
 * armada_board_export_print:
 *
 * Asks for a printer and prints what is shown.
 */
void
armada_board_export_print (ArmadaBoard *board)
{
  g_autoptr (GtkPrintOperation) operation = armada_board_export_new_print (board);
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (board));

  gtk_page_setup_set_orientation (page, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}
