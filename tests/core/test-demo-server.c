/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo platform on the wire: what it knows, whom it lets in, how it ends. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "armada-test-fixture.h"
#include "armada-test-wire.h"

static ArmadaTestWire *
new_wire (guint n_vehicles, guint page_limit, const char *base_path)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;

  options.n_vehicles = n_vehicles;
  options.page_limit = page_limit;
  options.base_path = base_path;
  return armada_test_wire_new (&options);
}

static JsonNode *
get_json (ArmadaTestWire *wire, const char *endpoint)
{
  g_autoptr (ArmadaTestReply) reply = armada_test_wire_get (wire, endpoint);
  JsonNode *root = armada_test_reply_parse (reply);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (root);
  return root;
}

static guint
get_status (ArmadaTestWire *wire, const char *endpoint)
{
  g_autoptr (ArmadaTestReply) reply = armada_test_wire_get (wire, endpoint);

  g_assert_no_error (reply->error);
  return reply->status;
}

/* "device_data.traccar.speed", "sensors[].val": the way to every member there is. */
static void
collect_names (JsonNode *node, const char *path, GHashTable *names)
{
  g_autofree char *element = g_strconcat (path, "[]", NULL);

  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      collect_names (json_array_get_element (json_node_get_array (node), i), element, names);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        {
          g_autofree char *below = g_strconcat (path, ".", name, NULL);

          collect_names (member, below, names);
          g_hash_table_add (names, g_steal_pointer (&below));
        }
    }
}

static GHashTable *
list_names (JsonNode *root)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  collect_names (root, "", names);
  return names;
}

static void
test_names (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (40, 1000, NULL);
  g_autoptr (JsonNode) root = get_json (wire, "get_devices?limit=1000");
  g_autoptr (GBytes) fixture = armada_test_fixture ("get_devices.json");
  g_autofree char *text = g_strndup (g_bytes_get_data (fixture, NULL), g_bytes_get_size (fixture));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) wanted_root = json_from_string (text, &error);
  g_autoptr (GHashTable) names = list_names (root);
  g_autoptr (GHashTable) wanted = NULL;
  GHashTableIter iter;
  gpointer name;

  g_assert_no_error (error);
  wanted = list_names (wanted_root);
  g_assert_cmpuint (g_hash_table_size (wanted), >, 150);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (names, name))
      g_test_fail_printf ("no device has %s", (const char *) name);
}

static JsonObject *
get_device (JsonNode *root, guint id)
{
  JsonArray *groups = json_node_get_array (root);

  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      JsonArray *items =
          json_object_get_array_member (json_array_get_object_element (groups, i), "items");

      for (guint k = 0; k < json_array_get_length (items); k++)
        {
          JsonObject *device = json_array_get_object_element (items, k);

          if (json_object_get_int_member (device, "id") == id)
            return device;
        }
    }
  g_assert_not_reached ();
}

/* The sixth to eighth of forty: lost at times, never connected, expired. */
static void
test_roles (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (40, 1000, NULL);
  g_autoptr (JsonNode) root = get_json (wire, "get_devices?limit=1000");
  JsonObject *never = get_device (root, 1007);
  JsonObject *expired = get_device (root, 1008);
  JsonObject *data = json_object_get_object_member (expired, "device_data");

  g_assert_cmpstr (json_object_get_string_member (never, "time"), ==, "Not connected");
  g_assert_cmpstr (json_object_get_string_member (never, "online"), ==, "offline");
  g_assert_cmpint (json_object_get_int_member (never, "acktimestamp"), ==, 0);
  g_assert_true (json_object_get_null_member (never, "lat"));
  g_assert_cmpstr (json_object_get_string_member (expired, "time"), ==, "Expired");
  g_assert_cmpstr (json_object_get_string_member (expired, "online"), ==, "offline");
  g_assert_cmpstr (json_object_get_string_member (data, "expiration_date"), <, "2026-09-21");
}

/* The speeding driver is told as an alarm at some time of the day, and drives an ordinary road. */
static void
test_alarm (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (8, 1000, NULL);
  guint n_alarms = 0;

  for (; n_alarms == 0; wire->ticks += 300)
    {
      g_autoptr (JsonNode) root = get_json (wire, "get_devices?limit=1000");

      g_assert_cmpint (json_object_get_int_member (get_device (root, 1001), "alarm"), ==, 0);
      n_alarms += json_object_get_int_member (get_device (root, 1005), "alarm") == 1;
      g_assert_cmpfloat (wire->ticks, <, 86400);
    }
}

