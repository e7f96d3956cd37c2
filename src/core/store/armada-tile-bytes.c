/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tile-bytes"

#include "store/armada-tile-bytes.h"

#include <string.h>

#include "store/armada-vector-tile.h"

#define MAX_TILE (16 * 1024 * 1024) /* bytes unzipped; the largest real ones are below 1 MiB */
#define CHUNK (64 * 1024)
#define MAX_SIDE 2048 /* pixels; real tiles have 256 or 512 */

/* Where the next bytes of a picture are. */
typedef struct
{
  const guint8 *data;
  gsize size;
} Picture;

static gboolean
unzip_chunk (GConverter *converter,
             const guint8 **data,
             gsize *size,
             GByteArray *out,
             gboolean *finished,
             GError **error)
{
  guint8 chunk[CHUNK];
  gsize read, written;
  GConverterResult result = g_converter_convert (converter, *data, *size, chunk, sizeof chunk,
                                                 G_CONVERTER_INPUT_AT_END, &read, &written, error);

  if (result == G_CONVERTER_ERROR)
    {
      g_clear_error (error);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a tile that cannot be unzipped");
      return FALSE;
    }
  *data += read;
  *size -= read;
  *finished = result == G_CONVERTER_FINISHED;
  g_byte_array_append (out, chunk, written);
  if (out->len <= MAX_TILE)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a tile of more than %d bytes",
               MAX_TILE);
  return FALSE;
}

/**
 * armada_tile_bytes_unzip:
 * @bytes: a tile, zipped (gzip) or not
 *
 * Returns: (transfer full): the tile; NULL with a G_IO_ERROR when it cannot be unzipped, or is
 *   far larger than tiles are
 */
GBytes *
armada_tile_bytes_unzip (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GZlibDecompressor) decompressor = NULL;
  g_autoptr (GByteArray) out = NULL;
  gboolean finished = FALSE;

  if (size < 2 || data[0] != 0x1f || data[1] != 0x8b)
    return g_bytes_ref (bytes);

  decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  out = g_byte_array_sized_new (4 * size);
  while (!finished)
    if (!unzip_chunk (G_CONVERTER (decompressor), &data, &size, out, &finished, error))
      return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static gboolean
is_side (guint pixels)
{
  return pixels > 0 && pixels <= MAX_SIDE;
}

static guint
get_uint16 (const guint8 *data)
{
  return (guint) data[0] << 8 | data[1];
}

static gboolean
is_png (const Picture *picture)
{
  static const guint8 start[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  const guint8 *data = picture->data;

  /* the first chunk tells the size, in four bytes each; the upper two are none for ours */
  return picture->size > 24 && memcmp (data, start, sizeof start) == 0 &&
         memcmp (data + 12, "IHDR", 4) == 0 && get_uint16 (data + 16) == 0 &&
         is_side (get_uint16 (data + 18)) && get_uint16 (data + 20) == 0 &&
         is_side (get_uint16 (data + 22));
}

/* Whether a JPEG's segment starts a frame: it then tells its size. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean
is_jpeg (const Picture *picture)
{
  const guint8 *data = picture->data;
  gsize at = 2;

  if (picture->size < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;
  while (at + 9 <= picture->size && data[at] == 0xff)
    {
      if (is_frame (data[at + 1]))
        return is_side (get_uint16 (data + at + 5)) && is_side (get_uint16 (data + at + 7));
      at += 2 + MAX (get_uint16 (data + at + 2), 2u);
    }
  return FALSE;
}

/**
 * armada_tile_bytes_is_picture:
 *
 * Returns: whether it begins as a PNG or JPEG of a tile's size does; that it can be decoded to its
 *   end is for the decoder to say
 */
gboolean
armada_tile_bytes_is_picture (GBytes *bytes)
{
  Picture picture;

  picture.data = g_bytes_get_data (bytes, &picture.size);
  return is_png (&picture) || is_jpeg (&picture);
}

/**
 * armada_tile_bytes_open:
 * @bytes: what is said to be a tile
 * @kind: of that kind
 *
 * Returns: (transfer full): the tile, unzipped, fit for those who draw it; NULL with a G_IO_ERROR
 */
GBytes *
armada_tile_bytes_open (GBytes *bytes, ArmadaTileKind kind, GError **error)
{
  g_autoptr (GBytes) tile =
      kind == ARMADA_TILE_VECTOR ? armada_tile_bytes_unzip (bytes, error) : g_bytes_ref (bytes);

  if (tile == NULL)
    return NULL;
  if (kind == ARMADA_TILE_VECTOR ? armada_vector_tile_check (tile)
                                 : armada_tile_bytes_is_picture (tile))
    return g_steal_pointer (&tile);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a tile is broken");
  return NULL;
}
