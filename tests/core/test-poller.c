/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "api/armada-address.h"
#include "api/armada-client.h"
#include "api/armada-error.h"
#include "armada-demo-server.h"
#include "armada-test-clock.h"
#include "armada-test-sign-in.h"
#include "armada-test.h"
#include "store/armada-store.h"
#include "sync/armada-poller.h"

#define START 1790000000

/* A network that the test plugs and unplugs. */
#define TEST_TYPE_NETWORK (test_network_get_type ())
G_DECLARE_FINAL_TYPE (TestNetwork, test_network, TEST, NETWORK, GObject)

struct _TestNetwork
{
  GObject parent_instance;

  gboolean metered;
};

enum
{
  NETWORK_AVAILABLE = 1,
  NETWORK_METERED,
  NETWORK_CONNECTIVITY,
};

static void test_network_initable_init (GInitableIface *iface);
static void test_network_monitor_init (GNetworkMonitorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestNetwork,
                               test_network,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, test_network_initable_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                          test_network_monitor_init))

static void
test_network_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == NETWORK_CONNECTIVITY)
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
  else
    g_value_set_boolean (value, id == NETWORK_METERED ? TEST_NETWORK (object)->metered : TRUE);
}

static void
test_network_class_init (TestNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_network_get_property;
  g_object_class_override_property (object_class, NETWORK_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, NETWORK_METERED, "network-metered");
  g_object_class_override_property (object_class, NETWORK_CONNECTIVITY, "connectivity");
}

static void
test_network_init (TestNetwork *self)
{
}

static gboolean
test_network_start (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
test_network_initable_init (GInitableIface *iface)
{
  iface->init = test_network_start;
}

static void
test_network_monitor_init (GNetworkMonitorInterface *iface)
{
}

static void
set_metered (TestNetwork *network, gboolean metered)
{
  network->metered = metered;
  g_object_notify (G_OBJECT (network), "network-metered");
}

typedef struct
{
  ArmadaDemoServer *server;
  ArmadaTestClock *clock;
  ArmadaClient *client;
  ArmadaFleet *fleet;
  ArmadaStore *store;
  gint64 account;
  ArmadaPoller *poller;
  double ticks; /* seconds that have passed for the platform */
  guint n_polled;
} Fixture;

static double
get_ticks (gpointer user_data)
{
  return ((Fixture *) user_data)->ticks;
}

static void
polled_cb (ArmadaPoller *poller, Fixture *fixture)
{
  fixture->n_polled++;
}

static void
open_store (Fixture *fixture)
{
  g_autofree char *folder = g_dir_make_tmp ("armada-poller-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "armada.db", NULL);
  const ArmadaAccount fields = { .server = "http://127.0.0.1", .email = "a", .language = "en" };
  g_autoptr (ArmadaAccount) account = armada_account_new (&fields);
  g_autoptr (ArmadaAccount) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->store = armada_store_new (path);
  armada_store_open_async (fixture->store, NULL, NULL, NULL);
  armada_store_put_account_async (fixture->store, account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  stored = armada_store_put_account_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  fixture->account = stored->id;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  guint n_vehicles = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) address = NULL;
  g_autofree char *text = NULL;

  options.n_vehicles = n_vehicles;
  options.page_limit = 100;
  options.start_time = START;
  options.ticks = get_ticks;
  options.ticks_data = fixture;
  fixture->server = armada_demo_server_new (&options, &error);
  g_assert_no_error (error);
  text = armada_demo_server_dup_address (fixture->server);
  address = armada_address_parse (text, &error);
  g_assert_no_error (error);

  open_store (fixture);
  fixture->clock = armada_test_clock_new (START);
  fixture->client = armada_client_new (address);
  fixture->fleet = armada_fleet_new ();
  fixture->poller = armada_poller_new (fixture->client, fixture->fleet, fixture->store,
                                       fixture->account, ARMADA_CLOCK (fixture->clock));
  g_object_set (fixture->poller, "seed", 3, NULL);
  g_signal_connect (fixture->poller, "polled", G_CALLBACK (polled_cb), fixture);
  armada_test_sign_in (fixture->client);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  armada_poller_stop (fixture->poller);
  armada_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  armada_test_finalize (fixture->poller);
  armada_test_finalize (fixture->fleet);
  armada_test_finalize (fixture->client);
  armada_test_finalize (fixture->store);
  armada_test_finalize (fixture->clock);
  armada_test_finalize (fixture->server);
}

/* The clock goes on for both the desk and the platform. */
static void
advance (Fixture *fixture, gint64 milliseconds)
{
  fixture->ticks += (double) milliseconds / 1000;
  armada_test_clock_advance (fixture->clock, milliseconds);
}

static void
wait_for_poll (Fixture *fixture)
{
  guint wanted = fixture->n_polled + 1;

  armada_test_wait_until (fixture->n_polled == wanted);
}

static void
start (Fixture *fixture)
{
  armada_poller_start (fixture->poller);
  wait_for_poll (fixture);
  g_assert_no_error (armada_poller_get_error (fixture->poller));
}

/* Turns the clock to the next poll and waits for its end. */
static void
poll_next (Fixture *fixture)
{
  gint64 next = armada_test_clock_get_next (fixture->clock);

  g_assert_cmpint (next, >, 0);
  advance (fixture, next);
  wait_for_poll (fixture);
}

static guint
count_requests (Fixture *fixture, const char *endpoint)
{
  return armada_demo_server_get_n_requests (fixture->server, endpoint);
}

static guint
count_devices (Fixture *fixture)
{
  return armada_fleet_get_n_devices (fixture->fleet);
}

static void
fail_next (Fixture *fixture, const char *fault)
{
  armada_demo_server_set_fault (fixture->server, fault, 0);
  poll_next (fixture);
  g_assert_nonnull (armada_poller_get_error (fixture->poller));
}

static ArmadaDeviceBatch *
read_stored (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaDeviceBatch *batch;

  armada_store_get_fleet_async (fixture->store, fixture->account, NULL, armada_test_result_cb,
                                &result);
  armada_test_wait (&result);
  batch = armada_store_get_fleet_finish (fixture->store, result, NULL, &error);
  g_assert_no_error (error);
  return batch;
}

static void
test_one_interval_after_the_end (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, -1);
  armada_poller_start (fixture->poller);
  g_assert_true (armada_poller_get_busy (fixture->poller));

  /* however long a poll takes, nothing is scheduled before it has ended */
  armada_test_clock_advance (fixture->clock, 60000);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, -1);
  wait_for_poll (fixture);
  g_assert_false (armada_poller_get_busy (fixture->poller));
  g_assert_cmpint (armada_poller_get_last_success (fixture->poller), ==, START + 60);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 10000);

  advance (fixture, 9999);
  g_assert_false (armada_poller_get_busy (fixture->poller));
  advance (fixture, 1);
  g_assert_true (armada_poller_get_busy (fixture->poller));
  wait_for_poll (fixture);
}

