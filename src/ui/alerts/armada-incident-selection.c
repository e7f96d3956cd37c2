/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-incident-selection"

#include "alerts/armada-incident-selection.h"

#define MOST_FOLLOWED 256 /* chosen ones that are looked for where they went */

/*
 * ArmadaIncidentSelection: the page that shows the list owns it. What is chosen stays chosen while
 * it is listed: where the list changes, places that went are found again among those that came by
 * one walk along both, since both are in order. One to which more happened has another place; it is
 * followed by its id, but not where many are chosen.
 */
struct _ArmadaIncidentSelection
{
  GObject parent_instance;

  ArmadaIncidentList *list; /* (nullable) */
  GtkBitset *chosen;        /* positions */
  GArray *places;           /* of ArmadaIncidentPlace: theirs, in order */
  GArray *gone;             /* likewise: what went in the change under way */
};

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_INCIDENT;
}

static guint
get_n_items (GListModel *model)
{
  ArmadaIncidentSelection *self = ARMADA_INCIDENT_SELECTION (model);

  return self->list ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaIncidentSelection *self = ARMADA_INCIDENT_SELECTION (model);

  return self->list ? g_list_model_get_item (G_LIST_MODEL (self->list), position) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (ARMADA_INCIDENT_SELECTION (model)->chosen, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  return gtk_bitset_copy (ARMADA_INCIDENT_SELECTION (model)->chosen);
}

static guint
count_chosen (ArmadaIncidentSelection *self, guint position, guint n)
{
  return n > 0 ? (guint) gtk_bitset_get_size_in_range (self->chosen, position, position + n - 1)
               : 0;
}

/* Returns: (transfer full): the places of the chosen ones from @position on, below @end */
static GArray *
copy_places (ArmadaIncidentSelection *self, guint position, guint end)
{
  const ArmadaIncidentPlace *of_list =
      position < end ? armada_incident_list_get_place (self->list, 0) : NULL;
  guint n = count_chosen (self, position, end - position);
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (ArmadaIncidentPlace), n);
  GtkBitsetIter iter;

  for (gboolean more = gtk_bitset_iter_init_at (&iter, self->chosen, position, &position);
       more && position < end; more = gtk_bitset_iter_next (&iter, &position))
    g_array_append_val (places, of_list[position]);
  return places;
}

