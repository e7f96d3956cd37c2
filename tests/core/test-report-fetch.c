/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report ordered, fetched and looked at; and the hash, which stands in its address. */
#include "sync/armada-report-fetch.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "armada-test-endpoints.h"
#include "armada-test-server.h"

#define HASH "$2y$10$./secret"
#define ESCAPED "%242y%2410%24.%2Fsecret"
#define TWICE "%25242y%252410%2524.%252Fsecret"
#define PDF "%PDF-1.7\n%%EOF\n"
#define SIGN_IN "<html><form><input type=\"password\" name=\"password\"></form></html>"

typedef struct
{
  ArmadaTestServer *server;
  ArmadaTestServer *elsewhere; /* another host: 127.0.0.2 */
  char *other;                 /* its address, without a slash at its end */
  ArmadaClient *client;
  guint n_unauthorized;
} Fixture;

static void
unauthorized_cb (ArmadaClient *client, Fixture *fixture)
{
  fixture->n_unauthorized++;
}

static char *
listen_elsewhere (SoupServer *soup)
{
  g_autoptr (GSocketAddress) place = g_inet_socket_address_new_from_string ("127.0.0.2", 0);
  g_autoptr (GError) error = NULL;
  GSList *uris;
  char *address;

  soup_server_disconnect (soup);
  soup_server_listen (soup, place, 0, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (soup);
  address = g_strdup_printf ("http://127.0.0.2:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return address;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GUri) address = NULL;

  fixture->server = armada_test_server_new (NULL);
  fixture->elsewhere = armada_test_server_new (NULL);
  fixture->other = listen_elsewhere (fixture->elsewhere->soup);
  text = armada_test_server_get_address (fixture->server);
  address = armada_address_parse (text, NULL);
  fixture->client = armada_client_new (address);
  armada_client_set_hash (fixture->client, HASH);
  g_signal_connect (fixture->client, "unauthorized", G_CALLBACK (unauthorized_cb), fixture);
}

/* Nobody but the server signed in to ever gets to see the hash. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < fixture->elsewhere->requests->len; i++)
    {
      const char *request = fixture->elsewhere->requests->pdata[i];

      g_assert_null (strstr (request, HASH));
      g_assert_null (strstr (request, ESCAPED));
      g_assert_null (strstr (request, "secret"));
    }
  armada_test_finalize (fixture->client);
  armada_test_server_free (fixture->server);
  armada_test_server_free (fixture->elsewhere);
  g_free (fixture->other);
}

/* The order is answered with @url. */
static void
promise (Fixture *fixture, const char *url)
{
  g_autofree char *json = g_strdup_printf ("{\"status\":3,\"url\":\"%s\"}", url);

  armada_test_server_set (fixture->server, "/api/generate_report", 200, NULL, json, -1);
}

static void
start (Fixture *fixture, const char *format, GCancellable *cancellable, GAsyncResult **result)
{
  ArmadaReportRequest request = armada_test_report_request (format);
  g_autoptr (ArmadaCall) call = armada_report_request_call (&request);

  armada_report_fetch_async (fixture->client, call, format, NULL, cancellable,
                             armada_test_result_cb, result);
}

static void
assert_secret_kept (const GError *error)
{
  const char *said = error ? armada_error_get_server_text (error) : NULL;

  g_assert_true (error == NULL || strstr (error->message, "secret") == NULL);
  g_assert_true (said == NULL || strstr (said, "secret") == NULL);
}

static GBytes *
fetch (Fixture *fixture, const char *format, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GBytes *file;

  start (fixture, format, NULL, &result);
  armada_test_wait (&result);
  file = armada_report_fetch_finish (result, error);
  assert_secret_kept (*error);
  g_assert_true ((file == NULL) == (*error != NULL));
  return file;
}

static void
assert_fetched (Fixture *fixture, const char *format, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = fetch (fixture, format, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), wanted, strlen (wanted));
}

static const char *
get_request (ArmadaTestServer *server, guint number)
{
  g_assert_cmpuint (server->requests->len, >, number);
  return server->requests->pdata[number];
}

static void
assert_holds (GBytes *file, const char *part)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  g_assert_nonnull (memmem (data, size, part, strlen (part)));
}

