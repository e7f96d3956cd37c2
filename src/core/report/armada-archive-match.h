/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/armada-archive-view.h"

G_BEGIN_DECLS

/* What ArmadaArchiveView decides by. All pure. */

void armada_archive_filter_copy (ArmadaArchiveFilter *to, const ArmadaArchiveFilter *from);
void armada_archive_filter_clear (ArmadaArchiveFilter *filter);
gboolean armada_archive_filter_is_set (const ArmadaArchiveFilter *filter);

gboolean
armada_archive_match (ArmadaReport *report, const ArmadaArchiveFilter *filter, GHashTable *found);
void armada_archive_sort (GPtrArray *reports, ArmadaArchiveSort sort, gboolean reversed);
void armada_archive_collect (ArmadaReport *report, ArmadaArchiveValues values, GHashTable *set);
char **armada_archive_order_values (GHashTable *set);

G_END_DECLS
