/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-server"

#include "armada-demo-server.h"

#include <libsoup/soup.h>
#include <math.h>
#include <string.h>

#include "armada-config.h"
#include "armada-demo-event-log.h"
#include "armada-demo-fault.h"
#include "armada-demo-history.h"
#include "armada-demo-routes.h"
#include "armada-demo-sessions.h"

/*
 * The pretend platform on loopback: it lets one account in and tells where a fleet drives on real
 * roads. Requests come on the main context of its maker; large answers are made in a worker
 * thread, one at a time, while others are served.
 */

#define LEAST_VEHICLES 3
#define MOST_VEHICLES 50000
#define EXPIRED_DAYS_AGO 12
#define ELSEWHERE "127.0.0.2"
#define SMALL 1024 /* bytes below which an answer is not worth compressing */

struct _ArmadaDemoServer
{
  GObject parent_instance;

  SoupServer *soup;
  GMutex lock; /* of what follows, up to the blank line */
  ArmadaDemoRounds *rounds;
  ArmadaDemoLife *life;

  guint64 seed;
  double time_scale;
  gint64 start_time;
  gint64 start_ticks;
  guint page_limit;
  char *base_path; /* without a slash at its end */
  double (*ticks) (gpointer user_data);
  gpointer ticks_data;
  gboolean has_latest;
  guint longest_history; /* seconds */
  gboolean legacy;

  ArmadaDemoSessions *sessions;
  GHashTable *n_requests; /* by endpoint */
  guint n_open;
  guint most_open;
  ArmadaDemoFault fault;
  guint fault_left;        /* answers, 0 for ever */
  guint fault_after;       /* good answers before it begins */
  char *fault_at;          /* (nullable) the one endpoint it concerns */
  ArmadaDemoEventLog *log; /* (nullable) */
  guint log_timer;
};

G_DEFINE_FINAL_TYPE (ArmadaDemoServer, armada_demo_server, G_TYPE_OBJECT)

/* One answer on its way. */
typedef struct
{
  /* input */
  ArmadaDemoRequest *request;
  ArmadaDemoEndpoint endpoint;
  gboolean compressed;
  ArmadaDemoFault fault;
  ArmadaDemoServer *server;
  SoupServerMessage *message;
  /* output */
  ArmadaDemoReply reply;
  GBytes *body;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->server);
  g_clear_object (&job->message);
  g_clear_pointer (&job->request, armada_demo_request_free);
  g_clear_pointer (&job->body, g_bytes_unref);
  g_free (job);
}

static GBytes *
compress (GBytes *body)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GError) error = NULL;
  GBytes *result = g_converter_convert_bytes (G_CONVERTER (compressor), body, &error);

  if (result == NULL)
    g_warning ("cannot compress an answer: %s", error->message);
  return result ? result : g_bytes_ref (body);
}

static void
make_answer (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  ArmadaDemoServer *self = job->server;

  job->reply = (ArmadaDemoReply) {
    .status = 200,
    .type = "application/json",
    .body = g_string_new (job->fault == ARMADA_DEMO_FAULT_BOM ? "\xef\xbb\xbf" : NULL),
  };
  g_mutex_lock (&self->lock);
  job->request->life = self->life;
  job->endpoint (job->request, &job->reply);
  g_mutex_unlock (&self->lock);

  job->body = g_string_free_to_bytes (g_steal_pointer (&job->reply.body));
  job->compressed &= g_bytes_get_size (job->body) > SMALL;
  if (job->compressed)
    {
      g_autoptr (GBytes) plain = g_steal_pointer (&job->body);

      job->body = compress (plain);
    }
  g_task_return_boolean (task, TRUE);
}

static void
send_answer (Job *job)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (job->message);

  soup_server_message_set_status (job->message, job->reply.status, NULL);
  soup_message_headers_set_content_type (headers, job->reply.type, NULL);
  if (job->compressed)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_message_body_append_bytes (soup_server_message_get_response_body (job->message), job->body);
}

static void
finish_job (Job *job)
{
  /* The server may have ended meanwhile, or the client gone; then there is nobody to answer. */
  if (job->server->soup == NULL || soup_server_message_get_socket (job->message) == NULL)
    return;

  /* a refusal is no true answer that could be spoilt */
  if (job->reply.status != 200 || !armada_demo_fault_send (job->fault, job->message, job->body))
    send_answer (job);
  else if (job->fault == ARMADA_DEMO_FAULT_RESET)
    return;
  soup_server_message_unpause (job->message);
}

