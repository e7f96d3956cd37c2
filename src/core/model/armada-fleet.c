/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet"

#include "model/armada-fleet.h"

#include <string.h>

#define AHEAD 16          /* devices */
#define FORGET_APART 2000 /* records that are let go of in a thread, as it costs more than one */

/*
 * ArmadaFleet: every vehicle of the account, in the server's order.
 *
 * The session owns it and feeds it batches on the main thread. A device keeps its identity for as
 * long as it is in the fleet, and only a batch of a whole fleet can remove one. The table of
 * positions always tells where each device stands.
 */
struct _ArmadaFleet
{
  GObject parent_instance;

  GPtrArray *devices;    /* (element-type ArmadaDevice) owned */
  GArray *ids;           /* (element-type gint64) of devices, to find them without looking there */
  GHashTable *positions; /* id, inside the device → position + 1 */
  GListStore *groups;    /* (element-type ArmadaGroup) */
  GArray *changed;       /* (element-type guint) positions, of the last batch */
};

/* What taking over one batch brings to light. */
typedef struct
{
  GArray *touched;  /* (element-type gint64) ids of devices that are new or have new values */
  GPtrArray *fresh; /* (element-type ArmadaDevice) owned: not in the fleet yet */
  GHashTable *fresh_by_id;
  GPtrArray *replaced; /* (element-type ArmadaDeviceRecord) owned: no device's any more */
  gboolean regrouped;  /* a group may have another number of devices, or there are others */
} Changes;

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaFleet,
                               armada_fleet,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static guint updated_signal;

static GPtrArray *
new_devices (guint n)
{
  return g_ptr_array_new_full (n, g_object_unref);
}

/* Looks at @position first: servers tell their devices in the same order each time, so that the
 * device behind the last one is mostly the next. */
static gboolean
find_position (ArmadaFleet *self, gint64 id, guint *position)
{
  guint found;

  if (*position < self->ids->len && g_array_index (self->ids, gint64, *position) == id)
    return TRUE;
  found = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, &id));
  if (found == 0)
    return FALSE;
  *position = found - 1;
  return TRUE;
}

static void
changes_init (Changes *changes, guint n_records)
{
  changes->touched = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_records);
  changes->fresh = new_devices (0);
  changes->fresh_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  changes->replaced = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_device_record_unref);
  changes->regrouped = FALSE;
}

static gpointer
forget_thread (gpointer data)
{
  g_ptr_array_unref (data);
  return NULL;
}

/* Letting go of the records of a large fleet takes as long as taking the new ones: a thread does it
 * while those are drawn. */
static void
forget (GPtrArray *records)
{
  GThread *thread = records->len >= FORGET_APART
                        ? g_thread_try_new ("records", forget_thread, records, NULL)
                        : NULL;

  if (thread != NULL)
    g_thread_unref (thread);
  else
    g_ptr_array_unref (records);
}

static void
changes_clear (Changes *changes)
{
  forget (changes->replaced);
  g_array_unref (changes->touched);
  g_hash_table_unref (changes->fresh_by_id);
  g_ptr_array_unref (changes->fresh);
}

/* Who is told of the record may do anything, even make the fleet forget the device, which therefore
 * is not looked at any more behind that. */
static void
update_device (ArmadaDevice *device, ArmadaDeviceRecord *record, gint64 now, Changes *changes)
{
  gint64 old_group = armada_device_peek_glance (device)->group_id;
  ArmadaDeviceRecord *replaced;

  if (!armada_device_set_record (device, record, now, &replaced))
    return;

  if (replaced != NULL)
    g_ptr_array_add (changes->replaced, replaced);
  g_array_append_val (changes->touched, record->id);
  if (record->group_id != -1 && record->group_id != old_group)
    changes->regrouped = TRUE;
}

static void
add_fresh (ArmadaDeviceRecord *record, gint64 now, Changes *changes)
{
  ArmadaDevice *device = armada_device_new (record, now);

  g_ptr_array_add (changes->fresh, device);
  g_hash_table_insert (changes->fresh_by_id, (gpointer) armada_device_peek_id (device), device);
  g_array_append_val (changes->touched, record->id);
  changes->regrouped = TRUE;
}

