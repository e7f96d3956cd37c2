/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-error.h"
#include "armada-test-desk.h"
#include "sync/armada-history-loader.h"

#define DEVICE 1002
#define DAY 86400
#define SEPTEMBER_15 G_GINT64_CONSTANT (1789430400) /* 2026-09-15 00:00, of a clock in UTC */

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaReplay *replay;
  ArmadaHistoryLoader *loader;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  armada_test_desk_open (&f->desk, 10);
  f->replay = armada_replay_new ();
  f->loader = armada_history_loader_new (f->desk.session, f->replay, ARMADA_CLOCK (f->desk.clock));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_history_loader_cancel (f->loader);
  armada_test_finalize (g_steal_pointer (&f->loader));
  g_assert_finalize_object (f->replay);
  armada_test_desk_close (&f->desk);
}

static ArmadaReplayVehicle *
vehicle (Fixture *f, guint i)
{
  g_autoptr (ArmadaReplayVehicle) vehicle = g_list_model_get_item (G_LIST_MODEL (f->replay), i);

  return vehicle;
}

static void
begin (Fixture *f, guint n_vehicles, guint n_days, ArmadaHistorySnap snap)
{
  g_autoptr (ArmadaHistoryChoice) choice =
      armada_history_choice_new (SEPTEMBER_15, SEPTEMBER_15 + n_days * DAY - 1, snap);

  for (guint i = 0; i < n_vehicles; i++)
    armada_history_choice_add (choice, DEVICE + i, "Truck");
  armada_history_loader_load (f->loader, choice);
}

static void
load (Fixture *f, guint n_vehicles, guint n_days, ArmadaHistorySnap snap)
{
  begin (f, n_vehicles, n_days, snap);
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
}

static guint
get_n_requests (Fixture *f)
{
  return armada_demo_server_get_n_requests (f->desk.server, "get_history");
}

/* The platform's clock stands an hour east: its days begin an hour before those of UTC. */
static void
test_whole (Fixture *f, gconstpointer data)
{
  load (f, 2, 3, ARMADA_HISTORY_SNAP_OFF);
  g_assert_cmpuint (armada_history_loader_get_n_days (f->loader), ==, 6);
  g_assert_cmpuint (armada_history_loader_get_n_done (f->loader), ==, 6);
  g_assert_cmpuint (armada_history_loader_count_missing (f->loader), ==, 0);
  g_assert_cmpuint (get_n_requests (f), ==, 6);
  g_assert_cmpint (armada_history_loader_get_zone (f->loader), ==, 3600);
  g_assert_cmpint (armada_replay_get_offset (f->replay, (double) SEPTEMBER_15), ==, 3600);
  g_assert_cmpfloat (armada_replay_get_start (f->replay), ==, (double) SEPTEMBER_15 - 3600);
  g_assert_cmpfloat (armada_replay_get_end (f->replay), ==,
                     (double) SEPTEMBER_15 + 3 * DAY - 1 - 3600);
  for (guint i = 0; i < 2; i++)
    {
      ArmadaTrack *track = armada_replay_vehicle_get_track (vehicle (f, i));

      g_assert_cmpuint (armada_track_get_n_parts (track), ==, 3);
      g_assert_cmpuint (armada_track_get_n (track), >, 300);
      g_assert_null (armada_replay_vehicle_get_snapped (vehicle (f, i)));
    }
  load (f, 1, 2, ARMADA_HISTORY_SNAP_OFF);
  g_assert_cmpuint (get_n_requests (f), ==, 6);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->replay)), ==, 1);
}

/* Whoever waits sees the first day before the last. */
static void
test_at_once (Fixture *f, gconstpointer data)
{
  begin (f, 1, 5, ARMADA_HISTORY_SNAP_OFF);
  armada_test_wait_until (armada_replay_vehicle_get_track (vehicle (f, 0)) != NULL);
  g_assert_true (armada_history_loader_get_busy (f->loader));
  g_assert_cmpuint (armada_track_get_n_parts (armada_replay_vehicle_get_track (vehicle (f, 0))), <,
                    5);
  armada_replay_set_position (f->replay, (double) SEPTEMBER_15 + 100);
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
  g_assert_cmpuint (armada_track_get_n_parts (armada_replay_vehicle_get_track (vehicle (f, 0))), ==,
                    5);
  g_assert_cmpfloat (armada_replay_get_position (f->replay), ==, (double) SEPTEMBER_15 + 100);
}

