/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-record.h"
#include "api/armada-report-request.h"
#include "api/armada-reports-reader.h"

G_BEGIN_DECLS

/**
 * ArmadaReportInputRecord:
 * @name: of a parameter that the report type has of its own
 * @value: what it was given
 */
typedef struct
{
  ArmadaRecord base;
  const char *name;
  const char *value;
} ArmadaReportInputRecord;

extern const ArmadaRecordType armada_report_input_record_type;

/**
 * ArmadaReportOrder:
 * @title: a text
 * @type: id of the report type; 0: the report was not made by a server
 * @type_name: as the server called it then
 * @format: "html", "xls", "pdf_land" …, small letters
 * @devices: ids
 * @device_names: as many, as they were called then
 * @geofences: ids
 * @from: "YYYY-MM-DD HH:MM:SS" in the account's zone; "" where only @period is known
 * @to: likewise
 * @period: "" or what armada_report_period_to_name() gives: @from and @to go by it each time
 * @speed_limit: in the account's units, NAN none
 * @stops: minutes, ARMADA_INT_UNKNOWN none given
 * @show_addresses: flag
 * @zones_instead: flag
 * @daily: flag: the server is to make it every day and send it to @email
 * @weekly: flag
 * @email: several with ";" between them
 * @parameters: of ArmadaReportInputRecord: the type's own
 *
 * A request for a report that outlives the dialog it was written in: what jobs, schedules and the
 * archive keep, and what is asked again later. An immutable counted record, kept as JSON.
 */
typedef struct
{
  ArmadaRecord base;
  const char *title;
  gint64 type;
  const char *type_name;
  const char *format;
  ArmadaIds devices;
  ArmadaTexts device_names;
  ArmadaIds geofences;
  const char *from;
  const char *to;
  const char *period;
  double speed_limit;
  gint64 stops;
  int show_addresses;
  int zones_instead;
  int daily;
  int weekly;
  const char *email;
  ArmadaRecords parameters;
} ArmadaReportOrder;

extern const ArmadaRecordType armada_report_order_record_type;

void armada_report_order_init (ArmadaReportOrder *fields);
ArmadaReportOrder *armada_report_order_new (const ArmadaReportOrder *fields);
ArmadaReportOrder *
armada_report_order_new_period (const ArmadaReportOrder *self, const char *from, const char *to);
ArmadaReportOrder *armada_report_order_new_saved (const ArmadaReportRecord *saved);
ArmadaReportOrder *armada_report_order_parse (const char *text, gssize length);
char *armada_report_order_to_text (const ArmadaReportOrder *self);
ArmadaReportOrder *armada_report_order_ref (ArmadaReportOrder *self);
void armada_report_order_unref (ArmadaReportOrder *self);
ArmadaCall *armada_report_order_call (const ArmadaReportOrder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaReportOrder, armada_report_order_unref)

G_END_DECLS
