/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "armada-bench.h"
#include "files/armada-track-export.h"
#include "files/armada-track-file.h"
#include "replay/armada-track-index.h"

/*
 * A million fixes, one a second, written as each of the formats and read again, in memory: CPU time
 * and size. Each of it is done in a thread of the program.
 */

#define N 1000000
#define START G_GINT64_CONSTANT (1772323200) /* 2026-03-01 00:00 UTC */

static ArmadaTrack *
make_track (void)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (ArmadaFixes) fixes = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
  armada_fixes_builder_set_origin (builder, 7, 0, FALSE, 0);
  for (guint i = 0; i < N; i++)
    armada_fixes_builder_add (builder, &(ArmadaFixPoint) { .id = 1000000 + (gint64) i,
                                                           .time = START + (gint64) i,
                                                           .delay = 2,
                                                           .latitude = -6.2 + i % 5000 * 1.1e-5,
                                                           .longitude = 106.8 + i * 1.3e-6,
                                                           .speed = (float) (i % 90),
                                                           .altitude = (float) (i % 40),
                                                           .course = (float) (i % 360),
                                                           .distance = 0.01f });
  fixes = armada_fixes_builder_end (builder);
  g_ptr_array_add (parts, fixes);
  return armada_track_new (parts);
}

static gboolean
take_cb (const char *bytes, gsize n, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, (const guint8 *) bytes, (guint) n);
  return TRUE;
}

static GBytes *
write_track (ArmadaTrackExport *export, ArmadaTrackFormat format, double *seconds)
{
  GByteArray *text = g_byte_array_new ();
  ArmadaSink *sink = armada_sink_new (take_cb, text);
  double before = armada_bench_process_cpu ();

  armada_track_export_write (export, format, sink);
  if (!armada_sink_end (sink, NULL))
    g_error ("the track was not written");
  *seconds = (armada_bench_process_cpu () - before) / 1e3;
  armada_sink_free (sink);
  return g_byte_array_free_to_bytes (text);
}

static double
read_track (GBytes *text)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (text);
  double before = armada_bench_process_cpu ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaTrackFile) file = armada_track_file_parse (stream, NULL, &error);

  if (file == NULL || file->n_fixes != N)
    g_error ("the file was not read: %s", error ? error->message : "fixes are missing");
  return (armada_bench_process_cpu () - before) / 1e3;
}

static void
measure (ArmadaTrackExport *export, ArmadaTrackFormat format, const char *name)
{
  double writing;
  g_autoptr (GBytes) text = write_track (export, format, &writing);

  printf ("%-8s %4.0f MB, written in %.2f s", name, (double) g_bytes_get_size (text) / 1e6,
          writing);
  if (format != ARMADA_TRACK_CSV)
    printf (", read in %.2f s", read_track (text));
  printf ("\n");
}

int
main (void)
{
  g_autoptr (ArmadaTrack) track = make_track ();
  g_autoptr (ArmadaTrackExport) export = armada_track_export_new ();
  ArmadaTrackIndex *index;
  double before = armada_bench_process_cpu ();

  index = armada_track_index_new (track);
  printf ("index    %.2f s\n", (armada_bench_process_cpu () - before) / 1e3);
  armada_track_index_unref (index);
  armada_track_export_add (export, "B 1", track, G_MININT64, G_MAXINT64);
  measure (export, ARMADA_TRACK_GPX, "GPX");
  measure (export, ARMADA_TRACK_KML, "KML");
  measure (export, ARMADA_TRACK_GEOJSON, "GeoJSON");
  measure (export, ARMADA_TRACK_CSV, "CSV");
  return 0;
}
