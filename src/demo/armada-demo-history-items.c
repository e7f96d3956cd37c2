/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-history-items"

#include "armada-demo-history-items.h"

#include "armada-demo-drivers.h"
#include "armada-demo-event-query.h"
#include "armada-demo-writer.h"
#include "armada-road-match.h"

#include <math.h>

/*
 * Writes what was recorded of a vehicle as get_history does: a start, drives and stops with their
 * positions, the events between them, an end. One position is a tree at a time, the rest is text:
 * a month is 100 MB of text.
 */

#define NOTE "armada-demo-history-items"
#define DISPLAY "%d-%m-%Y %H:%M:%S"
#define RAW "%Y-%m-%d %H:%M:%S"
#define TWICE_EVERY 9 /* so many events are told once, then one twice */

enum
{
  STATUS_DRIVE = 1,
  STATUS_STOP,
  STATUS_START,
  STATUS_END,
  STATUS_EVENT,
};

typedef struct
{
  const ArmadaDemoHistoryItems *items;
  ArmadaDemoJson *json;
  GString *text;
  guint n_items;
  guint n_drives;
  guint n_stops;
} Writer;

static gboolean
has_objects (Writer *writer)
{
  return (writer->items->request->habits & ARMADA_DEMO_HABIT_OBJECT_LISTS) != 0;
}

static void
next_element (Writer *writer, guint number)
{
  if (number > 0)
    g_string_append_c (writer->text, ',');
  if (has_objects (writer))
    g_string_append_printf (writer->text, "\"%u\":", number);
}

static void
write_point (Writer *writer, const ArmadaDemoFix *fix)
{
  armada_demo_history_write_point (writer->items, writer->json, fix);
  armada_demo_json_take (writer->json, writer->text);
}

static void
write_driver (Writer *writer, gint64 time)
{
  ArmadaDemoJson *json = writer->json;
  const char *name = writer->items->painted->driver;

  if (*name == '\0')
    {
      NOTHING ("driver");
      return;
    }
  armada_demo_json_begin_object (json, "driver");
  armada_demo_driver_write_members (json, writer->items->vehicle, name);
  INT ("date", time);
  armada_demo_json_end_object (json);
}

/* Begins an item; its members follow. */
static void
begin_item (Writer *writer, int status)
{
  next_element (writer, writer->n_items++);
  armada_demo_json_begin_object (writer->json, NULL);
  armada_demo_json_add_int (writer->json, "status", status);
}

/* Ends the members of an item; its positions follow as text. */
static void
begin_points (Writer *writer)
{
  armada_demo_json_end_object (writer->json);
  armada_demo_json_take (writer->json, writer->text);
  g_string_truncate (writer->text, writer->text->len - 1);
  g_string_append (writer->text, has_objects (writer) ? ",\"items\":{" : ",\"items\":[");
}

static void
end_item (Writer *writer)
{
  g_string_append (writer->text, has_objects (writer) ? "}}" : "]}");
}

static void
write_end (Writer *writer, int status, const ArmadaDemoFix *fix)
{
  ArmadaDemoJson *json = writer->json;

  begin_item (writer, status);
  NOTHING ("time");
  armada_demo_add_time (json, "show", fix->time, DISPLAY);
  armada_demo_add_time (json, "raw_time", fix->time, RAW);
  INT ("distance", 0);
  NOTHING ("driver");
  begin_points (writer);
  next_element (writer, 0);
  write_point (writer, fix);
  end_item (writer);
}

static void
write_event (Writer *writer, const ArmadaDemoEvent *event)
{
  ArmadaDemoJson *json = writer->json;
  g_autofree char *message = armada_demo_event_dup_message (event, writer->items->request);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  begin_item (writer, STATUS_EVENT);
  NOTHING ("time");
  INT ("distance", 0);
  armada_demo_add_time (json, "show", event->time, DISPLAY);
  armada_demo_add_time (json, "raw_time", event->time, RAW);
  TEXT ("message", message);
  armada_demo_json_begin_list (json, "items");
  armada_demo_json_begin_object (json, NULL);
  TEXT ("other", "");
  INT ("speed", (gint64) round (event->speed));
  armada_demo_add_time (json, "time", event->time, DISPLAY);
  armada_demo_add_time (json, "raw_time", event->time, RAW);
  TEXT ("lat", g_ascii_formatd (number, sizeof number, "%.6f", event->latitude));
  TEXT ("lng", g_ascii_formatd (number, sizeof number, "%.6f", event->longitude));
  armada_demo_json_end_object (json);
  armada_demo_json_end_list (json);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, writer->text);
}

/* Writes those up to @time, from @next on. Returns: the next one */
static guint
write_events (Writer *writer, guint next, gint64 time)
{
  GArray *events = writer->items->events;

  for (; next < events->len; next++)
    {
      const ArmadaDemoEvent *event = &g_array_index (events, ArmadaDemoEvent, next);

      if (event->time > time)
        break;
      write_event (writer, event);
      if (event->id % TWICE_EVERY == 0)
        write_event (writer, event);
    }
  return next;
}

