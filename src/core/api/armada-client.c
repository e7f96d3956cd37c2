/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-client"

#include "armada-config.h"

#include "api/armada-client.h"

#include <libsoup/soup.h>
#include <string.h>

#include "api/armada-address.h"
#include "api/armada-call-private.h"
#include "api/armada-error.h"

#define MAX_REDIRECTS 5
#define MAX_BACKGROUND (ARMADA_CLIENT_MAX_RUNNING - 1)
#define READ_SIZE (128 * 1024)
#define PARSE_IN_THREAD (16 * 1024) /* bytes from which on the main thread does not parse */
#define LEAST_PASSWORD 4            /* characters; shorter ones stand in any sentence */
#define LEAST_HASH 8                /* likewise */
#define TELLING 16                  /* characters of a hash that give it away */

/*
 * ArmadaClient: the only class that knows HTTP. The session owns one per signed-in account. It adds
 * language and hash, lets four requests run at once, and turns every failure into an ARMADA_ERROR.
 * URLs are made here and never leave: no log, no error and no other host gets to see one.
 */
struct _ArmadaClient
{
  GObject parent_instance;

  SoupSession *soup;
  GUri *address;
  char *language;
  char *hash;        /* (nullable) secret */
  guint hash_serial; /* tells a late 401 for an older hash from one for this */
  gboolean locked;   /* the server does not know the hash */
  GQueue waiting[2]; /* of Request, by ArmadaCallPriority */
  guint n_running;
  guint n_background; /* of these: slow ones never hold the last place */
};

G_DEFINE_FINAL_TYPE (ArmadaClient, armada_client, G_TYPE_OBJECT)

static guint unauthorized_signal;

/* One call on its way. The task owns it. */
typedef struct
{
  /* input */
  ArmadaCall *call;
  guint hash_serial;

  /* in progress */
  gboolean queued;
  SoupMessage *message;
  GCancellable *cancellable; /* ours: ends the request for the caller or the time */
  GSource *caller_cancelled;
  GSource *timeout;
  gboolean timed_out;
  guint n_redirects;
  gboolean elsewhere;   /* another host is asked for a file */
  GInputStream *stream; /* of the body */
  GByteArray *body;
  guint8 *buffer;
  guint64 n_received;
  gint64 n_total;   /* -1 unknown */
  gboolean sinking; /* a good body goes to the call's sink */

  /* output */
  ArmadaAnswer *answer;
} Request;

/* What a worker thread needs to read an answer: a share in each, nothing of the request. */
typedef struct
{
  ArmadaCall *call;
  guint status;
  int retry_after;
  GBytes *body;
} Parsing;

static void start_waiting (ArmadaClient *self);
static void send_message (GTask *task);

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    {
      g_source_destroy (*source);
      g_clear_pointer (source, g_source_unref);
    }
}

static void
request_free (Request *request)
{
  clear_source (&request->caller_cancelled);
  clear_source (&request->timeout);
  armada_call_unref (request->call);
  g_clear_object (&request->message);
  g_clear_object (&request->cancellable);
  g_clear_object (&request->stream);
  g_clear_pointer (&request->body, g_byte_array_unref);
  g_clear_pointer (&request->answer, armada_answer_unref);
  g_free (request->buffer);
  g_free (request);
}

static const char *
get_endpoint (const Request *request)
{
  return request->call->endpoint;
}

static gboolean
is_good (const Request *request)
{
  return SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (request->message));
}

/* Returns: (nullable): what a fetch asks for; NULL when it cannot be asked for safely */
static SoupMessage *
new_fetch (ArmadaClient *self, Request *request)
{
  g_autoptr (GUri) uri = armada_address_find_file (self->address, request->call->url, self->hash);

  if (uri == NULL)
    return NULL;
  request->elsewhere = !armada_address_same_server (uri, self->address);
  return soup_message_new_from_uri (SOUP_METHOD_GET, uri);
}

