/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is private stays so: in every line of every log, in every error, in what a server says. */
#include <glib/gstdio.h>

#include "api/armada-devices-reader.h"
#include "armada-test-clock.h"
#include "armada-test-endpoints.h"
#include "armada-test-server.h"
#include "armada-test-store.h"
#include "sync/armada-catalog.h"
#include "sync/armada-poller.h"
#include "sync/armada-track-fetch.h"

#define EMAIL "jane.doe+fleet@private.example"
#define PASSWORD "tr0ub4dor&3 /x"
#define LEAST_SECRET 6 /* characters; shorter texts are found anywhere */

/* All that was logged or told since the program began. */
static GString *told;
static GMutex lock;

static void
tell (const char *text)
{
  g_mutex_lock (&lock);
  g_string_append_printf (told, "%s\n", text ? text : "");
  g_mutex_unlock (&lock);
}

static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  tell (message);
}

static GLogWriterOutput
write_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      g_autofree char *text = fields[i].length < 0
                                  ? g_strdup (fields[i].value)
                                  : g_strndup (fields[i].value, (gsize) fields[i].length);

      tell (text);
    }
  return G_LOG_WRITER_HANDLED;
}

static void
tell_error (const GError *error)
{
  if (error == NULL)
    return;
  tell (error->message);
  tell (armada_error_get_server_text (error));
}

/* Texts that must not be told, as they are and as they stand in a query. */
static void
add_secret (GPtrArray *secrets, const char *text)
{
  if (text == NULL || strlen (text) < LEAST_SECRET)
    return;
  g_ptr_array_add (secrets, g_strdup (text));
  g_ptr_array_add (secrets, g_uri_escape_string (text, NULL, FALSE));
}

static void
add_private_fields (GPtrArray *secrets, const ArmadaRecord *record)
{
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const ArmadaField *field = &record->type->fields[i];
      g_autofree char *text = armada_field_dup_text (field, record);
      g_auto (GStrv) parts = g_strsplit (text, ";", -1);

      for (guint k = 0; (field->flags & ARMADA_FIELD_PRIVATE) && parts[k] != NULL; k++)
        add_secret (secrets, parts[k]);
    }
}

static void
add_of_devices (GPtrArray *secrets, ArmadaClient *client)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (ArmadaCall) call = armada_devices_reader_call (1);
  g_autoptr (ArmadaAnswer) answer = armada_test_call (client, call, NULL);
  g_autoptr (ArmadaDeviceBatch) batch = NULL;
  guint n_new;

  armada_devices_reader_begin (reader);
  g_assert_true (
      armada_devices_reader_read_page (reader, armada_answer_get_bytes (answer), &n_new, NULL));
  batch = armada_devices_reader_finish (reader);
  for (guint i = 0; i < batch->changed->len; i++)
    {
      const ArmadaDeviceRecord *device = batch->changed->pdata[i];

      add_secret (secrets, device->imei);
      add_secret (secrets, device->sim);
      add_secret (secrets, device->owner);
    }
}

/* Everything private that a platform has, from its own answers. */
static GPtrArray *
find_secrets (ArmadaTestPlatform *platform, const char *hash)
{
  GPtrArray *secrets = g_ptr_array_new_with_free_func (g_free);

  add_secret (secrets, hash);
  add_secret (secrets, EMAIL);
  add_secret (secrets, PASSWORD);
  add_secret (secrets, ARMADA_DEMO_EMAIL_ADDRESS);
  add_secret (secrets, "user_api_hash");
  add_of_devices (secrets, platform->client);
  for (guint kind = 0; kind < ARMADA_N_LISTS; kind++)
    {
      ArmadaListQuery query = armada_test_list_query ((ArmadaListKind) kind);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (ArmadaPage) page = NULL;

      armada_list_fetch_async (platform->client, &query, 0, NULL, armada_test_result_cb, &result);
      armada_test_wait (&result);
      page = armada_list_fetch_finish (result, NULL, NULL);
      for (guint i = 0; page != NULL && i < page->records->len; i++)
        add_private_fields (secrets, page->records->pdata[i]);
    }
  return secrets;
}

