/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-device-batch"

#include "api/armada-device-batch.h"

static void
group_record_free (ArmadaGroupRecord *group)
{
  g_free (group->title);
  g_free (group);
}

/**
 * armada_device_batch_new:
 * @whole: whether the batch will tell a whole fleet, so that a device it does not see is gone
 *
 * Returns: (transfer full): an empty batch
 */
ArmadaDeviceBatch *
armada_device_batch_new (gboolean whole)
{
  ArmadaDeviceBatch *self = g_atomic_rc_box_new0 (ArmadaDeviceBatch);

  self->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_device_record_unref);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  if (whole)
    {
      self->seen = g_array_new (FALSE, FALSE, sizeof (gint64));
      self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_record_free);
    }
  return self;
}

ArmadaDeviceBatch *
armada_device_batch_ref (ArmadaDeviceBatch *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_batch (gpointer data)
{
  ArmadaDeviceBatch *self = data;

  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->events);
  g_clear_pointer (&self->seen, g_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
}

void
armada_device_batch_unref (ArmadaDeviceBatch *self)
{
  g_atomic_rc_box_release_full (self, clear_batch);
}

/**
 * armada_device_batch_add_group:
 * @self: a batch of a whole fleet
 * @id: the group's id
 * @title: its title
 *
 * Adds a group unless one with this id is there: the same group can come back on several pages.
 */
void
armada_device_batch_add_group (ArmadaDeviceBatch *self, gint64 id, const char *title)
{
  ArmadaGroupRecord *group;

  g_return_if_fail (self->groups != NULL);

  for (guint i = 0; i < self->groups->len; i++)
    if (((ArmadaGroupRecord *) self->groups->pdata[i])->id == id)
      return;

  group = g_new0 (ArmadaGroupRecord, 1);
  group->id = id;
  group->title = g_strdup (title);
  g_ptr_array_add (self->groups, group);
}
