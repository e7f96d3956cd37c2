/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-table"

#include "model/armada-fleet-table.h"

#include "model/armada-table-order.h"

/*
 * ArmadaFleetTable: rows of a table of the fleet. Who shows it has it arranged after each change of
 * the view, or does not while nobody looks. It holds the devices of its rows, and is a list of
 * them.
 */
struct _ArmadaFleetTable
{
  GObject parent_instance;

  ArmadaFleetView *view;
  const ArmadaFilterWords *words;
  ArmadaFleetColumns *columns;
  ArmadaTableLayout *layout;
  GArray *filters; /* of Filter, as in the layout */
  ArmadaTableOrder *order;
  gint64 now; /* when it was arranged */

  GPtrArray *rows;   /* (element-type ArmadaDevice) owned */
  GHashTable *index; /* device → row + 1; NULL until asked for */
};

/* One filter of the layout, of a column that is there. */
typedef struct
{
  const ArmadaFleetColumn *column; /* NULL: there is none of that name now */
  ArmadaColumnFilter *filter;      /* NULL: it makes no sense */
  GError *error;
} Filter;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaFleetTable,
                               armada_fleet_table,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint arranged_signal;

static void
clear_filter (gpointer data)
{
  Filter *filter = data;

  g_clear_pointer (&filter->filter, armada_column_filter_free);
  g_clear_error (&filter->error);
}

static void
read_filters (ArmadaFleetTable *self)
{
  g_array_set_size (self->filters, 0);
  for (guint i = 0; i < self->layout->filters->len; i++)
    {
      const ArmadaLayoutFilter *wanted =
          &g_array_index (self->layout->filters, ArmadaLayoutFilter, i);
      Filter filter = { armada_fleet_columns_find (self->columns, wanted->name), NULL, NULL };

      if (filter.column != NULL)
        filter.filter = armada_column_filter_new (wanted->expression, filter.column, self->words,
                                                  &filter.error);
      g_array_append_val (self->filters, filter);
    }
  armada_table_order_set_sorts (self->order, self->columns, self->layout->sorts);
}

/* What makes no sense holds nothing back: it is said where the filter stands. */
static gboolean
is_wanted (ArmadaFleetTable *self, ArmadaDevice *device)
{
  for (guint i = 0; i < self->filters->len; i++)
    {
      const Filter *filter = &g_array_index (self->filters, Filter, i);
      ArmadaFleetValue value;

      if (filter->filter == NULL)
        continue;
      armada_fleet_columns_get_value (self->columns, filter->column, device, self->now, &value);
      if (!armada_column_filter_matches (filter->filter, &value))
        return FALSE;
    }
  return TRUE;
}

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_DEVICE;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_FLEET_TABLE (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint row)
{
  ArmadaDevice *device = armada_fleet_table_get_device (ARMADA_FLEET_TABLE (model), row);

  return device ? g_object_ref (device) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
armada_fleet_table_finalize (GObject *object)
{
  ArmadaFleetTable *self = ARMADA_FLEET_TABLE (object);

  g_clear_pointer (&self->index, g_hash_table_unref);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->filters);
  armada_table_order_free (self->order);
  armada_table_layout_free (self->layout);
  g_clear_pointer (&self->columns, armada_fleet_columns_free);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (armada_fleet_table_parent_class)->finalize (object);
}

