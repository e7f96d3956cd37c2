/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cell-table"

#include "model/armada-cell-table.h"

#include <math.h>

typedef struct
{
  guint64 key;
  guint value;
  gboolean used;
} Slot;

struct _ArmadaCellTable
{
  Slot *slots; /* open addressing, never more than half full */
  guint n_slots;
  guint n_used;
};

static guint64
key_of (double x, double y)
{
  return (guint64) (guint32) (gint64) floor (x) << 32 | (guint32) (gint64) floor (y);
}

static Slot *
find_slot (ArmadaCellTable *self, guint64 key)
{
  guint64 hash = key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint i = (guint) (hash >> 32) & (self->n_slots - 1);

  while (self->slots[i].used && self->slots[i].key != key)
    i = (i + 1) & (self->n_slots - 1);
  return &self->slots[i];
}

static void
grow (ArmadaCellTable *self)
{
  g_autofree Slot *old = self->slots;
  guint n_old = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (Slot, self->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i].used)
      *find_slot (self, old[i].key) = old[i];
}

/**
 * armada_cell_table_new:
 * @n_expected: how many cells will probably be asked for; more may be
 *
 * Returns: (transfer full): an empty table
 */
ArmadaCellTable *
armada_cell_table_new (guint n_expected)
{
  ArmadaCellTable *self = g_new0 (ArmadaCellTable, 1);

  for (self->n_slots = 16; self->n_slots / 2 <= n_expected;)
    self->n_slots *= 2;
  self->slots = g_new0 (Slot, self->n_slots);
  return self;
}

void
armada_cell_table_free (ArmadaCellTable *self)
{
  g_free (self->slots);
  g_free (self);
}

void
armada_cell_table_clear (ArmadaCellTable *self)
{
  for (guint i = 0; i < self->n_slots; i++)
    self->slots[i].used = FALSE;
  self->n_used = 0;
}

/**
 * armada_cell_table_at:
 * @x: in cells
 * @y: in cells
 *
 * Returns: (transfer none): the number of the cell that holds the point, ARMADA_CELL_EMPTY until
 *   it is set; good until the next call
 */
guint *
armada_cell_table_at (ArmadaCellTable *self, double x, double y)
{
  guint64 key = key_of (x, y);
  Slot *slot = find_slot (self, key);

  if (slot->used)
    return &slot->value;

  if (self->n_used >= self->n_slots / 2)
    {
      grow (self);
      slot = find_slot (self, key);
    }
  *slot = (Slot) { key, ARMADA_CELL_EMPTY, TRUE };
  self->n_used++;
  return &slot->value;
}

/**
 * armada_cell_table_find:
 *
 * Returns: (transfer none) (nullable): as armada_cell_table_at(), NULL for a cell never asked for
 */
guint *
armada_cell_table_find (ArmadaCellTable *self, double x, double y)
{
  Slot *slot = find_slot (self, key_of (x, y));

  return slot->used ? &slot->value : NULL;
}
