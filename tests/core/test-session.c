/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "api/armada-error.h"
#include "armada-demo-server.h"
#include "armada-test-archive.h"
#include "armada-test-clock.h"
#include "armada-test.h"
#include "sync/armada-keyring.h"
#include "sync/armada-session.h"

#define N_VEHICLES 5
#define START 1790000000

/* Everything that anything has logged, at every level, by whatever thread. */
static GMutex log_lock;
static GString *log_text;

static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  g_mutex_lock (&log_lock);
  g_string_append_printf (log_text, "%s: %s\n", domain, message);
  g_mutex_unlock (&log_lock);
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    g_log_default_handler (domain, level, message, data);
}

static GLogWriterOutput
structured_log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  g_autofree char *text = g_log_writer_format_fields (level, fields, n_fields, FALSE);

  g_mutex_lock (&log_lock);
  g_string_append (log_text, text);
  g_mutex_unlock (&log_lock);
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    return g_log_writer_default (level, fields, n_fields, data);
  return G_LOG_WRITER_HANDLED;
}

/* Every hash of the platform begins so, plain or as a URL has it. */
static void
assert_no_secret (const char *text, gssize length)
{
  g_assert_null (g_strstr_len (text, length, "$2y$10$"));
  g_assert_null (g_strstr_len (text, length, "2y%2410"));
  g_assert_null (g_strstr_len (text, length, "user_api_hash"));
}

static void
assert_log_without_secrets (void)
{
  g_mutex_lock (&log_lock);
  assert_no_secret (log_text->str, (gssize) log_text->len);
  g_mutex_unlock (&log_lock);
}

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
  assert_log_without_secrets ();
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

/* Without a server the last known fleet is there, and so is the reason why it is not live. An
 * answer that is being made holds the server: it would go on answering. */
static void
test_starts_without_network (Fixture *fixture, gconstpointer data)
{
  gint64 began;

  sign_in_well (fixture, TRUE);
  stop (fixture);
  armada_test_finalize (g_steal_pointer (&fixture->server));

  began = g_get_monotonic_time ();
  start (fixture);
  g_assert_cmpuint (count_devices (fixture), ==, N_VEHICLES);
  armada_test_wait_until (armada_session_get_error (fixture->session) != NULL);
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_USEC_PER_SEC);
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

static void
emptied_cb (GListModel *fleet)
{
  g_assert_cmpuint (g_list_model_get_n_items (fleet), ==, N_VEHICLES);
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

  g_signal_connect (armada_session_get_fleet (fixture->session), "items-changed",
                    G_CALLBACK (emptied_cb), NULL);
  sign_in_well (fixture, FALSE);
  armada_test_wait_until (!armada_session_get_busy (fixture->session));
  g_assert_no_error (armada_session_get_error (fixture->session));
  g_signal_handlers_disconnect_by_func (armada_session_get_fleet (fixture->session), emptied_cb,
                                        NULL);
}

static void
sign_out (Fixture *fixture, ArmadaForget forget)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_session_sign_out_async (fixture->session, forget, NULL, armada_test_result_cb, &result);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
  g_assert_cmpuint (count_devices (fixture), ==, 0);
  armada_test_wait (&result);
  g_assert_true (armada_session_sign_out_finish (fixture->session, result, &error));
  g_assert_no_error (error);
}

static void
test_signs_out (Fixture *fixture, gconstpointer data)
{
  ArmadaForget forget = GPOINTER_TO_INT (data);

  sign_in_well (fixture, TRUE);
  sign_out (fixture, forget);
  stop (fixture);

  start (fixture);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
  g_assert_cmpuint (armada_session_get_accounts (fixture->session)->len, ==, forget ? 0 : 1);
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

static char *
look_up_hash (ArmadaAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *hash;

  armada_keyring_lookup_async (account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  hash = armada_keyring_lookup_finish (result, &error);
  g_assert_no_error (error);
  return hash;
}

/* Starts a sign-in that the server will grant, and comes back while it is at it. */
static void
begin_sign_in (Fixture *fixture, GCancellable *cancellable, GAsyncResult **result)
{
  guint n_logins = armada_demo_server_get_n_requests (fixture->server, "login");

  armada_session_sign_in_async (fixture->session, fixture->address, ARMADA_DEMO_EMAIL_ADDRESS,
                                ARMADA_DEMO_PASSWORD_TEXT, "en", TRUE, cancellable,
                                armada_test_result_cb, result);
  armada_test_wait_until (armada_demo_server_get_n_requests (fixture->server, "login") > n_logins);
}

/* Nobody is signed in now, nor at the next start, and nothing is left of the attempt. */
static void
assert_nothing_left (Fixture *fixture)
{
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
  stop (fixture);
  start (fixture);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
  g_assert_cmpuint (armada_session_get_accounts (fixture->session)->len, ==, 0);
}

static void
test_cancels_what_was_granted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  begin_sign_in (fixture, cancellable, &result);
  /* the server's yes is on its way, or already being noted */
  for (int i = 0; i < GPOINTER_TO_INT (data) && result == NULL; i++)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  armada_test_wait (&result);
  if (armada_session_sign_in_finish (fixture->session, result, &error))
    return; /* it was too late to cancel */
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  assert_nothing_left (fixture);
}

static void
test_signs_out_while_signing_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) out = NULL;
  g_autoptr (GError) error = NULL;

  begin_sign_in (fixture, NULL, &result);
  armada_session_sign_out_async (fixture->session, ARMADA_FORGET_NOTHING, NULL,
                                 armada_test_result_cb, &out);
  armada_test_wait (&out);
  g_assert_true (armada_session_sign_out_finish (fixture->session, out, &error));
  armada_test_wait (&result);
  g_assert_false (armada_session_sign_in_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_clear_object (&out);
  assert_nothing_left (fixture);
}

