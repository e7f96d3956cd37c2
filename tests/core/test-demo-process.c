/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-address.h"
#include "armada-test.h"
#include "sync/armada-demo-process.h"

static ArmadaDemoProcess *
start (const char *const *args, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_demo_process_start_async (args, cancellable, armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_demo_process_start_finish (result, error);
}

/* Whether something still listens where the platform did. */
static gboolean
listens (const char *address)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GSocketConnection) connection = NULL;

  g_socket_client_connect_to_uri_async (client, address, 80, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  connection = g_socket_client_connect_to_uri_finish (client, result, NULL);
  return connection != NULL;
}

static void
test_starts_and_ends (void)
{
  static const char *const args[] = { "--vehicles=5", NULL };
  g_autoptr (GError) error = NULL;
  ArmadaDemoProcess *process = start (args, NULL, &error);
  g_autofree char *address = NULL;
  g_autoptr (GUri) uri = NULL;

  g_assert_no_error (error);
  address = g_strdup (armada_demo_process_get_address (process));
  uri = armada_address_parse (address, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_uri_get_host (uri), ==, "127.0.0.1");
  g_assert_true (listens (address));

  g_assert_finalize_object (process);
  armada_test_wait_until (!listens (address));
}

static void
test_two_at_once (void)
{
  static const char *const args[] = { "--vehicles=3", NULL };
  g_autoptr (ArmadaDemoProcess) one = start (args, NULL, NULL);
  g_autoptr (ArmadaDemoProcess) two = start (args, NULL, NULL);

  g_assert_nonnull (one);
  g_assert_nonnull (two);
  g_assert_cmpstr (armada_demo_process_get_address (one), !=,
                   armada_demo_process_get_address (two));
}

static void
test_ends_before_it_is_ready (void)
{
  static const char *const args[] = { "--vehicles=0", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (start (args, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_is_not_there (void)
{
  g_autofree char *dir = g_strdup (g_getenv ("ARMADA_LIBEXEC_DIR"));
  g_autoptr (GError) error = NULL;

  g_setenv ("ARMADA_LIBEXEC_DIR", "/nowhere", TRUE);
  g_assert_null (start (NULL, NULL, &error));
  g_setenv ("ARMADA_LIBEXEC_DIR", dir, TRUE);
  g_assert_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT);
}

static void
test_cancelled (gconstpointer data)
{
  gboolean before = GPOINTER_TO_INT (data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (before)
    g_cancellable_cancel (cancellable);
  armada_demo_process_start_async (NULL, cancellable, armada_test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  armada_test_wait (&result);
  g_assert_null (armada_demo_process_start_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo-process/starts-and-ends", test_starts_and_ends);
  g_test_add_func ("/demo-process/two-at-once", test_two_at_once);
  g_test_add_func ("/demo-process/ends-before-it-is-ready", test_ends_before_it_is_ready);
  g_test_add_func ("/demo-process/is-not-there", test_is_not_there);
  g_test_add_data_func ("/demo-process/cancelled", GINT_TO_POINTER (FALSE), test_cancelled);
  g_test_add_data_func ("/demo-process/cancelled-before", GINT_TO_POINTER (TRUE), test_cancelled);
  return g_test_run ();
}
