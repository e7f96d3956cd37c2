/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-track"

#include "armada-cli-track.h"

/* Ways in the formats of files: core writes them, into the command's output. */

static ArmadaFileWay
make_way (const char *name, const GArray *days)
{
  return (ArmadaFileWay) { name, (const ArmadaTrackPiece *) (gconstpointer) days->data, days->len };
}

/**
 * armada_cli_track_is_local:
 * @days: (element-type ArmadaTrackPiece):
 *
 * Returns: whether some of it has no other times than the account's own, of a zone not known
 */
gboolean
armada_cli_track_is_local (const GArray *days)
{
  ArmadaFileWay way = make_way ("", days);

  return armada_file_way_is_local (&way);
}

/**
 * armada_cli_track_is_file:
 *
 * Returns: whether what is asked for is a file as the desk exports it, and not records
 */
gboolean
armada_cli_track_is_file (const ArmadaCliOptions *options)
{
  return options->format >= ARMADA_CLI_GPX ||
         (options->format == ARMADA_CLI_CSV && !options->segments);
}

static gboolean
take_cb (const char *bytes, gsize n, gpointer user_data, GError **error)
{
  armada_cli_stream_put_bytes (user_data, bytes, n);
  return !armada_cli_stream_is_broken (user_data);
}

/**
 * armada_cli_track_write:
 * @stream: tells at its own end what went wrong
 * @name: of the vehicle
 * @days: (element-type ArmadaTrackPiece):
 * @format: GPX, KML, GeoJSON or CSV
 */
void
armada_cli_track_write (ArmadaCliStream *stream,
                        const char *name,
                        const GArray *days,
                        ArmadaCliFormat format)
{
  ArmadaFileWay way = make_way (name, days);
  g_autoptr (ArmadaSink) sink = armada_sink_new (take_cb, stream);

  if (format == ARMADA_CLI_KML)
    armada_track_write_kml (sink, &way, 1);
  else if (format == ARMADA_CLI_GEOJSON)
    armada_track_write_geojson (sink, &way, 1);
  else if (format == ARMADA_CLI_CSV)
    armada_track_write_csv (sink, &way, 1);
  else
    armada_track_write_gpx (sink, &way, 1);
  armada_sink_end (sink, NULL);
}
