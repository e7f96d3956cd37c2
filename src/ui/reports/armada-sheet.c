/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sheet"

#include "reports/armada-sheet.h"

#define BLOCK 128     /* rows that are asked for at once */
#define BLOCKS_MAX 64 /* that are kept */

struct _ArmadaSheetRow
{
  GObject parent_instance;

  guint position;
};

G_DEFINE_FINAL_TYPE (ArmadaSheetRow, armada_sheet_row, G_TYPE_OBJECT)

/* How the reader has been told to arrange the rows. */
typedef struct
{
  int sort_column;
  gboolean descending;
  char *words;
  int words_column;
} Arrangement;

struct _ArmadaSheet
{
  GObject parent_instance;

  ArmadaReading *reading;
  guint index;
  guint n_rows;
  guint n_hits;
  Arrangement arrangement;
  GHashTable *blocks; /* number → Block */
  guint64 looks;      /* a clock of looking at blocks */

  GCancellable *asking; /* of rows as they are arranged now */
  GCancellable *arranging;

  double zoom;
  gboolean selected;
  guint anchor_row, anchor_column, cursor_row, cursor_column;
};

/* Rows that have come, or are asked for while @rows is %NULL. */
typedef struct
{
  GVariant *rows; /* the texts lie in it */
  ArmadaSheetLine *lines;
  ArmadaSheetCellValue *cells;
  guint n_lines;
  guint64 looked;
} Block;

typedef struct
{
  ArmadaSheet *sheet;
  guint block;
} Question;

enum
{
  LOADED,
  SELECTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void armada_sheet_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaSheet,
                               armada_sheet,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      armada_sheet_list_model_init))

static void
armada_sheet_row_class_init (ArmadaSheetRowClass *klass)
{
}

static void
armada_sheet_row_init (ArmadaSheetRow *self)
{
}

guint
armada_sheet_row_get_position (ArmadaSheetRow *self)
{
  return self->position;
}

static void
block_free (Block *block)
{
  g_clear_pointer (&block->rows, g_variant_unref);
  g_free (block->lines);
  g_free (block->cells);
  g_free (block);
}

static GType
armada_sheet_get_item_type (GListModel *model)
{
  return ARMADA_TYPE_SHEET_ROW;
}

static guint
armada_sheet_get_n_items (GListModel *model)
{
  return ARMADA_SHEET (model)->n_rows;
}

static gpointer
armada_sheet_get_item (GListModel *model, guint position)
{
  ArmadaSheetRow *row;

  if (position >= ARMADA_SHEET (model)->n_rows)
    return NULL;
  row = g_object_new (ARMADA_TYPE_SHEET_ROW, NULL);
  row->position = position;
  return row;
}

static void
armada_sheet_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = armada_sheet_get_item_type;
  iface->get_n_items = armada_sheet_get_n_items;
  iface->get_item = armada_sheet_get_item;
}

static guint
count_cells (GVariant *rows)
{
  gsize n = g_variant_n_children (rows);
  guint count = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
      g_autoptr (GVariant) cells = g_variant_get_child_value (row, 3);

      count += (guint) g_variant_n_children (cells);
    }
  return count;
}

static void
read_line (ArmadaSheetLine *line, GVariant *row, ArmadaSheetCellValue *cells)
{
  g_autoptr (GVariant) values = NULL;
  guchar kind, change;

  g_variant_get (row, "(uyy@a(yydss))", NULL, &kind, &change, &values);
  line->kind = MIN (kind, ARMADA_ROW_BLANK);
  line->change = MIN (change, ARMADA_ROW_CHANGED);
  line->n_cells = (guint) g_variant_n_children (values);
  line->cells = cells;
  for (guint i = 0; i < line->n_cells; i++)
    {
      guchar type, span;

      g_variant_get_child (values, i, "(yyd&s&s)", &type, &span, &cells[i].number, &cells[i].text,
                           &cells[i].before);
      cells[i].type = MIN (type, ARMADA_CELL_FLAG);
      cells[i].span = MAX (span, 1);
    }
}

static void
fill (Block *block, GVariant *rows)
{
  ArmadaSheetCellValue *next;

  block->rows = g_variant_ref (rows);
  block->n_lines = (guint) g_variant_n_children (rows);
  block->lines = g_new0 (ArmadaSheetLine, MAX (block->n_lines, 1));
  block->cells = next = g_new0 (ArmadaSheetCellValue, MAX (count_cells (rows), 1));
  for (guint i = 0; i < block->n_lines; i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);

      read_line (&block->lines[i], row, next);
      next += block->lines[i].n_cells;
    }
}

