/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-history-answer"

#include "armada-demo-history-answer.h"

#include "armada-demo-history-items.h"
#include "armada-demo-text.h"
#include "armada-demo-writer.h"

#include <math.h>
#include <string.h>

/*
 * The answer to get_history: what it refuses, and what stands around the items.
 */

/* What is asked for. */
typedef struct
{
  guint vehicle;
  gint64 from;
  gint64 to; /* still in the period */
  gint64 stop_seconds;
} Question;

/* What all drives and stops add up to. */
typedef struct
{
  double distance;
  double top_speed;
  double fuel;
  gint64 moved;
  gint64 stood;
  gint64 worked;
  gint64 idled;
} Totals;

typedef struct
{
  const char *name;
  const char *words; /* in the platform's sentences */
  const char *sentence;
} Field;

static const Field fields[] = {
  { "device_id", "device id", NULL },
  { "from_date", "from date", "The from date is not a valid date." },
  { "to_date", "to date", "The to date is not a valid date." },
  { "from_time", "from time", "The from time format is invalid." },
  { "to_time", "to time", "The to time format is invalid." },
};

static char *
write_sentence (const Field *field, gboolean missing)
{
  return missing ? g_strdup_printf ("The %s field is required.", field->words)
                 : g_strdup (field->sentence);
}

/* Refuses all @wrong fields at once; the first one's sentence is the message. */
static void
refuse_fields (ArmadaDemoReply *reply,
               const ArmadaDemoRequest *request,
               const gboolean *wrong,
               gboolean missing)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (ARMADA_DEMO_HABIT_NONE);
  guint first = 0;
  g_autofree char *message = NULL;

  while (!wrong[first])
    first++;
  message = write_sentence (&fields[first], missing);
  if (request->legacy)
    {
      armada_demo_reply_refuse (reply, request, 422, fields[first].name, message);
      return;
    }

  reply->status = 422;
  armada_demo_json_begin_object (json, NULL);
  INT ("statusCode", 422);
  TEXT ("message", message);
  INT ("status", 0);
  armada_demo_json_begin_object (json, "errors");
  for (guint i = first; i < G_N_ELEMENTS (fields); i++)
    if (wrong[i])
      {
        g_autofree char *sentence = write_sentence (&fields[i], missing);

        armada_demo_json_begin_list (json, fields[i].name);
        TEXT (NULL, sentence);
        armada_demo_json_end_list (json);
      }
  armada_demo_json_end_object (json);
  armada_demo_json_end_object (json);
  g_string_truncate (reply->body, 0);
  armada_demo_json_take (json, reply->body);
}

static gboolean
has_all_fields (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  gboolean missing[G_N_ELEMENTS (fields)];
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    any |= missing[i] = armada_demo_request_get_text (request, fields[i].name) == NULL;
  if (any)
    refuse_fields (reply, request, missing, TRUE);
  return !any;
}

/* "HH:MM" or "HH:MM:SS" */
static gboolean
is_time (const char *text)
{
  gint64 unused;
  g_autofree char *whole = g_strconcat ("2000-01-01 ", text, NULL);

  return (strlen (text) == 5 || strlen (text) == 8) && text[2] == ':' &&
         armada_demo_text_read_time (whole, 0, &unused);
}

static gboolean
is_date (const char *text)
{
  gint64 unused;

  return strlen (text) == 10 && armada_demo_text_read_time (text, 0, &unused);
}

static gboolean
has_valid_fields (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  gboolean wrong[G_N_ELEMENTS (fields)] = { FALSE };
  gboolean any = FALSE;

  for (guint i = 1; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = armada_demo_request_get_text (request, fields[i].name);

      wrong[i] = g_str_has_suffix (fields[i].name, "_date") ? !is_date (text) : !is_time (text);
      any |= wrong[i];
    }
  if (any)
    refuse_fields (reply, request, wrong, FALSE);
  return !any;
}

