/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-csv"

#include <math.h>
#include <string.h>

#include "api/armada-unit.h"
#include "files/armada-file-way.h"

/* A column of a sensor: days may have different ones, in any order. */
typedef struct
{
  const char *key;
  const char *name;
  const char *unit;
} Column;

typedef struct
{
  ArmadaSink *sink;
  GArray *columns;    /* of Column */
  gboolean has_names; /* more than one vehicle */
  guint *sensors;     /* of the piece being written: which of its sensors, G_MAXUINT none */
} Table;

static const char head[] =
    "time,local_time,latitude,longitude,speed_kmh,altitude_m,course,"
    "distance_m,delay_seconds,segment,kind,driver,valid,duplicate,late,backward,"
    "untimed";

/* RFC 4180: quotes where there is something to quote, twice for one of themselves. A program for
 * tables takes what begins like a formula for one, so such a text is marked as text. */
static void
put_text (ArmadaSink *sink, const char *text)
{
  const char *mark = *text != '\0' && strchr ("=+-@\t", *text) != NULL ? "'" : "";

  if (strpbrk (text, ",\"\r\n") == NULL && *text != ' ')
    {
      armada_sink_print (sink, "%s%s", mark, text);
      return;
    }
  armada_sink_print (sink, "\"%s", mark);
  for (const char *quote; (quote = strchr (text, '"')) != NULL; text = quote + 1)
    armada_sink_print (sink, "%.*s\"\"", (int) (quote - text), text);
  armada_sink_print (sink, "%s\"", text);
}

static void
put_number (ArmadaSink *sink, double number)
{
  armada_sink_put (sink, ",");
  if (isfinite (number))
    armada_sink_put_number (sink, number, 3);
}

/* What the account's clock showed, and where it stood, as far as that is known. */
static void
put_local_time (ArmadaSink *sink, const ArmadaFixes *fixes, guint i)
{
  int zone = fixes->local_time ? 0 : fixes->zone;
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;

  if (fixes->time[i] == 0 || (fixes->flags[i] & ARMADA_FIX_UNTIMED) || zone == ARMADA_ZONE_UNKNOWN)
    return;
  date = g_date_time_new_from_unix_utc (fixes->time[i] + zone);
  text = date ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%S") : NULL;
  armada_sink_put (sink, text ? text : "");
  if (text != NULL && !fixes->local_time)
    armada_sink_print (sink, "%c%02d:%02d", zone < 0 ? '-' : '+', ABS (zone) / 3600,
                       ABS (zone) / 60 % 60);
}

static void
put_place (ArmadaSink *sink, const ArmadaFixes *fixes, guint i)
{
  gboolean placed = fixes->latitude[i] != 0 || fixes->longitude[i] != 0;

  armada_sink_put (sink, ",");
  if (placed)
    armada_sink_put_degrees (sink, fixes->latitude[i]);
  armada_sink_put (sink, ",");
  if (placed)
    armada_sink_put_degrees (sink, fixes->longitude[i]);
}

static void
put_flags (ArmadaSink *sink, guint flags)
{
  static const guint8 all[] = { ARMADA_FIX_DUPLICATE, ARMADA_FIX_LATE, ARMADA_FIX_BACKWARD,
                                ARMADA_FIX_UNTIMED };

  armada_sink_put (sink, flags & ARMADA_FIX_INVALID ? ",false" : ",true");
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    armada_sink_put (sink, flags & all[i] ? ",true" : ",false");
}

static void
put_segment (ArmadaSink *sink, const ArmadaFixes *fixes, guint i, guint n_before)
{
  guint segment = fixes->segment[i];
  const char *kind = segment < fixes->n_segments
                         ? armada_segment_kind_to_text (fixes->segments[segment].kind)
                         : "";

  if (fixes->delay[i] != G_MININT32)
    armada_sink_print (sink, ",%d", fixes->delay[i]);
  else
    armada_sink_put (sink, ",");
  armada_sink_print (sink, ",%u,%s,", segment + n_before, kind);
  put_text (sink, armada_fixes_get_driver (fixes, i));
}

/* A number, or what it said in words. */
static void
put_sensor (ArmadaSink *sink, const ArmadaFixSensor *sensor, guint i)
{
  put_number (sink, (double) sensor->values[i]);
  if (isnan (sensor->values[i]))
    put_text (sink, armada_fix_sensor_get_words (sensor, i));
}

