/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-kept-report-schedule"

#include "store/armada-kept-report-schedule.h"

ArmadaKeptReportSchedule *
armada_kept_report_schedule_copy (const ArmadaKeptReportSchedule *self)
{
  ArmadaKeptReportSchedule *copy = g_memdup2 (self, sizeof *self);

  copy->order = armada_report_order_ref (self->order);
  return copy;
}

void
armada_kept_report_schedule_free (ArmadaKeptReportSchedule *self)
{
  armada_report_order_unref (self->order);
  g_free (self);
}
