/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-board-row"

#include "boards/armada-board-row.h"

#include <math.h>
#include <string.h>

#include "model/armada-device.h"

/* What one column shows of it. */
typedef struct
{
  char *text;
  char *order; /* the text as it is sorted */
  double key;  /* NAN: sorted by its text */
} Cell;

/*
 * ArmadaBoardRow: built by a board from what the server said, shown by its table. A board that is
 * built anew keeps the rows in which nothing changed.
 */
struct _ArmadaBoardRow
{
  GObject parent_instance;

  gint64 id;
  gint64 device;
  guint class;
  ArmadaRecord *record; /* (nullable) */
  GArray *cells;
  double fraction;
  const char *style; /* (nullable) */
  const char *icon;  /* (nullable) */
  char *search;
};

G_DEFINE_FINAL_TYPE (ArmadaBoardRow, armada_board_row, G_TYPE_OBJECT)

static Cell *
get_cell (ArmadaBoardRow *self, guint column)
{
  return &g_array_index (self->cells, Cell, column);
}

static void
cell_clear (gpointer data)
{
  Cell *cell = data;

  g_free (cell->text);
  g_free (cell->order);
}

static void
armada_board_row_finalize (GObject *object)
{
  ArmadaBoardRow *self = ARMADA_BOARD_ROW (object);

  g_clear_pointer (&self->record, armada_record_unref);
  g_array_unref (self->cells);
  g_free (self->search);
  G_OBJECT_CLASS (armada_board_row_parent_class)->finalize (object);
}

static void
armada_board_row_class_init (ArmadaBoardRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_board_row_finalize;
}

static void
armada_board_row_init (ArmadaBoardRow *self)
{
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, cell_clear);
  self->fraction = NAN;
}

/**
 * armada_board_row_new:
 * @id: tells it from others of its board
 * @device: the vehicle it belongs to, 0 none
 * @class: which of the board's filters it goes under
 * @record: (nullable): from which it is made
 *
 * Returns: (transfer full): a row to be filled, a column after the other
 */
ArmadaBoardRow *
armada_board_row_new (gint64 id, gint64 device, guint class, ArmadaRecord *record)
{
  ArmadaBoardRow *self = g_object_new (ARMADA_TYPE_BOARD_ROW, NULL);

  self->id = id;
  self->device = device;
  self->class = class;
  self->record = record ? armada_record_ref (record) : NULL;
  return self;
}

/**
 * armada_board_row_add:
 * @text: (transfer full) (nullable): what the next column shows
 * @key: by what it is sorted, NAN: by its text; INFINITY: behind all others
 */
void
armada_board_row_add (ArmadaBoardRow *self, char *text, double key)
{
  Cell cell = { .text = text ? text : g_strdup (""), .key = key };

  if (isnan (key))
    {
      g_autofree char *folded = g_utf8_casefold (cell.text, -1);

      cell.order = g_utf8_collate_key_for_filename (folded, -1);
    }
  g_array_append_val (self->cells, cell);
}

/**
 * armada_board_row_set_fraction:
 * @fraction: of a bar, 0 to 1; NAN none
 */
void
armada_board_row_set_fraction (ArmadaBoardRow *self, double fraction)
{
  self->fraction = fraction;
}

/**
 * armada_board_row_set_style:
 * @style: (nullable): a style class, static
 * @icon: (nullable): an icon that says the same as the colour, static
 */
void
armada_board_row_set_style (ArmadaBoardRow *self, const char *style, const char *icon)
{
  self->style = style;
  self->icon = icon;
}

/**
 * armada_board_row_end:
 *
 * All columns are there: it can be searched.
 */
void
armada_board_row_end (ArmadaBoardRow *self)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < self->cells->len; i++)
    g_string_append_printf (all, "%s\n", get_cell (self, i)->text);
  self->search = armada_device_fold_text (all->str);
}

gint64
armada_board_row_get_id (ArmadaBoardRow *self)
{
  return self->id;
}

gint64
armada_board_row_get_device (ArmadaBoardRow *self)
{
  return self->device;
}

guint
armada_board_row_get_class (ArmadaBoardRow *self)
{
  return self->class;
}

ArmadaRecord *
armada_board_row_get_record (ArmadaBoardRow *self)
{
  return self->record;
}

double
armada_board_row_get_fraction (ArmadaBoardRow *self)
{
  return self->fraction;
}

const char *
armada_board_row_get_style (ArmadaBoardRow *self)
{
  return self->style;
}

const char *
armada_board_row_get_icon (ArmadaBoardRow *self)
{
  return self->icon;
}

guint
armada_board_row_get_n (ArmadaBoardRow *self)
{
  return self->cells->len;
}

const char *
armada_board_row_get_text (ArmadaBoardRow *self, guint column)
{
  return get_cell (self, column)->text;
}

/**
 * armada_board_row_get_key:
 *
 * Returns: by what it is sorted, NAN: by its text
 */
double
armada_board_row_get_key (ArmadaBoardRow *self, guint column)
{
  return get_cell (self, column)->key;
}

/**
 * armada_board_row_matches:
 * @words: (array zero-terminated=1): folded
 *
 * Returns: whether all of them are found somewhere in it
 */
gboolean
armada_board_row_matches (ArmadaBoardRow *self, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->search, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

int
armada_board_row_compare (ArmadaBoardRow *a, ArmadaBoardRow *b, guint column)
{
  const Cell *left = get_cell (a, column), *right = get_cell (b, column);

  if (left->order != NULL && right->order != NULL)
    return strcmp (left->order, right->order);
  return (left->key > right->key) - (left->key < right->key);
}

static gboolean
numbers_equal (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/**
 * armada_board_row_equal:
 *
 * Returns: whether there is nothing to be seen of the difference
 */
gboolean
armada_board_row_equal (ArmadaBoardRow *a, ArmadaBoardRow *b)
{
  if (a->id != b->id || a->device != b->device || a->class != b->class || a->style != b->style ||
      a->icon != b->icon || a->cells->len != b->cells->len ||
      !numbers_equal (a->fraction, b->fraction) ||
      (a->record != b->record &&
       (a->record == NULL || b->record == NULL || !armada_record_equal (a->record, b->record))))
    return FALSE;
  for (guint i = 0; i < a->cells->len; i++)
    if (!g_str_equal (get_cell (a, i)->text, get_cell (b, i)->text) ||
        !numbers_equal (get_cell (a, i)->key, get_cell (b, i)->key))
      return FALSE;
  return TRUE;
}
