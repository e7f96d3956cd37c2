/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-view"

#include "armada-reader-view.h"

#include <math.h>
#include <string.h>

/*
 * A sheet as it is looked at: sorted, and without the rows that do not hold the words looked for.
 * Reports are tables below each other; only the rows of data between two others change places, so
 * that titles, names of columns and totals stay with what they belong to.
 */
struct _ArmadaReaderView
{
  ArmadaReaderSheet *sheet;
  GArray *order; /* of guint32, rows of the sheet */
  guint n_hits;
};

typedef struct
{
  const ArmadaReaderSheet *sheet;
  guint column;
  int direction;
} Sort;

/**
 * armada_reader_view_new:
 * @sheet: (transfer full): what is looked at
 *
 * Returns: (transfer full): the sheet as it is in the file
 */
ArmadaReaderView *
armada_reader_view_new (ArmadaReaderSheet *sheet)
{
  ArmadaReaderView *self = g_new0 (ArmadaReaderView, 1);

  self->sheet = sheet;
  self->order = g_array_new (FALSE, FALSE, sizeof (guint32));
  armada_reader_view_arrange (self, -1, FALSE, "", -1);
  return self;
}

void
armada_reader_view_free (ArmadaReaderView *self)
{
  armada_reader_sheet_free (self->sheet);
  g_array_unref (self->order);
  g_free (self);
}

/* What is empty comes last, numbers before texts. */
static int
get_rank (const ArmadaReaderCell *cell)
{
  if (cell == NULL || cell->type == ARMADA_CELL_EMPTY)
    return 2;
  return cell->type == ARMADA_CELL_NUMBER || cell->type == ARMADA_CELL_PERCENT ||
                 cell->type == ARMADA_CELL_FLAG
             ? 0
             : 1;
}

/* Texts with numbers in them ("2 h", "10 h") in the order of the numbers. */
static int
compare_texts (const char *a, const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        {
          gsize length_a, length_b;
          int order;

          a += strspn (a, "0");
          b += strspn (b, "0");
          length_a = strspn (a, "0123456789");
          length_b = strspn (b, "0123456789");
          order = length_a != length_b ? (length_a < length_b ? -1 : 1) : memcmp (a, b, length_a);
          if (order != 0)
            return order;
          a += length_a;
          b += length_b;
          continue;
        }
      if (g_ascii_tolower (*a) != g_ascii_tolower (*b))
        return (guchar) g_ascii_tolower (*a) < (guchar) g_ascii_tolower (*b) ? -1 : 1;
      a++;
      b++;
    }
  return (*a != '\0') - (*b != '\0');
}

static int
compare_cells (const ArmadaReaderCell *a, const ArmadaReaderCell *b)
{
  if (get_rank (a) == 0)
    return a->number < b->number ? -1 : a->number > b->number;
  return compare_texts (a->text ? a->text : "", b->text ? b->text : "");
}

static int
compare_rows (const void *a, const void *b, gpointer user_data)
{
  const Sort *sort = user_data;
  guint32 row_a = *(const guint32 *) a, row_b = *(const guint32 *) b;
  const ArmadaReaderCell *cell_a = armada_reader_sheet_get_cell (
      sort->sheet, armada_reader_sheet_get_row (sort->sheet, row_a), sort->column);
  const ArmadaReaderCell *cell_b = armada_reader_sheet_get_cell (
      sort->sheet, armada_reader_sheet_get_row (sort->sheet, row_b), sort->column);
  int rank_a = get_rank (cell_a), rank_b = get_rank (cell_b);
  int order = 0;

  if (rank_a == 2 || rank_b == 2)
    order = rank_a - rank_b;
  else if (rank_a != rank_b)
    order = (rank_a - rank_b) * sort->direction;
  else
    order = compare_cells (cell_a, cell_b) * sort->direction;
  return order != 0 ? order : (row_a < row_b ? -1 : 1);
}

static gboolean
cell_holds (const ArmadaReaderCell *cell, const char *folded)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  const char *text = armada_reader_cell_get_text (cell, buffer);
  g_autofree char *mine = NULL;

  if (*text == '\0')
    return FALSE;
  if (g_str_is_ascii (folded))
    return strcasestr (text, folded) != NULL;
  mine = g_utf8_casefold (text, -1);
  return strstr (mine, folded) != NULL;
}

static gboolean
row_holds (ArmadaReaderView *self, guint row, const char *folded, int column)
{
  const ArmadaReaderRow *cells = armada_reader_sheet_get_row (self->sheet, row);

  if (column >= 0)
    return cell_holds (armada_reader_sheet_get_cell (self->sheet, cells, (guint) column), folded);
  for (guint i = 0; i < cells->n_cells; i++)
    if (cell_holds (armada_reader_sheet_get_cell (self->sheet, cells, i), folded))
      return TRUE;
  return FALSE;
}

/* Takes the run of data that begins with @row, as far as it holds the words; says where it ends. */
static guint
take_run (ArmadaReaderView *self, guint row, const Sort *sort, const char *folded, int column)
{
  guint begin = self->order->len;

  for (; row < self->sheet->rows->len; row++)
    {
      if (armada_reader_sheet_get_row (self->sheet, row)->kind != ARMADA_ROW_DATA)
        break;
      if (*folded == '\0' || row_holds (self, row, folded, column))
        {
          g_array_append_val (self->order, row);
          self->n_hits++;
        }
    }
  if (sort->direction != 0 && self->order->len > begin)
    g_sort_array (&g_array_index (self->order, guint32, begin), self->order->len - begin,
                  sizeof (guint32), compare_rows, (gpointer) sort);
  return row;
}

