/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-error.h"
#include "armada-test-clock.h"
#include "armada-test-platform.h"
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
#undef ADD
  return g_test_run ();
}
