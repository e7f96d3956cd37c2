/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api/armada-address.h"
#include "api/armada-client.h"
#include "api/armada-error.h"
#include "api/armada-login-reader.h"
#include "armada-test-fixture.h"
#include "armada-test-server.h"
#include "armada-test.h"

#define HASH "$2y$10$secret/Hash.With&signs"
#define HASH_ENCODED "%242y%2410%24secret%2FHash.With%26signs"
#define PASSWORD "secretPassword"

typedef struct
{
  ArmadaTestServer *server;
  ArmadaClient *client;
  guint n_unauthorized;
} Fixture;

/* Everything that any thread logs at any level. */
static GString *logged;
static GMutex logged_lock;

static void
collect (const char *text)
{
  g_mutex_lock (&logged_lock);
  g_string_append_printf (logged, "%s\n", text);
  g_mutex_unlock (&logged_lock);
}

static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  collect (message);
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    g_log_default_handler (domain, level, message, user_data);
}

static GLogWriterOutput
write_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      collect (fields[i].value);
  return level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)
             ? g_log_writer_default (level, fields, n_fields, user_data)
             : G_LOG_WRITER_HANDLED;
}

static void
unauthorized_cb (ArmadaClient *client, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static ArmadaClient *
new_client (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) address = armada_address_parse (text, &error);
  ArmadaClient *client;

  g_assert_no_error (error);
  client = armada_client_new (address);
  armada_client_set_hash (client, HASH);
  return client;
}

/* A client of the raw port. */
static ArmadaClient *
new_raw_client (Fixture *fixture)
{
  g_autofree char *text = g_strdup_printf ("http://127.0.0.1:%u", fixture->server->raw_port);

  return new_client (text);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = NULL;

  fixture->server = armada_test_server_new (NULL);
  armada_test_server_set (fixture->server, "/api/good", 200, NULL, "{\"status\":1}", -1);
  armada_test_server_set (fixture->server, "/api/gone", 401, NULL, "Unauthorized.", -1);
  address = armada_test_server_get_address (fixture->server);
  fixture->client = new_client (address);
  g_signal_connect (fixture->client, "unauthorized", G_CALLBACK (unauthorized_cb),
                    &fixture->n_unauthorized);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  armada_test_server_free (fixture->server);
}

/* Takes over @call. */
static GAsyncResult **
begin (ArmadaClient *client, ArmadaCall *call, GCancellable *cancellable)
{
  GAsyncResult **result = g_new0 (GAsyncResult *, 1);

  armada_client_call_async (client, call, cancellable, armada_test_result_cb, result);
  armada_call_unref (call);
  return result;
}

static ArmadaAnswer *
end (ArmadaClient *client, GAsyncResult **result, GError **error)
{
  ArmadaAnswer *answer;

  armada_test_wait (result);
  answer = armada_client_call_finish (client, *result, error);
  g_object_unref (*result);
  g_free (result);
  return answer;
}

static void
end_good (ArmadaClient *client, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaAnswer) answer = end (client, result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
}

static GError *
end_bad (ArmadaClient *client, GAsyncResult **result, GQuark domain, int code)
{
  GError *error = NULL;
  g_autoptr (ArmadaAnswer) answer = end (client, result, &error);

  g_assert_null (answer);
  g_assert_error (error, domain, code);
  g_assert_null (strstr (error->message, "secret"));
  return error;
}

static ArmadaCall *
new_call (const char *endpoint)
{
  return armada_call_new (ARMADA_CALL_GET, endpoint);
}

static void
call_good (ArmadaClient *client, const char *endpoint)
{
  end_good (client, begin (client, new_call (endpoint), NULL));
}

static GError *
call_bad (ArmadaClient *client, const char *endpoint, ArmadaError code)
{
  return end_bad (client, begin (client, new_call (endpoint), NULL), ARMADA_ERROR, (int) code);
}

static ArmadaCall *
new_numbered (ArmadaCallPriority priority, guint number)
{
  ArmadaCall *call = new_call ("hold");

  armada_call_set_priority (call, priority);
  armada_call_add_int (call, "n", number);
  return call;
}

static const char *
last_request (Fixture *fixture)
{
  GPtrArray *requests = fixture->server->requests;

  return requests->len > 0 ? requests->pdata[requests->len - 1] : "";
}