/* What has not been looked at for longest goes; what is asked for does not. */
static void
make_room (ArmadaSheet *self)
{
  while (g_hash_table_size (self->blocks) > BLOCKS_MAX)
    {
      GHashTableIter iter;
      gpointer number, value, oldest = NULL;
      guint64 looked = G_MAXUINT64;

      g_hash_table_iter_init (&iter, self->blocks);
      while (g_hash_table_iter_next (&iter, &number, &value))
        {
          Block *block = value;

          if (block->rows != NULL && block->looked < looked)
            {
              looked = block->looked;
              oldest = number;
            }
        }
      if (looked == G_MAXUINT64)
        break;
      g_hash_table_remove (self->blocks, oldest);
    }
}

static void
rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (ArmadaSheet) self = question->sheet;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) rows = armada_reading_ask_finish (ARMADA_READING (source), result, &error);
  Block *block;
  guint number = question->block;

  g_free (question);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  block = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (number));
  if (rows == NULL || block == NULL || block->rows != NULL)
    return;
  fill (block, rows);
  make_room (self);
  g_signal_emit (self, signals[LOADED], 0);
}

static Block *
ask_for (ArmadaSheet *self, guint number)
{
  Block *block = g_new0 (Block, 1);
  Question *question = g_new0 (Question, 1);

  g_hash_table_insert (self->blocks, GUINT_TO_POINTER (number), block);
  question->sheet = g_object_ref (self);
  question->block = number;
  armada_reading_ask_async (self->reading, "rows",
                            g_variant_new ("(uuu)", self->index, number * BLOCK, BLOCK),
                            "a(uyya(yydss))", self->asking, rows_cb, question);
  return block;
}

static void
forget_rows (ArmadaSheet *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  g_hash_table_remove_all (self->blocks);
}

/* The reader is asked one thing after the other: what it is asked after this is about the rows as
 * they are in the file. */
static void
put_in_order (ArmadaSheet *self)
{
  armada_reading_ask_async (self->reading, "view",
                            g_variant_new ("(uibsi)", self->index, -1, FALSE, "", -1), "(uu)", NULL,
                            NULL, NULL);
}

static gboolean
is_arranged (ArmadaSheet *self)
{
  return self->arrangement.sort_column >= 0 || *self->arrangement.words != '\0';
}

static void
armada_sheet_dispose (GObject *object)
{
  ArmadaSheet *self = ARMADA_SHEET (object);

  if (self->reading != NULL && is_arranged (self))
    put_in_order (self);
  g_cancellable_cancel (self->asking);
  g_cancellable_cancel (self->arranging);
  g_clear_object (&self->asking);
  g_clear_object (&self->arranging);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (armada_sheet_parent_class)->dispose (object);
}

static void
armada_sheet_finalize (GObject *object)
{
  g_hash_table_unref (ARMADA_SHEET (object)->blocks);
  g_free (ARMADA_SHEET (object)->arrangement.words);
  G_OBJECT_CLASS (armada_sheet_parent_class)->finalize (object);
}

static void
armada_sheet_class_init (ArmadaSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_sheet_finalize;
  signals[LOADED] = g_signal_new ("loaded", ARMADA_TYPE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[SELECTED] = g_signal_new ("selected", ARMADA_TYPE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
armada_sheet_init (ArmadaSheet *self)
{
  self->zoom = 1;
  self->arrangement = (Arrangement) { -1, FALSE, g_strdup (""), -1 };
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) block_free);
  self->asking = g_cancellable_new ();
  self->arranging = g_cancellable_new ();
}

/**
 * armada_sheet_new:
 * @reading: a report that is open
 * @index: which of its sheets
 *
 * Returns: (transfer full): the sheet as it is in the file
 */
ArmadaSheet *
armada_sheet_new (ArmadaReading *reading, guint index)
{
  ArmadaSheet *self = g_object_new (ARMADA_TYPE_SHEET, NULL);

  self->reading = g_object_ref (reading);
  self->index = index;
  self->n_rows = armada_reading_get_sheet (reading, index)->n_rows;
  put_in_order (self); /* another may have shown it before */
  return self;
}

ArmadaReading *
armada_sheet_get_reading (ArmadaSheet *self)
{
  return self->reading;
}

guint
armada_sheet_get_index (ArmadaSheet *self)
{
  return self->index;
}

const ArmadaReadingSheet *
armada_sheet_get_about (ArmadaSheet *self)
{
  return armada_reading_get_sheet (self->reading, self->index);
}

/**
 * armada_sheet_get_line:
 *
 * Returns: (nullable): the row at @position; %NULL when it is not here yet: "loaded" is emitted
 * when it is
 */
const ArmadaSheetLine *
armada_sheet_get_line (ArmadaSheet *self, guint position)
{
  guint number = position / BLOCK;
  Block *block = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (number));

  if (position >= self->n_rows)
    return NULL;
  if (block == NULL)
    block = ask_for (self, number);
  block->looked = ++self->looks;
  return block->rows != NULL && position % BLOCK < block->n_lines ? &block->lines[position % BLOCK]
                                                                  : NULL;
}

