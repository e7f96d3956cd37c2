/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-account.h"
#include "store/armada-archive.h"
#include "store/armada-kept-report-job.h"
#include "sync/armada-clock.h"
#include "sync/armada-report-fetch.h"

G_BEGIN_DECLS

/**
 * ArmadaReportRunOptions:
 * @job: what is to be made
 * @client: of whom it is asked
 * @account: the one that @client is signed in as
 * @archive: where the report goes
 * @clock: when it is made
 * @max_size: bytes that it may have
 * @func: told of each step and as it comes; not after the callback. What is kept is told as
 *   %ARMADA_REPORT_FETCH_CHECK
 */
typedef struct
{
  const ArmadaKeptReportJob *job;
  ArmadaClient *client;
  ArmadaAccount *account;
  ArmadaArchive *archive;
  ArmadaClock *clock;
  guint64 max_size;
  ArmadaReportFetchFunc func;
  gpointer func_data;
} ArmadaReportRunOptions;

/*
 * Makes the report of a job once: asks for it, fetches it into a draft and has the archive take it.
 * Where anything fails nothing of it is left. Errors: those of armada_report_fetch_async() and of
 * the archive.
 */
void armada_report_run_async (const ArmadaReportRunOptions *options,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* @report: (out) (transfer full) (nullable): none where the server took it into its own plan */
gboolean armada_report_run_finish (GAsyncResult *result, ArmadaReport **report, GError **error);

G_END_DECLS
