/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "api/armada-error.h"
#include "armada-demo-server.h"
#include "armada-test-clock.h"
#include "armada-test.h"
#include "sync/armada-session.h"

#define N_VEHICLES 5
#define START 1790000000

/* A server, a folder for what is kept, and a keyring in a file of its own. */
typedef struct
{
  ArmadaDemoServer *server;
  char *address;
  char *folder;
  ArmadaTestClock *clock;
  ArmadaSession *session;
} Fixture;

static void
start (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->session = armada_session_new (fixture->folder, ARMADA_CLOCK (fixture->clock));
  armada_session_start_async (fixture->session, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_start_finish (fixture->session, result, &error));
  g_assert_no_error (error);
}

static void
stop (Fixture *fixture)
{
  armada_session_close (fixture->session);
  armada_test_finalize (g_steal_pointer (&fixture->session));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  options.n_vehicles = N_VEHICLES;
  fixture->server = armada_demo_server_new (&options, &error);
  g_assert_no_error (error);
  fixture->address = armada_demo_server_dup_address (fixture->server);
  fixture->folder = g_dir_make_tmp ("armada-session-XXXXXX", NULL);
  fixture->clock = armada_test_clock_new (START);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop (fixture);
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->clock);
  g_free (fixture->address);
  g_free (fixture->folder);
}

static gboolean
sign_in (Fixture *fixture,
         const char *server,
         const char *password,
         gboolean remember,
         GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_session_sign_in_async (fixture->session, server, ARMADA_DEMO_EMAIL_ADDRESS, password, "en",
                                remember, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_session_sign_in_finish (fixture->session, result, error);
}

static guint
count_devices (Fixture *fixture)
{
  return armada_fleet_get_n_devices (armada_session_get_fleet (fixture->session));
}

static gboolean
is_remembered (Fixture *fixture)
{
  gboolean remembered;

  g_object_get (fixture->session, "remembered", &remembered, NULL);
  return remembered;
}

static void
sign_in_well (Fixture *fixture, gboolean remember)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sign_in (fixture, fixture->address, ARMADA_DEMO_PASSWORD_TEXT, remember, &error));
  g_assert_no_error (error);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_IN);
  armada_test_wait_until (count_devices (fixture) == N_VEHICLES);
  g_assert_no_error (armada_session_get_error (fixture->session));
  if (remember)
    armada_test_wait_until (is_remembered (fixture));
}

static void
test_signs_in (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
  g_assert_null (armada_session_get_account (fixture->session));
  sign_in_well (fixture, FALSE);
  g_assert_cmpstr (armada_session_get_account (fixture->session)->email, ==,
                   ARMADA_DEMO_EMAIL_ADDRESS);
  g_assert_false (is_remembered (fixture));
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *server; /* NULL: the right one */
    const char *password;
    ArmadaError code;
  } refusals[] = {
    { NULL, "wrong", ARMADA_ERROR_UNAUTHORIZED },
    { "http://127.0.0.1:1", ARMADA_DEMO_PASSWORD_TEXT, ARMADA_ERROR_OFFLINE },
    { "http://fleet.example.com", ARMADA_DEMO_PASSWORD_TEXT, ARMADA_ERROR_INSECURE },
    { "not an address", ARMADA_DEMO_PASSWORD_TEXT, ARMADA_ERROR_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      const char *server = refusals[i].server ? refusals[i].server : fixture->address;
      g_autoptr (GError) error = NULL;

      g_assert_false (sign_in (fixture, server, refusals[i].password, FALSE, &error));
      g_assert_error (error, ARMADA_ERROR, (int) refusals[i].code);
      g_assert_null (strstr (error->message, refusals[i].password));
      g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
    }
}

