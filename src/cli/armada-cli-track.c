/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-track"

#include "armada-cli-track.h"

#include <math.h>

#include "api/armada-record.h"

/* Ways as lines: which fixes belong together, and the formats that other programs draw. */

#define GAP_SECONDS (10 * 60) /* between two fixes of a line */

/**
 * armada_cli_day_has:
 *
 * Returns: whether the fix is in the period asked for
 */
gboolean
armada_cli_day_has (const ArmadaCliDay *self, guint index)
{
  gint64 time = self->fixes->time[index];

  return time >= self->from && time <= self->to;
}

/**
 * armada_cli_day_can_draw:
 *
 * Returns: whether the fix belongs to a line
 */
gboolean
armada_cli_day_can_draw (const ArmadaCliDay *self, guint index)
{
  return armada_cli_day_has (self, index) && !(self->fixes->flags[index] & ARMADA_FIX_INVALID);
}

/**
 * armada_cli_day_next_run:
 * @run: (inout): the one before, or zeros
 *
 * Returns: whether there is another line
 */
gboolean
armada_cli_day_next_run (const ArmadaCliDay *self, ArmadaCliRun *run)
{
  const ArmadaFixes *fixes = self->fixes;
  guint last;

  run->first = run->end;
  while (run->first < fixes->n && !armada_cli_day_can_draw (self, run->first))
    run->first++;
  if (run->first >= fixes->n)
    return FALSE;

  last = run->first;
  for (run->end = last + 1; run->end < fixes->n; run->end++)
    {
      if (fixes->segment[run->end] != fixes->segment[last])
        break;
      if (!armada_cli_day_can_draw (self, run->end))
        continue;
      if (ABS (fixes->time[run->end] - fixes->time[last]) > GAP_SECONDS)
        break;
      last = run->end;
    }
  run->kind = fixes->segment[last] < fixes->n_segments ? fixes->segments[fixes->segment[last]].kind
                                                       : ARMADA_SEGMENT_UNKNOWN;
  return TRUE;
}

/**
 * armada_cli_segment_kind_to_text:
 *
 * Returns: (transfer none): a word for programs
 */
const char *
armada_cli_segment_kind_to_text (ArmadaSegmentKind kind)
{
  switch (kind)
    {
    case ARMADA_SEGMENT_DRIVE:
      return "drive";
    case ARMADA_SEGMENT_STOP:
      return "stop";
    case ARMADA_SEGMENT_START:
      return "start";
    case ARMADA_SEGMENT_END:
      return "end";
    case ARMADA_SEGMENT_EVENT:
      return "event";
    case ARMADA_SEGMENT_UNKNOWN:
    default:
      return "";
    }
}

/**
 * armada_cli_day_get_time:
 *
 * Returns: UNIX seconds; 0 when there is only the account's clock, whose zone is not known, or no
 *   time at all
 */
gint64
armada_cli_day_get_time (const ArmadaCliDay *self, guint index)
{
  const ArmadaFixes *fixes = self->fixes;

  return fixes->local_time || (fixes->flags[index] & ARMADA_FIX_UNTIMED) ? 0 : fixes->time[index];
}

/**
 * armada_cli_track_is_local:
 * @days: (element-type ArmadaCliDay):
 *
 * Returns: whether some of it has no other times than the account's own, of a zone not known
 */
gboolean
armada_cli_track_is_local (const GArray *days)
{
  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, ArmadaCliDay, i).fixes->local_time)
      return TRUE;
  return FALSE;
}

/**
 * armada_cli_day_get_altitude:
 *
 * Returns: metres, NAN unknown
 */
double
armada_cli_day_get_altitude (const ArmadaCliDay *self, guint index)
{
  double altitude = self->fixes->altitude[index];

  if (g_ascii_strcasecmp (self->fixes->altitude_unit, "ft") == 0)
    altitude *= 0.3048;
  return round (altitude * 100) / 100;
}

static void
put_number (ArmadaCliStream *stream, const char *format, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  armada_cli_stream_put (stream, g_ascii_formatd (text, sizeof text, format, number));
}

static void
put_degrees (ArmadaCliStream *stream, gint32 steps)
{
  put_number (stream, "%.7f", steps * ARMADA_FIX_DEGREES);
}

static void
put_time (ArmadaCliStream *stream, gint64 time)
{
  g_autofree char *text = armada_time_to_iso (time);

  armada_cli_stream_put (stream, text);
}

