/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-track-records"

#include <glib/gi18n.h>
#include <math.h>

#include "api/armada-record-table.h"
#include "armada-cli-output.h"
#include "armada-cli-track.h"

/* Ways as records: a fix or a segment each. */

/* A fix in the terms of the output. */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  gint64 time;
  const char *local_time;
  gint64 delay_seconds;
  double latitude;
  double longitude;
  double speed;
  double altitude;
  double course;
  double distance;
  gint64 segment;
  const char *kind;
  int valid;
  int duplicate;
  int late;
  int backward;
  int untimed;
} Fix;

#define FIX(member, KIND) ARMADA_RECORD_FIELD (Fix, member, KIND, NULL, ARMADA_FIELD_PUBLIC, NULL)

static const ArmadaField fix_fields[] = {
  FIX (id, ID),           FIX (time, TIME),        FIX (local_time, TEXT), FIX (delay_seconds, INT),
  FIX (latitude, DOUBLE), FIX (longitude, DOUBLE), FIX (speed, DOUBLE),    FIX (altitude, DOUBLE),
  FIX (course, DOUBLE),   FIX (distance, DOUBLE),  FIX (segment, INT),     FIX (kind, TEXT),
  FIX (valid, FLAG),      FIX (duplicate, FLAG),   FIX (late, FLAG),       FIX (backward, FLAG),
  FIX (untimed, FLAG),
};

static const ArmadaRecordType fix_type = {
  .name = "fix",
  .size = sizeof (Fix),
  .fields = fix_fields,
  .n_fields = G_N_ELEMENTS (fix_fields),
};

/* A drive, a stop or a mark in the terms of the output. */
typedef struct
{
  ArmadaRecord base;
  gint64 segment;
  const char *kind;
  gint64 start;
  gint64 end;
  gint64 seconds;
  double distance;
  double top_speed;
  double average_speed;
  gint64 engine_work_seconds;
  gint64 engine_idle_seconds;
  gint64 engine_seconds;
  double fuel;
  const char *fuel_unit;
  double latitude;
  double longitude;
  gint64 driver_id;
  const char *driver;
  const char *message;
  const char *time_text;
  const char *show_text;
  const char *left_text;
  const char *raw_time;
  gint64 fixes;
} Segment;

#define SEGMENT(member, KIND)                                                                      \
  ARMADA_RECORD_FIELD (Segment, member, KIND, NULL, ARMADA_FIELD_PUBLIC, NULL)

static const ArmadaField segment_fields[] = {
  SEGMENT (segment, INT),
  SEGMENT (kind, TEXT),
  SEGMENT (start, TIME),
  SEGMENT (end, TIME),
  SEGMENT (seconds, INT),
  SEGMENT (distance, DOUBLE),
  SEGMENT (top_speed, DOUBLE),
  SEGMENT (average_speed, DOUBLE),
  SEGMENT (engine_work_seconds, INT),
  SEGMENT (engine_idle_seconds, INT),
  SEGMENT (engine_seconds, INT),
  SEGMENT (fuel, DOUBLE),
  SEGMENT (fuel_unit, TEXT),
  SEGMENT (latitude, DOUBLE),
  SEGMENT (longitude, DOUBLE),
  SEGMENT (driver_id, ID),
  SEGMENT (driver, TEXT),
  SEGMENT (message, TEXT),
  SEGMENT (time_text, TEXT),
  SEGMENT (show_text, TEXT),
  SEGMENT (left_text, TEXT),
  SEGMENT (raw_time, TEXT),
  SEGMENT (fixes, INT),
};

static const ArmadaRecordType segment_type = {
  .name = "segment",
  .size = sizeof (Segment),
  .fields = segment_fields,
  .n_fields = G_N_ELEMENTS (segment_fields),
};

