/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

#include "armada-test-fixes.h"
#include "store/armada-track-blob.h"

/* Everything that can be odd. */
static ArmadaFixes *
odd_fixes (void)
{
  const ArmadaFixPoint points[] = {
    { .id = G_MAXINT64, .time = 1790000000, .delay = 0, .latitude = -90, .longitude = 180 },
    { .id = G_MININT64, .time = 1790000000, .delay = 301, .latitude = -90, .longitude = 180 },
    { .id = 1, .time = 1789990000, .delay = G_MININT32, .latitude = NAN, .longitude = NAN },
    { .id = 0, .time = 0, .delay = G_MAXINT32, .latitude = 0.0000001, .longitude = -0.0000001 },
    { .id = 2,
      .time = -5,
      .latitude = 47.1234567,
      .longitude = 9.7654321,
      .flags = ARMADA_FIX_INVALID },
    { .id = 3, .time = 0, .latitude = 0, .longitude = 0 },
  };
  const float values[] = { NAN, 0, 1, -1e-38f, 3e38f, INFINITY };
  const char *const words[] = { NULL, "Pintu", "Pintu", NULL, "Pintu", "🚪 \n;" };
  const ArmadaSegment start = { .kind = ARMADA_SEGMENT_START,
                                .latitude = 1,
                                .longitude = NAN,
                                .show_text = "23-11-2026 07:00:00" };
  const ArmadaSegment drive = { .kind = ARMADA_SEGMENT_DRIVE,
                                .start = 5,
                                .end = G_MAXINT64,
                                .distance = 12.5,
                                .seconds = -1,
                                .engine_work = 60,
                                .engine_idle = -1,
                                .engine_hours = 61,
                                .top_speed = NAN,
                                .average_speed = 44,
                                .fuel = 0.1,
                                .driver_id = -7,
                                .driver = "Čeněk 🚚",
                                .message = "a\nb",
                                .time_text = "1 min",
                                .left_text = "x",
                                .raw_time = "2026-11-23 07:00:00" };
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();

  armada_fixes_builder_end_segment (builder, &start);
  armada_fixes_builder_add_sensor (builder, "acc");
  armada_fixes_builder_add_sensor (builder, "sensor_1");
  armada_fixes_builder_name_sensor (builder, "sensor_1", "Suhu", "°C");
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      armada_fixes_builder_add (builder, &points[i]);
      armada_fixes_builder_set_sensor (builder, 1, values[i]);
      if (words[i] != NULL)
        armada_fixes_builder_set_words (builder, 0, words[i]);
      if (i == 3)
        armada_fixes_builder_end_segment (builder, &drive);
    }
  armada_fixes_builder_set_units (builder, "mph", "mi", "ft", "gal");
  armada_fixes_builder_set_totals (
      builder, &(ArmadaFixTotals) { "12.5 mi", "50 mph", "1 h", "2 h", "3 gal" });
  armada_fixes_builder_set_origin (builder, 42, ARMADA_ZONE_UNKNOWN, TRUE, 9);
  return armada_fixes_builder_end (builder);
}

static void
check_round (ArmadaFixes *fixes)
{
  g_autoptr (GBytes) blob = armada_track_blob_pack (fixes);
  g_autoptr (ArmadaFixes) again = armada_track_blob_unpack (ARMADA_TRACK_BLOB_FORMAT, blob);

  g_assert_nonnull (again);
  armada_test_assert_fixes (fixes, again);
}

static void
test_round (void)
{
  g_autoptr (ArmadaFixes) odd = odd_fixes ();
  g_autoptr (ArmadaFixes) none = armada_test_fixes (0, 1);
  g_autoptr (ArmadaFixes) one = armada_test_fixes (1, 1);
  g_autoptr (ArmadaFixes) day = armada_test_fixes (8640, 1);

  g_assert_cmpuint (odd->flags[1], ==, ARMADA_FIX_DUPLICATE | ARMADA_FIX_LATE);
  g_assert_cmpuint (odd->flags[3] & ARMADA_FIX_UNTIMED, !=, 0);
  check_round (odd);
  check_round (none);
  check_round (one);
  check_round (day);
}

