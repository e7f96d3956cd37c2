/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-kept-report-schedule.h"

G_BEGIN_DECLS

/* When a schedule is due. All pure; UNIX seconds. */

gint64 armada_report_due_find_next (const ArmadaKeptReportSchedule *schedule,
                                    GTimeZone *zone,
                                    gint64 after);
gint64 armada_report_due_find_last (const ArmadaKeptReportSchedule *schedule,
                                    GTimeZone *zone,
                                    gint64 until);

G_END_DECLS
