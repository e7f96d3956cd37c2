/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-error.h"
#include "armada-test-clock.h"
#include "armada-test-platform.h"
#include "armada-test-server.h"
#include "armada-test-store.h"
#include "armada-test.h"
#include "sync/armada-catalog.h"

#define NOW ARMADA_TEST_PLATFORM_NOW

typedef struct
{
  ArmadaTestStore store;
  ArmadaTestPlatform platform;
  ArmadaTestClock *clock;
  ArmadaCatalog *catalog;
} Fixture;

static void
open_catalog (Fixture *fixture, gboolean online)
{
  fixture->catalog = armada_catalog_new (fixture->store.store, fixture->store.account,
                                         ARMADA_CLOCK (fixture->clock));
  if (online)
    armada_catalog_set_client (fixture->catalog, fixture->platform.client);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  armada_test_store_set_up (&fixture->store, NULL);
  armada_test_platform_open (&fixture->platform, 60, FALSE);
  fixture->clock = armada_test_clock_new (NOW);
  open_catalog (fixture, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->catalog != NULL)
    armada_test_finalize (g_steal_pointer (&fixture->catalog));
  armada_test_platform_close (&fixture->platform);
  armada_test_store_tear_down (&fixture->store, NULL);
  g_clear_object (&fixture->clock);
}

static void
wait (ArmadaListLoader *loader)
{
  armada_test_wait_until (!armada_list_loader_get_loading (loader));
}

static ArmadaListLoader *
get_loader (Fixture *fixture, ArmadaListKind kind, gint64 device)
{
  ArmadaListLoader *loader = armada_catalog_get_loader (fixture->catalog, kind, device);

  wait (loader);
  return loader;
}

static guint
get_n (ArmadaListLoader *loader)
{
  return armada_item_list_get_n (armada_list_loader_get_list (loader));
}

/* Page by page to the end, with the total known from the first. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaListLoader) drivers = get_loader (fixture, ARMADA_LIST_DRIVERS, 0);
  gint64 total;
  guint before;

  g_assert_cmpuint (get_n (drivers), ==, 0);
  armada_list_loader_refresh (drivers);
  wait (drivers);
  total = armada_list_loader_get_total (drivers);
  g_assert_cmpuint (get_n (drivers), ==, 10);
  g_assert_cmpint (total, >, 20);
  g_assert_false (armada_list_loader_get_complete (drivers));
  g_assert_cmpint (armada_list_loader_get_updated (drivers), ==, NOW);

  while (!armada_list_loader_get_complete (drivers))
    {
      before = get_n (drivers);
      armada_list_loader_load_more (drivers);
      wait (drivers);
      g_assert_cmpuint (get_n (drivers), >, before);
    }
  g_assert_cmpint (get_n (drivers), ==, total);
  before = armada_demo_server_get_n_requests (fixture->platform.server, "get_user_drivers");
  armada_list_loader_load_more (drivers);
  g_assert_false (armada_list_loader_get_loading (drivers));
  g_assert_cmpuint (
      armada_demo_server_get_n_requests (fixture->platform.server, "get_user_drivers"), ==, before);
}

/* A refresh asks for as many pages as are shown. */
static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaListLoader) drivers = get_loader (fixture, ARMADA_LIST_DRIVERS, 0);

  armada_list_loader_refresh (drivers);
  wait (drivers);
  armada_list_loader_load_more (drivers);
  wait (drivers);
  g_assert_cmpuint (get_n (drivers), ==, 20);
  armada_test_clock_advance (fixture->clock, 60000);
  armada_list_loader_refresh (drivers);
  wait (drivers);
  g_assert_cmpuint (get_n (drivers), ==, 20);
  g_assert_cmpint (armada_list_loader_get_updated (drivers), ==, NOW + 60);
}

/* A page that fails keeps the ones before it, and can be asked for again. */
static void
test_failing_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaListLoader) drivers = get_loader (fixture, ARMADA_LIST_DRIVERS, 0);

  armada_list_loader_refresh (drivers);
  wait (drivers);
  armada_demo_server_set_fault (fixture->platform.server, "server-error", 1);
  armada_list_loader_load_more (drivers);
  wait (drivers);
  g_assert_error (armada_list_loader_get_error (drivers), ARMADA_ERROR, ARMADA_ERROR_SERVER);
  g_assert_cmpuint (get_n (drivers), ==, 10);
  armada_list_loader_load_more (drivers);
  wait (drivers);
  g_assert_no_error (armada_list_loader_get_error (drivers));
  g_assert_cmpuint (get_n (drivers), ==, 20);
}

