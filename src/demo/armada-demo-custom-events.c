/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-custom-events"

#include "armada-demo-custom-events.h"

#include "armada-demo-paging.h"
#include "armada-demo-vehicle.h"
#include "armada-demo-writer.h"

/* What trackers can tell of themselves, by their protocol. */

static const struct
{
  gint64 id;
  gboolean system;
  const char *protocol;
  const char *value;
} events[] = {
  { 3, TRUE, "teltonika", "Main power cut (teltonika)" },
  { 7, TRUE, "teltonika", "Towing (teltonika)" },
  { 11, TRUE, "gt06", "Vibration &amp; tamper (gt06)" },
  { 12, TRUE, "gps103", "Low battery (gps103)" },
  { 13, TRUE, "eelink", "Antenna cut (eelink)" },
  { 9, FALSE, "gt06", "Sabuk pengaman dilepas (gt06)" },
  { 10, FALSE, "teltonika", "Pintu belakang 后门 (teltonika)" },
};

/* Which of the events the devices asked for can tell of; unknown devices none. */
static void
find_events (const ArmadaDemoRequest *request, gboolean *found)
{
  GPtrArray *devices = armada_demo_request_get_list (request, "devices");

  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      ArmadaDemoVehicle vehicle;
      guint index;

      if (!armada_demo_request_find_vehicle (request, g_ascii_strtoll (devices->pdata[i], NULL, 10),
                                             &index))
        continue;
      armada_demo_vehicle_fill (&vehicle, request->seed, index);
      for (guint k = 0; k < G_N_ELEMENTS (events); k++)
        found[k] |= g_str_equal (events[k].protocol, vehicle.protocol);
    }
}

static void
write_group (const ArmadaDemoRequest *request,
             ArmadaDemoJson *json,
             const gboolean *found,
             gboolean system)
{
  const char *number = system ? "0" : "1";

  armada_demo_json_begin_object (json, request->legacy ? NULL : number);
  TEXT ("key", system ? "system" : "custom");
  TEXT ("name", system ? "System events" : "Custom events");
  armada_demo_json_begin_list (json, "items");
  if (system)
    armada_demo_add_bad_item (request, json);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      if (!found[i] || events[i].system != system)
        continue;
      armada_demo_json_begin_object (json, NULL);
      INT ("id", events[i].id);
      TEXT ("value", events[i].value);
      TEXT ("title", events[i].value);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_list (json);
  armada_demo_json_end_object (json);
}

/**
 * armada_demo_custom_events_answer:
 *
 * Answers get_custom_events_by_device. Today's platform adds a status to the list, which makes it
 * an object.
 */
void
armada_demo_custom_events_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  gboolean found[G_N_ELEMENTS (events)] = { FALSE };

  find_events (request, found);
  if (request->legacy)
    armada_demo_json_begin_list (json, NULL);
  else
    armada_demo_json_begin_object (json, NULL);
  write_group (request, json, found, TRUE);
  write_group (request, json, found, FALSE);
  if (request->legacy)
    armada_demo_json_end_list (json);
  else
    {
      INT ("status", 1);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_take (json, reply->body);
}
