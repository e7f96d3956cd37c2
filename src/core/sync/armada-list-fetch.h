/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "api/armada-list.h"

G_BEGIN_DECLS

/*
 * Fetches a list to its end, a page after the other. Where the server lacks get_alerts_summary, or
 * gives no counts in it, the events of the period are counted instead: the counts are then "ours".
 *
 * @max_items: when so many have come the rest is not asked for; 0: all
 */
void armada_list_fetch_async (ArmadaClient *client,
                              const ArmadaListQuery *query,
                              guint max_items,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/*
 * Returns: (transfer full): all records in one page: page 1 of last_page 1 when it is all there is.
 * When a later page fails, NULL with its error, and the pages before it in @partial, if given.
 */
ArmadaPage *armada_list_fetch_finish (GAsyncResult *result, ArmadaPage **partial, GError **error);

G_END_DECLS