/* A day of one fix every ten seconds, where all but the clock is noise. */
static void
test_small (void)
{
  g_autoptr (ArmadaFixes) day = armada_test_fixes (8640, 2);
  g_autoptr (GBytes) blob = armada_track_blob_pack (day);

  g_test_message ("%.1f bytes a fix, %.1f in memory", (double) g_bytes_get_size (blob) / day->n,
                  (double) armada_fixes_get_memory (day) / day->n);
  g_assert_cmpuint (g_bytes_get_size (blob), <, 20 * day->n);
}

/* A spoilt blob is none: the stream has a check sum. Only a few bits mean nothing,
 * such as those that fill its last byte. */
static void
test_each_byte (void)
{
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (60, 3);
  g_autoptr (GBytes) blob = armada_track_blob_pack (fixes);
  gsize n;
  const guint8 *data = g_bytes_get_data (blob, &n);
  guint n_read = 0;

  for (gsize i = 0; i < n; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autofree guint8 *copy = g_memdup2 (data, n);
        g_autoptr (GBytes) spoilt = NULL;
        g_autoptr (ArmadaFixes) again = NULL;

        copy[i] ^= (guint8) (1 << bit);
        spoilt = g_bytes_new_take (g_steal_pointer (&copy), n);
        again = armada_track_blob_unpack (ARMADA_TRACK_BLOB_FORMAT, spoilt);
        if (again == NULL)
          continue;
        armada_test_assert_fixes (again, fixes);
        n_read++;
      }
  g_assert_cmpuint (n_read, <, 100);
}

static void
test_each_length (void)
{
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (60, 4);
  g_autoptr (GBytes) blob = armada_track_blob_pack (fixes);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) too_long = NULL;
  gsize n;
  const guint8 *data = g_bytes_get_data (blob, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, i);

      g_assert_null (armada_track_blob_unpack (ARMADA_TRACK_BLOB_FORMAT, cut));
    }
  g_byte_array_append (longer, data, (guint) n);
  g_byte_array_append (longer, (const guint8 *) "", 1);
  too_long = g_byte_array_free_to_bytes (g_steal_pointer (&longer));
  g_assert_null (armada_track_blob_unpack (ARMADA_TRACK_BLOB_FORMAT, too_long));
}

static GBytes *
inflate (GBytes *blob)
{
  g_autoptr (GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GBytes) stream = g_bytes_new_from_bytes (blob, 4, g_bytes_get_size (blob) - 4);

  return g_converter_convert_bytes (G_CONVERTER (zlib), stream, NULL);
}

static GBytes *
deflate (const guint8 *data, gsize n)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1);
  g_autoptr (GBytes) plain = g_bytes_new_static (data, n);
  g_autoptr (GBytes) stream = g_converter_convert_bytes (G_CONVERTER (zlib), plain, NULL);
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  guint32 size = GUINT32_TO_LE ((guint32) n);

  g_byte_array_append (blob, (const guint8 *) &size, 4);
  g_byte_array_append (blob, g_bytes_get_data (stream, NULL), (guint) g_bytes_get_size (stream));
  return g_byte_array_free_to_bytes (g_steal_pointer (&blob));
}

/* What has a good check sum may still be anything: it is read as some track or none, and what is
 * read is whole. */
static void
try_plain (const guint8 *data, gsize n, guint *n_read)
{
  g_autoptr (GBytes) blob = deflate (data, n);
  g_autoptr (ArmadaFixes) fixes = armada_track_blob_unpack (ARMADA_TRACK_BLOB_FORMAT, blob);

  if (fixes == NULL)
    return;
  check_round (fixes);
  (*n_read)++;
}

static void
test_behind_the_check_sum (void)
{
  g_autoptr (ArmadaFixes) fixes = odd_fixes ();
  g_autoptr (GBytes) blob = armada_track_blob_pack (fixes);
  g_autoptr (GBytes) plain = inflate (blob);
  gsize n;
  const guint8 *data = g_bytes_get_data (plain, &n);
  guint n_read = 0;

  for (gsize i = 0; i < n; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autofree guint8 *copy = g_memdup2 (data, n);

        copy[i] ^= (guint8) (1 << bit);
        try_plain (copy, n, &n_read);
        copy[i] = 0xff;
        try_plain (copy, n, &n_read);
      }
  for (gsize i = 0; i < n; i++)
    {
      guint before = n_read;

      try_plain (data, i, &n_read);
      g_assert_cmpuint (n_read, ==, before);
    }
  g_assert_cmpuint (n_read, >, 100); /* of numbers that are others now */
}

