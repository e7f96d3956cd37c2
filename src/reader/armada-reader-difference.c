/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-difference"

#include "armada-reader-difference.h"

#include <string.h>

#define STEPS_MAX 2000 /* of the search for the shortest difference; then what is left differs */

/*
 * Two runs of one report as one sheet. Rows that are the same are found as in a difference of
 * texts (Myers, "An O(ND) Difference Algorithm", 1986). Of those between, a row that went and one
 * that came are one that changed where they have the same key: the words before the first number,
 * or half of their cells alike.
 */
typedef struct
{
  const ArmadaReaderSheet *before, *after;
  guint *hashes_before, *hashes_after;
  ArmadaReaderSheet *out;
  guint n_rows;
  GError *error;
} Difference;

static guint
hash_row (const ArmadaReaderSheet *sheet, guint index)
{
  const ArmadaReaderRow *row = armada_reader_sheet_get_row (sheet, index);
  guint hash = 5381;

  for (guint i = 0; i < row->n_cells; i++)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      hash = hash * 33 + g_str_hash (armada_reader_cell_get_text (
                             armada_reader_sheet_get_cell (sheet, row, i), buffer));
    }
  return hash;
}

static guint *
hash_rows (const ArmadaReaderSheet *sheet)
{
  guint *hashes = g_new (guint, sheet->rows->len + 1);

  for (guint i = 0; i < sheet->rows->len; i++)
    hashes[i] = hash_row (sheet, i);
  return hashes;
}

static gboolean
cells_equal (const ArmadaReaderCell *a, const ArmadaReaderCell *b)
{
  char buffer_a[G_ASCII_DTOSTR_BUF_SIZE], buffer_b[G_ASCII_DTOSTR_BUF_SIZE];

  return g_str_equal (armada_reader_cell_get_text (a, buffer_a),
                      armada_reader_cell_get_text (b, buffer_b));
}

static guint
count_equal (Difference *self, guint before, guint after, guint *n)
{
  const ArmadaReaderRow *a = armada_reader_sheet_get_row (self->before, before);
  const ArmadaReaderRow *b = armada_reader_sheet_get_row (self->after, after);
  guint equal = 0;

  *n = MAX (a->n_cells, b->n_cells);
  for (guint i = 0; i < *n; i++)
    equal += cells_equal (armada_reader_sheet_get_cell (self->before, a, i),
                          armada_reader_sheet_get_cell (self->after, b, i));
  return equal;
}

static gboolean
rows_equal (Difference *self, guint before, guint after)
{
  guint n;

  return self->hashes_before[before] == self->hashes_after[after] &&
         count_equal (self, before, after, &n) == n;
}

/* The cells that say what a row is about: those before its first number or time. */
static gboolean
keys_equal (Difference *self, guint before, guint after)
{
  const ArmadaReaderRow *a = armada_reader_sheet_get_row (self->before, before);
  const ArmadaReaderRow *b = armada_reader_sheet_get_row (self->after, after);
  guint n, equal = count_equal (self, before, after, &n), i;

  if (a->kind != b->kind)
    return FALSE;
  for (i = 0; i < MIN (a->n_cells, b->n_cells); i++)
    {
      const ArmadaReaderCell *cell = armada_reader_sheet_get_cell (self->after, b, i);

      if (cell->type != ARMADA_CELL_TEXT || strpbrk (cell->text, "0123456789") == cell->text)
        break;
      if (!cells_equal (armada_reader_sheet_get_cell (self->before, a, i), cell))
        return FALSE;
    }
  return i > 0 || equal * 2 >= n;
}

static void
put_cell (Difference *self,
          guint column,
          const ArmadaReaderCell *cell,
          const ArmadaReaderCell *before)
{
  ArmadaReaderSheet *out = self->out;
  ArmadaCellType type = cell ? cell->type : ARMADA_CELL_EMPTY;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->error != NULL)
    return;
  if (before != NULL && type == ARMADA_CELL_EMPTY)
    type = ARMADA_CELL_TEXT;
  if (!armada_reader_sheet_put (out, column, type, cell ? cell->number : 0,
                                cell && cell->text         ? cell->text
                                : type == ARMADA_CELL_TEXT ? ""
                                                           : NULL,
                                -1, &self->error) ||
      type == ARMADA_CELL_EMPTY)
    return;
  if (cell != NULL)
    g_array_index (out->cells, ArmadaReaderCell, out->cells->len - 1).span = cell->span;
  if (before != NULL)
    g_array_index (out->cells, ArmadaReaderCell, out->cells->len - 1).before =
        g_string_chunk_insert (out->texts, armada_reader_cell_get_text (before, buffer));
}

