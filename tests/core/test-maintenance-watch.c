/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-clock.h"
#include "armada-test-inbox.h"
#include "armada-test-records.h"
#include "armada-test-server.h"
#include "sync/armada-maintenance-watch.h"

/*
 * One vehicle with two services, whose terms the test says. What falls due comes into the inbox
 * once, however often it is looked at, and again after a start.
 */

#define NOW ARMADA_TEST_INBOX_NOW
#define DEVICE 1001
#define LOOK 600000 /* milliseconds between two looks */

typedef struct
{
  ArmadaTestStore store;
  ArmadaTestServer *server;
  ArmadaTestClock *clock;
  ArmadaClient *client;
  ArmadaFleet *fleet;
  ArmadaCatalog *catalog;
  ArmadaInbox *inbox;
  ArmadaMaintenanceWatch *watch;
} Fixture;

static void
add_vehicle (ArmadaFleet *fleet)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);

  armada_test_batch_take (batch, armada_test_record (DEVICE, "B 1 XX", ARMADA_ONLINE_MOVING));
  armada_fleet_apply (fleet, batch, NOW);
}

static void
open_watch (Fixture *f)
{
  const ArmadaAccount fields = { .id = f->store.account,
                                 .server = "https://fleet.example.com",
                                 .email = "one@fleet.example.com",
                                 .language = "id" };
  g_autoptr (ArmadaAccount) account = armada_account_new (&fields);

  f->catalog = armada_catalog_new (f->store.store, f->store.account, ARMADA_CLOCK (f->clock));
  armada_catalog_set_client (f->catalog, f->client);
  f->inbox = armada_inbox_new (f->store.store, account, ARMADA_CLOCK (f->clock));
  f->watch = armada_maintenance_watch_new (f->catalog, f->fleet, f->inbox, f->store.store,
                                           f->store.account, ARMADA_CLOCK (f->clock));
}

static void
close_watch (Fixture *f)
{
  armada_maintenance_watch_stop (f->watch);
  armada_test_store_settle (&f->store);
  armada_test_finalize (g_steal_pointer (&f->watch));
  armada_test_finalize (g_steal_pointer (&f->inbox));
  armada_test_finalize (g_steal_pointer (&f->catalog));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GUri) address = NULL;

  armada_test_store_set_up (&f->store, NULL);
  f->server = armada_test_server_new (NULL);
  text = armada_test_server_get_address (f->server);
  address = armada_address_parse (text, NULL);
  f->client = armada_client_new (address);
  armada_client_set_hash (f->client, "hash");
  f->clock = armada_test_clock_new (NOW);
  f->fleet = armada_fleet_new ();
  add_vehicle (f->fleet);
  open_watch (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_watch (f);
  g_clear_object (&f->client);
  armada_test_server_free (f->server);
  armada_test_finalize (f->fleet);
  armada_test_store_tear_down (&f->store, NULL);
  g_assert_finalize_object (f->clock);
}

/* Two services, due in so many days; below 0: overdue. */
static void
set_terms (Fixture *f, int oil, int tyres)
{
  g_autofree char *oil_day = armada_day_to_text (NOW / 86400 + oil);
  g_autofree char *tyres_day = armada_day_to_text (NOW / 86400 + tyres);
  g_autofree char *body = g_strdup_printf (
      "{\"status\":1,\"current_page\":1,\"last_page\":1,\"total\":2,\"per_page\":10,\"data\":["
      "{\"id\":71,\"device_id\":%d,\"name\":\"Oil\",\"expiration_by\":\"days\",\"interval\":90,"
      "\"expires_date\":\"%s\",\"expired\":%d},"
      "{\"id\":72,\"device_id\":%d,\"name\":\"Tyres\",\"expiration_by\":\"days\",\"interval\":300,"
      "\"expires_date\":\"%s\",\"expired\":%d}]}",
      DEVICE, oil_day, oil < 0, DEVICE, tyres_day, tyres < 0);

  armada_test_server_set (f->server, "/api/get_services", 200, NULL, body, -1);
}

/* Asks the server for the terms, whatever is known of them. */
static void
load (Fixture *f)
{
  ArmadaServicesLoader *loader = armada_catalog_get_services (f->catalog);

  armada_services_loader_refresh (loader, f->fleet, TRUE);
  armada_test_wait_until (!armada_services_loader_get_loading (loader));
}