/* Signed out before the keyring has taken the hash: it does not keep it. */
static void
test_signs_out_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;

  g_assert_true (sign_in (fixture, fixture->address, ARMADA_DEMO_PASSWORD_TEXT, TRUE, &error));
  account = armada_account_ref (armada_session_get_account (fixture->session));
  sign_out (fixture, ARMADA_FORGET_NOTHING);
  stop (fixture);
  hash = look_up_hash (account);
  g_assert_null (hash);

  start (fixture);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
}

/* Whoever signs in again while signing out is still going on stays, and so does the data. */
static void
test_signs_in_again_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) out = NULL;

  sign_in_well (fixture, TRUE);
  armada_session_sign_out_async (fixture->session, GPOINTER_TO_INT (data), NULL,
                                 armada_test_result_cb, &out);
  sign_in_well (fixture, TRUE);
  armada_test_wait (&out);
  g_assert_true (armada_session_sign_out_finish (fixture->session, out, NULL));
  g_clear_object (&out);
  stop (fixture);

  start (fixture);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_IN);
  armada_test_wait_until (!armada_session_get_busy (fixture->session));
  g_assert_no_error (armada_session_get_error (fixture->session));
  g_assert_cmpuint (count_devices (fixture), ==, N_VEHICLES);
}

/* Signing in without remembering takes back what an earlier one let the keyring have. */
static void
test_forgets_when_asked_to (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaAccount) account = NULL;
  g_autofree char *hash = NULL;

  sign_in_well (fixture, TRUE);
  account = armada_account_ref (armada_session_get_account (fixture->session));
  armada_test_wait_until (armada_session_get_accounts (fixture->session)->len == 1);
  sign_in_well (fixture, FALSE);
  g_assert_false (is_remembered (fixture));
  stop (fixture);
  hash = look_up_hash (account);
  g_assert_null (hash);
  start (fixture);
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
}

/* Where the keyring cannot be written to, that is said, and the account is open for this run. */
static void
test_no_keyring (Fixture *fixture, gconstpointer data)
{
  const char *keyring = g_getenv ("SECRET_FILE_TEST_PATH");
  g_autofree char *aside = g_strconcat (keyring, ".aside", NULL);
  g_autoptr (GError) error = NULL;

  sign_in_well (fixture, TRUE);
  sign_out (fixture, ARMADA_FORGET_DATA);
  g_assert_no_errno (g_rename (keyring, aside));
  g_assert_no_errno (g_mkdir (keyring, 0700));

  g_assert_true (sign_in (fixture, fixture->address, ARMADA_DEMO_PASSWORD_TEXT, TRUE, &error));
  armada_test_wait_until (armada_session_get_keyring_error (fixture->session) != NULL);
  g_assert_false (is_remembered (fixture));
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_IN);
  armada_test_wait_until (count_devices (fixture) == N_VEHICLES);
  g_assert_no_error (armada_session_get_error (fixture->session));
}

