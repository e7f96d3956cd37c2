/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-error.h"
#include "sync/armada-pace.h"

static void
test_interval (void)
{
  g_assert_cmpuint (armada_pace_interval (10, FALSE, FALSE), ==, 10000);
  g_assert_cmpuint (armada_pace_interval (10, TRUE, FALSE), ==, 60000);
  g_assert_cmpuint (armada_pace_interval (5, TRUE, FALSE), ==, 60000);
  g_assert_cmpuint (armada_pace_interval (300, TRUE, FALSE), ==, 1800000);
  g_assert_cmpuint (armada_pace_interval (10, FALSE, TRUE), ==, 30000);
  g_assert_cmpuint (armada_pace_interval (30, TRUE, TRUE), ==, 180000);
}

/* Doubled with each failure, up to the limit, and never beyond it. */
static void
test_backoff (void)
{
  g_assert_cmpuint (armada_pace_backoff (10, 1, 0), ==, 20000);
  g_assert_cmpuint (armada_pace_backoff (10, 2, 0), ==, 40000);
  g_assert_cmpuint (armada_pace_backoff (10, 4, 0), ==, 160000);
  for (guint n = 5; n < 100; n++)
    g_assert_cmpuint (armada_pace_backoff (10, n, 0), ==, ARMADA_PACE_MAX_BACKOFF);
  g_assert_cmpuint (armada_pace_backoff (300, G_MAXUINT, 1), ==, ARMADA_PACE_MAX_BACKOFF);
}

static void
test_jitter (void)
{
  g_assert_cmpuint (armada_pace_backoff (10, 1, -1), ==, 16000);
  g_assert_cmpuint (armada_pace_backoff (10, 1, 0.5), ==, 22000);
  g_assert_cmpuint (armada_pace_backoff (10, 1, 1), ==, 24000);
  g_assert_cmpuint (armada_pace_backoff (10, 50, -1), ==, ARMADA_PACE_MAX_BACKOFF / 5 * 4);
}

static guint
get_demanded (ArmadaError code, guint status, int retry_after)
{
  g_autoptr (GError) error = armada_error_new (code, "get_devices: %u", status);

  armada_error_set_answer (error, status, NULL, retry_after);
  return armada_pace_demanded (error);
}

static void
test_demanded (void)
{
  g_autoptr (GError) offline = armada_error_new (ARMADA_ERROR_OFFLINE, "get_devices: refused");
  g_autoptr (GError) other = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "not of the server");

  g_assert_cmpuint (get_demanded (ARMADA_ERROR_RATE_LIMITED, 429, 90), ==, 90000);
  g_assert_cmpuint (get_demanded (ARMADA_ERROR_RATE_LIMITED, 429, 0), ==, 0);
  g_assert_cmpuint (get_demanded (ARMADA_ERROR_RATE_LIMITED, 429, -1), ==, 60000);
  g_assert_cmpuint (get_demanded (ARMADA_ERROR_SERVER, 503, 120), ==, 120000);
  g_assert_cmpuint (get_demanded (ARMADA_ERROR_SERVER, 500, -1), ==, 0);
  g_assert_cmpuint (armada_pace_demanded (offline), ==, 0);
  g_assert_cmpuint (armada_pace_demanded (other), ==, 0);
  /* a wait longer than milliseconds can tell is not a short one */
  g_assert_cmpuint (get_demanded (ARMADA_ERROR_SERVER, 503, G_MAXINT), >, 4000000000u);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pace/interval", test_interval);
  g_test_add_func ("/pace/backoff", test_backoff);
  g_test_add_func ("/pace/jitter", test_jitter);
  g_test_add_func ("/pace/demanded", test_demanded);
  return g_test_run ();
}
