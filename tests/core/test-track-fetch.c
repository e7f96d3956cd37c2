/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-error.h"
#include "armada-test-platform.h"
#include "armada-test-store.h"
#include "armada-test.h"
#include "sync/armada-track-fetch.h"

#define DEVICE 1002

typedef struct
{
  ArmadaTestStore store;
  ArmadaTestPlatform platform;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  armada_test_store_set_up (&fixture->store, NULL);
  armada_test_platform_open (&fixture->platform, 10, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  armada_test_platform_close (&fixture->platform);
  armada_test_store_tear_down (&fixture->store, NULL);
}

static void
progress_cb (guint n_done, guint n_days, gpointer user_data)
{
  guint *last = user_data;

  g_assert_cmpuint (n_done, ==, *last + 1);
  g_assert_cmpuint (n_done, <=, n_days);
  *last = n_done;
}

static GPtrArray *
fetch (Fixture *fixture, gboolean online, const char *from, const char *to, GError **error)
{
  const ArmadaHistoryQuery query = { .device = DEVICE, .from = from, .to = to };
  g_autoptr (GAsyncResult) result = NULL;
  guint n_done = 0;

  armada_track_fetch_async (online ? fixture->platform.client : NULL, fixture->store.store,
                            fixture->store.account, &query, progress_cb, &n_done, NULL,
                            armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_track_fetch_finish (result, error);
}

static guint
get_n_requests (Fixture *fixture)
{
  return armada_demo_server_get_n_requests (fixture->platform.server, "get_history");
}

static void
assert_day (GPtrArray *days, guint i, const char *day, gboolean from_store)
{
  const ArmadaTrackDay *track = days->pdata[i];

  g_assert_cmpstr (track->day, ==, day);
  g_assert_no_error (track->error);
  g_assert_nonnull (track->fixes);
  g_assert_cmpint (track->from_store, ==, from_store);
}

/* The platform's past lies in ours: its days are over when ours is not before them. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) first =
      fetch (fixture, TRUE, "2026-09-15 00:00:00", "2026-09-17 23:59:59", &error);
  g_autoptr (GPtrArray) second = NULL;
  const ArmadaTrackDay *one, *other;

  g_assert_no_error (error);
  g_assert_cmpuint (first->len, ==, 3);
  assert_day (first, 0, "2026-09-15", FALSE);
  assert_day (first, 2, "2026-09-17", FALSE);
  one = first->pdata[1];
  g_assert_cmpuint (one->fixes->n, >, 100);
  g_assert_cmpint (one->fixes->zone, ==, 3600);
  g_assert_cmpuint (get_n_requests (fixture), ==, 3);

  second = fetch (fixture, TRUE, "2026-09-16", "2026-09-18", &error);
  g_assert_no_error (error);
  assert_day (second, 0, "2026-09-16", TRUE);
  assert_day (second, 1, "2026-09-17", TRUE);
  assert_day (second, 2, "2026-09-18", FALSE);
  g_assert_cmpuint (get_n_requests (fixture), ==, 4);
  other = second->pdata[0];
  g_assert_cmpuint (other->fixes->n, ==, one->fixes->n);
  g_assert_cmpmem (other->fixes->time, other->fixes->n * sizeof (gint64), one->fixes->time,
                   one->fixes->n * sizeof (gint64));
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = fetch (fixture, FALSE, "2026-09-15", "2026-09-15", &error);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) held = NULL;
  const ArmadaTrackDay *missing;

  g_assert_null (none);
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_OFFLINE);
  g_clear_error (&error);
  kept = fetch (fixture, TRUE, "2026-09-15", "2026-09-15", &error);
  g_assert_no_error (error);
  held = fetch (fixture, FALSE, "2026-09-14", "2026-09-15", &error);
  g_assert_no_error (error);
  missing = held->pdata[0];
  g_assert_null (missing->fixes);
  g_assert_error (missing->error, ARMADA_ERROR, ARMADA_ERROR_OFFLINE);
  assert_day (held, 1, "2026-09-15", TRUE);
}

/* One day that fails does not cost the others; nobody asks on where nobody answers. */
static void
test_failures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GPtrArray) none = NULL;
  guint n_failed = 0;

  armada_demo_server_set_fault (fixture->platform.server, "truncated", 1);
  days = fetch (fixture, TRUE, "2026-09-15", "2026-09-18", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < days->len; i++)
    n_failed += ((ArmadaTrackDay *) days->pdata[i])->fixes == NULL;
  g_assert_cmpuint (n_failed, ==, 1);

  armada_demo_server_set_fault (fixture->platform.server, "unauthorized", 0);
  none = fetch (fixture, TRUE, "2026-08-01", "2026-08-31", &error);
  g_assert_null (none);
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (get_n_requests (fixture), <=, 4 + 2);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  const ArmadaHistoryQuery query = { .device = DEVICE, .from = "2026-09-01", .to = "2026-09-10" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_track_fetch_async (fixture->platform.client, fixture->store.store, fixture->store.account,
                            &query, NULL, NULL, cancellable, armada_test_result_cb, &result);
  armada_test_wait_until (get_n_requests (fixture) > 0);
  g_cancellable_cancel (cancellable);
  armada_test_wait (&result);
  g_assert_null (armada_track_fetch_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (get_n_requests (fixture), <=, 3);
}

static void
test_no_period (Fixture *fixture, gconstpointer data)
{
  static const char *const periods[][2] = {
    { "2026-09-16", "2026-09-15" }, { "", "2026-09-15" },           { "2026-02-30", "2026-03-01" },
    { "yesterday", "today" },       { "1999-01-01", "2026-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fetch (fixture, TRUE, periods[i][0], periods[i][1], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  g_assert_cmpuint (get_n_requests (fixture), ==, 0);
}

/* A day is over where the account is; what came late is fetched once more. */
static void
test_over (void)
{
  const gint64 midnight = 1773532800; /* the end of 14 March 2026 in UTC */
  const gint64 late = 12 * 3600;
  static const int zones[] = { 0, 7 * 3600, -5 * 3600 - 1800, 14 * 3600 };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      gint64 end = midnight - zones[i];

      g_assert_false (armada_track_day_is_over ("2026-03-14", zones[i], end - 1));
      g_assert_true (armada_track_day_is_over ("2026-03-14", zones[i], end));
      g_assert_false (armada_track_day_is_over ("2026-03-15", zones[i], end));

      g_assert_false (armada_track_day_is_good ("2026-03-14", zones[i], end - 1, end));
      g_assert_true (armada_track_day_is_good ("2026-03-14", zones[i], end, end + late - 1));
      g_assert_false (armada_track_day_is_good ("2026-03-14", zones[i], end, end + late));
      g_assert_true (armada_track_day_is_good ("2026-03-14", zones[i], end + late, end + 9 * late));
    }
  /* it may be the zone whose days end last */
  g_assert_false (
      armada_track_day_is_over ("2026-03-14", ARMADA_ZONE_UNKNOWN, midnight + late - 1));
  g_assert_true (armada_track_day_is_over ("2026-03-14", ARMADA_ZONE_UNKNOWN, midnight + late));
  g_assert_false (armada_track_day_is_over ("soon", 0, G_MAXINT64 - 1));
  g_assert_false (armada_track_day_is_good ("soon", 0, G_MAXINT64 - 1, G_MAXINT64 - 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/track-fetch/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("once", test_once);
  ADD ("offline", test_offline);
  ADD ("failures", test_failures);
  ADD ("cancel", test_cancel);
  ADD ("no-period", test_no_period);
#undef ADD
  g_test_add_func ("/track-fetch/over", test_over);
  return g_test_run ();
}