static void
test_slower (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  g_object_set (fixture->poller, "interval", 20, NULL);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 20000);
  g_object_set (fixture->poller, "metered", TRUE, NULL);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 60000);
  g_object_set (fixture->poller, "hidden", TRUE, NULL);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 120000);

  /* looked at again after a while, it polls at once, for it is overdue */
  advance (fixture, 90000);
  g_assert_false (armada_poller_get_busy (fixture->poller));
  g_object_set (fixture->poller, "hidden", FALSE, NULL);
  g_assert_true (armada_poller_get_busy (fixture->poller));
  wait_for_poll (fixture);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 60000);
}

static void
test_network (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestNetwork) network = g_object_new (TEST_TYPE_NETWORK, NULL);

  start (fixture);
  g_object_set (fixture->poller, "network-monitor", network, NULL);
  set_metered (network, TRUE);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 30000);
  set_metered (network, FALSE);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 10000);

  /* a change of networks matters only to who is offline */
  g_signal_emit_by_name (network, "network-changed", TRUE);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 10000);
  fail_next (fixture, "reset");
  g_assert_error (armada_poller_get_error (fixture->poller), ARMADA_ERROR, ARMADA_ERROR_OFFLINE);
  armada_demo_server_set_fault (fixture->server, NULL, 0);
  g_signal_emit_by_name (network, "network-changed", FALSE);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), >, 10000);
  g_signal_emit_by_name (network, "network-changed", TRUE);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 1000);
  poll_next (fixture);
  g_assert_no_error (armada_poller_get_error (fixture->poller));

  g_object_set (fixture->poller, "network-monitor", NULL, NULL);
  armada_test_finalize (g_steal_pointer (&network));
}

