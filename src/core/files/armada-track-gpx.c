/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-gpx"

#include <math.h>

#include "files/armada-file-way.h"

static void
put_extensions (ArmadaSink *sink, double speed, double course)
{
  if (!isfinite (speed) && !isfinite (course))
    return;
  armada_sink_put (sink, "<extensions><gpxtpx:TrackPointExtension>");
  if (isfinite (speed))
    {
      armada_sink_put (sink, "<gpxtpx:speed>");
      armada_sink_put_number (sink, speed / 3.6, 4);
      armada_sink_put (sink, "</gpxtpx:speed>");
    }
  if (isfinite (course))
    {
      armada_sink_put (sink, "<gpxtpx:course>");
      armada_sink_put_number (sink, course, 2);
      armada_sink_put (sink, "</gpxtpx:course>");
    }
  armada_sink_put (sink, "</gpxtpx:TrackPointExtension></extensions>");
}

static void
put_words (ArmadaSink *sink, const ArmadaTrackPiece *piece, guint index)
{
  g_autofree char *words = armada_track_piece_dup_words (piece, index);

  if (words == NULL)
    return;
  armada_sink_put (sink, "<cmt>");
  armada_sink_put_xml (sink, words);
  armada_sink_put (sink, "</cmt>");
}

static void
put_point (ArmadaSink *sink, const ArmadaTrackPiece *piece, guint index)
{
  double altitude = armada_track_piece_get_altitude (piece, index);
  gint64 time = armada_track_piece_get_time (piece, index);

  armada_sink_put (sink, "      <trkpt lat=\"");
  armada_sink_put_degrees (sink, piece->fixes->latitude[index]);
  armada_sink_put (sink, "\" lon=\"");
  armada_sink_put_degrees (sink, piece->fixes->longitude[index]);
  armada_sink_put (sink, "\">");
  if (isfinite (altitude))
    {
      armada_sink_put (sink, "<ele>");
      armada_sink_put_number (sink, altitude, 2);
      armada_sink_put (sink, "</ele>");
    }
  if (time != 0)
    {
      armada_sink_put (sink, "<time>");
      armada_sink_put_time (sink, time);
      armada_sink_put (sink, "</time>");
    }
  put_words (sink, piece, index);
  put_extensions (sink, armada_track_piece_get_speed (piece, index), piece->fixes->course[index]);
  armada_sink_put (sink, "</trkpt>\n");
  armada_sink_count_fix (sink);
}

static void
put_way (ArmadaSink *sink, const ArmadaFileWay *way)
{
  ArmadaTrackRun run = { 0 };

  armada_sink_put (sink, "  <trk>\n    <name>");
  armada_sink_put_xml (sink, way->name);
  armada_sink_put (sink, "</name>\n");
  while (!armada_sink_is_broken (sink) && armada_file_way_next_run (way, FALSE, &run))
    {
      armada_sink_put (sink, "    <trkseg>\n");
      for (ArmadaTrackSpot at = run.first; armada_file_way_seek (way, &at, run.end); at.index++)
        put_point (sink, &way->pieces[at.piece], at.index);
      armada_sink_put (sink, "    </trkseg>\n");
    }
  armada_sink_put (sink, "  </trk>\n");
}

/**
 * armada_track_write_gpx:
 *
 * GPX 1.1 (https://www.topografix.com/GPX/1/1/): a track for each way, with a `trkseg` for each
 * line. Speed, in metres a second, and course stand in the extension that is made for them
 * (https://www8.garmin.com/xmlschemas/TrackPointExtensionv2.xsd); what sensors said in words is a
 * comment.
 */
void
armada_track_write_gpx (ArmadaSink *sink, const ArmadaFileWay *ways, guint n)
{
  armada_sink_put (
      sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<gpx version=\"1.1\" creator=\"Armada\" xmlns=\"http://www.topografix.com/GPX/1/1\" "
            "xmlns:gpxtpx=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v2\">\n");
  for (guint i = 0; i < n; i++)
    put_way (sink, &ways[i]);
  armada_sink_put (sink, "</gpx>\n");
}