static SoupMessage *
new_message (ArmadaClient *self, const ArmadaCall *call)
{
  g_autofree char *base = armada_address_to_text (self->address);
  g_autoptr (GString) url = g_string_new (base);
  g_autoptr (GUri) uri = NULL;
  SoupMessage *message;

  g_string_append_printf (url, "/api/%s?lang=", call->endpoint);
  g_string_append_uri_escaped (url, self->language, NULL, FALSE);
  if (!call->anonymous && self->hash != NULL)
    {
      g_string_append (url, "&user_api_hash=");
      g_string_append_uri_escaped (url, self->hash, NULL, FALSE);
    }
  if (call->method == ARMADA_CALL_GET && call->parameters->len > 0)
    g_string_append_printf (url, "&%s", call->parameters->str);

  uri = g_uri_parse (url->str, SOUP_HTTP_URI_FLAGS, NULL);
  explicit_bzero (url->str, url->len);
  message = soup_message_new_from_uri (
      call->method == ARMADA_CALL_GET ? SOUP_METHOD_GET : SOUP_METHOD_POST, uri);
  if (call->method == ARMADA_CALL_POST)
    {
      g_autoptr (GBytes) form = g_bytes_new (call->parameters->str, call->parameters->len);

      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", form);
    }
  return message;
}

/* Where a redirect leads, if it may be followed: within the server, and not for ever. */
static GUri *
find_redirect (ArmadaClient *self, Request *request)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (request->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  g_autoptr (GUri) uri = NULL;

  if (location == NULL || request->call->method != ARMADA_CALL_GET ||
      request->n_redirects == MAX_REDIRECTS)
    return NULL;
  uri = g_uri_parse_relative (soup_message_get_uri (request->message), location,
                              SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || !armada_address_same_server (uri, self->address))
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
error_for_io (const Request *request, const GError *error)
{
  if (request->timed_out)
    return armada_error_new (ARMADA_ERROR_OFFLINE, "%s: no answer within %u s",
                             get_endpoint (request), request->call->timeout);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  /* a connection that ends within TLS is cut, not forged */
  if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF)
    return armada_error_new (ARMADA_ERROR_INSECURE, "%s: no TLS that can be trusted (%d)",
                             get_endpoint (request), error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return armada_error_new (ARMADA_ERROR_BAD_REPLY, "%s: cannot be unpacked",
                             get_endpoint (request));
  /* libsoup names hosts in its messages, never queries; still only the kind is kept */
  return armada_error_new (ARMADA_ERROR_OFFLINE, "%s: %s %d", get_endpoint (request),
                           g_quark_to_string (error->domain), error->code);
}

static void
lock_out (ArmadaClient *self, const Request *request)
{
  if (self->locked || request->call->anonymous || request->hash_serial != self->hash_serial)
    return;
  self->locked = TRUE;
  g_signal_emit (self, unauthorized_signal, 0);
}

/* Whether @text repeats the password that a call to sign in carries. */
static gboolean
holds_password (const ArmadaCall *call, const char *text)
{
  g_auto (GStrv) parts = NULL;
  gboolean found = FALSE;

  if (!call->anonymous || text == NULL)
    return FALSE;
  parts = g_strsplit (call->parameters->str, "&", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_str_has_prefix (parts[i], "password="))
        {
          char *password = g_uri_unescape_string (parts[i] + strlen ("password="), NULL);

          found = strlen (password) >= LEAST_PASSWORD && strstr (text, password) != NULL;
          wipe (password);
        }
      explicit_bzero (parts[i], strlen (parts[i]));
    }
  return found;
}

/* Whether one of what the server said about what it was asked with repeats what nobody may see. */
static gboolean
has_secret_field (ArmadaClient *self, const Request *request, const GError *error)
{
  const char *const *fields = armada_error_get_fields (error);

  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    if (armada_client_is_secret (self, fields[i]) || holds_password (request->call, fields[i]))
      return TRUE;
  return FALSE;
}

/* What another host thinks of us says nothing of the session; and no text of a server that repeats
 * what was asked goes further. */
static GError *
clean (ArmadaClient *self, const Request *request, GError *error)
{
  const char *text = armada_error_get_server_text (error);
  gboolean secret = armada_client_is_secret (self, text) || holds_password (request->call, text) ||
                    has_secret_field (self, request, error);
  GError *copy;

  if (!secret &&
      !(request->elsewhere && g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED)))
    return error;
  copy = armada_error_new (request->elsewhere && error->code == ARMADA_ERROR_UNAUTHORIZED
                               ? ARMADA_ERROR_REFUSED
                               : (ArmadaError) error->code,
                           "%s", error->message);
  armada_error_set_answer (copy, armada_error_get_status (error), secret ? NULL : text,
                           armada_error_get_retry_after (error));
  g_error_free (error);
  return copy;
}

