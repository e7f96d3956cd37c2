/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers and texts as bytes, the same on every machine. */

void armada_bytes_put_uint (GByteArray *out, guint64 value);
void armada_bytes_put_int (GByteArray *out, guint64 value);
void armada_bytes_put_double (GByteArray *out, double value);
void armada_bytes_put_text (GByteArray *out, const char *text);

/**
 * ArmadaBytesReader:
 * @data: what is left to read
 * @left: how many bytes that are
 * @texts: (nullable): keeps the texts that are read; unused when there are none
 * @failed: something was not there, or not as it must be; all that is read from then on is 0
 *
 * Reads what may be spoilt.
 */
typedef struct
{
  const guint8 *data;
  gsize left;
  GStringChunk *texts;
  gboolean failed;
} ArmadaBytesReader;

const guint8 *armada_bytes_take (ArmadaBytesReader *reader, guint64 n);
guint64 armada_bytes_get_uint (ArmadaBytesReader *reader);
guint32 armada_bytes_get_uint32 (ArmadaBytesReader *reader);
guint64 armada_bytes_get_int (ArmadaBytesReader *reader);
guint armada_bytes_get_count (ArmadaBytesReader *reader, gsize size);
int armada_bytes_get_int32 (ArmadaBytesReader *reader);
double armada_bytes_get_double (ArmadaBytesReader *reader);
const char *armada_bytes_get_text (ArmadaBytesReader *reader);

G_END_DECLS
