/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way the demo platform fails does on the wire what its sentence says. */
#include <string.h>

#include "armada-test-wire.h"

#define N_VEHICLES 12
#define WHOLE "get_devices?limit=1000"

static ArmadaTestWire *
new_wire (void)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;

  options.n_vehicles = N_VEHICLES;
  return armada_test_wire_new (&options);
}

static char *
get_truth (ArmadaTestWire *wire)
{
  g_autoptr (ArmadaTestReply) reply = armada_test_wire_get (wire, WHOLE);

  g_assert_cmpuint (reply->status, ==, 200);
  return armada_test_reply_dup_text (reply);
}

/* What an answer that is the fault alone looks like. */
typedef struct
{
  const char *kind;
  guint status;
  const char *type;
  const char *part; /* of the body; NULL: it is empty */
} Plain;

static const Plain plains[] = {
  { "unauthorized", 401, "application/json", "Unauthorized." },
  { "forbidden", 403, "application/json", "permission" },
  { "validation", 422, "application/json", "\"errors\":{" },
  { "rate-limit", 429, "application/json", "Too Many Attempts." },
  { "rate-limit-bare", 429, "application/json", "Too Many Attempts." },
  { "server-error", 500, "application/json", "\"status\":0" },
  { "bad-gateway", 502, "text/html", "<html>" },
  { "sign-in-page", 200, "text/html", "type=\"password\"" },
  { "status-0", 200, "application/json", "\"status\":0" },
  { "missing", 404, "application/json", "could not be found" },
  { "empty", 200, "application/json", NULL },
  { "not-json-garbage", 200, "application/json", "Notice" },
};

static void
check_plain (ArmadaTestWire *wire, const Plain *plain)
{
  g_autoptr (ArmadaTestReply) reply = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  const char *retry;

  g_assert_true (armada_demo_server_set_fault (wire->server, plain->kind, 1));
  reply = armada_test_wire_get (wire, WHOLE);
  text = armada_test_reply_dup_text (reply);
  root = armada_test_reply_parse (reply);
  g_assert_cmpuint (reply->status, ==, plain->status);
  g_assert_cmpstr (soup_message_headers_get_content_type (
                       soup_message_get_response_headers (reply->message), NULL),
                   ==, plain->type);
  if (plain->part != NULL)
    g_assert_nonnull (strstr (text, plain->part));
  else
    g_assert_cmpuint (g_bytes_get_size (reply->body), ==, 0);
  g_assert_cmpint (root != NULL, ==,
                   g_str_equal (plain->type, "application/json") && plain->part != NULL &&
                       !g_str_equal (plain->kind, "not-json-garbage"));

  retry = armada_test_reply_get_header (reply, "Retry-After");
  g_assert_cmpstr (retry, ==, g_str_equal (plain->kind, "rate-limit") ? "30" : NULL);
}

static void
test_plain (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  g_autofree char *truth = get_truth (wire);

  for (guint i = 0; i < G_N_ELEMENTS (plains); i++)
    {
      g_autofree char *after = NULL;

      check_plain (wire, &plains[i]);
      after = get_truth (wire);
      g_assert_cmpstr (after, ==, truth);
    }
}

static void
check_login (ArmadaTestWire *wire, const char *kind, guint status, const char *retry)
{
  g_autoptr (ArmadaTestReply) reply = NULL;
  g_autofree char *text = NULL;
  g_autofree char *truth = NULL;

  g_assert_true (armada_demo_server_set_fault (wire->server, kind, 0));
  truth = get_truth (wire); /* other endpoints go on */
  reply = armada_test_wire_post (wire, "login", "email=demo%40armada.example&password=demo");
  text = armada_test_reply_dup_text (reply);
  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (armada_test_reply_get_header (reply, "Retry-After"), ==, retry);
  g_assert_null (strstr (text, "user_api_hash"));
  armada_demo_server_set_fault (wire->server, NULL, 0);
}

static void
test_login (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();

  check_login (wire, "login-wrong", 401, NULL);
  check_login (wire, "login-rate-limit", 429, "60");
  check_login (wire, "login-validation", 422, NULL);
  check_login (wire, "login-no-hash", 200, NULL);
  armada_test_wire_sign_in (wire);
}

static void
test_redirect (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  g_autoptr (ArmadaTestReply) reply = NULL;
  g_autoptr (ArmadaTestReply) followed = NULL;
  SoupMessage *message;

  armada_demo_server_set_fault (wire->server, "redirect-elsewhere", 1);
  reply = armada_test_wire_get (wire, WHOLE);
  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_true (
      g_str_has_prefix (armada_test_reply_get_header (reply, "Location"), "http://127.0.0.2:"));
  g_assert_nonnull (strstr (armada_test_reply_get_header (reply, "Location"), "user_api_hash="));
  g_assert_cmpuint (armada_demo_server_get_n_requests (wire->server, "elsewhere"), ==, 0);

  message = soup_message_new ("GET", armada_test_reply_get_header (reply, "Location"));
  followed = armada_test_wire_send (wire, message);
  g_assert_cmpuint (followed->status, ==, 404);
  g_assert_cmpuint (armada_demo_server_get_n_requests (wire->server, "elsewhere"), ==, 1);
}

