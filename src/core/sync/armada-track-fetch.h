/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "api/armada-history-reader.h"
#include "store/armada-store.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackDay:
 * @day: "YYYY-MM-DD" in the account's zone
 * @fixes: (nullable): what was recorded; NULL: not to be had, see @error
 * @fetched: UNIX seconds when the server gave it
 * @from_store: whether no request was needed
 * @error: (nullable): why it is missing
 */
typedef struct
{
  char *day;
  ArmadaFixes *fixes;
  gint64 fetched;
  gboolean from_store;
  GError *error;
} ArmadaTrackDay;

/*
 * The history of a vehicle, by whole days of the account's zone: those in the store that were over
 * when they were asked for, late fixes included, are taken from there and never asked for again;
 * the others are fetched, two at once, and kept.
 *
 * @client: (nullable): NULL: what the store has, no more
 * @store: (nullable): NULL: keep nothing
 * @account: row of the account in the store
 * @query: its @from and @to name the days; times of day are for armada_track_day_contains()
 * @progress: (nullable): called on the main thread whenever a day is there, with how many are
 */
typedef void (*ArmadaTrackProgress) (guint n_done, guint n_days, gpointer user_data);

void armada_track_fetch_async (ArmadaClient *client,
                               ArmadaStore *store,
                               gint64 account,
                               const ArmadaHistoryQuery *query,
                               ArmadaTrackProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Returns: (transfer full) (element-type ArmadaTrackDay): every day of the period, in order. Fails
 * only when no day could be had at all, or when it was cancelled. */
GPtrArray *armada_track_fetch_finish (GAsyncResult *result, GError **error);

void armada_track_day_free (ArmadaTrackDay *self);
gboolean armada_track_day_is_over (const char *day, int zone, gint64 asked);
gboolean armada_track_day_is_good (const char *day, int zone, gint64 asked, gint64 now);

G_END_DECLS
