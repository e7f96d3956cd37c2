/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/armada-report-queue.h"

G_BEGIN_DECLS

/**
 * ArmadaReportAsked:
 * @ARMADA_REPORT_ASKED_FAILED: see the error
 * @ARMADA_REPORT_ASKED_QUEUED: its turn comes
 * @ARMADA_REPORT_ASKED_WAITING: the server cannot be asked now, and will be by itself
 * @ARMADA_REPORT_ASKED_MAKING: the server has taken it, and it is being made
 * @ARMADA_REPORT_ASKED_SCHEDULED: the server has taken it into its schedule
 */
typedef enum
{
  ARMADA_REPORT_ASKED_FAILED,
  ARMADA_REPORT_ASKED_QUEUED,
  ARMADA_REPORT_ASKED_WAITING,
  ARMADA_REPORT_ASKED_MAKING,
  ARMADA_REPORT_ASKED_SCHEDULED,
} ArmadaReportAsked;

/*
 * Queues reports and, where it is one whose turn it is, waits for what the server says to it: what
 * the server refuses is taken out of the queue again, and told. Cancelling leaves what is queued.
 */
void armada_report_ask_async (ArmadaReportQueue *queue,
                              gint64 account,
                              GPtrArray *orders,
                              const char *batch,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
ArmadaReportAsked armada_report_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