static void
write_sums (Writer *writer, const ArmadaDemoSegment *segment)
{
  ArmadaDemoJson *json = writer->json;
  gint64 seconds = segment->end - segment->start;

  DOUBLE ("distance", armada_demo_round (segment->distance, 100));
  INT ("time_seconds", seconds);
  INT ("engine_work", segment->drive ? segment->engine_on : 0);
  INT ("engine_idle", segment->drive ? 0 : segment->engine_on);
  INT ("engine_hours", segment->engine_on);
  if (armada_demo_history_has_fuel_sensor (writer->items->vehicle))
    DOUBLE ("fuel_consumption", armada_demo_round (segment->fuel, 100));
  else
    NOTHING ("fuel_consumption");
  INT ("top_speed", (gint64) round (segment->top_speed));
  INT ("average_speed",
       seconds > 0 ? (gint64) round (segment->distance * 3600 / (double) seconds) : 0);
}

static const ArmadaDemoFix *
get_fix (Writer *writer, guint index)
{
  return &g_array_index (writer->items->history->fixes, ArmadaDemoFix, index);
}

static ArmadaRoadMatcher *
get_matcher (ArmadaDemoLife *life)
{
  ArmadaRoadMatcher *matcher = armada_demo_life_get_note (life, NOTE);

  if (matcher == NULL)
    {
      matcher = armada_road_matcher_new (
          armada_demo_rounds_get_roads (armada_demo_life_get_rounds (life)));
      armada_demo_life_set_note (life, NOTE, matcher, (GDestroyNotify) armada_road_matcher_free);
    }
  return matcher;
}

/* Returns: (transfer full): for each fix of the drive the road; those that are invalid or far from
 * all roads have none */
static ArmadaRoadMatch *
match_drive (Writer *writer, const ArmadaDemoSegment *segment)
{
  g_autofree ArmadaRoadFix *places = g_new (ArmadaRoadFix, segment->n_fixes);
  ArmadaRoadMatch *matches = g_new (ArmadaRoadMatch, segment->n_fixes);

  for (guint i = 0; i < segment->n_fixes; i++)
    {
      const ArmadaDemoFix *fix = get_fix (writer, segment->first + i);

      /* No road is near a place that is none. */
      places[i].latitude = fix->valid ? fix->latitude : -90;
      places[i].longitude = fix->valid ? fix->longitude : 0;
    }
  armada_road_matcher_match (get_matcher (writer->items->request->life), places, segment->n_fixes,
                             matches);
  return matches;
}

static void
write_points (Writer *writer, const ArmadaDemoSegment *segment)
{
  g_autofree ArmadaRoadMatch *matches =
      writer->items->snap && segment->drive ? match_drive (writer, segment) : NULL;

  for (guint i = 0; i < segment->n_fixes; i++)
    {
      ArmadaDemoFix fix = *get_fix (writer, segment->first + i);

      if (matches != NULL && matches[i].matched)
        {
          fix.latitude = armada_demo_round (matches[i].snap.latitude, 1e6);
          fix.longitude = armada_demo_round (matches[i].snap.longitude, 1e6);
        }
      next_element (writer, i);
      write_point (writer, &fix);
    }
}

static void
write_segment (Writer *writer, const ArmadaDemoSegment *segment)
{
  ArmadaDemoJson *json = writer->json;

  begin_item (writer, segment->drive ? STATUS_DRIVE : STATUS_STOP);
  INT ("index", segment->drive ? ++writer->n_drives : ++writer->n_stops);
  armada_demo_add_duration (json, "time", segment->end - segment->start);
  armada_demo_add_time (json, "show", segment->start, DISPLAY);
  armada_demo_add_time (json, "left", segment->end, DISPLAY);
  armada_demo_add_time (json, "raw_time", segment->start, RAW);
  write_sums (writer, segment);
  if (!segment->drive && writer->n_stops % 4 == 0)
    TEXT ("driver", "");
  else
    write_driver (writer, segment->start);
  begin_points (writer);
  write_points (writer, segment);
  end_item (writer);
}

/* Where a segment should be stands a text. */
static void
write_bad_item (Writer *writer)
{
  next_element (writer, writer->n_items++);
  g_string_append (writer->text, "\"broken\"");
}

/**
 * armada_demo_history_write_items:
 *
 * Appends the list of all items to @text.
 */
void
armada_demo_history_write_items (const ArmadaDemoHistoryItems *self, GString *text)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (self->request->habits);
  Writer writer = { .items = self, .json = json, .text = text };
  guint n_fixes = self->history->fixes->len;
  guint next_event = 0;

  g_string_append_c (text, has_objects (&writer) ? '{' : '[');
  if (n_fixes > 0)
    {
      if (self->request->bad_item)
        write_bad_item (&writer);
      write_end (&writer, STATUS_START, get_fix (&writer, 0));
      for (guint i = 0; i < self->history->segments->len; i++)
        {
          const ArmadaDemoSegment *segment =
              &g_array_index (self->history->segments, ArmadaDemoSegment, i);

          next_event = write_events (&writer, next_event, segment->start);
          write_segment (&writer, segment);
        }
      write_events (&writer, next_event, G_MAXINT64);
      write_end (&writer, STATUS_END, get_fix (&writer, n_fixes - 1));
    }
  g_string_append_c (text, has_objects (&writer) ? '}' : ']');
}
