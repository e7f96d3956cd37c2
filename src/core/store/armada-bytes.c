/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-bytes"

#include "store/armada-bytes.h"

#include <string.h>

/*
 * Numbers and texts as bytes. Integers are seven bits a byte, lowest first; signed ones have their
 * sign in the lowest bit. Doubles are eight bytes, lowest first. Texts come after their length.
 */

void
armada_bytes_put_uint (GByteArray *out, guint64 value)
{
  guint8 bytes[10];
  guint n = 0;

  for (; value >= 0x80; value >>= 7)
    bytes[n++] = (guint8) (value | 0x80);
  bytes[n++] = (guint8) value;
  g_byte_array_append (out, bytes, n);
}

/**
 * armada_bytes_put_int:
 * @value: a gint64; differences may be as far apart as numbers are: they wrap
 */
void
armada_bytes_put_int (GByteArray *out, guint64 value)
{
  armada_bytes_put_uint (out, value << 1 ^ (value >> 63 ? G_MAXUINT64 : 0));
}

void
armada_bytes_put_double (GByteArray *out, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (out, (const guint8 *) &bits, sizeof bits);
}

void
armada_bytes_put_text (GByteArray *out, const char *text)
{
  gsize length = strlen (text);

  armada_bytes_put_uint (out, length);
  g_byte_array_append (out, (const guint8 *) text, (guint) length);
}

/**
 * armada_bytes_take:
 *
 * Returns: (nullable): the next @n bytes
 */
const guint8 *
armada_bytes_take (ArmadaBytesReader *reader, guint64 n)
{
  const guint8 *data = reader->data;

  if (reader->failed || n > reader->left)
    {
      reader->failed = TRUE;
      return NULL;
    }
  reader->data += n;
  reader->left -= (gsize) n;
  return data;
}

guint64
armada_bytes_get_uint (ArmadaBytesReader *reader)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64; shift += 7)
    {
      const guint8 *byte = armada_bytes_take (reader, 1);

      if (byte == NULL)
        return 0;
      value |= (guint64) (*byte & 0x7f) << shift;
      if (*byte < 0x80)
        return value;
    }
  reader->failed = TRUE;
  return 0;
}

guint64
armada_bytes_get_int (ArmadaBytesReader *reader)
{
  guint64 value = armada_bytes_get_uint (reader);

  return value >> 1 ^ (value & 1 ? G_MAXUINT64 : 0);
}

/**
 * armada_bytes_get_count:
 *
 * Returns: of how many things of at least @size bytes it is said that they follow; a failure when
 *   there cannot be as many in what is left
 */
guint
armada_bytes_get_count (ArmadaBytesReader *reader, gsize size)
{
  guint64 n = armada_bytes_get_uint (reader);

  if (n > reader->left / size)
    reader->failed = TRUE;
  return reader->failed ? 0 : (guint) n;
}

guint32
armada_bytes_get_uint32 (ArmadaBytesReader *reader)
{
  guint64 value = armada_bytes_get_uint (reader);

  if (value > G_MAXUINT32)
    reader->failed = TRUE;
  return reader->failed ? 0 : (guint32) value;
}

int
armada_bytes_get_int32 (ArmadaBytesReader *reader)
{
  gint64 value = (gint64) armada_bytes_get_int (reader);

  if (value < G_MININT32 || value > G_MAXINT32)
    reader->failed = TRUE;
  return reader->failed ? 0 : (int) value;
}

double
armada_bytes_get_double (ArmadaBytesReader *reader)
{
  const guint8 *data = armada_bytes_take (reader, sizeof (guint64));
  guint64 bits = 0;
  double value;

  if (data != NULL)
    memcpy (&bits, data, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

/**
 * armada_bytes_get_text:
 *
 * Returns: UTF-8 that lives as long as the reader's texts
 */
const char *
armada_bytes_get_text (ArmadaBytesReader *reader)
{
  guint64 length = armada_bytes_get_uint (reader);
  const char *text = (const char *) armada_bytes_take (reader, length);

  if (text == NULL || length == 0)
    return "";
  if (!g_utf8_validate_len (text, (gsize) length, NULL))
    {
      reader->failed = TRUE;
      return "";
    }
  return g_string_chunk_insert_len (reader->texts, text, (gssize) length);
}
