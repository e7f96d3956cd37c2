/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every endpoint in both dialects under every fault that can hit it. */
#include "armada-test-endpoints.h"
#include "armada-test.h"

typedef enum
{
  INSTEAD, /* answers instead of the platform */
  SPOILT,  /* spoils a true answer */
  BENIGN,  /* odd, and all is in it */
  TIMED,   /* never ends: the call's own time does */
} Way;

typedef struct
{
  const char *name;
  Way way;
  ArmadaError code;
  guint status; /* of HTTP, 0 where the error has none */
  const char *sentence;
  int retry_after;
} Fault;

static const Fault faults[] = {
  { "unauthorized", INSTEAD, ARMADA_ERROR_UNAUTHORIZED, 401, "Unauthorized.", -1 },
  { "forbidden", INSTEAD, ARMADA_ERROR_REFUSED, 403,
    "You do not have permission to perform this action.", -1 },
  { "validation", INSTEAD, ARMADA_ERROR_REFUSED, 422, "The given data was invalid.", -1 },
  { "rate-limit", INSTEAD, ARMADA_ERROR_RATE_LIMITED, 429, "Too Many Attempts.", 30 },
  { "rate-limit-bare", INSTEAD, ARMADA_ERROR_RATE_LIMITED, 429, "Too Many Attempts.", -1 },
  { "server-error", INSTEAD, ARMADA_ERROR_SERVER, 500, "Whoops, looks like something went wrong.",
    -1 },
  { "bad-gateway", INSTEAD, ARMADA_ERROR_SERVER, 502, NULL, -1 },
  { "sign-in-page", INSTEAD, ARMADA_ERROR_UNAUTHORIZED, 200, NULL, -1 },
  { "status-0", INSTEAD, ARMADA_ERROR_REFUSED, 200, "The server is being looked after.", -1 },
  { "missing", INSTEAD, ARMADA_ERROR_MISSING, 404,
    "The endpoint you are looking for could not be found.", -1 },
  { "redirect-elsewhere", INSTEAD, ARMADA_ERROR_BAD_REPLY, 0, NULL, -1 },
  { "empty", INSTEAD, ARMADA_ERROR_BAD_REPLY, 200, NULL, -1 },
  { "not-json-garbage", INSTEAD, ARMADA_ERROR_BAD_REPLY, 200, NULL, -1 },
  { "truncated", SPOILT, ARMADA_ERROR_BAD_REPLY, 200, NULL, -1 },
  { "reset", SPOILT, ARMADA_ERROR_OFFLINE, 0, NULL, -1 },
  { "gzip-broken", BENIGN, 0, 0, NULL, -1 },
  { "bom", BENIGN, 0, 0, NULL, -1 },
  { "object-lists", BENIGN, 0, 0, NULL, -1 },
  { "string-numbers", BENIGN, 0, 0, NULL, -1 },
  { "paging-ignored", BENIGN, 0, 0, NULL, -1 },
  { "one-bad-device", BENIGN, 0, 0, NULL, -1 },
  { "hang", TIMED, ARMADA_ERROR_OFFLINE, 0, NULL, -1 },
  { "slow", TIMED, ARMADA_ERROR_OFFLINE, 0, NULL, -1 },
};

/* Those of sign-in alone. */
static const Fault login_faults[] = {
  { "login-wrong", INSTEAD, ARMADA_ERROR_UNAUTHORIZED, 401, "Wrong credentials.", -1 },
  { "login-rate-limit", INSTEAD, ARMADA_ERROR_RATE_LIMITED, 429, "Too Many Attempts.", 60 },
  { "login-validation", INSTEAD, ARMADA_ERROR_REFUSED, 422,
    "The email must be a valid email address.", -1 },
  { "login-no-hash", INSTEAD, ARMADA_ERROR_BAD_REPLY, 0, NULL, -1 },
  { "login-hang", TIMED, ARMADA_ERROR_OFFLINE, 0, NULL, -1 },
};

typedef struct
{
  ArmadaTestPlatform platform;
  gboolean legacy;
  guint n_unauthorized;
} Fixture;

static void
unauthorized_cb (ArmadaClient *client, Fixture *fixture)
{
  fixture->n_unauthorized++;
}

