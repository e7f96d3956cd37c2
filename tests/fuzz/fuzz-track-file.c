/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include "files/armada-track-file.h"

static void
check_way (const ArmadaTrackFileWay *way)
{
  const ArmadaFixes *fixes = armada_track_get_part (way->track, 0);

  armada_fuzz_check_text (way->name);
  g_assert_cmpuint (fixes->n, >, 0);
  g_assert_cmpint (way->start, <=, way->end);
  for (guint i = 0; i < fixes->n; i++)
    {
      g_assert_cmpint (ABS (fixes->latitude[i]), <=, 900000000);
      g_assert_cmpint (ABS ((gint64) fixes->longitude[i]), <=, 1800000000);
      g_assert_cmpuint (fixes->segment[i], <, fixes->n_segments);
      armada_fuzz_check_number (fixes->speed[i]);
      armada_fuzz_check_number (fixes->altitude[i]);
      armada_fuzz_check_number (fixes->course[i]);
    }
}

/* Either a file with something in it, or an error that has a sentence. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaTrackFile) file = armada_track_file_parse (stream, NULL, &error);
  guint n = 0;

  if (file == NULL)
    {
      g_assert_cmpuint (error->domain, ==, ARMADA_TRACK_FILE_ERROR);
      return 0;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < file->ways->len; i++)
    {
      const ArmadaTrackFileWay *way = file->ways->pdata[i];

      check_way (way);
      n += armada_track_get_n (way->track);
    }
  g_assert_cmpuint (n, ==, file->n_fixes);
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = { "track.gpx", "track.kml", "track.geojson", NULL };

  return armada_fuzz_main (argc, argv, "/fuzz/track-file", seeds);
}
#endif
