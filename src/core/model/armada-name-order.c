/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-name-order"

#include "model/armada-name-order.h"

#include <string.h>

/*
 * ArmadaNameOrder: a whole fleet sorted by name.
 *
 * A fleet view owns it and walks it for each change. Names seldom change, so what is in order stays
 * where it is and only devices that came or were renamed are sorted and merged in. Devices of the
 * same name stand by id, so that the order is the same each time.
 */
struct _ArmadaNameOrder
{
  ArmadaFleet *fleet; /* owned */
  GArray *entries;    /* (element-type Entry) */
};

typedef struct
{
  ArmadaDevice *device; /* owned */
  const char *key;      /* the device's; another one may have come in its place and memory */
  guint64 names_hash;   /* when it was put here */
} Entry;

static Entry *
get_entries (const ArmadaNameOrder *self)
{
  return (Entry *) (gpointer) self->entries->data;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;
  int order = strcmp (first->key, second->key);
  gint64 first_id, second_id;

  if (order != 0)
    return order;
  first_id = armada_device_get_id (first->device);
  second_id = armada_device_get_id (second->device);
  return first_id < second_id ? -1 : first_id > second_id;
}

static void
append_entry (GArray *entries, ArmadaDevice *device)
{
  Entry entry = {
    .device = g_object_ref (device),
    .key = armada_device_get_sort_key (device),
    .names_hash = armada_device_peek_glance (device)->names_hash,
  };

  g_array_append_val (entries, entry);
}

static gboolean
is_in_fleet (ArmadaNameOrder *self, ArmadaDevice *device)
{
  return armada_fleet_lookup (self->fleet, armada_device_get_id (device)) == device;
}

static gboolean
is_renamed (const Entry *entry)
{
  return entry->key != armada_device_get_sort_key (entry->device) ||
         entry->names_hash != armada_device_peek_glance (entry->device)->names_hash;
}

/* Takes out those that left the fleet and those that were renamed; the latter go to @moved. */
static void
take_out_misplaced (ArmadaNameOrder *self, gboolean membership, GArray *moved)
{
  Entry *entries = get_entries (self);
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      ArmadaDevice *device = entries[i].device;
      gboolean gone = membership && !is_in_fleet (self, device);

      if (!gone && !is_renamed (&entries[i]))
        {
          entries[n++] = entries[i];
          continue;
        }
      if (!gone)
        append_entry (moved, device);
      g_object_unref (device);
    }
  g_array_set_size (self->entries, n);
}

static void
add_all (GHashTable *devices, const GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    g_hash_table_add (devices, g_array_index (entries, Entry, i).device);
}

static void
append_newcomers (ArmadaNameOrder *self, GArray *moved)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  guint n = armada_fleet_get_n_devices (self->fleet);

  add_all (known, self->entries);
  add_all (known, moved);
  for (guint i = 0; i < n; i++)
    {
      ArmadaDevice *device = armada_fleet_get_device (self->fleet, i);

      if (!g_hash_table_contains (known, device))
        append_entry (moved, device);
    }
}

/* Servers mostly tell vehicles by name, so that those that are new to the fleet are in order. */
static void
sort (GArray *entries)
{
  for (guint i = 1; i < entries->len; i++)
    if (compare_entries (&g_array_index (entries, Entry, i - 1),
                         &g_array_index (entries, Entry, i)) > 0)
      {
        g_array_sort (entries, compare_entries);
        return;
      }
}

/* From the back, so that each entry is moved at most once. */
static void
merge (ArmadaNameOrder *self, const GArray *moved)
{
  const Entry *source = (const Entry *) (gconstpointer) moved->data;
  guint kept = self->entries->len;
  guint left = moved->len;
  Entry *entries;

  g_array_set_size (self->entries, kept + left);
  entries = get_entries (self);
  while (left > 0)
    {
      if (kept > 0 && compare_entries (&entries[kept - 1], &source[left - 1]) > 0)
        entries[kept + left - 1] = entries[kept - 1], kept--;
      else
        entries[kept + left - 1] = source[left - 1], left--;
    }
}

/**
 * armada_name_order_new:
 * @fleet: the fleet to sort
 *
 * Returns: (transfer full): an order that holds nothing before its first update
 */
ArmadaNameOrder *
armada_name_order_new (ArmadaFleet *fleet)
{
  ArmadaNameOrder *self = g_new0 (ArmadaNameOrder, 1);

  self->fleet = g_object_ref (fleet);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

void
armada_name_order_free (ArmadaNameOrder *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    g_object_unref (g_array_index (self->entries, Entry, i).device);
  g_array_unref (self->entries);
  g_object_unref (self->fleet);
  g_free (self);
}

/**
 * armada_name_order_update:
 * @membership: whether devices may have come or gone since the last time
 *
 * Puts the order right after the fleet changed.
 */
void
armada_name_order_update (ArmadaNameOrder *self, gboolean membership)
{
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (Entry));

  take_out_misplaced (self, membership, moved);
  if (membership)
    append_newcomers (self, moved);
  sort (moved);
  merge (self, moved);
}

guint
armada_name_order_get_n_devices (const ArmadaNameOrder *self)
{
  return self->entries->len;
}

/**
 * armada_name_order_get_device:
 *
 * Returns: (transfer none): the device at @position
 */
ArmadaDevice *
armada_name_order_get_device (const ArmadaNameOrder *self, guint position)
{
  return get_entries (self)[position].device;
}