static void
test_login_faults (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    ArmadaError code;
  } faults[] = {
    { "login-wrong", ARMADA_ERROR_UNAUTHORIZED },
    { "login-rate-limit", ARMADA_ERROR_RATE_LIMITED },
    { "login-validation", ARMADA_ERROR_REFUSED },
    { "login-no-hash", ARMADA_ERROR_BAD_REPLY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      armada_demo_server_set_fault (fixture->server, faults[i].fault, 1);
      g_assert_false (
          sign_in (fixture, fixture->address, ARMADA_DEMO_PASSWORD_TEXT, FALSE, &error));
      g_assert_error (error, ARMADA_ERROR, (int) faults[i].code);
    }
  armada_demo_server_set_fault (fixture->server, NULL, 0);
  sign_in_well (fixture, FALSE);
}

static void
test_cancels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_demo_server_set_fault (fixture->server, "login-hang", 1);
  armada_session_sign_in_async (fixture->session, fixture->address, ARMADA_DEMO_EMAIL_ADDRESS,
                                ARMADA_DEMO_PASSWORD_TEXT, "en", FALSE, cancellable,
                                armada_test_result_cb, &result);
  armada_test_wait_until (armada_demo_server_get_n_requests (fixture->server, "login") == 1);
  g_cancellable_cancel (cancellable);
  armada_test_wait (&result);
  g_assert_false (armada_session_sign_in_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
}

static void
test_remembers (Fixture *fixture, gconstpointer data)
{
  sign_in_well (fixture, TRUE);
  stop (fixture);

  start (fixture);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_IN);
  g_assert_cmpuint (count_devices (fixture), ==, N_VEHICLES);
  g_assert_cmpint (armada_session_get_last_success (fixture->session), >, 0);
  armada_test_wait_until (is_remembered (fixture));
  armada_test_wait_until (!armada_session_get_busy (fixture->session));
  g_assert_no_error (armada_session_get_error (fixture->session));
}

/* Without a server the last known fleet is there, and so is the reason why it is not live. */
static void
test_starts_without_network (Fixture *fixture, gconstpointer data)
{
  sign_in_well (fixture, TRUE);
  stop (fixture);
  g_clear_object (&fixture->server);

  start (fixture);
  g_assert_cmpuint (count_devices (fixture), ==, N_VEHICLES);
  armada_test_wait_until (armada_session_get_error (fixture->session) != NULL);
  g_assert_error (armada_session_get_error (fixture->session), ARMADA_ERROR, ARMADA_ERROR_OFFLINE);
  g_assert_cmpuint (count_devices (fixture), ==, N_VEHICLES);
}

static void
test_forgets_what_was_not_to_be_remembered (Fixture *fixture, gconstpointer data)
{
  sign_in_well (fixture, FALSE);
  stop (fixture);

  start (fixture);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
}

/* The server no longer knows us: the fleet stays, and signing in again makes it live. */
static void
test_signed_out_elsewhere (Fixture *fixture, gconstpointer data)
{
  sign_in_well (fixture, FALSE);
  armada_test_wait_until (!armada_session_get_busy (fixture->session));
  armada_demo_server_forget_sessions (fixture->server);
  armada_session_poll_now (fixture->session);
  armada_test_wait_until (armada_session_get_error (fixture->session) != NULL);
  g_assert_error (armada_session_get_error (fixture->session), ARMADA_ERROR,
                  ARMADA_ERROR_UNAUTHORIZED);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_IN);
  g_assert_cmpuint (count_devices (fixture), ==, N_VEHICLES);

  sign_in_well (fixture, FALSE);
  armada_test_wait_until (!armada_session_get_busy (fixture->session));
  g_assert_no_error (armada_session_get_error (fixture->session));
}

static void
sign_out (Fixture *fixture, gboolean delete_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_session_sign_out_async (fixture->session, delete_data, NULL, armada_test_result_cb,
                                 &result);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
  g_assert_cmpuint (count_devices (fixture), ==, 0);
  armada_test_wait (&result);
  g_assert_true (armada_session_sign_out_finish (fixture->session, result, &error));
  g_assert_no_error (error);
}

