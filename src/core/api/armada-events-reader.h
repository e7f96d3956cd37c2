/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaEventRecord:
 * @device_name: "" on old servers
 * @alert_id: the rule, 0 none
 * @type: "overspeed", "geofence_in" …; "" on old servers
 * @name: of the rule's type, localised
 * @detail: "90 kph", a geofence's name …
 * @message: localised sentence
 * @time: when the server noted it
 * @time_text: as the server writes it
 * @latitude: degrees
 * @longitude: degrees
 * @altitude: in the account's units
 * @course: degrees clockwise from north
 * @speed: in the account's units
 * @geofence_id: 0 none
 * @limit_speed: in the account's units
 *
 * Something that a rule noticed, as get_events lists it.
 */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  gint64 device_id;
  const char *device_name;
  gint64 alert_id;
  const char *type;
  const char *name;
  const char *detail;
  const char *message;
  gint64 time;
  const char *time_text;
  double latitude;
  double longitude;
  double altitude;
  double course;
  double speed;
  const char *address;
  gint64 geofence_id;
  const char *geofence_name;
  double limit_speed;
  double minutes;
} ArmadaEventRecord;

extern const ArmadaRecordType armada_event_record_type;

ArmadaCall *armada_events_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_events_read (ArmadaAnswer *answer, GError **error);
void armada_events_read_text (const char *text, gsize length, GPtrArray *records);

G_END_DECLS
