/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-event-list"

#include "armada-demo-event-query.h"

#include <math.h>

#include "armada-demo-event-index.h"
#include "armada-demo-paging.h"
#include "armada-demo-writer.h"

/* Writes events as get_events answers with them, and answers it. */

#define USUAL_LIMIT 30

/* What a type is called, and the member of "additional" that holds its value. */
static const struct
{
  const char *type;
  const char *title;
  const char *unit; /* of its value; NULL: it has none */
  const char *member;
} kinds[] = {
  { "overspeed", "Overspeed", "kph", "overspeed_speed" },
  { "geofence_in", "Geofence In", NULL, NULL },
  { "geofence_out", "Geofence Out", NULL, NULL },
  { "idle_duration", "Idle duration", "min", "idle_duration" },
  { "stop_duration", "Stop duration", "min", "stop_duration" },
  { "ignition_on", "Ignition ON", NULL, NULL },
  { "ignition_off", "Ignition OFF", NULL, NULL },
  { "sos", "SOS", NULL, NULL },
  { "offline_duration", "Offline duration", "min", "offline_duration" },
};

static guint
find_kind (const char *type)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[i].type, type))
    i++;
  g_assert (i < G_N_ELEMENTS (kinds));
  return i;
}

/**
 * armada_demo_event_get_title:
 * @type: of an event
 *
 * Returns: what the platform calls it
 */
const char *
armada_demo_event_get_title (const char *type)
{
  return kinds[find_kind (type)].title;
}

/* Returns: (transfer full) (nullable): */
static char *
dup_detail (const ArmadaDemoEvent *event, const ArmadaDemoRequest *request)
{
  const char *unit = kinds[find_kind (event->type)].unit;
  ArmadaDemoGeofence geofence;

  if (unit != NULL)
    return g_strdup_printf ("%.0f %s", event->value, unit);
  if (event->geofence < 0)
    return NULL;
  armada_demo_geofence_fill (request->life, (guint) event->geofence, &geofence);
  return g_strdup (geofence.name);
}

/**
 * armada_demo_event_dup_message:
 *
 * Returns: (transfer full): what it tells to people
 */
char *
armada_demo_event_dup_message (const ArmadaDemoEvent *event, const ArmadaDemoRequest *request)
{
  const char *title = armada_demo_event_get_title (event->type);
  g_autofree char *detail = dup_detail (event, request);

  return detail ? g_strdup_printf ("%s (%s)", title, detail) : g_strdup (title);
}

static void
write_additional (const ArmadaDemoEvent *event, ArmadaDemoJson *json, const char *detail)
{
  const char *member = kinds[find_kind (event->type)].member;

  if (g_str_equal (event->type, "sos"))
    NOTHING ("additional");
  else if (member == NULL && event->geofence < 0)
    {
      armada_demo_json_begin_list (json, "additional");
      armada_demo_json_end_list (json);
    }
  else
    {
      armada_demo_json_begin_object (json, "additional");
      if (member != NULL)
        INT (member, (gint64) event->value);
      else
        TEXT ("geofence", detail);
      armada_demo_json_end_object (json);
    }
}

static void
write_geofence (const ArmadaDemoEvent *event,
                const ArmadaDemoRequest *request,
                ArmadaDemoJson *json)
{
  ArmadaDemoGeofence geofence;

  if (event->geofence < 0)
    {
      NOTHING ("geofence");
      return;
    }
  armada_demo_geofence_fill (request->life, (guint) event->geofence, &geofence);
  armada_demo_json_begin_object (json, "geofence");
  INT ("id", geofence.id);
  TEXT ("name", geofence.name);
  armada_demo_json_end_object (json);
}

static void
write_place (const ArmadaDemoEvent *event, ArmadaDemoJson *json)
{
  g_autofree char *time =
      armada_demo_format_time (event->time, ARMADA_DEMO_ZONE, "%d-%m-%Y %H:%M:%S");

  NOTHING ("address");
  DOUBLE ("altitude", event->altitude);
  if (event->speed >= 1)
    INT ("course", (gint64) event->course);
  else
    NOTHING ("course");
  DOUBLE ("latitude", armada_demo_round (event->latitude, 1e6));
  DOUBLE ("longitude", armada_demo_round (event->longitude, 1e6));
  NOTHING ("power");
  INT ("speed", (gint64) round (event->speed));
  TEXT ("time", time);
  INT ("deleted", 0);
  armada_demo_add_utc (json, "created_at", event->time + 3);
  armada_demo_add_utc (json, "updated_at", event->time + 3);
}