static void
arranged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSheet) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = armada_reading_ask_finish (ARMADA_READING (source), result, &error);
  guint before = self->n_rows;

  if (answer == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  forget_rows (self);
  g_variant_get (answer, "(uu)", &self->n_rows, &self->n_hits);
  self->selected = FALSE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->n_rows);
  g_signal_emit (self, signals[SELECTED], 0);
}

/* Returns: whether that is another one than before */
static gboolean
set_arrangement (ArmadaSheet *self, const Arrangement *wanted)
{
  Arrangement *now = &self->arrangement;
  gboolean same = now->sort_column == wanted->sort_column &&
                  now->descending == wanted->descending &&
                  now->words_column == wanted->words_column;

  if (!g_set_str (&now->words, wanted->words) && same)
    return FALSE;
  now->sort_column = wanted->sort_column;
  now->descending = wanted->descending;
  now->words_column = wanted->words_column;
  return TRUE;
}

/**
 * armada_sheet_arrange:
 * @sort_column: or -1: as in the file
 * @words: only rows that hold them; "" all
 * @words_column: where, or -1: anywhere
 *
 * Has the rows sorted and filtered; the list changes when that is done.
 */
void
armada_sheet_arrange (ArmadaSheet *self,
                      int sort_column,
                      gboolean descending,
                      const char *words,
                      int words_column)
{
  const Arrangement wanted = { sort_column, sort_column >= 0 && descending, (char *) words,
                               *words != '\0' ? words_column : -1 };

  if (!set_arrangement (self, &wanted))
    return;
  g_cancellable_cancel (self->arranging);
  g_clear_object (&self->arranging);
  self->arranging = g_cancellable_new ();
  armada_reading_ask_async (self->reading, "view",
                            g_variant_new ("(uibsi)", self->index, wanted.sort_column,
                                           wanted.descending, words, wanted.words_column),
                            "(uu)", self->arranging, arranged_cb, g_object_ref (self));
}

/**
 * armada_sheet_get_n_hits:
 *
 * Returns: rows of data that hold the words looked for
 */
guint
armada_sheet_get_n_hits (ArmadaSheet *self)
{
  return self->n_hits;
}

gboolean
armada_sheet_is_filtered (ArmadaSheet *self)
{
  return *self->arrangement.words != '\0';
}

/**
 * armada_sheet_get_zoom:
 *
 * Returns: how large its texts are, 1 as others in the window
 */
double
armada_sheet_get_zoom (ArmadaSheet *self)
{
  return self->zoom;
}

void
armada_sheet_set_zoom (ArmadaSheet *self, double zoom)
{
  self->zoom = zoom;
}

/**
 * armada_sheet_select:
 *
 * Chooses one cell, from which armada_sheet_extend() goes on.
 */
void
armada_sheet_select (ArmadaSheet *self, guint row, guint column)
{
  self->anchor_row = row;
  self->anchor_column = column;
  armada_sheet_extend (self, row, column);
}

/**
 * armada_sheet_extend:
 *
 * Chooses the cells from the one chosen last to this one.
 */
void
armada_sheet_extend (ArmadaSheet *self, guint row, guint column)
{
  if (self->n_rows == 0)
    return;
  self->cursor_row = MIN (row, self->n_rows - 1);
  self->cursor_column = MIN (column, MAX (armada_sheet_get_about (self)->n_columns, 1) - 1);
  self->anchor_row = MIN (self->anchor_row, self->n_rows - 1);
  self->selected = TRUE;
  g_signal_emit (self, signals[SELECTED], 0);
}

void
armada_sheet_select_all (ArmadaSheet *self)
{
  armada_sheet_select (self, 0, 0);
  armada_sheet_extend (self, G_MAXUINT, G_MAXUINT);
}

/**
 * armada_sheet_get_selection:
 * @range: (out): what is chosen
 *
 * Returns: whether anything is
 */
gboolean
armada_sheet_get_selection (ArmadaSheet *self, ArmadaCellRange *range)
{
  range->first_row = MIN (self->anchor_row, self->cursor_row);
  range->last_row = MAX (self->anchor_row, self->cursor_row);
  range->first_column = MIN (self->anchor_column, self->cursor_column);
  range->last_column = MAX (self->anchor_column, self->cursor_column);
  return self->selected;
}

/**
 * armada_sheet_get_cursor:
 * @row: (out): where the keys are
 * @column: (out): likewise
 *
 * Returns: whether anything is chosen
 */
gboolean
armada_sheet_get_cursor (ArmadaSheet *self, guint *row, guint *column)
{
  *row = self->cursor_row;
  *column = self->cursor_column;
  return self->selected;
}

gboolean
armada_sheet_is_selected (ArmadaSheet *self, guint row, guint column)
{
  ArmadaCellRange range;

  return armada_sheet_get_selection (self, &range) && row >= range.first_row &&
         row <= range.last_row && column >= range.first_column && column <= range.last_column;
}
