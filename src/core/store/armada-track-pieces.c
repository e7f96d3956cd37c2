/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-pieces"

#include "store/armada-track-pieces.h"

#include <string.h>

#include "store/armada-bytes.h"
#include "store/armada-piece-cutter.h"

/*
 * Pieces as bytes, the same on every machine. The head: zone, whether times are local, count of
 * pieces, then each by how it differs from the one before it, as in armada-bytes.h.
 *
 * The fixes: bit after bit, lowest first, each one's seconds since the one before it in its piece
 * (what they are more than the least), and how far north and east of the corner of its piece's
 * box it is, each with as many bits as the widest needs. So any one is found at once, and a parked
 * vehicle takes less than three bytes a fix.
 *
 * Both end in a check sum of eight bytes.
 */

#define SUM_BYTES 8
#define MULTIPLIER G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static guint64
sum_up (const guint8 *data, gsize n)
{
  guint64 sum = n;

  for (gsize i = 0; i < n; i += sizeof (guint64))
    {
      guint64 word = 0;

      memcpy (&word, data + i, MIN (sizeof word, n - i));
      sum = (sum ^ GUINT64_FROM_LE (word)) * MULTIPLIER;
      sum ^= sum >> 29;
    }
  return sum;
}

static GBytes *
seal (GByteArray *bytes)
{
  guint64 sum = GUINT64_TO_LE (sum_up (bytes->data, bytes->len));

  g_byte_array_append (bytes, (const guint8 *) &sum, sizeof sum);
  return g_byte_array_free_to_bytes (bytes);
}

/* Returns: (nullable): the bytes before the check sum, if it is theirs */
static const guint8 *
open_seal (GBytes *bytes, gsize *n)
{
  const guint8 *data = g_bytes_get_data (bytes, n);
  guint64 sum;

  if (*n < SUM_BYTES)
    return NULL;
  *n -= SUM_BYTES;
  memcpy (&sum, data + *n, sizeof sum);
  return GUINT64_FROM_LE (sum) == sum_up (data, *n) ? data : NULL;
}

static guint
count_bits (guint64 value)
{
  return value > 0 ? g_bit_storage (value) : 0;
}

static guint
get_latitude_bits (const ArmadaTrackPiece *piece)
{
  return count_bits ((guint64) ((gint64) piece->north - piece->south));
}

static guint
get_longitude_bits (const ArmadaTrackPiece *piece)
{
  return count_bits ((guint64) ((gint64) piece->east - piece->west));
}

static guint
get_bits (const ArmadaTrackPiece *piece)
{
  return piece->time_bits + get_latitude_bits (piece) + get_longitude_bits (piece);
}

/* Bits on their way into bytes. */
typedef struct
{
  GByteArray *out;
  guint64 bits;
  guint n;
} BitWriter;

static void
put_bits (BitWriter *self, guint64 value, guint n)
{
  self->bits |= value << self->n;
  for (self->n += n; self->n >= 8; self->n -= 8)
    {
      guint8 byte = (guint8) self->bits;

      g_byte_array_append (self->out, &byte, 1);
      self->bits >>= 8;
    }
}

static void
measure_time (ArmadaTrackPiece *piece, const gint64 *time)
{
  guint32 most = 0;

  piece->least = piece->n > 1 ? G_MAXUINT32 : 0;
  for (guint i = 1; i < piece->n; i++)
    {
      guint32 seconds = (guint32) (time[i] - time[i - 1]);

      piece->least = MIN (piece->least, seconds);
      most = MAX (most, seconds);
    }
  piece->time_bits = piece->n > 1 ? (guint8) count_bits (most - piece->least) : 0;
}

