/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-fixes.h"

G_BEGIN_DECLS

/**
 * ArmadaHistoryPointReader:
 *
 * Reads the points of one history, the only part of it whose speed matters. It finds out the
 * account's zone on the way, from the first point that tells both clocks.
 */
typedef struct _ArmadaHistoryPointReader ArmadaHistoryPointReader;

ArmadaHistoryPointReader *armada_history_point_reader_new (ArmadaFixesBuilder *builder);
void armada_history_point_reader_free (ArmadaHistoryPointReader *self);
int armada_history_point_reader_get_zone (ArmadaHistoryPointReader *self);
gboolean armada_history_point_reader_is_local (ArmadaHistoryPointReader *self);

gboolean armada_history_point_read (ArmadaHistoryPointReader *self,
                                    const char *at,
                                    const char *end,
                                    gboolean add,
                                    ArmadaFixPoint *point,
                                    const char **behind);
gint64
armada_history_point_convert (ArmadaHistoryPointReader *self, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaHistoryPointReader, armada_history_point_reader_free)

G_END_DECLS
