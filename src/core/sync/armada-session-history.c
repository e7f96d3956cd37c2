/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-session"

#include "sync/armada-session-history.h"

#include "sync/armada-session-private.h"

/* What the session lends of its client and its store to those who want histories. */

/**
 * armada_session_fetch_track_async:
 * @query: its @from and @to name the days
 * @held_only: ask the store alone
 *
 * Fetches the days of a vehicle of the open account, or takes them from the store, as
 * armada_track_fetch_async() does. The callback gets no source.
 */
void
armada_session_fetch_track_async (ArmadaSession *self,
                                  const ArmadaHistoryQuery *query,
                                  gboolean held_only,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  gint64 account = self->account ? self->account->id : 0;

  armada_track_fetch_async (held_only ? NULL : self->client, account != 0 ? self->store : NULL,
                            account, query, NULL, NULL, cancellable, callback, user_data);
}

/**
 * armada_session_fetch_track_finish:
 *
 * Returns: (transfer full) (element-type ArmadaTrackDay): every day, in order; or NULL with the
 *   error of armada_track_fetch_finish()
 */
GPtrArray *
armada_session_fetch_track_finish (GAsyncResult *result, GError **error)
{
  return armada_track_fetch_finish (result, error);
}

static void
zone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *text = armada_store_get_fact_finish (ARMADA_STORE (source), result, NULL);
  gint64 zone;

  if (text != NULL && g_ascii_string_to_signed (text, 10, -16 * 3600, 16 * 3600, &zone, NULL))
    g_task_return_int (task, zone);
  else
    g_task_return_int (task, ARMADA_ZONE_UNKNOWN);
}

/**
 * armada_session_get_zone_async:
 *
 * Asks where the clock of the open account stands.
 */
void
armada_session_get_zone_async (ArmadaSession *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_session_get_zone_async);
  if (self->account == NULL || self->account->id == 0)
    g_task_return_int (task, ARMADA_ZONE_UNKNOWN);
  else
    armada_store_get_fact_async (self->store, self->account->id, "zone", NULL, zone_cb,
                                 g_steal_pointer (&task));
}

/**
 * armada_session_get_zone_finish:
 *
 * Returns: seconds east of UTC; ARMADA_ZONE_UNKNOWN before any history of the account told
 */
int
armada_session_get_zone_finish (ArmadaSession *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  gssize zone = g_task_propagate_int (G_TASK (result), &error);

  return error != NULL ? ARMADA_ZONE_UNKNOWN : (int) zone;
}