static void
assert_kept (GPtrArray *secrets)
{
  g_assert_nonnull (strstr (told->str, "HTTP 500"));
  for (guint i = 0; i < secrets->len; i++)
    if (strstr (told->str, secrets->pdata[i]) != NULL)
      {
        g_printerr ("told: %s\n", (char *) secrets->pdata[i]);
        g_assert_not_reached ();
      }
}

/* The client's hash is not to be had; this one signs in itself and sees it. */
static char *
sign_in (ArmadaTestPlatform *platform)
{
  g_autoptr (ArmadaCall) call =
      armada_login_call (ARMADA_DEMO_EMAIL_ADDRESS, ARMADA_DEMO_PASSWORD_TEXT);
  g_autoptr (ArmadaAnswer) answer = armada_test_call (platform->client, call, NULL);
  char *hash = armada_login_read (answer, NULL);

  armada_client_set_hash (platform->client, hash);
  return hash;
}

static void
ask_all (ArmadaTestPlatform *platform, const char *fault, const char *hash)
{
  for (guint endpoint = 0; endpoint < ARMADA_TEST_N_ENDPOINTS; endpoint++)
    {
      g_autoptr (ArmadaTestTold) answer = NULL;

      if (fault != NULL)
        armada_test_fail (platform->server, endpoint, fault);
      answer = armada_test_ask (platform->client, endpoint);
      tell_error (answer->error);
      armada_client_set_hash (platform->client, hash);
    }
}

static void
sign_in_wrongly (ArmadaTestPlatform *platform, const char *fault)
{
  g_autoptr (ArmadaCall) call = armada_login_call (EMAIL, PASSWORD);
  g_autoptr (ArmadaAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  armada_demo_server_set_fault (platform->server, fault, 0);
  armada_demo_server_aim_fault (platform->server, "login");
  answer = armada_test_call (platform->client, call, &error);
  tell_error (error);
}

/* A call that never is answered and is given up. */
static void
give_up (ArmadaTestPlatform *platform, guint endpoint)
{
  g_autoptr (ArmadaCall) call = armada_test_endpoint_call (endpoint);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n = armada_demo_server_get_n_requests (platform->server, NULL);

  armada_client_call_async (platform->client, call, cancellable, armada_test_result_cb, &result);
  armada_test_wait_until (armada_demo_server_get_n_requests (platform->server, NULL) > n);
  g_cancellable_cancel (cancellable);
  armada_test_wait (&result);
  g_assert_null (armada_client_call_finish (platform->client, result, &error));
  tell_error (error);
}

static gboolean
never_ends (const char *fault)
{
  return g_str_has_suffix (fault, "hang") || g_str_equal (fault, "slow");
}

static void
test_endpoints (gconstpointer legacy)
{
  const char *const *faults = armada_demo_server_list_faults ();
  g_autoptr (GPtrArray) secrets = NULL;
  g_autofree char *hash = NULL;
  ArmadaTestPlatform platform;

  armada_test_platform_open (&platform, 4, legacy != NULL);
  hash = sign_in (&platform);
  secrets = find_secrets (&platform, hash);
  g_assert_cmpuint (secrets->len, >, 20);
  ask_all (&platform, NULL, hash);
  for (guint i = 0; faults[i] != NULL; i++)
    if (never_ends (faults[i]))
      {
        armada_demo_server_set_fault (platform.server, faults[i], 0);
        give_up (&platform,
                 g_str_has_prefix (faults[i], "login") ? ARMADA_TEST_LOGIN : ARMADA_TEST_HISTORY);
      }
    else
      {
        sign_in_wrongly (&platform, faults[i]);
        if (!g_str_has_prefix (faults[i], "login"))
          ask_all (&platform, faults[i], hash);
      }
  assert_kept (secrets);
  armada_test_platform_close (&platform);
}

static void
load (ArmadaCatalog *catalog, ArmadaListKind kind, gint64 device)
{
  g_autoptr (ArmadaListLoader) loader = armada_catalog_get_loader (catalog, kind, device);

  armada_list_loader_refresh (loader);
  armada_test_wait_until (!armada_list_loader_get_loading (loader));
  armada_list_loader_load_more (loader);
  armada_test_wait_until (!armada_list_loader_get_loading (loader));
  tell_error (armada_list_loader_get_error (loader));
}

static void
load_track (ArmadaTestPlatform *platform, ArmadaTestStore *store)
{
  ArmadaHistoryQuery query = armada_test_history_query ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GError) error = NULL;

  armada_track_fetch_async (platform->client, store->store, store->account, &query, NULL, NULL,
                            NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  days = armada_track_fetch_finish (result, &error);
  tell_error (error);
}

/* What keeps lists in step and on disk, with a server and a store that fail. */
static void
run_kept (ArmadaTestPlatform *platform, ArmadaTestStore *store, ArmadaClock *clock)
{
  static const char *const faults[] = { NULL, "one-bad-device", "status-0", "server-error" };
  g_autoptr (ArmadaCatalog) catalog = armada_catalog_new (store->store, store->account, clock);

  armada_catalog_set_client (catalog, platform->client);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      armada_demo_server_set_fault (platform->server, faults[i], 0);
      for (guint kind = 0; kind < ARMADA_N_LISTS; kind++)
        load (catalog, (ArmadaListKind) kind,
              kind == ARMADA_LIST_CUSTOM_EVENTS || kind == ARMADA_LIST_DEVICE_ALERTS ||
                      kind == ARMADA_LIST_SERVICES
                  ? ARMADA_TEST_DEVICE
                  : 0);
      load_track (platform, store);
    }
  armada_demo_server_set_fault (platform->server, NULL, 0);
}