static void
test_get (Fixture *fixture, gconstpointer data)
{
  ArmadaCall *call = new_call ("good");

  armada_client_set_language (fixture->client, "id");
  armada_call_add (call, "search", "a b&c=ü");
  end_good (fixture->client, begin (fixture->client, call, NULL));
  g_assert_cmpstr (last_request (fixture), ==,
                   "GET /api/good?lang=id&user_api_hash=" HASH_ENCODED
                   "&search=a%20b%26c%3D%C3%BC");
}

static void
test_sub_path (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = armada_test_server_get_address (fixture->server);
  g_autofree char *below = g_strconcat (address, "fleet/one", NULL);
  ArmadaClient *client = new_client (below);

  armada_test_server_set (fixture->server, "/fleet/one/api/good", 200, NULL, "[]", -1);
  call_good (client, "good");
  g_assert_finalize_object (client);
}

static void
test_login (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;

  armada_client_set_hash (fixture->client, NULL);
  armada_test_server_set (fixture->server, "/api/login", 401, NULL,
                          "{\"status\":0,\"message\":\"Wrong credentials.\"}", -1);
  error = end_bad (fixture->client,
                   begin (fixture->client, armada_login_call ("a@b.test", PASSWORD), NULL),
                   ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (armada_error_get_server_text (error), ==, "Wrong credentials.");
  g_assert_cmpuint (fixture->n_unauthorized, ==, 0);
  g_assert_cmpstr (last_request (fixture), ==, "POST /api/login?lang=en");
  g_clear_error (&error);

  armada_test_server_set (fixture->server, "/api/login", 200, NULL,
                          "{\"status\":1,\"user_api_hash\":\"" HASH "\"}", -1);
  answer = end (fixture->client,
                begin (fixture->client, armada_login_call ("a@b.test", PASSWORD), NULL), &error);
  g_assert_no_error (error);
  hash = armada_login_read (answer, &error);
  g_assert_cmpstr (hash, ==, HASH);
}

static void
test_unauthorized_once (Fixture *fixture, gconstpointer data)
{
  GAsyncResult **results[6];

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    results[i] = begin (fixture->client, new_call ("gone"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_error_free (end_bad (fixture->client, results[i], ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED));
  g_assert_cmpuint (fixture->n_unauthorized, ==, 1);
  g_assert_cmpuint (fixture->server->requests->len, <=, ARMADA_CLIENT_MAX_RUNNING);

  g_ptr_array_set_size (fixture->server->requests, 0);
  g_error_free (call_bad (fixture->client, "good", ARMADA_ERROR_UNAUTHORIZED));
  g_assert_cmpuint (fixture->server->requests->len, ==, 0);
  g_assert_cmpuint (fixture->n_unauthorized, ==, 1);

  armada_client_set_hash (fixture->client, HASH "2");
  call_good (fixture->client, "good");
  g_error_free (call_bad (fixture->client, "gone", ARMADA_ERROR_UNAUTHORIZED));
  g_assert_cmpuint (fixture->n_unauthorized, ==, 2);
}

static void
test_sign_in_page (Fixture *fixture, gconstpointer data)
{
  armada_test_server_set (fixture->server, "/api/page", 200, "Content-Type: text/html",
                          "<html><input type=\"password\"></html>", -1);
  g_error_free (call_bad (fixture->client, "page", ARMADA_ERROR_UNAUTHORIZED));
  g_assert_cmpuint (fixture->n_unauthorized, ==, 1);
}

static void
test_late_unauthorized (Fixture *fixture, gconstpointer data)
{
  GAsyncResult **late = begin (fixture->client, new_call ("hold"), NULL);

  armada_test_wait_until (fixture->server->held->len == 1);
  armada_client_set_hash (fixture->client, "another");
  armada_test_server_release (fixture->server, 401, "Unauthorized.");
  g_error_free (end_bad (fixture->client, late, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED));
  g_assert_cmpuint (fixture->n_unauthorized, ==, 0);
  call_good (fixture->client, "good");
  g_assert_cmpstr (last_request (fixture), ==, "GET /api/good?lang=en&user_api_hash=another");
}

static void
test_four_at_once (Fixture *fixture, gconstpointer data)
{
  GAsyncResult **results[9];

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    results[i] = begin (fixture->client, new_numbered (ARMADA_CALL_VISIBLE, i), NULL);
  armada_test_wait_until (fixture->server->held->len == ARMADA_CLIENT_MAX_RUNNING);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      armada_test_wait_until (fixture->server->held->len > 0);
      armada_test_server_release (fixture->server, 200, "{}");
      end_good (fixture->client, results[i]);
    }
  g_assert_cmpuint (fixture->server->requests->len, ==, G_N_ELEMENTS (results));
  g_assert_cmpuint (fixture->server->most_held, ==, ARMADA_CLIENT_MAX_RUNNING);
}

static void
test_visible_first (Fixture *fixture, gconstpointer data)
{
  GAsyncResult **slow[4], **visible[3];

  for (guint i = 0; i < G_N_ELEMENTS (slow); i++)
    slow[i] = begin (fixture->client, new_numbered (ARMADA_CALL_BACKGROUND, i), NULL);
  armada_test_wait_until (fixture->server->held->len == 3);
  /* they leave a place to what is looked at */
  call_good (fixture->client, "good");
  g_assert_cmpuint (fixture->server->held->len, ==, 3);

  for (guint i = 0; i < G_N_ELEMENTS (visible); i++)
    visible[i] = begin (fixture->client, new_numbered (ARMADA_CALL_VISIBLE, 10 + i), NULL);
  armada_test_wait_until (fixture->server->held->len == 4);
  armada_test_server_release (fixture->server, 200, "{}");
  end_good (fixture->client, slow[0]);
  armada_test_wait_until (fixture->server->held->len == 4);
  g_assert_true (g_str_has_suffix (last_request (fixture), "&n=11"));
  armada_test_server_release (fixture->server, 200, "{}");
  end_good (fixture->client, slow[1]);
  armada_test_wait_until (fixture->server->held->len == 4);
  g_assert_true (g_str_has_suffix (last_request (fixture), "&n=12"));
  armada_test_server_release (fixture->server, 200, "{}");
  end_good (fixture->client, slow[2]);
  armada_test_wait_until (fixture->server->held->len == 4);
  g_assert_true (g_str_has_suffix (last_request (fixture), "&n=3"));

  while (fixture->server->held->len > 0)
    armada_test_server_release (fixture->server, 200, "{}");
  end_good (fixture->client, slow[3]);
  for (guint i = 0; i < G_N_ELEMENTS (visible); i++)
    end_good (fixture->client, visible[i]);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (armada_client_call_finish (ARMADA_CLIENT (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  (*(guint *) user_data)++;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) running = g_cancellable_new ();
  g_autoptr (GCancellable) queued = g_cancellable_new ();
  g_autoptr (ArmadaCall) call = new_call ("hold");
  guint n_running = 0, n_queued = 0, n_late = 0;

  for (guint i = 0; i < ARMADA_CLIENT_MAX_RUNNING; i++)
    armada_client_call_async (fixture->client, call, running, count_cb, &n_running);
  armada_client_call_async (fixture->client, call, queued, count_cb, &n_queued);
  armada_test_wait_until (fixture->server->held->len == ARMADA_CLIENT_MAX_RUNNING);
  g_assert_cmpuint (n_queued, ==, 0);

  g_cancellable_cancel (queued);
  armada_test_wait_until (n_queued == 1);
  g_assert_cmpuint (n_running, ==, 0);
  g_cancellable_cancel (running);
  armada_test_wait_until (n_running == ARMADA_CLIENT_MAX_RUNNING);
  armada_client_call_async (fixture->client, call, running, count_cb, &n_late);
  armada_test_wait_until (n_late == 1);

  /* the places are free again, and nothing comes back twice */
  call_good (fixture->client, "good");
  g_assert_cmpuint (n_running, ==, ARMADA_CLIENT_MAX_RUNNING);
  g_assert_cmpuint (n_queued, ==, 1);
  g_assert_cmpuint (fixture->server->requests->len, ==, ARMADA_CLIENT_MAX_RUNNING + 1);
}

static void
test_retry_after (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, 100);
  g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);
  g_autofree char *header = g_strconcat ("Retry-After: ", date, NULL);
  g_autoptr (GError) seconds = NULL, dated = NULL, past = NULL, junk = NULL;

  armada_test_server_set (fixture->server, "/api/s", 429, "Retry-After: 12", "", 0);
  armada_test_server_set (fixture->server, "/api/d", 503, header, "", 0);
  armada_test_server_set (fixture->server, "/api/p", 429,
                          "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT", "", 0);
  armada_test_server_set (fixture->server, "/api/j", 429, "Retry-After: soon", "", 0);
  seconds = call_bad (fixture->client, "s", ARMADA_ERROR_RATE_LIMITED);
  dated = call_bad (fixture->client, "d", ARMADA_ERROR_SERVER);
  past = call_bad (fixture->client, "p", ARMADA_ERROR_RATE_LIMITED);
  junk = call_bad (fixture->client, "j", ARMADA_ERROR_RATE_LIMITED);
  g_assert_cmpint (armada_error_get_retry_after (seconds), ==, 12);
  g_assert_cmpint (armada_error_get_retry_after (dated), >, 50);
  g_assert_cmpint (armada_error_get_retry_after (dated), <=, 100);
  g_assert_cmpint (armada_error_get_retry_after (past), ==, 0);
  g_assert_cmpint (armada_error_get_retry_after (junk), ==, -1);
}

static void
test_redirects (Fixture *fixture, gconstpointer data)
{
  ArmadaTestServer *elsewhere = armada_test_server_new (NULL);
  g_autofree char *other = armada_test_server_get_address (elsewhere);
  g_autofree char *away =
      g_strconcat ("Location: ", other, "api/good?user_api_hash=" HASH_ENCODED, NULL);

  armada_test_server_set (fixture->server, "/api/here", 302, "Location: /api/good", "", 0);
  armada_test_server_set (fixture->server, "/api/away", 301, away, "", 0);
  armada_test_server_set (fixture->server, "/api/loop", 302, "Location: loop", "", 0);
  armada_test_server_set (fixture->server, "/api/nowhere", 302, NULL, "", 0);
  armada_test_server_set (fixture->server, "/api/odd", 302, "Location: http://[bad", "", 0);

  call_good (fixture->client, "here");
  g_assert_true (g_str_has_prefix (last_request (fixture), "GET /api/good?"));
  g_error_free (call_bad (fixture->client, "away", ARMADA_ERROR_BAD_REPLY));
  g_error_free (call_bad (fixture->client, "nowhere", ARMADA_ERROR_BAD_REPLY));
  g_error_free (call_bad (fixture->client, "odd", ARMADA_ERROR_BAD_REPLY));
  g_ptr_array_set_size (fixture->server->requests, 0);
  g_error_free (call_bad (fixture->client, "loop", ARMADA_ERROR_BAD_REPLY));
  g_assert_cmpuint (fixture->server->requests->len, <, 10);
  g_assert_cmpuint (elsewhere->requests->len, ==, 0);
  armada_test_server_free (elsewhere);
}

static GBytes *
gzip (const char *text)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GBytes) plain = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GBytes *packed = g_converter_convert_bytes (G_CONVERTER (compressor), plain, &error);

  g_assert_no_error (error);
  return packed;
}