/* XML has no control characters, not even escaped ones. */
static void
put_xml (ArmadaCliStream *stream, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  const char *at = escaped;

  for (const char *reference; (reference = strstr (at, "&#x")) != NULL;)
    {
      const char *end = strchr (reference, ';');

      armada_cli_stream_put_bytes (stream, at, (gsize) (reference - at));
      at = end ? end + 1 : reference + 3;
    }
  armada_cli_stream_put (stream, at);
}

static void
put_trackpoint (ArmadaCliStream *stream, const ArmadaCliDay *day, guint index)
{
  double altitude = armada_cli_day_get_altitude (day, index);

  armada_cli_stream_put (stream, "      <trkpt lat=\"");
  put_degrees (stream, day->fixes->latitude[index]);
  armada_cli_stream_put (stream, "\" lon=\"");
  put_degrees (stream, day->fixes->longitude[index]);
  armada_cli_stream_put (stream, "\">");
  if (isfinite (altitude))
    {
      armada_cli_stream_put (stream, "<ele>");
      put_number (stream, "%.2f", altitude);
      armada_cli_stream_put (stream, "</ele>");
    }
  if (armada_cli_day_get_time (day, index) != 0)
    {
      armada_cli_stream_put (stream, "<time>");
      put_time (stream, armada_cli_day_get_time (day, index));
      armada_cli_stream_put (stream, "</time>");
    }
  armada_cli_stream_put (stream, "</trkpt>\n");
}

/**
 * armada_cli_track_write_gpx:
 * @name: of the track
 *
 * GPX 1.1 (https://www.topografix.com/GPX/1/1/): a track with a `trkseg` for each line.
 */
void
armada_cli_track_write_gpx (ArmadaCliStream *stream, const char *name, const GArray *days)
{
  armada_cli_stream_put (stream, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                 "<gpx version=\"1.1\" creator=\"Armada\" "
                                 "xmlns=\"http://www.topografix.com/GPX/1/1\">\n"
                                 "  <trk>\n    <name>");
  put_xml (stream, name);
  armada_cli_stream_put (stream, "</name>\n");
  for (guint d = 0; d < days->len; d++)
    {
      const ArmadaCliDay *day = &g_array_index (days, ArmadaCliDay, d);
      ArmadaCliRun run = { 0 };

      while (armada_cli_day_next_run (day, &run) && !armada_cli_stream_is_broken (stream))
        {
          armada_cli_stream_put (stream, "    <trkseg>\n");
          for (guint i = run.first; i < run.end; i++)
            if (armada_cli_day_can_draw (day, i))
              put_trackpoint (stream, day, i);
          armada_cli_stream_put (stream, "    </trkseg>\n");
        }
    }
  armada_cli_stream_put (stream, "  </trk>\n</gpx>\n");
}

static void
put_kml_track (ArmadaCliStream *stream, const ArmadaCliDay *day, const ArmadaCliRun *run)
{
  armada_cli_stream_put (stream, "        <gx:Track>\n");
  for (guint i = run->first; i < run->end; i++)
    if (armada_cli_day_can_draw (day, i))
      {
        armada_cli_stream_put (stream, "          <when>");
        put_time (stream, armada_cli_day_get_time (day, i));
        armada_cli_stream_put (stream, "</when>\n");
      }
  for (guint i = run->first; i < run->end; i++)
    if (armada_cli_day_can_draw (day, i))
      {
        double altitude = armada_cli_day_get_altitude (day, i);

        armada_cli_stream_put (stream, "          <gx:coord>");
        put_degrees (stream, day->fixes->longitude[i]);
        armada_cli_stream_put (stream, " ");
        put_degrees (stream, day->fixes->latitude[i]);
        armada_cli_stream_put (stream, " ");
        put_number (stream, "%.2f", isfinite (altitude) ? altitude : 0);
        armada_cli_stream_put (stream, "</gx:coord>\n");
      }
  armada_cli_stream_put (stream, "        </gx:Track>\n");
}

/**
 * armada_cli_track_write_kml:
 * @name: of the track
 *
 * KML 2.2 with `gx:Track` (https://developers.google.com/kml/documentation/kmlreference#gxtrack):
 * one for each line.
 */