/* The thread may let go of the task last: what belongs to this thread is given up here. */
static void
answer_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  finish_job (job);
  g_clear_object (&job->message);
  g_clear_object (&job->server);
}

static gboolean
accepts_gzip (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *accepted = soup_message_headers_get_list (headers, "Accept-Encoding");

  return accepted != NULL && soup_header_contains (accepted, "gzip");
}

/* Faults that spoil the bytes do so to plain ones, where it shows. */
static gboolean
may_compress (ArmadaDemoFault fault)
{
  return fault == ARMADA_DEMO_FAULT_NONE || fault == ARMADA_DEMO_FAULT_OBJECT_LISTS ||
         fault == ARMADA_DEMO_FAULT_STRING_NUMBERS || fault == ARMADA_DEMO_FAULT_PAGING_IGNORED ||
         fault == ARMADA_DEMO_FAULT_ONE_BAD_DEVICE;
}

static ArmadaDemoHabits
habits_of (ArmadaDemoServer *self, ArmadaDemoFault fault)
{
  if (self->legacy)
    return ARMADA_DEMO_HABIT_OBJECT_LISTS | ARMADA_DEMO_HABIT_STRING_NUMBERS;
  if (fault == ARMADA_DEMO_FAULT_OBJECT_LISTS)
    return ARMADA_DEMO_HABIT_OBJECT_LISTS;
  return fault == ARMADA_DEMO_FAULT_STRING_NUMBERS ? ARMADA_DEMO_HABIT_STRING_NUMBERS
                                                   : ARMADA_DEMO_HABIT_NONE;
}

static Job *
job_new (ArmadaDemoServer *self,
         SoupServerMessage *message,
         ArmadaDemoRequest *request,
         ArmadaDemoEndpoint endpoint,
         ArmadaDemoFault fault)
{
  Job *job = g_new0 (Job, 1);

  request->seed = self->seed;
  request->now = armada_demo_server_get_time (self);
  request->habits = habits_of (self, fault);
  request->legacy = self->legacy;
  request->longest_history = self->longest_history;
  request->page_limit = self->page_limit;
  request->paging_ignored = fault == ARMADA_DEMO_FAULT_PAGING_IGNORED;
  request->bad_item = fault == ARMADA_DEMO_FAULT_ONE_BAD_DEVICE;
  request->address = armada_demo_server_dup_address (self);
  job->request = request;
  job->endpoint = endpoint;
  job->fault = fault;
  job->compressed = accepts_gzip (message) && may_compress (fault);
  job->server = g_object_ref (self);
  job->message = g_object_ref (message);
  return job;
}

static void
start_job (Job *job)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, answer_made_cb, NULL);

  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, job_free);
  soup_server_message_pause (job->message);
  g_task_run_in_thread (task, make_answer);
}

static void
handle_endpoint (ArmadaDemoServer *self,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 ArmadaDemoFault fault)
{
  guint status = 404;
  ArmadaDemoEndpoint endpoint =
      armada_demo_routes_find (soup_server_message_get_method (message), path, &status);

  if (endpoint == NULL || (g_str_equal (path, "get_devices_latest") && !self->has_latest))
    armada_demo_answer_error (message, status,
                              status == 405
                                  ? "Method not allowed."
                                  : "The endpoint you are looking for could not be found.");
  else if (armada_demo_sessions_check (self->sessions, message, query))
    start_job (
        job_new (self, message, armada_demo_request_new (message, path, query), endpoint, fault));
}

/* Whether the fault that is set concerns an endpoint. */
static gboolean
is_hit (ArmadaDemoServer *self, const char *endpoint)
{
  if (self->fault == ARMADA_DEMO_FAULT_NONE)
    return FALSE;
  if (self->fault_at != NULL)
    return g_str_equal (self->fault_at, endpoint);
  return armada_demo_fault_is_of_login (self->fault) == g_str_equal (endpoint, "login");
}

static ArmadaDemoFault
take_fault (ArmadaDemoServer *self, const char *endpoint)
{
  ArmadaDemoFault fault = self->fault;

  if (!is_hit (self, endpoint))
    return ARMADA_DEMO_FAULT_NONE;
  if (self->fault_after > 0)
    {
      self->fault_after--;
      return ARMADA_DEMO_FAULT_NONE;
    }
  if (self->fault_left > 0 && --self->fault_left == 0)
    self->fault = ARMADA_DEMO_FAULT_NONE;
  return fault;
}

static void
count_request (ArmadaDemoServer *self, const char *endpoint)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_requests, endpoint));

  g_hash_table_insert (self->n_requests, g_strdup (endpoint), GUINT_TO_POINTER (n + 1));
}