/* Two accounts, two hashes: after a new start each opens with its own, and shows its own fleet. */
static void
test_switches_between_remembered (Fixture *fixture, gconstpointer data)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (ArmadaDemoServer) other = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first;

  options.n_vehicles = N_VEHICLES + 3;
  options.seed = 2;
  other = armada_demo_server_new (&options, &error);
  g_assert_no_error (error);
  address = armada_demo_server_dup_address (other);
  sign_in_well (fixture, TRUE);
  first = armada_session_get_account (fixture->session)->id;
  armada_test_clock_advance (fixture->clock, 1000);
  g_assert_true (sign_in (fixture, address, ARMADA_DEMO_PASSWORD_TEXT, TRUE, &error));
  armada_test_wait_until (count_devices (fixture) == N_VEHICLES + 3 && is_remembered (fixture));
  stop (fixture);

  armada_test_clock_advance (fixture->clock, 1000);
  start (fixture);
  g_assert_true (g_str_has_prefix (address, armada_session_get_account (fixture->session)->server));
  g_assert_cmpuint (count_devices (fixture), ==, N_VEHICLES + 3);
  armada_test_clock_advance (fixture->clock, 1000);
  armada_session_switch_async (fixture->session, first, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_switch_finish (fixture->session, result, &error));
  g_clear_object (&result);
  g_assert_cmpuint (count_devices (fixture), ==, N_VEHICLES);
  g_assert_true (is_remembered (fixture));
  armada_test_wait_until (!armada_session_get_busy (fixture->session));
  g_assert_no_error (armada_session_get_error (fixture->session));
  stop (fixture);

  start (fixture);
  g_assert_cmpint (armada_session_get_account (fixture->session)->id, ==, first);
}

/* An account that the keyring does not hold is not called remembered for another's sake. */
static void
test_remembers_each_by_itself (Fixture *fixture, gconstpointer data)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (ArmadaDemoServer) other = armada_demo_server_new (&options, NULL);
  g_autofree char *address = armada_demo_server_dup_address (other);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first;

  sign_in_well (fixture, FALSE);
  first = armada_session_get_account (fixture->session)->id;
  g_assert_true (sign_in (fixture, address, ARMADA_DEMO_PASSWORD_TEXT, TRUE, &error));
  armada_test_wait_until (is_remembered (fixture));
  armada_test_wait_until (armada_session_get_accounts (fixture->session)->len == 2);
  armada_session_switch_async (fixture->session, first, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_switch_finish (fixture->session, result, &error));
  g_assert_false (is_remembered (fixture));
  g_clear_object (&result);
  stop (fixture);

  start (fixture);
  g_assert_true (g_str_has_prefix (address, armada_session_get_account (fixture->session)->server));
}

/* A sign-in that fails while the session is still starting leaves nobody waiting. */
static void
test_fails_while_starting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GError) error = NULL;

  stop (fixture);
  fixture->session = armada_session_new (fixture->folder, ARMADA_CLOCK (fixture->clock));
  armada_session_start_async (fixture->session, NULL, armada_test_result_cb, &started);
  g_assert_false (sign_in (fixture, "not an address", "x", FALSE, &error));
  armada_test_wait (&started);
  g_assert_false (armada_session_start_finish (fixture->session, started, NULL));
  g_assert_cmpint (armada_session_get_state (fixture->session), ==, ARMADA_SESSION_SIGNED_OUT);
}

/* The hash is nowhere in what is kept for the account; the log is looked at after every test. */
static void
test_keeps_no_secret_in_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;
  guint n_files = 0;

  sign_in_well (fixture, TRUE);
  armada_demo_server_set_fault (fixture->server, "redirect-elsewhere", 0);
  armada_test_wait_until (!armada_session_get_busy (fixture->session));
  armada_session_poll_now (fixture->session);
  armada_test_wait_until (!armada_session_get_busy (fixture->session));
  assert_no_secret (armada_session_get_error (fixture->session)->message, -1);

  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR)) /* of reports, none of which was made */
        continue;
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_null (memmem (bytes, length, "$2y$10$", strlen ("$2y$10$")));
      n_files++;
    }
  g_assert_cmpuint (n_files, >, 0);
  g_mutex_lock (&log_lock);
  g_assert_nonnull (strstr (log_text->str, "poll failed"));
  g_mutex_unlock (&log_lock);
}

static ArmadaReportJob *
order_report (Fixture *fixture)
{
  ArmadaReportQueue *queue = armada_session_get_report_queue (fixture->session);
  gint64 account = armada_session_get_account (fixture->session)->id;
  g_autoptr (ArmadaReportOrder) order = armada_test_report_order_new ("Drives", "json");
  g_autoptr (GPtrArray) orders = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) jobs = NULL;

  g_ptr_array_add (orders, order);
  armada_report_queue_add_async (queue, account, orders, NULL, FALSE, NULL, armada_test_result_cb,
                                 &result);
  armada_test_wait (&result);
  jobs = armada_report_queue_add_finish (queue, result, NULL);
  g_assert_cmpuint (jobs->len, ==, 1);
  return g_object_ref (jobs->pdata[0]);
}

/* Reports are made while somebody is signed in, and stay when nobody is. What was still to be made
 * goes with what is deleted of an account. */
