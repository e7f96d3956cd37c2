/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-alerts-reader"

#include "api/armada-alerts-reader.h"

#include <math.h>
#include <string.h>

#include "api/armada-json.h"
#include "api/armada-record-table.h"

static const ArmadaField alert_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, id, ID, "id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, name, TEXT, "name|title", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, type, TEXT, "type", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, active, FLAG, "active", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord,
                       for_all_devices,
                       FLAG,
                       "for_all_user_devices",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, devices, IDS, "devices", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, drivers, IDS, "drivers", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, geofences, IDS, "geofences|zones", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, custom_events, IDS, "events_custom", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, channels, TEXTS, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, schedule, TEXTS, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, zone, INT, "zone", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord,
                       overspeed,
                       DOUBLE,
                       "overspeed|overspeed_speed",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord,
                       stop_minutes,
                       DOUBLE,
                       "stop_duration",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord,
                       idle_minutes,
                       DOUBLE,
                       "idle_duration",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord,
                       offline_minutes,
                       DOUBLE,
                       "offline_duration",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, distance, DOUBLE, "distance", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord,
                       email,
                       TEXT,
                       "notifications/email/input|email",
                       ARMADA_FIELD_PRIVATE),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord,
                       phone,
                       TEXT,
                       "notifications/sms/input|mobile_phone",
                       ARMADA_FIELD_PRIVATE),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, created, TIME, "created_at", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertRecord, updated, TIME, "updated_at", ARMADA_FIELD_PUBLIC),
};

#define QUARTERS 96 /* of an hour in a day: what schedules are made of */

/* notifications: {"push": {"active": 1}, "email": {"active": 0, "input": "…"}} */
static void
complete_channels (ArmadaAlertRecord *alert, yyjson_val *object, ArmadaRecordScratch *scratch)
{
  yyjson_val *notifications = yyjson_obj_get (object, "notifications");
  const char **names;
  size_t index, max;
  yyjson_val *key, *channel;

  if (!yyjson_is_obj (notifications))
    return;
  names = armada_record_scratch_alloc (scratch, yyjson_obj_size (notifications) * sizeof *names);
  alert->channels.texts = names;
  yyjson_obj_foreach (notifications, index, max, key, channel)
  {
    gboolean on = FALSE;

    armada_json_flag (yyjson_is_obj (channel) ? yyjson_obj_get (channel, "active") : channel, &on);
    if (on)
      names[alert->channels.n++] = armada_record_scratch_take (
          scratch, armada_text_decode (yyjson_get_str (key), (gssize) yyjson_get_len (key)));
  }
}

static guint
read_quarter (yyjson_val *item)
{
  const char *text = armada_json_get_string (item, "id");

  if (text == NULL || strlen (text) != 5 || strspn (text, "0123456789") != 2 || text[2] != ':' ||
      strspn (text + 3, "0123456789") != 2 || text[3] > '5')
    return QUARTERS;
  return (guint) (g_ascii_strtoull (text, NULL, 10) * 4 +
                  g_ascii_strtoull (text + 3, NULL, 10) / 15);
}

static void
add_range (GPtrArray *ranges, const char *day, guint start, guint end)
{
  g_ptr_array_add (ranges, g_strdup_printf ("%s %02u:%02u-%02u:%02u", day, start / 4,
                                            start % 4 * 15, end / 4, end % 4 * 15));
}

/* The quarters of an hour that are on, those next to one another as one range. */
static void
add_day (GPtrArray *ranges, yyjson_val *object)
{
  gboolean on[QUARTERS + 1] = { FALSE };
  g_autofree char *day = armada_json_dup_text (yyjson_obj_get (object, "id"));
  ArmadaJsonList list;
  yyjson_val *item;
  guint start = QUARTERS;

  armada_json_list_init (&list, yyjson_obj_get (object, "items"));
  while ((item = armada_json_list_next (&list)) != NULL)
    {
      guint quarter = read_quarter (item);

      if (quarter < QUARTERS)
        on[quarter] = armada_json_get_flag (item, "active", FALSE);
    }
  for (guint i = 0; i <= QUARTERS; i++)
    if (on[i] && start == QUARTERS)
      start = i;
    else if (!on[i] && start < QUARTERS)
      {
        add_range (ranges, day, start, i);
        start = QUARTERS;
      }
}

static void
complete_schedule (ArmadaAlertRecord *alert, yyjson_val *object, ArmadaRecordScratch *scratch)
{
  g_autoptr (GPtrArray) ranges = g_ptr_array_new ();
  ArmadaJsonList list;
  yyjson_val *day;
  const char **texts;

  armada_json_list_init (&list, yyjson_obj_get (object, "schedules"));
  while ((day = armada_json_list_next (&list)) != NULL)
    add_day (ranges, day);
  texts = armada_record_scratch_alloc (scratch, (ranges->len + 1) * sizeof *texts);
  for (guint i = 0; i < ranges->len; i++)
    texts[i] = armada_record_scratch_take (scratch, ranges->pdata[i]);
  alert->schedule.texts = texts;
  alert->schedule.n = ranges->len;
}

/* Servers of 2016 do not say the type; the limit that is set does. */
static void
complete (gpointer record, yyjson_val *object, ArmadaRecordScratch *scratch)
{
  ArmadaAlertRecord *alert = record;

  complete_channels (alert, object, scratch);
  complete_schedule (alert, object, scratch);
  if (*alert->type == '\0' && alert->overspeed > 0)
    alert->type = "overspeed";
  else if (*alert->type == '\0' && alert->geofences.n > 0)
    alert->type = "geofence_inout";
}

ARMADA_DEFINE_RECORD_TYPE (armada_alert_record_type,
                           "alert",
                           ArmadaAlertRecord,
                           alert_fields,
                           complete)

/**
 * armada_alerts_call:
 *
 * Returns: (transfer full): a call for get_alerts, which has one page
 */
ArmadaCall *
armada_alerts_call (const ArmadaListQuery *query, guint page)
{
  return armada_call_new (ARMADA_CALL_GET, "get_alerts");
}

/**
 * armada_alerts_read:
 *
 * Returns: (transfer full): a page of ArmadaAlertRecord
 */
ArmadaPage *
armada_alerts_read (ArmadaAnswer *answer, GError **error)
{
  return armada_page_read (answer, "alerts", &armada_alert_record_type, error);
}