static void
test_backs_off (Fixture *fixture, gconstpointer data)
{
  gint64 next = 0;
  gint64 since;
  gboolean uneven = FALSE;

  start (fixture);
  for (guint i = 1; i <= 10; i++)
    {
      gint64 doubled = MIN (10000 << i, 300000);

      fail_next (fixture, "server-error");
      next = armada_test_clock_get_next (fixture->clock);
      g_assert_cmpint (next, >=, doubled * 4 / 5);
      g_assert_cmpint (next, <=, MIN (doubled * 6 / 5, 300000));
      uneven |= next != doubled;
      if (i == 1)
        since = armada_poller_get_error_since (fixture->poller);
    }
  g_assert_true (uneven);
  g_assert_cmpint (since, ==, START + 10);
  g_assert_cmpint (armada_poller_get_error_since (fixture->poller), ==, since);
  g_assert_cmpint (armada_poller_get_last_success (fixture->poller), ==, START);

  armada_demo_server_set_fault (fixture->server, NULL, 0);
  poll_next (fixture);
  g_assert_no_error (armada_poller_get_error (fixture->poller));
  g_assert_cmpint (armada_poller_get_error_since (fixture->poller), ==, 0);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 10000);
}

/* What the server demands is kept whoever asks: the user, the window or the network. */
static void
test_honours_retry_after (Fixture *fixture, gconstpointer data)
{
  guint n_requests;

  start (fixture);
  fail_next (fixture, "rate-limit");
  g_assert_error (armada_poller_get_error (fixture->poller), ARMADA_ERROR,
                  ARMADA_ERROR_RATE_LIMITED);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), >=, 30000);

  n_requests = count_requests (fixture, NULL);
  advance (fixture, 29000);
  armada_poller_poll_now (fixture->poller);
  g_object_set (fixture->poller, "hidden", TRUE, NULL);
  g_object_set (fixture->poller, "hidden", FALSE, NULL);
  g_assert_false (armada_poller_get_busy (fixture->poller));
  g_assert_cmpuint (count_requests (fixture, NULL), ==, n_requests);

  armada_demo_server_set_fault (fixture->server, NULL, 0);
  advance (fixture, 1000);
  armada_poller_poll_now (fixture->poller);
  if (armada_poller_get_busy (fixture->poller))
    wait_for_poll (fixture);
  g_assert_no_error (armada_poller_get_error (fixture->poller));

  fail_next (fixture, "rate-limit-bare");
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 60000);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) stored = NULL;

  start (fixture);
  g_assert_cmpuint (count_devices (fixture), ==, 250);
  g_assert_cmpuint (count_requests (fixture, "get_devices"), <=, 4);
  stored = read_stored (fixture);
  g_assert_cmpuint (stored->seen->len, ==, 250);

  /* a page that fails takes the poll with it, not the fleet */
  g_object_set (fixture->poller, "interval", 300, NULL);
  fail_next (fixture, "truncated");
  g_assert_cmpuint (count_devices (fixture), ==, 250);
}

static void
test_paging_ignored_ends (Fixture *fixture, gconstpointer data)
{
  armada_demo_server_set_fault (fixture->server, "paging-ignored", 0);
  start (fixture);
  g_assert_cmpuint (count_devices (fixture), ==, 250);
  g_assert_cmpuint (count_requests (fixture, "get_devices"), ==, 2);
}

/* The fleet as it is seen is the one that asking for all of it would give. */
static void
assert_nothing_missed (Fixture *fixture)
{
  g_autoptr (ArmadaFleet) whole = armada_fleet_new ();
  ArmadaPoller *other =
      armada_poller_new (fixture->client, whole, NULL, 0, ARMADA_CLOCK (fixture->clock));

  armada_poller_start (other);
  armada_test_wait_until (!armada_poller_get_busy (other));
  g_assert_no_error (armada_poller_get_error (other));
  armada_poller_stop (other);
  g_assert_cmpuint (count_devices (fixture), ==, armada_fleet_get_n_devices (whole));
  for (guint i = 0; i < count_devices (fixture); i++)
    {
      const ArmadaDeviceRecord *told =
          armada_device_get_record (armada_fleet_get_device (whole, i));
      ArmadaDevice *device = armada_fleet_lookup (fixture->fleet, told->id);
      const ArmadaDeviceRecord *seen;

      g_assert_nonnull (device);
      seen = armada_device_get_record (device);
      g_assert_cmpint (seen->fix_time, ==, told->fix_time);
      g_assert_cmpint (seen->contact_time, ==, told->contact_time);
      g_assert_true (seen->latitude == told->latitude || isnan (told->latitude));
      g_assert_true (seen->longitude == told->longitude || isnan (told->longitude));
    }
  armada_test_finalize (other);
}

