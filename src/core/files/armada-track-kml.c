/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-kml"

#include <math.h>

#include "files/armada-file-way.h"

/* Lines' colours, one vehicle after the other: KML has alpha, blue, green, red. */
static const char *const colors[] = { "ffb9611c", "ff2a6fd8", "ff4c8c2e", "ffa3347d",
                                      "ff2b2bc0", "ff7d7d00", "ff1f5f8b", "ff6b4a3a" };

typedef void (*PutFix) (ArmadaSink *sink, const ArmadaTrackPiece *piece, guint index);

static void
each_fix (ArmadaSink *sink, const ArmadaFileWay *way, const ArmadaTrackRun *run, PutFix put)
{
  for (ArmadaTrackSpot at = run->first; armada_file_way_seek (way, &at, run->end); at.index++)
    put (sink, &way->pieces[at.piece], at.index);
}

static void
put_when (ArmadaSink *sink, const ArmadaTrackPiece *piece, guint index)
{
  /* one for each place: a fix without a time of its own has that of the one before */
  armada_sink_put (sink, "          <when>");
  armada_sink_put_time (sink, piece->fixes->time[index]);
  armada_sink_put (sink, "</when>\n");
}

static void
put_place (ArmadaSink *sink, const ArmadaTrackPiece *piece, guint index, const char *between)
{
  double altitude = armada_track_piece_get_altitude (piece, index);

  armada_sink_put_degrees (sink, piece->fixes->longitude[index]);
  armada_sink_put (sink, between);
  armada_sink_put_degrees (sink, piece->fixes->latitude[index]);
  armada_sink_put (sink, between);
  armada_sink_put_number (sink, isfinite (altitude) ? altitude : 0, 2);
}

static void
put_gx_coord (ArmadaSink *sink, const ArmadaTrackPiece *piece, guint index)
{
  armada_sink_put (sink, "          <gx:coord>");
  put_place (sink, piece, index, " ");
  armada_sink_put (sink, "</gx:coord>\n");
  armada_sink_count_fix (sink);
}

static void
put_angles (ArmadaSink *sink, const ArmadaTrackPiece *piece, guint index)
{
  double course = piece->fixes->course[index];

  armada_sink_put (sink, "          <gx:angles>");
  armada_sink_put_number (sink, isfinite (course) ? course : 0, 2);
  armada_sink_put (sink, " 0 0</gx:angles>\n");
}

static void
put_speed (ArmadaSink *sink, const ArmadaTrackPiece *piece, guint index)
{
  double speed = armada_track_piece_get_speed (piece, index);

  armada_sink_put (sink, "              <gx:value>");
  if (isfinite (speed))
    armada_sink_put_number (sink, speed, 3);
  armada_sink_put (sink, "</gx:value>\n");
}

static void
put_words (ArmadaSink *sink, const ArmadaTrackPiece *piece, guint index)
{
  g_autofree char *words = armada_track_piece_dup_words (piece, index);

  armada_sink_put (sink, "              <gx:value>");
  armada_sink_put_xml (sink, words ? words : "");
  armada_sink_put (sink, "</gx:value>\n");
}

static void
put_tuple (ArmadaSink *sink, const ArmadaTrackPiece *piece, guint index)
{
  put_place (sink, piece, index, ",");
  armada_sink_put (sink, "\n");
  armada_sink_count_fix (sink);
}

static gboolean
has_course (const ArmadaFileWay *way, const ArmadaTrackRun *run)
{
  for (ArmadaTrackSpot at = run->first; armada_file_way_seek (way, &at, run->end); at.index++)
    if (!isfinite (way->pieces[at.piece].fixes->course[at.index]))
      return FALSE;
  return TRUE;
}

static void
put_array (ArmadaSink *sink,
           const ArmadaFileWay *way,
           const ArmadaTrackRun *run,
           const char *name,
           PutFix put)
{
  armada_sink_print (sink, "            <gx:SimpleArrayData name=\"%s\">\n", name);
  each_fix (sink, way, run, put);
  armada_sink_put (sink, "            </gx:SimpleArrayData>\n");
}

static void
put_track (ArmadaSink *sink, const ArmadaFileWay *way, const ArmadaTrackRun *run)
{
  armada_sink_put (sink, "        <gx:Track>\n");
  each_fix (sink, way, run, put_when);
  each_fix (sink, way, run, put_gx_coord);
  if (has_course (way, run))
    each_fix (sink, way, run, put_angles);
  armada_sink_put (sink, "          <ExtendedData><SchemaData schemaUrl=\"#fix\">\n");
  put_array (sink, way, run, "speed", put_speed);
  if (armada_file_way_has_words (way))
    put_array (sink, way, run, "words", put_words);
  armada_sink_put (sink, "          </SchemaData></ExtendedData>\n        </gx:Track>\n");
}

/* A line has two places at least: one alone is a point. */
static void
put_line (ArmadaSink *sink, const ArmadaFileWay *way, const ArmadaTrackRun *run)
{
  const char *element = run->n > 1 ? "LineString" : "Point";

  armada_sink_print (sink, "        <%s><coordinates>\n", element);
  each_fix (sink, way, run, put_tuple);
  armada_sink_print (sink, "        </coordinates></%s>\n", element);
}

