/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-pulse"

#include "model/armada-fleet-pulse.h"

#include <math.h>

#include "api/armada-alerts-reader.h"

struct _ArmadaSpeedLimits
{
  double for_all;         /* INFINITY: none */
  GHashTable *of_devices; /* device → double */
};

static void
limit_device (ArmadaSpeedLimits *self, gint64 device, double speed)
{
  const double *before = g_hash_table_lookup (self->of_devices, &device);

  if (before == NULL || speed < *before)
    g_hash_table_insert (self->of_devices, g_memdup2 (&device, sizeof device),
                         g_memdup2 (&speed, sizeof speed));
}

/**
 * armada_speed_limits_new:
 * @rules: of ArmadaAlertRecord
 *
 * Returns: (transfer full): what they limit
 */
ArmadaSpeedLimits *
armada_speed_limits_new (ArmadaItemList *rules)
{
  ArmadaSpeedLimits *self = g_new0 (ArmadaSpeedLimits, 1);

  self->for_all = INFINITY;
  self->of_devices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < armada_item_list_get_n (rules); i++)
    {
      const ArmadaAlertRecord *rule =
          (const ArmadaAlertRecord *) armada_item_list_get_record (rules, i);

      if (rule->active == 0 || !(rule->overspeed > 0))
        continue;
      if (rule->for_all_devices == 1)
        self->for_all = MIN (self->for_all, rule->overspeed);
      for (guint k = 0; k < rule->devices.n; k++)
        limit_device (self, rule->devices.ids[k], rule->overspeed);
    }
  return self;
}

void
armada_speed_limits_free (ArmadaSpeedLimits *self)
{
  g_hash_table_unref (self->of_devices);
  g_free (self);
}

/**
 * armada_speed_limits_find:
 *
 * Returns: in the account's unit; INFINITY where no rule limits it
 */
double
armada_speed_limits_find (const ArmadaSpeedLimits *self, gint64 device)
{
  const double *own = g_hash_table_lookup (self->of_devices, &device);

  return own ? MIN (*own, self->for_all) : self->for_all;
}

/**
 * armada_device_is_speeding:
 *
 * Returns: whether it moves, and faster than a rule allows
 */
gboolean
armada_device_is_speeding (ArmadaDevice *device, const ArmadaSpeedLimits *limits)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);

  return armada_device_get_state (device) == ARMADA_DEVICE_STATE_MOVING &&
         record->speed > armada_speed_limits_find (limits, record->id);
}

/**
 * armada_device_get_silence:
 * @now: UNIX seconds
 *
 * Returns: how long ago its last sign of life was
 */
ArmadaSilence
armada_device_get_silence (ArmadaDevice *device, gint64 now)
{
  static const gint64 ends[] = { 300, 3600, 6 * 3600, 86400, 3 * 86400, 7 * 86400 };
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  gint64 heard = MAX (record->contact_time, record->fix_time);

  if (heard <= 0)
    return ARMADA_SILENCE_EVER;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (now - heard < ends[i])
      return i;
  return ARMADA_SILENCE_LONGER;
}

/**
 * armada_fleet_pulse_count:
 * @self: (out caller-allocates):
 * @now: UNIX seconds
 *
 * Counts in one walk.
 */
void
armada_fleet_pulse_count (ArmadaFleetPulse *self,
                          ArmadaFleet *fleet,
                          const ArmadaSpeedLimits *limits,
                          gint64 now)
{
  *self = (ArmadaFleetPulse) { .n = armada_fleet_get_n_devices (fleet) };
  for (guint i = 0; i < self->n; i++)
    {
      ArmadaDevice *device = armada_fleet_get_device (fleet, i);

      self->states[armada_device_get_state (device)]++;
      self->n_alarm += armada_device_get_record (device)->alarm != FALSE;
      self->n_speeding += armada_device_is_speeding (device, limits) != FALSE;
      self->n_limited +=
          isfinite (armada_speed_limits_find (limits, armada_device_get_id (device))) != 0;
      self->silences[armada_device_get_silence (device, now)]++;
    }
}