/* NULL: not below our path. */
static const char *
find_endpoint (ArmadaDemoServer *self, const char *path)
{
  gsize length = strlen (self->base_path);

  if (strncmp (path, self->base_path, length) != 0 || !g_str_has_prefix (path + length, "/api/"))
    return NULL;
  return path + length + strlen ("/api/");
}

/* Faults that spoil true answers reach sign-in only where one is aimed at it. */
static void
answer_login (ArmadaDemoServer *self, SoupServerMessage *message, ArmadaDemoFault fault)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) truth = NULL;

  armada_demo_sessions_answer_login (self->sessions, message, habits_of (self, fault),
                                     self->legacy);
  if (soup_server_message_get_status (message) != 200)
    return;
  truth = soup_message_body_flatten (body);
  soup_message_body_truncate (body);
  soup_server_message_pause (message);
  if (fault == ARMADA_DEMO_FAULT_BOM)
    soup_message_body_append (body, SOUP_MEMORY_STATIC, "\xef\xbb\xbf", 3);
  if (!armada_demo_fault_send (fault, message, truth))
    soup_message_body_append_bytes (body, truth);
  if (fault != ARMADA_DEMO_FAULT_RESET)
    soup_server_message_unpause (message);
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  ArmadaDemoServer *self = user_data;
  const char *host = g_uri_get_host (soup_server_message_get_uri (message));
  const char *endpoint = find_endpoint (self, path);
  ArmadaDemoFault fault;

  if (endpoint == NULL || g_strcmp0 (host, ELSEWHERE) == 0)
    {
      count_request (self, endpoint == NULL ? "" : "elsewhere");
      armada_demo_answer_error (message, 404, "There is nothing here.");
      return;
    }

  count_request (self, endpoint);
  fault = take_fault (self, endpoint);
  if (armada_demo_fault_answer (fault, message))
    return;
  if (g_str_equal (endpoint, "login"))
    answer_login (self, message, fault);
  else
    handle_endpoint (self, message, endpoint, query, fault);
}

static void
request_started_cb (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  ArmadaDemoServer *self = user_data;

  self->n_open++;
  self->most_open = MAX (self->most_open, self->n_open);
}

static void
request_ended_cb (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  ArmadaDemoServer *self = user_data;

  self->n_open--;
}

static char *
find_roads (void)
{
  const char *folder = g_getenv ("ARMADA_DATA_DIR");

  return g_build_filename (folder ? folder : PKGDATADIR, "maps", "liechtenstein.frg", NULL);
}

static gboolean
settle (ArmadaDemoServer *self, const ArmadaDemoOptions *options, GError **error)
{
  g_autofree char *path = options->roads ? g_strdup (options->roads) : find_roads ();
  g_autoptr (ArmadaRoads) roads = armada_roads_open (path, error);
  gint64 today = self->start_time - self->start_time % 86400;

  if (roads == NULL)
    return FALSE;
  self->rounds = armada_demo_rounds_new (roads, options->seed, error);
  if (self->rounds == NULL)
    return FALSE;

  self->life = armada_demo_life_new (self->rounds, options->seed, options->n_vehicles,
                                     today - EXPIRED_DAYS_AGO * 86400);
  return TRUE;
}