static void
collect_page (JsonNode *root, GHashTable *ids, GHashTable *groups, guint *n_devices, guint *n_again)
{
  JsonArray *list = json_node_get_array (root);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *group = json_array_get_object_element (list, i);
      JsonArray *items = json_object_get_array_member (group, "items");
      gint64 group_id = json_object_get_int_member (group, "id");

      *n_again += !g_hash_table_add (groups, GINT_TO_POINTER ((int) group_id));
      for (guint k = 0; k < json_array_get_length (items); k++)
        {
          JsonObject *device = json_array_get_object_element (items, k);
          int id = (int) json_object_get_int_member (device, "id");

          g_assert_true (g_hash_table_add (ids, GINT_TO_POINTER (id)));
          ++*n_devices;
        }
    }
}

static void
check_pages (const char *limit, guint page_limit)
{
  static const guint wanted[] = { 100, 100, 50, 0 };
  g_autoptr (ArmadaTestWire) wire = new_wire (250, page_limit, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);
  guint n_again = 0;

  for (guint page = 1; page <= G_N_ELEMENTS (wanted); page++)
    {
      g_autofree char *endpoint = g_strdup_printf ("get_devices?%spage=%u", limit, page);
      g_autoptr (JsonNode) root = get_json (wire, endpoint);
      guint n_devices = 0;

      collect_page (root, ids, groups, &n_devices, &n_again);
      g_assert_cmpuint (n_devices, ==, wanted[page - 1]);
    }
  g_assert_cmpuint (g_hash_table_size (ids), ==, 250);
  g_assert_cmpuint (n_again, >, 0); /* a group goes on on the next page */
}

static void
test_pages (void)
{
  check_pages ("limit=100000&", 100); /* the server's limit */
  check_pages ("limit=100&", 1000);   /* the client's */
  check_pages ("", 1000);             /* nobody's */
}

static void
test_past_the_end (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (3, 1000, NULL);
  static const char *const endpoints[] = { "get_devices?page=2", "get_devices?page=4294967295",
                                           "get_devices?page=4294967295&limit=4294967295" };

  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autoptr (ArmadaTestReply) reply = armada_test_wire_get (wire, endpoints[i]);
      g_autofree char *text = armada_test_reply_dup_text (reply);

      g_assert_cmpstr (text, ==, "[]");
    }
  /* what is no number is not there */
  g_assert_cmpuint (get_status (wire, "get_devices?page=-1&limit=many"), ==, 200);
}

static char *
get_text (ArmadaTestWire *wire, const char *endpoint)
{
  g_autoptr (ArmadaTestReply) reply = armada_test_wire_get (wire, endpoint);

  return armada_test_reply_dup_text (reply);
}

static void
test_same_bytes (void)
{
  g_autoptr (ArmadaTestWire) one = new_wire (60, 1000, NULL);
  g_autoptr (ArmadaTestWire) two = new_wire (60, 1000, NULL);

  g_assert_cmpstr (one->hash, ==, two->hash);
  one->ticks = two->ticks = 100;
  for (guint i = 0; i < 3; i++, one->ticks += 5000, two->ticks += 5000)
    {
      g_autofree char *text = get_text (one, "get_devices?limit=1000");
      g_autofree char *again = get_text (one, "get_devices?limit=1000");
      g_autofree char *other = get_text (two, "get_devices?limit=1000");
      g_autofree char *later = NULL;

      g_assert_cmpstr (text, ==, again);
      g_assert_cmpstr (text, ==, other);
      two->ticks += 10;
      later = get_text (two, "get_devices?limit=1000");
      g_assert_cmpstr (text, !=, later);
      two->ticks -= 10;
    }
}

static void
test_login (void)
{
  static const struct
  {
    const char *form;
    guint status;
  } forms[] = {
    { "email=demo%40armada.example&password=demo", 200 },
    { "email=Demo%40Armada.Example&password=demo&lang=id", 200 },
    { "email=demo%40armada.example&password=Demo", 401 },
    { "email=other%40armada.example&password=demo", 401 },
    { "email=demo%40armada.example", 422 },
    { "email=&password=demo", 422 },
    { "", 422 },
    { "%%%=&&=%zz&password", 422 },
  };
  g_autoptr (ArmadaTestWire) wire = new_wire (3, 1000, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (ArmadaTestReply) reply = armada_test_wire_post (wire, "login", forms[i].form);
      g_autoptr (JsonNode) root = armada_test_reply_parse (reply);

      g_assert_cmpuint (reply->status, ==, forms[i].status);
      g_assert_nonnull (root);
      g_assert_cmpint (json_object_has_member (json_node_get_object (root), "user_api_hash"), ==,
                       forms[i].status == 200);
    }
  g_assert_cmpuint (get_status (wire, "login"), ==, 405);
}

