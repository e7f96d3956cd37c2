/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-device-state"

#include "model/armada-device-state.h"

/* How old a fix may be for its speed to tell what the vehicle does now. */
#define FRESH_SECONDS (5 * 60)

static gboolean
was_never_connected (const ArmadaDeviceRecord *record)
{
  if (record->fix_time != 0 || record->contact_time != 0 ||
      armada_device_record_has_position (record))
    return FALSE;

  switch (record->online)
    {
    case ARMADA_ONLINE_MOVING:
    case ARMADA_ONLINE_STANDING:
    case ARMADA_ONLINE_ENGINE:
      return FALSE; /* the server itself says there is contact */
    case ARMADA_ONLINE_UNKNOWN:
    case ARMADA_ONLINE_OFFLINE:
    case ARMADA_ONLINE_BLOCKED:
    default:
      return TRUE;
    }
}

static gboolean
moves_now (const ArmadaDeviceRecord *record, gint64 now)
{
  return record->speed > 0 && record->fix_time != 0 &&
         ABS (now - record->fix_time) <= FRESH_SECONDS;
}

/**
 * armada_device_state_of:
 * @record: what the server said last
 * @now: UNIX seconds
 *
 * The one rule; the first line that holds decides:
 *
 * 1. the subscription has an end and it has come: EXPIRED, whatever the tracker does;
 * 2. no fix, no contact, no position and no word that tells of contact: NEVER_CONNECTED;
 * 3. the server's word: "online" is MOVING, "engine" is IDLING, "offline" is OFFLINE, "ack" is
 *    IDLING when the engine is known to run, else STANDING;
 * 4. "blocked" is STANDING: the engine was cut by command, so it neither drives nor idles;
 * 5. another word or none: MOVING when a fix of the last five minutes has a speed, else UNKNOWN,
 *    because a parked vehicle and a lost one cannot be told apart.
 *
 * 1 and 5 depend on the time: see armada_fleet_refresh_states().
 *
 * Returns: the state
 */
ArmadaDeviceState
armada_device_state_of (const ArmadaDeviceRecord *record, gint64 now)
{
  if (record->expires != 0 && record->expires <= now)
    return ARMADA_DEVICE_STATE_EXPIRED;
  if (was_never_connected (record))
    return ARMADA_DEVICE_STATE_NEVER_CONNECTED;

  switch (record->online)
    {
    case ARMADA_ONLINE_MOVING:
      return ARMADA_DEVICE_STATE_MOVING;
    case ARMADA_ONLINE_ENGINE:
      return ARMADA_DEVICE_STATE_IDLING;
    case ARMADA_ONLINE_STANDING:
      return record->engine == 1 ? ARMADA_DEVICE_STATE_IDLING : ARMADA_DEVICE_STATE_STANDING;
    case ARMADA_ONLINE_BLOCKED:
      return ARMADA_DEVICE_STATE_STANDING;
    case ARMADA_ONLINE_OFFLINE:
      return ARMADA_DEVICE_STATE_OFFLINE;
    case ARMADA_ONLINE_UNKNOWN:
    default:
      return moves_now (record, now) ? ARMADA_DEVICE_STATE_MOVING : ARMADA_DEVICE_STATE_UNKNOWN;
    }
}

/**
 * armada_device_state_get_nick:
 *
 * Returns: a word for machines (style classes, settings), the same in every language
 */
const char *
armada_device_state_get_nick (ArmadaDeviceState state)
{
  static const char *const nicks[ARMADA_N_DEVICE_STATES] = {
    [ARMADA_DEVICE_STATE_MOVING] = "moving",
    [ARMADA_DEVICE_STATE_IDLING] = "idling",
    [ARMADA_DEVICE_STATE_STANDING] = "standing",
    [ARMADA_DEVICE_STATE_OFFLINE] = "offline",
    [ARMADA_DEVICE_STATE_NEVER_CONNECTED] = "never-connected",
    [ARMADA_DEVICE_STATE_EXPIRED] = "expired",
    [ARMADA_DEVICE_STATE_UNKNOWN] = "unknown",
  };

  g_return_val_if_fail ((guint) state < ARMADA_N_DEVICE_STATES, "unknown");
  return nicks[state];
}
