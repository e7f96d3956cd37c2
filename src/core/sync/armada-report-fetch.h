/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "api/armada-report-request.h"

G_BEGIN_DECLS

/* Bytes that a report may have unless told otherwise. */
#define ARMADA_REPORT_MAX_SIZE ((guint64) 500 * 1024 * 1024)

/**
 * ArmadaReportFetchStep:
 * @ARMADA_REPORT_FETCH_ASK: the server is asked to make it
 * @ARMADA_REPORT_FETCH_WAIT: it was told where it will be; it is made while it is waited for
 * @ARMADA_REPORT_FETCH_DOWNLOAD: it comes
 * @ARMADA_REPORT_FETCH_CHECK: whether it is what was asked for
 */
typedef enum
{
  ARMADA_REPORT_FETCH_ASK,
  ARMADA_REPORT_FETCH_WAIT,
  ARMADA_REPORT_FETCH_DOWNLOAD,
  ARMADA_REPORT_FETCH_CHECK,
} ArmadaReportFetchStep;

/* @received: bytes; @total: -1 not known */
typedef void (*ArmadaReportFetchFunc) (ArmadaReportFetchStep step,
                                       guint64 received,
                                       gint64 total,
                                       gpointer user_data);

/**
 * ArmadaReportFetchOptions:
 * @file: (nullable): an empty file that it is written into as it comes; NULL: it is kept in memory
 * @max_size: bytes, 0: %ARMADA_REPORT_MAX_SIZE
 * @func: (nullable): told of each step, and as it comes; not after the callback
 */
typedef struct
{
  GFile *file;
  guint64 max_size;
  ArmadaReportFetchFunc func;
  gpointer func_data;
} ArmadaReportFetchOptions;

/*
 * Has the server make a report, fetches it and checks that it is what its format says. A server may
 * take ten minutes for it.
 * Errors: of ARMADA_ERROR; REFUSED with the server's sentence also where a page, JSON or a text
 * that tells of a failure came instead of the file; UNAUTHORIZED where it was the page to sign in
 * on; BAD_REPLY where it was something else. Of G_IO_ERROR: MESSAGE_TOO_LARGE beyond the limit;
 * NO_SPACE and others where the file cannot be written.
 */
void armada_report_fetch_async (ArmadaClient *client,
                                ArmadaCall *ask,
                                const char *format,
                                const ArmadaReportFetchOptions *options,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: (transfer full): the file's bytes, of a file mapped; none where the server only took the
 * request into its schedule */
GBytes *armada_report_fetch_finish (GAsyncResult *result, GError **error);

G_END_DECLS
