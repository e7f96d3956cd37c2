/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaAlertRecord:
 * @name: the user's own
 * @type: "overspeed", "geofence_in" …; expect unknown ones; "" on old servers: guessed where one
 * can
 * @for_all_devices: whether it holds for every device of the account
 * @custom_events: ids of ArmadaCustomEventRecord
 * @channels: how it is told: "sound", "push", "email", "sms", "webhook" …; those that are on
 * @schedule: when it holds: "monday 08:00-12:15" in the account's zone; empty: always
 * @zone: 0: everywhere, 1: inside the geofences, 2: outside
 * @overspeed: limit in the account's units
 * @distance: in the account's units
 * @email: where to it is sent
 * @phone: where to it is sent
 *
 * A rule that makes events, as get_alerts lists it.
 */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  const char *name;
  const char *type;
  int active;
  int for_all_devices;
  ArmadaIds devices;
  ArmadaIds drivers;
  ArmadaIds geofences;
  ArmadaIds custom_events;
  ArmadaTexts channels;
  ArmadaTexts schedule;
  gint64 zone;
  double overspeed;
  double stop_minutes;
  double idle_minutes;
  double offline_minutes;
  double distance;
  const char *email;
  const char *phone;
  gint64 created;
  gint64 updated;
} ArmadaAlertRecord;

extern const ArmadaRecordType armada_alert_record_type;

ArmadaCall *armada_alerts_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_alerts_read (ArmadaAnswer *answer, GError **error);

G_END_DECLS