static void
armada_fleet_table_class_init (ArmadaFleetTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_fleet_table_finalize;
  arranged_signal = g_signal_new ("arranged", ARMADA_TYPE_FLEET_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, g_cclosure_marshal_VOID__UINT, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
armada_fleet_table_init (ArmadaFleetTable *self)
{
  self->layout = armada_table_layout_new_usual ();
  self->order = armada_table_order_new ();
  self->filters = g_array_new (FALSE, FALSE, sizeof (Filter));
  g_array_set_clear_func (self->filters, clear_filter);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * armada_fleet_table_new:
 * @view: by name, whose vehicles are the rows; its search is that of the table
 * @words: what filters may be written with; must live as long as the table
 *
 * Returns: (transfer full): a table in the usual layout, without rows until it is arranged
 */
ArmadaFleetTable *
armada_fleet_table_new (ArmadaFleetView *view, const ArmadaFilterWords *words)
{
  ArmadaFleetTable *self = g_object_new (ARMADA_TYPE_FLEET_TABLE, NULL);

  self->view = g_object_ref (view);
  self->words = words;
  self->columns = armada_fleet_columns_new (armada_fleet_view_get_fleet (view));
  read_filters (self);
  return self;
}

ArmadaFleetView *
armada_fleet_table_get_view (ArmadaFleetTable *self)
{
  return self->view;
}

/**
 * armada_fleet_table_get_columns:
 *
 * Returns: (transfer none): all that there are, shown or not
 */
const ArmadaFleetColumns *
armada_fleet_table_get_columns (ArmadaFleetTable *self)
{
  return self->columns;
}

/**
 * armada_fleet_table_scan:
 *
 * Looks which sensors there are, and what they say.
 *
 * Returns: whether there is another column now, or one has another kind or unit
 */
gboolean
armada_fleet_table_scan (ArmadaFleetTable *self)
{
  gboolean differs = armada_fleet_columns_scan (self->columns);

  if (differs)
    read_filters (self);
  return differs;
}

const ArmadaTableLayout *
armada_fleet_table_get_layout (ArmadaFleetTable *self)
{
  return self->layout;
}

/**
 * armada_fleet_table_set_layout:
 * @layout: is copied
 *
 * Takes effect when the table is next arranged.
 */
void
armada_fleet_table_set_layout (ArmadaFleetTable *self, const ArmadaTableLayout *layout)
{
  ArmadaTableLayout *copy = armada_table_layout_copy (layout);

  armada_table_layout_free (self->layout);
  self->layout = copy;
  read_filters (self);
}

/**
 * armada_fleet_table_get_filter_error:
 *
 * Returns: (transfer none) (nullable): why the layout's filter of that column makes no sense
 */
const GError *
armada_fleet_table_get_filter_error (ArmadaFleetTable *self, const char *name)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (g_str_equal (g_array_index (self->layout->filters, ArmadaLayoutFilter, i).name, name))
      return g_array_index (self->filters, Filter, i).error;
  return NULL;
}

/**
 * armada_fleet_table_check_filter:
 *
 * Returns: whether @expression is one for that column; a blank one always is
 */
gboolean
armada_fleet_table_check_filter (ArmadaFleetTable *self,
                                 const char *name,
                                 const char *expression,
                                 GError **error)
{
  const ArmadaFleetColumn *column = armada_fleet_columns_find (self->columns, name);
  g_autofree char *plain = g_strstrip (g_strdup (expression));
  g_autoptr (ArmadaColumnFilter) filter = NULL;

  if (*plain == '\0' || column == NULL)
    return TRUE;
  filter = armada_column_filter_new (plain, column, self->words, error);
  return filter != NULL;
}

/**
 * armada_fleet_table_arrange:
 * @now: UNIX seconds
 *
 * Filters and sorts the vehicles as they are now, and tells.
 */
void
armada_fleet_table_arrange (ArmadaFleetTable *self, gint64 now)
{
  guint n = armada_fleet_view_get_n_devices (self->view);
  guint old_n = self->rows->len;
  g_autoptr (GPtrArray) wanted = g_ptr_array_sized_new (n);
  GPtrArray *rows;
  const guint *places;

  self->now = now;
  armada_fleet_columns_read_groups (self->columns);
  for (guint i = 0; i < n; i++)
    {
      ArmadaDevice *device = armada_fleet_view_get_device (self->view, i);

      if (is_wanted (self, device))
        g_ptr_array_add (wanted, device);
    }
  places = armada_table_order_sort (self->order, self->columns, wanted, now);
  rows = g_ptr_array_new_full (wanted->len, g_object_unref);
  for (guint i = 0; i < wanted->len; i++)
    g_ptr_array_add (rows, g_object_ref (wanted->pdata[places[i]]));
  g_ptr_array_unref (self->rows);
  self->rows = rows;
  g_clear_pointer (&self->index, g_hash_table_unref);
  if (old_n > 0 || rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old_n, rows->len);
  g_signal_emit (self, arranged_signal, 0, old_n);
}

guint
armada_fleet_table_get_n_rows (ArmadaFleetTable *self)
{
  return self->rows->len;
}

/**
 * armada_fleet_table_get_device:
 *
 * Returns: (transfer none) (nullable): NULL behind the last row
 */
ArmadaDevice *
armada_fleet_table_get_device (ArmadaFleetTable *self, guint row)
{
  return row < self->rows->len ? self->rows->pdata[row] : NULL;
}

/**
 * armada_fleet_table_find:
 * @device: (nullable): any device
 * @row: (out): where it is; untouched where it is in none
 *
 * Returns: whether it has a row
 */
gboolean
armada_fleet_table_find (ArmadaFleetTable *self, ArmadaDevice *device, guint *row)
{
  guint found;

  if (self->index == NULL)
    {
      self->index = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < self->rows->len; i++)
        g_hash_table_insert (self->index, self->rows->pdata[i], GUINT_TO_POINTER (i + 1));
    }
  found = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, device));
  if (found != 0)
    *row = found - 1;
  return found != 0;
}

/**
 * armada_fleet_table_get_value:
 * @value: (out caller-allocates): as armada_fleet_columns_get_value(), with ages as of when the
 *   table was arranged
 */
void
armada_fleet_table_get_value (ArmadaFleetTable *self,
                              const ArmadaFleetColumn *column,
                              ArmadaDevice *device,
                              ArmadaFleetValue *value)
{
  armada_fleet_columns_get_value (self->columns, column, device, self->now, value);
}

/**
 * armada_fleet_table_get_now:
 *
 * Returns: when it was arranged, UNIX seconds
 */
gint64
armada_fleet_table_get_now (ArmadaFleetTable *self)
{
  return self->now;
}