static gboolean
check_options (const ArmadaDemoOptions *options, GError **error)
{
  const char *sentence = NULL;

  if (options->n_vehicles < LEAST_VEHICLES || options->n_vehicles > MOST_VEHICLES)
    sentence = "a fleet has 3 to 50000 vehicles";
  else if (!isfinite (options->time_scale) || options->time_scale < 0 || options->time_scale > 3600)
    sentence = "the time scale is from 0 to 3600";
  else if (options->page_limit == 0)
    sentence = "a page holds at least one device";
  else if (options->base_path && *options->base_path && *options->base_path != '/')
    sentence = "the base path begins with a slash";

  if (sentence != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  return sentence == NULL;
}

static void
take_options (ArmadaDemoServer *self, const ArmadaDemoOptions *options)
{
  self->seed = options->seed;
  self->sessions = armada_demo_sessions_new (options->seed);
  self->time_scale = options->time_scale;
  self->legacy = options->legacy;
  self->start_time =
      options->start_time ? options->start_time : g_get_real_time () / G_USEC_PER_SEC;
  self->start_ticks = g_get_monotonic_time ();
  self->page_limit = options->page_limit;
  self->base_path = g_strdup (options->base_path ? options->base_path : "");
  while (g_str_has_suffix (self->base_path, "/"))
    self->base_path[strlen (self->base_path) - 1] = '\0';
  self->ticks = options->ticks;
  self->ticks_data = options->ticks_data;
}

static void
write_log (ArmadaDemoServer *self, gint64 to)
{
  g_mutex_lock (&self->lock);
  armada_demo_event_log_write (self->log, self->life, self->seed, to);
  g_mutex_unlock (&self->lock);
}

static gboolean
log_cb (gpointer user_data)
{
  ArmadaDemoServer *self = user_data;

  write_log (self, armada_demo_server_get_time (self));
  return G_SOURCE_CONTINUE;
}

static gboolean
begin_log (ArmadaDemoServer *self, const char *path, GError **error)
{
  self->log = armada_demo_event_log_open (path, self->start_time, error);
  if (self->log == NULL)
    return FALSE;
  self->log_timer = g_timeout_add_seconds (1, log_cb, self);
  return TRUE;
}

/* What may have been told of by now is in it. */
static void
end_log (ArmadaDemoServer *self)
{
  if (self->log == NULL)
    return;
  g_clear_handle_id (&self->log_timer, g_source_remove);
  write_log (self, armada_demo_server_get_time (self) + 1);
  g_clear_pointer (&self->log, armada_demo_event_log_close);
}

static void
armada_demo_server_dispose (GObject *object)
{
  ArmadaDemoServer *self = ARMADA_DEMO_SERVER (object);

  if (self->soup != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->soup, self);
      soup_server_remove_handler (self->soup, NULL);
      soup_server_disconnect (self->soup);
    }
  g_clear_object (&self->soup);
  end_log (self);
  G_OBJECT_CLASS (armada_demo_server_parent_class)->dispose (object);
}

static void
armada_demo_server_finalize (GObject *object)
{
  ArmadaDemoServer *self = ARMADA_DEMO_SERVER (object);

  g_clear_pointer (&self->life, armada_demo_life_free);
  g_clear_pointer (&self->rounds, armada_demo_rounds_free);
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->sessions, armada_demo_sessions_free);
  g_hash_table_unref (self->n_requests);
  g_free (self->base_path);
  g_free (self->fault_at);
  G_OBJECT_CLASS (armada_demo_server_parent_class)->finalize (object);
}

static void
armada_demo_server_class_init (ArmadaDemoServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = armada_demo_server_dispose;
  object_class->finalize = armada_demo_server_finalize;
}

static void
armada_demo_server_init (ArmadaDemoServer *self)
{
  g_mutex_init (&self->lock);
  self->has_latest = TRUE;
  self->longest_history = ARMADA_DEMO_HISTORY_MAX_PERIOD;
  self->n_requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (request_started_cb), self);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (request_ended_cb), self);
  g_signal_connect (self->soup, "request-aborted", G_CALLBACK (request_ended_cb), self);
}

/**
 * armada_demo_server_new:
 * @options: what platform; copied
 *
 * Starts a platform that listens on loopback, in the caller's main context, until its last
 * reference is gone. Fails with %G_IO_ERROR_INVALID_ARGUMENT when an option is out of range,
 * with %G_IO_ERROR_INVALID_DATA when the road graph is unfit, and as files and sockets do.
 *
 * Returns: (transfer full): the platform
 */
