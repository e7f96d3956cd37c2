/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-types-reader"

#include "api/armada-report-types-reader.h"

#include "api/armada-json.h"
#include "api/armada-record-table.h"

static const ArmadaField report_option_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaReportOptionRecord, key, TEXT, "id|key|value", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOptionRecord, title, TEXT, "title|name", ARMADA_FIELD_PUBLIC),
};

ARMADA_DEFINE_RECORD_TYPE (armada_report_option_record_type,
                           "report-option",
                           ArmadaReportOptionRecord,
                           report_option_fields,
                           NULL)

static const ArmadaField report_parameter_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaReportParameterRecord, name, TEXT, "name", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportParameterRecord, title, TEXT, "title", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportParameterRecord, type, TEXT, "type", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportParameterRecord,
                       default_value,
                       TEXT,
                       "default",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportParameterRecord,
                       validation,
                       TEXT,
                       "validation",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportParameterRecord,
                       options,
                       RECORDS,
                       "options",
                       ARMADA_FIELD_PUBLIC,
                       &armada_report_option_record_type),
};

ARMADA_DEFINE_RECORD_TYPE (armada_report_parameter_record_type,
                           "report-parameter",
                           ArmadaReportParameterRecord,
                           report_parameter_fields,
                           NULL)

static const ArmadaField report_type_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaReportTypeRecord, id, ID, "type|id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportTypeRecord, name, TEXT, "name|title", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportTypeRecord, formats, TEXTS, "formats", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportTypeRecord, fields, TEXTS, "fields", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportTypeRecord, required, TEXTS, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportTypeRecord,
                       parameters,
                       RECORDS,
                       "parameters",
                       ARMADA_FIELD_PUBLIC,
                       &armada_report_parameter_record_type),
};

/* "required|numeric", or a list of such; "required_if" and the like are not always so */
static gboolean
is_required (yyjson_val *rule)
{
  g_auto (GStrv) words =
      yyjson_is_str (rule) ? g_strsplit (yyjson_get_str (rule), "|", -1) : g_new0 (char *, 1);
  size_t index, max;
  yyjson_val *item;

  yyjson_arr_foreach (rule, index, max, item)
  {
    if (yyjson_equals_str (item, "required"))
      return TRUE;
  }
  return g_strv_contains ((const char *const *) words, "required");
}

/* validation: {"speed_limit": "required|numeric"} */
static void
complete (gpointer record, yyjson_val *object, ArmadaRecordScratch *scratch)
{
  ArmadaReportTypeRecord *type = record;
  yyjson_val *validation = yyjson_obj_get (object, "validation");
  const char **names;
  size_t index, max;
  yyjson_val *key, *rule;

  if (!yyjson_is_obj (validation))
    return;
  names = armada_record_scratch_alloc (scratch, yyjson_obj_size (validation) * sizeof *names);
  type->required.texts = names;
  yyjson_obj_foreach (validation, index, max, key, rule)
  {
    if (is_required (rule))
      names[type->required.n++] = armada_record_scratch_take (
          scratch, armada_text_decode (yyjson_get_str (key), (gssize) yyjson_get_len (key)));
  }
}

ARMADA_DEFINE_RECORD_TYPE (armada_report_type_record_type,
                           "report-type",
                           ArmadaReportTypeRecord,
                           report_type_fields,
                           complete)

/**
 * armada_report_types_call:
 *
 * Returns: (transfer full): a call for get_reports_types, which has one page
 */
ArmadaCall *
armada_report_types_call (const ArmadaListQuery *query, guint page)
{
  return armada_call_new (ARMADA_CALL_GET, "get_reports_types");
}

/**
 * armada_report_types_read:
 *
 * Returns: (transfer full): a page of ArmadaReportTypeRecord
 */
ArmadaPage *
armada_report_types_read (ArmadaAnswer *answer, GError **error)
{
  return armada_page_read (answer, "types", &armada_report_type_record_type, error);
}
