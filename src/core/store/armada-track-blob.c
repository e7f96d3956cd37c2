/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-blob"

#include "store/armada-track-blob.h"

#include <string.h>

#include "store/armada-bytes.h"
#include "store/armada-track-blob-words.h"

/*
 * A track as bytes, the same on every machine. Format 2: the length of what follows once it is
 * inflated, four bytes, then a zlib stream (which ends in a check sum) of
 *   counts of fixes, sensors and segments; units and totals; device, zone, whether
 *   times are local, and unreadable ones;
 *   each segment; each sensor's key, name, unit and words; then the columns, each after its length:
 *   id, time, delay, latitude and longitude as differences, flags as they are, speed, altitude,
 *   course, distance and each sensor's values as four planes: all lowest bytes, all next ones …
 * Numbers and texts are as in armada-bytes.h. Format 1 is the same without words.
 *
 * What is odd about a fix is not kept but found again, with what says it.
 */

#define FORMAT_WITHOUT_WORDS 1
#define N_INTS 5
#define N_FLOATS 4
#define SIZE_BYTES 4
#define MAX_INFLATION 1032 /* of deflate: a blob that claims more is spoilt */

static void
put_segment (GByteArray *out, const ArmadaSegment *segment)
{
  armada_bytes_put_uint (out, (guint64) segment->kind);
  armada_bytes_put_uint (out, segment->n_fixes);
  armada_bytes_put_int (out, (guint64) segment->start);
  armada_bytes_put_int (out, (guint64) segment->end);
  armada_bytes_put_double (out, segment->latitude);
  armada_bytes_put_double (out, segment->longitude);
  armada_bytes_put_double (out, segment->distance);
  armada_bytes_put_int (out, (guint64) segment->seconds);
  armada_bytes_put_int (out, (guint64) segment->engine_work);
  armada_bytes_put_int (out, (guint64) segment->engine_idle);
  armada_bytes_put_int (out, (guint64) segment->engine_hours);
  armada_bytes_put_double (out, segment->top_speed);
  armada_bytes_put_double (out, segment->average_speed);
  armada_bytes_put_double (out, segment->fuel);
  armada_bytes_put_int (out, (guint64) segment->driver_id);
  armada_bytes_put_text (out, segment->driver);
  armada_bytes_put_text (out, segment->message);
  armada_bytes_put_text (out, segment->time_text);
  armada_bytes_put_text (out, segment->show_text);
  armada_bytes_put_text (out, segment->left_text);
  armada_bytes_put_text (out, segment->raw_time);
}

static void
put_column (GByteArray *out, GByteArray *column)
{
  armada_bytes_put_uint (out, column->len);
  g_byte_array_append (out, column->data, column->len);
  g_byte_array_set_size (column, 0);
}

static void
put_floats (GByteArray *out, const float *values, guint n)
{
  guint start;

  armada_bytes_put_uint (out, (guint64) n * 4);
  start = out->len;
  g_byte_array_set_size (out, start + n * 4);
  for (guint i = 0; i < n; i++)
    {
      guint32 bits;

      memcpy (&bits, &values[i], sizeof bits);
      for (guint plane = 0; plane < 4; plane++)
        out->data[start + plane * n + i] = (guint8) (bits >> 8 * plane);
    }
}

static void
put_columns (GByteArray *out, const ArmadaFixes *fixes)
{
  const gint64 *longs[] = { fixes->id, fixes->time };
  const gint32 *ints[] = { fixes->delay, fixes->latitude, fixes->longitude };
  const float *floats[N_FLOATS] = { fixes->speed, fixes->altitude, fixes->course, fixes->distance };
  g_autoptr (GByteArray) column = g_byte_array_new ();

  for (guint c = 0; c < G_N_ELEMENTS (longs); c++)
    {
      for (guint i = 0; i < fixes->n; i++)
        armada_bytes_put_int (column,
                              (guint64) longs[c][i] - (i > 0 ? (guint64) longs[c][i - 1] : 0));
      put_column (out, column);
    }
  for (guint c = 0; c < G_N_ELEMENTS (ints); c++)
    {
      for (guint i = 0; i < fixes->n; i++)
        armada_bytes_put_int (column,
                              (guint64) ((gint64) ints[c][i] - (i > 0 ? ints[c][i - 1] : 0)));
      put_column (out, column);
    }
  armada_bytes_put_uint (out, fixes->n);
  g_byte_array_append (out, fixes->flags, fixes->n);
  for (guint c = 0; c < N_FLOATS; c++)
    put_floats (out, floats[c], fixes->n);
  for (guint s = 0; s < fixes->n_sensors; s++)
    put_floats (out, fixes->sensors[s].values, fixes->n);
}

