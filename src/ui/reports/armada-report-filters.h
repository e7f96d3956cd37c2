/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "report/armada-archive-view.h"
#include "sync/armada-history-choice.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_FILTERS (armada_report_filters_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportFilters, armada_report_filters, ARMADA, REPORT_FILTERS, AdwBin)

/* Which reports are to be seen, besides the words that are looked for. Signal "changed". */

void armada_report_filters_set_view (ArmadaReportFilters *self, ArmadaArchiveView *view);
void armada_report_filters_set_now (ArmadaReportFilters *self, gint64 now);
void armada_report_filters_update (ArmadaReportFilters *self);
void armada_report_filters_apply (ArmadaReportFilters *self, const char *words);
void armada_report_filters_clear (ArmadaReportFilters *self);
guint armada_report_filters_count (ArmadaReportFilters *self);

G_END_DECLS
