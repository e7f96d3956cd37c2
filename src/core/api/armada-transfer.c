/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-transfer"

#include "api/armada-transfer.h"

#include "api/armada-address.h"
#include "api/armada-call-private.h"
#include "api/armada-error.h"

#define MAX_REDIRECTS 5
#define READ_SIZE (128 * 1024)
#define PARSE_IN_THREAD (16 * 1024) /* bytes from which on the main thread does not parse */

/* The task owns it. */
typedef struct
{
  /* input */
  SoupSession *soup;
  GUri *server;
  ArmadaCall *call;

  /* in progress */
  SoupMessage *message;
  GCancellable *cancellable; /* ends it for the caller or the time */
  GSource *timeout;          /* (nullable) */
  gboolean timed_out;
  guint n_redirects;
  GInputStream *stream; /* of the body */
  GByteArray *body;
  guint8 *buffer;
  guint64 n_received;
  gint64 n_total;   /* -1 unknown */
  gboolean sinking; /* a good body goes to the call's sink */
} Transfer;

/* What a worker thread needs to read an answer: a share in each, nothing of the transfer. */
typedef struct
{
  ArmadaCall *call;
  guint status;
  int retry_after;
  GBytes *body;
} Parsing;

static void send_message (GTask *task);

static void
clear_timeout (Transfer *transfer)
{
  if (transfer->timeout != NULL)
    {
      g_source_destroy (transfer->timeout);
      g_clear_pointer (&transfer->timeout, g_source_unref);
    }
}

static void
transfer_free (Transfer *transfer)
{
  clear_timeout (transfer);
  g_object_unref (transfer->soup);
  g_uri_unref (transfer->server);
  armada_call_unref (transfer->call);
  g_clear_object (&transfer->message);
  g_clear_object (&transfer->cancellable);
  g_clear_object (&transfer->stream);
  g_clear_pointer (&transfer->body, g_byte_array_unref);
  g_free (transfer->buffer);
  g_free (transfer);
}

static const char *
get_endpoint (const Transfer *transfer)
{
  return transfer->call->endpoint;
}

static gboolean
is_good (const Transfer *transfer)
{
  return SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (transfer->message));
}

/* Where a redirect leads, if it may be followed: within the server, and not for ever. */
static GUri *
find_redirect (Transfer *transfer)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (transfer->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  g_autoptr (GUri) uri = NULL;

  if (location == NULL || transfer->call->method != ARMADA_CALL_GET ||
      transfer->n_redirects == MAX_REDIRECTS)
    return NULL;
  uri = g_uri_parse_relative (soup_message_get_uri (transfer->message), location,
                              SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || !armada_address_same_server (uri, transfer->server))
    return NULL;
  return g_steal_pointer (&uri);
}

static int
get_retry_after (SoupMessage *message)
{
  const char *text =
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &seconds, NULL))
    return (int) seconds;
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;
  return (int) CLAMP (g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC, 0,
                      G_MAXINT);
}

static GError *
error_for_io (const Transfer *transfer, const GError *error)
{
  if (transfer->timed_out)
    return armada_error_new (ARMADA_ERROR_OFFLINE, "%s: no answer within %u s",
                             get_endpoint (transfer), transfer->call->timeout);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  /* a connection that ends within TLS is cut, not forged */
  if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF)
    return armada_error_new (ARMADA_ERROR_INSECURE, "%s: no TLS that can be trusted (%d)",
                             get_endpoint (transfer), error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return armada_error_new (ARMADA_ERROR_BAD_REPLY, "%s: cannot be unpacked",
                             get_endpoint (transfer));
  /* libsoup names hosts in its messages, never queries; still only the kind is kept */
  return armada_error_new (ARMADA_ERROR_OFFLINE, "%s: %s %d", get_endpoint (transfer),
                           g_quark_to_string (error->domain), error->code);
}

