/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tile-fetcher"

#include "api/armada-tile-fetcher.h"

#include <libsoup/soup.h>

#include "api/armada-error.h"
#include "armada-config.h"

#define AGENT "Armada/" VERSION " (+https://trackgps.id)"
#define TIMEOUT 20                    /* seconds */
#define CONNECTIONS 4                 /* at once */
#define USUAL_LIFE (7 * 24 * 3600)    /* seconds, where the server does not say */
#define LONGEST_LIFE (90 * 24 * 3600) /* seconds */
#define LONGEST_WAIT (24 * 3600)      /* seconds */
#define READ_SIZE (64 * 1024)
#define TOO_MANY_REQUESTS 429 /* libsoup has no name for it */

/*
 * ArmadaTileFetcher: asks services of map tiles for them, as they want to be asked: under our name,
 * few at a time, with what we know of the tile already. It sends no cookies, follows no redirects,
 * and reads no more than a tile can be. It never tries again by itself.
 */
struct _ArmadaTileFetcher
{
  GObject parent_instance;

  SoupSession *soup;
};

G_DEFINE_FINAL_TYPE (ArmadaTileFetcher, armada_tile_fetcher, G_TYPE_OBJECT)

/* One tile on its way. */
typedef struct
{
  /* input */
  SoupMessage *message;
  char *name; /* for the log: host and place, no query */

  /* in progress */
  GByteArray *body; /* (nullable): gone when it is handed over */
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_clear_object (&fetch->message);
  g_free (fetch->name);
  g_clear_pointer (&fetch->body, g_byte_array_unref);
  g_free (fetch);
}

void
armada_tile_answer_free (ArmadaTileAnswer *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->etag);
  g_free (self);
}

static gint64
life_until (const char *date)
{
  g_autoptr (GDateTime) end = date ? soup_date_time_new_from_http_string (date) : NULL;

  if (end == NULL)
    return USUAL_LIFE;
  return CLAMP (g_date_time_to_unix (end) - g_get_real_time () / G_USEC_PER_SEC, 0, LONGEST_LIFE);
}

static gint64
read_life (SoupMessageHeaders *headers)
{
  const char *control = soup_message_headers_get_list (headers, "Cache-Control");
  GHashTable *said = control ? soup_header_parse_param_list (control) : NULL;
  const char *age = said ? g_hash_table_lookup (said, "max-age") : NULL;
  gint64 life = life_until (soup_message_headers_get_one (headers, "Expires"));

  if (age != NULL)
    life = CLAMP (g_ascii_strtoll (age, NULL, 10), 0, LONGEST_LIFE);
  if (said != NULL && g_hash_table_contains (said, "no-cache"))
    life = 0;
  if (said != NULL && g_hash_table_contains (said, "no-store"))
    life = -1;
  g_clear_pointer (&said, soup_header_free_param_list);
  return life;
}

static void
return_answer (GTask *task, GBytes *bytes)
{
  Fetch *fetch = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);
  ArmadaTileAnswer *answer = g_new0 (ArmadaTileAnswer, 1);

  answer->bytes = bytes;
  answer->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  answer->life = read_life (headers);
  g_task_return_pointer (task, answer, (GDestroyNotify) armada_tile_answer_free);
}

static GError *
error_for_status (const Fetch *fetch)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);
  const char *after = soup_message_headers_get_one (headers, "Retry-After");
  guint status = soup_message_get_status (fetch->message);
  guint64 wait;
  ArmadaError code = ARMADA_ERROR_BAD_REPLY;
  GError *error;

  if (status == SOUP_STATUS_NO_CONTENT || status == SOUP_STATUS_NOT_FOUND ||
      status == SOUP_STATUS_GONE)
    code = ARMADA_ERROR_MISSING;
  else if (status == TOO_MANY_REQUESTS)
    code = ARMADA_ERROR_RATE_LIMITED;
  else if (status >= 500)
    code = ARMADA_ERROR_SERVER;
  else if (status >= 400)
    code = ARMADA_ERROR_REFUSED;
  error = armada_error_new (code, "%s: status %u", fetch->name, status);
  if (after == NULL || !g_ascii_string_to_unsigned (after, 10, 0, LONGEST_WAIT, &wait, NULL))
    armada_error_set_answer (error, status, NULL, -1);
  else
    armada_error_set_answer (error, status, NULL, (int) wait);
  return error;
}

