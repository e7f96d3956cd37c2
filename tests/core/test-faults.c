/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way the server can fail, ten polls long, while the last good fleet stays shown. */
#include <glib/gstdio.h>

#include "api/armada-address.h"
#include "api/armada-client.h"
#include "api/armada-error.h"
#include "armada-demo-server.h"
#include "armada-test-clock.h"
#include "armada-test-sign-in.h"
#include "armada-test.h"
#include "store/armada-store.h"
#include "sync/armada-poller.h"

#define N_VEHICLES 12
#define N_POLLS 10
#define START 1790000000

/* One server with one fault, and a poller that looks at it. */
typedef struct
{
  const char *kind;
  ArmadaDemoServer *server;
  ArmadaTestClock *clock;
  ArmadaClient *client;
  ArmadaFleet *fleet;
  ArmadaPoller *poller;
  gint64 account;
  guint n_polled;
} Case;

/* Odd, but the true fleet is in it. What says gzip and is not is passed on by libsoup as it is. */
static gboolean
is_benign (const char *kind)
{
  static const char *const kinds[] = {
    "bom", "object-lists", "string-numbers", "paging-ignored", "one-bad-device", "gzip-broken", NULL
  };

  return g_strv_contains (kinds, kind);
}

static gboolean
is_locked_out (const Case *one)
{
  return g_error_matches (armada_poller_get_error (one->poller), ARMADA_ERROR,
                          ARMADA_ERROR_UNAUTHORIZED);
}

static void
polled_cb (ArmadaPoller *poller, Case *one)
{
  one->n_polled++;
}

static gint64
put_account (ArmadaStore *store, const char *kind)
{
  const ArmadaAccount fields = { .server = "http://127.0.0.1", .email = kind, .language = "en" };
  g_autoptr (ArmadaAccount) account = armada_account_new (&fields);
  g_autoptr (ArmadaAccount) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_store_put_account_async (store, account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  stored = armada_store_put_account_finish (store, result, &error);
  g_assert_no_error (error);
  return stored->id;
}

static Case *
new_case (const char *kind, ArmadaStore *store)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  Case *one = g_new0 (Case, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) address = NULL;
  g_autofree char *text = NULL;

  options.n_vehicles = N_VEHICLES;
  one->kind = kind;
  one->server = armada_demo_server_new (&options, &error);
  g_assert_no_error (error);
  text = armada_demo_server_dup_address (one->server);
  address = armada_address_parse (text, &error);
  g_assert_no_error (error);

  one->account = put_account (store, kind);
  one->clock = armada_test_clock_new (START);
  one->client = armada_client_new (address);
  one->fleet = armada_fleet_new ();
  one->poller =
      armada_poller_new (one->client, one->fleet, store, one->account, ARMADA_CLOCK (one->clock));
  g_object_set (one->poller, "seed", 7, NULL);
  g_signal_connect (one->poller, "polled", G_CALLBACK (polled_cb), one);
  return one;
}

static void
free_case (Case *one)
{
  armada_test_finalize (one->poller);
  armada_test_finalize (one->fleet);
  armada_test_finalize (one->client);
  armada_test_finalize (one->server);
  armada_test_finalize (one->clock);
  g_free (one);
}

static guint
count_stored (ArmadaStore *store, gint64 account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaDeviceBatch) batch = NULL;
  g_autoptr (GError) error = NULL;

  armada_store_get_fleet_async (store, account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  batch = armada_store_get_fleet_finish (store, result, NULL, &error);
  g_assert_no_error (error);
  return batch->seen->len;
}

static void
assert_fleet_stands (const Case *one)
{
  g_assert_cmpuint (armada_fleet_get_n_devices (one->fleet), ==, N_VEHICLES);
}