static void
polled_cb (ArmadaPoller *poller, guint *n_polled)
{
  (*n_polled)++;
}

static void
run_poller (ArmadaTestPlatform *platform, ArmadaTestStore *store, ArmadaClock *clock)
{
  g_autoptr (ArmadaFleet) fleet = armada_fleet_new ();
  ArmadaPoller *poller =
      armada_poller_new (platform->client, fleet, store->store, store->account, clock);
  guint n_polled = 0;

  g_signal_connect (poller, "polled", G_CALLBACK (polled_cb), &n_polled);
  armada_demo_server_set_fault (platform->server, "one-bad-device", 1);
  armada_poller_start (poller);
  armada_test_wait_until (n_polled == 1);
  tell_error (armada_poller_get_error (poller));
  armada_test_finalize (poller);
}

static void
test_kept (void)
{
  g_autoptr (ArmadaTestClock) clock = armada_test_clock_new (ARMADA_TEST_PLATFORM_NOW);
  g_autoptr (GPtrArray) secrets = NULL;
  g_autofree char *hash = NULL;
  ArmadaTestPlatform platform;
  ArmadaTestStore store = { 0 };

  armada_test_platform_open (&platform, 4, FALSE);
  hash = sign_in (&platform);
  secrets = find_secrets (&platform, hash);
  armada_test_store_set_up (&store, NULL);
  run_kept (&platform, &store, ARMADA_CLOCK (clock));
  run_poller (&platform, &store, ARMADA_CLOCK (clock));
  /* from now on nothing can be kept, which is told */
  armada_store_close (store.store);
  run_kept (&platform, &store, ARMADA_CLOCK (clock));
  assert_kept (secrets);
  armada_test_finalize (g_steal_pointer (&store.store));
  armada_test_store_tear_down (&store, NULL);
  armada_test_platform_close (&platform);
}

