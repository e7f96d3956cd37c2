/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-report.h"

G_BEGIN_DECLS

/**
 * ArmadaReportJobState:
 * @ARMADA_REPORT_JOB_QUEUED: its turn comes; while its account is not signed in it stays so
 * @ARMADA_REPORT_JOB_WAITING: it did not work, "error" says why, and is tried again by itself: at
 *   "retry-at", when the network is back, or after signing in (ARMADA_ERROR_UNAUTHORIZED)
 * @ARMADA_REPORT_JOB_ASKING: the server is being asked
 * @ARMADA_REPORT_JOB_MAKING: the server makes it; that can take minutes
 * @ARMADA_REPORT_JOB_DOWNLOADING: it comes: "received" of "total" bytes
 * @ARMADA_REPORT_JOB_KEEPING: it is checked and put into the archive
 * @ARMADA_REPORT_JOB_DONE: "report" is in the archive; NULL where the server only took it into its
 *   schedule
 * @ARMADA_REPORT_JOB_FAILED: "error" says why; it is kept until it is tried again or removed
 * @ARMADA_REPORT_JOB_CANCELLED: the user did not want it any more
 */
typedef enum
{
  ARMADA_REPORT_JOB_QUEUED,
  ARMADA_REPORT_JOB_WAITING,
  ARMADA_REPORT_JOB_ASKING,
  ARMADA_REPORT_JOB_MAKING,
  ARMADA_REPORT_JOB_DOWNLOADING,
  ARMADA_REPORT_JOB_KEEPING,
  ARMADA_REPORT_JOB_DONE,
  ARMADA_REPORT_JOB_FAILED,
  ARMADA_REPORT_JOB_CANCELLED,
} ArmadaReportJobState;

#define ARMADA_TYPE_REPORT_JOB (armada_report_job_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportJob, armada_report_job, ARMADA, REPORT_JOB, GObject)

/*
 * A report that is being made: asked for, waited for, downloaded, checked, kept.
 *
 * Properties (read-only, notified): "state" (uint ArmadaReportJobState), "title", "type-name",
 * "format", "vehicles" (string), "batch" (int64, 0 none), "batch-name" (string), "account" (int64),
 * "created" (int64 UNIX seconds), "received" (uint64 bytes), "total" (int64 bytes, -1 not known),
 * "elapsed" (uint: seconds since the server was asked; stands still when it has ended), "error"
 * (G_TYPE_ERROR, nullable), "retry-at" (int64 UNIX seconds, 0: not at a time), "attempts" (uint:
 * times it was tried in vain), "report" (ArmadaReport, nullable).
 */

ArmadaReportJobState armada_report_job_get_state (ArmadaReportJob *self);
const ArmadaReportOrder *armada_report_job_get_order (ArmadaReportJob *self);
gint64 armada_report_job_get_account (ArmadaReportJob *self);
gint64 armada_report_job_get_batch (ArmadaReportJob *self);
const char *armada_report_job_get_batch_name (ArmadaReportJob *self);
const GError *armada_report_job_get_error (ArmadaReportJob *self);
gint64 armada_report_job_get_retry_at (ArmadaReportJob *self);
guint64 armada_report_job_get_received (ArmadaReportJob *self);
gint64 armada_report_job_get_total (ArmadaReportJob *self);
guint armada_report_job_get_elapsed (ArmadaReportJob *self);
guint armada_report_job_get_attempts (ArmadaReportJob *self);
ArmadaReport *armada_report_job_get_report (ArmadaReportJob *self);
gboolean armada_report_job_is_running (ArmadaReportJob *self);
gboolean armada_report_job_is_over (ArmadaReportJob *self);

G_END_DECLS