static void
test_reports (Fixture *fixture, gconstpointer data)
{
  ArmadaReportQueue *queue = armada_session_get_report_queue (fixture->session);
  ArmadaArchive *archive = armada_session_get_archive (fixture->session);
  g_autoptr (ArmadaReportJob) made = NULL;
  g_autoptr (ArmadaReportJob) cut = NULL;

  sign_in_well (fixture, FALSE);
  made = order_report (fixture);
  armada_test_wait_until (armada_report_job_get_state (made) == ARMADA_REPORT_JOB_DONE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (archive)), ==, 1);
  armada_demo_server_set_fault (fixture->server, "hang", 0);
  cut = order_report (fixture);
  g_assert_true (armada_report_job_is_running (cut));
  sign_out (fixture, ARMADA_FORGET_NOTHING);
  armada_test_wait_until (!armada_report_job_is_running (cut));
  g_assert_cmpuint (armada_report_queue_get_n_waiting (queue), ==, 1);

  armada_demo_server_set_fault (fixture->server, NULL, 0);
  sign_in_well (fixture, FALSE);
  armada_test_wait_until (armada_report_job_get_state (cut) == ARMADA_REPORT_JOB_DONE);
  armada_demo_server_set_fault (fixture->server, "hang", 0);
  g_clear_object (&cut);
  cut = order_report (fixture);
  sign_out (fixture, ARMADA_FORGET_DATA);
  g_assert_cmpuint (armada_report_queue_get_n_waiting (queue), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (archive)), ==, 2);
  armada_demo_server_set_fault (fixture->server, NULL, 0);
  armada_test_wait_until (armada_report_queue_get_n_running (queue) == 0);
}

/* Ended by closing, not first by letting go of the session. */
static void
test_closing_ends_the_demo (Fixture *fixture, gconstpointer data)
{
  static const char *const args[] = { "--vehicles=3", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autofree char *server = NULL;
  gboolean listens = TRUE;

  armada_session_try_demo_async (fixture->session, args, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_try_demo_finish (fixture->session, result, NULL));
  g_clear_object (&result);
  server = g_strdup (armada_session_get_account (fixture->session)->server);
  armada_session_close (fixture->session);
  while (listens)
    {
      g_autoptr (GSocketConnection) connection = NULL;

      g_socket_client_connect_to_uri_async (client, server, 80, NULL, armada_test_result_cb,
                                            &result);
      armada_test_wait (&result);
      connection = g_socket_client_connect_to_uri_finish (client, result, NULL);
      listens = connection != NULL;
      g_clear_object (&result);
    }
  g_assert_finalize_object (fixture->session);
  start (fixture);
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

  log_text = g_string_new (NULL);
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_log_set_writer_func (structured_log_cb, NULL, NULL);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_log_set_default_handler (log_cb, NULL); /* the one of g_test_init() does not pass it on */
#define add(path, data, func) g_test_add ("/session/" path, Fixture, data, set_up, func, tear_down)
  add ("signs-in", NULL, test_signs_in);
  add ("refusals", NULL, test_refusals);
  add ("login-faults", NULL, test_login_faults);
  add ("cancels", NULL, test_cancels);
  add ("cancels-at-the-yes", GINT_TO_POINTER (0), test_cancels_what_was_granted);
  add ("cancels-after-the-yes", GINT_TO_POINTER (3), test_cancels_what_was_granted);
  add ("cancels-late", GINT_TO_POINTER (6), test_cancels_what_was_granted);
  add ("fails-while-starting", NULL, test_fails_while_starting);
  add ("remembers", NULL, test_remembers);
  add ("remembers-each-by-itself", NULL, test_remembers_each_by_itself);
  add ("switches-between-remembered", NULL, test_switches_between_remembered);
  add ("forgets-when-asked-to", NULL, test_forgets_when_asked_to);
  add ("keeps-no-secret-in-files", NULL, test_keeps_no_secret_in_files);
  add ("reports", NULL, test_reports);
  add ("starts-without-network", NULL, test_starts_without_network);
  add ("forgets", NULL, test_forgets_what_was_not_to_be_remembered);
  add ("signed-out-elsewhere", NULL, test_signed_out_elsewhere);
  add ("signs-out", GINT_TO_POINTER (FALSE), test_signs_out);
  add ("signs-out-and-deletes", GINT_TO_POINTER (TRUE), test_signs_out);
  add ("signs-out-while-signing-in", NULL, test_signs_out_while_signing_in);
  add ("signs-out-at-once", NULL, test_signs_out_at_once);
  add ("signs-in-again-at-once", GINT_TO_POINTER (FALSE), test_signs_in_again_at_once);
  add ("signs-in-again-after-deleting", GINT_TO_POINTER (TRUE), test_signs_in_again_at_once);
  add ("keeps-accounts-apart", NULL, test_keeps_accounts_apart);
  add ("tries-the-demo", NULL, test_tries_the_demo);
  add ("closing-ends-the-demo", NULL, test_closing_ends_the_demo);
  add ("store-that-cannot-be-made", NULL, test_store_that_cannot_be_made);
  add ("no-keyring", NULL, test_no_keyring); /* the last: it spoils the keyring */
  return g_test_run ();
}
