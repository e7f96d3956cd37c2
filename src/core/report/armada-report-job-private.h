/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "report/armada-report-job.h"
#include "store/armada-account.h"
#include "store/armada-archive.h"
#include "store/armada-kept-report-job.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

/* For the queue, and for nobody else. */

ArmadaReportJob *armada_report_job_new (const ArmadaKeptReportJob *kept, ArmadaClock *clock);
const ArmadaKeptReportJob *armada_report_job_get_kept (ArmadaReportJob *self);
void armada_report_job_set_kept (ArmadaReportJob *self, const ArmadaKeptReportJob *kept);

/* Makes it, once. @result: of the callback, for armada_report_job_run_finish() */
void armada_report_job_run_async (ArmadaReportJob *self,
                                  ArmadaClient *client,
                                  ArmadaAccount *account,
                                  ArmadaArchive *archive,
                                  guint64 max_size,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean armada_report_job_run_finish (ArmadaReportJob *self, GAsyncResult *result, GError **error);
void armada_report_job_stop (ArmadaReportJob *self);
gboolean armada_report_job_was_reached (ArmadaReportJob *self);

void armada_report_job_tick (ArmadaReportJob *self);
void armada_report_job_queue (ArmadaReportJob *self);
void armada_report_job_wait (ArmadaReportJob *self, const GError *error, gint64 retry_at);
void armada_report_job_end (ArmadaReportJob *self, ArmadaReportJobState state, const GError *error);
void armada_report_job_count_attempt (ArmadaReportJob *self);
void armada_report_job_forget_attempts (ArmadaReportJob *self);

G_END_DECLS