/* Bytes that never were a track. */
static void
test_noise (void)
{
  guint n_read = 0;

  for (guint i = 0; i < 3000; i++)
    {
      guint8 noise[200];
      gsize n = (gsize) g_test_rand_int_range (0, sizeof noise);
      g_autoptr (GBytes) blob = NULL;

      for (gsize k = 0; k < n; k++)
        noise[k] = (guint8) g_test_rand_int_range (0, k < 3 ? 4 : 256);
      try_plain (noise, n, &n_read);
      blob = g_bytes_new (noise, n);
      g_assert_null (armada_track_blob_unpack (ARMADA_TRACK_BLOB_FORMAT, blob));
    }
}

/* It would take four gigabytes. */
static void
test_bomb (void)
{
  const guint8 bomb[] = { 0xff, 0xff, 0xff, 0xff, 0x78, 0x9c, 0x03, 0, 0, 0, 0, 1 };
  g_autoptr (GBytes) blob = g_bytes_new_static (bomb, sizeof bomb);

  g_assert_null (armada_track_blob_unpack (ARMADA_TRACK_BLOB_FORMAT, blob));
}

static void
test_other_format (void)
{
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (5, 5);
  g_autoptr (GBytes) blob = armada_track_blob_pack (fixes);

  g_assert_null (armada_track_blob_unpack (ARMADA_TRACK_BLOB_FORMAT + 1, blob));
}

/* A track of one fix and one sensor, as it was written before words were kept. */
static void
test_older_format (void)
{
  const guint8 ints[] = { 1, 14, 1, 10, 1, 4, 1, 6, 1, 8 }; /* 7, 5, 2, 3, 4, each after a length */
  const guint8 float_two[] = { 4, 0, 0, 0, 0x40 };
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (ArmadaFixes) fixes = NULL, refused = NULL;

  g_byte_array_append (plain, (const guint8[]) { 1, 1, 0 }, 3); /* fixes, sensors, segments */
  g_byte_array_append (plain, (const guint8 *) "\4km/h\0\0\0\0\0\0\0\0", 13);
  g_byte_array_append (plain, (const guint8[]) { 84, 0, 0, 0 }, 4); /* device 42, zone, … */
  g_byte_array_append (plain, (const guint8 *) "\1s\5Pintu\0", 9);
  g_byte_array_append (plain, ints, sizeof ints);
  g_byte_array_append (plain, (const guint8[]) { 1, 0 }, 2); /* flags */
  for (guint i = 0; i < 5; i++)
    g_byte_array_append (plain, float_two, sizeof float_two);
  blob = deflate (plain->data, plain->len);
  fixes = armada_track_blob_unpack (1, blob);
  g_assert_nonnull (fixes);
  g_assert_cmpuint (fixes->n, ==, 1);
  g_assert_cmpint (fixes->time[0], ==, 5);
  g_assert_cmpint (fixes->device_id, ==, 42);
  g_assert_cmpstr (fixes->sensors[0].name, ==, "Pintu");
  g_assert_cmpfloat (fixes->sensors[0].values[0], ==, 2);
  g_assert_cmpuint (fixes->sensors[0].n_words, ==, 0);
  check_round (fixes);
  g_assert_null (armada_track_blob_unpack (ARMADA_TRACK_BLOB_FORMAT, blob));
  g_assert_null (armada_track_blob_unpack (0, blob));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/track-blob/round", test_round);
  g_test_add_func ("/track-blob/small", test_small);
  g_test_add_func ("/track-blob/each-byte", test_each_byte);
  g_test_add_func ("/track-blob/each-length", test_each_length);
  g_test_add_func ("/track-blob/behind-the-check-sum", test_behind_the_check_sum);
  g_test_add_func ("/track-blob/noise", test_noise);
  g_test_add_func ("/track-blob/bomb", test_bomb);
  g_test_add_func ("/track-blob/other-format", test_other_format);
  g_test_add_func ("/track-blob/older-format", test_older_format);
  return g_test_run ();
}
