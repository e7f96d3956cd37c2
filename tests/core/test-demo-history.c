/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the demo platform recorded: the same in every period, with all that trackers get wrong. */
#include <math.h>
#include <string.h>

#include "armada-demo-history.h"

#define NOW 1790000000
#define DAY 86400
#define EXPIRED_AT (NOW - 12 * DAY)
#define SEED 1
#define N_VEHICLES 40

typedef struct
{
  ArmadaRoads *roads;
  ArmadaDemoRounds *rounds;
  ArmadaDemoLife *life;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", "liechtenstein.frg", NULL);
  g_autoptr (GError) error = NULL;

  fixture->roads = armada_roads_open (path, &error);
  g_assert_no_error (error);
  fixture->rounds = armada_demo_rounds_new (fixture->roads, SEED, &error);
  g_assert_no_error (error);
  fixture->life = armada_demo_life_new (fixture->rounds, SEED, N_VEHICLES, EXPIRED_AT);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  armada_demo_life_free (fixture->life);
  armada_demo_rounds_free (fixture->rounds);
  armada_roads_unref (fixture->roads);
}

static ArmadaDemoHistory *
record (Fixture *fixture, guint vehicle, gint64 from, gint64 to)
{
  return armada_demo_history_new (fixture->life, SEED, vehicle, NOW, from, to,
                                  ARMADA_DEMO_HISTORY_STOP);
}

static const ArmadaDemoFix *
get_fix (ArmadaDemoHistory *history, guint index)
{
  return &g_array_index (history->fixes, ArmadaDemoFix, index);
}

static const ArmadaDemoSegment *
get_segment (ArmadaDemoHistory *history, guint index)
{
  return &g_array_index (history->segments, ArmadaDemoSegment, index);
}

/* Metres by which a fix is off. */
static double
get_error (const ArmadaDemoFix *fix)
{
  return hypot ((fix->longitude - fix->moment.longitude) * cos (fix->latitude * G_PI / 180),
                fix->latitude - fix->moment.latitude) *
         ARMADA_ROADS_METRES_PER_DEGREE;
}

static void
test_periods_agree (Fixture *fixture, gconstpointer unused)
{
  for (guint vehicle = 0; vehicle < 6; vehicle++)
    {
      g_autoptr (ArmadaDemoHistory) whole = record (fixture, vehicle, NOW - 3 * DAY, NOW - DAY);
      guint n = 0;

      for (gint64 from = NOW - 3 * DAY; from < NOW - DAY; from += 17287)
        {
          g_autoptr (ArmadaDemoHistory) part =
              record (fixture, vehicle, from, MIN (from + 17287, NOW - DAY));

          g_assert_cmpuint (n + part->fixes->len, <=, whole->fixes->len);
          for (guint i = 0; i < part->fixes->len; i++)
            g_assert_cmpmem (get_fix (part, i), sizeof (ArmadaDemoFix), get_fix (whole, n + i),
                             sizeof (ArmadaDemoFix));
          n += part->fixes->len;
        }
      g_assert_cmpuint (n, ==, whole->fixes->len);
      g_assert_cmpuint (n, >, 1000);
    }
}

/* A position that was shown as the last one is in the history. */
static void
test_live_agrees (Fixture *fixture, gconstpointer unused)
{
  for (guint vehicle = 0; vehicle < 10; vehicle++)
    for (gint64 now = NOW - DAY / 2; now < NOW; now += 3001)
      {
        g_autoptr (ArmadaDemoHistory) history =
            armada_demo_history_new (fixture->life, SEED, vehicle, now, now - 7200, now + 99, 60);
        ArmadaDemoReport report;

        armada_demo_life_report (fixture->life, vehicle, now, &report);
        if (!report.connected || report.fix_time < now - 7200)
          {
            g_assert_cmpuint (history->fixes->len, ==, 0);
            continue;
          }
        g_assert_cmpuint (history->fixes->len, >, 0);
        g_assert_cmpint (get_fix (history, history->fixes->len - 1)->time, ==, report.fix_time);
      }
}

