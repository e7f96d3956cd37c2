/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lives of the demo's vehicles: the same each time, without leaps, on roads, at all hours. */
#include <math.h>
#include <string.h>

#include "armada-demo-life.h"

#define START 1790000000
#define DAY 86400
#define N_VEHICLES 40

typedef struct
{
  ArmadaRoads *roads;
  ArmadaDemoRounds *rounds;
  ArmadaDemoLife *life;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer n_vehicles)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", "liechtenstein.frg", NULL);
  g_autoptr (GError) error = NULL;

  fixture->roads = armada_roads_open (path, &error);
  g_assert_no_error (error);
  fixture->rounds = armada_demo_rounds_new (fixture->roads, 1, &error);
  g_assert_no_error (error);
  fixture->life =
      armada_demo_life_new (fixture->rounds, 1, GPOINTER_TO_UINT (n_vehicles), START - 12 * DAY);
}

static void
tear_down (Fixture *fixture, gconstpointer n_vehicles)
{
  armada_demo_life_free (fixture->life);
  armada_demo_rounds_free (fixture->rounds);
  armada_roads_unref (fixture->roads);
}

/* Asked backwards and with other questions between, another life says the same. */
static void
test_same_again (Fixture *fixture, gconstpointer n_vehicles)
{
  g_autofree ArmadaDemoReport *reports = g_new (ArmadaDemoReport, N_VEHICLES * 3);
  Fixture other;

  set_up (&other, n_vehicles);
  for (guint i = 0; i < N_VEHICLES * 3; i++)
    armada_demo_life_report (fixture->life, i % N_VEHICLES, START + i * 40000, &reports[i]);
  for (guint i = N_VEHICLES * 3; i-- > 0;)
    {
      ArmadaDemoReport report;

      armada_demo_life_report (other.life, (i + 5) % N_VEHICLES, START + i, &report);
      armada_demo_life_report (other.life, i % N_VEHICLES, START + i * 40000, &report);
      g_assert_cmpmem (&report, sizeof report, &reports[i], sizeof report);
    }
  tear_down (&other, n_vehicles);
}

static void
test_another_seed (Fixture *fixture, gconstpointer n_vehicles)
{
  g_autoptr (ArmadaDemoLife) other =
      armada_demo_life_new (fixture->rounds, 2, N_VEHICLES, START - 12 * DAY);
  guint n_different = 0;

  for (guint i = 0; i < N_VEHICLES; i++)
    {
      ArmadaDemoMoment one, two;

      armada_demo_life_at (fixture->life, i, START, &one);
      armada_demo_life_at (other, i, START, &two);
      n_different += one.latitude != two.latitude;
    }
  g_assert_cmpuint (n_different, >, N_VEHICLES / 2);
}

static double
metres_between (double latitude, double longitude, double to_latitude, double to_longitude)
{
  return hypot ((to_longitude - longitude) * cos (latitude * G_PI / 180), to_latitude - latitude) *
         ARMADA_ROADS_METRES_PER_DEGREE;
}

/* What a lorry can do in a second; beside it the last steps into the yard. */
static void
check_second (guint vehicle, const ArmadaDemoMoment *before, const ArmadaDemoMoment *after)
{
  gboolean speeding = armada_demo_life_get_role (vehicle) == ARMADA_DEMO_SPEEDING;
  double pace = speeding ? 1.36 : 1.05;
  double metres =
      metres_between (before->latitude, before->longitude, after->latitude, after->longitude);

  g_assert_cmpfloat (fabs (after->speed - before->speed), <=, 1.4 * pace * pace * 3.6 + 0.2);
  g_assert_cmpfloat (metres, <=, MAX (before->speed, after->speed) / 3.6 * 1.5 + 1.5);
  g_assert_cmpfloat (after->odometer, >=, before->odometer - 1e-4);
  g_assert_cmpfloat (after->odometer - before->odometer, <=,
                     MAX (before->speed, after->speed) / 3600 + 0.002);
  g_assert_cmpfloat (after->engine_hours, >=, before->engine_hours - 1e-4);
  g_assert_cmpfloat (after->course, >=, 0);
  g_assert_cmpfloat (after->course, <=, 360);
  g_assert_true (after->fuel > 0 && after->fuel <= 1);
}

