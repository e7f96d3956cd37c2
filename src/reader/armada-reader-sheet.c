/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-sheet"

#include "armada-reader-sheet.h"

#include <string.h>

#define SAMPLE 2000 /* rows that are looked at for the widths of columns */
#define WIDEST 48   /* characters */

/**
 * armada_reader_sheet_new:
 * @name: what the file calls it
 *
 * Returns: (transfer full): a sheet without rows
 */
ArmadaReaderSheet *
armada_reader_sheet_new (const char *name)
{
  ArmadaReaderSheet *self = g_new0 (ArmadaReaderSheet, 1);

  self->name = g_utf8_make_valid (name, -1);
  self->cells = g_array_new (FALSE, TRUE, sizeof (ArmadaReaderCell));
  self->rows = g_array_new (FALSE, TRUE, sizeof (ArmadaReaderRow));
  self->texts = g_string_chunk_new (64 * 1024);
  return self;
}

void
armada_reader_sheet_free (ArmadaReaderSheet *self)
{
  g_free (self->name);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static ArmadaReaderRow *
get_last_row (ArmadaReaderSheet *self)
{
  return &g_array_index (self->rows, ArmadaReaderRow, self->rows->len - 1);
}

static gboolean
has_room (ArmadaReaderSheet *self, guint more_rows, guint more_cells, GError **error)
{
  guint64 weight = (guint64) self->rows->len + more_rows + self->cells->len + more_cells;

  if (weight <= ARMADA_READER_CELLS_MAX)
    return TRUE;
  g_set_error (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_TOO_LARGE,
               "more than %d cells in a sheet", ARMADA_READER_CELLS_MAX);
  return FALSE;
}

/**
 * armada_reader_sheet_begin_row:
 * @number: its number in the file, from 0; those that were left out become blank rows
 *
 * Goes on to the row into which armada_reader_sheet_put() puts. Numbers that do not grow begin the
 * next row.
 */
gboolean
armada_reader_sheet_begin_row (ArmadaReaderSheet *self, guint number, GError **error)
{
  guint more = number >= self->rows->len ? number - self->rows->len + 1 : 1;

  /* a sheet that says it has a million rows and has one is one row and a gap, not a million */
  if (more > 1000)
    more = 2;
  if (!has_room (self, more, 0, error))
    return FALSE;
  for (guint i = 0; i < more; i++)
    {
      ArmadaReaderRow row = { .start = self->cells->len, .source = number - (more - 1 - i) };

      g_array_append_val (self->rows, row);
    }
  return TRUE;
}

/**
 * armada_reader_sheet_put:
 * @column: from 0; within a row they grow, and others are ignored
 * @number: of numbers, percents and flags
 * @text: (nullable): of the others
 * @length: of @text in bytes, or -1
 *
 * Puts a cell into the row begun last.
 */
gboolean
armada_reader_sheet_put (ArmadaReaderSheet *self,
                         guint column,
                         ArmadaCellType type,
                         double number,
                         const char *text,
                         gssize length,
                         GError **error)
{
  ArmadaReaderRow *row = get_last_row (self);
  ArmadaReaderCell cell = { .number = number, .type = (guint8) type, .span = 1 };
  g_autofree char *valid = NULL;

  if (type == ARMADA_CELL_EMPTY || column < row->n_cells || column >= ARMADA_READER_COLUMNS_MAX)
    return TRUE;
  if (!has_room (self, 0, column - row->n_cells + 1, error))
    return FALSE;
  if (text != NULL)
    {
      gsize size = length < 0 ? strlen (text) : (gsize) length;

      valid = g_utf8_make_valid (text, (gssize) MIN (size, ARMADA_READER_CELL_TEXT_MAX));
      cell.text = strlen (valid) < 64 ? g_string_chunk_insert_const (self->texts, valid)
                                      : g_string_chunk_insert (self->texts, valid);
    }
  g_array_set_size (self->cells, row->start + column);
  for (guint i = row->n_cells; i < column; i++)
    g_array_index (self->cells, ArmadaReaderCell, row->start + i).span = 1;
  g_array_append_val (self->cells, cell);
  row->n_cells = column + 1;
  self->n_columns = MAX (self->n_columns, row->n_cells);
  return TRUE;
}

/**
 * armada_reader_sheet_set_kind:
 *
 * Says what the row begun last is.
 */
void
armada_reader_sheet_set_kind (ArmadaReaderSheet *self, ArmadaRowKind kind)
{
  get_last_row (self)->kind = (guint8) kind;
}

static int
compare_source (const void *key, const void *item)
{
  guint number = *(const guint *) key;
  guint source = ((const ArmadaReaderRow *) item)->source;

  return number < source ? -1 : number > source;
}

/**
 * armada_reader_sheet_span:
 * @number: of the row in the file
 * @column: the first one
 * @n_columns: how many
 *
 * Makes a cell cover those to its right. Rows must have been put in the order of their numbers.
 */
void
armada_reader_sheet_span (ArmadaReaderSheet *self, guint number, guint column, guint n_columns)
{
  const ArmadaReaderRow *row = bsearch (&number, self->rows->data, self->rows->len,
                                        sizeof (ArmadaReaderRow), compare_source);

  if (row != NULL && column < row->n_cells)
    g_array_index (self->cells, ArmadaReaderCell, row->start + column).span =
        (guint16) CLAMP (n_columns, 1, ARMADA_READER_COLUMNS_MAX);
}

static guint
count_filled (const ArmadaReaderSheet *self, const ArmadaReaderRow *row, gboolean *all_texts)
{
  guint n = 0;

  *all_texts = TRUE;
  for (guint i = 0; i < row->n_cells; i++)
    {
      const ArmadaReaderCell *cell = armada_reader_sheet_get_cell (self, row, i);

      if (cell->type == ARMADA_CELL_EMPTY)
        continue;
      n++;
      if (cell->type != ARMADA_CELL_TEXT)
        *all_texts = FALSE;
    }
  return n;
}

/* "Total" is the same word in both languages; servers write others in front of it. */
static gboolean
is_total (const ArmadaReaderSheet *self, const ArmadaReaderRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      const ArmadaReaderCell *cell = armada_reader_sheet_get_cell (self, row, i);

      if (cell->type == ARMADA_CELL_EMPTY)
        continue;
      return cell->type == ARMADA_CELL_TEXT && (g_ascii_strncasecmp (cell->text, "total", 5) == 0 ||
                                                g_ascii_strncasecmp (cell->text, "jumlah", 6) == 0);
    }
  return FALSE;
}