static void
test_latest_between_whole_fleets (Fixture *fixture, gconstpointer data)
{
  guint n_whole;

  start (fixture);
  poll_next (fixture); /* finds out that get_devices_latest is there */
  g_assert_cmpuint (count_requests (fixture, "get_devices_latest"), ==, 1);
  n_whole = count_requests (fixture, "get_devices");

  for (guint i = 0; i < 10; i++)
    {
      poll_next (fixture);
      g_assert_no_error (armada_poller_get_error (fixture->poller));
    }
  g_assert_cmpuint (count_requests (fixture, "get_devices_latest"), ==, 11);
  g_assert_cmpuint (count_requests (fixture, "get_devices"), ==, n_whole);
  assert_nothing_missed (fixture);

  /* devices that are no more are missed by the whole fleet alone */
  n_whole = count_requests (fixture, "get_devices");
  for (guint i = 0; i < 30; i++)
    poll_next (fixture);
  g_assert_cmpuint (count_requests (fixture, "get_devices"), >, n_whole);
  g_assert_cmpuint (count_requests (fixture, "get_devices"), <=, n_whole + 4);
}

static void
test_latest_missing (Fixture *fixture, gconstpointer data)
{
  armada_demo_server_set_has_latest (fixture->server, FALSE);
  start (fixture);
  for (guint i = 0; i < 40; i++)
    {
      poll_next (fixture);
      g_assert_no_error (armada_poller_get_error (fixture->poller));
    }
  g_assert_cmpuint (count_requests (fixture, "get_devices_latest"), ==, 1);
  assert_nothing_missed (fixture);
}

/* It goes away while it is used: the same poll asks for the whole fleet, and nothing is missed. */
static void
test_latest_goes_away (Fixture *fixture, gconstpointer data)
{
  guint n_latest;

  start (fixture);
  poll_next (fixture);
  poll_next (fixture);
  armada_demo_server_set_has_latest (fixture->server, FALSE);
  poll_next (fixture);
  g_assert_no_error (armada_poller_get_error (fixture->poller));
  assert_nothing_missed (fixture);

  n_latest = count_requests (fixture, "get_devices_latest");
  for (guint i = 0; i < 3; i++)
    poll_next (fixture);
  g_assert_cmpuint (count_requests (fixture, "get_devices_latest"), ==, n_latest);
  assert_nothing_missed (fixture);
}

/* After a failure the whole fleet is asked for: what the lost answer told is not lost with it. */
static void
test_failure_misses_nothing (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  poll_next (fixture);
  poll_next (fixture);
  fail_next (fixture, "reset");
  fail_next (fixture, "truncated");
  armada_demo_server_set_fault (fixture->server, NULL, 0);
  poll_next (fixture);
  g_assert_no_error (armada_poller_get_error (fixture->poller));
  assert_nothing_missed (fixture);
}

static void
test_stop_drops_a_late_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaFleet) fleet = armada_fleet_new ();
  ArmadaPoller *other =
      armada_poller_new (fixture->client, fleet, NULL, 0, ARMADA_CLOCK (fixture->clock));
  guint n_requests = count_requests (fixture, NULL);

  armada_poller_start (other);
  armada_test_wait_until (count_requests (fixture, NULL) > n_requests);
  armada_poller_stop (other);
  g_assert_false (armada_poller_get_busy (other));
  start (fixture);
  poll_next (fixture);
  g_assert_cmpuint (armada_fleet_get_n_devices (fleet), ==, 0);
  g_assert_cmpint (armada_poller_get_last_success (other), ==, 0);
  g_assert_no_error (armada_poller_get_error (other));

  /* started again, it is as good as new */
  armada_poller_start (other);
  armada_test_wait_until (!armada_poller_get_busy (other));
  g_assert_cmpuint (armada_fleet_get_n_devices (fleet), ==, count_devices (fixture));
  armada_poller_stop (other);
  armada_test_finalize (other);
}