/* Where the zone of the times is not known there are lines without any. */
static void
put_placemark (ArmadaSink *sink, const ArmadaFileWay *way, guint number)
{
  gboolean timed = !armada_file_way_is_local (way);
  ArmadaTrackRun run = { 0 };

  armada_sink_put (sink, "    <Placemark>\n      <name>");
  armada_sink_put_xml (sink, way->name);
  armada_sink_print (sink, "</name>\n      <styleUrl>#way%u</styleUrl>\n",
                     number % (guint) G_N_ELEMENTS (colors));
  armada_sink_put (sink, timed ? "      <gx:MultiTrack>\n"
                                 "        <gx:interpolate>0</gx:interpolate>\n"
                               : "      <MultiGeometry>\n");
  while (!armada_sink_is_broken (sink) && armada_file_way_next_run (way, FALSE, &run))
    (timed ? put_track : put_line) (sink, way, &run);
  armada_sink_put (sink, timed ? "      </gx:MultiTrack>\n" : "      </MultiGeometry>\n");
  armada_sink_put (sink, "    </Placemark>\n");
}

static gboolean
find_place (const ArmadaFixes *fixes, const ArmadaSegment *segment, double place[2])
{
  place[0] = segment->longitude;
  place[1] = segment->latitude;
  for (guint i = segment->first; !isfinite (place[0] + place[1]); i++)
    {
      if (i >= segment->first + segment->n_fixes)
        return FALSE;
      if (fixes->flags[i] & ARMADA_FIX_INVALID)
        continue;
      place[0] = fixes->longitude[i] * ARMADA_FIX_DEGREES;
      place[1] = fixes->latitude[i] * ARMADA_FIX_DEGREES;
    }
  return TRUE;
}

static void
put_stop (ArmadaSink *sink, const ArmadaFixes *fixes, const ArmadaSegment *segment)
{
  gint64 seconds = segment->seconds >= 0 ? segment->seconds : segment->end - segment->start;
  double place[2];

  if (segment->kind != ARMADA_SEGMENT_STOP || !find_place (fixes, segment, place))
    return;
  armada_sink_print (sink, "      <Placemark>\n        <name>%d:%02d:%02d</name>\n",
                     (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
  if (!fixes->local_time && segment->start != 0 && segment->end >= segment->start)
    {
      armada_sink_put (sink, "        <TimeSpan><begin>");
      armada_sink_put_time (sink, segment->start);
      armada_sink_put (sink, "</begin><end>");
      armada_sink_put_time (sink, segment->end);
      armada_sink_put (sink, "</end></TimeSpan>\n");
    }
  armada_sink_put (sink, "        <styleUrl>#stop</styleUrl>\n        <Point><coordinates>");
  armada_sink_put_number (sink, place[0], 7);
  armada_sink_put (sink, ",");
  armada_sink_put_number (sink, place[1], 7);
  armada_sink_put (sink, "</coordinates></Point>\n      </Placemark>\n");
}

static void
put_stops (ArmadaSink *sink, const ArmadaFileWay *way)
{
  armada_sink_put (sink, "    <Folder>\n      <name>Stops</name>\n");
  for (guint p = 0; p < way->n_pieces; p++)
    for (guint i = 0; i < way->pieces[p].fixes->n_segments; i++)
      if (armada_track_piece_has_segment (&way->pieces[p], i))
        put_stop (sink, way->pieces[p].fixes, &way->pieces[p].fixes->segments[i]);
  armada_sink_put (sink, "    </Folder>\n");
}

static void
put_styles (ArmadaSink *sink)
{
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    armada_sink_print (sink,
                       "    <Style id=\"way%u\"><LineStyle><color>%s</color><width>4</width>"
                       "</LineStyle></Style>\n",
                       i, colors[i]);
  armada_sink_put (sink,
                   "    <Style id=\"stop\"><IconStyle><color>ff2b2bc0</color><scale>0.8</scale>"
                   "</IconStyle><LabelStyle><scale>0.8</scale></LabelStyle></Style>\n");
  armada_sink_put (sink, "    <Schema id=\"fix\"><gx:SimpleArrayField name=\"speed\" "
                         "type=\"float\"><displayName>km/h</displayName></gx:SimpleArrayField>"
                         "<gx:SimpleArrayField name=\"words\" type=\"string\"/></Schema>\n");
}

/**
 * armada_track_write_kml:
 *
 * KML 2.2 with `gx:Track` (https://developers.google.com/kml/documentation/kmlreference#gxtrack),
 * one for each line, and a placemark for each stop, named by how long it was.
 */
void
armada_track_write_kml (ArmadaSink *sink, const ArmadaFileWay *ways, guint n)
{
  armada_sink_put (sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<kml xmlns=\"http://www.opengis.net/kml/2.2\" "
                         "xmlns:gx=\"http://www.google.com/kml/ext/2.2\">\n  <Document>\n");
  put_styles (sink);
  for (guint i = 0; i < n; i++)
    {
      put_placemark (sink, &ways[i], i);
      put_stops (sink, &ways[i]);
    }
  armada_sink_put (sink, "  </Document>\n</kml>\n");
}