/* The one way out for what fails; takes over @task. */
static void
fail (GTask *task, GError *error)
{
  clear_timeout (g_task_get_task_data (task));
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
parsing_free (Parsing *parsing)
{
  armada_call_unref (parsing->call);
  g_bytes_unref (parsing->body);
  g_free (parsing);
}

static Parsing *
parsing_new (Transfer *transfer)
{
  Parsing *parsing = g_new0 (Parsing, 1);

  parsing->call = armada_call_ref (transfer->call);
  parsing->status = soup_message_get_status (transfer->message);
  parsing->retry_after = get_retry_after (transfer->message);
  parsing->body = g_byte_array_free_to_bytes (g_steal_pointer (&transfer->body));
  return parsing;
}

static void
parse_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Parsing *parsing = data;
  const ArmadaCall *call = parsing->call;
  GError *error = NULL;
  ArmadaAnswer *answer;

  if (call->url != NULL)
    answer = armada_answer_new_file (call->endpoint, parsing->status, parsing->retry_after,
                                     parsing->body, &error);
  else
    answer = armada_answer_new (call->endpoint, parsing->status, parsing->retry_after,
                                parsing->body, call->unparsed, &error);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) armada_answer_unref);
  else
    g_task_return_error (task, error);
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ArmadaAnswer *answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) armada_answer_unref);
  else
    g_task_return_error (task, error);
}

/* All has come: from here on only the caller can still end the call. */
static void
take_body (GTask *task)
{
  Transfer *transfer = g_task_get_task_data (task);
  gboolean small =
      transfer->body->len <= PARSE_IN_THREAD || (transfer->call->unparsed && is_good (transfer));
  g_autoptr (GTask) parse = g_task_new (NULL, transfer->cancellable, parsed_cb, task);

  clear_timeout (transfer);
  g_task_set_source_tag (parse, take_body);
  g_task_set_task_data (parse, parsing_new (transfer), (GDestroyNotify) parsing_free);
  if (small)
    parse_thread (parse, NULL, g_task_get_task_data (parse), transfer->cancellable);
  else
    g_task_run_in_thread (parse, parse_thread);
}

static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_more (GTask *task, GInputStream *stream)
{
  Transfer *transfer = g_task_get_task_data (task);

  g_input_stream_read_async (stream, transfer->buffer, READ_SIZE, G_PRIORITY_DEFAULT,
                             transfer->cancellable, read_cb, task);
}

/* Where the disk refuses what comes, its reason is the caller's to know. */
static void
sunk_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Transfer *transfer = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      if (transfer->timed_out)
        {
          g_error_free (error);
          error = error_for_io (transfer, NULL);
        }
      g_cancellable_cancel (transfer->cancellable);
      fail (task, error);
      return;
    }
  read_more (task, transfer->stream);
}

/* Whether what has come is not too much. */
static gboolean
count (GTask *task, gsize n)
{
  Transfer *transfer = g_task_get_task_data (task);
  const ArmadaCall *call = transfer->call;
  guint64 limit = armada_call_get_max_size (call);

  transfer->n_received += n;
  if (call->progress != NULL && is_good (transfer))
    call->progress (transfer->n_received, transfer->n_total, call->progress_data);
  if (!transfer->sinking)
    limit = MIN (limit, G_MAXUINT / 2);
  if (transfer->n_received > limit || transfer->n_total > (gint64) limit)
    {
      g_cancellable_cancel (transfer->cancellable);
      fail (task, armada_error_new (ARMADA_ERROR_BAD_REPLY, "%s: the answer is too large",
                                    get_endpoint (transfer)));
      return FALSE;
    }
  return TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Transfer *transfer = g_task_get_task_data (task);
  GInputStream *stream = G_INPUT_STREAM (source);
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (stream, result, &error);

  if (n < 0)
    {
      fail (task, error_for_io (transfer, error));
      return;
    }
  if (n == 0)
    {
      take_body (task);
      return;
    }
  if (!count (task, (gsize) n))
    return;
  if (transfer->sinking)
    {
      g_output_stream_write_all_async (transfer->call->sink, transfer->buffer, (gsize) n,
                                       G_PRIORITY_DEFAULT, transfer->cancellable, sunk_cb, task);
      return;
    }
  g_byte_array_append (transfer->body, transfer->buffer, (guint) n);
  read_more (task, stream);
}