static void
check_faults (const ArmadaDemoFix *fix, const ArmadaDemoFix *before, guint *found)
{
  gboolean copy = fix->time == before->time;

  g_assert_cmpint (fix->time, >=, before->time);
  g_assert_cmpint (fix->id, >, before->id);
  g_assert_cmpint (fix->server_time, >=, fix->time);
  g_assert_cmpint (fix->server_time - fix->time, <=, 38880);
  g_assert_cmpfloat (get_error (fix), <, fix->valid ? 41 : G_MAXDOUBLE);
  if (copy)
    g_assert_cmpfloat (fix->latitude, ==, before->latitude);
  found[0] += copy;
  found[1] += fix->server_time - fix->time > 60;
  found[2] += fix->server_time - fix->time > 3600;
  found[3] += !fix->valid;
  found[4] += !fix->valid && fix->latitude == 0 && fix->longitude == 0;
  found[5] += before->moment.activity == ARMADA_DEMO_DRIVING && fix->time - before->time > 60;
  found[6] += fix->valid && fix->moment.activity == ARMADA_DEMO_DRIVING && get_error (fix) > 2;
  found[7] += fix->valid && fix->moment.activity != ARMADA_DEMO_DRIVING && get_error (fix) > 20;
  found[8] += fix->valid && fix->moment.activity == ARMADA_DEMO_DRIVING && get_error (fix) > 10;
}

static void
test_faults (Fixture *fixture, gconstpointer unused)
{
  guint found[9] = { 0 }, n = 0;

  for (guint vehicle = 0; vehicle < 4; vehicle++)
    {
      g_autoptr (ArmadaDemoHistory) history =
          record (fixture, vehicle, NOW - 12 * DAY, NOW - 2 * DAY);

      for (guint i = 1; i < history->fixes->len; i++)
        check_faults (get_fix (history, i), get_fix (history, i - 1), found);
      n += history->fixes->len;
    }
  g_test_message ("%u fixes: %u copies, %u late, %u very, %u invalid, %u nowhere, %u gaps", n,
                  found[0], found[1], found[2], found[3], found[4], found[5]);
  g_assert_cmpuint (found[0] * 1000, >, n * 7);
  g_assert_cmpuint (found[0] * 1000, <, n * 17);
  g_assert_cmpuint (found[8], ==, 0);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpuint (found[i], >, 0);
}

static void
check_segments (ArmadaDemoHistory *history)
{
  guint last = 0;

  for (guint i = 0; i < history->segments->len; i++)
    {
      const ArmadaDemoSegment *segment = get_segment (history, i);

      if (i > 0)
        g_assert_cmpint (segment->drive, !=, get_segment (history, i - 1)->drive);
      g_assert_cmpuint (segment->first, ==, last);
      g_assert_cmpuint (segment->n_fixes, >=, 1);
      last = segment->first + segment->n_fixes - 1;
      g_assert_cmpint (segment->start, ==, get_fix (history, segment->first)->time);
      g_assert_cmpint (segment->end, ==, get_fix (history, last)->time);
      g_assert_cmpint (segment->engine_on, <=, segment->end - segment->start);
      g_assert_true (segment->drive == (segment->distance > 0));
      g_assert_true (segment->drive == (segment->top_speed > 0));
      if (!segment->drive && i > 0 && i + 1 < history->segments->len)
        g_assert_cmpint (segment->end - segment->start, >=, ARMADA_DEMO_HISTORY_STOP);
    }
  g_assert_cmpuint (last + 1, ==, history->fixes->len);
}

