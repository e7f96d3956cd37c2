/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-vector-tile-cut"

#include "store/armada-tile-fields.h"
#include "store/armada-vector-tile.h"

#define FARTHEST 0x3fffffff /* units of a tile; what is beyond is moved to there */
#define MARGIN 8            /* a piece keeps what is within an eighth of its side around it */

/* The place of a piece within its tile, in units of the piece. */
typedef struct
{
  guint depth;
  gint64 left;
  gint64 top;
  gint64 extent;
} Piece;

/* What a geometry covers. */
typedef struct
{
  gint64 left;
  gint64 right;
  gint64 top;
  gint64 bottom;
} Reach;

static gint64
unfold (guint64 value)
{
  return (gint64) (value >> 1) ^ -(gint64) (value & 1);
}

static guint64
fold (gint64 value)
{
  return (guint64) value << 1 ^ (guint64) (value >> 63);
}

static void
put_varint (GByteArray *out, guint64 value)
{
  guint8 bytes[10];
  guint n = 0;

  do
    {
      bytes[n] = (value & 0x7f) | (value > 0x7f ? 0x80 : 0);
      value >>= 7;
      n++;
    }
  while (value > 0);
  g_byte_array_append (out, bytes, n);
}

static void
put_bytes (GByteArray *out, guint number, const GByteArray *bytes)
{
  put_varint (out, number << 3 | ARMADA_FIELD_BYTES);
  put_varint (out, bytes->len);
  g_byte_array_append (out, bytes->data, bytes->len);
}

/* A tile's coordinate as one of the piece; more than the renderer's numbers hold it never is. */
static gint64
move (const Piece *piece, gint64 at, gint64 origin)
{
  gint64 bounded = CLAMP (at, -FARTHEST, FARTHEST);

  return CLAMP (bounded * ((gint64) 1 << piece->depth) - origin, -FARTHEST, FARTHEST);
}

static void
extend (Reach *reach, gint64 x, gint64 y)
{
  reach->left = MIN (reach->left, x);
  reach->right = MAX (reach->right, x);
  reach->top = MIN (reach->top, y);
  reach->bottom = MAX (reach->bottom, y);
}

static gboolean
is_near (const Reach *reach, gint64 extent)
{
  gint64 margin = extent / MARGIN;

  return reach->right >= -margin && reach->left <= extent + margin && reach->bottom >= -margin &&
         reach->top <= extent + margin;
}

/* Returns: whether anything of it is in the piece */
static gboolean
cut_geometry (const Piece *piece, ArmadaFields geometry, GByteArray *out)
{
  Reach reach = { G_MAXINT64, G_MININT64, G_MAXINT64, G_MININT64 };
  guint64 x = 0, y = 0;
  gint64 last_x = 0, last_y = 0;

  g_byte_array_set_size (out, 0);
  while (geometry.at < geometry.end)
    {
      guint64 command = armada_fields_read_varint (&geometry);
      guint64 n = (command & 7) == CLOSE_PATH ? 0 : command >> 3;

      put_varint (out, command);
      for (guint64 i = 0; i < n; i++)
        {
          gint64 to_x, to_y;

          /* unsigned, as sums of hostile numbers may run over */
          x += (guint64) unfold (armada_fields_read_varint (&geometry));
          y += (guint64) unfold (armada_fields_read_varint (&geometry));
          to_x = move (piece, (gint64) x, piece->left);
          to_y = move (piece, (gint64) y, piece->top);
          put_varint (out, fold (to_x - last_x));
          put_varint (out, fold (to_y - last_y));
          last_x = to_x;
          last_y = to_y;
          extend (&reach, to_x, to_y);
        }
    }
  return reach.left <= reach.right && is_near (&reach, piece->extent);
}

/* Returns: whether the feature is in the piece; it is then in @out */
static gboolean
cut_feature (const Piece *piece, ArmadaFields feature, GByteArray *geometry, GByteArray *out)
{
  const guint8 *start = feature.at;
  ArmadaField field;
  gboolean found = FALSE;

  g_byte_array_set_size (out, 0);
  while (armada_fields_next (&feature, &field))
    {
      if (field.number != FEATURE_GEOMETRY)
        g_byte_array_append (out, start, (guint) (feature.at - start));
      else if (cut_geometry (piece, field.bytes, geometry))
        {
          put_bytes (out, FEATURE_GEOMETRY, geometry);
          found = TRUE;
        }
      start = feature.at;
    }
  return found;
}

static gint64
read_extent (ArmadaFields layer)
{
  gint64 extent = 4096;
  ArmadaField field;

  while (armada_fields_next (&layer, &field))
    if (field.number == LAYER_EXTENT && field.wire == ARMADA_FIELD_VARINT)
      extent = (gint64) field.value;
  return extent;
}

static void
cut_layer (guint depth, guint column, guint row, ArmadaFields layer, GByteArray *out)
{
  gint64 extent = read_extent (layer);
  const Piece piece = { depth, column * extent, row * extent, extent };
  g_autoptr (GByteArray) made = g_byte_array_new ();
  g_autoptr (GByteArray) feature = g_byte_array_new ();
  g_autoptr (GByteArray) geometry = g_byte_array_new ();
  const guint8 *start = layer.at;
  gboolean any = FALSE;
  ArmadaField field;

  while (armada_fields_next (&layer, &field))
    {
      if (field.number != LAYER_FEATURE)
        g_byte_array_append (made, start, (guint) (layer.at - start));
      else if (cut_feature (&piece, field.bytes, geometry, feature))
        {
          put_bytes (made, LAYER_FEATURE, feature);
          any = TRUE;
        }
      start = layer.at;
    }
  if (any)
    put_bytes (out, TILE_LAYER, made);
}

/**
 * armada_vector_tile_cut:
 * @tile: one that armada_vector_tile_check() found good
 * @depth: how many levels of zoom deeper the piece is, up to %ARMADA_VECTOR_TILE_MAX_DEPTH
 * @column: of the piece within @tile, 0 to 2^depth - 1 from the west
 * @row: of the piece, from the north
 *
 * For a place whose own tile is missing: what its ancestor shows there, enlarged.
 *
 * Returns: (transfer full): a tile
 */
GBytes *
armada_vector_tile_cut (GBytes *tile, guint depth, guint column, guint row)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (tile, &size);
  ArmadaFields fields = { data, data + size, FALSE };
  GByteArray *out;
  ArmadaField field;

  g_return_val_if_fail (depth <= ARMADA_VECTOR_TILE_MAX_DEPTH, NULL);

  if (depth == 0)
    return g_bytes_ref (tile);
  out = g_byte_array_new ();
  while (armada_fields_next (&fields, &field))
    if (field.number == TILE_LAYER)
      cut_layer (depth, column, row, field.bytes, out);
  return g_byte_array_free_to_bytes (out);
}