static GError *
error_for_io (const Fetch *fetch, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF)
    return armada_error_new (ARMADA_ERROR_INSECURE, "%s: no TLS that can be trusted (%d)",
                             fetch->name, error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return armada_error_new (ARMADA_ERROR_BAD_REPLY, "%s: cannot be unpacked", fetch->name);
  return armada_error_new (ARMADA_ERROR_OFFLINE, "%s: %s %d", fetch->name,
                           g_quark_to_string (error->domain), error->code);
}

static void read_more (GTask *task, GInputStream *stream);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    g_task_return_error (task, error_for_io (fetch, error));
  else if (g_bytes_get_size (bytes) == 0)
    return_answer (task, g_byte_array_free_to_bytes (g_steal_pointer (&fetch->body)));
  else
    {
      g_byte_array_append (fetch->body, g_bytes_get_data (bytes, NULL),
                           (guint) g_bytes_get_size (bytes));
      if (fetch->body->len > ARMADA_TILE_FETCHER_MAX_SIZE)
        g_task_return_error (
            task, armada_error_new (ARMADA_ERROR_BAD_REPLY, "%s: too large", fetch->name));
      else
        read_more (g_steal_pointer (&task), G_INPUT_STREAM (source));
    }
}

static void
read_more (GTask *task, GInputStream *stream)
{
  g_input_stream_read_bytes_async (stream, READ_SIZE, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, task);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (source), result, &error);
  guint status = soup_message_get_status (fetch->message);

  if (stream == NULL)
    g_task_return_error (task, error_for_io (fetch, error));
  else if (status == SOUP_STATUS_NOT_MODIFIED)
    return_answer (task, NULL);
  else if (status == SOUP_STATUS_OK)
    read_more (g_steal_pointer (&task), stream);
  else
    g_task_return_error (task, error_for_status (fetch));
}

static void
armada_tile_fetcher_dispose (GObject *object)
{
  ArmadaTileFetcher *self = ARMADA_TILE_FETCHER (object);

  if (self->soup != NULL)
    soup_session_abort (self->soup);
  g_clear_object (&self->soup);
  G_OBJECT_CLASS (armada_tile_fetcher_parent_class)->dispose (object);
}

static void
armada_tile_fetcher_class_init (ArmadaTileFetcherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_tile_fetcher_dispose;
}

static void
armada_tile_fetcher_init (ArmadaTileFetcher *self)
{
  self->soup = soup_session_new_with_options ("user-agent", AGENT, "timeout", TIMEOUT,
                                              "max-conns-per-host", CONNECTIONS, NULL);
}

/**
 * armada_tile_fetcher_new:
 *
 * Returns: (transfer full): a fetcher, which asks nobody yet
 */
ArmadaTileFetcher *
armada_tile_fetcher_new (void)
{
  return g_object_new (ARMADA_TYPE_TILE_FETCHER, NULL);
}

/**
 * armada_tile_fetcher_fetch_async:
 * @etag: (nullable): of what the caller has
 *
 * Asks for a tile once.
 */
void
armada_tile_fetcher_fetch_async (ArmadaTileFetcher *self,
                                 const ArmadaTileService *service,
                                 guint zoom,
                                 guint x,
                                 guint y,
                                 const char *etag,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *url = armada_tile_service_dup_url (service, zoom, x, y);
  g_autofree char *host = armada_tile_service_dup_host (service);
  Fetch *fetch = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, armada_tile_fetcher_fetch_async);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  fetch->message = soup_message_new (SOUP_METHOD_GET, url);
  fetch->name = g_strdup_printf ("%s: tile %u/%u/%u", host, zoom, x, y);
  fetch->body = g_byte_array_new ();
  if (fetch->message == NULL)
    {
      g_task_return_error (task, armada_error_new (ARMADA_ERROR_REFUSED, "tiles: no address"));
      return;
    }
  soup_message_add_flags (fetch->message, SOUP_MESSAGE_NO_REDIRECT);
  if (etag != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (fetch->message),
                                  "If-None-Match", etag);
  soup_session_send_async (self->soup, fetch->message, G_PRIORITY_DEFAULT, cancellable, sent_cb,
                           g_steal_pointer (&task));
}

/**
 * armada_tile_fetcher_fetch_finish:
 *
 * Returns: (transfer full): what came; NULL with an ARMADA_ERROR, MISSING where the service has no
 *   such tile
 */
ArmadaTileAnswer *
armada_tile_fetcher_fetch_finish (ArmadaTileFetcher *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