/* The one way out of a call that has been started; takes over @task. */
static void
end_request (GTask *task, GError *error)
{
  ArmadaClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);

  clear_source (&request->caller_cancelled);
  clear_source (&request->timeout);
  self->n_running--;
  self->n_background -= request->call->priority == ARMADA_CALL_BACKGROUND;
  if (error == NULL)
    g_task_return_pointer (task, g_steal_pointer (&request->answer),
                           (GDestroyNotify) armada_answer_unref);
  else
    {
      error = clean (self, request, error);
      if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED))
        lock_out (self, request);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("%s", error->message);
      g_task_return_error (task, error);
    }
  start_waiting (self);
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
parsing_new (Request *request)
{
  Parsing *parsing = g_new0 (Parsing, 1);

  parsing->call = armada_call_ref (request->call);
  parsing->status = soup_message_get_status (request->message);
  parsing->retry_after = get_retry_after (request->message);
  parsing->body = g_byte_array_free_to_bytes (g_steal_pointer (&request->body));
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
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  request->answer = g_task_propagate_pointer (G_TASK (result), &error);
  end_request (task, error);
}

/* All has come: from here on only the caller can still end the call. */
static void
take_body (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  gboolean small =
      request->body->len <= PARSE_IN_THREAD || (request->call->unparsed && is_good (request));
  g_autoptr (GTask) parse = g_task_new (NULL, request->cancellable, parsed_cb, task);

  clear_source (&request->timeout);
  g_task_set_source_tag (parse, take_body);
  g_task_set_task_data (parse, parsing_new (request), (GDestroyNotify) parsing_free);
  if (small)
    parse_thread (parse, NULL, g_task_get_task_data (parse), request->cancellable);
  else
    g_task_run_in_thread (parse, parse_thread);
}

static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_more (GTask *task, GInputStream *stream)
{
  Request *request = g_task_get_task_data (task);

  g_input_stream_read_async (stream, request->buffer, READ_SIZE, G_PRIORITY_DEFAULT,
                             request->cancellable, read_cb, task);
}

/* Where the disk refuses what comes, its reason is the caller's to know. */
static void
sunk_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      if (request->timed_out)
        {
          g_error_free (error);
          error = error_for_io (request, NULL);
        }
      g_cancellable_cancel (request->cancellable);
      end_request (task, error);
      return;
    }
  read_more (task, request->stream);
}

/* Whether what has come is not too much. */
static gboolean
count (GTask *task, gsize n)
{
  Request *request = g_task_get_task_data (task);
  const ArmadaCall *call = request->call;
  guint64 limit = armada_call_get_max_size (call);

  request->n_received += n;
  if (call->progress != NULL && is_good (request))
    call->progress (request->n_received, request->n_total, call->progress_data);
  if (!request->sinking)
    limit = MIN (limit, G_MAXUINT / 2);
  if (request->n_received > limit || request->n_total > (gint64) limit)
    {
      g_cancellable_cancel (request->cancellable);
      end_request (task, armada_error_new (ARMADA_ERROR_BAD_REPLY, "%s: the answer is too large",
                                           get_endpoint (request)));
      return FALSE;
    }
  return TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);
  GInputStream *stream = G_INPUT_STREAM (source);
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (stream, result, &error);

  if (n < 0)
    {
      end_request (task, error_for_io (request, error));
      return;
    }
  if (n == 0)
    {
      take_body (task);
      return;
    }
  if (!count (task, (gsize) n))
    return;
  if (request->sinking)
    {
      g_output_stream_write_all_async (request->call->sink, request->buffer, (gsize) n,
                                       G_PRIORITY_DEFAULT, request->cancellable, sunk_cb, task);
      return;
    }
  g_byte_array_append (request->body, request->buffer, (guint) n);
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
  Request *request = g_task_get_task_data (task);

  request->body = g_byte_array_new ();
  request->buffer = g_malloc (READ_SIZE);
  request->stream = g_object_ref (stream);
  request->n_total = get_total (request->message);
  request->sinking = request->call->sink != NULL && is_good (request);
  if (count (task, 0))
    read_more (task, stream);
}