static void
test_gzip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) packed = gzip ("{\"status\":1,\"text\":\"gzip gzip gzip gzip gzip\"}");
  const char *bytes = g_bytes_get_data (packed, NULL);
  gsize size = g_bytes_get_size (packed);
  g_autofree char *broken = g_memdup2 (bytes, size);
  g_autoptr (ArmadaAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  memset (broken + 10, 0xff, size - 10);
  armada_test_server_set (fixture->server, "/api/gzip", 200, "Content-Encoding: gzip", bytes,
                          (gssize) size);
  armada_test_server_set (fixture->server, "/api/broken", 200, "Content-Encoding: gzip", broken,
                          (gssize) size);
  armada_test_server_set (fixture->server, "/api/cut", 200, "Content-Encoding: gzip", bytes,
                          (gssize) size - 15);
  answer = end (fixture->client, begin (fixture->client, new_call ("gzip"), NULL), &error);
  g_assert_no_error (error);
  g_assert_true (yyjson_equals_str (yyjson_obj_get (armada_answer_get_root (answer), "text"),
                                    "gzip gzip gzip gzip gzip"));
  g_error_free (call_bad (fixture->client, "broken", ARMADA_ERROR_BAD_REPLY));
  g_error_free (call_bad (fixture->client, "cut", ARMADA_ERROR_BAD_REPLY));
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new ("[\"");
  ArmadaCall *limited = new_call ("large");
  ArmadaCall *cancelled = new_call ("large");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult **result;
  g_autoptr (ArmadaAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (json, "0123456789");
  g_string_append (json, "\"]");
  armada_test_server_set (fixture->server, "/api/large", 200, NULL, json->str, (gssize) json->len);

  /* read on a worker thread */
  answer = end (fixture->client, begin (fixture->client, new_call ("large"), NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yyjson_get_len (yyjson_arr_get_first (armada_answer_get_root (answer))), ==,
                    1000000);

  armada_call_set_max_size (limited, 500000);
  g_error_free (end_bad (fixture->client, begin (fixture->client, limited, NULL), ARMADA_ERROR,
                         ARMADA_ERROR_BAD_REPLY));

  result = begin (fixture->client, cancelled, cancellable);
  g_cancellable_cancel (cancellable);
  g_error_free (end_bad (fixture->client, result, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

static void
test_cut_connections (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *endpoint;
    const char *bytes;
    ArmadaError code;
  } cases[] = {
    { "reset", "", ARMADA_ERROR_OFFLINE },
    { "half-headers", "HTTP/1.1 200 OK\r\nContent-Le", ARMADA_ERROR_OFFLINE },
    { "not-http", "SSH-2.0-OpenSSH\r\n\r\n", ARMADA_ERROR_OFFLINE },
    { "short", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":1}",
      ARMADA_ERROR_OFFLINE },
    { "short-chunks",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc\r\n{\"status\":1}\r\n",
      ARMADA_ERROR_OFFLINE },
    { "short-unframed", "HTTP/1.0 200 OK\r\n\r\n{\"status\":1,\"items\":[{\"id\"",
      ARMADA_ERROR_BAD_REPLY },
  };
  ArmadaClient *client = new_raw_client (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/api/", cases[i].endpoint, NULL);

      g_test_message ("%s", cases[i].endpoint);
      armada_test_server_set_raw (fixture->server, path, cases[i].bytes, -1, TRUE);
      g_error_free (call_bad (client, cases[i].endpoint, cases[i].code));
    }
  g_assert_finalize_object (client);
}

static void
test_cut_gzip (Fixture *fixture, gconstpointer data)
{
  ArmadaClient *client = new_raw_client (fixture);
  g_autoptr (GBytes) packed = gzip ("{\"status\":1,\"text\":\"gzip gzip gzip gzip gzip\"}");
  gsize size = g_bytes_get_size (packed);
  g_autoptr (GString) reply = g_string_new (NULL);
  ArmadaCall *call = new_call ("cut");

  g_string_printf (reply,
                   "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT
                   "\r\n\r\n",
                   size);
  g_string_append_len (reply, g_bytes_get_data (packed, NULL), (gssize) size - 9);
  armada_test_server_set_raw (fixture->server, "/api/cut", reply->str, (gssize) reply->len, TRUE);
  armada_call_set_unparsed (call);
  g_error_free (end_bad (client, begin (client, call, NULL), ARMADA_ERROR, ARMADA_ERROR_OFFLINE));
  g_assert_finalize_object (client);
}

/* What is not read to its end is dropped without waiting for the rest. */
static void
test_unfinished_bodies (Fixture *fixture, gconstpointer data)
{
  ArmadaClient *client = new_raw_client (fixture);
  ArmadaCall *endless = new_call ("endless");
  g_autoptr (GString) text = g_string_new ("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n[");

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "1,");
  armada_test_server_set_raw (fixture->server, "/api/endless", text->str, -1, FALSE);
  armada_test_server_set_raw (fixture->server, "/api/away",
                              "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n"
                              "Content-Length: 999999999\r\n\r\n<html>",
                              -1, FALSE);
  armada_test_server_set_raw (fixture->server, "/api/here",
                              "HTTP/1.1 302 Found\r\nLocation: /api/last\r\n"
                              "Content-Length: 999999999\r\n\r\n<html>",
                              -1, FALSE);
  armada_test_server_set_raw (fixture->server, "/api/last",
                              "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", -1, FALSE);
  armada_call_set_max_size (endless, 1000);
  g_error_free (
      end_bad (client, begin (client, endless, NULL), ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY));
  g_error_free (call_bad (client, "away", ARMADA_ERROR_BAD_REPLY));
  call_good (client, "here");
  g_assert_finalize_object (client);
}

static gboolean
drip_cb (gpointer user_data)
{
  ArmadaTestServer *server = user_data;

  for (guint i = 0; i < server->raw_conns->len; i++)
    g_pollable_output_stream_write_nonblocking (
        G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (server->raw_conns->pdata[i])), " ",
        1, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static void
test_timeout (Fixture *fixture, gconstpointer data)
{
  ArmadaClient *client = new_raw_client (fixture);
  ArmadaCall *hang = new_call ("hang"), *slow = new_call ("slow");
  GAsyncResult **hang_result, **slow_result;
  g_autoptr (GError) error = NULL;
  guint drip;

  armada_test_server_set_raw (fixture->server, "/api/hang", "", -1, FALSE);
  armada_test_server_set_raw (fixture->server, "/api/slow",
                              "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n[", -1, FALSE);
  armada_call_set_timeout (hang, 1);
  armada_call_set_timeout (slow, 1);
  drip = g_timeout_add (100, drip_cb, fixture->server);
  hang_result = begin (client, hang, NULL);
  slow_result = begin (client, slow, NULL);
  error = end_bad (client, hang_result, ARMADA_ERROR, ARMADA_ERROR_OFFLINE);
  g_assert_cmpstr (error->message, ==, "hang: no answer within 1 s");
  g_error_free (end_bad (client, slow_result, ARMADA_ERROR, ARMADA_ERROR_OFFLINE));
  g_source_remove (drip);
  g_assert_finalize_object (client);
}

static void
test_unreachable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = NULL;
  ArmadaTestServer *gone = armada_test_server_new (NULL);
  ArmadaClient *client;

  address = armada_test_server_get_address (gone);
  armada_test_server_free (gone);
  client = new_client (address);
  g_error_free (call_bad (client, "good", ARMADA_ERROR_OFFLINE));
  g_assert_finalize_object (client);
}

static void
test_tls (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "tls-test-only.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, NULL);
  ArmadaTestServer *server = armada_test_server_new (certificate);
  g_autofree char *address = armada_test_server_get_address (server);
  ArmadaClient *client = new_client (address);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (address, "https://"));
  armada_test_server_set (server, "/api/good", 200, NULL, "[]", -1);
  g_error_free (call_bad (client, "good", ARMADA_ERROR_INSECURE));
  g_assert_cmpuint (server->requests->len, ==, 0);

  armada_client_set_tls_database (client, database);
  call_good (client, "good");
  g_assert_finalize_object (client);
  armada_test_server_free (server);
}

static void
test_nothing_logged (void)
{
  g_mutex_lock (&logged_lock);
  g_assert_nonnull (strstr (logged->str, "hang: no answer"));
  g_assert_null (strstr (logged->str, "secret"));
  g_assert_null (strstr (logged->str, "user_api_hash"));
  g_mutex_unlock (&logged_lock);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  logged = g_string_new (NULL);
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_log_set_default_handler (log_cb, NULL);
  g_log_set_writer_func (write_cb, NULL, NULL);
  ADD ("/client/get", test_get);
  ADD ("/client/sub-path", test_sub_path);
  ADD ("/client/login", test_login);
  ADD ("/client/unauthorized-once", test_unauthorized_once);
  ADD ("/client/sign-in-page", test_sign_in_page);
  ADD ("/client/late-unauthorized", test_late_unauthorized);
  ADD ("/client/four-at-once", test_four_at_once);
  ADD ("/client/visible-first", test_visible_first);
  ADD ("/client/cancel", test_cancel);
  ADD ("/client/retry-after", test_retry_after);
  ADD ("/client/redirects", test_redirects);
  ADD ("/client/gzip", test_gzip);
  ADD ("/client/large", test_large);
  ADD ("/client/cut-connections", test_cut_connections);
  ADD ("/client/cut-gzip", test_cut_gzip);
  ADD ("/client/unfinished-bodies", test_unfinished_bodies);
  ADD ("/client/timeout", test_timeout);
  ADD ("/client/unreachable", test_unreachable);
  ADD ("/client/tls", test_tls);
  g_test_add_func ("/client/nothing-logged", test_nothing_logged);
  return g_test_run ();
}
