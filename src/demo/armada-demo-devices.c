/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-devices"

#include "armada-demo-devices.h"

#include "armada-demo-device.h"
#include "armada-demo-event-query.h"
#include "armada-demo-vehicle.h"

/*
 * The answers to get_devices and get_devices_latest. One device is a tree at a time, the rest is
 * text: ten thousand devices are 40 MB of text, and would be many times that as one tree.
 */

#define VERSION "3.6.12"
#define DEFAULT_LIMIT 100
#define MOST_EVENTS 100
#define WITH_EVENTS 500 /* vehicles: a poll of a large fleet must not wait for all their events */

/* What of the fleet is asked for. */
typedef struct
{
  guint64 seed;
  gint64 now;
  gint64 since; /* 0: all devices; else UNIX seconds: only those that changed after it */
  guint first;  /* how many devices to leave out */
  guint limit;  /* how many devices to answer with at most */
  ArmadaDemoHabits habits;
  gboolean legacy;
  gboolean bad_device; /* whether one more element stands in the list that is no device */
} Question;

typedef struct
{
  ArmadaDemoLife *life;
  const Question *question;
  ArmadaDemoJson *json;
  GString *text;
  gboolean objects;
  guint n_elements; /* of the list being written */
} Answer;

static gboolean
has_objects (const Question *question)
{
  return (question->habits & ARMADA_DEMO_HABIT_OBJECT_LISTS) != 0;
}

static void
open_list (Answer *answer)
{
  answer->n_elements = 0;
  g_string_append_c (answer->text, answer->objects ? '{' : '[');
}

static void
next_element (Answer *answer, guint number)
{
  if (number > 0)
    g_string_append_c (answer->text, ',');
  if (answer->objects)
    g_string_append_printf (answer->text, "\"%u\":", number);
}

static void
close_list (Answer *answer)
{
  g_string_append_c (answer->text, answer->objects ? '}' : ']');
}

/* Looks like a device from afar: no reader can make one of it. */
static void
add_bad_device (Answer *answer)
{
  next_element (answer, answer->n_elements++);
  g_string_append (answer->text, "{\"id\":{\"broken\":[]},\"name\":[[]],\"lat\":{},\"sensors\":7}");
}

static void
add_device (Answer *answer, guint index, const ArmadaDemoReport *report)
{
  next_element (answer, answer->n_elements++);
  armada_demo_device_write (answer->json, answer->life, answer->question->seed, index,
                            answer->question->now, report);
  armada_demo_json_take (answer->json, answer->text);
}

static guint
group_of (const Question *question, guint index)
{
  ArmadaDemoVehicle vehicle;

  armada_demo_vehicle_fill (&vehicle, question->seed, index);
  return vehicle.group;
}

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const guint64 *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

/* The fleet by group, then by number: (group << 32 | index). */
static GArray *
list_members (ArmadaDemoLife *life, const Question *question)
{
  guint n = armada_demo_life_get_n_vehicles (life);
  GArray *members = g_array_sized_new (FALSE, FALSE, sizeof (guint64), n);

  for (guint i = 0; i < n; i++)
    {
      guint64 member = (guint64) group_of (question, i) << 32 | i;

      g_array_append_val (members, member);
    }
  g_array_sort (members, compare_members);
  return members;
}

static void
open_group (Answer *answer, guint group, guint number)
{
  next_element (answer, number);
  armada_demo_json_begin_object (answer->json, NULL);
  if (!answer->question->legacy)
    armada_demo_json_add_int (answer->json, "id", group);
  armada_demo_json_add_text (answer->json, "title", armada_demo_vehicle_get_group_title (group));
  armada_demo_json_end_object (answer->json);
  armada_demo_json_take (answer->json, answer->text);
  g_string_truncate (answer->text, answer->text->len - 1);
  g_string_append (answer->text, ",\"items\":");
  open_list (answer);
}

static guint
write_members (Answer *answer, GArray *members)
{
  const Question *question = answer->question;
  guint end = MIN ((guint64) question->first + question->limit, members->len);
  guint n_groups = 0;

  for (guint i = question->first; i < end; i++)
    {
      guint64 member = g_array_index (members, guint64, i);
      guint group = member >> 32;
      ArmadaDemoReport report;

      if (i == question->first || group != g_array_index (members, guint64, i - 1) >> 32)
        open_group (answer, group, n_groups++);
      if (i == question->first && question->bad_device)
        add_bad_device (answer);
      armada_demo_life_report (answer->life, (guint32) member, question->now, &report);
      add_device (answer, (guint32) member, &report);
      if (i + 1 == end || group != g_array_index (members, guint64, i + 1) >> 32)
        {
          close_list (answer);
          g_string_append_c (answer->text, '}');
        }
    }
  return n_groups;
}

