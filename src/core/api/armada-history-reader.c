/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-history-reader"

#include "api/armada-history-reader.h"

#include <math.h>
#include <string.h>

#include "api/armada-error.h"
#include "api/armada-history-point.h"
#include "api/armada-json-scan.h"
#include "api/armada-json.h"
#include "api/armada-unit.h"

/*
 * Takes the text of a history apart without ever holding it as a tree: a hundred thousand points
 * are 100 MB of text and 5 MB of track. Segments, of which there are few, are read with care;
 * points are read by ArmadaHistoryPointReader.
 */

#define CALL_TIMEOUT 180

typedef struct
{
  const char *end;
  ArmadaFixesBuilder *builder;
  ArmadaHistoryPointReader *points;
  guint n_unreadable;
  gboolean broken;

  /* of the top */
  ArmadaFixTotals totals;
  GPtrArray *texts; /* owns what totals and segments point to */
  gint64 device_id;
  ArmadaJsonSpan sensors;
} Reading;

/**
 * armada_history_call:
 *
 * Returns: (transfer full): a call for get_history. Servers take some time for long periods, and
 *   answer ARMADA_ERROR_REFUSED (422) for those over their maximum.
 */
ArmadaCall *
armada_history_call (const ArmadaHistoryQuery *query)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, "get_history");
  g_auto (GStrv) from = g_strsplit (query->from, " ", 2);
  g_auto (GStrv) to = g_strsplit (query->to, " ", 2);

  armada_call_add_int (call, "device_id", query->device);
  armada_call_add (call, "from_date", from[0]);
  armada_call_add (call, "from_time", from[0] && from[1] ? from[1] : "00:00:00");
  armada_call_add (call, "to_date", to[0]);
  armada_call_add (call, "to_time", to[0] && to[1] ? to[1] : "23:59:59");
  if (query->snap)
    armada_call_add (call, "snap_to_road", "true");
  if (query->stops > 0)
    armada_call_add_int (call, "stops", query->stops);
  armada_call_set_timeout (call, CALL_TIMEOUT);
  armada_call_set_unparsed (call);
  return call;
}

static const char *
take_text (Reading *reading, const ArmadaJsonSpan *span)
{
  char *text = armada_json_span_dup_text (span);

  g_ptr_array_add (reading->texts, text);
  return text;
}

static double
take_double (const ArmadaJsonSpan *span)
{
  double number = NAN;
  yyjson_doc *doc = armada_json_span_parse (span);

  armada_json_double (yyjson_doc_get_root (doc), &number);
  yyjson_doc_free (doc);
  return number;
}

static gint64
take_int (const ArmadaJsonSpan *span)
{
  gint64 number = -1;
  yyjson_doc *doc = armada_json_span_parse (span);

  armada_json_int (yyjson_doc_get_root (doc), &number);
  yyjson_doc_free (doc);
  return number;
}

/* No segment lasts longer than a history can be. */
static gint64
take_seconds (const ArmadaJsonSpan *span)
{
  gint64 number = take_int (span);

  return number >= 0 && number <= G_MAXINT32 ? number : -1;
}

/* null, "", "Budi" or {"id": 31, "name": "Budi"} */
static void
take_driver (Reading *reading, const ArmadaJsonSpan *span, ArmadaSegment *segment)
{
  yyjson_doc *doc = armada_json_span_parse (span);
  yyjson_val *root = yyjson_doc_get_root (doc);
  char *name = armada_json_dup_text (yyjson_is_obj (root) ? yyjson_obj_get (root, "name") : root);

  segment->driver_id = armada_json_get_int (root, "id", 0);
  segment->driver = g_str_equal (name, "-") ? "" : name;
  g_ptr_array_add (reading->texts, name);
  yyjson_doc_free (doc);
}

static void
clear_segment (ArmadaSegment *segment)
{
  *segment = (ArmadaSegment) {
    .latitude = NAN,
    .longitude = NAN,
    .distance = NAN,
    .seconds = -1,
    .engine_work = -1,
    .engine_idle = -1,
    .engine_hours = -1,
    .top_speed = NAN,
    .average_speed = NAN,
    .fuel = NAN,
    .driver = "",
    .message = "",
    .time_text = "",
    .show_text = "",
    .left_text = "",
    .raw_time = "",
  };
}

