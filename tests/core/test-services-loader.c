/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-error.h"
#include "armada-test-clock.h"
#include "armada-test-platform.h"
#include "armada-test-records.h"
#include "armada-test-store.h"
#include "sync/armada-catalog.h"

#define NOW ARMADA_TEST_PLATFORM_NOW
#define N_VEHICLES 40

typedef struct
{
  ArmadaTestStore store;
  ArmadaTestPlatform platform;
  ArmadaTestClock *clock;
  ArmadaFleet *fleet;
  ArmadaCatalog *catalog;
} Fixture;

static void
add_vehicles (ArmadaFleet *fleet, guint n)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);

  for (guint i = 0; i < n; i++)
    armada_test_batch_take (batch, armada_test_record (1001 + i, "B 1 XX", ARMADA_ONLINE_MOVING));
  armada_fleet_apply (fleet, batch, NOW);
}

static void
open_catalog (Fixture *f)
{
  f->catalog = armada_catalog_new (f->store.store, f->store.account, ARMADA_CLOCK (f->clock));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  armada_test_store_set_up (&f->store, NULL);
  armada_test_platform_open (&f->platform, N_VEHICLES, FALSE);
  f->clock = armada_test_clock_new (NOW);
  f->fleet = armada_fleet_new ();
  add_vehicles (f->fleet, N_VEHICLES);
  open_catalog (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_finalize (f->catalog);
  armada_test_finalize (f->fleet);
  armada_test_platform_close (&f->platform);
  armada_test_store_tear_down (&f->store, NULL);
  g_assert_finalize_object (f->clock);
}

static ArmadaServicesLoader *
get_loader (Fixture *f)
{
  return armada_catalog_get_services (f->catalog);
}

static void
count_cb (ArmadaDevice *device, const ArmadaServiceRecord *service, gpointer user_data)
{
  g_assert_cmpint (armada_device_get_id (device), ==, service->device_id);
  ++*(guint *) user_data;
}

static guint
count (Fixture *f)
{
  guint n = 0;

  armada_services_loader_foreach (get_loader (f), f->fleet, count_cb, &n);
  return n;
}

static guint
get_n_requests (Fixture *f)
{
  return armada_demo_server_get_n_requests (f->platform.server, "get_services");
}

static void
load (Fixture *f, gboolean all)
{
  armada_services_loader_refresh (get_loader (f), f->fleet, all);
  armada_test_wait_until (!armada_services_loader_get_loading (get_loader (f)));
}

static void
test_asks_for_each (Fixture *f, gconstpointer data)
{
  ArmadaServicesLoader *loader = get_loader (f);
  guint n;

  armada_catalog_set_client (f->catalog, f->platform.client);
  load (f, FALSE);
  n = count (f);
  g_assert_cmpuint (n, >, N_VEHICLES);
  g_assert_cmpuint (get_n_requests (f), ==, N_VEHICLES);
  g_assert_cmpuint (armada_services_loader_get_n_done (loader), ==, N_VEHICLES);
  g_assert_cmpuint (armada_services_loader_get_n_total (loader), ==, N_VEHICLES);
  g_assert_cmpint (armada_services_loader_get_updated (loader), ==, NOW);
  g_assert_no_error (armada_services_loader_get_error (loader));

  load (f, FALSE); /* all is fresh */
  g_assert_cmpuint (get_n_requests (f), ==, N_VEHICLES);
  armada_test_clock_advance (f->clock, (ARMADA_SERVICES_FRESH + 1) * G_GINT64_CONSTANT (1000));
  load (f, FALSE);
  g_assert_cmpuint (get_n_requests (f), ==, 2 * N_VEHICLES);
  load (f, TRUE);
  g_assert_cmpuint (get_n_requests (f), ==, 3 * N_VEHICLES);
  g_assert_cmpuint (count (f), ==, n);
}

/* What was kept is there after a start without a network, vehicle by vehicle. */
static void
test_kept (Fixture *f, gconstpointer data)
{
  guint n;

  armada_catalog_set_client (f->catalog, f->platform.client);
  load (f, FALSE);
  n = count (f);
  armada_test_finalize (f->catalog);
  open_catalog (f);
  load (f, FALSE);
  g_assert_cmpuint (count (f), ==, n);
  g_assert_cmpint (armada_services_loader_get_updated (get_loader (f)), >, 0);
  g_assert_error (armada_services_loader_get_error (get_loader (f)), ARMADA_ERROR,
                  ARMADA_ERROR_OFFLINE);
  add_vehicles (f->fleet, 10); /* the others left the fleet */
  g_assert_cmpuint (count (f), <, n);
  g_assert_cmpuint (count (f), >, 0);
}

static void
test_ends_early (Fixture *f, gconstpointer data)
{
  armada_catalog_set_client (f->catalog, f->platform.client);
  armada_demo_server_set_fault (f->platform.server, "missing", 0);
  load (f, FALSE);
  g_assert_error (armada_services_loader_get_error (get_loader (f)), ARMADA_ERROR,
                  ARMADA_ERROR_MISSING);
  g_assert_cmpuint (get_n_requests (f), <, 10);
  armada_demo_server_set_fault (f->platform.server, "server-error", 0);
  load (f, FALSE);
  g_assert_error (armada_services_loader_get_error (get_loader (f)), ARMADA_ERROR,
                  ARMADA_ERROR_SERVER);
  g_assert_cmpuint (get_n_requests (f), <, 20);
  armada_demo_server_set_fault (f->platform.server, NULL, 0);
  load (f, FALSE);
  g_assert_no_error (armada_services_loader_get_error (get_loader (f)));
  g_assert_cmpuint (count (f), >, N_VEHICLES);
}

/* A vehicle that the server does not know costs itself alone. */
static void
test_unknown_vehicle (Fixture *f, gconstpointer data)
{
  armada_catalog_set_client (f->catalog, f->platform.client);
  add_vehicles (f->fleet, N_VEHICLES + 5);
  load (f, FALSE);
  g_assert_no_error (armada_services_loader_get_error (get_loader (f)));
  g_assert_cmpuint (get_n_requests (f), ==, N_VEHICLES + 5);
  g_assert_cmpuint (count (f), >, N_VEHICLES);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  armada_catalog_set_client (f->catalog, f->platform.client);
  load (f, FALSE);
  armada_services_loader_refresh (get_loader (f), f->fleet, TRUE);
  armada_test_wait_until (armada_services_loader_get_n_done (get_loader (f)) >= 4 &&
                          armada_services_loader_get_n_done (get_loader (f)) < N_VEHICLES);
  armada_services_loader_cancel (get_loader (f));
  g_assert_false (armada_services_loader_get_loading (get_loader (f)));
  g_assert_no_error (armada_services_loader_get_error (get_loader (f)));
  g_assert_cmpuint (count (f), >, N_VEHICLES);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/services-loader/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("asks-for-each", test_asks_for_each);
  ADD ("kept", test_kept);
  ADD ("ends-early", test_ends_early);
  ADD ("unknown-vehicle", test_unknown_vehicle);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
