/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reports-reader"

#include "api/armada-reports-reader.h"

#include "api/armada-json.h"
#include "api/armada-record-table.h"

static const ArmadaField report_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaReportRecord, id, ID, "id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, title, TEXT, "title", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, type, INT, "type", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, type_name, TEXT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, format, TEXT, "format", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, devices, IDS, "devices", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, geofences, IDS, "geofences", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, speed_limit, DOUBLE, "speed_limit", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, stops, INT, "stops", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord,
                       show_addresses,
                       FLAG,
                       "show_addresses",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord,
                       zones_instead,
                       FLAG,
                       "zones_instead",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, daily, FLAG, "daily", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, daily_time, TEXT, "daily_time", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, weekly, FLAG, "weekly", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, weekly_time, TEXT, "weekly_time", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, monthly, FLAG, "monthly", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, monthly_time, TEXT, "monthly_time", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportRecord, email, TEXT, "email", ARMADA_FIELD_PRIVATE),
};

ARMADA_DEFINE_RECORD_TYPE (armada_report_record_type,
                           "report",
                           ArmadaReportRecord,
                           report_fields,
                           NULL)

/**
 * armada_reports_call:
 * @page: from 1
 *
 * Returns: (transfer full): a call for a page of get_reports
 */
ArmadaCall *
armada_reports_call (const ArmadaListQuery *query, guint page)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, "get_reports");

  armada_call_add_int (call, "page", page);
  return call;
}

/* Returns: (transfer full): type → name, as the answer tells beside its reports */
static GHashTable *
read_types (yyjson_val *root)
{
  GHashTable *names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  ArmadaJsonList list;
  yyjson_val *item;

  armada_json_list_init (&list, yyjson_obj_get (yyjson_obj_get (root, "items"), "types"));
  while ((item = armada_json_list_next (&list)) != NULL)
    {
      gint64 type = armada_json_get_int (item, "id", 0);

      g_hash_table_insert (names, g_memdup2 (&type, sizeof type),
                           armada_json_dup_text (yyjson_obj_get (item, "title")));
    }
  return names;
}

/**
 * armada_reports_read:
 *
 * Returns: (transfer full): a page of ArmadaReportRecord
 */
ArmadaPage *
armada_reports_read (ArmadaAnswer *answer, GError **error)
{
  ArmadaPage *page = armada_page_read (answer, "reports", &armada_report_record_type, error);
  g_autoptr (GHashTable) names = read_types (armada_answer_get_root (answer));

  for (guint i = 0; page != NULL && i < page->records->len; i++)
    {
      ArmadaRecord *plain = page->records->pdata[i];
      ArmadaReportRecord fields = *(ArmadaReportRecord *) (gpointer) plain;
      const char *name = g_hash_table_lookup (names, &fields.type);

      if (name == NULL)
        continue;
      fields.type_name = name;
      page->records->pdata[i] = armada_record_new (&armada_report_record_type, &fields);
      armada_record_unref (plain);
    }
  return page;
}