/* A server that repeats what it was asked. */
static void
test_echo (void)
{
  static const char *const bodies[] = {
    "{\"status\":0,\"message\":\"No route: api/get_alerts?user_api_hash=%s\"}",
    "{\"status\":0,\"errors\":{\"user\":[\"%s has expired\"]}}",
    "Unknown hash %s",
    "<p>%s</p>",
  };
  static const char hash[] = "$2y$10$./abcdefghijklmnopqrstuvwxyz0123456789";
  static const guint statuses[] = { 200, 401, 404, 422, 429, 500 };
  ArmadaTestServer *server = armada_test_server_new (NULL);
  g_autofree char *text = armada_test_server_get_address (server);
  g_autoptr (GUri) address = armada_address_parse (text, NULL);
  g_autofree char *escaped = g_uri_escape_string (hash, NULL, FALSE);
  ArmadaClient *client = armada_client_new (address);

  for (guint i = 0; i < G_N_ELEMENTS (statuses) * G_N_ELEMENTS (bodies) * 2; i++)
    {
      g_autoptr (GString) body = g_string_new (bodies[i / 2 % G_N_ELEMENTS (bodies)]);
      g_autoptr (ArmadaCall) call = armada_call_new (ARMADA_CALL_GET, "get_alerts");
      g_autoptr (ArmadaAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      g_string_replace (body, "%s", i % 2 ? hash : escaped, 0);
      armada_test_server_set (server, "/api/get_alerts", statuses[i / 2 / G_N_ELEMENTS (bodies)],
                              NULL, body->str, -1);
      armada_client_set_hash (client, hash);
      answer = armada_test_call (client, call, &error);
      g_assert_null (answer);
      g_assert_null (strstr (error->message, "abcdef"));
      g_assert_null (armada_error_get_server_text (error));
    }
  armada_test_finalize (client);
  armada_test_server_free (server);
}

/* A hash so short that it stands in any sentence costs none. */
static void
test_short_hash (void)
{
  ArmadaTestServer *server = armada_test_server_new (NULL);
  g_autofree char *text = armada_test_server_get_address (server);
  g_autoptr (GUri) address = armada_address_parse (text, NULL);
  g_autoptr (ArmadaCall) call = armada_call_new (ARMADA_CALL_GET, "get_alerts");
  g_autoptr (GError) error = NULL;
  ArmadaClient *client = armada_client_new (address);

  armada_client_set_hash (client, "h");
  armada_test_server_set (server, "/api/get_alerts", 403, NULL, "{\"message\":\"Who?\"}", -1);
  g_assert_null (armada_test_call (client, call, &error));
  g_assert_cmpstr (armada_error_get_server_text (error), ==, "Who?");
  armada_test_finalize (client);
  armada_test_server_free (server);
}

/* As it repeats a password that was not good. */
static void
test_echo_password (void)
{
  ArmadaTestServer *server = armada_test_server_new (NULL);
  g_autofree char *text = armada_test_server_get_address (server);
  g_autoptr (GUri) address = armada_address_parse (text, NULL);
  g_autoptr (ArmadaCall) call = armada_login_call (EMAIL, PASSWORD);
  g_autoptr (GError) error = NULL;
  ArmadaClient *client = armada_client_new (address);

  armada_test_server_set (server, "/api/login", 401, NULL,
                          "{\"message\":\"Nobody has the password " PASSWORD ".\"}", -1);
  g_assert_null (armada_test_call (client, call, &error));
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED);
  g_assert_null (armada_error_get_server_text (error));
  armada_test_finalize (client);
  armada_test_server_free (server);
}

int
main (int argc, char *argv[])
{
  int status;

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  told = g_string_new (NULL);
  g_log_set_debug_enabled (TRUE);
  g_log_set_default_handler (log_cb, NULL);
  g_log_set_writer_func (write_cb, NULL, NULL);
  g_test_add_data_func ("/privacy/endpoints", NULL, test_endpoints);
  g_test_add_data_func ("/privacy/endpoints-legacy", "legacy", test_endpoints);
  g_test_add_func ("/privacy/kept", test_kept);
  g_test_add_func ("/privacy/echo", test_echo);
  g_test_add_func ("/privacy/short-hash", test_short_hash);
  g_test_add_func ("/privacy/echo-password", test_echo_password);
  status = g_test_run ();
  g_string_free (told, TRUE);
  return status;
}
