/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-rows"

#include "fleet/armada-table-rows.h"

#include "fleet/armada-chosen-rows.h"

/* Who is chosen is asked of rows that are the vehicles themselves. */
struct _ArmadaTableRows
{
  GObject parent_instance;

  ArmadaFleetTable *table;
  ArmadaChosenRows *chosen;
};

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return armada_fleet_table_get_n_rows (ARMADA_TABLE_ROWS (model)->table);
}

static gpointer
get_item (GListModel *model, guint row)
{
  return row < get_n_items (model) ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static GtkSelectionModel *
get_chosen (GtkSelectionModel *model)
{
  return GTK_SELECTION_MODEL (ARMADA_TABLE_ROWS (model)->chosen);
}

static gboolean
is_selected (GtkSelectionModel *model, guint row)
{
  return gtk_selection_model_is_selected (get_chosen (model), row);
}

static gboolean
select_item (GtkSelectionModel *model, guint row, gboolean unselect_rest)
{
  return gtk_selection_model_select_item (get_chosen (model), row, unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model, guint row)
{
  return gtk_selection_model_unselect_item (get_chosen (model), row);
}

static gboolean
select_range (GtkSelectionModel *model, guint row, guint n, gboolean unselect_rest)
{
  return gtk_selection_model_select_range (get_chosen (model), row, n, unselect_rest);
}

static gboolean
unselect_range (GtkSelectionModel *model, guint row, guint n)
{
  return gtk_selection_model_unselect_range (get_chosen (model), row, n);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return gtk_selection_model_select_all (get_chosen (model));
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  return gtk_selection_model_unselect_all (get_chosen (model));
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  return gtk_selection_model_set_selection (get_chosen (model), selected, mask);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaTableRows,
                               armada_table_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

static void
selection_changed_cb (ArmadaTableRows *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

/* Places come and go at the end only; who is in those that stay may be chosen or not. */
static void
arranged_cb (ArmadaTableRows *self, guint old_n)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  if (n < old_n)
    g_list_model_items_changed (G_LIST_MODEL (self), n, old_n - n, 0);
  else if (n > old_n)
    g_list_model_items_changed (G_LIST_MODEL (self), old_n, 0, n - old_n);
  selection_changed_cb (self);
}

static void
armada_table_rows_dispose (GObject *object)
{
  ArmadaTableRows *self = ARMADA_TABLE_ROWS (object);

  g_clear_object (&self->chosen);
  g_clear_object (&self->table);
  G_OBJECT_CLASS (armada_table_rows_parent_class)->dispose (object);
}

static void
armada_table_rows_class_init (ArmadaTableRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_table_rows_dispose;
}

static void
armada_table_rows_init (ArmadaTableRows *self)
{
}

/**
 * armada_table_rows_new:
 *
 * Returns: (transfer full): the rows of @table
 */
ArmadaTableRows *
armada_table_rows_new (ArmadaFleetTable *table, ArmadaSelection *selection)
{
  ArmadaTableRows *self = g_object_new (ARMADA_TYPE_TABLE_ROWS, NULL);

  self->table = g_object_ref (table);
  self->chosen = armada_chosen_rows_new (G_LIST_MODEL (table), selection);
  g_signal_connect_object (table, "arranged", G_CALLBACK (arranged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chosen, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}