static GByteArray *
write_plain (const ArmadaFixes *fixes)
{
  GByteArray *out = g_byte_array_sized_new (256 + fixes->n * (28 + 4 * fixes->n_sensors));
  const char *texts[] = {
    fixes->speed_unit,           fixes->distance_unit,        fixes->altitude_unit,
    fixes->capacity_unit,        fixes->totals.distance,      fixes->totals.top_speed,
    fixes->totals.move_duration, fixes->totals.stop_duration, fixes->totals.fuel,
  };

  armada_bytes_put_uint (out, fixes->n);
  armada_bytes_put_uint (out, fixes->n_sensors);
  armada_bytes_put_uint (out, fixes->n_segments);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    armada_bytes_put_text (out, texts[i]);
  armada_bytes_put_int (out, (guint64) fixes->device_id);
  armada_bytes_put_int (out, (guint64) (gint64) fixes->zone);
  armada_bytes_put_uint (out, fixes->local_time ? 1 : 0);
  armada_bytes_put_uint (out, fixes->n_unreadable);
  for (guint i = 0; i < fixes->n_segments; i++)
    put_segment (out, &fixes->segments[i]);
  for (guint i = 0; i < fixes->n_sensors; i++)
    {
      armada_bytes_put_text (out, fixes->sensors[i].key);
      armada_bytes_put_text (out, fixes->sensors[i].name);
      armada_bytes_put_text (out, fixes->sensors[i].unit);
      armada_blob_words_put (out, &fixes->sensors[i]);
    }
  put_columns (out, fixes);
  return out;
}

/**
 * armada_track_blob_pack:
 *
 * Returns: (transfer full): @fixes in ARMADA_TRACK_BLOB_FORMAT
 */
GBytes *
armada_track_blob_pack (const ArmadaFixes *fixes)
{
  g_autoptr (GBytes) plain = g_byte_array_free_to_bytes (write_plain (fixes));
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
  g_autoptr (GBytes) stream = g_converter_convert_bytes (G_CONVERTER (zlib), plain, NULL);
  g_autoptr (GByteArray) blob = NULL;
  guint32 size = GUINT32_TO_LE ((guint32) g_bytes_get_size (plain));

  g_assert (stream != NULL); /* there is nothing in memory that cannot be compressed */
  blob = g_byte_array_sized_new (SIZE_BYTES + (guint) g_bytes_get_size (stream));
  g_byte_array_append (blob, (const guint8 *) &size, SIZE_BYTES);
  g_byte_array_append (blob, g_bytes_get_data (stream, NULL), (guint) g_bytes_get_size (stream));
  return g_byte_array_free_to_bytes (g_steal_pointer (&blob));
}