static void
test_signs_out (Fixture *fixture, gconstpointer data)
{
  gboolean delete_data = GPOINTER_TO_INT (data);

  sign_in_well (fixture, TRUE);
  sign_out (fixture, delete_data);
  stop (fixture);

  start (fixture);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
  g_assert_cmpuint (armada_session_get_accounts (fixture->session)->len, ==, delete_data ? 0 : 1);
}

static void
test_keeps_accounts_apart (Fixture *fixture, gconstpointer data)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (ArmadaDemoServer) other = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first;

  options.n_vehicles = N_VEHICLES + 3;
  other = armada_demo_server_new (&options, &error);
  g_assert_no_error (error);
  address = armada_demo_server_dup_address (other);

  sign_in_well (fixture, FALSE);
  first = armada_session_get_account (fixture->session)->id;
  g_assert_true (sign_in (fixture, address, ARMADA_DEMO_PASSWORD_TEXT, FALSE, &error));
  armada_test_wait_until (count_devices (fixture) == N_VEHICLES + 3);
  armada_test_wait_until (armada_session_get_accounts (fixture->session)->len == 2);

  armada_session_switch_async (fixture->session, first, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_switch_finish (fixture->session, result, &error));
  g_assert_cmpint (armada_session_get_account (fixture->session)->id, ==, first);
  g_assert_cmpuint (count_devices (fixture), ==, N_VEHICLES);
  armada_test_wait_until (!armada_session_get_busy (fixture->session));
  g_assert_cmpuint (count_devices (fixture), ==, N_VEHICLES);
}

/* The demo is a program of its own that is signed in to over HTTP; nothing of it is left behind. */
static void
test_tries_the_demo (Fixture *fixture, gconstpointer data)
{
  static const char *const args[] = { "--vehicles=7", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_session_try_demo_async (fixture->session, args, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_try_demo_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  g_assert_true (armada_session_get_account (fixture->session)->demo);
  armada_test_wait_until (count_devices (fixture) == 7);
  g_clear_object (&result); /* it holds the session */
  stop (fixture);

  start (fixture);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
  g_assert_cmpuint (armada_session_get_accounts (fixture->session)->len, ==, 0);
}

static void
test_store_that_cannot_be_made (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "in-the-way", NULL);
  const GError *error;

  stop (fixture);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_free (fixture->folder);
  fixture->folder = g_build_filename (file, "below", NULL);
  start (fixture);
  armada_test_wait_until ((error = armada_session_get_store_error (fixture->session)) != NULL);
  g_assert_true (error->domain == G_IO_ERROR);
  sign_in_well (fixture, FALSE);
}

int
main (int argc, char *argv[])
{
  g_autofree char *keyrings = g_dir_make_tmp ("armada-keyrings-XXXXXX", NULL);
  g_autofree char *keyring = g_build_filename (keyrings, "keyring", NULL);

  /* libsecret's own keyring in a file: no desktop is needed */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define add(path, data, func) g_test_add ("/session/" path, Fixture, data, set_up, func, tear_down)
  add ("signs-in", NULL, test_signs_in);
  add ("refusals", NULL, test_refusals);
  add ("login-faults", NULL, test_login_faults);
  add ("cancels", NULL, test_cancels);
  add ("remembers", NULL, test_remembers);
  add ("starts-without-network", NULL, test_starts_without_network);
  add ("forgets", NULL, test_forgets_what_was_not_to_be_remembered);
  add ("signed-out-elsewhere", NULL, test_signed_out_elsewhere);
  add ("signs-out", GINT_TO_POINTER (FALSE), test_signs_out);
  add ("signs-out-and-deletes", GINT_TO_POINTER (TRUE), test_signs_out);
  add ("keeps-accounts-apart", NULL, test_keeps_accounts_apart);
  add ("tries-the-demo", NULL, test_tries_the_demo);
  add ("store-that-cannot-be-made", NULL, test_store_that_cannot_be_made);
  return g_test_run ();
}
