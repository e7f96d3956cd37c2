/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-inbox-counts"

#include "sync/armada-inbox-counts.h"

#include "api/armada-error.h"
#include "api/armada-list.h"

/* The server's own count of events. It takes times by the account's clock. */

typedef struct
{
  /* input */
  ArmadaClient *client; /* (nullable) */
  gint64 from;
  gint64 to;
  int zone;

  /* output */
  gboolean zone_known;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_clear_object (&ask->client);
  g_free (ask);
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);
  g_autoptr (ArmadaPage) page =
      answer ? armada_list_read (ARMADA_LIST_ALERT_COUNTS, answer, &error) : NULL;

  if (page == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&page), (GDestroyNotify) armada_page_free);
}

/* Returns: (transfer full) (nullable): @time as the account's clock shows it */
static char *
format (const Ask *ask, gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time + ask->zone);

  return date ? g_date_time_format (date, "%Y-%m-%d %H:%M:%S") : NULL;
}

static void
zone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Ask *ask = g_task_get_task_data (task);
  g_autofree char *text = armada_store_get_fact_finish (ARMADA_STORE (source), result, NULL);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr (ArmadaCall) call = NULL;
  gint64 zone;

  ask->zone_known =
      text != NULL && g_ascii_string_to_signed (text, 10, -16 * 3600, 16 * 3600, &zone, NULL);
  if (ask->zone_known)
    ask->zone = (int) zone;
  from = ask->from != 0 ? format (ask, ask->from) : NULL;
  to = ask->to != 0 ? format (ask, ask->to - 1) : NULL;
  call = armada_list_call (
      &(ArmadaListQuery) { .kind = ARMADA_LIST_ALERT_COUNTS, .from = from, .to = to }, 1);
  armada_client_call_async (ask->client, call, g_task_get_cancellable (task), answer_cb,
                            g_object_ref (task));
}

void
armada_inbox_ask_counts_async (ArmadaInbox *self,
                               gint64 from,
                               gint64 to,
                               int zone,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  ArmadaClient *client = armada_inbox_get_client (self);
  Ask *ask = g_new0 (Ask, 1);

  *ask = (Ask) {
    .client = client ? g_object_ref (client) : NULL, .from = from, .to = to, .zone = zone
  };
  g_task_set_source_tag (task, armada_inbox_ask_counts_async);
  g_task_set_task_data (task, ask, ask_free);
  if (client == NULL)
    g_task_return_error (task, armada_error_new (ARMADA_ERROR_OFFLINE, "nobody is signed in"));
  else
    armada_store_get_fact_async (armada_inbox_get_store (self), armada_inbox_get_account (self),
                                 "zone", cancellable, zone_cb, g_object_ref (task));
}

ArmadaPage *
armada_inbox_ask_counts_finish (GAsyncResult *result, gboolean *zone_known, GError **error)
{
  const Ask *ask = g_task_get_task_data (G_TASK (result));

  *zone_known = ask->zone_known;
  return g_task_propagate_pointer (G_TASK (result), error);
}