/* The second page of a refresh fails: the first is new, the rest stays. */
static void
test_failing_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaListLoader) drivers = get_loader (fixture, ARMADA_LIST_DRIVERS, 0);

  armada_list_loader_refresh (drivers);
  wait (drivers);
  armada_list_loader_load_more (drivers);
  wait (drivers);
  armada_demo_server_set_fault (fixture->platform.server, "server-error", 0);
  armada_demo_server_delay_fault (fixture->platform.server, 1);
  armada_list_loader_refresh (drivers);
  wait (drivers);
  g_assert_error (armada_list_loader_get_error (drivers), ARMADA_ERROR, ARMADA_ERROR_SERVER);
  g_assert_cmpuint (get_n (drivers), ==, 20);
  g_assert_false (armada_list_loader_get_complete (drivers));
}

/* With no network at the next start: the same, with its age. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    ArmadaListKind kind;
    gint64 device;
  } lists[] = {
    { ARMADA_LIST_DRIVERS, 0 },      { ARMADA_LIST_ALERTS, 0 },
    { ARMADA_LIST_EVENTS, 0 },       { ARMADA_LIST_SHARES, 0 },
    { ARMADA_LIST_SERVICES, 1002 },  { ARMADA_LIST_DEVICE_ALERTS, 1002 },
    { ARMADA_LIST_GROUPS, 0 },       { ARMADA_LIST_CUSTOM_EVENTS, 1002 },
    { ARMADA_LIST_ALERT_COUNTS, 0 },
  };
  guint counts[G_N_ELEMENTS (lists)];

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (ArmadaListLoader) loader = get_loader (fixture, lists[i].kind, lists[i].device);

      armada_list_loader_refresh (loader);
      wait (loader);
      g_assert_no_error (armada_list_loader_get_error (loader));
      counts[i] = get_n (loader);
      g_assert_cmpuint (counts[i], >, 0);
    }
  armada_test_finalize (g_steal_pointer (&fixture->catalog));
  armada_test_platform_close (&fixture->platform);
  armada_test_store_close (&fixture->store);
  armada_test_store_open (&fixture->store);
  open_catalog (fixture, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (ArmadaListLoader) loader = get_loader (fixture, lists[i].kind, lists[i].device);

      g_test_message ("%s", armada_list_get_name (lists[i].kind));
      g_assert_cmpuint (get_n (loader), ==, counts[i]);
      g_assert_cmpint (armada_list_loader_get_updated (loader), >, 0);
      armada_list_loader_refresh (loader);
      wait (loader);
      g_assert_error (armada_list_loader_get_error (loader), ARMADA_ERROR, ARMADA_ERROR_OFFLINE);
      g_assert_cmpuint (get_n (loader), ==, counts[i]);
    }
}

static guint
count_asked (Fixture *fixture)
{
  return armada_demo_server_get_n_requests (fixture->platform.server, "get_user_drivers");
}

/* Nobody is signed in any more when the second page of a refresh is to be asked for. */
static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaListLoader) drivers = get_loader (fixture, ARMADA_LIST_DRIVERS, 0);

  armada_list_loader_refresh (drivers);
  wait (drivers);
  armada_list_loader_load_more (drivers);
  wait (drivers);
  armada_list_loader_refresh (drivers);
  armada_test_wait_until (count_asked (fixture) == 3);
  armada_catalog_set_client (fixture->catalog, NULL);
  wait (drivers);
  g_assert_error (armada_list_loader_get_error (drivers), ARMADA_ERROR, ARMADA_ERROR_OFFLINE);
  g_assert_cmpuint (get_n (drivers), ==, 20);
  g_assert_cmpuint (count_asked (fixture), ==, 3);
}

static gint64
count_kept (Fixture *fixture)
{
  return armada_test_store_query (&fixture->store, "SELECT COUNT(*) FROM event");
}

/* A page of events is added to what is kept; those before it are not written again. */
static void
test_only_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaListLoader) events = get_loader (fixture, ARMADA_LIST_EVENTS, 0);
  guint before;

  armada_list_loader_refresh (events);
  wait (events);
  before = get_n (events);
  armada_test_wait_until (count_kept (fixture) == before);
  armada_test_store_execute (&fixture->store, "DELETE FROM event");
  armada_list_loader_load_more (events);
  wait (events);
  g_assert_cmpuint (get_n (events), >, before);
  armada_test_wait_until (count_kept (fixture) > 0);
  g_assert_cmpint (count_kept (fixture), ==, get_n (events) - before);
}

