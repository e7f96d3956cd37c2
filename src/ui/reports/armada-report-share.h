/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-report.h"

G_BEGIN_DECLS

/* (element-type ArmadaReport): Has the desktop's portal begin an e-mail with reports attached, in
 * the program that the user writes e-mail with. */
void
armada_report_share_async (GPtrArray *reports, GAsyncReadyCallback callback, gpointer user_data);
/* Returns: whether it could */
gboolean armada_report_share_finish (GAsyncResult *result);

G_END_DECLS
