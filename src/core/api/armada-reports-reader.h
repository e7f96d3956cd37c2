/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaReportRecord:
 * @type: of an ArmadaReportTypeRecord
 * @type_name: its name in this answer, "" unknown
 * @speed_limit: in the account's units
 * @stops: minutes
 * @daily_time: in the account's zone
 * @weekly_time: in the account's zone
 * @monthly_time: in the account's zone
 * @email: where to it is sent; several with ";" between them
 *
 * A saved report definition, as get_reports lists it.
 */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  const char *title;
  gint64 type;
  const char *type_name;
  const char *format;
  ArmadaIds devices;
  ArmadaIds geofences;
  double speed_limit;
  gint64 stops;
  int show_addresses;
  int zones_instead;
  int daily;
  const char *daily_time;
  int weekly;
  const char *weekly_time;
  int monthly;
  const char *monthly_time;
  const char *email;
} ArmadaReportRecord;

extern const ArmadaRecordType armada_report_record_type;

ArmadaCall *armada_reports_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_reports_read (ArmadaAnswer *answer, GError **error);

G_END_DECLS