static void
take_member (Reading *reading,
             const ArmadaJsonSpan *key,
             const ArmadaJsonSpan *value,
             ArmadaSegment *segment)
{
  static const struct
  {
    const char *name;
    gsize offset;
    char kind; /* text, number or seconds */
  } members[] = {
    { "time", offsetof (ArmadaSegment, time_text), 't' },
    { "show", offsetof (ArmadaSegment, show_text), 't' },
    { "left", offsetof (ArmadaSegment, left_text), 't' },
    { "raw_time", offsetof (ArmadaSegment, raw_time), 't' },
    { "message", offsetof (ArmadaSegment, message), 't' },
    { "distance", offsetof (ArmadaSegment, distance), 'n' },
    { "top_speed", offsetof (ArmadaSegment, top_speed), 'n' },
    { "average_speed", offsetof (ArmadaSegment, average_speed), 'n' },
    { "fuel_consumption", offsetof (ArmadaSegment, fuel), 'n' },
    { "time_seconds", offsetof (ArmadaSegment, seconds), 's' },
    { "engine_work", offsetof (ArmadaSegment, engine_work), 's' },
    { "engine_idle", offsetof (ArmadaSegment, engine_idle), 's' },
    { "engine_hours", offsetof (ArmadaSegment, engine_hours), 's' },
  };

  if (armada_json_span_is (key, "driver"))
    take_driver (reading, value, segment);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (armada_json_span_is (key, members[i].name))
      {
        gpointer place = G_STRUCT_MEMBER_P (segment, members[i].offset);

        if (members[i].kind == 't')
          *(const char **) place = take_text (reading, value);
        else if (members[i].kind == 'n')
          *(double *) place = take_double (value);
        else
          *(gint64 *) place = take_seconds (value);
      }
}

static gboolean
is_mark (ArmadaSegmentKind kind)
{
  return kind == ARMADA_SEGMENT_START || kind == ARMADA_SEGMENT_END || kind == ARMADA_SEGMENT_EVENT;
}

/* The points of a segment: fixes of a drive or a stop, the place of a mark. */
static void
read_points (Reading *reading, const ArmadaJsonSpan *items, ArmadaSegment *segment)
{
  ArmadaJsonScan scan;
  const char *behind = NULL;

  if (!armada_json_scan_enter (&scan, items->start, items->end))
    return;
  while (armada_json_scan_next_key (&scan))
    {
      ArmadaFixPoint point;

      if (!armada_history_point_read (reading->points, scan.value.start, items->end,
                                      !is_mark (segment->kind), &point, &behind))
        reading->n_unreadable++;
      else if (is_mark (segment->kind) && isnan (segment->latitude))
        {
          segment->latitude = point.latitude;
          segment->longitude = point.longitude;
          segment->start = segment->end = point.time;
        }
      if (behind == NULL)
        {
          scan.broken = TRUE;
          break;
        }
      armada_json_scan_jump (&scan, behind);
    }
  reading->broken |= scan.broken;
}

/* When it was: by what the segment says itself, else by its fixes, which begin at @first. A mark is
 * when its point is. */
static void
find_times (Reading *reading, ArmadaSegment *segment, guint first)
{
  guint n = armada_fixes_builder_get_n (reading->builder);
  gint64 raw =
      armada_history_point_convert (reading->points, segment->raw_time, strlen (segment->raw_time));

  if (segment->start == 0)
    segment->start = raw;
  if (segment->start == 0 && n > first)
    segment->start = armada_fixes_builder_get_time (reading->builder, first);
  if (segment->end != 0 || segment->start == 0)
    return;
  segment->end = segment->start + MAX (segment->seconds, 0);
  if (segment->seconds < 0 && n > first)
    segment->end = MAX (armada_fixes_builder_get_time (reading->builder, n - 1), segment->start);
}

static void
read_segment (Reading *reading, const ArmadaJsonSpan *text)
{
  ArmadaJsonSpan items = { NULL, NULL };
  guint first = armada_fixes_builder_get_n (reading->builder);
  ArmadaSegment segment;
  ArmadaJsonScan scan;
  double status = 0;

  clear_segment (&segment);
  if (*text->start != '{' || !armada_json_scan_enter (&scan, text->start, text->end))
    {
      reading->n_unreadable++;
      return;
    }
  while (armada_json_scan_next (&scan))
    if (armada_json_span_is (&scan.key, "items"))
      items = scan.value;
    else if (armada_json_span_is (&scan.key, "status"))
      status = take_double (&scan.value);
    else
      take_member (reading, &scan.key, &scan.value, &segment);
  reading->broken |= scan.broken;
  segment.kind = status >= ARMADA_SEGMENT_DRIVE && status <= ARMADA_SEGMENT_EVENT
                     ? (ArmadaSegmentKind) status
                     : ARMADA_SEGMENT_UNKNOWN;
  if (items.start != NULL)
    read_points (reading, &items, &segment);
  find_times (reading, &segment, first);
  armada_fixes_builder_end_segment (reading->builder, &segment);
}

static void
read_segments (Reading *reading, const ArmadaJsonSpan *items)
{
  ArmadaJsonScan scan;

  if (!armada_json_scan_enter (&scan, items->start, items->end))
    return;
  while (!reading->broken && armada_json_scan_next (&scan))
    read_segment (reading, &scan.value);
  reading->broken |= scan.broken;
}