static void
follow (ArmadaDemoLife *life, guint vehicle, gint64 from, gint64 to)
{
  ArmadaDemoMoment before, after;

  armada_demo_life_at (life, vehicle, from, &before);
  for (gint64 time = from + 1; time <= to; time++)
    {
      armada_demo_life_at (life, vehicle, time, &after);
      check_second (vehicle, &before, &after);
      before = after;
    }
}

/* A whole day of some, and for all the hours in which the days and the rounds begin anew. */
static void
test_no_leaps (Fixture *fixture, gconstpointer n_vehicles)
{
  for (guint vehicle = 0; vehicle < N_VEHICLES; vehicle += 4)
    follow (fixture->life, vehicle, START, START + DAY);
  for (guint vehicle = 0; vehicle < N_VEHICLES; vehicle++)
    for (gint64 time = START; time < START + 15 * DAY; time += 1800)
      follow (fixture->life, vehicle, time, time + 1);
}

static double
metres_to_link (ArmadaRoads *roads, guint link, const ArmadaDemoMoment *moment)
{
  ArmadaRoadsArc arc = { link, TRUE };
  double length = armada_roads_get_length (roads, link);
  double nearest = G_MAXDOUBLE;

  for (double offset = 0; offset < length + 2; offset += 2)
    {
      double latitude, longitude, heading;

      armada_roads_arc_at (roads, arc, offset, &latitude, &longitude, &heading);
      nearest =
          MIN (nearest, metres_between (latitude, longitude, moment->latitude, moment->longitude));
    }
  return nearest;
}

static void
test_on_roads (Fixture *fixture, gconstpointer n_vehicles)
{
  guint n_driving = 0, n_on_road = 0;

  for (guint vehicle = 0; vehicle < N_VEHICLES; vehicle++)
    for (gint64 time = START; time < START + DAY; time += 311)
      {
        ArmadaDemoMoment moment;
        double metres;

        armada_demo_life_at (fixture->life, vehicle, time, &moment);
        if (moment.activity != ARMADA_DEMO_DRIVING)
          continue;
        metres = metres_to_link (fixture->roads, moment.link, &moment);
        g_assert_cmpfloat (metres, <, 34); /* on the way from the yard */
        g_assert_cmpuint (moment.limit, >, 0);
        n_driving++;
        n_on_road += metres < 2;
      }
  g_assert_cmpuint (n_driving, >, 1000);
  g_assert_cmpuint (n_on_road * 100, >, n_driving * 93);
}

static gboolean
is_moving (ArmadaDemoLife *life, guint vehicle, gint64 time)
{
  ArmadaDemoReport report;

  armada_demo_life_report (life, vehicle, time, &report);
  return report.connected && time - report.ack_time <= 60 && report.moment.speed >= 1;
}

static void
test_busy_at_all_hours (Fixture *fixture, gconstpointer n_vehicles)
{
  for (guint hour = 0; hour < 24; hour++)
    {
      guint n_moving = 0, n_asked = 0;

      for (guint day = 0; day < 5; day++)
        for (guint minute = 5; minute < 60; minute += 10)
          for (guint vehicle = 0; vehicle < N_VEHICLES; vehicle++, n_asked++)
            n_moving += is_moving (fixture->life, vehicle,
                                   START / DAY * DAY + day * DAY + hour * 3600 + minute * 60);
      g_test_message ("hour %u: %u %% moving", hour, n_moving * 100 / n_asked);
      g_assert_cmpuint (n_moving * 100, >=, n_asked * 40);
      g_assert_cmpuint (n_moving * 100, <, n_asked * 85);
    }
}

static gboolean
is_any_moving (ArmadaDemoLife *life, gint64 from, gint64 to)
{
  for (gint64 time = from; time < to; time += 60)
    for (guint vehicle = 0; vehicle < armada_demo_life_get_n_vehicles (life); vehicle++)
      if (is_moving (life, vehicle, time))
        return TRUE;
  return FALSE;
}

static void
test_three_are_enough (Fixture *fixture, gconstpointer n_vehicles)
{
  for (gint64 hour = START / 3600; hour < START / 3600 + 14 * 24; hour++)
    g_assert_true (is_any_moving (fixture->life, hour * 3600, hour * 3600 + 3600));
}