static void
assert_begins (GBytes *file, const char *magic, gsize length)
{
  g_assert_cmpuint (g_bytes_get_size (file), >, length);
  g_assert_cmpmem (g_bytes_get_data (file, NULL), length, magic, length);
}

static void
check_file (GBytes *file, const char *format)
{
  if (g_str_has_prefix (format, "pdf"))
    {
      assert_begins (file, "%PDF-", 5);
      assert_holds (file, "%%EOF");
    }
  else if (g_str_equal (format, "xlsx"))
    {
      assert_begins (file, "PK\x03\x04", 4);
      assert_holds (file, "xl/workbook.xml");
    }
  else if (g_str_equal (format, "xls"))
    assert_begins (file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  else if (g_str_equal (format, "json"))
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (GError) error = NULL;

      json_parser_load_from_data (parser, g_bytes_get_data (file, NULL),
                                  (gssize) g_bytes_get_size (file), &error);
      g_assert_no_error (error);
    }
  else
    assert_holds (file, g_str_equal (format, "html") ? "Drives &amp; stops" : ",");
}

/* The demo platform's own, in each of its formats. */
static void
test_formats (gconstpointer legacy)
{
  static const char *const formats[] = { "html", "json", "xls",      "xlsx",
                                         "csv",  "pdf",  "pdf_land", NULL };
  ArmadaTestPlatform platform;

  armada_test_platform_open (&platform, 3, legacy != NULL);
  for (guint i = 0; formats[i] != NULL; i++)
    {
      ArmadaReportRequest request = armada_test_report_request (formats[i]);
      g_autoptr (ArmadaCall) call = armada_report_request_call (&request);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) file = NULL;

      armada_report_fetch_async (platform.client, call, formats[i], NULL, NULL,
                                 armada_test_result_cb, &result);
      armada_test_wait (&result);
      file = armada_report_fetch_finish (result, &error);
      g_test_message ("%s: %s", formats[i], error ? error->message : "good");
      g_assert_no_error (error);
      check_file (file, formats[i]);
      g_assert_cmpuint (armada_demo_server_get_n_requests (platform.server, "generate_report"), ==,
                        2 * (i + 1));
    }
  armada_test_platform_close (&platform);
}

/* Upper case is a format's name as well. */
static void
test_case (Fixture *fixture, gconstpointer data)
{
  promise (fixture, "/api/file");
  armada_test_server_set (fixture->server, "/api/file", 200, NULL, PDF, -1);
  assert_fetched (fixture, "PDF", PDF);
}

typedef struct
{
  const char *format;
  const char *body;
  ArmadaError code;
  const char *sentence;
} Wrong;

