/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tile-fields"

#include "store/armada-tile-fields.h"

/**
 * armada_fields_read_varint:
 *
 * Returns: the next number of variable length; 0 when there is none
 */
guint64
armada_fields_read_varint (ArmadaFields *fields)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64 && fields->at < fields->end; shift += 7)
    {
      guint8 byte = *fields->at++;

      value |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return value;
    }
  fields->bad = TRUE;
  fields->at = fields->end;
  return 0;
}

static gboolean
skip (ArmadaFields *fields, guint64 length)
{
  if (length > (guint64) (fields->end - fields->at))
    {
      fields->bad = TRUE;
      return FALSE;
    }
  fields->at += length;
  return TRUE;
}

/**
 * armada_fields_next:
 * @field: (out): the next one
 *
 * Returns: whether there is another field; if not, @fields->bad tells whether they ended well
 */
gboolean
armada_fields_next (ArmadaFields *fields, ArmadaField *field)
{
  guint64 key;

  if (fields->bad || fields->at >= fields->end)
    return FALSE;
  key = armada_fields_read_varint (fields);
  *field = (ArmadaField) { .number = (guint) (key >> 3), .wire = key & 7 };
  switch (field->wire)
    {
    case ARMADA_FIELD_VARINT:
      field->value = armada_fields_read_varint (fields);
      break;
    case ARMADA_FIELD_FIXED64:
      skip (fields, 8);
      break;
    case ARMADA_FIELD_FIXED32:
      skip (fields, 4);
      break;
    case ARMADA_FIELD_BYTES:
      {
        guint64 length = armada_fields_read_varint (fields);
        const guint8 *start = fields->at;

        if (skip (fields, length))
          field->bytes = (ArmadaFields) { start, fields->at, FALSE };
        break;
      }
    default:
      fields->bad = TRUE;
    }
  fields->bad = fields->bad || field->number == 0;
  return !fields->bad;
}
