/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "api/armada-report-request.h"

G_BEGIN_DECLS

/*
 * Has the server make a report, fetches it and checks that it is what its format says.
 * Errors: of ARMADA_ERROR; REFUSED with the server's sentence also where a page, JSON or a text
 * that tells of a failure came instead of the file; UNAUTHORIZED where it was the page to sign in
 * on; BAD_REPLY where it was something else.
 */
void armada_report_fetch_async (ArmadaClient *client,
                                const ArmadaReportRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: (transfer full): the file's bytes; none where the server only took the request into its
 * schedule */
GBytes *armada_report_fetch_finish (GAsyncResult *result, GError **error);

G_END_DECLS