/*
 * Reports are tables below each other, with titles over them. A row with one text and nothing
 * else is a title, where there are columns; the first after it, all of texts, names the columns.
 */
static void
find_kinds (ArmadaReaderSheet *self)
{
  gboolean within = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      ArmadaReaderRow *row = &g_array_index (self->rows, ArmadaReaderRow, i);
      gboolean all_texts;
      guint filled = count_filled (self, row, &all_texts);

      if (filled == 0)
        row->kind = ARMADA_ROW_BLANK;
      else if (within && is_total (self, row))
        row->kind = ARMADA_ROW_TOTAL;
      else if (filled == 1 && all_texts && self->n_columns > 1 && row->n_cells == 1)
        row->kind = ARMADA_ROW_TITLE;
      else if (!within && all_texts && (filled > 1 || self->n_columns == 1))
        row->kind = ARMADA_ROW_HEADER;
      within = row->kind != ARMADA_ROW_BLANK && row->kind != ARMADA_ROW_TITLE;
    }
}

static void
find_head (ArmadaReaderSheet *self)
{
  guint n = 0;

  self->head = -1;
  for (guint i = 0; i < self->rows->len; i++)
    if (armada_reader_sheet_get_row (self, i)->kind == ARMADA_ROW_HEADER && n++ == 0)
      self->head = (int) i;
  self->starts_with_head = n == 1 && self->head == 0 && self->rows->len > 1 &&
                           armada_reader_sheet_get_row (self, 0)->change == ARMADA_ROW_SAME;
}

/**
 * armada_reader_sheet_end:
 * @kinds_known: whether armada_reader_sheet_set_kind() told the kinds of all rows
 *
 * Closes the sheet: no row is begun after it.
 */
void
armada_reader_sheet_end (ArmadaReaderSheet *self, gboolean kinds_known)
{
  if (!kinds_known)
    find_kinds (self);
  find_head (self);
}

/**
 * armada_reader_cell_get_text:
 * @buffer: for numbers
 *
 * Returns: the cell as it is searched, compared and copied; numbers with a "." and no grouping
 */
const char *
armada_reader_cell_get_text (const ArmadaReaderCell *cell, char buffer[G_ASCII_DTOSTR_BUF_SIZE])
{
  if (cell == NULL || cell->type == ARMADA_CELL_EMPTY)
    return "";
  if (cell->text != NULL)
    return cell->text;
  if (cell->type == ARMADA_CELL_FLAG)
    return cell->number != 0 ? "TRUE" : "FALSE";
  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.15g", cell->number);
}

/**
 * armada_reader_sheet_get_widths:
 *
 * Returns: (transfer full) (element-type guint32): characters that each column wants, from its
 *   rows of data and headers
 */
GArray *
armada_reader_sheet_get_widths (const ArmadaReaderSheet *self)
{
  GArray *widths = g_array_sized_new (FALSE, TRUE, sizeof (guint32), self->n_columns);

  g_array_set_size (widths, self->n_columns);
  for (guint i = 0; i < MIN (self->rows->len, SAMPLE); i++)
    {
      const ArmadaReaderRow *row = armada_reader_sheet_get_row (self, i);

      if (row->kind == ARMADA_ROW_TITLE)
        continue;
      for (guint column = 0; column < row->n_cells; column++)
        {
          char buffer[G_ASCII_DTOSTR_BUF_SIZE];
          const ArmadaReaderCell *cell = armada_reader_sheet_get_cell (self, row, column);
          guint32 *width = &g_array_index (widths, guint32, column);
          const char *text = armada_reader_cell_get_text (cell, buffer);

          if (cell->span == 1)
            *width = (guint32) CLAMP (g_utf8_strlen (text, -1), *width, WIDEST);
        }
    }
  return widths;
}