static const Wrong wrongs[] = {
  { "pdf", "Report is too large.", ARMADA_ERROR_REFUSED, "Report is too large." },
  { "pdf", "{\"status\":0,\"message\":\"No devices\"}", ARMADA_ERROR_REFUSED, "No devices" },
  { "json", "{\"status\":0,\"message\":\"No devices\"}", ARMADA_ERROR_REFUSED, "No devices" },
  { "html", "{\"status\":0,\"errors\":{\"a\":[\"No\"]}}", ARMADA_ERROR_REFUSED, "No" },
  { "pdf", "{\"status\":1,\"message\":\"It was queued.\"}", ARMADA_ERROR_REFUSED,
    "It was queued." },
  { "pdf", "{\"status\":1}", ARMADA_ERROR_BAD_REPLY, NULL },
  { "xlsx", "<html><title>x</title><h1>No &amp; data</h1></html>", ARMADA_ERROR_REFUSED,
    "x No & data" },
  { "csv", "<p>No data</p>", ARMADA_ERROR_REFUSED, "No data" },
  { "html", "Unauthorized.", ARMADA_ERROR_REFUSED, "Unauthorized." },
  { "pdf", "see ?user_api_hash=" HASH, ARMADA_ERROR_REFUSED, NULL },
  { "pdf", "see ?user_api_hash=" ESCAPED, ARMADA_ERROR_REFUSED, NULL },
  { "xls", "PK\x03\x04\x14\x01\xff\xfe", ARMADA_ERROR_BAD_REPLY, NULL },
  { "xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", ARMADA_ERROR_BAD_REPLY, NULL },
  { "pdf", "", ARMADA_ERROR_BAD_REPLY, NULL },
  { "pdf", "%PDF-1.7 the first half of", ARMADA_ERROR_BAD_REPLY, NULL },
  { "xlsx", "PK\x03\x04 the first half of", ARMADA_ERROR_BAD_REPLY, NULL },
  { "csv", "", ARMADA_ERROR_BAD_REPLY, NULL },
  { "html", " \n", ARMADA_ERROR_BAD_REPLY, NULL },
  { "json", "{\"meta\":{\"title\":", ARMADA_ERROR_BAD_REPLY, NULL },
  { "json", "%PDF-1.7 \xff", ARMADA_ERROR_BAD_REPLY, NULL },
  { "json", SIGN_IN, ARMADA_ERROR_UNAUTHORIZED, NULL },
  { "html", SIGN_IN, ARMADA_ERROR_UNAUTHORIZED, NULL },
  { "csv", SIGN_IN, ARMADA_ERROR_UNAUTHORIZED, NULL },
  { "pdf_land", SIGN_IN, ARMADA_ERROR_UNAUTHORIZED, NULL },
};

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  promise (fixture, "/api/file");
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *readable = g_strescape (wrongs[i].body, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) file = NULL;

      g_test_message ("%s: %s", wrongs[i].format, readable);
      armada_test_server_set (fixture->server, "/api/file", 200, NULL, wrongs[i].body, -1);
      file = fetch (fixture, wrongs[i].format, &error);
      g_assert_error (error, ARMADA_ERROR, (int) wrongs[i].code);
      g_assert_cmpstr (armada_error_get_server_text (error), ==, wrongs[i].sentence);
    }
}

/* A page too long to be a sentence is not shown to anybody. */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = g_strnfill (5000, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;

  promise (fixture, "/api/file");
  armada_test_server_set (fixture->server, "/api/file", 200, NULL, page, -1);
  file = fetch (fixture, "pdf", &error);
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
  g_assert_null (armada_error_get_server_text (error));
}

/* However the server writes where its file is. */
static void
test_relative (Fixture *fixture, gconstpointer data)
{
  static const char *const urls[] = {
    "/api/file?devices[0]=1&user_api_hash=" HASH,
    "api/file?devices[0]=1&user_api_hash=" HASH,
    "./api/file?devices[0]=1&user_api_hash=" ESCAPED,
    "?devices[0]=1&user_api_hash=" HASH,
  };

  armada_test_server_set (fixture->server, "/api/file", 200, NULL, PDF, -1);
  armada_test_server_set (fixture->server, "/", 200, NULL, PDF, -1);
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      const char *asked;

      promise (fixture, urls[i]);
      assert_fetched (fixture, "pdf", PDF);
      asked = get_request (fixture->server, 2 * i + 1);
      g_assert_true (g_str_has_prefix (asked, urls[i][0] == '?' ? "GET /?" : "GET /api/file?"));
      g_assert_nonnull (strstr (asked, "0]=1") ?: strstr (asked, "0%5D=1"));
      g_assert_nonnull (strstr (asked, "secret"));
    }
  g_assert_cmpuint (fixture->elsewhere->requests->len, ==, 0);
}

/* A server behind a proxy names a host of its own: it is asked where it was signed in to. */
static void
test_api_elsewhere (Fixture *fixture, gconstpointer data)
{
  const char *const urls[] = { fixture->other, "https://inner.test", "http://inner.test:8080/sub",
                               "//inner.test" };

  armada_test_server_set (fixture->server, "/api/file", 200, NULL, PDF, -1);
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autofree char *url = g_strconcat (urls[i], "/api/file?user_api_hash=" HASH, NULL);

      promise (fixture, url);
      assert_fetched (fixture, "pdf", PDF);
    }
  g_assert_cmpuint (fixture->server->requests->len, ==, 2 * G_N_ELEMENTS (urls));
  g_assert_cmpuint (fixture->elsewhere->requests->len, ==, 0);
}