static void
test_snapped (Fixture *f, gconstpointer data)
{
  load (f, 1, 1, ARMADA_HISTORY_SNAP_BOTH);
  g_assert_cmpuint (get_n_requests (f), ==, 2);
  g_assert_nonnull (armada_replay_vehicle_get_track (vehicle (f, 0)));
  g_assert_nonnull (armada_replay_vehicle_get_snapped (vehicle (f, 0)));
  g_assert_false (armada_replay_vehicle_is_snapped_the_same (vehicle (f, 0)));
  load (f, 1, 1, ARMADA_HISTORY_SNAP_ON);
  g_assert_cmpuint (get_n_requests (f), ==, 2);
  g_assert_nonnull (armada_replay_vehicle_get_track (vehicle (f, 0)));
  g_assert_nonnull (armada_replay_vehicle_get_snapped (vehicle (f, 0)));
  g_assert_true (armada_replay_vehicle_get_on_road (vehicle (f, 0)));
  g_assert_cmpfloat (armada_replay_vehicle_get_deviation (vehicle (f, 0)), >, 0);
}

static void
test_one_day_fails (Fixture *f, gconstpointer data)
{
  guint n_failed = 0;

  armada_demo_server_set_fault (f->desk.server, "truncated", 1);
  armada_demo_server_aim_fault (f->desk.server, "get_history");
  load (f, 1, 4, ARMADA_HISTORY_SNAP_OFF);
  g_assert_cmpuint (armada_history_loader_count_missing (f->loader), ==, 1);
  for (guint i = 0; i < 4; i++)
    {
      const ArmadaHistoryDay *day = armada_history_loader_get_day (f->loader, i);

      g_assert_true (day->done);
      n_failed += day->fixes == NULL;
      if (day->fixes == NULL)
        g_assert_error (day->error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
    }
  g_assert_cmpuint (n_failed, ==, 1);
  g_assert_cmpuint (get_n_requests (f), ==, 4);

  armada_history_loader_retry (f->loader);
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
  g_assert_cmpuint (armada_history_loader_count_missing (f->loader), ==, 0);
  g_assert_cmpuint (get_n_requests (f), ==, 5);
  g_assert_cmpuint (armada_track_get_n_parts (armada_replay_vehicle_get_track (vehicle (f, 0))), ==,
                    4);
}

/* A server that refuses more than a day at once is asked day by day, and nothing is refused. */
static void
test_short_periods (Fixture *f, gconstpointer data)
{
  armada_demo_server_set_longest_history (f->desk.server, DAY);
  load (f, 1, 4, ARMADA_HISTORY_SNAP_OFF);
  g_assert_cmpuint (armada_history_loader_count_missing (f->loader), ==, 0);
  g_assert_cmpuint (get_n_requests (f), ==, 4);
  g_assert_cmpuint (armada_track_get_n_parts (armada_replay_vehicle_get_track (vehicle (f, 0))), ==,
                    4);
}

/* What is refused all the same says so, each day by itself, and is not asked for again and again.
 */
static void
test_refused (Fixture *f, gconstpointer data)
{
  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  armada_demo_server_set_longest_history (f->desk.server, 3600);
  load (f, 1, 3, ARMADA_HISTORY_SNAP_OFF);
  g_assert_cmpuint (armada_history_loader_count_missing (f->loader), ==, 2);
  g_assert_cmpuint (get_n_requests (f), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const ArmadaHistoryDay *day = armada_history_loader_get_day (f->loader, i);

      g_assert_cmpint (day->fixes != NULL, ==, i == 0);
      if (i == 0)
        continue;
      g_assert_error (day->error, ARMADA_ERROR, ARMADA_ERROR_REFUSED);
      g_assert_cmpstr (armada_error_get_server_text (day->error), ==,
                       "The period may not be longer than 0.0417 days.");
    }
}

static void
test_offline (Fixture *f, gconstpointer data)
{
  load (f, 1, 2, ARMADA_HISTORY_SNAP_OFF);
  armada_test_desk_lose_server (&f->desk);
  load (f, 1, 4, ARMADA_HISTORY_SNAP_OFF);
  g_assert_cmpuint (armada_history_loader_count_missing (f->loader), ==, 2);
  for (guint i = 0; i < 4; i++)
    {
      const ArmadaHistoryDay *day = armada_history_loader_get_day (f->loader, i);

      g_assert_cmpint (day->fixes != NULL, ==, i < 2);
      if (i >= 2)
        g_assert_error (day->error, ARMADA_ERROR, ARMADA_ERROR_OFFLINE);
    }
  g_assert_cmpuint (armada_track_get_n_parts (armada_replay_vehicle_get_track (vehicle (f, 0))), ==,
                    2);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  guint n;

  begin (f, 1, 7, ARMADA_HISTORY_SNAP_OFF);
  armada_test_wait_until (armada_history_loader_get_n_done (f->loader) >= 2);
  armada_history_loader_cancel (f->loader);
  g_assert_false (armada_history_loader_get_busy (f->loader));
  n = armada_history_loader_get_n_done (f->loader);
  g_assert_cmpuint (n, <, 7);
  g_assert_cmpuint (armada_history_loader_count_missing (f->loader), ==, 7 - n);
  g_assert_nonnull (armada_replay_vehicle_get_track (vehicle (f, 0)));
  armada_history_loader_retry (f->loader);
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
  g_assert_cmpuint (armada_history_loader_count_missing (f->loader), ==, 0);
  armada_history_loader_clear (f->loader);
  g_assert_cmpuint (armada_history_loader_get_n_days (f->loader), ==, 0);
  g_assert_null (armada_history_loader_get_choice (f->loader));
}

/* Of a day that is not over, nothing to come is shown. */
static void
test_today (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaHistoryChoice) choice = NULL;
  gint64 from, to;

  armada_history_period_find (ARMADA_HISTORY_TODAY, ARMADA_TEST_PLATFORM_NOW + 3600, &from, &to);
  choice = armada_history_choice_new (from, to, ARMADA_HISTORY_SNAP_OFF);
  armada_history_choice_add (choice, DEVICE, "Truck");
  armada_history_loader_load (f->loader, choice);
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
  g_assert_cmpfloat (armada_replay_get_end (f->replay), ==, (double) ARMADA_TEST_PLATFORM_NOW);
  g_assert_cmpfloat (armada_replay_get_start (f->replay), ==, (double) from - 3600);
}

