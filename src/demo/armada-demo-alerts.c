/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-alerts"

#include "armada-demo-alerts.h"

#include "armada-demo-events.h"
#include "armada-demo-paging.h"
#include "armada-demo-rules.h"
#include "armada-demo-vehicle.h"
#include "armada-demo-writer.h"

/* Writes the account's rules, all of them or those that watch a device. */

#define USUAL_LIMIT 15
#define NIGHT_ENDS_AT (6 * 60)

static void
write_channel (ArmadaDemoJson *json, const char *name, gboolean active, const char *input)
{
  armada_demo_json_begin_object (json, name);
  INT ("active", active);
  if (input != NULL)
    TEXT ("input", input);
  armada_demo_json_end_object (json);
}

/* Some rules know of e-mail only. */
static void
write_notifications (const ArmadaDemoRule *rule, ArmadaDemoJson *json)
{
  gboolean all = rule->id % 5 != 2;

  armada_demo_json_begin_object (json, "notifications");
  if (all)
    {
      write_channel (json, "sound", TRUE, NULL);
      write_channel (json, "push", rule->id % 2, NULL);
    }
  write_channel (json, "email", FALSE, "demo@armada.example");
  if (all)
    {
      write_channel (json, "sms", FALSE, "");
      write_channel (json, "webhook", FALSE, "");
    }
  armada_demo_json_end_object (json);
}

static void
write_quarters (ArmadaDemoJson *json)
{
  armada_demo_json_begin_list (json, "items");
  for (guint minute = 0; minute < 24 * 60; minute += 15)
    {
      guint hour = minute / 60;
      char id[8], title[16];

      g_snprintf (id, sizeof id, "%02u:%02u", hour, minute % 60);
      g_snprintf (title, sizeof title, "%02u:%02u %s", hour % 12 ? hour % 12 : 12, minute % 60,
                  hour < 12 ? "AM" : "PM");
      armada_demo_json_begin_object (json, NULL);
      TEXT ("id", id);
      TEXT ("title", title);
      FLAG ("active", minute < NIGHT_ENDS_AT);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_list (json);
}

static void
write_schedules (const ArmadaDemoRule *rule, ArmadaDemoJson *json)
{
  static const char *const days[][2] = {
    { "monday", "Monday" },     { "tuesday", "Tuesday" }, { "wednesday", "Wednesday" },
    { "thursday", "Thursday" }, { "friday", "Friday" },   { "saturday", "Saturday" },
    { "sunday", "Sunday" },
  };

  if (!rule->scheduled)
    {
      NOTHING ("schedules");
      return;
    }
  armada_demo_json_begin_list (json, "schedules");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      armada_demo_json_begin_object (json, NULL);
      TEXT ("id", days[i][0]);
      TEXT ("title", days[i][1]);
      write_quarters (json);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_list (json);
}

/* Whom and where it watches; a rule for the whole fleet lists nobody. */
static void
write_watched (const ArmadaDemoRule *rule, const ArmadaDemoRequest *request, ArmadaDemoJson *json)
{
  guint n = MIN (rule->n_vehicles, armada_demo_life_get_n_vehicles (request->life));

  armada_demo_json_begin_list (json, "devices");
  for (guint i = 0; i < n; i++)
    INT (NULL, ARMADA_DEMO_FIRST_ID + (gint64) i);
  armada_demo_json_end_list (json);
  armada_demo_json_begin_list (json, "drivers");
  armada_demo_json_end_list (json);
  armada_demo_json_begin_list (json, "geofences");
  for (guint i = 0; i < rule->n_geofences; i++)
    {
      ArmadaDemoGeofence geofence;

      armada_demo_geofence_fill (request->life, rule->first_geofence + i, &geofence);
      INT (NULL, geofence.id);
    }
  armada_demo_json_end_list (json);
  armada_demo_json_begin_list (json, "events_custom");
  if (g_str_equal (rule->type, "custom"))
    INT (NULL, 9);
  armada_demo_json_end_list (json);
}

static void
write_command (const ArmadaDemoRule *rule, ArmadaDemoJson *json)
{
  if (!g_str_equal (rule->type, "sos"))
    {
      NOTHING ("command");
      return;
    }
  armada_demo_json_begin_object (json, "command");
  INT ("active", 0);
  TEXT ("type", "engineStop");
  armada_demo_json_end_object (json);
}

static void
write_current (const ArmadaDemoRule *rule, ArmadaDemoJson *json)
{
  TEXT ("type", rule->type);
  INT ("for_all_user_devices", rule->n_vehicles == 0);
  write_schedules (rule, json);
  write_notifications (rule, json);
  INT ("zone", 0);
  INT ("schedule", rule->scheduled);
  write_command (rule, json);
  if (rule->limit_name != NULL)
    INT (rule->limit_name, rule->limit);
}

/* A rule of 2016 has no type: its fields tell. */
static void
write_legacy (const ArmadaDemoRule *rule, ArmadaDemoJson *json)
{
  TEXT ("email", "");
  TEXT ("mobile_phone", "");
  INT ("overspeed_speed", g_str_equal (rule->type, "overspeed") ? rule->limit : 0);
  INT ("overspeed_distance", 0);
  INT ("ac_alarm", g_str_equal (rule->type, "ignition"));
}

static void
write_rule (const ArmadaDemoRule *rule, const ArmadaDemoRequest *request, ArmadaDemoJson *json)
{
  armada_demo_json_begin_object (json, NULL);
  INT ("id", rule->id);
  INT ("user_id", ARMADA_DEMO_USER_ID);
  INT ("active", rule->active);
  TEXT ("name", rule->name);
  if (request->legacy)
    write_legacy (rule, json);
  else
    write_current (rule, json);
  TEXT ("created_at", "2026-01-09 05:37:29");
  TEXT ("updated_at", "2026-01-09 05:37:29");
  write_watched (rule, request, json);
  armada_demo_json_end_object (json);
}

/**
 * armada_demo_alerts_answer:
 *
 * Answers get_alerts: all rules.
 */
void
armada_demo_alerts_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);

  armada_demo_json_begin_object (json, NULL);
  INT ("status", 1);
  armada_demo_json_begin_object (json, "items");
  armada_demo_json_begin_list (json, "alerts");
  armada_demo_add_bad_item (request, json);
  for (guint i = 0; i < armada_demo_rules_get_n (); i++)
    write_rule (armada_demo_rules_get (i), request, json);
  armada_demo_json_end_list (json);
  armada_demo_json_end_object (json);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}