static void
get_segment (ArmadaBytesReader *reader, ArmadaSegment *segment)
{
  guint64 kind = armada_bytes_get_uint (reader);

  segment->kind = kind <= ARMADA_SEGMENT_EVENT ? (ArmadaSegmentKind) kind : ARMADA_SEGMENT_UNKNOWN;
  segment->n_fixes = armada_bytes_get_uint32 (reader);
  segment->start = (gint64) armada_bytes_get_int (reader);
  segment->end = (gint64) armada_bytes_get_int (reader);
  segment->latitude = armada_bytes_get_double (reader);
  segment->longitude = armada_bytes_get_double (reader);
  segment->distance = armada_bytes_get_double (reader);
  segment->seconds = (gint64) armada_bytes_get_int (reader);
  segment->engine_work = (gint64) armada_bytes_get_int (reader);
  segment->engine_idle = (gint64) armada_bytes_get_int (reader);
  segment->engine_hours = (gint64) armada_bytes_get_int (reader);
  segment->top_speed = armada_bytes_get_double (reader);
  segment->average_speed = armada_bytes_get_double (reader);
  segment->fuel = armada_bytes_get_double (reader);
  segment->driver_id = (gint64) armada_bytes_get_int (reader);
  segment->driver = armada_bytes_get_text (reader);
  segment->message = armada_bytes_get_text (reader);
  segment->time_text = armada_bytes_get_text (reader);
  segment->show_text = armada_bytes_get_text (reader);
  segment->left_text = armada_bytes_get_text (reader);
  segment->raw_time = armada_bytes_get_text (reader);
}

/* A blob on its way into a builder: the columns are read side by side. */
typedef struct
{
  ArmadaFixesBuilder *builder;
  int format;
  guint n;
  guint n_sensors;
  guint n_segments;
  int zone;
  gboolean local_time;
  ArmadaSegment *segments;
  ArmadaBytesReader ints[N_INTS];
  guint64 last[N_INTS];
  const guint8 *flags;
  const guint8 *floats[N_FLOATS];
  const guint8 **values;  /* of each sensor */
  ArmadaBlobWords *words; /* of each sensor */
} Unpacking;