/* A file that lies on another host is asked for without the hash. */
static void
test_file_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = g_strconcat (
      fixture->other, "/files/r.pdf?token=7&user_api_hash=" HASH "&x=" ESCAPED "&z=" TWICE "&y=2",
      NULL);

  promise (fixture, url);
  armada_test_server_set (fixture->elsewhere, "/files/r.pdf", 200, NULL, PDF, -1);
  assert_fetched (fixture, "pdf", PDF);
  g_assert_cmpstr (get_request (fixture->elsewhere, 0), ==, "GET /files/r.pdf?token=7&y=2");
}

/* What another host thinks of us says nothing of the session. */
static void
test_refused_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = g_strconcat (fixture->other, "/files/r.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;

  promise (fixture, url);
  armada_test_server_set (fixture->elsewhere, "/files/r.pdf", 401, NULL,
                          "{\"message\":\"Link expired.\"}", -1);
  file = fetch (fixture, "pdf", &error);
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_REFUSED);
  g_assert_cmpstr (armada_error_get_server_text (error), ==, "Link expired.");
  g_assert_cmpuint (fixture->n_unauthorized, ==, 0);

  armada_test_server_set (fixture->elsewhere, "/files/r.pdf", 200, NULL, PDF, -1);
  assert_fetched (fixture, "pdf", PDF);
}

/* No way to the file that would give the hash away is taken. */
static void
test_unsafe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *in_path = g_strconcat (fixture->other, "/files/" HASH "/r.pdf", NULL);
  g_autofree char *escaped = g_strconcat (fixture->other, "/files/" ESCAPED "/r.pdf", NULL);
  g_autofree char *twice = g_strconcat (fixture->other, "/files/" TWICE "/r.pdf", NULL);
  g_autofree char *named = g_strdup_printf ("http://me:pw@%s/r.pdf", fixture->other + 7);
  const char *const urls[] = { twice,
                               in_path,
                               escaped,
                               named,
                               "http://inner.test/r.pdf",
                               "ftp://inner.test/r.pdf",
                               "file:///etc/hostname",
                               "data:,x" };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) file = NULL;

      promise (fixture, urls[i]);
      file = fetch (fixture, "pdf", &error);
      g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_INSECURE);
    }
  g_assert_cmpuint (fixture->elsewhere->requests->len, ==, 0);
}

/* The server itself sends us on to another host, hash and all. */
static void
test_redirected (Fixture *fixture, gconstpointer data)
{
  g_autofree char *location =
      g_strconcat ("Location: ", fixture->other, "/files/r.pdf?user_api_hash=" HASH, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;

  promise (fixture, "/api/file");
  armada_test_server_set (fixture->server, "/api/file", 302, location, "", 0);
  file = fetch (fixture, "pdf", &error);
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
  g_assert_cmpuint (fixture->elsewhere->requests->len, ==, 0);
}

/* An address that would say more than where a file is. */
static void
test_smuggled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;

  promise (fixture, "/api/file?a=1 HTTP/1.1\\r\\nHost: inner.test\\r\\n\\r\\nGET /api/evil");
  armada_test_server_set (fixture->server, "/api/file", 200, NULL, PDF, -1);
  file = fetch (fixture, "pdf", &error);
  for (guint i = 0; i < fixture->server->requests->len; i++)
    {
      g_assert_null (strchr (fixture->server->requests->pdata[i], '\n'));
      g_assert_false (g_str_has_prefix (fixture->server->requests->pdata[i], "GET /api/evil"));
    }
}

static void
test_rate_limit (Fixture *fixture, gconstpointer data)
{
  for (guint step = 0; step < 2; step++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) file = NULL;

      promise (fixture, "/api/file");
      armada_test_server_set (fixture->server, step ? "/api/file" : "/api/generate_report", 429,
                              "Retry-After: 7", "{\"message\":\"Too many.\"}", -1);
      file = fetch (fixture, "pdf", &error);
      g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_RATE_LIMITED);
      g_assert_cmpint (armada_error_get_retry_after (error), ==, 7);
      g_assert_cmpstr (armada_error_get_server_text (error), ==, "Too many.");
    }
}