static void
fill_question (const ArmadaDemoRequest *request, Question *question)
{
  gint64 limit = armada_demo_request_get_int (request, "limit", DEFAULT_LIMIT);
  gint64 page = armada_demo_request_get_int (request, "page", 1);

  limit = CLAMP (limit, 1, request->page_limit);
  *question = (Question) {
    .seed = request->seed,
    .now = request->now,
    .first = request->paging_ignored ? 0 : (guint) (CLAMP (page - 1, 0, G_MAXUINT16) * limit),
    .limit = request->paging_ignored ? G_MAXUINT : (guint) limit,
    .habits = request->habits,
    .legacy = request->legacy,
    .bad_device = request->bad_item,
  };
}

/**
 * armada_demo_devices_answer:
 *
 * Answers get_devices: the groups with those of their devices that are on the page, none past the
 * end.
 */
void
armada_demo_devices_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  ArmadaDemoLife *life = request->life;
  GString *text = reply->body;
  Question asked;
  const Question *question = &asked;
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  g_autoptr (GArray) members = NULL;
  Answer answer = { life, question, json, text, FALSE, 0 };

  fill_question (request, &asked);
  answer.objects = has_objects (question);
  members = list_members (life, question);
  open_list (&answer);
  if (write_members (&answer, members) > 0 && answer.objects)
    g_string_append (text, ",\"status\":1");
  close_list (&answer);
}

static gboolean
has_changed (const ArmadaDemoReport *report, const Question *question)
{
  gint64 offline = report->ack_time + ARMADA_DEMO_OFFLINE_AFTER + 1;

  if (question->since <= 0)
    return TRUE;
  return report->connected &&
         (report->fix_time > question->since || report->ack_time > question->since ||
          (offline > question->since && offline <= question->now));
}

/* The newest events after the time asked for; none the first time. */
static void
add_events (Answer *answer, const ArmadaDemoRequest *request)
{
  const ArmadaDemoEventQuery query = {
    .from = MAX (answer->question->since + 1, request->now - 86400),
    .to = request->now + 1,
    .end_vehicle = MIN (armada_demo_life_get_n_vehicles (request->life), WITH_EVENTS),
  };
  g_autoptr (GArray) events = NULL;

  if (answer->question->since <= 0)
    return;
  events = armada_demo_event_query_run (&query, request);
  for (guint i = 0; i < MIN (events->len, MOST_EVENTS); i++)
    {
      next_element (answer, answer->n_elements++);
      armada_demo_event_write (&g_array_index (events, ArmadaDemoEvent, i), request, answer->json);
      armada_demo_json_take (answer->json, answer->text);
    }
}

/**
 * armada_demo_devices_answer_latest:
 *
 * Answers get_devices_latest: the devices that changed after the time asked for, and the events.
 */
void
armada_demo_devices_answer_latest (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  ArmadaDemoLife *life = request->life;
  GString *text = reply->body;
  Question asked;
  const Question *question = &asked;
  Answer answer = { life, question, json, text, FALSE, 0 };
  const char *quote = request->habits & ARMADA_DEMO_HABIT_STRING_NUMBERS ? "\"" : "";

  fill_question (request, &asked);
  asked.since = armada_demo_request_get_int (request, "time", 0);
  answer.objects = has_objects (question);
  g_string_append (text, "{\"items\":");
  open_list (&answer);
  if (question->bad_device)
    add_bad_device (&answer);
  for (guint i = 0; i < armada_demo_life_get_n_vehicles (life); i++)
    {
      ArmadaDemoReport report;

      armada_demo_life_report (life, i, question->now, &report);
      if (has_changed (&report, question))
        add_device (&answer, i, &report);
    }
  close_list (&answer);
  g_string_append (text, ",\"events\":");
  open_list (&answer);
  add_events (&answer, request);
  close_list (&answer);
  g_string_append_printf (text, ",\"time\":%s%" G_GINT64_FORMAT "%s,\"version\":\"" VERSION "\"}",
                          quote, question->now, quote);
}