static void
take_device (Reading *reading, const ArmadaJsonSpan *span)
{
  ArmadaJsonScan scan;

  if (!armada_json_scan_enter (&scan, span->start, span->end))
    return;
  while (armada_json_scan_next (&scan))
    if (armada_json_span_is (&scan.key, "id"))
      {
        reading->device_id = MAX (take_int (&scan.value), 0);
        return;
      }
}

static gboolean
read_top (Reading *reading, const char *at)
{
  ArmadaJsonSpan items = { NULL, NULL };
  ArmadaJsonScan scan;

  if (at >= reading->end || *at != '{' || !armada_json_scan_enter (&scan, at, reading->end))
    return FALSE;
  while (armada_json_scan_next (&scan))
    if (armada_json_span_is (&scan.key, "items"))
      items = scan.value;
    else if (armada_json_span_is (&scan.key, "device"))
      take_device (reading, &scan.value);
    else if (armada_json_span_is (&scan.key, "sensors"))
      reading->sensors = scan.value;
    else if (armada_json_span_is (&scan.key, "distance_sum"))
      reading->totals.distance = take_text (reading, &scan.value);
    else if (armada_json_span_is (&scan.key, "top_speed"))
      reading->totals.top_speed = take_text (reading, &scan.value);
    else if (armada_json_span_is (&scan.key, "move_duration"))
      reading->totals.move_duration = take_text (reading, &scan.value);
    else if (armada_json_span_is (&scan.key, "stop_duration"))
      reading->totals.stop_duration = take_text (reading, &scan.value);
    else if (armada_json_span_is (&scan.key, "fuel_consumption"))
      reading->totals.fuel = take_text (reading, &scan.value);
  if (scan.broken || items.start == NULL)
    return FALSE;
  if (*items.start != '[' && *items.start != '{')
    return armada_json_span_is (&items, "null"); /* nothing was recorded */
  read_segments (reading, &items);
  return !reading->broken;
}

/* sensors: [{"id": "sensor_507", "name": "Tangki", "sufix": "lt"}]; the units of speed and
 * altitude stand there too. */
static void
name_sensors (Reading *reading, char **speed_unit, char **altitude_unit)
{
  yyjson_doc *doc = reading->sensors.start ? armada_json_span_parse (&reading->sensors) : NULL;
  ArmadaJsonList list;
  yyjson_val *item;

  armada_json_list_init (&list, yyjson_doc_get_root (doc));
  while ((item = armada_json_list_next (&list)) != NULL)
    {
      g_autofree char *key = armada_json_dup_text (yyjson_obj_get (item, "id"));
      g_autofree char *name = armada_json_dup_text (yyjson_obj_get (item, "name"));
      g_autofree char *unit = armada_json_dup_text (yyjson_obj_get (item, "sufix"));

      g_set_str (&unit, armada_unit_find (unit) ?: unit);
      if (g_str_equal (key, "speed"))
        g_set_str (speed_unit, unit);
      else if (g_str_equal (key, "altitude"))
        g_set_str (altitude_unit, unit);
      else
        armada_fixes_builder_name_sensor (reading->builder, key, name, unit);
    }
  yyjson_doc_free (doc);
}

static ArmadaFixes *
finish (Reading *reading)
{
  g_autofree char *speed = g_strdup (armada_unit_in_text (reading->totals.top_speed));
  g_autofree char *altitude = NULL;
  const char *distance = armada_unit_in_text (reading->totals.distance);
  const char *capacity = armada_unit_in_text (reading->totals.fuel);

  name_sensors (reading, &speed, &altitude);
  armada_fixes_builder_set_totals (reading->builder, &reading->totals);
  armada_fixes_builder_set_units (reading->builder, speed, distance, altitude, capacity);
  armada_fixes_builder_set_origin (
      reading->builder, reading->device_id, armada_history_point_reader_get_zone (reading->points),
      armada_history_point_reader_is_local (reading->points), reading->n_unreadable);
  return armada_fixes_builder_end (reading->builder);
}

/**
 * armada_history_read:
 * @body: a good answer of armada_history_call(), a byte order mark allowed
 *
 * Any thread. Points and segments that cannot be read are counted and cost nothing else; a text
 * that was cut is no answer.
 *
 * Returns: (transfer full): the track, without a fix when nothing was recorded; or NULL with
 *   ARMADA_ERROR_BAD_REPLY
 */
ArmadaFixes *
armada_history_read (GBytes *body, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (body, &size) ?: "";
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (ArmadaHistoryPointReader) points = armada_history_point_reader_new (builder);
  Reading reading = {
    .end = text + size,
    .builder = builder,
    .points = points,
    .texts = texts,
    .totals = { "", "", "", "", "" },
  };

  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3;
  if (!read_top (&reading, armada_json_scan_skip_space (text, reading.end)))
    {
      g_propagate_error (
          error, armada_error_new (ARMADA_ERROR_BAD_REPLY, "get_history: not a history, or cut"));
      return NULL;
    }
  return finish (&reading);
}
