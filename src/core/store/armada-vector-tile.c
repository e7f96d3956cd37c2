/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-vector-tile"

#include "store/armada-vector-tile.h"

#include "store/armada-tile-fields.h"

static gboolean
check_geometry (ArmadaFields geometry)
{
  while (geometry.at < geometry.end)
    {
      guint64 command = armada_fields_read_varint (&geometry);
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
        armada_fields_read_varint (&geometry);
    }
  return !geometry.bad;
}

static gboolean
check_tags (ArmadaFields tags, guint64 n_keys, guint64 n_values)
{
  while (tags.at < tags.end)
    {
      guint64 key = armada_fields_read_varint (&tags);
      guint64 value = armada_fields_read_varint (&tags);

      if (tags.bad || key >= n_keys || value >= n_values)
        return FALSE;
    }
  return !tags.bad;
}

static gboolean
check_feature (ArmadaFields feature, guint64 n_keys, guint64 n_values)
{
  ArmadaField field;

  while (armada_fields_next (&feature, &field))
    {
      gboolean listed = field.number == FEATURE_GEOMETRY || field.number == FEATURE_TAGS;

      if (listed && field.wire != ARMADA_FIELD_BYTES)
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
is_text (ArmadaFields bytes)
{
  return g_utf8_validate_len ((const char *) bytes.at, (gsize) (bytes.end - bytes.at), NULL);
}

/* A string value becomes a label. */
static gboolean
check_value (ArmadaFields value)
{
  ArmadaField field;

  while (armada_fields_next (&value, &field))
    if (field.number == VALUE_STRING &&
        (field.wire != ARMADA_FIELD_BYTES || !is_text (field.bytes)))
      return FALSE;
  return !value.bad;
}

static gboolean
check_layer (ArmadaFields layer)
{
  guint64 n_keys = 0, n_values = 0, extent = 4096;
  gboolean named = FALSE;
  ArmadaFields again = layer;
  ArmadaField field;

  while (armada_fields_next (&layer, &field))
    {
      n_keys += field.number == LAYER_KEY && field.wire == ARMADA_FIELD_BYTES;
      n_values += field.number == LAYER_VALUE && field.wire == ARMADA_FIELD_BYTES;
      if (field.number == LAYER_EXTENT && field.wire == ARMADA_FIELD_VARINT)
        extent = field.value;
      if (field.number == LAYER_NAME && field.wire == ARMADA_FIELD_BYTES)
        named = is_text (field.bytes);
      if (field.number == LAYER_KEY && field.wire == ARMADA_FIELD_BYTES && !is_text (field.bytes))
        return FALSE;
      if (field.number == LAYER_VALUE && field.wire == ARMADA_FIELD_BYTES &&
          !check_value (field.bytes))
        return FALSE;
    }
  if (layer.bad || !named || extent < 64 || extent > 65536)
    return FALSE;
  while (armada_fields_next (&again, &field))
    if (field.number == LAYER_FEATURE &&
        (field.wire != ARMADA_FIELD_BYTES || !check_feature (field.bytes, n_keys, n_values)))
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
  ArmadaFields bytes = { data, data + size, FALSE };
  ArmadaField field;

  while (armada_fields_next (&bytes, &field))
    if (field.number == TILE_LAYER &&
        (field.wire != ARMADA_FIELD_BYTES || !check_layer (field.bytes)))
      return FALSE;
  return !bytes.bad;
}
