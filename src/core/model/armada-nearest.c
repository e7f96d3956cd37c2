/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-nearest"

#include "model/armada-nearest.h"

#include "model/armada-projection.h"

static int
by_distance (gconstpointer a, gconstpointer b)
{
  const ArmadaNear *first = a, *second = b;

  return (first->metres > second->metres) - (first->metres < second->metres);
}

/**
 * armada_nearest_find:
 * @latitude: degrees
 * @longitude: degrees
 * @max_found: how many are wanted at most
 *
 * Returns: (transfer full) (element-type ArmadaNear): the vehicles whose position is known, nearest
 *   first
 */
GArray *
armada_nearest_find (ArmadaFleet *fleet, double latitude, double longitude, guint max_found)
{
  guint n = armada_fleet_get_n_devices (fleet);
  GArray *found = g_array_sized_new (FALSE, FALSE, sizeof (ArmadaNear), n);

  for (guint i = 0; i < n; i++)
    {
      ArmadaDevice *device = armada_fleet_get_device (fleet, i);
      const ArmadaDeviceRecord *record = armada_device_get_record (device);
      const ArmadaNear near = {
        device,
        armada_projection_distance (latitude, longitude, record->latitude, record->longitude),
      };

      if (armada_device_record_has_position (record))
        g_array_append_val (found, near);
    }
  g_array_sort (found, by_distance);
  if (found->len > max_found)
    g_array_set_size (found, max_found);
  return found;
}