/* A row of one of the runs, or of both. */
static void
put_row (Difference *self, int before, int after, ArmadaRowChange change)
{
  const ArmadaReaderSheet *from = after >= 0 ? self->after : self->before;
  const ArmadaReaderRow *row = armada_reader_sheet_get_row (from, (guint) MAX (after, before));
  const ArmadaReaderRow *old = NULL;
  ArmadaReaderRow *put;
  guint n = row->n_cells;

  if (after >= 0)
    row = armada_reader_sheet_get_row (from, (guint) after);
  n = row->n_cells;
  if (change == ARMADA_ROW_CHANGED)
    {
      old = armada_reader_sheet_get_row (self->before, (guint) before);
      n = MAX (n, old->n_cells);
    }
  if (self->error != NULL ||
      !armada_reader_sheet_begin_row (self->out, self->n_rows++, &self->error))
    return;
  put = &g_array_index (self->out->rows, ArmadaReaderRow, self->out->rows->len - 1);
  put->kind = row->kind;
  put->change = (guint8) change;
  put->source = row->source;
  for (guint i = 0; i < n; i++)
    {
      const ArmadaReaderCell *cell = armada_reader_sheet_get_cell (from, row, i);
      const ArmadaReaderCell *was =
          old != NULL ? armada_reader_sheet_get_cell (self->before, old, i) : cell;

      if (old != NULL && was == NULL)
        was = &(ArmadaReaderCell) { .type = ARMADA_CELL_EMPTY };
      put_cell (self, i, cell, old != NULL && !cells_equal (was, cell) ? was : NULL);
    }
}

/* Rows that went and rows that came between two that stayed. */
static void
put_gap (Difference *self, guint before, guint end_before, guint after, guint end_after)
{
  while (before < end_before || after < end_after)
    {
      guint near = after, far = before;

      while (before < end_before && near < end_after && near < after + 50 &&
             !keys_equal (self, before, near))
        near++;
      if (before < end_before && near < end_after && near < after + 50)
        {
          for (; after < near; after++)
            put_row (self, -1, (int) after, ARMADA_ROW_ADDED);
          put_row (self, (int) before++, (int) after++, ARMADA_ROW_CHANGED);
          continue;
        }
      if (far < end_before)
        put_row (self, (int) before++, -1, ARMADA_ROW_REMOVED);
      else
        put_row (self, -1, (int) after++, ARMADA_ROW_ADDED);
    }
}

/* Goes back the way that the search came; @kept gets the rows that stayed, last first. */
static void
walk_back (GPtrArray *trace, int n, int m, int offset, GArray *kept)
{
  int x = n, y = m;

  for (int d = (int) trace->len - 1; d >= 0; d--)
    {
      const int *v = trace->pdata[d];
      int k = x - y, previous, start_x, start_y;

      previous = k == -d || (k != d && v[offset + k - 1] < v[offset + k + 1]) ? k + 1 : k - 1;
      start_x = d == 0 ? 0 : v[offset + previous];
      start_y = d == 0 ? 0 : start_x - previous;
      while (x > start_x && y > start_y)
        {
          guint pair[2] = { (guint) --x, (guint) --y };

          g_array_append_val (kept, pair);
        }
      x = start_x;
      y = start_y;
    }
}