static GBytes *
pack_fixes (ArmadaTrackPieces *self, const ArmadaTrackWay *way)
{
  BitWriter writer = { .out = g_byte_array_new () };
  guint start = 0;

  for (guint s = 0; s < self->n; start += self->pieces[s++].n)
    {
      ArmadaTrackPiece *piece = &self->pieces[s];

      measure_time (piece, way->time + start);
      piece->bit = (gsize) writer.out->len * 8 + writer.n;
      for (guint i = start; i < start + piece->n; i++)
        {
          gint64 seconds = i > start ? way->time[i] - way->time[i - 1] : piece->least;

          put_bits (&writer, (guint64) (seconds - piece->least), piece->time_bits);
          put_bits (&writer, (guint64) ((gint64) way->latitude[i] - piece->south),
                    get_latitude_bits (piece));
          put_bits (&writer, (guint64) ((gint64) way->longitude[i] - piece->west),
                    get_longitude_bits (piece));
        }
    }
  put_bits (&writer, 0, (8 - writer.n) % 8);
  return seal (writer.out);
}

static GBytes *
pack_head (const ArmadaTrackPieces *self)
{
  GByteArray *out = g_byte_array_new ();
  ArmadaTrackPiece before = { 0 };

  armada_bytes_put_int (out, (guint64) (gint64) self->zone);
  armada_bytes_put_uint (out, self->local_time ? 1 : 0);
  armada_bytes_put_uint (out, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      const ArmadaTrackPiece *piece = &self->pieces[i];

      armada_bytes_put_int (out, (guint64) ((gint64) piece->west - before.west));
      armada_bytes_put_uint (out, (guint64) ((gint64) piece->east - piece->west));
      armada_bytes_put_int (out, (guint64) ((gint64) piece->south - before.south));
      armada_bytes_put_uint (out, (guint64) ((gint64) piece->north - piece->south));
      armada_bytes_put_int (out, (guint64) piece->first - (guint64) before.last);
      armada_bytes_put_uint (out, (guint64) (piece->last - piece->first));
      armada_bytes_put_uint (out, piece->silent);
      armada_bytes_put_uint (out, piece->n);
      armada_bytes_put_uint (out, piece->least);
      armada_bytes_put_uint (out, piece->time_bits);
      before = *piece;
    }
  return seal (out);
}

/**
 * armada_track_pieces_new:
 *
 * Returns: (transfer full): a way in pieces
 */
ArmadaTrackPieces *
armada_track_pieces_new (const ArmadaTrackWay *way)
{
  ArmadaTrackPieces *self = g_new0 (ArmadaTrackPieces, 1);
  GArray *pieces = armada_piece_cutter_cut (way);

  self->zone = way->zone;
  self->local_time = way->local_time;
  self->n = pieces->len;
  self->pieces = (ArmadaTrackPiece *) g_array_free (pieces, FALSE);
  self->fixes = pack_fixes (self, way);
  self->head = pack_head (self);
  return self;
}

static gint32
add_checked (ArmadaBytesReader *reader, gint32 base, gint64 more)
{
  if (more < (gint64) G_MININT32 - base || more > (gint64) G_MAXINT32 - base)
    {
      reader->failed = TRUE;
      return 0;
    }
  return (gint32) (base + more);
}

static void
read_piece (ArmadaBytesReader *reader, ArmadaTrackPiece *piece, const ArmadaTrackPiece *before)
{
  guint32 time_bits;

  piece->west = add_checked (reader, before->west, (gint64) armada_bytes_get_int (reader));
  piece->east = add_checked (reader, piece->west, armada_bytes_get_uint32 (reader));
  piece->south = add_checked (reader, before->south, (gint64) armada_bytes_get_int (reader));
  piece->north = add_checked (reader, piece->south, armada_bytes_get_uint32 (reader));
  piece->first = (gint64) ((guint64) before->last + armada_bytes_get_int (reader));
  piece->last = (gint64) ((guint64) piece->first + armada_bytes_get_uint (reader));
  piece->silent = armada_bytes_get_uint32 (reader);
  piece->n = armada_bytes_get_uint32 (reader);
  piece->least = armada_bytes_get_uint32 (reader);
  time_bits = armada_bytes_get_uint32 (reader);
  if (piece->n == 0 || time_bits > 32)
    reader->failed = TRUE;
  piece->time_bits = (guint8) time_bits;
}

