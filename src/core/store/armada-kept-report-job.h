/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-report-order.h"

G_BEGIN_DECLS

/**
 * ArmadaKeptReportJob:
 * @id: row in the store, which is there until the report is
 * @account: for whom
 * @order: what is to be made
 * @batch: number of the batch it belongs to, 0 none
 * @batch_name: of that batch, "" none
 * @background: nobody waits for it
 * @failed: it is not tried again by itself
 * @attempts: times that a server was asked in vain
 * @created: UNIX seconds
 * @code: of ARMADA_ERROR, why it failed; -1 none or another
 * @said: the server's sentence about that, "" none
 *
 * A report that is still to be made.
 */
typedef struct
{
  gint64 id;
  gint64 account;
  ArmadaReportOrder *order;
  gint64 batch;
  char *batch_name;
  gboolean background;
  gboolean failed;
  guint attempts;
  gint64 created;
  int code;
  char *said;
} ArmadaKeptReportJob;

ArmadaKeptReportJob *armada_kept_report_job_copy (const ArmadaKeptReportJob *self);
void armada_kept_report_job_free (ArmadaKeptReportJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaKeptReportJob, armada_kept_report_job_free)

G_END_DECLS