/* -1: unknown, as of what is packed, since it is counted unpacked. */
static gint64
get_total (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
      soup_message_headers_get_one (headers, "Content-Encoding") != NULL)
    return -1;
  return (gint64) soup_message_headers_get_content_length (headers);
}

static void
begin_body (GTask *task, GInputStream *stream)
{
  Transfer *transfer = g_task_get_task_data (task);

  transfer->body = g_byte_array_new ();
  transfer->buffer = g_malloc (READ_SIZE);
  transfer->stream = g_object_ref (stream);
  transfer->n_total = get_total (transfer->message);
  transfer->sinking = transfer->call->sink != NULL && is_good (transfer);
  if (count (task, 0))
    read_more (task, stream);
}

/* Whether what came is cut short is told by libsoup, from Content-Length or the last chunk. */
static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Transfer *transfer = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (source), result, &error);
  g_autoptr (GUri) redirect = NULL;

  if (stream == NULL)
    {
      fail (task, error_for_io (transfer, error));
      return;
    }
  if (SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (transfer->message)))
    {
      redirect = find_redirect (transfer);
      if (redirect == NULL)
        {
          fail (task, armada_error_new (ARMADA_ERROR_BAD_REPLY, "%s: redirected elsewhere",
                                        get_endpoint (transfer)));
          return;
        }
      transfer->n_redirects++;
      g_clear_object (&transfer->message);
      transfer->message = soup_message_new_from_uri (SOUP_METHOD_GET, redirect);
      send_message (task);
      return;
    }
  begin_body (task, stream);
}

static void
send_message (GTask *task)
{
  Transfer *transfer = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_request_headers (transfer->message);

  soup_message_headers_replace (headers, "Accept",
                                transfer->call->url ? "*/*" : "application/json");
  soup_message_add_flags (transfer->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_async (transfer->soup, transfer->message, G_PRIORITY_DEFAULT,
                           transfer->cancellable, sent_cb, task);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Transfer *transfer = user_data;

  transfer->timed_out = TRUE;
  g_cancellable_cancel (transfer->cancellable);
  return G_SOURCE_REMOVE;
}

/**
 * armada_transfer_async:
 * @server: no redirect leads away from it
 * @call: what is asked for
 * @message: (transfer none): how
 * @cancellable: of this transfer alone: it is cancelled as well when the call's time is over
 *
 * Takes at most the call's own timeout. Main thread only.
 */
void
armada_transfer_async (SoupSession *soup,
                       GUri *server,
                       ArmadaCall *call,
                       SoupMessage *message,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Transfer *transfer = g_new0 (Transfer, 1);

  g_task_set_source_tag (task, armada_transfer_async);
  transfer->soup = g_object_ref (soup);
  transfer->server = g_uri_ref (server);
  transfer->call = armada_call_ref (call);
  transfer->message = g_object_ref (message);
  transfer->cancellable = g_object_ref (cancellable);
  g_task_set_task_data (task, transfer, (GDestroyNotify) transfer_free);
  if (call->timeout > 0)
    {
      transfer->timeout = g_timeout_source_new_seconds (call->timeout);
      g_source_set_callback (transfer->timeout, timeout_cb, transfer, NULL);
      g_source_attach (transfer->timeout, g_task_get_context (task));
    }
  send_message (task);
}

/**
 * armada_transfer_finish:
 *
 * Returns: (transfer full): a good answer; NULL with an error of ARMADA_ERROR, of the call's sink
 *   or with G_IO_ERROR_CANCELLED
 */
ArmadaAnswer *
armada_transfer_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