static char *
describe (ArmadaHistoryPeriod period, gint64 now)
{
  g_autoptr (ArmadaHistoryChoice) choice = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  gint64 from, to;

  armada_history_period_find (period, now, &from, &to);
  g_assert_cmpint (from % DAY, ==, 0);
  g_assert_cmpint (to % DAY, ==, DAY - 1);
  choice = armada_history_choice_new (from, to, ARMADA_HISTORY_SNAP_OFF);
  first = armada_history_choice_dup_day (choice, 0);
  last = armada_history_choice_dup_day (choice, armada_history_choice_get_n_days (choice) - 1);
  return g_strdup_printf ("%s %s", first, last);
}

static void
test_periods (void)
{
  const gint64 sunday = SEPTEMBER_15 + 5 * DAY + 80000;
  static const char *const expected[] = {
    "2026-09-20 2026-09-20", "2026-09-19 2026-09-19", "2026-09-14 2026-09-20",
    "2026-09-14 2026-09-20", "2026-09-07 2026-09-13", "2026-09-01 2026-09-30",
    "2026-08-01 2026-08-31",
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = describe ((ArmadaHistoryPeriod) i, sunday);

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/history-loader/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("whole", test_whole);
  ADD ("at-once", test_at_once);
  ADD ("snapped", test_snapped);
  ADD ("one-day-fails", test_one_day_fails);
  ADD ("short-periods", test_short_periods);
  ADD ("refused", test_refused);
  ADD ("offline", test_offline);
  ADD ("cancel", test_cancel);
  ADD ("today", test_today);
#undef ADD
  g_test_add_func ("/history-loader/periods", test_periods);
  return g_test_run ();
}