/**
 * armada_reader_view_arrange:
 * @sort_column: or -1: as in the file
 * @words: only rows that hold them, whatever their case; "" all
 * @words_column: where they must stand, or -1: anywhere
 *
 * Arranges the rows of data anew; the others stay.
 */
void
armada_reader_view_arrange (ArmadaReaderView *self,
                            int sort_column,
                            gboolean descending,
                            const char *words,
                            int words_column)
{
  g_autofree char *folded = g_utf8_casefold (words, -1);
  Sort sort = { self->sheet, (guint) MAX (sort_column, 0), 0 };
  guint row = self->sheet->starts_with_head ? 1 : 0;

  if (sort_column >= 0)
    sort.direction = descending ? -1 : 1;
  g_array_set_size (self->order, 0);
  self->n_hits = 0;
  while (row < self->sheet->rows->len)
    {
      if (armada_reader_sheet_get_row (self->sheet, row)->kind == ARMADA_ROW_DATA)
        {
          row = take_run (self, row, &sort, folded, words_column);
          continue;
        }
      g_array_append_val (self->order, row);
      row++;
    }
}

ArmadaReaderSheet *
armada_reader_view_get_sheet (ArmadaReaderView *self)
{
  return self->sheet;
}

guint
armada_reader_view_get_n_rows (ArmadaReaderView *self)
{
  return self->order->len;
}

/**
 * armada_reader_view_get_n_hits:
 *
 * Returns: rows of data that are in it
 */
guint
armada_reader_view_get_n_hits (ArmadaReaderView *self)
{
  return self->n_hits;
}

const ArmadaReaderRow *
armada_reader_view_get_row (ArmadaReaderView *self, guint position)
{
  return armada_reader_sheet_get_row (self->sheet, g_array_index (self->order, guint32, position));
}

static void
add_cell (ArmadaReaderSums *sums, const ArmadaReaderCell *cell)
{
  if (cell == NULL || cell->type == ARMADA_CELL_EMPTY)
    return;
  sums->n_filled++;
  if (cell->type != ARMADA_CELL_NUMBER && cell->type != ARMADA_CELL_PERCENT)
    return;
  sums->least = sums->n_numbers == 0 ? cell->number : fmin (sums->least, cell->number);
  sums->greatest = sums->n_numbers == 0 ? cell->number : fmax (sums->greatest, cell->number);
  sums->sum += cell->number;
  sums->n_numbers++;
}

/**
 * armada_reader_view_sum:
 *
 * Returns: what the cells of @range come to
 */
ArmadaReaderSums
armada_reader_view_sum (ArmadaReaderView *self, const ArmadaReaderRange *range)
{
  ArmadaReaderSums sums = { 0 };

  for (guint i = range->first_row; i <= range->last_row && i < self->order->len; i++)
    {
      const ArmadaReaderRow *row = armada_reader_view_get_row (self, i);

      for (guint column = range->first_column; column <= range->last_column; column++)
        {
          if (column >= row->n_cells)
            break;
          add_cell (&sums, armada_reader_sheet_get_cell (self->sheet, row, column));
        }
    }
  return sums;
}

/* What would end a field or a line becomes a space. */
static void
append_field (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    g_string_append_c (out, strchr ("\t\n\r", *text) != NULL ? ' ' : *text);
}

/**
 * armada_reader_view_copy:
 * @max: bytes after which it ends
 *
 * Returns: (transfer full): the cells of @range, tab-separated
 */
char *
armada_reader_view_copy (ArmadaReaderView *self, const ArmadaReaderRange *range, gsize max)
{
  GString *out = g_string_new (NULL);

  for (guint i = range->first_row; i <= range->last_row && i < self->order->len; i++)
    {
      const ArmadaReaderRow *row = armada_reader_view_get_row (self, i);
      guint last = MIN (range->last_column, MAX (self->sheet->n_columns, 1) - 1);

      if (i > range->first_row)
        g_string_append_c (out, '\n');
      for (guint column = range->first_column; column <= last && out->len < max; column++)
        {
          char buffer[G_ASCII_DTOSTR_BUF_SIZE];
          const ArmadaReaderCell *cell = armada_reader_sheet_get_cell (self->sheet, row, column);

          if (column > range->first_column)
            g_string_append_c (out, '\t');
          append_field (out, armada_reader_cell_get_text (cell, buffer));
        }
      if (out->len >= max)
        break;
    }
  return g_string_free_and_steal (out);
}

/* Whether a search comes by a cell; forwards the first one that it comes by is found, backwards the
 * last one before where it starts. */
static gboolean
is_on_the_way (const ArmadaReaderSearch *search, guint row, guint column)
{
  guint64 from = ((guint64) search->row << 32) + search->column;
  guint64 at = ((guint64) row << 32) + column;

  if (at == from)
    return !search->beyond;
  return search->backwards ? at < from : at > from;
}

/**
 * armada_reader_view_find:
 *
 * Looks for the cell that holds the words next to where the search starts, up to the end of the
 * view and not around it.
 */
ArmadaReaderHit
armada_reader_view_find (ArmadaReaderView *self, const ArmadaReaderSearch *search)
{
  g_autofree char *folded = g_utf8_casefold (search->words, -1);
  ArmadaReaderHit hit = { 0 };

  for (guint i = 0; *folded != '\0' && i < self->order->len; i++)
    {
      const ArmadaReaderRow *cells = armada_reader_view_get_row (self, i);

      for (guint j = 0; j < cells->n_cells; j++)
        {
          if (!cell_holds (armada_reader_sheet_get_cell (self->sheet, cells, j), folded))
            continue;
          hit.n++;
          if (!is_on_the_way (search, i, j) || (hit.which != 0 && !search->backwards))
            continue;
          hit.row = i;
          hit.column = j;
          hit.which = hit.n;
        }
    }
  return hit;
}