/* It needs escaping, as the true ones do. */
static void
test_hash (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (3, 1000, NULL);
  g_autofree char *plain = g_uri_unescape_string (wire->hash, NULL);
  g_autofree char *first = g_strdup (wire->hash);

  g_assert_true (g_str_has_prefix (plain, "$2y$10$"));
  g_assert_nonnull (strchr (plain, '/'));
  g_assert_cmpuint (strlen (plain), ==, 60);
  armada_test_wire_sign_in (wire);
  g_assert_cmpstr (wire->hash, !=, first); /* and the first goes on to be good */
  g_set_str (&wire->hash, first);
  g_assert_cmpuint (get_status (wire, "get_devices"), ==, 200);

  g_set_str (&wire->hash, "nonsense");
  g_assert_cmpuint (get_status (wire, "get_devices"), ==, 401);
  g_assert_cmpuint (get_status (wire, "get_devices_latest"), ==, 401);
  g_clear_pointer (&wire->hash, g_free);
  g_assert_cmpuint (get_status (wire, "get_devices"), ==, 401);
  g_set_str (&wire->hash, first);
  armada_demo_server_forget_sessions (wire->server);
  g_assert_cmpuint (get_status (wire, "get_devices"), ==, 401);
}

/* Who does not ask for JSON is sent the page for people. */
static void
test_sign_in_page (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (3, 1000, NULL);
  g_autoptr (ArmadaTestReply) reply = NULL;
  g_autofree char *text = NULL;
  SoupMessage *message;

  g_set_str (&wire->hash, "stale");
  message = armada_test_wire_message (wire, "get_devices");
  soup_message_headers_remove (soup_message_get_request_headers (message), "Accept");
  reply = armada_test_wire_send (wire, message);
  text = armada_test_reply_dup_text (reply);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (strstr (text, "<html>"));
}

static JsonObject *
get_latest (ArmadaTestWire *wire, gint64 since, JsonNode **root)
{
  g_autofree char *endpoint = g_strdup_printf ("get_devices_latest?time=%" G_GINT64_FORMAT, since);

  g_clear_pointer (root, json_node_unref);
  *root = get_json (wire, endpoint);
  return json_node_get_object (*root);
}

static void
test_latest (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (40, 1000, NULL);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *answer = get_latest (wire, 0, &root);
  gint64 time = json_object_get_int_member (answer, "time");
  JsonArray *items = json_object_get_array_member (answer, "items");
  guint n;

  g_assert_cmpint (time, ==, ARMADA_TEST_WIRE_START);
  g_assert_cmpuint (json_array_get_length (items), ==, 40);
  g_assert_true (json_object_has_member (answer, "events"));
  g_assert_true (json_object_has_member (answer, "version"));

  answer = get_latest (wire, time, &root); /* no time has passed */
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "items")), ==, 0);

  wire->ticks = 10;
  answer = get_latest (wire, time, &root);
  n = json_array_get_length (json_object_get_array_member (answer, "items"));
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n, <, 38);
  g_assert_cmpint (json_object_get_int_member (answer, "time"), ==, time + 10);
}

static void
put_devices (JsonArray *items, GHashTable *devices)
{
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *device = json_array_get_object_element (items, i);
      int id = (int) json_object_get_int_member (device, "id");
      char *online = g_strdup (json_object_get_string_member (device, "online"));

      g_hash_table_insert (devices, GINT_TO_POINTER (id), online);
    }
}

/* Who asks for the changes alone knows as much as who asks for everything. */
static void
test_latest_misses_nothing (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (16, 1000, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) true_ones = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (JsonNode) root = NULL;
  gint64 time = 0;

  for (guint i = 0; i < 60; i++, wire->ticks += 7 + i * 3)
    {
      g_autoptr (JsonNode) whole = NULL;
      JsonObject *answer = get_latest (wire, time, &root);
      GHashTableIter iter;
      gpointer id, online;

      time = json_object_get_int_member (answer, "time");
      put_devices (json_object_get_array_member (answer, "items"), known);
      get_latest (wire, 0, &whole);
      put_devices (json_object_get_array_member (json_node_get_object (whole), "items"), true_ones);
      g_hash_table_iter_init (&iter, true_ones);
      while (g_hash_table_iter_next (&iter, &id, &online))
        g_assert_cmpstr (g_hash_table_lookup (known, id), ==, online);
    }
}