static void
set_up (Fixture *fixture, gconstpointer legacy)
{
  fixture->legacy = legacy != NULL;
  armada_test_platform_open (&fixture->platform, 4, fixture->legacy);
  g_signal_connect (fixture->platform.client, "unauthorized", G_CALLBACK (unauthorized_cb),
                    fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer legacy)
{
  armada_test_platform_close (&fixture->platform);
}

/* Platforms of 2016 share nothing. */
static gboolean
is_there (Fixture *fixture, guint endpoint)
{
  return !fixture->legacy ||
         (endpoint != ARMADA_TEST_ONE_SHARE && endpoint != (guint) ARMADA_LIST_SHARES);
}

static ArmadaTestTold *
ask_truth (Fixture *fixture, guint endpoint)
{
  ArmadaTestTold *told = armada_test_ask (fixture->platform.client, endpoint);

  if (!is_there (fixture, endpoint))
    {
      g_assert_error (told->error, ARMADA_ERROR, ARMADA_ERROR_MISSING);
      return told;
    }
  g_assert_no_error (told->error);
  g_assert_cmpuint (told->n, >, 0);
  g_assert_cmpuint (told->n_unreadable, ==, 0);
  return told;
}

/* Where a reader takes the text apart itself, it does not know the status. */
static void
check_error (const Fault *fault, const GError *error)
{
  g_assert_error (error, ARMADA_ERROR, (int) fault->code);
  if (fault->way == INSTEAD || armada_error_get_status (error) != 0)
    g_assert_cmpuint (armada_error_get_status (error), ==, fault->status);
  g_assert_cmpstr (armada_error_get_server_text (error), ==, fault->sentence);
  g_assert_cmpint (armada_error_get_retry_after (error), ==, fault->retry_after);
}

/* A hash that is no good is told once, and only where one was sent; not by a page where a file may
 * be one. */
static void
check_lock (Fixture *fixture, guint endpoint, const Fault *fault)
{
  gboolean locked = fault->code == ARMADA_ERROR_UNAUTHORIZED && endpoint != ARMADA_TEST_LOGIN &&
                    (endpoint != ARMADA_TEST_FILE || fault->status == 401);

  g_assert_cmpuint (fixture->n_unauthorized, ==, locked);
  fixture->n_unauthorized = 0;
  if (locked)
    armada_test_sign_in (fixture->platform.client);
}

/* How many lists there were to put an unreadable element into. */
static gboolean
has_list (guint endpoint)
{
  return endpoint != ARMADA_TEST_LOGIN && endpoint != ARMADA_TEST_ONE_SHARE &&
         endpoint < ARMADA_TEST_REPORT;
}

static void
check_benign (Fixture *fixture,
              guint endpoint,
              const Fault *fault,
              const ArmadaTestTold *truth,
              const ArmadaTestTold *told)
{
  gboolean bad = g_str_equal (fault->name, "one-bad-device") && has_list (endpoint);

  if (!is_there (fixture, endpoint))
    {
      g_assert_error (told->error, ARMADA_ERROR, ARMADA_ERROR_MISSING);
      return;
    }
  armada_test_told_assert_same (told, truth);
  if (bad)
    g_assert_cmpuint (told->n_unreadable, >, 0);
  else
    g_assert_cmpuint (told->n_unreadable, ==, 0);
}

static void
check (Fixture *fixture, guint endpoint, const Fault *fault, const ArmadaTestTold *truth)
{
  ArmadaDemoServer *server = fixture->platform.server;
  g_autoptr (ArmadaTestTold) told = NULL;
  g_autoptr (ArmadaTestTold) after = NULL;

  armada_test_fail (server, endpoint, fault->name);
  told = armada_test_ask (fixture->platform.client, endpoint);
  if (g_test_verbose ())
    g_test_message ("%u %s: %s", endpoint, fault->name,
                    told->error ? told->error->message : "good");
  if (fault->way == BENIGN || (fault->way == SPOILT && !is_there (fixture, endpoint)))
    check_benign (fixture, endpoint, fault, truth, told);
  else
    check_error (fault, told->error);
  check_lock (fixture, endpoint, fault);
  g_assert_cmpuint (armada_demo_server_get_n_requests (server, "elsewhere"), ==, 0);

  armada_demo_server_set_fault (server, NULL, 0);
  after = ask_truth (fixture, endpoint);
  if (truth->error == NULL)
    armada_test_told_assert_same (after, truth);
}

static void
test_each (Fixture *fixture, gconstpointer legacy)
{
  for (guint endpoint = 0; endpoint < ARMADA_TEST_N_ENDPOINTS; endpoint++)
    {
      g_autoptr (ArmadaTestTold) truth = ask_truth (fixture, endpoint);

      for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
        if (faults[i].way != TIMED)
          check (fixture, endpoint, &faults[i], truth);
      for (guint i = 0; endpoint == ARMADA_TEST_LOGIN && i < G_N_ELEMENTS (login_faults); i++)
        if (login_faults[i].way != TIMED)
          check (fixture, endpoint, &login_faults[i], truth);
    }
}

/* One call that has a second to be answered in. */
typedef struct
{
  ArmadaClient *client;
  ArmadaCall *call;
  GAsyncResult *result;
} Timed;

/* A platform that does not answer, and all that is asked of it at once: each call has a client of
 * its own, so that none waits for another. */
typedef struct
{
  ArmadaTestPlatform platform;
  const Fault *fault;
  Timed calls[ARMADA_TEST_N_ENDPOINTS];
  guint n_calls;
} Round;

static void
add_timed (Round *round, guint endpoint)
{
  Timed *timed = &round->calls[round->n_calls++];
  g_autoptr (ArmadaAnswer) answer = NULL;
  g_autofree char *url = NULL;

  timed->client = armada_client_new (armada_client_get_address (round->platform.client));
  armada_test_sign_in (timed->client);
  timed->call = armada_test_endpoint_call (endpoint);
  if (endpoint == ARMADA_TEST_FILE)
    {
      answer = armada_test_call (timed->client, timed->call, NULL);
      g_assert_true (armada_report_request_read (answer, &url, NULL));
      armada_call_unref (timed->call);
      timed->call = armada_call_new_fetch ("report", url);
    }
  armada_call_set_timeout (timed->call, 1);
}

/* Platforms of 2016 count nothing themselves either. */
static gboolean
is_answered (guint endpoint, gboolean legacy)
{
  Fixture fixture = { .legacy = legacy };

  return is_there (&fixture, endpoint) && !(legacy && endpoint == (guint) ARMADA_LIST_ALERT_COUNTS);
}

/* @login: sign-in alone, or everything else */
static Round *
begin_round (const Fault *fault, gboolean login, gboolean legacy)
{
  Round *round = g_new0 (Round, 1);

  armada_test_platform_open (&round->platform, 4, legacy);
  round->fault = fault;
  for (guint endpoint = 0; endpoint < ARMADA_TEST_N_ENDPOINTS; endpoint++)
    if ((endpoint == ARMADA_TEST_LOGIN) == login && is_answered (endpoint, legacy))
      add_timed (round, endpoint);
  armada_test_fail (round->platform.server, login ? ARMADA_TEST_LOGIN : ARMADA_TEST_DEVICES,
                    fault->name);
  for (guint i = 0; i < round->n_calls; i++)
    armada_client_call_async (round->calls[i].client, round->calls[i].call, NULL,
                              armada_test_result_cb, &round->calls[i].result);
  return round;
}

static void
end_timed (Timed *timed, const Fault *fault)
{
  g_autoptr (ArmadaAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  armada_test_wait (&timed->result);
  answer = armada_client_call_finish (timed->client, timed->result, &error);
  g_assert_null (answer);
  check_error (fault, error);
}

static void
ask_again (Timed *timed)
{
  g_autoptr (ArmadaAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  armada_call_set_timeout (timed->call, 30);
  answer = armada_test_call (timed->client, timed->call, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
}

static void
end_round (gpointer data)
{
  Round *round = data;

  for (guint i = 0; i < round->n_calls; i++)
    end_timed (&round->calls[i], round->fault);
  armada_demo_server_set_fault (round->platform.server, NULL, 0);
  for (guint i = 0; i < round->n_calls; i++)
    {
      Timed *timed = &round->calls[i];

      ask_again (timed);
      g_object_unref (timed->result);
      g_object_unref (timed->client);
      armada_call_unref (timed->call);
    }
  armada_test_platform_close (&round->platform);
  g_free (round);
}

/* All of them wait at once. */
static void
test_timed (void)
{
  g_autoptr (GPtrArray) rounds = g_ptr_array_new_with_free_func (end_round);

  for (guint legacy = 0; legacy < 2; legacy++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
        for (guint login = 0; faults[i].way == TIMED && login < 2; login++)
          g_ptr_array_add (rounds, begin_round (&faults[i], login, legacy));
      for (guint i = 0; i < G_N_ELEMENTS (login_faults); i++)
        if (login_faults[i].way == TIMED)
          g_ptr_array_add (rounds, begin_round (&login_faults[i], TRUE, legacy));
    }
}

/* The tables above know every fault there is. */
static void
test_all_told (void)
{
  const char *const *names = armada_demo_server_list_faults ();
  guint n_told = 0;

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    n_told += g_strv_contains (names, faults[i].name);
  for (guint i = 0; i < G_N_ELEMENTS (login_faults); i++)
    n_told += g_strv_contains (names, login_faults[i].name);
  g_assert_cmpuint (n_told, ==, g_strv_length ((GStrv) names));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/api-faults/each", Fixture, NULL, set_up, test_each, tear_down);
  g_test_add ("/api-faults/each-legacy", Fixture, "legacy", set_up, test_each, tear_down);
  g_test_add_func ("/api-faults/timed", test_timed);
  g_test_add_func ("/api-faults/all-told", test_all_told);
  return g_test_run ();
}