static void
check_hang (ArmadaTestWire *wire, const char *kind, const char *endpoint)
{
  g_autoptr (SoupMessage) message = armada_test_wire_message (wire, endpoint);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n = armada_demo_server_get_n_requests (wire->server, NULL);

  g_assert_true (armada_demo_server_set_fault (wire->server, kind, 1));
  soup_session_send_async (wire->session, message, 0, cancellable, armada_test_result_cb, &result);
  armada_test_wait_until (armada_demo_server_get_n_requests (wire->server, NULL) == n + 1);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *truth = get_truth (wire); /* others are served meanwhile */

      g_assert_null (result);
    }
  g_cancellable_cancel (cancellable);
  armada_test_wait (&result);
  g_assert_null (soup_session_send_finish (wire->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_hang (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();

  check_hang (wire, "hang", WHOLE);
  check_hang (wire, "login-hang", "login");
}

static void
test_truncated (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  g_autofree char *truth = get_truth (wire);
  g_autoptr (ArmadaTestReply) reply = NULL;
  g_autoptr (JsonNode) root = NULL;

  armada_demo_server_set_fault (wire->server, "truncated", 1);
  reply = armada_test_wire_get (wire, WHOLE);
  root = armada_test_reply_parse (reply);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), truth,
                   strlen (truth) / 2);
  g_assert_null (root);
}

/* Some bytes of the truth come first; then the connection is gone, not ended. */
static void
test_reset (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  g_autofree char *truth = get_truth (wire);

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (ArmadaTestReply) reply = NULL;
      g_autofree char *after = NULL;

      armada_demo_server_set_fault (wire->server, "reset", 1);
      reply = armada_test_wire_get (wire, WHOLE);
      g_assert_null (reply->body);
      g_assert_error (reply->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
      after = get_truth (wire);
      g_assert_cmpstr (after, ==, truth);
    }
}

/* A byte at a time: never two of them at once, and what comes is the truth. */
static void
test_slow (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  g_autofree char *truth = get_truth (wire);
  g_autoptr (SoupMessage) message = armada_test_wire_message (wire, WHOLE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  char bytes[64];

  armada_demo_server_set_fault (wire->server, "slow", 1);
  soup_session_send_async (wire->session, message, 0, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  stream = soup_session_send_finish (wire->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GAsyncResult) read = NULL;
      g_autofree char *other = get_truth (wire); /* nobody else is kept waiting */

      g_input_stream_read_async (stream, bytes, sizeof bytes, 0, NULL, armada_test_result_cb,
                                 &read);
      armada_test_wait (&read);
      g_assert_cmpint (g_input_stream_read_finish (stream, read, &error), ==, 1);
      g_assert_no_error (error);
      g_assert_cmpint (bytes[0], ==, truth[i]);
    }
  g_assert_cmpint (g_get_monotonic_time () - begin, >, 7 * 90 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 4 * G_TIME_SPAN_SECOND);
}

static void
test_gzip_broken (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  g_autoptr (ArmadaTestReply) reply = NULL;
  g_autoptr (GConverter) decompressor =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GError) error = NULL;

  armada_demo_server_set_fault (wire->server, "gzip-broken", 1);
  reply = armada_test_wire_get (wire, WHOLE);
  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (armada_test_reply_get_header (reply, "Content-Encoding"), ==, "gzip");
  plain = g_converter_convert_bytes (decompressor, reply->body, &error);
  g_assert_null (plain);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_bom (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  g_autofree char *truth = get_truth (wire);
  g_autoptr (ArmadaTestReply) reply = NULL;
  g_autofree char *text = NULL;

  armada_demo_server_set_fault (wire->server, "bom", 1);
  reply = armada_test_wire_get (wire, WHOLE);
  text = armada_test_reply_dup_text (reply);
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf"));
  g_assert_cmpstr (text + 3, ==, truth);
}

static JsonNode *
get_spoilt (ArmadaTestWire *wire, const char *kind, const char *endpoint)
{
  g_autoptr (ArmadaTestReply) reply = NULL;
  JsonNode *root;

  g_assert_true (armada_demo_server_set_fault (wire->server, kind, 1));
  reply = armada_test_wire_get (wire, endpoint);
  root = armada_test_reply_parse (reply);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (root);
  return root;
}

/* How many nodes there are of a kind, this one and all below. */
static guint
count_kind (JsonNode *node, gboolean (*is_kind) (JsonNode *node))
{
  g_autoptr (GList) children = NULL;
  guint n = is_kind (node);

  if (JSON_NODE_HOLDS_OBJECT (node))
    children = json_object_get_values (json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    children = json_array_get_elements (json_node_get_array (node));
  for (GList *child = children; child != NULL; child = child->next)
    n += count_kind (child->data, is_kind);
  return n;
}

static gboolean
is_array (JsonNode *node)
{
  return JSON_NODE_HOLDS_ARRAY (node);
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING;
}

static gboolean
is_device (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) &&
         json_object_has_member (json_node_get_object (node), "device_data");
}

static void
test_object_lists (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  static const char *const endpoints[] = { WHOLE, "get_devices_latest" };

  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autoptr (JsonNode) root = get_spoilt (wire, "object-lists", endpoints[i]);

      g_assert_cmpuint (count_kind (root, is_array), ==, 0);
      g_assert_cmpuint (count_kind (root, is_device), ==, N_VEHICLES);
    }
}