/* The list moves on between two pages of a refresh: the same event is on both. */
static void
test_moving (void)
{
  static const char first[] = "{\"items\":{\"last_page\":3,\"total\":9,\"current_page\":1,"
                              "\"data\":[{\"id\":3},{\"id\":2},{\"id\":1}]}}";
  static const char second[] = "{\"items\":{\"last_page\":3,\"total\":9,\"current_page\":2,"
                               "\"data\":[{\"id\":1},{\"id\":8},{\"id\":7}]}}";
  ArmadaTestServer *server = armada_test_server_new (NULL);
  g_autofree char *text = armada_test_server_get_address (server);
  g_autoptr (GUri) address = armada_address_parse (text, NULL);
  g_autoptr (ArmadaClient) client = armada_client_new (address);
  g_autoptr (ArmadaTestClock) clock = armada_test_clock_new (NOW);
  g_autoptr (ArmadaListLoader) events = armada_list_loader_new (ARMADA_LIST_EVENTS, 0);

  armada_client_set_hash (client, "h");
  armada_list_loader_connect (events, client, NULL, 0, ARMADA_CLOCK (clock));
  for (guint i = 0; i < 2; i++)
    {
      armada_test_server_set (server, "/api/get_events", 200, NULL, first, -1);
      armada_list_loader_refresh (events);
      armada_test_wait_until (server->requests->len == 2 * i + 1);
      armada_test_server_set (server, "/api/get_events", 200, NULL, second, -1);
      if (i == 0)
        wait (events);
      if (i == 0)
        armada_list_loader_load_more (events);
      wait (events);
      g_assert_no_error (armada_list_loader_get_error (events));
      g_assert_cmpuint (get_n (events), ==, 5);
      g_assert_false (armada_list_loader_get_complete (events));
    }
  g_assert_cmpuint (server->requests->len, ==, 4);
  armada_test_server_free (server);
}

/* So much has happened since the first page that the second is the same: the third is not. */
static void
test_moved_by_a_page (void)
{
#define PAGE(number, ids)                                                                          \
  "{\"items\":{\"last_page\":9,\"total\":9,\"current_page\":" number ",\"data\":[" ids "]}}"
  static const char *const pages[] = { PAGE ("1", "{\"id\":5},{\"id\":4}"),
                                       PAGE ("2", "{\"id\":5},{\"id\":4}"),
                                       PAGE ("3", "{\"id\":4},{\"id\":3}") };
#undef PAGE
  ArmadaTestServer *server = armada_test_server_new (NULL);
  g_autofree char *text = armada_test_server_get_address (server);
  g_autoptr (GUri) address = armada_address_parse (text, NULL);
  g_autoptr (ArmadaClient) client = armada_client_new (address);
  g_autoptr (ArmadaTestClock) clock = armada_test_clock_new (NOW);
  g_autoptr (ArmadaListLoader) events = armada_list_loader_new (ARMADA_LIST_EVENTS, 0);

  armada_client_set_hash (client, "h");
  armada_list_loader_connect (events, client, NULL, 0, ARMADA_CLOCK (clock));
  armada_test_server_set (server, "/api/get_events", 200, NULL, pages[0], -1);
  armada_list_loader_refresh (events);
  wait (events);
  armada_test_server_set (server, "/api/get_events", 200, NULL, pages[1], -1);
  armada_list_loader_load_more (events);
  armada_test_wait_until (server->requests->len == 2);
  armada_test_server_set (server, "/api/get_events", 200, NULL, pages[2], -1);
  wait (events);
  g_assert_cmpuint (get_n (events), ==, 3);
  g_assert_false (armada_list_loader_get_complete (events));
  g_assert_cmpuint (server->requests->len, ==, 3);

  /* the third page over and over, whatever is asked for, is the end */
  armada_list_loader_load_more (events);
  wait (events);
  g_assert_true (armada_list_loader_get_complete (events));
  g_assert_cmpuint (server->requests->len, ==, 4);
  armada_test_server_free (server);
}

/* Whoever shows the same list shows the same object. */
static void
test_shared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaListLoader) one = get_loader (fixture, ARMADA_LIST_SERVICES, 1002);
  g_autoptr (ArmadaListLoader) same = get_loader (fixture, ARMADA_LIST_SERVICES, 1002);
  g_autoptr (ArmadaListLoader) other = get_loader (fixture, ARMADA_LIST_SERVICES, 1003);

  g_assert_true (one == same);
  g_assert_true (one != other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/list-loader/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("pages", test_pages);
  ADD ("refresh", test_refresh);
  ADD ("failing-page", test_failing_page);
  ADD ("failing-refresh", test_failing_refresh);
  ADD ("offline", test_offline);
  ADD ("shared", test_shared);
  ADD ("signed-out", test_signed_out);
  ADD ("only-new", test_only_new);
#undef ADD
  g_test_add_func ("/list-loader/moving", test_moving);
  g_test_add_func ("/list-loader/moved-by-a-page", test_moved_by_a_page);
  return g_test_run ();
}