static void
unpacking_clear (Unpacking *self)
{
  g_clear_pointer (&self->builder, armada_fixes_builder_free);
  g_free (self->segments);
  g_free (self->values);
  for (guint i = 0; self->words != NULL && i < self->n_sensors; i++)
    armada_blob_words_clear (&self->words[i]);
  g_free (self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Unpacking, unpacking_clear)

static void
read_head (Unpacking *self, ArmadaBytesReader *reader)
{
  const char *units[4];
  ArmadaFixTotals totals;
  gint64 device_id;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    units[i] = armada_bytes_get_text (reader);
  totals.distance = armada_bytes_get_text (reader);
  totals.top_speed = armada_bytes_get_text (reader);
  totals.move_duration = armada_bytes_get_text (reader);
  totals.stop_duration = armada_bytes_get_text (reader);
  totals.fuel = armada_bytes_get_text (reader);
  device_id = (gint64) armada_bytes_get_int (reader);
  self->zone = armada_bytes_get_int32 (reader);
  self->local_time = armada_bytes_get_uint (reader) != 0;
  armada_fixes_builder_set_units (self->builder, units[0], units[1], units[2], units[3]);
  armada_fixes_builder_set_totals (self->builder, &totals);
  armada_fixes_builder_set_origin (self->builder, device_id, self->zone, self->local_time,
                                   armada_bytes_get_uint32 (reader));
}

static gboolean
read_segments (Unpacking *self, ArmadaBytesReader *reader)
{
  guint64 n = 0;

  self->segments = g_new0 (ArmadaSegment, self->n_segments);
  for (guint i = 0; i < self->n_segments; i++)
    {
      get_segment (reader, &self->segments[i]);
      n += self->segments[i].n_fixes;
    }
  return !reader->failed && n <= self->n;
}

static gboolean
read_sensors (Unpacking *self, ArmadaBytesReader *reader)
{
  self->words = g_new0 (ArmadaBlobWords, self->n_sensors);
  for (guint i = 0; i < self->n_sensors; i++)
    {
      const char *key = armada_bytes_get_text (reader);
      const char *name = armada_bytes_get_text (reader);

      armada_fixes_builder_add_sensor (self->builder, key);
      armada_fixes_builder_name_sensor (self->builder, key, name, armada_bytes_get_text (reader));
      if (self->format != FORMAT_WITHOUT_WORDS &&
          !armada_blob_words_read (&self->words[i], reader, self->n))
        return FALSE;
    }
  return !reader->failed;
}

/* A column must be just as long as its fixes need. */
static const guint8 *
take_fixed (ArmadaBytesReader *reader, guint64 n)
{
  if (armada_bytes_get_uint (reader) != n)
    reader->failed = TRUE;
  return armada_bytes_take (reader, n);
}

static gboolean
find_columns (Unpacking *self, ArmadaBytesReader *reader)
{
  for (guint c = 0; c < N_INTS; c++)
    {
      gsize length = armada_bytes_get_count (reader, 1);

      self->ints[c] =
          (ArmadaBytesReader) { .left = length, .data = armada_bytes_take (reader, length) };
    }
  self->flags = take_fixed (reader, self->n);
  for (guint c = 0; c < N_FLOATS; c++)
    self->floats[c] = take_fixed (reader, (guint64) self->n * 4);
  self->values = g_new0 (const guint8 *, self->n_sensors);
  for (guint s = 0; s < self->n_sensors; s++)
    self->values[s] = take_fixed (reader, (guint64) self->n * 4);
  return !reader->failed && reader->left == 0;
}

static float
get_float (const Unpacking *self, const guint8 *planes, guint i)
{
  guint32 bits = 0;
  float value;

  for (guint plane = 0; plane < 4; plane++)
    bits |= (guint32) planes[(gsize) plane * self->n + i] << 8 * plane;
  memcpy (&value, &bits, sizeof value);
  return value;
}

static gint64
next_int (Unpacking *self, guint column)
{
  self->last[column] += armada_bytes_get_int (&self->ints[column]);
  return (gint64) self->last[column];
}

static gint32
next_int32 (Unpacking *self, guint column)
{
  gint64 value = next_int (self, column);

  if (value < G_MININT32 || value > G_MAXINT32)
    self->ints[column].failed = TRUE;
  return (gint32) CLAMP (value, G_MININT32, G_MAXINT32);
}

static void
add_fix (Unpacking *self, guint i)
{
  ArmadaFixPoint point;

  point.id = next_int (self, 0);
  point.time = next_int (self, 1);
  point.delay = next_int32 (self, 2);
  point.latitude = next_int32 (self, 3) * ARMADA_FIX_DEGREES;
  point.longitude = next_int32 (self, 4) * ARMADA_FIX_DEGREES;
  point.flags = self->flags[i] & ARMADA_FIX_INVALID;
  if (self->flags[i] & ARMADA_FIX_UNTIMED)
    point.time = 0;
  point.speed = get_float (self, self->floats[0], i);
  point.altitude = get_float (self, self->floats[1], i);
  point.course = get_float (self, self->floats[2], i);
  point.distance = get_float (self, self->floats[3], i);
  armada_fixes_builder_add (self->builder, &point);
  for (guint s = 0; s < self->n_sensors; s++)
    {
      armada_fixes_builder_set_sensor (self->builder, s, get_float (self, self->values[s], i));
      armada_blob_words_give (&self->words[s], self->builder, s, i);
    }
}

static gboolean
add_fixes (Unpacking *self)
{
  guint next = 0;

  for (guint i = 0; i < self->n_segments; i++)
    {
      const ArmadaSegment *segment = &self->segments[i];

      for (guint k = 0; k < segment->n_fixes; k++)
        add_fix (self, next++);
      armada_fixes_builder_end_segment (self->builder, segment);
    }
  while (next < self->n)
    add_fix (self, next++);
  for (guint c = 0; c < N_INTS; c++)
    if (self->ints[c].failed || self->ints[c].left != 0)
      return FALSE;
  return TRUE;
}

/* All but what is in the columns. */
static gboolean
read_frame (Unpacking *self, ArmadaBytesReader *reader)
{
  self->n = armada_bytes_get_count (reader, N_INTS + 1 + 4 * N_FLOATS);
  self->n_sensors = armada_bytes_get_count (reader, 3);
  self->n_segments = armada_bytes_get_count (reader, 62);
  read_head (self, reader);
  return read_segments (self, reader) && read_sensors (self, reader) && find_columns (self, reader);
}

static ArmadaFixes *
read_plain (int format, ArmadaBytesReader *reader)
{
  g_auto (Unpacking) self = { .builder = armada_fixes_builder_new (), .format = format };

  if (!read_frame (&self, reader) || !add_fixes (&self))
    return NULL;
  return armada_fixes_builder_end (self.builder);
}

/* Of the columns no more than tells when a vehicle was where. */
static ArmadaTrackWay *
read_way (int format, ArmadaBytesReader *reader)
{
  g_auto (Unpacking) self = { .builder = armada_fixes_builder_new (), .format = format };
  g_autoptr (ArmadaTrackWay) way = NULL;

  if (!read_frame (&self, reader))
    return NULL;
  way = armada_track_way_new (self.n, self.zone, self.local_time);
  for (guint i = 0; i < self.n; i++)
    {
      gint64 time = next_int (&self, 1);
      gint32 latitude = next_int32 (&self, 3), longitude = next_int32 (&self, 4);

      armada_track_way_add (way, time, latitude, longitude, self.flags[i]);
    }
  return self.ints[1].failed || self.ints[3].failed || self.ints[4].failed ? NULL
                                                                           : g_steal_pointer (&way);
}

/* The whole of the stream, and just as long as was said. */
static guint8 *
inflate (const guint8 *data, gsize n, gsize size)
{
  g_autoptr (GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autofree guint8 *plain = g_malloc (size + 1);
  gsize used = 0, got = 0;

  for (;;)
    {
      gsize n_read, n_written;
      GConverterResult result =
          g_converter_convert (G_CONVERTER (zlib), data + used, n - used, plain + got,
                               size + 1 - got, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);

      if (result == G_CONVERTER_ERROR)
        return NULL;
      used += n_read;
      got += n_written;
      if (result == G_CONVERTER_FINISHED)
        return used == n && got == size ? g_steal_pointer (&plain) : NULL;
      if (got > size)
        return NULL;
    }
}

/* Returns: (transfer full) (nullable): what was deflated; NULL when @blob is spoilt or of a format
 * that this program does not know */
static guint8 *
open_blob (int format, GBytes *blob, guint32 *size)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (blob, &n);

  if (format < FORMAT_WITHOUT_WORDS || format > ARMADA_TRACK_BLOB_FORMAT || n <= SIZE_BYTES)
    return NULL;
  memcpy (size, data, SIZE_BYTES);
  *size = GUINT32_FROM_LE (*size);
  if (*size / MAX_INFLATION > n)
    return NULL;
  return inflate (data + SIZE_BYTES, n - SIZE_BYTES, *size);
}

/**
 * armada_track_blob_unpack:
 * @format: that it was packed in
 *
 * Returns: (transfer full) (nullable): the track; NULL when @blob is spoilt or of a format that
 *   this program does not know
 */
ArmadaFixes *
armada_track_blob_unpack (int format, GBytes *blob)
{
  guint32 size;
  g_autofree guint8 *plain = open_blob (format, blob, &size);
  g_autoptr (GStringChunk) texts = g_string_chunk_new (1024);

  if (plain == NULL)
    return NULL;
  return read_plain (format, &(ArmadaBytesReader) { .data = plain, .left = size, .texts = texts });
}

/**
 * armada_track_blob_unpack_way:
 * @format: that it was packed in
 *
 * Takes a fraction of the time that unpacking all of it does.
 *
 * Returns: (transfer full) (nullable): where the track goes; NULL as armada_track_blob_unpack()
 */
ArmadaTrackWay *
armada_track_blob_unpack_way (int format, GBytes *blob)
{
  guint32 size;
  g_autofree guint8 *plain = open_blob (format, blob, &size);
  g_autoptr (GStringChunk) texts = g_string_chunk_new (1024);

  if (plain == NULL)
    return NULL;
  return read_way (format, &(ArmadaBytesReader) { .data = plain, .left = size, .texts = texts });
}
