/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-kept-use"

#include "store/armada-kept-use.h"

static void
driving_free (gpointer data)
{
  ArmadaKeptDriving *driving = data;

  g_free (driving->driver);
  g_free (driving);
}

void
armada_event_count_free (ArmadaEventCount *self)
{
  g_free (self->type);
  g_free (self);
}

ArmadaKeptUse *
armada_kept_use_new (void)
{
  ArmadaKeptUse *self = g_new0 (ArmadaKeptUse, 1);

  self->vehicles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->drivings = g_ptr_array_new_with_free_func (driving_free);
  return self;
}

void
armada_kept_use_free (ArmadaKeptUse *self)
{
  g_hash_table_unref (self->vehicles);
  g_ptr_array_unref (self->drivings);
  g_free (self);
}

/**
 * armada_kept_use_find_vehicle:
 *
 * Returns: (transfer none) (nullable): NULL when nothing was measured
 */
const ArmadaVehicleUse *
armada_kept_use_find_vehicle (const ArmadaKeptUse *self, gint64 device)
{
  return g_hash_table_lookup (self->vehicles, &device);
}

/**
 * armada_kept_use_find_driver:
 * @id: of the ArmadaDriverRecord
 * @name: of the driver: what old servers write in tracks is that alone
 *
 * Returns: (transfer none) (nullable): NULL when no kept track names the driver
 */
const ArmadaKeptDriving *
armada_kept_use_find_driver (const ArmadaKeptUse *self, gint64 id, const char *name)
{
  for (guint i = 0; i < self->drivings->len; i++)
    {
      const ArmadaKeptDriving *driving = self->drivings->pdata[i];

      if (driving->driver_id != 0 ? driving->driver_id == id : g_str_equal (driving->driver, name))
        return driving;
    }
  return NULL;
}