ArmadaDemoServer *
armada_demo_server_new (const ArmadaDemoOptions *options, GError **error)
{
  g_autoptr (ArmadaDemoServer) self = NULL;

  if (!check_options (options, error))
    return NULL;

  self = g_object_new (ARMADA_TYPE_DEMO_SERVER, NULL);
  take_options (self, options);
  if (!settle (self, options, error) ||
      (options->event_log != NULL && !begin_log (self, options->event_log, error)) ||
      !soup_server_listen_local (self->soup, options->port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;
  return g_steal_pointer (&self);
}

static guint
get_port (ArmadaDemoServer *self)
{
  g_autoslist (GUri) uris = soup_server_get_uris (self->soup);

  return (guint) g_uri_get_port (uris->data);
}

/**
 * armada_demo_server_dup_address:
 *
 * Returns: (transfer full): what a user would type as the server's address; ends with a slash
 */
char *
armada_demo_server_dup_address (ArmadaDemoServer *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s/", get_port (self), self->base_path);
}

/**
 * armada_demo_server_get_time:
 *
 * Returns: what time it is on the roads, in whole UNIX seconds
 */
gint64
armada_demo_server_get_time (ArmadaDemoServer *self)
{
  double ticks = self->ticks
                     ? self->ticks (self->ticks_data)
                     : (double) (g_get_monotonic_time () - self->start_ticks) / G_USEC_PER_SEC;

  return self->start_time + (gint64) floor (ticks * self->time_scale);
}

/**
 * armada_demo_server_list_faults:
 *
 * Returns: (transfer none): every way this server can fail, by name; %NULL-terminated
 */
const char *const *
armada_demo_server_list_faults (void)
{
  return armada_demo_fault_list ();
}

/**
 * armada_demo_server_describe_fault:
 *
 * Returns: (transfer none) (nullable): a sentence about the fault; %NULL: there is none so named
 */
const char *
armada_demo_server_describe_fault (const char *kind)
{
  ArmadaDemoFault fault = armada_demo_fault_find (kind);

  return fault == ARMADA_DEMO_FAULT_NONE ? NULL : armada_demo_fault_describe (fault);
}

/**
 * armada_demo_server_set_fault:
 * @kind: (nullable): a fault's name; %NULL: no fault from now on
 * @count: how many answers it lasts; 0: for ever
 *
 * Makes the server fail. The faults that begin with "login-" concern login alone, the others
 * every endpoint but login, unless armada_demo_server_aim_fault() says which. An answer under way
 * keeps the fault it began with.
 *
 * Returns: whether there is such a fault; if not, nothing changes
 */
gboolean
armada_demo_server_set_fault (ArmadaDemoServer *self, const char *kind, guint count)
{
  ArmadaDemoFault fault = kind ? armada_demo_fault_find (kind) : ARMADA_DEMO_FAULT_NONE;

  if (kind != NULL && fault == ARMADA_DEMO_FAULT_NONE)
    return FALSE;

  self->fault = fault;
  self->fault_left = count;
  self->fault_after = 0;
  g_clear_pointer (&self->fault_at, g_free);
  if (fault == ARMADA_DEMO_FAULT_REDIRECT_ELSEWHERE)
    {
      g_autoptr (GSocketAddress) address =
          g_inet_socket_address_new_from_string (ELSEWHERE, get_port (self));
      g_autoptr (GError) error = NULL;

      /* So that who follows is seen; without it the redirect leads to nothing. */
      if (!soup_server_listen (self->soup, address, 0, &error))
        g_debug ("nobody listens elsewhere: %s", error->message);
    }
  return TRUE;
}

/**
 * armada_demo_server_delay_fault:
 * @n_answers: how many good answers come before the fault set last begins
 */
void
armada_demo_server_delay_fault (ArmadaDemoServer *self, guint n_answers)
{
  self->fault_after = n_answers;
}

/**
 * armada_demo_server_aim_fault:
 * @endpoint: such as "login" or "devices/1001/alerts"
 *
 * The fault set last concerns this endpoint and no other.
 */
void
armada_demo_server_aim_fault (ArmadaDemoServer *self, const char *endpoint)
{
  g_set_str (&self->fault_at, endpoint);
}

/**
 * armada_demo_server_get_n_requests:
 * @endpoint: (nullable): such as "get_devices"; "elsewhere": where redirect-elsewhere leads to;
 *   %NULL: all together
 *
 * Returns: how many requests have come
 */
guint
armada_demo_server_get_n_requests (ArmadaDemoServer *self, const char *endpoint)
{
  GHashTableIter iter;
  gpointer n;
  guint sum = 0;

  if (endpoint != NULL)
    return GPOINTER_TO_UINT (g_hash_table_lookup (self->n_requests, endpoint));

  g_hash_table_iter_init (&iter, self->n_requests);
  while (g_hash_table_iter_next (&iter, NULL, &n))
    sum += GPOINTER_TO_UINT (n);
  return sum;
}

/**
 * armada_demo_server_get_most_at_once:
 *
 * Returns: how many requests were open at one time at most
 */
guint
armada_demo_server_get_most_at_once (ArmadaDemoServer *self)
{
  return self->most_open;
}

/**
 * armada_demo_server_forget_sessions:
 *
 * No hash given so far is good from now on, as when the password changes.
 */
void
armada_demo_server_forget_sessions (ArmadaDemoServer *self)
{
  armada_demo_sessions_forget (self->sessions);
}

/**
 * armada_demo_server_set_has_latest:
 * @has_latest: whether get_devices_latest is there; it is at first
 */
void
armada_demo_server_set_has_latest (ArmadaDemoServer *self, gboolean has_latest)
{
  self->has_latest = has_latest;
}

/**
 * armada_demo_server_set_longest_history:
 * @seconds: that a history may be asked for at most; longer periods are refused (422)
 */
void
armada_demo_server_set_longest_history (ArmadaDemoServer *self, guint seconds)
{
  self->longest_history = seconds;
}
