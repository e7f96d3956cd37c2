/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-item-list"

#include "model/armada-item-list.h"

#include "model/armada-item-types.h"

/*
 * ArmadaItemList: records in the server's order, and the objects that somebody holds of them. A
 * record that comes again with the same id is the same object; what the list itself keeps of an
 * object is a weak pointer.
 */
struct _ArmadaItemList
{
  GObject parent_instance;

  const ArmadaRecordType *type;
  GArray *entries;       /* of Entry */
  GHashTable *positions; /* (nullable) id → position + 1 of every entry; made when pages come */
};

typedef struct
{
  ArmadaRecord *record;
  GWeakRef *item; /* NULL: never asked for */
} Entry;

static GType
get_item_type (GListModel *model)
{
  return armada_item_types_find (ARMADA_ITEM_LIST (model)->type);
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_ITEM_LIST (model)->entries->len;
}

static Entry *
get_entry (ArmadaItemList *self, guint position)
{
  return &g_array_index (self->entries, Entry, position);
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaItemList *self = ARMADA_ITEM_LIST (model);
  Entry *entry;
  ArmadaItem *item;

  if (position >= self->entries->len)
    return NULL;
  entry = get_entry (self, position);
  item = entry->item ? g_weak_ref_get (entry->item) : NULL;
  if (item != NULL)
    return item;
  item = armada_item_new (self->type, entry->record);
  if (entry->item == NULL)
    {
      entry->item = g_new0 (GWeakRef, 1);
      g_weak_ref_init (entry->item, NULL);
    }
  g_weak_ref_set (entry->item, item);
  return item;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaItemList,
                               armada_item_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->record, armada_record_unref);
  if (entry->item != NULL)
    g_weak_ref_clear (entry->item);
  g_clear_pointer (&entry->item, g_free);
}

static void
armada_item_list_finalize (GObject *object)
{
  ArmadaItemList *self = ARMADA_ITEM_LIST (object);

  g_array_unref (self->entries);
  g_clear_pointer (&self->positions, g_hash_table_unref);
  G_OBJECT_CLASS (armada_item_list_parent_class)->finalize (object);
}

static void
armada_item_list_class_init (ArmadaItemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_item_list_finalize;
}

static GArray *
new_entries (guint n)
{
  GArray *entries = g_array_sized_new (FALSE, TRUE, sizeof (Entry), n);

  g_array_set_clear_func (entries, entry_clear);
  return entries;
}

static void
armada_item_list_init (ArmadaItemList *self)
{
  self->entries = new_entries (0);
}

/**
 * armada_item_list_new:
 * @type: of the records
 *
 * Returns: (transfer full): an empty list
 */
ArmadaItemList *
armada_item_list_new (const ArmadaRecordType *type)
{
  ArmadaItemList *self = g_object_new (ARMADA_TYPE_ITEM_LIST, NULL);

  self->type = type;
  return self;
}

/* Whether both say of the same thing what can be said. */
static gboolean
is_same (const ArmadaRecord *a, const ArmadaRecord *b)
{
  gint64 id = armada_record_get_id (a);

  return id != 0 ? id == armada_record_get_id (b) : armada_record_equal (a, b);
}

/* Puts a newer record where an older one of the same thing is. */
static void
renew (Entry *entry, ArmadaRecord *record)
{
  g_autoptr (ArmadaItem) item = entry->item ? g_weak_ref_get (entry->item) : NULL;

  armada_record_ref (record);
  armada_record_unref (entry->record);
  entry->record = record;
  if (item != NULL)
    armada_item_set_record (item, record);
}

static void
add_position (GHashTable *positions, const ArmadaRecord *record, guint position)
{
  gint64 id = armada_record_get_id (record);

  if (id != 0)
    g_hash_table_insert (positions, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (position + 1));
}

/* id → position + 1, of the entries from @start to @end */
static GHashTable *
index_ids (ArmadaItemList *self, guint start, guint end)
{
  GHashTable *positions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = start; i < end; i++)
    add_position (positions, get_entry (self, i)->record, i);
  return positions;
}

/* The new entries of a range; objects of the old ones move over by id. */
static GArray *
make_range (ArmadaItemList *self, GPtrArray *records, guint start, guint old_end, guint new_end)
{
  g_autoptr (GHashTable) positions = index_ids (self, start, old_end);
  GArray *range = g_array_sized_new (FALSE, TRUE, sizeof (Entry), new_end - start);

  for (guint i = start; i < new_end; i++)
    {
      gint64 id = armada_record_get_id (records->pdata[i]);
      guint old = GPOINTER_TO_UINT (g_hash_table_lookup (positions, &id));
      Entry entry = { armada_record_ref (records->pdata[i]), NULL };

      if (old > 0)
        {
          renew (get_entry (self, old - 1), records->pdata[i]);
          entry.item = g_steal_pointer (&get_entry (self, old - 1)->item);
          g_hash_table_remove (positions, &id);
        }
      g_array_append_val (range, entry);
    }
  return range;
}

/**
 * armada_item_list_replace:
 * @records: (element-type ArmadaRecord): all there are now
 *
 * Emits "items-changed" at most once, for the smallest range that differs; what stays in its place
 * is only renewed.
 */
void
armada_item_list_replace (ArmadaItemList *self, GPtrArray *records)
{
  guint old_end = self->entries->len, new_end = records->len, start = 0;
  g_autoptr (GArray) range = NULL;

  while (start < old_end && start < new_end &&
         is_same (get_entry (self, start)->record, records->pdata[start]))
    {
      renew (get_entry (self, start), records->pdata[start]);
      start++;
    }
  while (old_end > start && new_end > start &&
         is_same (get_entry (self, old_end - 1)->record, records->pdata[new_end - 1]))
    renew (get_entry (self, --old_end), records->pdata[--new_end]);
  if (start == old_end && start == new_end)
    return;

  range = make_range (self, records, start, old_end, new_end);
  g_clear_pointer (&self->positions, g_hash_table_unref);
  if (old_end > start)
    g_array_remove_range (self->entries, start, old_end - start);
  g_array_insert_vals (self->entries, start, range->data, range->len);
  g_list_model_items_changed (G_LIST_MODEL (self), start, old_end - start, range->len);
}

/**
 * armada_item_list_append:
 * @records: (element-type ArmadaRecord): those of the next page
 *
 * What is there already is renewed and does not come twice: lists move on while pages are asked
 * for. Takes as long as the page, not the list, is.
 */
void
armada_item_list_append (ArmadaItemList *self, GPtrArray *records)
{
  guint start = self->entries->len;

  if (self->positions == NULL)
    self->positions = index_ids (self, 0, start);
  for (guint i = 0; i < records->len; i++)
    {
      gint64 id = armada_record_get_id (records->pdata[i]);
      guint old = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, &id));
      Entry entry = { NULL, NULL };

      if (old > 0)
        {
          renew (get_entry (self, old - 1), records->pdata[i]);
          continue;
        }
      entry.record = armada_record_ref (records->pdata[i]);
      add_position (self->positions, entry.record, self->entries->len);
      g_array_append_val (self->entries, entry);
    }
  if (self->entries->len > start)
    g_list_model_items_changed (G_LIST_MODEL (self), start, 0, self->entries->len - start);
}

guint
armada_item_list_get_n (ArmadaItemList *self)
{
  return self->entries->len;
}

/**
 * armada_item_list_get_record:
 * @position: below armada_item_list_get_n()
 *
 * Returns: (transfer none): the record, without making an object
 */
ArmadaRecord *
armada_item_list_get_record (ArmadaItemList *self, guint position)
{
  return get_entry (self, position)->record;
}
