/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet.h"
#include "model/armada-item-list.h"

G_BEGIN_DECLS

/**
 * ArmadaSilence:
 *
 * How long nothing has been heard of a vehicle.
 */
typedef enum
{
  ARMADA_SILENCE_5_MINUTES, /* less than that */
  ARMADA_SILENCE_HOUR,      /* less than that, and so on */
  ARMADA_SILENCE_6_HOURS,
  ARMADA_SILENCE_DAY,
  ARMADA_SILENCE_3_DAYS,
  ARMADA_SILENCE_WEEK,
  ARMADA_SILENCE_LONGER,
  ARMADA_SILENCE_EVER, /* nothing was ever heard */
} ArmadaSilence;

#define ARMADA_N_SILENCES (ARMADA_SILENCE_EVER + 1)

/**
 * ArmadaFleetPulse:
 * @states: how many vehicles are in each state
 * @n_alarm: are in alarm
 * @n_speeding: move faster than a rule allows them
 * @n_limited: have such a rule at all
 * @silences: how many have been silent for how long
 *
 * A fleet in a few numbers.
 */
typedef struct
{
  guint n;
  guint states[ARMADA_N_DEVICE_STATES];
  guint n_alarm;
  guint n_speeding;
  guint n_limited;
  guint silences[ARMADA_N_SILENCES];
} ArmadaFleetPulse;

/* The lowest speed at which a rule that is on fires, vehicle by vehicle. */
typedef struct _ArmadaSpeedLimits ArmadaSpeedLimits;

ArmadaSpeedLimits *armada_speed_limits_new (ArmadaItemList *rules);
void armada_speed_limits_free (ArmadaSpeedLimits *self);
double armada_speed_limits_find (const ArmadaSpeedLimits *self, gint64 device);

void armada_fleet_pulse_count (ArmadaFleetPulse *self,
                               ArmadaFleet *fleet,
                               const ArmadaSpeedLimits *limits,
                               gint64 now);

gboolean armada_device_is_speeding (ArmadaDevice *device, const ArmadaSpeedLimits *limits);
ArmadaSilence armada_device_get_silence (ArmadaDevice *device, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaSpeedLimits, armada_speed_limits_free)

G_END_DECLS