/* Where the account's zone is not known its own clock stands in the place of the time. */
static const char *const local_columns[] = {
  "local_time", "latitude", "longitude", "speed", "course",
  "distance",   "segment",  "kind",      "valid", NULL,
};
static const char *const fix_columns[] = {
  "time", "latitude", "longitude", "speed", "course", "distance", "segment", "kind", "valid", NULL,
};
static const char *const fix_titles[] = {
  N_ ("Time"),     N_ ("Latitude"), N_ ("Longitude"), N_ ("Speed"), N_ ("Course"),
  N_ ("Distance"), N_ ("Segment"),  N_ ("Kind"),      N_ ("Valid"), NULL,
};
static const char *const segment_columns[] = {
  "kind",      "start",         "end",    "time_text", "distance",
  "top_speed", "average_speed", "driver", "message",   NULL,
};
static const char *const segment_titles[] = {
  N_ ("Kind"),      N_ ("Start"),         N_ ("End"),    N_ ("Duration"), N_ ("Distance"),
  N_ ("Top speed"), N_ ("Average speed"), N_ ("Driver"), N_ ("Message"),  NULL,
};

static gint64
or_unknown (gint64 number)
{
  return number < 0 ? ARMADA_INT_UNKNOWN : number;
}

/* Degrees as the server wrote them: so many steps are so many digits. */
static double
degrees (gint32 steps)
{
  return steps / 1e7;
}

/* What the account's clock showed, as far as that is known. */
static const char *
write_local_time (const ArmadaFixes *fixes, guint i, char text[32])
{
  gint64 time = fixes->time[i] + (fixes->local_time ? 0 : fixes->zone);
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *written = NULL;

  if (fixes->time[i] == 0 || (fixes->flags[i] & ARMADA_FIX_UNTIMED) ||
      (!fixes->local_time && fixes->zone == ARMADA_ZONE_UNKNOWN))
    return "";
  date = g_date_time_new_from_unix_utc (time);
  written = date ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%S") : NULL;
  g_strlcpy (text, written ? written : "", 32);
  return text;
}

static void
fill_fix (Fix *fix, const ArmadaTrackPiece *day, guint i, char local_time[32])
{
  const ArmadaFixes *fixes = day->fixes;
  guint flags = fixes->flags[i];
  gboolean has_place = fixes->latitude[i] != 0 || fixes->longitude[i] != 0;
  gboolean has_segment = fixes->segment[i] < fixes->n_segments;

  *fix = (Fix) {
    .base.type = &fix_type,
    .id = fixes->id[i],
    .time = armada_track_piece_get_time (day, i),
    .local_time = write_local_time (fixes, i, local_time),
    .delay_seconds = fixes->delay[i] == G_MININT32 ? ARMADA_INT_UNKNOWN : fixes->delay[i],
    .latitude = has_place ? degrees (fixes->latitude[i]) : NAN,
    .longitude = has_place ? degrees (fixes->longitude[i]) : NAN,
    .speed = fixes->speed[i],
    .altitude = fixes->altitude[i],
    .course = isfinite (fixes->course[i]) ? round (fixes->course[i] * 1000.0) / 1000 : NAN,
    .distance = fixes->distance[i],
    .segment = fixes->segment[i],
    .kind =
        has_segment ? armada_segment_kind_to_text (fixes->segments[fixes->segment[i]].kind) : "",
    .valid = !(flags & ARMADA_FIX_INVALID),
    .duplicate = (flags & ARMADA_FIX_DUPLICATE) != 0,
    .late = (flags & ARMADA_FIX_LATE) != 0,
    .backward = (flags & ARMADA_FIX_BACKWARD) != 0,
    .untimed = (flags & ARMADA_FIX_UNTIMED) != 0,
  };
}

static void
fill_segment (Segment *segment, const ArmadaFixes *fixes, guint i)
{
  const ArmadaSegment *from = &fixes->segments[i];

  *segment = (Segment) {
    .base.type = &segment_type,
    .segment = i,
    .kind = armada_segment_kind_to_text (from->kind),
    .start = fixes->local_time ? 0 : from->start,
    .end = fixes->local_time ? 0 : from->end,
    .seconds = or_unknown (from->seconds),
    .distance = from->distance,
    .top_speed = from->top_speed,
    .average_speed = from->average_speed,
    .engine_work_seconds = or_unknown (from->engine_work),
    .engine_idle_seconds = or_unknown (from->engine_idle),
    .engine_seconds = or_unknown (from->engine_hours),
    .fuel = from->fuel,
    .fuel_unit = fixes->capacity_unit,
    .latitude = from->latitude,
    .longitude = from->longitude,
    .driver_id = from->driver_id,
    .driver = from->driver,
    .message = from->message,
    .time_text = from->time_text,
    .show_text = from->show_text,
    .left_text = from->left_text,
    .raw_time = from->raw_time,
    .fixes = from->n_fixes,
  };
}

