/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

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

/* Commands of a geometry. */
#define MOVE_TO 1
#define LINE_TO 2
#define CLOSE_PATH 7

/* Protocol buffer wire types. */
#define ARMADA_FIELD_VARINT 0
#define ARMADA_FIELD_FIXED64 1
#define ARMADA_FIELD_BYTES 2
#define ARMADA_FIELD_FIXED32 5

/**
 * ArmadaFields:
 *
 * Some bytes of a vector tile, read from the front. Whatever they are, nothing beyond their end is
 * read; @bad says that they were not what they should be.
 */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean bad;
} ArmadaFields;

typedef struct
{
  guint number;
  guint wire;
  guint64 value;      /* of a varint */
  ArmadaFields bytes; /* of ARMADA_FIELD_BYTES */
} ArmadaField;

guint64 armada_fields_read_varint (ArmadaFields *fields);
gboolean armada_fields_next (ArmadaFields *fields, ArmadaField *field);

G_END_DECLS
