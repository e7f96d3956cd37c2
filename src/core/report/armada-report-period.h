/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-report-order.h"
#include "sync/armada-history-choice.h"

G_BEGIN_DECLS

/* The times that reports are about, seen from a moment. All pure. */

const char *armada_report_period_to_name (ArmadaHistoryPeriod period);
gboolean armada_report_period_from_name (const char *name, ArmadaHistoryPeriod *period);
void armada_report_period_find (ArmadaHistoryPeriod period, gint64 now, char **from, char **to);
gint64 armada_report_period_to_wall_clock (GTimeZone *zone, gint64 time);
ArmadaReportOrder *armada_report_order_at (const ArmadaReportOrder *order, gint64 now);
ArmadaReportOrder *
armada_report_order_again (const ArmadaReportOrder *order, ArmadaHistoryPeriod period, gint64 now);

G_END_DECLS