void
armada_cli_track_write_kml (ArmadaCliStream *stream, const char *name, const GArray *days)
{
  armada_cli_stream_put (stream, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                 "<kml xmlns=\"http://www.opengis.net/kml/2.2\" "
                                 "xmlns:gx=\"http://www.google.com/kml/ext/2.2\">\n"
                                 "  <Document>\n    <Placemark>\n      <name>");
  put_xml (stream, name);
  armada_cli_stream_put (stream, "</name>\n      <gx:MultiTrack>\n"
                                 "        <gx:interpolate>0</gx:interpolate>\n");
  for (guint d = 0; d < days->len; d++)
    {
      const ArmadaCliDay *day = &g_array_index (days, ArmadaCliDay, d);
      ArmadaCliRun run = { 0 };

      while (armada_cli_day_next_run (day, &run) && !armada_cli_stream_is_broken (stream))
        put_kml_track (stream, day, &run);
    }
  armada_cli_stream_put (stream, "      </gx:MultiTrack>\n    </Placemark>\n"
                                 "  </Document>\n</kml>\n");
}

static void
put_json_time (ArmadaCliStream *stream, gint64 time)
{
  if (time == 0)
    {
      armada_cli_stream_put (stream, "null");
      return;
    }
  armada_cli_stream_put (stream, "\"");
  put_time (stream, time);
  armada_cli_stream_put (stream, "\"");
}

static void
put_position (ArmadaCliStream *stream, const ArmadaCliDay *day, guint index)
{
  double altitude = armada_cli_day_get_altitude (day, index);

  armada_cli_stream_put (stream, "[");
  put_degrees (stream, day->fixes->longitude[index]);
  armada_cli_stream_put (stream, ",");
  put_degrees (stream, day->fixes->latitude[index]);
  if (isfinite (altitude))
    {
      armada_cli_stream_put (stream, ",");
      put_number (stream, "%.2f", altitude);
    }
  armada_cli_stream_put (stream, "]");
}

static guint
count (const ArmadaCliDay *day, const ArmadaCliRun *run)
{
  guint n = 0;

  for (guint i = run->first; i < run->end; i++)
    n += armada_cli_day_can_draw (day, i);
  return n;
}

/* A line has two positions at least: one alone is a point. */
static void
put_feature (ArmadaCliStream *stream, const ArmadaCliDay *day, const ArmadaCliRun *run)
{
  gboolean is_line = count (day, run) > 1;
  guint n = 0;

  armada_cli_stream_put (stream, "{\"type\":\"Feature\",\"geometry\":{\"type\":");
  armada_cli_stream_put (stream, is_line ? "\"LineString\",\"coordinates\":["
                                         : "\"Point\",\"coordinates\":");
  for (guint i = run->first; i < run->end; i++)
    if (armada_cli_day_can_draw (day, i))
      {
        armada_cli_stream_put (stream, n++ > 0 ? "," : "");
        put_position (stream, day, i);
      }
  armada_cli_stream_print (stream, "%s},\"properties\":{\"kind\":\"%s\",\"times\":[",
                           is_line ? "]" : "", armada_cli_segment_kind_to_text (run->kind));
  n = 0;
  for (guint i = run->first; i < run->end; i++)
    if (armada_cli_day_can_draw (day, i))
      {
        armada_cli_stream_put (stream, n++ > 0 ? "," : "");
        put_json_time (stream, armada_cli_day_get_time (day, i));
      }
  armada_cli_stream_put (stream, "]}}");
}

/**
 * armada_cli_track_write_geojson:
 * @name: unused: a feature collection has no name
 *
 * GeoJSON (RFC 7946): a feature for each line, with the time of each of its positions in `times`.
 */
void
armada_cli_track_write_geojson (ArmadaCliStream *stream, const char *name, const GArray *days)
{
  guint n = 0;

  armada_cli_stream_put (stream, "{\"type\":\"FeatureCollection\",\"features\":[");
  for (guint d = 0; d < days->len; d++)
    {
      const ArmadaCliDay *day = &g_array_index (days, ArmadaCliDay, d);
      ArmadaCliRun run = { 0 };

      while (armada_cli_day_next_run (day, &run) && !armada_cli_stream_is_broken (stream))
        {
          armada_cli_stream_put (stream, n++ > 0 ? ",\n" : "\n");
          put_feature (stream, day, &run);
        }
    }
  armada_cli_stream_put (stream, "\n]}\n");
}
