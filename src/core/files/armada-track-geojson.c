/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-geojson"

#include <math.h>
#include <stdlib.h>

#include "files/armada-file-way.h"

#define HALF_ROUND ((gint64) 1800000000) /* 180 degrees in ARMADA_FIX_DEGREES */

/* One of a way. */
typedef struct
{
  const ArmadaTrackPiece *piece;
  guint index;
} Fix;

static Fix
get_fix (const ArmadaFileWay *way, ArmadaTrackSpot spot)
{
  return (Fix) { &way->pieces[spot.piece], spot.index };
}

static gint32
get_longitude (Fix fix)
{
  return fix.piece->fixes->longitude[fix.index];
}

static gint32
get_latitude (Fix fix)
{
  return fix.piece->fixes->latitude[fix.index];
}

/* The shorter way from one to the other leads over 180 degrees. */
static gboolean
crosses (Fix a, Fix b)
{
  return llabs ((gint64) get_longitude (a) - get_longitude (b)) > HALF_ROUND;
}

/* Where on its way from @a to @b the line meets the date line. */
static gint32
find_crossing (Fix a, Fix b)
{
  gint64 before = HALF_ROUND - llabs ((gint64) get_longitude (a));
  gint64 after = HALF_ROUND - llabs ((gint64) get_longitude (b));
  double share = before + after > 0 ? (double) before / (double) (before + after) : 0;

  return (gint32) lround (get_latitude (a) + share * (get_latitude (b) - get_latitude (a)));
}

/* What is put for each fix, and for the two ends where a line is cut. */
typedef void (*Put) (ArmadaSink *sink, Fix fix);
typedef void (*PutCut) (ArmadaSink *sink, gint32 longitude, gint32 latitude);

static void
put_position (ArmadaSink *sink, Fix fix)
{
  double altitude = armada_track_piece_get_altitude (fix.piece, fix.index);

  armada_sink_put (sink, "[");
  armada_sink_put_degrees (sink, get_longitude (fix));
  armada_sink_put (sink, ",");
  armada_sink_put_degrees (sink, get_latitude (fix));
  if (isfinite (altitude))
    {
      armada_sink_put (sink, ",");
      armada_sink_put_number (sink, altitude, 2);
    }
  armada_sink_put (sink, "]");
  armada_sink_count_fix (sink);
}

static void
put_cut_position (ArmadaSink *sink, gint32 longitude, gint32 latitude)
{
  armada_sink_put (sink, "[");
  armada_sink_put_degrees (sink, longitude);
  armada_sink_put (sink, ",");
  armada_sink_put_degrees (sink, latitude);
  armada_sink_put (sink, "]");
}

static void
put_time (ArmadaSink *sink, Fix fix)
{
  gint64 time = armada_track_piece_get_time (fix.piece, fix.index);

  armada_sink_put (sink, time != 0 ? "\"" : "null");
  if (time == 0)
    return;
  armada_sink_put_time (sink, time);
  armada_sink_put (sink, "\"");
}

static void
put_number (ArmadaSink *sink, double number)
{
  if (isfinite (number))
    armada_sink_put_number (sink, number, 3);
  else
    armada_sink_put (sink, "null");
}

static void
put_speed (ArmadaSink *sink, Fix fix)
{
  put_number (sink, armada_track_piece_get_speed (fix.piece, fix.index));
}

static void
put_course (ArmadaSink *sink, Fix fix)
{
  put_number (sink, fix.piece->fixes->course[fix.index]);
}

static void
put_words (ArmadaSink *sink, Fix fix)
{
  g_autofree char *words = armada_track_piece_dup_words (fix.piece, fix.index);

  if (words != NULL)
    armada_sink_put_json (sink, words);
  else
    armada_sink_put (sink, "null");
}

/* A cut was not recorded: it has a place and nothing else. */
static void
put_null (ArmadaSink *sink, gint32 longitude, gint32 latitude)
{
  armada_sink_put (sink, "null");
}

static void
put_cut (ArmadaSink *sink, Fix a, Fix b, PutCut put)
{
  gint32 side = get_longitude (a) < 0 ? -(gint32) HALF_ROUND : (gint32) HALF_ROUND;
  gint32 latitude = find_crossing (a, b);

  armada_sink_put (sink, ",");
  put (sink, side, latitude);
  armada_sink_put (sink, "],[");
  put (sink, -side, latitude);
  armada_sink_put (sink, ",");
}

