/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-vector-tile"

#include "store/armada-vector-tile.h"

/* Field numbers of the Mapbox Vector Tile specification, version 2. */
#define TILE_LAYER 3
#define LAYER_NAME 1
#define LAYER_FEATURE 2
#define LAYER_KEY 3
#define LAYER_VALUE 4
#define LAYER_EXTENT 5
#define VALUE_STRING 1
#define FEATURE_TAGS 2
#define FEATURE_TYPE 3
#define FEATURE_GEOMETRY 4
#define LAST_GEOMETRY_TYPE 3 /* polygon */

#define MOVE_TO 1
#define LINE_TO 2
#define CLOSE_PATH 7

/* Protocol buffer wire types. */
#define WIRE_VARINT 0
#define WIRE_FIXED64 1
#define WIRE_BYTES 2
#define WIRE_FIXED32 5

/* Some bytes of the tile, read from the front. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean bad;
} Bytes;

typedef struct
{
  guint number;
  guint wire;
  guint64 value; /* of a varint */
  Bytes bytes;   /* of WIRE_BYTES */
} Field;

static guint64
read_varint (Bytes *bytes)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64 && bytes->at < bytes->end; shift += 7)
    {
      guint8 byte = *bytes->at++;

      value |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return value;
    }
  bytes->bad = TRUE;
  bytes->at = bytes->end;
  return 0;
}

static gboolean
skip (Bytes *bytes, guint64 length)
{
  if (length > (guint64) (bytes->end - bytes->at))
    {
      bytes->bad = TRUE;
      return FALSE;
    }
  bytes->at += length;
  return TRUE;
}

/* Returns: whether there is another field; if not, @bytes->bad tells whether they ended well */
static gboolean
read_field (Bytes *bytes, Field *field)
{
  guint64 key;

  if (bytes->bad || bytes->at >= bytes->end)
    return FALSE;
  key = read_varint (bytes);
  *field = (Field) { .number = (guint) (key >> 3), .wire = key & 7 };
  switch (field->wire)
    {
    case WIRE_VARINT:
      field->value = read_varint (bytes);
      break;
    case WIRE_FIXED64:
      skip (bytes, 8);
      break;
    case WIRE_FIXED32:
      skip (bytes, 4);
      break;
    case WIRE_BYTES:
      {
        guint64 length = read_varint (bytes);
        const guint8 *start = bytes->at;

        if (skip (bytes, length))
          field->bytes = (Bytes) { start, bytes->at, FALSE };
        break;
      }
    default:
      bytes->bad = TRUE;
    }
  bytes->bad = bytes->bad || field->number == 0;
  return !bytes->bad;
}

static gboolean
check_geometry (Bytes geometry)
{
  while (geometry.at < geometry.end)
    {
      guint64 command = read_varint (&geometry);
      guint64 count = command >> 3;

      if (geometry.bad || command > G_MAXUINT32)
        return FALSE;
      if ((command & 7) == CLOSE_PATH)
        {
          if (count != 1)
            return FALSE;
          continue;
        }
      if (((command & 7) != MOVE_TO && (command & 7) != LINE_TO) || count == 0 ||
          count > (guint64) (geometry.end - geometry.at))
        return FALSE;
      for (guint64 i = 0; i < 2 * count; i++)
        read_varint (&geometry);
    }
  return !geometry.bad;
}

static gboolean
check_tags (Bytes tags, guint64 n_keys, guint64 n_values)
{
  while (tags.at < tags.end)
    {
      guint64 key = read_varint (&tags);
      guint64 value = read_varint (&tags);

      if (tags.bad || key >= n_keys || value >= n_values)
        return FALSE;
    }
  return !tags.bad;
}

static gboolean
check_feature (Bytes feature, guint64 n_keys, guint64 n_values)
{
  Field field;

  while (read_field (&feature, &field))
    {
      gboolean listed = field.number == FEATURE_GEOMETRY || field.number == FEATURE_TAGS;

      if (listed && field.wire != WIRE_BYTES)
        return FALSE;
      if (field.number == FEATURE_GEOMETRY && !check_geometry (field.bytes))
        return FALSE;
      if (field.number == FEATURE_TAGS && !check_tags (field.bytes, n_keys, n_values))
        return FALSE;
      if (field.number == FEATURE_TYPE && field.value > LAST_GEOMETRY_TYPE)
        return FALSE;
    }
  return !feature.bad;
}

static gboolean
is_text (Bytes bytes)
{
  return g_utf8_validate_len ((const char *) bytes.at, (gsize) (bytes.end - bytes.at), NULL);
}

/* A string value becomes a label. */
static gboolean
check_value (Bytes value)
{
  Field field;

  while (read_field (&value, &field))
    if (field.number == VALUE_STRING && (field.wire != WIRE_BYTES || !is_text (field.bytes)))
      return FALSE;
  return !value.bad;
}

static gboolean
check_layer (Bytes layer)
{
  guint64 n_keys = 0, n_values = 0, extent = 4096;
  gboolean named = FALSE;
  Bytes again = layer;
  Field field;

  while (read_field (&layer, &field))
    {
      n_keys += field.number == LAYER_KEY && field.wire == WIRE_BYTES;
      n_values += field.number == LAYER_VALUE && field.wire == WIRE_BYTES;
      if (field.number == LAYER_EXTENT && field.wire == WIRE_VARINT)
        extent = field.value;
      if (field.number == LAYER_NAME && field.wire == WIRE_BYTES)
        named = is_text (field.bytes);
      if (field.number == LAYER_KEY && field.wire == WIRE_BYTES && !is_text (field.bytes))
        return FALSE;
      if (field.number == LAYER_VALUE && field.wire == WIRE_BYTES && !check_value (field.bytes))
        return FALSE;
    }
  if (layer.bad || !named || extent < 64 || extent > 65536)
    return FALSE;
  while (read_field (&again, &field))
    if (field.number == LAYER_FEATURE &&
        (field.wire != WIRE_BYTES || !check_feature (field.bytes, n_keys, n_values)))
      return FALSE;
  return TRUE;
}

/**
 * armada_vector_tile_check:
 * @tile: unpacked bytes
 *
 * The renderer trusts tiles; this is why it may. Some microseconds for a usual tile.
 *
 * Returns: whether @tile is a well-formed vector tile: every length within its bounds, every tag
 *   within its layer's tables, every geometry made of known commands
 */
gboolean
armada_vector_tile_check (GBytes *tile)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (tile, &size);
  Bytes bytes = { data, data + size, FALSE };
  Field field;

  while (read_field (&bytes, &field))
    if (field.number == TILE_LAYER && (field.wire != WIRE_BYTES || !check_layer (field.bytes)))
      return FALSE;
  return !bytes.bad;
}
