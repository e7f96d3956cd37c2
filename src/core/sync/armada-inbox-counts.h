/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-page.h"
#include "sync/armada-inbox.h"

G_BEGIN_DECLS

/* Asks the server how many events of each type there were, by get_alerts_summary. @from: UNIX
 * seconds; @to: likewise, not itself, 0 until now; @zone: seconds east of UTC that the account's
 * clock is taken to stand while no history told of it. */
void armada_inbox_ask_counts_async (ArmadaInbox *self,
                                    gint64 from,
                                    gint64 to,
                                    int zone,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full): of ArmadaAlertCountRecord; NULL with ARMADA_ERROR_MISSING where the
 * server does not count, and ARMADA_ERROR_OFFLINE while nobody is signed in. @zone_known: whether
 * the account's clock is known; else the zone asked with stood in for it */
ArmadaPage *
armada_inbox_ask_counts_finish (GAsyncResult *result, gboolean *zone_known, GError **error);

G_END_DECLS