/* One value for each fix of the line, in as many arrays as it is cut into. */
static void
put_values (ArmadaSink *sink,
            const ArmadaFileWay *way,
            const ArmadaTrackRun *run,
            gboolean is_cut,
            Put put,
            PutCut cut)
{
  Fix before = { NULL };

  armada_sink_put (sink, is_cut ? "[[" : "[");
  for (ArmadaTrackSpot at = run->first; armada_file_way_seek (way, &at, run->end); at.index++)
    {
      Fix fix = get_fix (way, at);

      if (before.piece != NULL && crosses (before, fix))
        put_cut (sink, before, fix, cut);
      else if (before.piece != NULL)
        armada_sink_put (sink, ",");
      put (sink, fix);
      before = fix;
    }
  armada_sink_put (sink, is_cut ? "]]" : "]");
}

static gboolean
is_cut_run (const ArmadaFileWay *way, const ArmadaTrackRun *run)
{
  Fix before = { NULL };

  for (ArmadaTrackSpot at = run->first; armada_file_way_seek (way, &at, run->end); at.index++)
    {
      Fix fix = get_fix (way, at);

      if (before.piece != NULL && crosses (before, fix))
        return TRUE;
      before = fix;
    }
  return FALSE;
}

/* A line has two positions at least: one alone is a point. */
static void
put_geometry (ArmadaSink *sink,
              const ArmadaFileWay *way,
              const ArmadaTrackRun *run,
              gboolean is_cut)
{
  armada_sink_put (sink, "{\"type\":\"Feature\",\"geometry\":{\"type\":\"");
  if (run->n == 1)
    {
      armada_sink_put (sink, "Point\",\"coordinates\":");
      put_position (sink, get_fix (way, run->first));
    }
  else
    {
      armada_sink_put (sink, is_cut ? "MultiLineString" : "LineString");
      armada_sink_put (sink, "\",\"coordinates\":");
      put_values (sink, way, run, is_cut, put_position, put_cut_position);
    }
}

static void
put_feature (ArmadaSink *sink, const ArmadaFileWay *way, const ArmadaTrackRun *run)
{
  gboolean is_cut = is_cut_run (way, run);

  put_geometry (sink, way, run, is_cut);
  armada_sink_put (sink, "},\"properties\":{\"name\":");
  armada_sink_put_json (sink, way->name);
  armada_sink_print (sink,
                     ",\"kind\":\"%s\",\"coordTimes\":", armada_segment_kind_to_text (run->kind));
  put_values (sink, way, run, is_cut, put_time, put_null);
  armada_sink_put (sink, ",\"speeds\":");
  put_values (sink, way, run, is_cut, put_speed, put_null);
  armada_sink_put (sink, ",\"courses\":");
  put_values (sink, way, run, is_cut, put_course, put_null);
  if (armada_file_way_has_words (way))
    {
      armada_sink_put (sink, ",\"words\":");
      put_values (sink, way, run, is_cut, put_words, put_null);
    }
  armada_sink_put (sink, "}}");
}

/**
 * armada_track_write_geojson:
 *
 * GeoJSON (RFC 7946): a feature for each line, which ends with the server's segment too; cut where
 * it crosses the date line. `coordTimes`, `speeds` in km/h, `courses` in degrees and `words`, where
 * sensors said any, have a value for each of its positions.
 */
void
armada_track_write_geojson (ArmadaSink *sink, const ArmadaFileWay *ways, guint n)
{
  guint n_features = 0;

  armada_sink_put (sink, "{\"type\":\"FeatureCollection\",\"features\":[");
  for (guint i = 0; i < n; i++)
    {
      ArmadaTrackRun run = { 0 };

      while (!armada_sink_is_broken (sink) && armada_file_way_next_run (&ways[i], TRUE, &run))
        {
          armada_sink_put (sink, n_features++ > 0 ? ",\n" : "\n");
          put_feature (sink, &ways[i], &run);
        }
    }
  armada_sink_put (sink, "\n]}\n");
}
