/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaServiceRecord:
 * @expiration_by: "odometer", "engine_hours" or "days"
 * @interval: in kilometres or miles of the account, hours, or days
 * @last_service: a reading or a day, as given
 * @expires: the reading at which it falls due; NAN: by days, or not known
 * @expires_text: as the server writes it; can be a sentence about what is missing
 * @expires_date: "2026-12-31" in the account's zone, "" none
 * @remind: the reading at which to remind
 * @remind_date: a day, "" none
 * @trigger_event_left: how much before it is due an event is made
 *
 * Maintenance that falls due, as get_services lists it.
 */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  gint64 device_id;
  const char *name;
  const char *expiration_by;
  double interval;
  const char *last_service;
  double expires;
  const char *expires_text;
  const char *expires_date;
  double remind;
  const char *remind_date;
  int expired;
  double trigger_event_left;
  int renew_after_expiration;
  const char *description;
} ArmadaServiceRecord;

extern const ArmadaRecordType armada_service_record_type;

ArmadaCall *armada_services_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_services_read (ArmadaAnswer *answer, GError **error);

G_END_DECLS
