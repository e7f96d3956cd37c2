/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-poll"

#include "sync/armada-poll.h"

#include "api/armada-error.h"

/* More pages than the largest fleet has at the smallest limit: no server keeps us asking for ever.
 */
#define MAX_PAGES 1000

typedef enum
{
  STEP_LATEST,
  STEP_PAGE,
  STEP_DONE,
} Step;

/* One poll. While a worker thread reads, the main thread leaves it alone. */
typedef struct
{
  /* input */
  ArmadaClient *client;
  ArmadaPollKind kind;
  gint64 since;
  guint timeout;

  /* in progress */
  Step step;
  guint page;
  GBytes *body;

  /* output */
  ArmadaPollResult *result;
} Poll;

static void
poll_free (Poll *poll)
{
  g_clear_object (&poll->client);
  g_clear_pointer (&poll->body, g_bytes_unref);
  g_clear_pointer (&poll->result, armada_poll_result_free);
  g_free (poll);
}

static void start_step (GTask *task);

/* Whether a failure of get_devices_latest says nothing about the server as a whole. */
static gboolean
is_own_failure (const GError *error)
{
  return g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_MISSING) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_REFUSED) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_SERVER) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
}

/* A server without the endpoint answers 404 or 405, or 200 with status 0 and a sentence. */
static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_MISSING) ||
         (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_REFUSED) &&
          armada_error_get_status (error) == 200);
}

/* Goes on with the whole fleet, if @error leaves hope for it. */
static gboolean
survive_latest (Poll *poll, const GError *error)
{
  ArmadaPollResult *result = poll->result;
  gboolean optional = poll->kind == ARMADA_POLL_PROBE &&
                      !g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED) &&
                      !g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_RATE_LIMITED) &&
                      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (poll->step != STEP_LATEST || !(optional || is_own_failure (error)))
    return FALSE;

  g_debug ("polling without get_devices_latest: %s", error->message);
  result->latest = is_missing (error) ? ARMADA_POLL_LATEST_MISSING : ARMADA_POLL_LATEST_FAILED;
  if (poll->kind == ARMADA_POLL_LATEST)
    {
      /* it may have noted devices that nobody will be told of */
      armada_devices_reader_free (result->reader);
      result->reader = armada_devices_reader_new ();
    }
  poll->step = STEP_PAGE;
  return TRUE;
}

/* Takes over @task and @error. */
static void
take_error (GTask *task, GError *error)
{
  if (survive_latest (g_task_get_task_data (task), error))
    {
      g_error_free (error);
      start_step (task);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

/* A probe's devices are of no use: the whole fleet follows. Its own reader keeps them out of ours.
 */
static gboolean
read_latest (Poll *poll, GError **error)
{
  ArmadaPollResult *result = poll->result;
  gboolean probe = poll->kind == ARMADA_POLL_PROBE;
  g_autoptr (ArmadaDevicesReader) scratch = probe ? armada_devices_reader_new () : NULL;
  g_autoptr (ArmadaDeviceBatch) batch = NULL;

  batch = armada_devices_reader_read_latest (probe ? scratch : result->reader, poll->body,
                                             &result->time, error);
  if (batch == NULL)
    return FALSE;

  result->latest = ARMADA_POLL_LATEST_GOOD;
  poll->step = probe ? STEP_PAGE : STEP_DONE;
  if (!probe)
    result->batch = g_steal_pointer (&batch);
  return TRUE;
}

static gboolean
read_page (Poll *poll, GError **error)
{
  ArmadaDevicesReader *reader = poll->result->reader;
  guint n_new = 0;

  if (poll->page == 1)
    armada_devices_reader_begin (reader);
  if (!armada_devices_reader_read_page (reader, poll->body, &n_new, error))
    return FALSE;

  if (n_new > 0 && poll->page == MAX_PAGES)
    g_message ("get_devices: still new devices on page %u, not asking for more", poll->page);
  if (n_new > 0 && poll->page++ < MAX_PAGES)
    return TRUE;

  poll->result->batch = armada_devices_reader_finish (reader);
  poll->step = STEP_DONE;
  return TRUE;
}

static void
read_thread (GTask *reading, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Poll *poll = task_data;
  GError *error = NULL;
  gboolean read = poll->step == STEP_LATEST ? read_latest (poll, &error) : read_page (poll, &error);

  g_clear_pointer (&poll->body, g_bytes_unref);
  if (read)
    g_task_return_boolean (reading, TRUE);
  else
    g_task_return_error (reading, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Poll *poll = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    take_error (g_steal_pointer (&task), error);
  else if (poll->step != STEP_DONE)
    start_step (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&poll->result),
                           (GDestroyNotify) armada_poll_result_free);
}

static void
call_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Poll *poll = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);
  g_autoptr (GTask) reading = NULL;

  if (answer == NULL)
    {
      take_error (g_steal_pointer (&task), error);
      return;
    }

  poll->body = g_bytes_ref (armada_answer_get_bytes (answer));
  reading = g_task_new (NULL, g_task_get_cancellable (task), read_cb, task);
  g_task_set_source_tag (reading, call_cb);
  g_task_set_task_data (reading, poll, NULL);
  g_task_run_in_thread (reading, read_thread);
  g_steal_pointer (&task);
}

/* Takes over @task. */
static void
start_step (GTask *task)
{
  Poll *poll = g_task_get_task_data (task);
  g_autoptr (ArmadaCall) call = poll->step == STEP_LATEST
                                    ? armada_devices_reader_latest_call (poll->since)
                                    : armada_devices_reader_call (poll->page);

  if (poll->timeout > 0)
    armada_call_set_timeout (call, poll->timeout);
  armada_client_call_async (poll->client, call, g_task_get_cancellable (task), call_cb, task);
}

/**
 * armada_poll_result_free:
 * @self: (transfer full): not being read by a poll
 */
void
armada_poll_result_free (ArmadaPollResult *self)
{
  g_clear_pointer (&self->reader, armada_devices_reader_free);
  g_clear_pointer (&self->batch, armada_device_batch_unref);
  g_free (self);
}

/**
 * armada_poll_async:
 * @client: signed in
 * @reader: (transfer full): of the last poll, or a new one
 * @kind: what to ask for
 * @since: for get_devices_latest: UNIX seconds by the server's clock
 * @timeout: seconds for each request; 0: as long as a call usually has
 *
 * Asks once for the fleet: pages until one brings no new device, each read in a worker thread. The
 * reader goes into the poll and comes out only with its batch, so that a poll that fails or is
 * cancelled takes what it has noted with it, and no device is ever taken for told that was not.
 */
void
armada_poll_async (ArmadaClient *client,
                   ArmadaDevicesReader *reader,
                   ArmadaPollKind kind,
                   gint64 since,
                   guint timeout,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Poll *poll = g_new0 (Poll, 1);

  g_task_set_source_tag (task, armada_poll_async);
  poll->client = g_object_ref (client);
  poll->kind = kind;
  poll->since = since;
  poll->timeout = timeout;
  poll->step = kind == ARMADA_POLL_FULL ? STEP_PAGE : STEP_LATEST;
  poll->page = 1;
  poll->result = g_new0 (ArmadaPollResult, 1);
  poll->result->reader = reader;
  g_task_set_task_data (task, poll, (GDestroyNotify) poll_free);
  start_step (task);
}

/**
 * armada_poll_finish:
 *
 * Returns: (transfer full): what the poll brought; an error of the client or the reader when any
 *   part of it failed
 */
ArmadaPollResult *
armada_poll_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
