/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-events-reader"

#include "api/armada-events-reader.h"

#include <math.h>

#include "api/armada-json.h"
#include "api/armada-record-table.h"

static const ArmadaField event_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaEventRecord, id, ID, "id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, device_id, ID, "device_id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, device_name, TEXT, "device_name", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, alert_id, ID, "alert_id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, type, TEXT, "type", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, name, TEXT, "name", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, detail, TEXT, "detail", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, message, TEXT, "message", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, time, TIME, "created_at", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, time_text, TEXT, "time", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, latitude, DOUBLE, "latitude|lat", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, longitude, DOUBLE, "longitude|lng", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, altitude, DOUBLE, "altitude", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, course, DOUBLE, "course", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, speed, DOUBLE, "speed", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord, address, TEXT, "address", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord,
                       geofence_id,
                       ID,
                       "geofence_id|geofence/id",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord,
                       geofence_name,
                       TEXT,
                       "geofence/name|additional/geofence",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaEventRecord,
                       limit_speed,
                       DOUBLE,
                       "additional/overspeed_speed",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (
      ArmadaEventRecord,
      minutes,
      DOUBLE,
      "additional/stop_duration|additional/idle_duration|additional/offline_duration",
      ARMADA_FIELD_PUBLIC),
};

#define DEFAULT_LIMIT 300 /* events a page; servers give 30 unless told, and fewer if they like */

/* A place no vehicle can be at is none. */
static void
complete (gpointer record, yyjson_val *object, ArmadaRecordScratch *scratch)
{
  ArmadaEventRecord *event = record;

  if (!(fabs (event->latitude) <= 90 && fabs (event->longitude) <= 180) ||
      (event->latitude == 0 && event->longitude == 0))
    event->latitude = event->longitude = NAN;
}

ARMADA_DEFINE_RECORD_TYPE (armada_event_record_type,
                           "event",
                           ArmadaEventRecord,
                           event_fields,
                           complete)

/**
 * armada_events_call:
 * @page: from 1
 *
 * Returns: (transfer full): a call for a page of get_events, newest first
 */
ArmadaCall *
armada_events_call (const ArmadaListQuery *query, guint page)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, "get_events");

  armada_call_add_int (call, "limit", query->limit ? query->limit : DEFAULT_LIMIT);
  armada_call_add_int (call, "page", page);
  if (query->from != NULL)
    armada_call_add (call, "date_from", query->from);
  if (query->to != NULL)
    armada_call_add (call, "date_to", query->to);
  if (query->devices.n > 0)
    armada_call_add_int (call, "device_id", query->devices.ids[0]);
  if (query->type != NULL)
    armada_call_add (call, "type", query->type);
  if (query->search != NULL)
    armada_call_add (call, "search", query->search);
  return call;
}

/**
 * armada_events_read:
 *
 * Returns: (transfer full): a page of ArmadaEventRecord
 */
ArmadaPage *
armada_events_read (ArmadaAnswer *answer, GError **error)
{
  return armada_page_read (answer, "events", &armada_event_record_type, error);
}

/**
 * armada_events_read_text:
 * @text: a JSON list of events
 * @records: (element-type ArmadaEventRecord): they are added to it
 *
 * Reads the events that an answer about something else brings; those that cannot be read are passed
 * over, as get_events tells them again.
 */
void
armada_events_read_text (const char *text, gsize length, GPtrArray *records)
{
  yyjson_doc *doc = yyjson_read_opts ((char *) (gpointer) text, length,
                                      YYJSON_READ_ALLOW_INVALID_UNICODE, NULL, NULL);
  ArmadaJsonList list;
  yyjson_val *item;

  if (armada_json_is_list (yyjson_doc_get_root (doc)))
    {
      armada_json_list_init (&list, yyjson_doc_get_root (doc));
      while ((item = armada_json_list_next (&list)) != NULL)
        {
          ArmadaRecord *record = armada_record_read (&armada_event_record_type, item);

          if (record != NULL)
            g_ptr_array_add (records, record);
        }
    }
  yyjson_doc_free (doc);
}
