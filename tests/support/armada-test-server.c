/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-server.h"

#include <string.h>

typedef struct
{
  guint status; /* 0: raw */
  gboolean then_close;
  char *headers;
  GBytes *body;
} Answer;

typedef struct
{
  ArmadaTestServer *server;
  GSocketConnection *connection;
  char request[4096];
  gsize length;
} RawRequest;

static void
answer_free (Answer *answer)
{
  g_free (answer->headers);
  g_bytes_unref (answer->body);
  g_free (answer);
}

static void
set_headers (SoupServerMessage *message, const char *headers)
{
  g_auto (GStrv) lines = g_strsplit (headers, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

      soup_message_headers_append (soup_server_message_get_response_headers (message), parts[0],
                                   parts[1]);
    }
}

static void
hold (ArmadaTestServer *self, SoupServerMessage *message)
{
  soup_server_message_pause (message);
  g_ptr_array_add (self->held, g_object_ref (message));
  self->most_held = MAX (self->most_held, self->held->len);
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  ArmadaTestServer *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  const Answer *answer = g_hash_table_lookup (self->answers, path);

  g_ptr_array_add (self->requests,
                   g_strdup_printf ("%s %s?%s", soup_server_message_get_method (message), path,
                                    g_uri_get_query (uri)));
  if (strcmp (path, "/api/hold") == 0)
    {
      hold (self, message);
      return;
    }
  soup_server_message_set_status (message, answer ? answer->status : 404, NULL);
  if (answer == NULL)
    return;
  if (answer->headers != NULL)
    set_headers (message, answer->headers);
  if (g_bytes_get_size (answer->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
}

static void read_raw (RawRequest *request);

static void
wrote_raw_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  if (answer->then_close)
    {
      GIOStream *connection = g_object_get_data (source, "connection");

      g_io_stream_close (connection, NULL, NULL);
    }
}

static void
answer_raw (RawRequest *request)
{
  g_auto (GStrv) words = g_strsplit_set (request->request, " ?", 3);
  Answer *answer = g_hash_table_lookup (request->server->answers, words[1]);
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (request->connection));

  g_ptr_array_add (request->server->requests, g_strdup_printf ("RAW %s", words[1]));
  g_assert_nonnull (answer);
  g_object_set_data (G_OBJECT (out), "connection", request->connection);
  g_output_stream_write_all_async (out, g_bytes_get_data (answer->body, NULL),
                                   g_bytes_get_size (answer->body), G_PRIORITY_DEFAULT, NULL,
                                   wrote_raw_cb, answer);
  g_free (request);
}

static void
read_raw_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RawRequest *request = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0)
    {
      g_free (request);
      return;
    }
  request->length += (gsize) n;
  if (strstr (request->request, "\r\n\r\n") != NULL)
    answer_raw (request);
  else
    read_raw (request);
}

static void
read_raw (RawRequest *request)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (request->connection)),
                             request->request + request->length,
                             sizeof request->request - 1 - request->length, G_PRIORITY_DEFAULT,
                             NULL, read_raw_cb, request);
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  RawRequest *request = g_new0 (RawRequest, 1);

  request->server = user_data;
  request->connection = connection;
  g_ptr_array_add (request->server->raw_conns, g_object_ref (connection));
  read_raw (request);
  return TRUE;
}

ArmadaTestServer *
armada_test_server_new (GTlsCertificate *certificate)
{
  ArmadaTestServer *self = g_new0 (ArmadaTestServer, 1);
  g_autoptr (GError) error = NULL;

  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->raw_conns = g_ptr_array_new_with_free_func (g_object_unref);
  self->answers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) answer_free);

  self->soup = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  soup_server_listen_local (
      self->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | (certificate ? SOUP_SERVER_LISTEN_HTTPS : 0),
      &error);
  g_assert_no_error (error);

  self->raw = g_socket_service_new ();
  g_signal_connect (self->raw, "incoming", G_CALLBACK (incoming_cb), self);
  self->raw_port =
      g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->raw), NULL, &error);
  g_assert_no_error (error);
  return self;
}

void
armada_test_server_free (ArmadaTestServer *self)
{
  while (self->held->len > 0)
    armada_test_server_release (self, 200, "{}");
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  g_socket_service_stop (self->raw);
  g_socket_listener_close (G_SOCKET_LISTENER (self->raw));
  g_object_unref (self->raw);
  for (guint i = 0; i < self->raw_conns->len; i++)
    g_io_stream_close (self->raw_conns->pdata[i], NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (self->raw_conns);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->requests);
  g_hash_table_unref (self->answers);
  g_free (self);
}

char *
armada_test_server_get_address (ArmadaTestServer *self)
{
  GSList *uris = soup_server_get_uris (self->soup);
  char *address = g_uri_to_string (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return address;
}

static void
set (ArmadaTestServer *self, const char *path, const Answer *answer)
{
  g_hash_table_replace (self->answers, g_strdup (path), g_memdup2 (answer, sizeof *answer));
}

void
armada_test_server_set (ArmadaTestServer *self,
                        const char *path,
                        guint status,
                        const char *headers,
                        const char *body,
                        gssize length)
{
  gsize size = length < 0 ? strlen (body) : (gsize) length;
  Answer answer = { status, FALSE, g_strdup (headers), g_bytes_new (body, size) };

  set (self, path, &answer);
}

void
armada_test_server_set_raw (ArmadaTestServer *self,
                            const char *path,
                            const char *bytes,
                            gssize length,
                            gboolean then_close)
{
  Answer answer = { 0, then_close, NULL,
                    g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length) };

  set (self, path, &answer);
}

void
armada_test_server_release (ArmadaTestServer *self, guint status, const char *body)
{
  g_autoptr (SoupServerMessage) message = g_ptr_array_steal_index (self->held, 0);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
  soup_server_message_unpause (message);
}