/* A look by the clock, to its end. */
static void
look (Fixture *f)
{
  armada_test_clock_advance (f->clock, LOOK);
  for (guint i = 0; i < 8; i++)
    armada_test_store_settle (&f->store);
}

static gint64
count_incidents (Fixture *f, const char *type)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM incident WHERE type = '%s'", type);

  return armada_test_store_query (&f->store, sql);
}

static void
assert_counts (Fixture *f, guint n_overdue, guint n_soon)
{
  g_assert_cmpuint (armada_maintenance_watch_get_n (f->watch, ARMADA_DUE_OVERDUE), ==, n_overdue);
  g_assert_cmpuint (armada_maintenance_watch_get_n (f->watch, ARMADA_DUE_SOON), ==, n_soon);
}

static void
assert_incidents (Fixture *f, guint n_overdue, guint n_soon)
{
  g_assert_cmpint (count_incidents (f, ARMADA_MAINTENANCE_OVERDUE), ==, n_overdue);
  g_assert_cmpint (count_incidents (f, ARMADA_MAINTENANCE_SOON), ==, n_soon);
  /* as many events as incidents: nothing was told twice */
  g_assert_cmpint (armada_test_store_query (&f->store, "SELECT count (*) FROM event"), ==,
                   n_overdue + n_soon);
}

/* Nobody asks for maintenance: the watch does, a minute after the start. */
static void
test_by_itself (Fixture *f, gconstpointer data)
{
  set_terms (f, -3, 200);
  armada_test_clock_advance (f->clock, 60000);
  armada_test_wait_until (armada_maintenance_watch_get_n (f->watch, ARMADA_DUE_OVERDUE) == 1);
  look (f);
  assert_incidents (f, 1, 0);
}

static void
test_once (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) places = NULL;
  g_autoptr (ArmadaIncidentRecord) record = NULL;

  set_terms (f, -3, 5);
  load (f);
  look (f);
  assert_counts (f, 1, 1);
  assert_incidents (f, 1, 1);
  for (guint i = 0; i < 3; i++)
    look (f);
  load (f);
  look (f);
  assert_incidents (f, 1, 1);

  /* it stands there like any other */
  places = armada_test_inbox_list (&f->store, NULL);
  g_assert_cmpuint (places->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&record, armada_incident_record_unref);
      record = armada_test_inbox_get (&f->store, g_array_index (places, ArmadaIncidentPlace, i).id);
      g_assert_cmpint (record->device_id, ==, DEVICE);
      g_assert_cmpint (record->state, ==, ARMADA_INCIDENT_NEW);
      g_assert_nonnull (record->event);
      g_assert_cmpint (record->event->id, <, 0);
      g_assert_cmpstr (record->event->name, ==,
                       g_str_equal (record->type, ARMADA_MAINTENANCE_SOON) ? "Tyres" : "Oil");
    }
}

static void
test_restart (Fixture *f, gconstpointer data)
{
  gint64 first;

  set_terms (f, -3, 5);
  load (f);
  look (f);
  first = armada_test_store_query (&f->store, "SELECT min (time) FROM event");
  close_watch (f);
  armada_test_clock_advance (f->clock, 3600000);
  open_watch (f);
  look (f);
  assert_counts (f, 1, 1);
  assert_incidents (f, 1, 1);
  /* it happened when it was noticed first */
  g_assert_cmpint (armada_test_store_query (&f->store, "SELECT min (time) FROM event"), ==, first);
}

/* What is due soon and then overdue is told twice; what was done is told again at its next term. */
static void
test_terms (Fixture *f, gconstpointer data)
{
  set_terms (f, 200, 5);
  load (f);
  look (f);
  assert_incidents (f, 0, 1);
  set_terms (f, 200, -1);
  load (f);
  look (f);
  assert_counts (f, 1, 0);
  assert_incidents (f, 1, 1);
  set_terms (f, 200, 290);
  load (f);
  look (f);
  assert_counts (f, 0, 0);
  assert_incidents (f, 1, 1);
  set_terms (f, 200, -2);
  load (f);
  look (f);
  assert_incidents (f, 2, 1);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/maintenance-watch/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("by-itself", test_by_itself);
  ADD ("once", test_once);
  ADD ("restart", test_restart);
  ADD ("terms", test_terms);
  return g_test_run ();
}
