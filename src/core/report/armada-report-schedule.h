/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "store/armada-kept-report-schedule.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_SCHEDULE (armada_report_schedule_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportSchedule,
                      armada_report_schedule,
                      ARMADA,
                      REPORT_SCHEDULE,
                      GObject)

/*
 * A report that this desk makes again and again: the same object for as long as it is there.
 *
 * Properties (read-only, notified): "title" (string), "active" (boolean), "next-due" (int64 UNIX
 * seconds, 0 none: it is not active, or its account not open).
 *
 * Signal "changed": after anything of it is another.
 */

ArmadaReportSchedule *armada_report_schedule_new (const ArmadaKeptReportSchedule *kept);
const ArmadaKeptReportSchedule *armada_report_schedule_get_kept (ArmadaReportSchedule *self);
void armada_report_schedule_set_kept (ArmadaReportSchedule *self,
                                      const ArmadaKeptReportSchedule *kept);
gint64 armada_report_schedule_get_next_due (ArmadaReportSchedule *self);
void armada_report_schedule_set_next_due (ArmadaReportSchedule *self, gint64 next_due);

G_END_DECLS
