/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "report/armada-report-job.h"
#include "store/armada-account.h"
#include "store/armada-archive.h"
#include "store/armada-kept-report-schedule.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

/* Reports that are made at once. */
#define ARMADA_REPORT_QUEUE_MAX_RUNNING 2

#define ARMADA_TYPE_REPORT_QUEUE (armada_report_queue_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportQueue, armada_report_queue, ARMADA, REPORT_QUEUE, GObject)

/*
 * The reports that are being made or still are to be: a GListModel of ArmadaReportJob, those asked
 * for first at the top, of all accounts; those of the account that is signed in are made, two at a
 * time, what somebody waits for before what is made in the background. A job is in the store before
 * it is in the list, and out of it only when its report is in the archive or the user does not want
 * it any more: it survives signing out, going offline and the end of the program. Jobs that are
 * over stay in the list until they are removed; of those only the failed ones come back after a
 * restart.
 *
 * Properties: "n-running", "n-waiting" (queued or waiting), "n-failed", "n-done" (uint, read-only,
 * notified), "max-size" (uint64 bytes that a report may have, read-write), "network-monitor"
 * (object, nullable, read-write), "seed" (uint, write-only, of the jitter).
 *
 * Signal "ended" (ArmadaReportQueue *queue, ArmadaReportJob *job): a job is DONE or FAILED.
 */

ArmadaReportQueue *
armada_report_queue_new (ArmadaStore *store, ArmadaArchive *archive, ArmadaClock *clock);

/* Takes over what earlier runs left. */
void armada_report_queue_open_async (ArmadaReportQueue *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
armada_report_queue_open_finish (ArmadaReportQueue *self, GAsyncResult *result, GError **error);

void armada_report_queue_set_client (ArmadaReportQueue *self,
                                     ArmadaClient *client,
                                     ArmadaAccount *account);
gboolean armada_report_queue_can_run (ArmadaReportQueue *self, ArmadaReportJob *job);
void armada_report_queue_forget_account (ArmadaReportQueue *self, gint64 account);
void armada_report_queue_close (ArmadaReportQueue *self);

/* (element-type ArmadaReportOrder): all or none are queued, with @batch they belong together.
 * Returns: (transfer full) (element-type ArmadaReportJob): one for each. Errors: of the store. */
void armada_report_queue_add_async (ArmadaReportQueue *self,
                                    gint64 account,
                                    GPtrArray *orders,
                                    const char *batch,
                                    gboolean background,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void armada_report_queue_add_scheduled_async (ArmadaReportQueue *self,
                                              const ArmadaKeptReportSchedule *schedule,
                                              GPtrArray *orders,
                                              const char *batch,
                                              gint64 due,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
GPtrArray *
armada_report_queue_add_finish (ArmadaReportQueue *self, GAsyncResult *result, GError **error);

void armada_report_queue_cancel (ArmadaReportQueue *self, ArmadaReportJob *job);
void armada_report_queue_cancel_batch (ArmadaReportQueue *self, gint64 batch);
void armada_report_queue_retry (ArmadaReportQueue *self, ArmadaReportJob *job);
void armada_report_queue_retry_failed (ArmadaReportQueue *self);
void armada_report_queue_remove (ArmadaReportQueue *self, ArmadaReportJob *job);
void armada_report_queue_remove_batch (ArmadaReportQueue *self, gint64 batch);
void armada_report_queue_remove_over (ArmadaReportQueue *self);

guint armada_report_queue_get_n_running (ArmadaReportQueue *self);
guint armada_report_queue_get_n_waiting (ArmadaReportQueue *self);
guint armada_report_queue_get_n_failed (ArmadaReportQueue *self);
guint armada_report_queue_get_n_done (ArmadaReportQueue *self);

G_END_DECLS