static void
test_speeding (Fixture *fixture, gconstpointer n_vehicles)
{
  guint n_fast = 0, n_driving = 0;

  for (gint64 time = START; time < START + DAY; time += 7)
    {
      ArmadaDemoMoment fast, calm;

      armada_demo_life_at (fixture->life, 4, time, &fast);
      armada_demo_life_at (fixture->life, 0, time, &calm);
      n_driving += fast.activity == ARMADA_DEMO_DRIVING;
      n_fast += fast.activity == ARMADA_DEMO_DRIVING && fast.speed > fast.limit * 1.1;
      if (calm.activity == ARMADA_DEMO_DRIVING)
        g_assert_cmpfloat (calm.speed, <=, calm.limit * 1.02);
    }
  g_assert_cmpint (armada_demo_life_get_role (4), ==, ARMADA_DEMO_SPEEDING);
  g_assert_cmpuint (n_driving, >, 1000);
  g_assert_cmpuint (n_fast * 3, >, n_driving);
}

static void
test_lost (Fixture *fixture, gconstpointer n_vehicles)
{
  guint n_lost = 0, n_found = 0;
  gint64 last = 0;

  g_assert_cmpint (armada_demo_life_get_role (5), ==, ARMADA_DEMO_LOST);
  for (gint64 time = START; time < START + DAY; time += 60)
    {
      ArmadaDemoReport report;

      armada_demo_life_report (fixture->life, 5, time, &report);
      g_assert_true (report.connected);
      g_assert_cmpint (report.fix_time, <=, report.ack_time);
      g_assert_cmpint (report.ack_time, <=, time);
      g_assert_cmpint (report.ack_time, >=, last);
      last = report.ack_time;
      n_lost += time - report.ack_time > 300;
      n_found += time - report.ack_time <= 60;
    }
  g_assert_cmpuint (n_lost, >, 300);
  g_assert_cmpuint (n_found, >, 600);
}

static void
test_silent (Fixture *fixture, gconstpointer n_vehicles)
{
  ArmadaDemoReport report, later;

  g_assert_cmpint (armada_demo_life_get_role (6), ==, ARMADA_DEMO_NEVER_CONNECTED);
  armada_demo_life_report (fixture->life, 6, START, &report);
  g_assert_false (report.connected);
  g_assert_cmpint (report.ack_time, ==, 0);

  g_assert_cmpint (armada_demo_life_get_role (7), ==, ARMADA_DEMO_EXPIRED);
  armada_demo_life_report (fixture->life, 7, START, &report);
  armada_demo_life_report (fixture->life, 7, START + DAY, &later);
  g_assert_true (report.connected);
  g_assert_cmpint (report.ack_time, <=, START - 12 * DAY);
  g_assert_cmpmem (&report, sizeof report, &later, sizeof later);
}

/* What is heard is a time on a life, never older than the report before it, tail and all. */
static void
test_reports (Fixture *fixture, gconstpointer n_vehicles)
{
  for (guint vehicle = 0; vehicle < N_VEHICLES; vehicle++)
    {
      gint64 last = 0;

      for (gint64 time = START; time < START + 4 * 3600; time += 53)
        {
          ArmadaDemoReport report;
          guint end;

          armada_demo_life_report (fixture->life, vehicle, time, &report);
          if (!report.connected)
            continue;
          end = report.n_tail - 1;
          g_assert_cmpint (report.fix_time, >=, last);
          g_assert_cmpint (report.fix_time, <=, report.ack_time);
          g_assert_cmpint (report.ack_time, <=, time);
          g_assert_cmpfloat (metres_between (report.tail[end].latitude, report.tail[end].longitude,
                                             report.moment.latitude, report.moment.longitude),
                             <, 3);
          last = report.fix_time;
        }
    }
}

#define ADD(name, n, function)                                                                     \
  g_test_add ("/demo-life/" name, Fixture, GUINT_TO_POINTER (n), set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("same-again", N_VEHICLES, test_same_again);
  ADD ("another-seed", N_VEHICLES, test_another_seed);
  ADD ("no-leaps", N_VEHICLES, test_no_leaps);
  ADD ("on-roads", N_VEHICLES, test_on_roads);
  ADD ("busy-at-all-hours", N_VEHICLES, test_busy_at_all_hours);
  ADD ("three-are-enough", 3, test_three_are_enough);
  ADD ("speeding", N_VEHICLES, test_speeding);
  ADD ("lost", N_VEHICLES, test_lost);
  ADD ("silent", N_VEHICLES, test_silent);
  ADD ("reports", N_VEHICLES, test_reports);
  return g_test_run ();
}