static void
test_string_numbers (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  static const char *const endpoints[] = { WHOLE, "get_devices_latest" };

  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autoptr (JsonNode) root = get_spoilt (wire, "string-numbers", endpoints[i]);

      g_assert_cmpuint (count_kind (root, is_number), ==, 0);
      g_assert_cmpuint (count_kind (root, is_device), ==, N_VEHICLES);
    }
}

static void
test_paging_ignored (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  g_autofree char *truth = get_truth (wire);

  for (guint page = 1; page <= 3; page++)
    {
      g_autofree char *endpoint = g_strdup_printf ("get_devices?limit=5&page=%u", page);
      g_autoptr (ArmadaTestReply) reply = NULL;
      g_autofree char *text = NULL;

      armada_demo_server_set_fault (wire->server, "paging-ignored", 1);
      reply = armada_test_wire_get (wire, endpoint);
      text = armada_test_reply_dup_text (reply);
      g_assert_cmpstr (text, ==, truth);
    }
}

static gboolean
is_bad_device (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) &&
         json_object_has_member (json_node_get_object (node), "id") &&
         JSON_NODE_HOLDS_OBJECT (json_object_get_member (json_node_get_object (node), "id"));
}

static void
test_one_bad_device (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  static const char *const endpoints[] = { WHOLE, "get_devices_latest" };

  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autoptr (JsonNode) root = get_spoilt (wire, "one-bad-device", endpoints[i]);

      g_assert_cmpuint (count_kind (root, is_bad_device), ==, 1);
      g_assert_cmpuint (count_kind (root, is_device), ==, N_VEHICLES);
    }
}

/* Every fault has a sentence, and a test above. */
static void
test_all_told (void)
{
  static const char *const others[] = { "login-wrong",   "login-rate-limit",   "login-validation",
                                        "login-no-hash", "redirect-elsewhere", "hang",
                                        "login-hang",    "truncated",          "reset",
                                        "slow",          "gzip-broken",        "bom",
                                        "object-lists",  "string-numbers",     "paging-ignored",
                                        "one-bad-device" };
  const char *const *names = armada_demo_server_list_faults ();
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  guint n = 0;

  for (; names[n] != NULL; n++)
    g_assert_nonnull (armada_demo_server_describe_fault (names[n]));
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (others) + G_N_ELEMENTS (plains));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_true (g_strv_contains (names, others[i]));
  g_assert_null (armada_demo_server_describe_fault ("no-such-fault"));
  g_assert_false (armada_demo_server_set_fault (wire->server, "no-such-fault", 0));
}

/* A fault goes by itself after as many answers as were asked for. */
static void
test_count (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  static const guint wanted[] = { 500, 500, 200, 200 };

  armada_demo_server_set_fault (wire->server, "server-error", 2);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (ArmadaTestReply) reply = armada_test_wire_get (wire, WHOLE);

      g_assert_cmpuint (reply->status, ==, wanted[i]);
    }
}

/* As when the password is changed while somebody works. */
static void
test_midway (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire ();
  static const guint wanted[] = { 200, 200, 200, 401, 200 };

  armada_demo_server_set_fault (wire->server, "unauthorized", 1);
  armada_demo_server_delay_fault (wire->server, 3);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (ArmadaTestReply) reply = armada_test_wire_get (wire, WHOLE);

      g_assert_cmpuint (reply->status, ==, wanted[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo-faults/plain", test_plain);
  g_test_add_func ("/demo-faults/login", test_login);
  g_test_add_func ("/demo-faults/redirect", test_redirect);
  g_test_add_func ("/demo-faults/hang", test_hang);
  g_test_add_func ("/demo-faults/truncated", test_truncated);
  g_test_add_func ("/demo-faults/reset", test_reset);
  g_test_add_func ("/demo-faults/slow", test_slow);
  g_test_add_func ("/demo-faults/gzip-broken", test_gzip_broken);
  g_test_add_func ("/demo-faults/bom", test_bom);
  g_test_add_func ("/demo-faults/object-lists", test_object_lists);
  g_test_add_func ("/demo-faults/string-numbers", test_string_numbers);
  g_test_add_func ("/demo-faults/paging-ignored", test_paging_ignored);
  g_test_add_func ("/demo-faults/one-bad-device", test_one_bad_device);
  g_test_add_func ("/demo-faults/all-told", test_all_told);
  g_test_add_func ("/demo-faults/count", test_count);
  g_test_add_func ("/demo-faults/midway", test_midway);
  return g_test_run ();
}