static gint64
read_moment (const ArmadaDemoRequest *request, const char *date, const char *time)
{
  g_autofree char *text = g_strconcat (armada_demo_request_get_text (request, date), " ",
                                       armada_demo_request_get_text (request, time), NULL);
  gint64 moment = 0;

  armada_demo_text_read_time (text, ARMADA_DEMO_ZONE, &moment);
  return moment;
}

static gboolean
read_period (const ArmadaDemoRequest *request, ArmadaDemoReply *reply, Question *question)
{
  g_autofree char *too_long = g_strdup_printf ("The period may not be longer than %.3g days.",
                                               request->longest_history / 86400.);

  question->from = read_moment (request, "from_date", "from_time");
  question->to = read_moment (request, "to_date", "to_time");
  question->stop_seconds =
      CLAMP (armada_demo_request_get_int (request, "stops", ARMADA_DEMO_HISTORY_STOP), 0, 86400);
  if (question->to - question->from <= request->longest_history)
    return TRUE;
  armada_demo_reply_refuse (reply, request, 422, "to_date", too_long);
  return FALSE;
}

static gboolean
read_question (const ArmadaDemoRequest *request, ArmadaDemoReply *reply, Question *question)
{
  gint64 id;

  if (!has_all_fields (request, reply) || !has_valid_fields (request, reply) ||
      !read_period (request, reply, question))
    return FALSE;

  id = armada_demo_request_get_int (request, "device_id", 0);
  if (!armada_demo_request_find_vehicle (request, id, &question->vehicle))
    {
      /* A platform of 2016 answers 400, as to other bad input. */
      armada_demo_reply_refuse (reply, request, request->legacy ? 422 : 404, "id",
                                "Device not found");
      return FALSE;
    }
  if (armada_demo_life_get_role (question->vehicle) == ARMADA_DEMO_EXPIRED &&
      question->from > armada_demo_life_get_expired_at (request->life))
    {
      armada_demo_reply_refuse (reply, request, 422, "id", "Expired");
      return FALSE;
    }
  return TRUE;
}

static Totals
add_up (const ArmadaDemoHistory *history)
{
  Totals totals = { 0 };

  for (guint i = 0; i < history->segments->len; i++)
    {
      const ArmadaDemoSegment *segment = &g_array_index (history->segments, ArmadaDemoSegment, i);
      gint64 seconds = segment->end - segment->start;

      totals.distance += segment->distance;
      totals.top_speed = MAX (totals.top_speed, segment->top_speed);
      totals.fuel += segment->fuel;
      totals.moved += segment->drive ? seconds : 0;
      totals.stood += segment->drive ? 0 : seconds;
      totals.worked += segment->drive ? segment->engine_on : 0;
      totals.idled += segment->drive ? 0 : segment->engine_on;
    }
  return totals;
}

static void
write_fuel (ArmadaDemoJson *json, const ArmadaDemoHistoryItems *items, double litres)
{
  gboolean known =
      armada_demo_history_has_fuel_sensor (items->vehicle) && items->history->fixes->len > 0;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *total = NULL;
  g_autofree char *of_tank = NULL;

  g_ascii_formatd (number, sizeof number, "%.2f", litres);
  total = g_strconcat (number, " Liters", NULL);
  of_tank = g_strconcat ("Tangki: ", number, " lt", NULL);
  TEXT ("fuel_consumption", known ? total : NULL);
  armada_demo_history_write_sensors (items, json);
  armada_demo_json_begin_list (json, "fuel_consumption_arr");
  if (known)
    TEXT (NULL, of_tank);
  armada_demo_json_end_list (json);
}

static void
write_totals (ArmadaDemoJson *json, const ArmadaDemoHistoryItems *items, const Totals *totals)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *distance = NULL;
  g_autofree char *speed = g_strdup_printf ("%.0f kph", round (totals->top_speed));

  g_ascii_formatd (number, sizeof number, "%.2f", totals->distance);
  distance = g_strconcat (totals->distance > 0 ? number : "0", " Km", NULL);
  TEXT ("distance_sum", distance);
  TEXT ("top_speed", speed);
  armada_demo_add_duration (json, "move_duration", totals->moved);
  armada_demo_add_duration (json, "stop_duration", totals->stood);
  write_fuel (json, items, totals->fuel);
}