/* Has the processor bring what is looked at a few devices later: with a large fleet most of the
 * time goes by waiting for memory. */
static void
look_ahead (ArmadaFleet *self, const GPtrArray *records, guint record, guint position)
{
  if (record + AHEAD < records->len)
    armada_device_record_prefetch (records->pdata[record + AHEAD]);
  if (position + AHEAD < self->devices->len)
    armada_device_prefetch (self->devices->pdata[position + AHEAD]);
}

/* An answer may name a device twice; the later record is taken for the newer one. */
static void
take_records (ArmadaFleet *self, const GPtrArray *records, gint64 now, Changes *changes)
{
  guint position = 0;

  for (guint i = 0; i < records->len; i++)
    {
      ArmadaDeviceRecord *record = records->pdata[i];
      ArmadaDevice *device;

      look_ahead (self, records, i, position);
      if (find_position (self, record->id, &position))
        update_device (self->devices->pdata[position++], record, now, changes);
      else if ((device = g_hash_table_lookup (changes->fresh_by_id, &record->id)) != NULL)
        armada_device_set_record (device, record, now, NULL);
      else
        add_fresh (record, now, changes);
    }
}

static gboolean
is_in_order (ArmadaFleet *self, const GArray *seen)
{
  return seen->len == self->ids->len &&
         (seen->len == 0 || memcmp (seen->data, self->ids->data, seen->len * sizeof (gint64)) == 0);
}

static void
append_device (GPtrArray *devices, GHashTable *positions, ArmadaDevice *device)
{
  gpointer key = (gpointer) armada_device_peek_id (device);

  if (g_hash_table_contains (positions, key))
    return;
  g_ptr_array_add (devices, g_object_ref (device));
  g_hash_table_insert (positions, key, GUINT_TO_POINTER (devices->len));
}

/* An id that is seen but in no record belongs to a device that never could be read. */
static void
append_seen (ArmadaFleet *self,
             const GArray *seen,
             const Changes *changes,
             GPtrArray *devices,
             GHashTable *positions)
{
  for (guint i = 0; i < seen->len; i++)
    {
      gint64 id = g_array_index (seen, gint64, i);
      ArmadaDevice *device = armada_fleet_lookup (self, id);

      if (device == NULL)
        device = g_hash_table_lookup (changes->fresh_by_id, &id);
      if (device != NULL)
        append_device (devices, positions, device);
    }
}

static void
append_all (const GPtrArray *source, GPtrArray *devices, GHashTable *positions)
{
  for (guint i = 0; i < source->len; i++)
    append_device (devices, positions, source->pdata[i]);
}

static void
note_touched (ArmadaFleet *self, const Changes *changes)
{
  guint position = 0;

  g_array_set_size (self->changed, 0);
  for (guint i = 0; i < changes->touched->len; i++)
    if (find_position (self, g_array_index (changes->touched, gint64, i), &position))
      {
        g_array_append_val (self->changed, position);
        position++;
      }
}

/* One items-changed over the smallest range in which @old and the fleet of now differ. */
static void
tell_difference (ArmadaFleet *self, const GPtrArray *old)
{
  const GPtrArray *now = self->devices;
  guint shorter = MIN (old->len, now->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && old->pdata[head] == now->pdata[head])
    head++;
  while (tail < shorter - head &&
         old->pdata[old->len - 1 - tail] == now->pdata[now->len - 1 - tail])
    tail++;

  if (head + tail < old->len || head + tail < now->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                now->len - head - tail);
}

static void
list_ids (ArmadaFleet *self)
{
  g_array_set_size (self->ids, self->devices->len);
  for (guint i = 0; i < self->devices->len; i++)
    g_array_index (self->ids, gint64, i) = armada_device_get_id (self->devices->pdata[i]);
}