static void
test_no_latest (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (3, 1000, NULL);

  g_assert_cmpuint (get_status (wire, "get_devices_latest"), ==, 200);
  armada_demo_server_set_has_latest (wire->server, FALSE);
  g_assert_cmpuint (get_status (wire, "get_devices_latest"), ==, 404);
  g_assert_cmpuint (get_status (wire, "get_devices"), ==, 200);
  g_assert_cmpuint (armada_demo_server_get_n_requests (wire->server, "get_devices_latest"), ==, 2);
}

static void
test_base_path (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (3, 1000, "/fleet/of/ours/");
  g_autofree char *root = g_strdup (strstr (wire->address, "/fleet"));

  g_assert_cmpstr (root, ==, "/fleet/of/ours/");
  g_assert_cmpuint (get_status (wire, "get_devices"), ==, 200);
  wire->address[strlen (wire->address) - strlen (root) + 1] = '\0';
  g_assert_cmpuint (get_status (wire, "get_devices"), ==, 404);
}

static void
test_gzip (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (12, 1000, NULL);
  g_autofree char *plain = get_text (wire, "get_devices");
  SoupMessage *message = armada_test_wire_message (wire, "get_devices");
  g_autoptr (ArmadaTestReply) reply = NULL;
  g_autoptr (GConverter) decompressor =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept-Encoding",
                                "gzip, deflate");
  reply = armada_test_wire_send (wire, message);
  g_assert_cmpstr (armada_test_reply_get_header (reply, "Content-Encoding"), ==, "gzip");
  g_assert_cmpuint (g_bytes_get_size (reply->body), <, strlen (plain) / 3);
  bytes = g_converter_convert_bytes (decompressor, reply->body, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), plain, strlen (plain));
}

/* Begins a request and waits until the platform has it. */
static void
begin_request (ArmadaTestWire *wire,
               const char *endpoint,
               GCancellable *cancellable,
               GAsyncResult **result)
{
  g_autoptr (SoupMessage) message = armada_test_wire_message (wire, endpoint);
  guint n = armada_demo_server_get_n_requests (wire->server, NULL);

  soup_session_send_async (wire->session, message, 0, cancellable, armada_test_result_cb, result);
  armada_test_wait_until (armada_demo_server_get_n_requests (wire->server, NULL) > n);
}

