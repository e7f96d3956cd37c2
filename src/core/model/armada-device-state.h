/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-record.h"

G_BEGIN_DECLS

/**
 * ArmadaDeviceState:
 *
 * What a vehicle is doing, worked out in one place from what the server said of it.
 */
typedef enum
{
  ARMADA_DEVICE_STATE_MOVING,
  ARMADA_DEVICE_STATE_IDLING,          /* standing with the engine on */
  ARMADA_DEVICE_STATE_STANDING,        /* in contact, standing, engine off or unknown */
  ARMADA_DEVICE_STATE_OFFLINE,         /* no contact */
  ARMADA_DEVICE_STATE_NEVER_CONNECTED, /* no contact and no fix ever */
  ARMADA_DEVICE_STATE_EXPIRED,         /* its subscription has ended */
  ARMADA_DEVICE_STATE_UNKNOWN,         /* the server used a word we do not know */
} ArmadaDeviceState;

#define ARMADA_N_DEVICE_STATES (ARMADA_DEVICE_STATE_UNKNOWN + 1)
#define ARMADA_DEVICE_STATE_MASK(state) (1u << (state))
#define ARMADA_DEVICE_STATE_MASK_ALL ((1u << ARMADA_N_DEVICE_STATES) - 1)

ArmadaDeviceState armada_device_state_of (const ArmadaDeviceRecord *record, gint64 now);
const char *armada_device_state_get_nick (ArmadaDeviceState state);

G_END_DECLS