static void
test_poll_now (Fixture *fixture, gconstpointer data)
{
  guint n_requests;

  armada_poller_poll_now (fixture->poller);
  g_assert_false (armada_poller_get_busy (fixture->poller)); /* not started */

  start (fixture);
  advance (fixture, 4000);
  armada_poller_poll_now (fixture->poller);
  g_assert_true (armada_poller_get_busy (fixture->poller));
  armada_poller_poll_now (fixture->poller); /* the one under way serves */
  wait_for_poll (fixture);
  g_assert_false (armada_poller_get_busy (fixture->poller));
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 10000);

  /* asked for during a poll that fails, one more follows at once */
  n_requests = count_requests (fixture, NULL);
  armada_demo_server_set_fault (fixture->server, "server-error", 2);
  armada_poller_poll_now (fixture->poller);
  armada_poller_poll_now (fixture->poller);
  wait_for_poll (fixture);
  g_assert_nonnull (armada_poller_get_error (fixture->poller));
  armada_demo_server_set_fault (fixture->server, NULL, 0);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 0);
  armada_test_clock_advance (fixture->clock, 0);
  wait_for_poll (fixture);
  g_assert_no_error (armada_poller_get_error (fixture->poller));
  g_assert_cmpuint (count_requests (fixture, NULL), >, n_requests);
}

static void
test_unauthorized_stops (Fixture *fixture, gconstpointer data)
{
  guint n_requests;

  start (fixture);
  armada_demo_server_forget_sessions (fixture->server);
  poll_next (fixture);
  g_assert_error (armada_poller_get_error (fixture->poller), ARMADA_ERROR,
                  ARMADA_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (count_devices (fixture), ==, GPOINTER_TO_UINT (data));
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, -1);

  n_requests = count_requests (fixture, NULL);
  armada_poller_poll_now (fixture->poller);
  g_object_set (fixture->poller, "interval", 5, "hidden", TRUE, NULL);
  g_object_set (fixture->poller, "hidden", FALSE, NULL);
  g_assert_false (armada_poller_get_busy (fixture->poller));
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, -1);
  g_assert_cmpuint (count_requests (fixture, NULL), ==, n_requests);

  armada_test_sign_in (fixture->client);
  start (fixture);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 5000);
}

static void
test_store_has_what_is_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaDeviceBatch) stored = NULL;

  start (fixture);
  for (guint i = 0; i < 8; i++)
    poll_next (fixture);
  stored = read_stored (fixture);
  g_assert_cmpuint (stored->seen->len, ==, count_devices (fixture));
  g_assert_cmpuint (stored->changed->len, ==, count_devices (fixture));
  for (guint i = 0; i < stored->changed->len; i++)
    {
      const ArmadaDeviceRecord *kept = stored->changed->pdata[i];
      ArmadaDevice *device = armada_fleet_lookup (fixture->fleet, kept->id);

      g_assert_nonnull (device);
      g_assert_cmpint (kept->fix_time, ==, armada_device_get_record (device)->fix_time);
    }
  g_assert_no_error (armada_poller_get_store_error (fixture->poller));
}

static void
test_counts_unreadable (Fixture *fixture, gconstpointer data)
{
  armada_demo_server_set_fault (fixture->server, "one-bad-device", 0);
  start (fixture);
  g_assert_cmpuint (armada_poller_get_n_unreadable (fixture->poller), ==, 1);
  g_assert_cmpuint (count_devices (fixture), ==, GPOINTER_TO_UINT (data));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define add(path, n, func)                                                                         \
  g_test_add ("/poller/" path, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)
  add ("one-interval-after-the-end", 5, test_one_interval_after_the_end);
  add ("slower", 5, test_slower);
  add ("network", 5, test_network);
  add ("backs-off", 5, test_backs_off);
  add ("honours-retry-after", 5, test_honours_retry_after);
  add ("pages", 250, test_pages);
  add ("paging-ignored-ends", 250, test_paging_ignored_ends);
  add ("latest-between-whole-fleets", 12, test_latest_between_whole_fleets);
  add ("latest-missing", 12, test_latest_missing);
  add ("latest-goes-away", 12, test_latest_goes_away);
  add ("failure-misses-nothing", 12, test_failure_misses_nothing);
  add ("stop-drops-a-late-answer", 5, test_stop_drops_a_late_answer);
  add ("poll-now", 5, test_poll_now);
  add ("unauthorized-stops", 5, test_unauthorized_stops);
  add ("store-has-what-is-seen", 12, test_store_has_what_is_seen);
  add ("counts-unreadable", 5, test_counts_unreadable);
  return g_test_run ();
}
