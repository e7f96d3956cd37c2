/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-fixes.h"
#include "store/armada-bytes.h"

G_BEGIN_DECLS

/**
 * ArmadaBlobWords:
 * @runs: (nullable) (array length=n): what is still to come of it first
 *
 * What a sensor of a track said in words, on its way out of a blob.
 */
typedef struct
{
  ArmadaFixWords *runs;
  guint n;
  guint next;
} ArmadaBlobWords;

void armada_blob_words_put (GByteArray *out, const ArmadaFixSensor *sensor);
gboolean armada_blob_words_read (ArmadaBlobWords *self, ArmadaBytesReader *reader, guint n_fixes);
void armada_blob_words_clear (ArmadaBlobWords *self);
void armada_blob_words_give (ArmadaBlobWords *self,
                             ArmadaFixesBuilder *builder,
                             guint sensor,
                             guint fix);

G_END_DECLS
