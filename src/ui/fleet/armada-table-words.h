/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet-table.h"

G_BEGIN_DECLS

/* What the table of the fleet says, on the screen and in files. */

char *armada_table_words_for_column (const ArmadaFleetColumn *column);
char *armada_table_words_for_cell (const ArmadaFleetColumn *column,
                                   const ArmadaFleetValue *value,
                                   gint64 now);
char *armada_table_words_for_hint (const ArmadaFleetColumn *column);
gboolean armada_table_words_are_numbers (const ArmadaFleetColumn *column);
char *armada_table_words_write_title (const ArmadaFleetColumn *column);
char *armada_table_words_write_cell (const ArmadaFleetColumn *column,
                                     const ArmadaFleetValue *value);
const ArmadaFilterWords *armada_table_words_get_filter_words (void);

G_END_DECLS