/* The server computes while it is asked: other calls go on meanwhile. */
static void
test_slow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;

  promise (fixture, "/api/hold");
  armada_test_server_set (fixture->server, "/api/get_alerts", 200, NULL, "{\"items\":[]}", -1);
  start (fixture, "pdf", NULL, &result);
  armada_test_wait_until (fixture->server->held->len == 1);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (ArmadaCall) call = armada_call_new (ARMADA_CALL_GET, "get_alerts");
      g_autoptr (ArmadaAnswer) answer = armada_test_call (fixture->client, call, &error);

      g_assert_no_error (error);
    }
  g_assert_null (result);
  armada_test_server_release (fixture->server, 200, PDF);
  armada_test_wait (&result);
  file = armada_report_fetch_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (file), ==, strlen (PDF));
}

static void
assert_cancelled (GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  armada_test_wait (result);
  g_assert_null (armada_report_fetch_finish (*result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (result);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) ordering = g_cancellable_new ();
  g_autoptr (GCancellable) fetching = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  promise (fixture, "/api/hold");
  g_cancellable_cancel (before);
  start (fixture, "pdf", before, &result);
  assert_cancelled (&result);
  g_assert_cmpuint (fixture->server->requests->len, ==, 0);

  start (fixture, "pdf", ordering, &result);
  g_cancellable_cancel (ordering);
  assert_cancelled (&result);

  start (fixture, "pdf", fetching, &result);
  armada_test_wait_until (fixture->server->held->len == 1);
  g_cancellable_cancel (fetching);
  assert_cancelled (&result);
}

/* Who asked is gone, its client too; the call ends all the same, once. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  ArmadaClient *client = g_object_ref (fixture->client);

  promise (fixture, "/api/hold");
  start (fixture, "pdf", cancellable, &result);
  g_clear_object (&fixture->client);
  armada_test_wait_until (fixture->server->held->len == 1);
  g_cancellable_cancel (cancellable);
  assert_cancelled (&result);
  fixture->client = client;
}

static void
test_scheduled (Fixture *fixture, gconstpointer data)
{
  static const char *const answers[] = { "{\"status\":2}", "{\"status\":\"2\",\"url\":null}",
                                         "{\"status\":2,\"url\":\"\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) file = NULL;

      armada_test_server_set (fixture->server, "/api/generate_report", 200, NULL, answers[i], -1);
      file = fetch (fixture, "pdf", &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (file), ==, 0);
      g_assert_cmpuint (fixture->server->requests->len, ==, i + 1);
    }
}

static void
test_no_url (Fixture *fixture, gconstpointer data)
{
  static const char *const answers[] = { "{\"status\":3}", "{\"status\":3,\"url\":7}",
                                         "{\"status\":3,\"url\":[\"/api/file\"]}", "[]" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) file = NULL;

      armada_test_server_set (fixture->server, "/api/generate_report", 200, NULL, answers[i], -1);
      file = fetch (fixture, "pdf", &error);
      g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
      g_assert_cmpuint (fixture->server->requests->len, ==, i + 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/report-fetch/formats", NULL, test_formats);
  g_test_add_data_func ("/report-fetch/formats-legacy", "legacy", test_formats);
#define ADD(name, function)                                                                        \
  g_test_add ("/report-fetch/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("case", test_case);
  ADD ("wrong", test_wrong);
  ADD ("long", test_long);
  ADD ("relative", test_relative);
  ADD ("api-elsewhere", test_api_elsewhere);
  ADD ("file-elsewhere", test_file_elsewhere);
  ADD ("refused-elsewhere", test_refused_elsewhere);
  ADD ("unsafe", test_unsafe);
  ADD ("redirected", test_redirected);
  ADD ("smuggled", test_smuggled);
  ADD ("rate-limit", test_rate_limit);
  ADD ("slow", test_slow);
  ADD ("cancel", test_cancel);
  ADD ("dropped", test_dropped);
  ADD ("scheduled", test_scheduled);
  ADD ("no-url", test_no_url);
#undef ADD
  return g_test_run ();
}
