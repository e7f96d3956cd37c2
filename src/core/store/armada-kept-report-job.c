/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-kept-report-job"

#include "store/armada-kept-report-job.h"

ArmadaKeptReportJob *
armada_kept_report_job_copy (const ArmadaKeptReportJob *self)
{
  ArmadaKeptReportJob *copy = g_memdup2 (self, sizeof *self);

  copy->order = armada_report_order_ref (self->order);
  copy->batch_name = g_strdup (self->batch_name);
  copy->said = g_strdup (self->said);
  return copy;
}

void
armada_kept_report_job_free (ArmadaKeptReportJob *self)
{
  armada_report_order_unref (self->order);
  g_free (self->batch_name);
  g_free (self->said);
  g_free (self);
}
