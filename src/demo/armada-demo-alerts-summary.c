/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-alerts-summary"

#include "armada-demo-alerts-summary.h"

#include "armada-demo-event-query.h"
#include "armada-demo-paging.h"
#include "armada-demo-writer.h"

/* How many events of each type there were: of those that get_events tells, zeros among them. */

static const struct
{
  const char *type;
  const char *title; /* NULL: the events' own */
} kinds[] = {
  { "overspeed", NULL },
  { "stop_duration", NULL },
  { "idle_duration", NULL },
  { "geofence_in", NULL },
  { "geofence_out", NULL },
  { "ignition_on", NULL },
  { "ignition_off", NULL },
  { "offline_duration", NULL },
  { "sos", NULL },
  { "fuel_change", "Fuel fill/theft" },
  { "custom", "Custom events" },
};

static guint
count_events (GArray *events, const char *type)
{
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    n += g_str_equal (g_array_index (events, ArmadaDemoEvent, i).type, type);
  return n;
}

/**
 * armada_demo_alerts_summary_answer:
 *
 * Answers get_alerts_summary, which a platform of 2016 does not know.
 */
void
armada_demo_alerts_summary_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  g_autoptr (GArray) events = NULL;
  ArmadaDemoEventQuery query;

  if (request->legacy)
    {
      armada_demo_reply_refuse (reply, request, 404, "id",
                                "The endpoint you are looking for could not be found.");
      return;
    }
  if (!armada_demo_event_query_init (&query, request, reply))
    return;

  events = armada_demo_event_query_run (&query, request);
  armada_demo_json_begin_object (json, NULL);
  INT ("status", 1);
  armada_demo_json_begin_list (json, "items");
  armada_demo_add_bad_item (request, json);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      armada_demo_json_begin_object (json, NULL);
      TEXT ("type", kinds[i].type);
      TEXT ("title", kinds[i].title ? kinds[i].title : armada_demo_event_get_title (kinds[i].type));
      INT ("count", count_events (events, kinds[i].type));
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_list (json);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}
