/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-chosen-rows"

#include "fleet/armada-chosen-rows.h"

/*
 * ArmadaChosenRows: keeps nothing of its own, so that list and selection cannot disagree. Vehicles
 * that are filtered away stay chosen while rows are added or taken, and are not when a row is
 * chosen instead of all others.
 */
struct _ArmadaChosenRows
{
  GObject parent_instance;

  GListModel *vehicles; /* of ArmadaDevice */
  ArmadaSelection *selection;
};

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_DEVICE;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (ARMADA_CHOSEN_ROWS (model)->vehicles);
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (ARMADA_CHOSEN_ROWS (model)->vehicles, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  ArmadaChosenRows *self = ARMADA_CHOSEN_ROWS (model);
  g_autoptr (ArmadaDevice) device = g_list_model_get_item (self->vehicles, position);

  return device != NULL && armada_selection_contains (self->selection, device);
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  ArmadaChosenRows *self = ARMADA_CHOSEN_ROWS (model);
  g_autoptr (ArmadaDevice) device = g_list_model_get_item (self->vehicles, position);

  if (device == NULL)
    return FALSE;
  if (unselect_rest)
    armada_selection_set_device (self->selection, device);
  else
    armada_selection_add (self->selection, device);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  ArmadaChosenRows *self = ARMADA_CHOSEN_ROWS (model);
  g_autoptr (ArmadaDevice) device = g_list_model_get_item (self->vehicles, position);

  if (device == NULL)
    return FALSE;
  armada_selection_remove (self->selection, device);
  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  armada_selection_set_device (ARMADA_CHOSEN_ROWS (model)->selection, NULL);
  return TRUE;
}

/* Adds the vehicles of @rows to @devices. */
static void
collect (ArmadaChosenRows *self, GtkBitset *rows, GPtrArray *devices)
{
  guint n = g_list_model_get_n_items (self->vehicles), row;
  GtkBitsetIter iter;

  for (gboolean any = gtk_bitset_iter_init_first (&iter, rows, &row); any && row < n;
       any = gtk_bitset_iter_next (&iter, &row))
    g_ptr_array_add (devices, g_list_model_get_item (self->vehicles, row));
}

/* Keeps those chosen whom @mask says nothing of, and adds @selected of it. */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  ArmadaChosenRows *self = ARMADA_CHOSEN_ROWS (model);
  g_autoptr (GtkBitset) off = gtk_bitset_copy (mask), on = gtk_bitset_copy (selected);
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) without = g_hash_table_new (NULL, NULL);

  gtk_bitset_subtract (off, selected);
  gtk_bitset_intersect (on, mask);
  collect (self, off, out);
  for (guint i = 0; i < out->len; i++)
    g_hash_table_add (without, g_ptr_array_index (out, i));
  for (guint i = 0; i < armada_selection_get_n_chosen (self->selection); i++)
    {
      ArmadaDevice *device = armada_selection_get_chosen (self->selection, i);

      if (!g_hash_table_contains (without, device))
        g_ptr_array_add (devices, g_object_ref (device));
    }
  collect (self, on, devices); /* who is there already is not there twice */
  armada_selection_set_chosen (self->selection, (ArmadaDevice **) devices->pdata, devices->len,
                               NULL);
  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  ArmadaChosenRows *self = ARMADA_CHOSEN_ROWS (model);
  g_autoptr (GtkBitset) rows = gtk_bitset_new_range (position, n_items);
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func (g_object_unref);

  collect (self, rows, devices);
  if (unselect_rest)
    armada_selection_set_chosen (self->selection, (ArmadaDevice **) devices->pdata, devices->len,
                                 NULL);
  else
    armada_selection_add_chosen (self->selection, (ArmadaDevice **) devices->pdata, devices->len);
  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  g_autoptr (GtkBitset) none = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) rows = gtk_bitset_new_range (position, n_items);

  return set_selection (model, none, rows);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return select_range (model, 0, get_n_items (G_LIST_MODEL (model)), FALSE);
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

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaChosenRows,
                               armada_chosen_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

static void
changed_cb (ArmadaChosenRows *self)
{
  guint n = g_list_model_get_n_items (self->vehicles);

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
armada_chosen_rows_dispose (GObject *object)
{
  ArmadaChosenRows *self = ARMADA_CHOSEN_ROWS (object);

  if (self->vehicles != NULL)
    g_signal_handlers_disconnect_by_data (self->vehicles, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->vehicles);
  G_OBJECT_CLASS (armada_chosen_rows_parent_class)->dispose (object);
}

static void
armada_chosen_rows_class_init (ArmadaChosenRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_chosen_rows_dispose;
}

static void
armada_chosen_rows_init (ArmadaChosenRows *self)
{
}

/**
 * armada_chosen_rows_new:
 * @vehicles: of ArmadaDevice
 * @selection: who is chosen
 *
 * Returns: (transfer full): the rows
 */
ArmadaChosenRows *
armada_chosen_rows_new (GListModel *vehicles, ArmadaSelection *selection)
{
  ArmadaChosenRows *self = g_object_new (ARMADA_TYPE_CHOSEN_ROWS, NULL);

  self->vehicles = g_object_ref (vehicles);
  self->selection = g_object_ref (selection);
  g_signal_connect_swapped (vehicles, "items-changed", G_CALLBACK (g_list_model_items_changed),
                            self);
  g_signal_connect_object (selection, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
