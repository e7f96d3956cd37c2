/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaReportOptionRecord:
 * @key: what is sent
 * @title: what is shown
 *
 * One of the values a parameter can have.
 */
typedef struct
{
  ArmadaRecord base;
  const char *key;
  const char *title;
} ArmadaReportOptionRecord;

extern const ArmadaRecordType armada_report_option_record_type;

/**
 * ArmadaReportParameterRecord:
 * @name: what is sent
 * @title: what is shown
 * @type: "select", "number", "text" …
 * @validation: "required|numeric|min:0"
 * @options: of ArmadaReportOptionRecord
 *
 * An input that a report type has of its own.
 */
typedef struct
{
  ArmadaRecord base;
  const char *name;
  const char *title;
  const char *type;
  const char *default_value;
  const char *validation;
  ArmadaRecords options;
} ArmadaReportParameterRecord;

extern const ArmadaRecordType armada_report_parameter_record_type;

/**
 * ArmadaReportTypeRecord:
 * @id: what is sent as its type
 * @formats: "html", "json", "xls", "xlsx", "csv", "pdf", "pdf_land" …, as they are to be sent
 * @fields: inputs it needs: "period", "devices", "geofences", "speed_limit", "stops" …
 * @required: those of them that cannot be left out
 * @parameters: of ArmadaReportParameterRecord
 *
 * A kind of report the server can make, as get_reports_types lists it.
 */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  const char *name;
  ArmadaTexts formats;
  ArmadaTexts fields;
  ArmadaTexts required;
  ArmadaRecords parameters;
} ArmadaReportTypeRecord;

extern const ArmadaRecordType armada_report_type_record_type;

ArmadaCall *armada_report_types_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_report_types_read (ArmadaAnswer *answer, GError **error);

G_END_DECLS
