/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-board-rows"

#include "boards/armada-board-rows.h"

#include "model/armada-device.h"

/* Owned by the filter, since a view may hold the models for longer than the board lives. */
typedef struct
{
  GStrv needles;
  int class;
} Wanted;

/*
 * ArmadaBoardRows: belongs to its board. Rows in which nothing changed stay the same objects, so
 * that neither the choice nor the place in the table is lost when the server is asked again.
 */
struct _ArmadaBoardRows
{
  GObject parent_instance;

  GListStore *all;
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  Wanted *wanted;
};

G_DEFINE_FINAL_TYPE (ArmadaBoardRows, armada_board_rows, G_TYPE_OBJECT)

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_strfreev (wanted->needles);
  g_free (wanted);
}

static gboolean
match_cb (gpointer item, gpointer user_data)
{
  const Wanted *wanted = user_data;

  return (wanted->class == ARMADA_BOARD_ALL_CLASSES ||
          armada_board_row_get_class (item) == (guint) wanted->class) &&
         armada_board_row_matches (item, (const char *const *) wanted->needles);
}

static ArmadaBoardRow *
find_row (GHashTable *old, ArmadaBoardRow *row)
{
  gint64 id = armada_board_row_get_id (row);
  ArmadaBoardRow *before = g_hash_table_lookup (old, &id);

  return before != NULL && armada_board_row_equal (before, row) ? before : row;
}

/* Returns: (transfer container): id → row of those that are there */
static GHashTable *
index_rows (ArmadaBoardRows *self)
{
  GHashTable *index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  for (guint i = 0; i < armada_board_rows_get_n (self); i++)
    {
      ArmadaBoardRow *row = g_list_model_get_item (G_LIST_MODEL (self->all), i);
      gint64 id = armada_board_row_get_id (row);

      g_hash_table_insert (index, g_memdup2 (&id, sizeof id), row);
    }
  return index;
}

/* Replaces the smallest range that differs. */
static gboolean
splice (ArmadaBoardRows *self, GPtrArray *rows)
{
  guint n = armada_board_rows_get_n (self);
  guint shorter = MIN (n, rows->len), head = 0, tail = 0;
  GListModel *model = G_LIST_MODEL (self->all);

  for (; head < shorter; head++)
    {
      g_autoptr (ArmadaBoardRow) row = g_list_model_get_item (model, head);

      if (row != rows->pdata[head])
        break;
    }
  for (; tail < shorter - head; tail++)
    {
      g_autoptr (ArmadaBoardRow) row = g_list_model_get_item (model, n - 1 - tail);

      if (row != rows->pdata[rows->len - 1 - tail])
        break;
    }
  if (head == n && head == rows->len)
    return FALSE;
  g_list_store_splice (self->all, head, n - head - tail, rows->pdata + head,
                       rows->len - head - tail);
  return TRUE;
}

static void
armada_board_rows_finalize (GObject *object)
{
  ArmadaBoardRows *self = ARMADA_BOARD_ROWS (object);

  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->all);

  G_OBJECT_CLASS (armada_board_rows_parent_class)->finalize (object);
}

static void
armada_board_rows_class_init (ArmadaBoardRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_board_rows_finalize;
}

static void
armada_board_rows_init (ArmadaBoardRows *self)
{
  self->wanted = g_new (Wanted, 1);
  self->wanted->class = ARMADA_BOARD_ALL_CLASSES;
  self->wanted->needles = g_new0 (char *, 1);
  self->all = g_list_store_new (ARMADA_TYPE_BOARD_ROW);
  self->filter = gtk_custom_filter_new (match_cb, self->wanted, wanted_free);
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->all)),
                                              g_object_ref (GTK_FILTER (self->filter)));
}

/**
 * armada_board_rows_new:
 * @sorter: says in which order they are shown
 *
 * Returns: (transfer full): none yet
 */
ArmadaBoardRows *
armada_board_rows_new (GtkSorter *sorter)
{
  ArmadaBoardRows *self = g_object_new (ARMADA_TYPE_BOARD_ROWS, NULL);

  self->sorted =
      gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)), g_object_ref (sorter));
  return self;
}

/**
 * armada_board_rows_put:
 * @rows: (element-type ArmadaBoardRow): all there are
 *
 * Returns: whether they differ from those that were there
 */
gboolean
armada_board_rows_put (ArmadaBoardRows *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) old = index_rows (self);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (kept, find_row (old, rows->pdata[i]));
  return splice (self, kept);
}

guint
armada_board_rows_get_n (ArmadaBoardRows *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->all));
}

/**
 * armada_board_rows_count_class:
 * @class: or %ARMADA_BOARD_ALL_CLASSES
 *
 * Returns: how many there are, shown or not
 */
guint
armada_board_rows_count_class (ArmadaBoardRows *self, int class)
{
  guint n = 0;

  for (guint i = 0; i < armada_board_rows_get_n (self); i++)
    {
      g_autoptr (ArmadaBoardRow) row = g_list_model_get_item (G_LIST_MODEL (self->all), i);

      n += class == ARMADA_BOARD_ALL_CLASSES || armada_board_row_get_class (row) == (guint) class;
    }
  return n;
}

/**
 * armada_board_rows_set_search:
 * @words: what is to stand in those that are shown
 */
void
armada_board_rows_set_search (ArmadaBoardRows *self, const char *words)
{
  g_autofree char *folded = armada_device_fold_text (words);

  g_strfreev (self->wanted->needles);
  self->wanted->needles = g_strsplit_set (folded, " \t", -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * armada_board_rows_set_class:
 * @class: the only one that is shown, or %ARMADA_BOARD_ALL_CLASSES
 */
void
armada_board_rows_set_class (ArmadaBoardRows *self, int class)
{
  self->wanted->class = class;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

int
armada_board_rows_get_class (ArmadaBoardRows *self)
{
  return self->wanted->class;
}

/**
 * armada_board_rows_get_shown:
 *
 * Returns: (transfer none): of ArmadaBoardRow, as filtered and sorted
 */
GListModel *
armada_board_rows_get_shown (ArmadaBoardRows *self)
{
  return G_LIST_MODEL (self->sorted);
}

guint
armada_board_rows_get_n_shown (ArmadaBoardRows *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
}

/**
 * armada_board_rows_find_shown:
 *
 * Returns: where the row @id is shown; %GTK_INVALID_LIST_POSITION where it is not
 */
guint
armada_board_rows_find_shown (ArmadaBoardRows *self, gint64 id)
{
  for (guint i = 0; i < armada_board_rows_get_n_shown (self); i++)
    {
      g_autoptr (ArmadaBoardRow) row = g_list_model_get_item (G_LIST_MODEL (self->sorted), i);

      if (armada_board_row_get_id (row) == id)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}