/* Returns: (nullable): the devices as they were, when any came, went or moved */
static GPtrArray *
arrange (ArmadaFleet *self, const GArray *seen, Changes *changes)
{
  GPtrArray *devices;
  GHashTable *positions;
  GPtrArray *old = self->devices;

  if (changes->fresh->len == 0 && (seen == NULL || is_in_order (self, seen)))
    return NULL;

  devices = new_devices (self->devices->len + changes->fresh->len);
  positions = g_hash_table_new (g_int64_hash, g_int64_equal);
  if (seen != NULL)
    append_seen (self, seen, changes, devices, positions);
  else
    {
      append_all (self->devices, devices, positions);
      append_all (changes->fresh, devices, positions);
    }

  g_hash_table_unref (self->positions);
  self->positions = positions;
  self->devices = devices;
  list_ids (self);
  changes->regrouped = TRUE;
  return old;
}

/* Returns: (transfer full): id → group of the fleet's groups, which it borrows */
static GHashTable *
index_groups (ArmadaFleet *self)
{
  GHashTable *index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);
      gint64 id = armada_group_get_id (group);

      g_hash_table_insert (index, g_memdup2 (&id, sizeof id), group);
    }
  return index;
}

/* Returns: (transfer full): the group of the fleet, with its title of now, or a new one */
static ArmadaGroup *
dup_group (GHashTable *index, const ArmadaGroupRecord *record)
{
  ArmadaGroup *group = g_hash_table_lookup (index, &record->id);

  if (group == NULL)
    return armada_group_new (record->id, record->title);
  armada_group_set_title (group, record->title);
  return g_object_ref (group);
}

/* Returns: whether groups came, went or moved */
static gboolean
take_groups (ArmadaFleet *self, const GPtrArray *records)
{
  g_autoptr (GHashTable) index = index_groups (self);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));
  gboolean same = records->len == n;

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (ArmadaGroup) old = g_list_model_get_item (G_LIST_MODEL (self->groups), i);
      ArmadaGroup *group = dup_group (index, records->pdata[i]);

      same = same && group == old;
      g_ptr_array_add (groups, group);
    }
  if (!same)
    g_list_store_splice (self->groups, 0, n, groups->pdata, groups->len);
  return !same;
}