static void
write_ids (const ArmadaDemoEvent *event, const ArmadaDemoRequest *request, ArmadaDemoJson *json)
{
  ArmadaDemoGeofence geofence;

  INT ("id", event->id);
  INT ("user_id", ARMADA_DEMO_USER_ID);
  INT ("device_id", ARMADA_DEMO_FIRST_ID + (gint64) event->vehicle);
  if (event->geofence >= 0)
    {
      armada_demo_geofence_fill (request->life, (guint) event->geofence, &geofence);
      INT ("geofence_id", geofence.id);
    }
  else
    NOTHING ("geofence_id");
  NOTHING ("poi_id");
  INT ("position_id", event->id / 32);
  INT ("alert_id", event->alert_id);
}

/**
 * armada_demo_event_write:
 *
 * Writes an element of a list of events.
 */
void
armada_demo_event_write (const ArmadaDemoEvent *event,
                         const ArmadaDemoRequest *request,
                         ArmadaDemoJson *json)
{
  g_autofree char *detail = dup_detail (event, request);
  g_autofree char *message = armada_demo_event_dup_message (event, request);
  ArmadaDemoVehicle vehicle;

  armada_demo_vehicle_fill (&vehicle, request->seed, event->vehicle);
  armada_demo_json_begin_object (json, NULL);
  write_ids (event, request, json);
  if (!request->legacy)
    TEXT ("type", event->type);
  TEXT ("message", message);
  write_place (event, json);
  write_additional (event, json, detail);
  if (!request->legacy)
    {
      TEXT ("name", armada_demo_event_get_title (event->type));
      TEXT ("detail", detail);
    }
  write_geofence (event, request, json);
  if (!request->legacy)
    TEXT ("device_name", vehicle.name);
  armada_demo_json_end_object (json);
}

/* A page of all the fleet's events. */
static void
write_whole (const ArmadaDemoEventQuery *query,
             const ArmadaDemoRequest *request,
             ArmadaDemoPage *page,
             ArmadaDemoJson *json)
{
  guint n;
  const gint64 *ids =
      armada_demo_event_index_find (request->life, request->seed, query->from, query->to, &n);

  armada_demo_page_init (page, request, USUAL_LIMIT, n);
  armada_demo_page_begin (page, json);
  for (guint i = page->first; i < page->end; i++)
    {
      ArmadaDemoEvent event;

      if (armada_demo_event_find (request->life, request->seed, ids[n - 1 - i], &event))
        armada_demo_event_write (&event, request, json);
    }
}

static void
write_some (const ArmadaDemoEventQuery *query,
            const ArmadaDemoRequest *request,
            ArmadaDemoPage *page,
            ArmadaDemoJson *json)
{
  g_autoptr (GArray) events = armada_demo_event_query_run (query, request);

  armada_demo_page_init (page, request, USUAL_LIMIT, events->len);
  armada_demo_page_begin (page, json);
  for (guint i = page->first; i < page->end; i++)
    armada_demo_event_write (&g_array_index (events, ArmadaDemoEvent, i), request, json);
}

/**
 * armada_demo_events_answer:
 *
 * Answers get_events: newest first.
 */
void
armada_demo_events_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  ArmadaDemoEventQuery query;
  ArmadaDemoPage page;

  if (!armada_demo_event_query_init (&query, request, reply))
    return;

  armada_demo_json_begin_object (json, NULL);
  INT ("status", 1);
  armada_demo_json_begin_object (json, "items");
  if (armada_demo_event_query_is_whole (&query, request))
    write_whole (&query, request, &page, json);
  else
    write_some (&query, request, &page, json);
  armada_demo_page_end (&page, json);
  armada_demo_json_end_object (json);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}
