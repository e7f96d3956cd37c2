/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include <gio/gio.h>

#include "api/armada-history-reader.h"
#include "armada-test-fixes.h"
#include "store/armada-track-blob.h"

/* What is kept comes back as it was. */
static void
check_round (const ArmadaFixes *fixes)
{
  g_autoptr (GBytes) blob = armada_track_blob_pack (fixes);
  g_autoptr (ArmadaFixes) again = armada_track_blob_unpack (ARMADA_TRACK_BLOB_FORMAT, blob);

  g_assert_nonnull (again);
  armada_test_assert_fixes (fixes, again);
}

static void
check_blob (GBytes *blob)
{
  g_autoptr (ArmadaFixes) fixes = armada_track_blob_unpack (ARMADA_TRACK_BLOB_FORMAT, blob);

  if (fixes == NULL)
    return;
  for (guint i = 0; i < fixes->n; i++)
    g_assert_cmpuint (fixes->segment[i], <=, fixes->n_segments);
  for (guint i = 0; i < fixes->n_segments; i++)
    g_assert_cmpuint (fixes->segments[i].first + fixes->segments[i].n_fixes, <=, fixes->n);
  check_round (fixes);
}

/* The input as what a blob holds once it is inflated: its length before it, compressed behind. */
static GBytes *
wrap (GBytes *plain)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1);
  g_autoptr (GBytes) stream = g_converter_convert_bytes (G_CONVERTER (zlib), plain, NULL);
  guint32 size = GUINT32_TO_LE ((guint32) g_bytes_get_size (plain));
  GByteArray *blob = g_byte_array_new ();

  g_byte_array_append (blob, (const guint8 *) &size, sizeof size);
  g_byte_array_append (blob, g_bytes_get_data (stream, NULL), (guint) g_bytes_get_size (stream));
  return g_byte_array_free_to_bytes (blob);
}

/* As a track that was kept, as what it is inflated to, and as a history whose track is kept. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (ArmadaFixes) fixes = armada_history_read (bytes, NULL);

  if (fixes != NULL)
    {
      check_round (fixes);
      return 0;
    }
  check_blob (bytes);
  if (size > 0)
    {
      g_autoptr (GBytes) blob = wrap (bytes);

      check_blob (blob);
    }
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = { "get_history.json", "get_history.no-data.json",
                                       "get_history.sensors-driver-fuel.json", "any.truncated.json",
                                       NULL };

  return armada_fuzz_main (argc, argv, "/fuzz/track-blob", seeds);
}
#endif