/* What the numbers of items stand for, and how they are drawn. */
static void
write_kinds (ArmadaDemoJson *json, const char *address)
{
  static const char *const kinds[][2] = { { "drive", "Drive" },
                                          { "stop", "Stop" },
                                          { "start", "Start" },
                                          { "end", "End" },
                                          { "event", "Event" } };

  armada_demo_json_begin_list (json, "item_class");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      armada_demo_json_begin_object (json, NULL);
      INT ("id", i + 1);
      TEXT ("value", kinds[i][0]);
      TEXT ("title", kinds[i][1]);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_list (json);
  armada_demo_json_begin_list (json, "images");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *image =
          g_strdup_printf ("%sassets/images/route_%s.png", address, kinds[i][0]);

      armada_demo_json_begin_object (json, NULL);
      INT ("id", i + 1);
      TEXT ("value", image);
      TEXT ("title", image);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_list (json);
}

static void
write_device (ArmadaDemoJson *json, const ArmadaDemoRequest *request, guint vehicle)
{
  ArmadaDemoReport report;
  ArmadaDemoWriter writer;

  armada_demo_life_report (request->life, vehicle, request->now, &report);
  armada_demo_writer_init (&writer, json, request->life, request->seed, vehicle, request->now,
                           &report);
  armada_demo_write_tracked (&writer);
}

/* All but the items. */
static void
write_rest (const ArmadaDemoHistoryItems *items, GString *text)
{
  const ArmadaDemoRequest *request = items->request;
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  Totals totals = add_up (items->history);
  gsize start = text->len;

  armada_demo_json_begin_object (json, NULL);
  write_device (json, request, items->vehicle);
  write_totals (json, items, &totals);
  write_kinds (json, request->address);
  INT ("status", 1);
  if (!request->legacy && items->history->fixes->len > 0)
    {
      armada_demo_add_duration (json, "engine_hours", totals.worked + totals.idled);
      armada_demo_add_duration (json, "engine_work", totals.worked);
      armada_demo_add_duration (json, "engine_idle", totals.idled);
    }
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, text);
  text->str[start] = ',';
}

/* Returns: (transfer full) (element-type ArmadaDemoEvent): those between the first and the last
 * position: a vehicle out of sight tells none */
static GArray *
find_events (const ArmadaDemoRequest *request, guint vehicle, const ArmadaDemoHistory *history)
{
  guint n = history->fixes->len;

  if (n == 0)
    return g_array_new (FALSE, FALSE, sizeof (ArmadaDemoEvent));
  return armada_demo_events_of_vehicle (
      request->life, request->seed, vehicle, g_array_index (history->fixes, ArmadaDemoFix, 0).time,
      g_array_index (history->fixes, ArmadaDemoFix, n - 1).time + 1);
}

/**
 * armada_demo_history_answer:
 *
 * Answers get_history.
 */
void
armada_demo_history_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  Question question = { 0 };
  g_autoptr (ArmadaDemoHistory) history = NULL;
  g_autoptr (GArray) events = NULL;
  ArmadaDemoVehicle painted;
  ArmadaDemoHistoryItems items;

  if (!read_question (request, reply, &question))
    return;

  history = armada_demo_history_new (request->life, request->seed, question.vehicle, request->now,
                                     question.from, question.to + 1, question.stop_seconds);
  events = find_events (request, question.vehicle, history);
  armada_demo_vehicle_fill (&painted, request->seed, question.vehicle);
  items = (ArmadaDemoHistoryItems) {
    .request = request,
    .vehicle = question.vehicle,
    .painted = &painted,
    .history = history,
    .events = events,
    .snap = armada_demo_request_get_flag (request, "snap_to_road"),
  };
  g_string_append (reply->body, "{\"items\":");
  armada_demo_history_write_items (&items, reply->body);
  write_rest (&items, reply->body);
}