static void
count_groups (ArmadaFleet *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));

  for (guint i = 0; i < self->devices->len; i++)
    {
      const gint64 *id = &armada_device_peek_glance (self->devices->pdata[i])->group_id;
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, id));

      g_hash_table_insert (counts, (gpointer) id, GUINT_TO_POINTER (count + 1));
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);
      gint64 id = armada_group_get_id (group);

      armada_group_set_n_devices (group, GPOINTER_TO_UINT (g_hash_table_lookup (counts, &id)));
    }
}

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_DEVICE;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_FLEET (model)->devices->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaFleet *self = ARMADA_FLEET (model);

  return position < self->devices->len ? g_object_ref (self->devices->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
armada_fleet_finalize (GObject *object)
{
  ArmadaFleet *self = ARMADA_FLEET (object);

  g_hash_table_unref (self->positions);
  g_ptr_array_unref (self->devices);
  g_array_unref (self->ids);
  g_object_unref (self->groups);
  g_array_unref (self->changed);
  G_OBJECT_CLASS (armada_fleet_parent_class)->finalize (object);
}

static void
armada_fleet_class_init (ArmadaFleetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_fleet_finalize;

  /**
   * ArmadaFleet::updated:
   *
   * After a batch that changed anything; armada_fleet_get_changed() holds during the emission.
   */
  updated_signal = g_signal_new ("updated", ARMADA_TYPE_FLEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 g_cclosure_marshal_VOID__VOID, G_TYPE_NONE, 0);
}

static void
armada_fleet_init (ArmadaFleet *self)
{
  self->devices = new_devices (0);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->positions = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->groups = g_list_store_new (ARMADA_TYPE_GROUP);
  self->changed = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * armada_fleet_new:
 *
 * Returns: (transfer full): a fleet without devices
 */
ArmadaFleet *
armada_fleet_new (void)
{
  return g_object_new (ARMADA_TYPE_FLEET, NULL);
}

/**
 * armada_fleet_lookup:
 *
 * Returns: (nullable) (transfer none): the device with this id
 */
ArmadaDevice *
armada_fleet_lookup (ArmadaFleet *self, gint64 id)
{
  guint position = G_MAXUINT;

  return find_position (self, id, &position) ? self->devices->pdata[position] : NULL;
}

guint
armada_fleet_get_n_devices (ArmadaFleet *self)
{
  return self->devices->len;
}

/**
 * armada_fleet_get_device:
 *
 * Returns: (transfer none): the device at @position, which must be one of the fleet's
 */
ArmadaDevice *
armada_fleet_get_device (ArmadaFleet *self, guint position)
{
  g_return_val_if_fail (position < self->devices->len, NULL);
  return self->devices->pdata[position];
}

/**
 * armada_fleet_get_groups:
 *
 * Returns: (transfer none): a list of #ArmadaGroup in the server's order, empty ones too
 */
GListModel *
armada_fleet_get_groups (ArmadaFleet *self)
{
  return G_LIST_MODEL (self->groups);
}

/**
 * armada_fleet_get_group:
 *
 * Returns: (transfer none) (nullable): the group with this id
 */
ArmadaGroup *
armada_fleet_get_group (ArmadaFleet *self, gint64 id)
{
  guint n;

  g_return_val_if_fail (ARMADA_IS_FLEET (self), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);

      if (armada_group_get_id (group) == id)
        return group; /* the store holds it */
    }
  return NULL;
}

/**
 * armada_fleet_get_changed:
 * @n_changed: (out): how many
 *
 * Returns: (array length=n_changed) (transfer none): positions of the devices that are new or have
 *   new values, in the order the batch told them; valid while #ArmadaFleet::updated is emitted
 */
const guint *
armada_fleet_get_changed (ArmadaFleet *self, guint *n_changed)
{
  *n_changed = self->changed->len;
  return (const guint *) (gconstpointer) self->changed->data;
}

static void
tell_update (ArmadaFleet *self)
{
  g_signal_emit (self, updated_signal, 0);
  g_array_set_size (self->changed, 0);
}

/**
 * armada_fleet_apply:
 * @batch: what one poll brought; stays the caller's
 * @now: UNIX seconds, to work out states
 *
 * Takes over a batch. Costs what changed; the order is looked at only with a whole fleet.
 */
void
armada_fleet_apply (ArmadaFleet *self, ArmadaDeviceBatch *batch, gint64 now)
{
  g_autoptr (GPtrArray) old = NULL;
  Changes changes;

  changes_init (&changes, batch->changed->len);
  take_records (self, batch->changed, now, &changes);
  old = arrange (self, batch->seen, &changes);
  if (old != NULL)
    tell_difference (self, old);
  if (batch->groups != NULL && take_groups (self, batch->groups))
    changes.regrouped = TRUE;
  if (changes.regrouped)
    count_groups (self);

  note_touched (self, &changes);
  if (changes.regrouped || self->changed->len > 0)
    tell_update (self);
  changes_clear (&changes);
}

/**
 * armada_fleet_refresh_states:
 * @now: UNIX seconds
 *
 * Works out anew the states that time alone can change, as when a subscription ends.
 */
void
armada_fleet_refresh_states (ArmadaFleet *self, gint64 now)
{
  g_array_set_size (self->changed, 0);
  for (guint i = 0; i < self->devices->len; i++)
    if (armada_device_refresh_state (self->devices->pdata[i], now))
      g_array_append_val (self->changed, i);

  if (self->changed->len > 0)
    tell_update (self);
}

/**
 * armada_fleet_clear:
 *
 * Forgets every device and group, as when another account is opened.
 */
void
armada_fleet_clear (ArmadaFleet *self)
{
  g_autoptr (GPtrArray) old = NULL;

  if (self->devices->len == 0 && g_list_model_get_n_items (G_LIST_MODEL (self->groups)) == 0)
    return;

  old = g_steal_pointer (&self->devices);
  self->devices = new_devices (0);
  g_hash_table_remove_all (self->positions);
  g_array_set_size (self->ids, 0);
  g_array_set_size (self->changed, 0);
  g_list_store_remove_all (self->groups);
  tell_difference (self, old);
  tell_update (self);
}