/* The client goes while its answer is made in the thread; nobody else minds. */
static void
test_gone (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (400, 1000, NULL);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      armada_demo_server_set_fault (wire->server, i % 2 ? "slow" : NULL, 1);
      begin_request (wire, "get_devices?limit=1000", cancellable, &result);
      g_cancellable_cancel (cancellable);
      armada_test_wait (&result);
      g_assert_null (soup_session_send_finish (wire->session, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  armada_demo_server_set_fault (wire->server, NULL, 0);
  g_assert_cmpuint (get_status (wire, "get_devices?limit=3"), ==, 200);
}

static void
check_end (const char *fault, gboolean started)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (12, 1000, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  armada_demo_server_set_fault (wire->server, fault, 0);
  begin_request (wire, "get_devices", NULL, &result);
  if (started)
    armada_test_wait (&result);
  g_object_run_dispose (G_OBJECT (wire->server));
  armada_test_wire_end (wire);

  armada_test_wait (&result);
  stream = soup_session_send_finish (wire->session, result, &error);
  if (started)
    g_assert_no_error (error);
  else
    g_assert_nonnull (error);
}

/* The platform ends while it owes answers. */
static void
test_end (void)
{
  check_end ("hang", FALSE);
  check_end (NULL, FALSE);
  check_end ("slow", TRUE);
}

static void
test_options (void)
{
  static const ArmadaDemoOptions bad[] = {
    { .n_vehicles = 2, .time_scale = 1, .page_limit = 1 },
    { .n_vehicles = 50001, .time_scale = 1, .page_limit = 1 },
    { .n_vehicles = 3, .time_scale = -1, .page_limit = 1 },
    { .n_vehicles = 3, .time_scale = 1, .page_limit = 0 },
    { .n_vehicles = 3, .time_scale = 1, .page_limit = 1, .base_path = "fleet" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (armada_demo_server_new (&bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_time_scale (void)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (ArmadaTestWire) wire = NULL;

  options.time_scale = 60;
  wire = armada_test_wire_new (&options);
  g_assert_cmpint (armada_demo_server_get_time (wire->server), ==, ARMADA_TEST_WIRE_START);
  wire->ticks = 2.5;
  g_assert_cmpint (armada_demo_server_get_time (wire->server), ==, ARMADA_TEST_WIRE_START + 150);
}

static GSubprocess *
start_program (GSubprocessFlags flags, const char *argument)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ARMADA_LIBEXEC_DIR"), "armada-demo-server", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *program = g_subprocess_new (flags | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, path,
                                           "--vehicles=3", argument, NULL);

  g_assert_no_error (error);
  return program;
}

static void
test_stay_with_stdin (void)
{
  g_autoptr (GSubprocess) program =
      start_program (G_SUBPROCESS_FLAGS_STDIN_PIPE, "--stay-with-stdin");
  g_autoptr (GDataInputStream) output =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (program));
  GOutputStream *input = g_subprocess_get_stdin_pipe (program);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, "armada-demo-server listening on http://127.0.0.1:"));
  g_output_stream_write_all (input, "stay\n", 5, NULL, NULL, &error); /* not the end yet */
  g_assert_no_error (error);
  g_assert_nonnull (g_subprocess_get_identifier (program));
  g_output_stream_close (input, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (program, NULL, &error);
  g_assert_no_error (error);
}

static void
test_program_refuses (void)
{
  static const char *const arguments[] = { "--vehicles=2", "--fault=no-such", "--page-limit=0",
                                           "--port=70000", "--time-scale=-2", "more" };

  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      g_autoptr (GSubprocess) program =
          start_program (G_SUBPROCESS_FLAGS_STDERR_PIPE, arguments[i]);
      g_autofree char *told = NULL;
      g_autoptr (GError) error = NULL;

      g_subprocess_communicate_utf8 (program, NULL, NULL, NULL, &told, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_subprocess_get_exit_status (program), ==, 1);
      g_assert_true (g_str_has_prefix (told, "armada-demo-server: "));
    }
}

static double
get_seconds (gpointer seconds)
{
  return *(double *) seconds;
}

/* What happened is in it once, in order, when the server ends, though nobody asked. */
static void
test_event_log (void)
{
  g_autofree char *folder = g_dir_make_tmp ("armada-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "events.log", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  ArmadaDemoServer *server;
  double seconds = 0;
  gint64 last = 0;

  options.start_time = 1790000000;
  options.ticks = get_seconds;
  options.ticks_data = &seconds;
  options.event_log = path;
  server = armada_demo_server_new (&options, NULL);
  g_assert_nonnull (server);
  seconds = 6 * 3600;
  g_assert_finalize_object (server);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 10);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gint64 id, time;

      g_assert_cmpint (sscanf (lines[i], "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " ", &id, &time),
                       ==, 2);
      g_assert_cmpint (id, >, last);
      g_assert_cmpint (time, >=, options.start_time);
      g_assert_cmpint (time, <=, options.start_time + 6 * 3600);
      last = id;
    }
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo-server/names", test_names);
  g_test_add_func ("/demo-server/roles", test_roles);
  g_test_add_func ("/demo-server/alarm", test_alarm);
  g_test_add_func ("/demo-server/pages", test_pages);
  g_test_add_func ("/demo-server/past-the-end", test_past_the_end);
  g_test_add_func ("/demo-server/same-bytes", test_same_bytes);
  g_test_add_func ("/demo-server/login", test_login);
  g_test_add_func ("/demo-server/hash", test_hash);
  g_test_add_func ("/demo-server/sign-in-page", test_sign_in_page);
  g_test_add_func ("/demo-server/latest", test_latest);
  g_test_add_func ("/demo-server/latest-misses-nothing", test_latest_misses_nothing);
  g_test_add_func ("/demo-server/no-latest", test_no_latest);
  g_test_add_func ("/demo-server/base-path", test_base_path);
  g_test_add_func ("/demo-server/gzip", test_gzip);
  g_test_add_func ("/demo-server/gone", test_gone);
  g_test_add_func ("/demo-server/end", test_end);
  g_test_add_func ("/demo-server/options", test_options);
  g_test_add_func ("/demo-server/time-scale", test_time_scale);
  g_test_add_func ("/demo-server/stay-with-stdin", test_stay_with_stdin);
  g_test_add_func ("/demo-server/event-log", test_event_log);
  g_test_add_func ("/demo-server/program-refuses", test_program_refuses);
  return g_test_run ();
}