/* Whether what came is cut short is told by libsoup, from Content-Length or the last chunk. */
static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ArmadaClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (source), result, &error);
  g_autoptr (GUri) redirect = NULL;

  if (stream == NULL)
    {
      end_request (task, error_for_io (request, error));
      return;
    }
  if (SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (request->message)))
    {
      redirect = find_redirect (self, request);
      if (redirect == NULL)
        {
          end_request (task, armada_error_new (ARMADA_ERROR_BAD_REPLY, "%s: redirected elsewhere",
                                               get_endpoint (request)));
          return;
        }
      request->n_redirects++;
      g_clear_object (&request->message);
      request->message = soup_message_new_from_uri (SOUP_METHOD_GET, redirect);
      send_message (task);
      return;
    }
  begin_body (task, stream);
}

static void
send_message (GTask *task)
{
  ArmadaClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_request_headers (request->message);

  soup_message_headers_replace (headers, "Accept", request->call->url ? "*/*" : "application/json");
  soup_message_add_flags (request->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_async (self->soup, request->message, G_PRIORITY_DEFAULT, request->cancellable,
                           sent_cb, task);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Request *request = user_data;

  request->timed_out = TRUE;
  g_cancellable_cancel (request->cancellable);
  return G_SOURCE_REMOVE;
}

/* Returns a call that never was sent; takes over @task. */
static void
refuse (GTask *task, GError *error)
{
  Request *request = g_task_get_task_data (task);

  request->queued = FALSE;
  clear_source (&request->caller_cancelled);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
start_request (GTask *task)
{
  ArmadaClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);

  request->queued = FALSE;
  request->hash_serial = self->hash_serial;
  request->message =
      request->call->url ? new_fetch (self, request) : new_message (self, request->call);
  if (request->message == NULL)
    {
      refuse (task, armada_error_new (ARMADA_ERROR_INSECURE, "%s: leads to where nothing is safe",
                                      get_endpoint (request)));
      return;
    }
  if (request->call->timeout > 0)
    {
      request->timeout = g_timeout_source_new_seconds (request->call->timeout);
      g_source_set_callback (request->timeout, timeout_cb, request, NULL);
      g_source_attach (request->timeout, g_task_get_context (task));
    }
  self->n_running++;
  self->n_background += request->call->priority == ARMADA_CALL_BACKGROUND;
  send_message (task);
}

/* Without a hash that the server knows there is nothing to ask. */
static gboolean
is_locked_out (ArmadaClient *self, const Request *request)
{
  return (self->locked || self->hash == NULL) && !request->call->anonymous;
}

static GError *
new_locked_out (const Request *request)
{
  return armada_error_new (ARMADA_ERROR_UNAUTHORIZED, "%s: signed out", get_endpoint (request));
}

static GError *
new_cancelled (const Request *request)
{
  return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: cancelled", get_endpoint (request));
}

static gboolean
has_place (ArmadaClient *self, ArmadaCallPriority priority)
{
  return self->n_running < ARMADA_CLIENT_MAX_RUNNING &&
         (priority == ARMADA_CALL_VISIBLE || self->n_background < MAX_BACKGROUND);
}

static void
start_waiting (ArmadaClient *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->waiting); i++)
    while (has_place (self, (ArmadaCallPriority) i) && !g_queue_is_empty (&self->waiting[i]))
      {
        GTask *task = g_queue_pop_head (&self->waiting[i]);
        Request *request = g_task_get_task_data (task);

        if (is_locked_out (self, request))
          refuse (task, new_locked_out (request));
        else
          start_request (task);
      }
}

static gboolean
caller_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  ArmadaClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);

  if (request->queued)
    {
      g_queue_remove (&self->waiting[request->call->priority], task);
      refuse (task, new_cancelled (request));
    }
  else
    g_cancellable_cancel (request->cancellable);
  return G_SOURCE_REMOVE;
}

static void
armada_client_finalize (GObject *object)
{
  ArmadaClient *self = ARMADA_CLIENT (object);

  soup_session_abort (self->soup);
  g_clear_object (&self->soup);
  g_clear_pointer (&self->address, g_uri_unref);
  g_free (self->language);
  wipe (self->hash);
  G_OBJECT_CLASS (armada_client_parent_class)->finalize (object);
}

