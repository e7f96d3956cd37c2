/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-thumbnail"

#include "armada-reader-thumbnail.h"

#include <math.h>
#include <string.h>

#define SIZE_MAX_PIXELS 1024
#define LINE 11.0 /* of a paper that is 297 high */
#define MARGIN 14.0
#define PAPER_WIDTH 210.0
#define PAPER_HEIGHT 297.0

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GVariant *
encode (cairo_surface_t *surface)
{
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_write_to_png_stream (surface, write_cb, png);
  bytes = g_byte_array_free_to_bytes (png);
  return g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

static cairo_surface_t *
new_paper (double width, double height, guint size, cairo_t **cr)
{
  double scale = MIN (size, SIZE_MAX_PIXELS) / MAX (width, height);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (MAX (width * scale, 1)),
                                  (int) ceil (MAX (height * scale, 1)));

  *cr = cairo_create (surface);
  cairo_set_source_rgb (*cr, 1, 1, 1);
  cairo_paint (*cr);
  cairo_scale (*cr, scale, scale);
  return surface;
}

static GVariant *
finish (cairo_surface_t *surface, cairo_t *cr)
{
  GVariant *png;

  cairo_destroy (cr);
  png = encode (surface);
  cairo_surface_destroy (surface);
  return png;
}

/**
 * armada_reader_thumbnail_of_page:
 * @size: pixels of the longer side
 *
 * Returns: (transfer floating): the first page
 */
GVariant *
armada_reader_thumbnail_of_page (PopplerDocument *document, guint size, GError **error)
{
  PopplerPage *page = poppler_document_get_page (document, 0);
  cairo_surface_t *surface;
  double width, height;
  cairo_t *cr;

  if (page == NULL)
    {
      g_set_error_literal (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_DAMAGED,
                           "no first page");
      return NULL;
    }
  poppler_page_get_size (page, &width, &height);
  surface = new_paper (MAX (width, 1), MAX (height, 1), MAX (size, 1), &cr);
  poppler_page_render (page, cr);
  g_object_unref (page);
  return finish (surface, cr);
}

static void
set_font (cairo_t *cr, gboolean bold)
{
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                          bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, LINE * 0.62);
  cairo_set_source_rgb (cr, 0.15, 0.15, 0.18);
}

static void
show_words (cairo_t *cr, const char *words, double x, double y, double width)
{
  g_autofree char *some = g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), 200));

  cairo_save (cr);
  cairo_rectangle (cr, x, y - LINE, width - 2, LINE * 1.4);
  cairo_clip (cr);
  cairo_move_to (cr, x, y);
  cairo_show_text (cr, some);
  cairo_restore (cr);
}

static void
draw_row (cairo_t *cr, const ArmadaReaderSheet *sheet, guint index, double y, double column_width)
{
  const ArmadaReaderRow *row = armada_reader_sheet_get_row (sheet, index);
  gboolean wide = row->kind == ARMADA_ROW_TITLE;

  if (row->kind == ARMADA_ROW_HEADER)
    {
      cairo_set_source_rgb (cr, 0.9, 0.92, 0.95);
      cairo_rectangle (cr, MARGIN - 2, y - LINE * 0.78, PAPER_WIDTH - 2 * MARGIN + 4, LINE);
      cairo_fill (cr);
    }
  set_font (cr, row->kind != ARMADA_ROW_DATA);
  for (guint i = 0; i < row->n_cells; i++)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];
      const ArmadaReaderCell *cell = armada_reader_sheet_get_cell (sheet, row, i);
      double x = MARGIN + i * column_width;

      if (x >= PAPER_WIDTH - MARGIN)
        break;
      show_words (cr, armada_reader_cell_get_text (cell, buffer), x, y,
                  wide ? PAPER_WIDTH - MARGIN - x : column_width * cell->span);
    }
}

/**
 * armada_reader_thumbnail_of_sheet:
 * @size: pixels of the longer side
 *
 * Returns: (transfer floating): its first rows on a sheet of paper
 */
GVariant *
armada_reader_thumbnail_of_sheet (const ArmadaReaderSheet *sheet, guint size)
{
  cairo_t *cr;
  cairo_surface_t *surface = new_paper (PAPER_WIDTH, PAPER_HEIGHT, MAX (size, 1), &cr);
  guint columns = CLAMP (sheet->n_columns, 1, 5);
  double y = MARGIN + LINE;

  for (guint i = 0; i < sheet->rows->len && y < PAPER_HEIGHT - MARGIN; i++, y += LINE)
    draw_row (cr, sheet, i, y, (PAPER_WIDTH - 2 * MARGIN) / columns);
  return finish (surface, cr);
}

/**
 * armada_reader_thumbnail_of_text:
 * @size: pixels of the longer side
 *
 * Returns: (transfer floating): its first words on a sheet of paper
 */
GVariant *
armada_reader_thumbnail_of_text (const char *text, guint size)
{
  cairo_t *cr;
  cairo_surface_t *surface = new_paper (PAPER_WIDTH, PAPER_HEIGHT, MAX (size, 1), &cr);
  double y = MARGIN + LINE;
  const char *at = text;

  set_font (cr, FALSE);
  while (*at != '\0' && y < PAPER_HEIGHT - MARGIN)
    {
      const char *end = at;
      g_autofree char *line = NULL;

      for (guint i = 0; i < 46 && *end != '\0'; i++)
        end = g_utf8_next_char (end);
      while (*end != '\0' && end > at + 20 && end[-1] != ' ')
        end = g_utf8_prev_char (end);
      line = g_strndup (at, (gsize) (end - at));
      show_words (cr, line, MARGIN, y, PAPER_WIDTH - 2 * MARGIN);
      at = end;
      y += LINE;
    }
  return finish (surface, cr);
}