/* The pairs of rows that stayed, last first; %NULL when the runs have too little in common. */
static GArray *
find_kept (Difference *self, guint from, guint n_before, guint n_after)
{
  int n = (int) (n_before - from), m = (int) (n_after - from);
  int most = MIN (n + m, STEPS_MAX), offset = most + 1;
  g_autofree int *v = g_new0 (int, 2 * offset + 1);
  g_autoptr (GPtrArray) trace = g_ptr_array_new_with_free_func (g_free);

  for (int d = 0; d <= most; d++)
    {
      g_ptr_array_add (trace, g_memdup2 (v, sizeof (int) * (gsize) (2 * offset + 1)));
      for (int k = -d; k <= d; k += 2)
        {
          int x = k == -d || (k != d && v[offset + k - 1] < v[offset + k + 1])
                      ? v[offset + k + 1]
                      : v[offset + k - 1] + 1;
          int y = x - k;

          while (x < n && y < m && y >= 0 && rows_equal (self, from + (guint) x, from + (guint) y))
            {
              x++;
              y++;
            }
          v[offset + k] = x;
          if (x >= n && y >= m)
            {
              GArray *kept = g_array_new (FALSE, FALSE, 2 * sizeof (guint));

              walk_back (trace, n, m, offset, kept);
              return kept;
            }
        }
    }
  return NULL;
}

static void
compare (Difference *self)
{
  guint n = self->before->rows->len, m = self->after->rows->len, from = 0, tail = 0, at, to;
  g_autoptr (GArray) kept = NULL;

  for (; from < n && from < m && rows_equal (self, from, from); from++)
    put_row (self, (int) from, (int) from, ARMADA_ROW_SAME);
  while (n - tail > from && m - tail > from && rows_equal (self, n - tail - 1, m - tail - 1))
    tail++;
  kept = find_kept (self, from, n - tail, m - tail);
  at = to = from;
  for (guint i = kept ? kept->len : 0; i > 0; i--)
    {
      const guint *pair = &g_array_index (kept, guint, 0) + 2 * (i - 1);

      put_gap (self, at, from + pair[0], to, from + pair[1]);
      at = from + pair[0];
      to = from + pair[1];
      put_row (self, (int) at++, (int) to++, ARMADA_ROW_SAME);
    }
  put_gap (self, at, n - tail, to, m - tail);
  for (guint i = tail; i > 0; i--)
    put_row (self, (int) (n - i), (int) (m - i), ARMADA_ROW_SAME);
}

/**
 * armada_reader_difference_new:
 * @before: a sheet of the earlier run
 * @after: the same of the later one
 *
 * Returns: (transfer full): the rows of both, each with how it changed
 */
ArmadaReaderSheet *
armada_reader_difference_new (const ArmadaReaderSheet *before,
                              const ArmadaReaderSheet *after,
                              GError **error)
{
  g_autoptr (ArmadaReaderSheet) out = armada_reader_sheet_new (after->name);
  g_autofree guint *hashes_before = hash_rows (before);
  g_autofree guint *hashes_after = hash_rows (after);
  Difference self = { before, after, hashes_before, hashes_after, out };

  compare (&self);
  if (self.error != NULL)
    {
      g_propagate_error (error, self.error);
      return NULL;
    }
  armada_reader_sheet_end (out, TRUE);
  return g_steal_pointer (&out);
}

static const ArmadaReaderSheet *
find_sheet (GPtrArray *sheets, const char *name, guint index)
{
  for (guint i = 0; i < sheets->len; i++)
    if (g_str_equal (((ArmadaReaderSheet *) sheets->pdata[i])->name, name))
      return sheets->pdata[i];
  return index < sheets->len ? sheets->pdata[index] : NULL;
}

/**
 * armada_reader_differences_new:
 * @before: (element-type ArmadaReaderSheet): of the earlier run
 * @after: (element-type ArmadaReaderSheet): of the later one
 *
 * Compares sheets of the same name, else of the same place.
 *
 * Returns: (transfer full) (element-type ArmadaReaderSheet): a sheet for each of @after
 */
GPtrArray *
armada_reader_differences_new (GPtrArray *before, GPtrArray *after, GError **error)
{
  g_autoptr (GPtrArray) sheets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_reader_sheet_free);
  g_autoptr (ArmadaReaderSheet) none = armada_reader_sheet_new ("");

  for (guint i = 0; i < after->len; i++)
    {
      const ArmadaReaderSheet *later = after->pdata[i];
      const ArmadaReaderSheet *earlier = find_sheet (before, later->name, i);
      ArmadaReaderSheet *sheet =
          armada_reader_difference_new (earlier ? earlier : none, later, error);

      if (sheet == NULL)
        return NULL;
      g_ptr_array_add (sheets, sheet);
    }
  return g_steal_pointer (&sheets);
}