static void
armada_client_class_init (ArmadaClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_client_finalize;

  unauthorized_signal = g_signal_new ("unauthorized", ARMADA_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_client_init (ArmadaClient *self)
{
  self->soup = soup_session_new_with_options (
      "user-agent", "Armada/" VERSION, "timeout", 0, "max-conns", ARMADA_CLIENT_MAX_RUNNING,
      "max-conns-per-host", ARMADA_CLIENT_MAX_RUNNING, NULL);
  self->language = g_strdup ("en");
  g_queue_init (&self->waiting[ARMADA_CALL_VISIBLE]);
  g_queue_init (&self->waiting[ARMADA_CALL_BACKGROUND]);
}

/**
 * armada_client_new:
 * @address: the server, as armada_address_parse() gives it
 *
 * Returns: (transfer full): a client without a hash
 */
ArmadaClient *
armada_client_new (GUri *address)
{
  ArmadaClient *self = g_object_new (ARMADA_TYPE_CLIENT, NULL);

  self->address = g_uri_ref (address);
  return self;
}

/**
 * armada_client_get_address:
 *
 * Returns: (transfer none): the server
 */
GUri *
armada_client_get_address (ArmadaClient *self)
{
  return self->address;
}

/**
 * armada_client_set_language:
 * @language: "en", "id" …: what the server's texts are to be in
 */
void
armada_client_set_language (ArmadaClient *self, const char *language)
{
  g_set_str (&self->language, language);
}

/**
 * armada_client_set_hash:
 * @hash: (nullable): what opens the account; NULL forgets it
 *
 * Calls that are under way keep the one they were sent with.
 */
void
armada_client_set_hash (ArmadaClient *self, const char *hash)
{
  char *copy = g_strdup (hash);

  wipe (self->hash);
  self->hash = copy;
  self->hash_serial++;
  self->locked = FALSE;
}

gboolean
armada_client_has_hash (ArmadaClient *self)
{
  return self->hash != NULL;
}

/**
 * armada_client_is_secret:
 * @text: (nullable): what a server says
 *
 * Returns: whether @text gives the hash away, plain or percent-encoded, and must not be shown
 */
gboolean
armada_client_is_secret (ArmadaClient *self, const char *text)
{
  gboolean long_enough = self->hash != NULL && strlen (self->hash) >= LEAST_HASH;
  g_autofree char *start = long_enough ? g_strndup (self->hash, TELLING) : NULL;
  g_autofree char *plain = text ? g_uri_unescape_string (text, NULL) : NULL;

  if (text == NULL)
    return FALSE;
  if (strstr (text, "user_api_hash") != NULL)
    return TRUE;
  return start != NULL &&
         (strstr (text, start) != NULL || (plain != NULL && strstr (plain, start) != NULL));
}

/**
 * armada_client_set_tls_database:
 * @database: (nullable): whom to trust instead of those the system trusts
 */
void
armada_client_set_tls_database (ArmadaClient *self, GTlsDatabase *database)
{
  soup_session_set_tls_database (self->soup, database);
}

/**
 * armada_client_call_async:
 * @call: what to ask
 *
 * Asks the server. Waits for one of four places, visible calls first and one place theirs alone,
 * then takes at most the call's own timeout. Main thread only.
 */
void
armada_client_call_async (ArmadaClient *self,
                          ArmadaCall *call,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, armada_client_call_async);
  /* what became of the request decides, not a cancellation that came too late */
  g_task_set_check_cancellable (task, FALSE);
  request->call = armada_call_ref (call);
  request->cancellable = g_cancellable_new ();
  request->queued = TRUE;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  if (g_cancellable_is_cancelled (cancellable))
    {
      refuse (task, new_cancelled (request));
      return;
    }
  if (is_locked_out (self, request))
    {
      refuse (task, new_locked_out (request));
      return;
    }
  if (cancellable != NULL)
    {
      request->caller_cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (request->caller_cancelled, G_SOURCE_FUNC (caller_cancelled_cb), task,
                             NULL);
      g_source_attach (request->caller_cancelled, g_task_get_context (task));
    }
  g_queue_push_tail (&self->waiting[call->priority], task);
  start_waiting (self);
}

/**
 * armada_client_call_finish:
 *
 * Returns: (transfer full): a good answer; NULL with an error of ARMADA_ERROR, or with
 *   G_IO_ERROR_CANCELLED
 */
ArmadaAnswer *
armada_client_call_finish (ArmadaClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