static void
test_segments (Fixture *fixture, gconstpointer unused)
{
  for (guint vehicle = 0; vehicle < 6; vehicle++)
    {
      g_autoptr (ArmadaDemoHistory) history =
          record (fixture, vehicle, NOW - 4 * DAY, NOW - 2 * DAY);
      g_autoptr (ArmadaDemoHistory) patient = armada_demo_history_new (
          fixture->life, SEED, vehicle, NOW, NOW - 4 * DAY, NOW - 2 * DAY, 1200);
      g_autoptr (ArmadaDemoHistory) short_one =
          record (fixture, vehicle, NOW - 3 * DAY, NOW - 3 * DAY + 600);

      g_assert_cmpuint (history->segments->len, >, 10);
      g_assert_cmpuint (patient->segments->len, <, history->segments->len);
      g_assert_cmpuint (patient->segments->len, >, 2);
      check_segments (history);
      if (short_one->fixes->len > 0)
        check_segments (short_one);
    }
}

/* What the fixes add up to is what was driven, and what was burnt. */
static void
test_sums (Fixture *fixture, gconstpointer unused)
{
  for (guint vehicle = 0; vehicle < 5; vehicle++)
    {
      g_autoptr (ArmadaDemoHistory) history =
          record (fixture, vehicle, NOW - 9 * DAY, NOW - 2 * DAY);
      double odometer = get_fix (history, history->fixes->len - 1)->moment.odometer -
                        get_fix (history, 0)->moment.odometer;
      double distance = 0, fuel = 0;

      for (guint i = 0; i < history->segments->len; i++)
        {
          distance += get_segment (history, i)->distance;
          fuel += get_segment (history, i)->fuel;
        }
      g_test_message ("vehicle %u: odometer %.1f, fixes %.1f km, %.1f l", vehicle, odometer,
                      distance, fuel);
      g_assert_cmpfloat (odometer, >, 300);
      g_assert_cmpfloat (fabs (distance / odometer - 1), <, 0.03);
      g_assert_cmpfloat (fuel, >, odometer * 0.05);
    }
}

static void
test_bounds (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ArmadaDemoHistory) all = record (fixture, 0, NOW - 91 * DAY, NOW - 89 * DAY);
  g_autoptr (ArmadaDemoHistory) ahead = record (fixture, 0, NOW - 600, NOW + DAY);
  g_autoptr (ArmadaDemoHistory) never = record (fixture, 6, NOW - 2 * DAY, NOW);
  g_autoptr (ArmadaDemoHistory) expired = record (fixture, 7, EXPIRED_AT - DAY, NOW);
  g_autoptr (ArmadaDemoHistory) gone = record (fixture, 7, EXPIRED_AT + 60, NOW);
  g_autoptr (ArmadaDemoHistory) backwards = record (fixture, 0, NOW, NOW - DAY);
  g_autoptr (ArmadaDemoHistory) lost = record (fixture, 5, NOW - 2 * DAY, NOW);
  guint n_silent = 0;

  g_assert_cmpint (get_fix (all, 0)->time, >=, NOW - 90 * DAY);
  g_assert_cmpint (get_fix (all, 0)->time, <, NOW - 90 * DAY + 1200);
  g_assert_cmpint (get_fix (ahead, ahead->fixes->len - 1)->time, <=, NOW);
  g_assert_cmpuint (never->fixes->len + never->segments->len, ==, 0);
  g_assert_cmpint (get_fix (expired, expired->fixes->len - 1)->time, <=, EXPIRED_AT);
  g_assert_cmpint (get_fix (expired, expired->fixes->len - 1)->time, >, EXPIRED_AT - 1200);
  g_assert_cmpuint (gone->fixes->len, ==, 0);
  g_assert_cmpuint (backwards->fixes->len, ==, 0);
  for (guint i = 1; i < lost->fixes->len; i++)
    n_silent += get_fix (lost, i)->time - get_fix (lost, i - 1)->time > 900;
  g_assert_cmpuint (n_silent, >, 50);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/demo-history/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("periods-agree", test_periods_agree);
  ADD ("live-agrees", test_live_agrees);
  ADD ("faults", test_faults);
  ADD ("segments", test_segments);
  ADD ("sums", test_sums);
  ADD ("bounds", test_bounds);
  return g_test_run ();
}