/* Which fix is being written, for its sensors. */
typedef struct
{
  const ArmadaFixes *fixes;
  guint index;
  guint n_segments; /* of the days before: segments are counted through */
} Place;

static void
add_sensors (gconstpointer record, yyjson_mut_val *object, yyjson_mut_doc *doc, gpointer user_data)
{
  const Place *place = user_data;
  yyjson_mut_val *sensors = yyjson_mut_obj (doc);

  for (guint i = 0; i < place->fixes->n_sensors; i++)
    {
      const ArmadaFixSensor *sensor = &place->fixes->sensors[i];
      float value = sensor->values[place->index];
      const char *words = armada_fix_sensor_get_words (sensor, place->index);

      if (isfinite (value))
        yyjson_mut_obj_add_real (doc, sensors, sensor->key, round (value * 1000.0) / 1000);
      else if (*words != '\0')
        yyjson_mut_obj_add_str (doc, sensors, sensor->key, words);
    }
  yyjson_mut_obj_add_val (doc, object, "sensors", sensors);
}

static void
put_fixes (const GArray *days, ArmadaCliOutput *output, ArmadaCliStream *stream, Place *place)
{
  for (guint d = 0; d < days->len; d++)
    {
      const ArmadaTrackPiece *day = &g_array_index (days, ArmadaTrackPiece, d);

      place->fixes = day->fixes;
      for (guint i = 0; i < day->fixes->n && !armada_cli_stream_is_broken (stream); i++)
        if (armada_track_piece_has (day, i))
          {
            char local_time[32];
            Fix fix;

            place->index = i;
            fill_fix (&fix, day, i, local_time);
            fix.segment += place->n_segments;
            armada_cli_output_add (output, &fix);
          }
      place->n_segments += day->fixes->n_segments;
    }
}

static void
put_segments (const GArray *days, ArmadaCliOutput *output, ArmadaCliStream *stream)
{
  guint n_segments = 0;

  for (guint d = 0; d < days->len; d++)
    {
      const ArmadaTrackPiece *day = &g_array_index (days, ArmadaTrackPiece, d);

      for (guint i = 0; i < day->fixes->n_segments && !armada_cli_stream_is_broken (stream); i++)
        {
          const ArmadaSegment *told = &day->fixes->segments[i];
          Segment segment;

          fill_segment (&segment, day->fixes, i);
          segment.segment += n_segments;
          if ((told->end == 0 || told->end >= day->from) && told->start <= day->to)
            armada_cli_output_add (output, &segment);
        }
      n_segments += day->fixes->n_segments;
    }
}

/**
 * armada_cli_track_write_records:
 * @days: (element-type ArmadaTrackPiece):
 * @units: (nullable): what the account counts in
 * @options: say the format, and whether fixes or segments are wanted
 */
void
armada_cli_track_write_records (ArmadaCliStream *stream,
                                const GArray *days,
                                const ArmadaCliUnits *units,
                                const ArmadaCliOptions *options)
{
  Place place = { 0 };
  gboolean local = armada_cli_track_is_local (days);
  ArmadaCliView fixes = { &fix_type, local ? local_columns : fix_columns, fix_titles, add_sensors,
                          &place };
  ArmadaCliView segments = { &segment_type, segment_columns, segment_titles, NULL, NULL };
  g_autoptr (ArmadaCliOutput) output = armada_cli_output_new (
      stream, options->segments ? &segments : &fixes, options->format, options->is_private, units);

  if (options->segments)
    put_segments (days, output, stream);
  else
    put_fixes (days, output, stream, &place);
  armada_cli_output_end (output);
}