static void
put_sensors (Table *table, const ArmadaFixes *fixes, guint i)
{
  for (guint k = 0; k < table->columns->len; k++)
    if (table->sensors[k] != G_MAXUINT)
      put_sensor (table->sink, &fixes->sensors[table->sensors[k]], i);
    else
      armada_sink_put (table->sink, ",");
}

static void
put_fix (Table *table, const ArmadaTrackPiece *piece, guint i, guint n_before)
{
  const ArmadaFixes *fixes = piece->fixes;
  ArmadaSink *sink = table->sink;
  gint64 time = armada_track_piece_get_time (piece, i);

  if (time != 0)
    armada_sink_put_time (sink, time);
  armada_sink_put (sink, ",");
  put_local_time (sink, fixes, i);
  put_place (sink, fixes, i);
  put_number (sink, armada_track_piece_get_speed (piece, i));
  put_number (sink, armada_track_piece_get_altitude (piece, i));
  put_number (sink, (double) fixes->course[i]);
  put_number (sink, fixes->distance[i] * armada_unit_get_metres (fixes->distance_unit, NAN));
  put_segment (sink, fixes, i, n_before);
  put_flags (sink, fixes->flags[i]);
  put_sensors (table, fixes, i);
  armada_sink_put (sink, "\r\n");
  armada_sink_count_fix (sink);
}

static guint
find_column (GArray *columns, const char *key)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (g_array_index (columns, Column, i).key, key))
      return i;
  return G_MAXUINT;
}

/* The sensors of all pieces, in the order in which they come first. */
static void
plan_columns (Table *table, const ArmadaFileWay *way)
{
  for (guint p = 0; p < way->n_pieces; p++)
    for (guint k = 0; k < way->pieces[p].fixes->n_sensors; k++)
      {
        const ArmadaFixSensor *sensor = &way->pieces[p].fixes->sensors[k];
        Column column = { sensor->key, sensor->name, sensor->unit };

        if (find_column (table->columns, sensor->key) == G_MAXUINT)
          g_array_append_val (table->columns, column);
      }
}

static void
find_sensors (Table *table, const ArmadaFixes *fixes)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      table->sensors[i] = G_MAXUINT;
      for (guint k = 0; k < fixes->n_sensors; k++)
        if (g_str_equal (fixes->sensors[k].key, g_array_index (table->columns, Column, i).key))
          table->sensors[i] = k;
    }
}

static void
put_head (Table *table)
{
  armada_sink_put (table->sink, table->has_names ? "vehicle," : "");
  armada_sink_put (table->sink, head);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const Column *column = &g_array_index (table->columns, Column, i);
      const char *name = *column->name != '\0' ? column->name : column->key;
      g_autofree char *title =
          *column->unit != '\0' ? g_strdup_printf ("%s (%s)", name, column->unit) : NULL;

      armada_sink_put (table->sink, ",");
      put_text (table->sink, title ? title : name);
    }
  armada_sink_put (table->sink, "\r\n");
}

static void
put_way (Table *table, const ArmadaFileWay *way)
{
  guint n_before = 0;

  for (guint p = 0; p < way->n_pieces; p++)
    {
      const ArmadaTrackPiece *piece = &way->pieces[p];

      find_sensors (table, piece->fixes);
      for (guint i = 0; i < piece->fixes->n && !armada_sink_is_broken (table->sink); i++)
        {
          if (!armada_track_piece_has (piece, i))
            continue;
          if (table->has_names)
            {
              put_text (table->sink, way->name);
              armada_sink_put (table->sink, ",");
            }
          put_fix (table, piece, i, n_before);
        }
      n_before += piece->fixes->n_segments;
    }
}

/**
 * armada_track_write_csv:
 *
 * A table as RFC 4180 has it (UTF-8, lines end in CR LF), with a row for each fix in the server's
 * order, those that are odd as well. docs/files.md tells its columns; the same fixes give the same
 * bytes, whoever writes them.
 */
void
armada_track_write_csv (ArmadaSink *sink, const ArmadaFileWay *ways, guint n)
{
  Table table = { .sink = sink, .has_names = n > 1 };
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_autofree guint *sensors = NULL;

  table.columns = columns;
  for (guint i = 0; i < n; i++)
    plan_columns (&table, &ways[i]);
  table.sensors = sensors = g_new (guint, MAX (columns->len, 1));
  put_head (&table);
  for (guint i = 0; i < n; i++)
    put_way (&table, &ways[i]);
}