/* @mask: the positions that are to be as @wanted has them */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *wanted, GtkBitset *mask)
{
  ArmadaIncidentSelection *self = ARMADA_INCIDENT_SELECTION (model);
  guint n = get_n_items (G_LIST_MODEL (self));
  g_autoptr (GtkBitset) changed = gtk_bitset_copy (self->chosen);
  guint first, last;

  gtk_bitset_difference (changed, wanted);
  gtk_bitset_intersect (changed, mask);
  gtk_bitset_remove_range_closed (changed, n, G_MAXUINT);
  if (gtk_bitset_is_empty (changed))
    return TRUE;
  gtk_bitset_difference (self->chosen, changed);
  g_array_unref (self->places);
  self->places = copy_places (self, 0, n);
  first = gtk_bitset_get_minimum (changed);
  last = gtk_bitset_get_maximum (changed);
  gtk_selection_model_selection_changed (model, first, last - first + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *interface)
{
  interface->is_selected = is_selected;
  interface->get_selection_in_range = get_selection_in_range;
  interface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaIncidentSelection,
                               armada_incident_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

/* What went and is among the @n_added from @position on is chosen again. */
static void
find_same (ArmadaIncidentSelection *self, guint position, guint n_added)
{
  const GArray *gone = self->gone;
  guint i = 0, k = 0;

  while (i < gone->len && k < n_added)
    {
      int order =
          armada_incident_place_compare (&g_array_index (gone, ArmadaIncidentPlace, i),
                                         armada_incident_list_get_place (self->list, position + k));

      if (order == 0)
        gtk_bitset_add (self->chosen, position + k);
      i += order <= 0;
      k += order >= 0;
    }
}

/* @ids: those that were chosen, wherever they stood */
static void
find_moved (ArmadaIncidentSelection *self, GHashTable *ids, guint position, guint n_added)
{
  for (guint i = 0; i < n_added; i++)
    if (g_hash_table_contains (ids, &armada_incident_list_get_place (self->list, position + i)->id))
      gtk_bitset_add (self->chosen, position + i);
}

static void
add_ids (GHashTable *ids, const GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    g_hash_table_add (
        ids, g_memdup2 (&g_array_index (places, ArmadaIncidentPlace, i).id, sizeof (gint64)));
}

static void
find_again (ArmadaIncidentSelection *self, guint position, guint n_added)
{
  guint n = self->places->len + self->gone->len;

  if (n_added == 0 || n == 0)
    return;
  find_same (self, position, n_added);
  if (n <= MOST_FOLLOWED)
    {
      g_autoptr (GHashTable) ids =
          g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

      add_ids (ids, self->places);
      add_ids (ids, self->gone);
      find_moved (self, ids, position, n_added);
    }
}

/* A large change comes bit by bit, while the list is loading. */
static void
forget_gone (ArmadaIncidentSelection *self)
{
  if (self->list == NULL || !armada_incident_list_get_loading (self->list))
    g_array_set_size (self->gone, 0);
}

static void
items_changed_cb (ArmadaIncidentSelection *self, guint position, guint n_removed, guint n_added)
{
  guint first = count_chosen (self, 0, position);
  guint n_gone = count_chosen (self, position, n_removed);
  g_autoptr (GArray) came = NULL;

  g_array_append_vals (self->gone, (ArmadaIncidentPlace *) self->places->data + first, n_gone);
  gtk_bitset_splice (self->chosen, position, n_removed, n_added);
  if (n_gone > 0)
    g_array_remove_range (self->places, first, n_gone);
  find_again (self, position, n_added);
  came = copy_places (self, position, position + n_added);
  g_array_insert_vals (self->places, first, came->data, came->len);
  forget_gone (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static void
armada_incident_selection_finalize (GObject *object)
{
  ArmadaIncidentSelection *self = ARMADA_INCIDENT_SELECTION (object);

  g_clear_object (&self->list);
  gtk_bitset_unref (self->chosen);
  g_array_unref (self->places);
  g_array_unref (self->gone);
  G_OBJECT_CLASS (armada_incident_selection_parent_class)->finalize (object);
}

static void
armada_incident_selection_class_init (ArmadaIncidentSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_incident_selection_finalize;
}

static void
armada_incident_selection_init (ArmadaIncidentSelection *self)
{
  self->chosen = gtk_bitset_new_empty ();
  self->places = g_array_new (FALSE, FALSE, sizeof (ArmadaIncidentPlace));
  self->gone = g_array_new (FALSE, FALSE, sizeof (ArmadaIncidentPlace));
}

ArmadaIncidentSelection *
armada_incident_selection_new (void)
{
  return g_object_new (ARMADA_TYPE_INCIDENT_SELECTION, NULL);
}

/**
 * armada_incident_selection_set_list:
 * @list: (nullable): of which none is chosen
 */
void
armada_incident_selection_set_list (ArmadaIncidentSelection *self, ArmadaIncidentList *list)
{
  guint n_removed = get_n_items (G_LIST_MODEL (self));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_set_object (&self->list, list);
  gtk_bitset_remove_all (self->chosen);
  g_array_set_size (self->places, 0);
  g_array_set_size (self->gone, 0);
  if (list != NULL)
    {
      g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (list, "notify::loading", G_CALLBACK (forget_gone), self,
                               G_CONNECT_SWAPPED);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, get_n_items (G_LIST_MODEL (self)));
}

guint
armada_incident_selection_get_n_chosen (ArmadaIncidentSelection *self)
{
  return self->places->len;
}

/**
 * armada_incident_selection_dup_ids:
 *
 * Returns: (transfer full) (element-type gint64): the chosen ones, in the list's order
 */
GArray *
armada_incident_selection_dup_ids (ArmadaIncidentSelection *self)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->places->len);

  for (guint i = 0; i < self->places->len; i++)
    g_array_append_val (ids, g_array_index (self->places, ArmadaIncidentPlace, i).id);
  return ids;
}