/* The rule with a schedule is for a season only. */
static void
write_short (const ArmadaDemoRule *rule, const ArmadaDemoRequest *request, ArmadaDemoJson *json)
{
  gint64 from = armada_demo_life_get_expired_at (request->life);
  g_autofree char *begin = armada_demo_format_time (from, ARMADA_DEMO_ZONE, "%d-%m-%Y 00:00:00");
  g_autofree char *end =
      armada_demo_format_time (from + 90 * 86400, ARMADA_DEMO_ZONE, "%d-%m-%Y 00:00:00");

  armada_demo_json_begin_object (json, NULL);
  INT ("id", rule->id);
  TEXT (request->legacy ? "title" : "name", rule->name);
  FLAG ("active", rule->active);
  TEXT ("date_from", rule->scheduled ? begin : NULL);
  TEXT ("date_to", rule->scheduled ? end : NULL);
  armada_demo_json_end_object (json);
}

/**
 * armada_demo_alerts_answer_of_device:
 *
 * Answers devices/ID/alerts: the rules that watch it.
 */
void
armada_demo_alerts_answer_of_device (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();
  gint64 id = armada_demo_request_get_number_in_path (request);
  ArmadaDemoPage page;
  guint index;

  if (!armada_demo_request_find_vehicle (request, id, &index))
    {
      armada_demo_reply_refuse (reply, request, 404, "id", "Device not found");
      return;
    }
  for (guint i = 0; i < armada_demo_rules_get_n (); i++)
    if (armada_demo_rule_watches (armada_demo_rules_get (i), index))
      g_ptr_array_add (rules, (gpointer) armada_demo_rules_get (i));

  armada_demo_page_init (&page, request, USUAL_LIMIT, rules->len);
  armada_demo_json_begin_object (json, NULL);
  armada_demo_page_begin_plain (&page, json);
  for (guint i = page.first; i < page.end; i++)
    write_short (rules->pdata[i], request, json);
  armada_demo_page_end_plain (&page, json);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}