/* Turns every clock to its next poll, and waits until all those polls have ended. */
static void
poll_all (GPtrArray *cases)
{
  g_autofree guint *wanted = g_new0 (guint, cases->len);

  for (guint i = 0; i < cases->len; i++)
    {
      Case *one = cases->pdata[i];

      wanted[i] = one->n_polled + 1;
      if (is_locked_out (one))
        {
          /* nobody knocks at a door that was closed */
          g_assert_cmpint (armada_test_clock_get_next (one->clock), ==, -1);
          wanted[i] = one->n_polled;
          continue;
        }
      g_assert_cmpint (armada_test_clock_get_next (one->clock), >, 0);
      armada_test_clock_advance (one->clock, armada_test_clock_get_next (one->clock));
    }
  for (guint i = 0; i < cases->len; i++)
    armada_test_wait_until (((Case *) cases->pdata[i])->n_polled >= wanted[i]);
}

static void
check_under_fault (const Case *one)
{
  const GError *error = armada_poller_get_error (one->poller);

  assert_fleet_stands (one);
  if (is_benign (one->kind))
    {
      g_assert_no_error (error);
      g_assert_cmpint (armada_poller_get_last_success (one->poller), ==,
                       armada_clock_get_time (ARMADA_CLOCK (one->clock)));
    }
  else
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == ARMADA_ERROR);
      g_assert_cmpint (armada_poller_get_error_since (one->poller), >, START);
    }
}

static GPtrArray *
new_cases (ArmadaStore *store)
{
  const char *const *faults = armada_demo_server_list_faults ();
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) free_case);

  for (guint i = 0; faults[i] != NULL; i++)
    if (!g_str_has_prefix (faults[i], "login-"))
      g_ptr_array_add (cases, new_case (faults[i], store));
  return cases;
}

static void
begin_all (GPtrArray *cases)
{
  for (guint i = 0; i < cases->len; i++)
    {
      Case *one = cases->pdata[i];

      armada_test_sign_in (one->client);
      armada_poller_start (one->poller);
    }
  for (guint i = 0; i < cases->len; i++)
    {
      Case *one = cases->pdata[i];

      armada_test_wait_until (one->n_polled == 1);
      g_assert_no_error (armada_poller_get_error (one->poller));
      assert_fleet_stands (one);
    }
}

static void
recover_all (GPtrArray *cases)
{
  for (guint i = 0; i < cases->len; i++)
    {
      Case *one = cases->pdata[i];
      guint n_polled = one->n_polled;

      armada_demo_server_set_fault (one->server, NULL, 0);
      if (is_locked_out (one))
        {
          armada_test_sign_in (one->client);
          armada_poller_start (one->poller);
        }
      else
        armada_test_clock_advance (one->clock, armada_test_clock_get_next (one->clock));
      armada_test_wait_until (one->n_polled > n_polled);
      g_assert_no_error (armada_poller_get_error (one->poller));
      g_assert_cmpint (armada_poller_get_error_since (one->poller), ==, 0);
      assert_fleet_stands (one);
    }
}

static void
test_ten_polls_each (void)
{
  g_autofree char *folder = g_dir_make_tmp ("armada-faults-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "armada.db", NULL);
  ArmadaStore *store = armada_store_new (path);
  GPtrArray *cases;

  armada_store_open_async (store, NULL, NULL, NULL);
  cases = new_cases (store);
  g_assert_cmpuint (cases->len, >, 20);
  begin_all (cases);

  for (guint i = 0; i < cases->len; i++)
    {
      Case *one = cases->pdata[i];

      /* on a busy machine a second is too short for an answer that comes */
      if (g_str_equal (one->kind, "hang") || g_str_equal (one->kind, "slow"))
        g_object_set (one->poller, "timeout", 1, NULL);
      g_assert_true (armada_demo_server_set_fault (one->server, one->kind, 0));
    }
  for (guint round = 0; round < N_POLLS; round++)
    {
      poll_all (cases);
      g_ptr_array_foreach (cases, (GFunc) check_under_fault, NULL);
    }
  recover_all (cases);
  for (guint i = 0; i < cases->len; i++)
    g_assert_cmpuint (count_stored (store, ((Case *) cases->pdata[i])->account), ==, N_VEHICLES);

  g_ptr_array_unref (cases);
  armada_store_close (store);
  armada_test_finalize (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/faults/ten-polls-each", test_ten_polls_each);
  return g_test_run ();
}
