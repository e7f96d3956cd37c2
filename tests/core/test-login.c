/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api/armada-call-private.h"
#include "api/armada-error.h"
#include "api/armada-login-reader.h"
#include "armada-test-fixture.h"

#define HASH "$2y$10$inventedInventedInventedInventedInventedInventedInven"

static char *
read_login (GBytes *body, GError **error)
{
  g_autoptr (ArmadaAnswer) answer = armada_answer_new ("login", 200, -1, body, FALSE, error);

  return answer ? armada_login_read (answer, error) : NULL;
}

static void
test_call (void)
{
  g_autoptr (ArmadaCall) call = armada_login_call ("a+b@c.test", "p&ss = %\"ü");

  g_assert_cmpint (call->method, ==, ARMADA_CALL_POST);
  g_assert_true (call->anonymous);
  g_assert_cmpstr (call->endpoint, ==, "login");
  g_assert_cmpstr (call->parameters->str, ==,
                   "email=a%2Bb%40c.test&password=p%26ss%20%3D%20%25%22%C3%BC");
}

static void
test_good (void)
{
  static const char *const names[] = { "login.json", "login.with-permissions.json" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) body = armada_test_fixture (names[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char *hash = read_login (body, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (hash, ==, HASH);
    }
}

static void
test_no_hash (void)
{
  static const char *const bodies[] = { "{\"status\":1}", "{\"status\":1,\"user_api_hash\":\"\"}",
                                        "{\"status\":1,\"user_api_hash\":null}",
                                        "{\"status\":1,\"user_api_hash\":7}", "[\"" HASH "\"]" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (bodies[i], strlen (bodies[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (read_login (body, &error));
      g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
      g_assert_null (strstr (error->message, "$2y"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login/call", test_call);
  g_test_add_func ("/login/good", test_good);
  g_test_add_func ("/login/no-hash", test_no_hash);
  return g_test_run ();
}
