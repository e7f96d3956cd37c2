/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-client"

#include "armada-config.h"

#include "api/armada-client.h"

#include <string.h>

#include "api/armada-address.h"
#include "api/armada-call-private.h"
#include "api/armada-error.h"
#include "api/armada-transfer.h"

#define MAX_BACKGROUND (ARMADA_CLIENT_MAX_RUNNING - 1)
#define LEAST_PASSWORD 4 /* characters; shorter ones stand in any sentence */
#define LEAST_HASH 8     /* likewise */
#define TELLING 16       /* characters of a hash that give it away */

/*
 * ArmadaClient: what the server is asked, and by whom. The session owns one per signed-in account.
 * It adds language and hash, lets four requests run at once, and has armada-transfer.h send them.
 * URLs are made here and leave for nowhere else: no log, error or other host gets to see one.
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
  ArmadaCall *call;
  guint hash_serial;
  gboolean queued;
  gboolean elsewhere;        /* another host is asked for a file */
  GCancellable *cancellable; /* of the transfer */
  GSource *caller_cancelled;
} Request;

static void start_waiting (ArmadaClient *self);

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
forget_caller (Request *request)
{
  if (request->caller_cancelled != NULL)
    {
      g_source_destroy (request->caller_cancelled);
      g_clear_pointer (&request->caller_cancelled, g_source_unref);
    }
}

static void
request_free (Request *request)
{
  forget_caller (request);
  armada_call_unref (request->call);
  g_clear_object (&request->cancellable);
  g_free (request);
}

static const char *
get_endpoint (const Request *request)
{
  return request->call->endpoint;
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

static GError *
take_error (ArmadaClient *self, const Request *request, GError *error)
{
  error = clean (self, request, error);
  if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED))
    lock_out (self, request);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("%s", error->message);
  return error;
}

/* The one way out of a call that has been started. */
static void
transferred_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  ArmadaAnswer *answer = armada_transfer_finish (result, &error);

  forget_caller (request);
  self->n_running--;
  self->n_background -= request->call->priority == ARMADA_CALL_BACKGROUND;
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) armada_answer_unref);
  else
    g_task_return_error (task, take_error (self, request, error));
  start_waiting (self);
}

/* Returns a call that never was sent; takes over @task. */
static void
refuse (GTask *task, GError *error)
{
  Request *request = g_task_get_task_data (task);

  request->queued = FALSE;
  forget_caller (request);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
start_request (GTask *task)
{
  ArmadaClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autoptr (SoupMessage) message = NULL;

  request->queued = FALSE;
  request->hash_serial = self->hash_serial;
  message = request->call->url ? new_fetch (self, request) : new_message (self, request->call);
  if (message == NULL)
    {
      refuse (task, armada_error_new (ARMADA_ERROR_INSECURE, "%s: leads to where nothing is safe",
                                      get_endpoint (request)));
      return;
    }
  self->n_running++;
  self->n_background += request->call->priority == ARMADA_CALL_BACKGROUND;
  armada_transfer_async (self->soup, self->address, request->call, message, request->cancellable,
                         transferred_cb, task);
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