/* Whether there are just as many fixes as the pieces say. */
static gboolean
read_pieces (ArmadaTrackPieces *self, ArmadaBytesReader *reader, gsize n_fix_bytes)
{
  const ArmadaTrackPiece none = { 0 };
  gsize bit = 0;

  for (guint i = 0; i < self->n && !reader->failed; i++)
    {
      ArmadaTrackPiece *piece = &self->pieces[i];

      read_piece (reader, piece, i > 0 ? piece - 1 : &none);
      piece->bit = bit;
      bit += (gsize) piece->n * get_bits (piece);
    }
  return !reader->failed && reader->left == 0 && (bit + 7) / 8 == n_fix_bytes;
}

/**
 * armada_track_pieces_unpack:
 *
 * Returns: (transfer full) (nullable): what was packed; NULL when something of it is spoilt
 */
ArmadaTrackPieces *
armada_track_pieces_unpack (GBytes *head, GBytes *fixes)
{
  g_autoptr (ArmadaTrackPieces) self = g_new0 (ArmadaTrackPieces, 1);
  ArmadaBytesReader reader = { 0 };
  gsize n_fix_bytes;

  self->head = g_bytes_ref (head);
  self->fixes = g_bytes_ref (fixes);
  reader.data = open_seal (head, &reader.left);
  if (reader.data == NULL || open_seal (fixes, &n_fix_bytes) == NULL)
    return NULL;
  self->zone = armada_bytes_get_int32 (&reader);
  self->local_time = armada_bytes_get_uint (&reader) != 0;
  self->n = armada_bytes_get_count (&reader, 10);
  self->pieces = g_new (ArmadaTrackPiece, self->n);
  return read_pieces (self, &reader, n_fix_bytes) ? g_steal_pointer (&self) : NULL;
}

void
armada_track_pieces_free (ArmadaTrackPieces *self)
{
  g_free (self->pieces);
  g_bytes_unref (self->head);
  g_bytes_unref (self->fixes);
  g_free (self);
}

/* The check sum behind the fixes lets eight bytes be read at the last bit too. */
static guint32
get_value (const ArmadaTrackPieces *self, gsize bit, guint n)
{
  const guint8 *data = g_bytes_get_data (self->fixes, NULL);
  guint64 word;

  memcpy (&word, data + bit / 8, sizeof word);
  return (guint32) (GUINT64_FROM_LE (word) >> bit % 8 & ((G_GUINT64_CONSTANT (1) << n) - 1));
}

/**
 * armada_track_pieces_get_place:
 * @i: which of the fixes of @piece
 * @latitude: (out): in ARMADA_FIX_DEGREES
 * @longitude: (out): in ARMADA_FIX_DEGREES
 */
void
armada_track_pieces_get_place (const ArmadaTrackPieces *self,
                               const ArmadaTrackPiece *piece,
                               guint i,
                               gint32 *latitude,
                               gint32 *longitude)
{
  guint n_latitude = get_latitude_bits (piece);
  gsize bit = piece->bit + (gsize) i * get_bits (piece) + piece->time_bits;

  *latitude = (gint32) (piece->south + (gint64) get_value (self, bit, n_latitude));
  *longitude = (gint32) (piece->west +
                         (gint64) get_value (self, bit + n_latitude, get_longitude_bits (piece)));
}

/**
 * armada_track_pieces_get_seconds:
 * @i: which of the fixes of @piece
 *
 * Returns: seconds since the fix before it in @piece, 0 for the first
 */
guint
armada_track_pieces_get_seconds (const ArmadaTrackPieces *self,
                                 const ArmadaTrackPiece *piece,
                                 guint i)
{
  if (i == 0)
    return 0;
  return piece->least +
         get_value (self, piece->bit + (gsize) i * get_bits (piece), piece->time_bits);
}
