/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-services-reader"

#include "api/armada-services-reader.h"

#include <math.h>
#include <string.h>

#include "api/armada-json.h"
#include "api/armada-record-table.h"

static const ArmadaField service_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaServiceRecord, id, ID, "id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord,
                       device_id,
                       ID,
                       "device_id|device/id",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord, name, TEXT, "name", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord,
                       expiration_by,
                       TEXT,
                       "expiration_by",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord, interval, DOUBLE, "interval", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord, last_service, TEXT, "last_service", ARMADA_FIELD_DATE),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord, expires, DOUBLE, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord, expires_text, TEXT, "expires", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord, expires_date, TEXT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord, remind, DOUBLE, "remind", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord, remind_date, TEXT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord, expired, FLAG, "expired", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord,
                       trigger_event_left,
                       DOUBLE,
                       "trigger_event_left",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord,
                       renew_after_expiration,
                       FLAG,
                       "renew_after_expiration",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaServiceRecord, description, TEXT, "description", ARMADA_FIELD_LINES),
};

static const char *
read_date (yyjson_val *object, const char *name, ArmadaRecordScratch *scratch)
{
  yyjson_val *value = yyjson_obj_get (object, name);

  if (armada_json_utc_time (value) == 0)
    return "";
  return armada_record_scratch_take (scratch, armada_json_dup_text (value));
}

/* "20000 km", "20000": the reading stands at the front of a text, where there is one. */
static double
read_reading (const char *text)
{
  gsize length = strcspn (text, " ");
  double reading;
  char *end;

  if (length == 0 || strspn (text, "+-.0123456789") != length)
    return NAN;
  reading = g_ascii_strtod (text, &end);
  return end == text + length && isfinite (reading) ? reading : NAN;
}

static void
complete (gpointer record, yyjson_val *object, ArmadaRecordScratch *scratch)
{
  ArmadaServiceRecord *service = record;

  service->expires_date = read_date (object, "expires_date", scratch);
  service->remind_date = read_date (object, "remind_date", scratch);
  if (!g_str_equal (service->expiration_by, "days"))
    service->expires = read_reading (service->expires_text);
}

ARMADA_DEFINE_RECORD_TYPE (armada_service_record_type,
                           "service",
                           ArmadaServiceRecord,
                           service_fields,
                           complete)

/**
 * armada_services_call:
 * @page: from 1
 *
 * Returns: (transfer full): a call for a page of get_services, of one device
 */
ArmadaCall *
armada_services_call (const ArmadaListQuery *query, guint page)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, "get_services");

  armada_call_add_int (call, "device_id", query->devices.n > 0 ? query->devices.ids[0] : 0);
  armada_call_add_int (call, "page", page);
  return call;
}

/**
 * armada_services_read:
 *
 * Returns: (transfer full): a page of ArmadaServiceRecord
 */
ArmadaPage *
armada_services_read (ArmadaAnswer *answer, GError **error)
{
  return armada_page_read (answer, "services", &armada_service_record_type, error);
}
