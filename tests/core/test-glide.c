/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "model/armada-glide.h"
#include "model/armada-projection.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static ArmadaGlideFix
fix_at (double latitude, double longitude, double speed, double course)
{
  static const char key[] = "vehicle";

  return (ArmadaGlideFix) {
    .key = key,
    .x = armada_projection_x (longitude),
    .y = armada_projection_y (latitude),
    .time = 1000,
    .speed = speed,
    .course = course,
  };
}

static double
metres_from (ArmadaGlide *glide, const ArmadaGlideFix *fix, gint64 now)
{
  double x = fix->x, y = fix->y;

  armada_glide_place (glide, fix->key, now, &x, &y);
  return armada_projection_distance (
      armada_projection_latitude (fix->y), armada_projection_longitude (fix->x),
      armada_projection_latitude (y), armada_projection_longitude (x));
}

/* For every speed: never back, never faster than the speed, never past the bounds. */
static void
test_never_past (void)
{
  for (double speed = -5; speed < 120; speed += 0.7)
    {
      double before = 0;

      for (double seconds = -10; seconds < 4000; seconds += seconds < 100 ? 0.25 : 50)
        {
          double distance = armada_glide_distance (speed, seconds);
          double ring = armada_glide_ring (speed, seconds);

          g_assert_cmpfloat (distance, >=, before);
          g_assert_cmpfloat (distance, <=, MAX (speed * seconds, 0) + 1e-9);
          g_assert_cmpfloat (distance, <=, ARMADA_GLIDE_METRES);
          g_assert_cmpfloat (ring, >=, 0);
          g_assert_cmpfloat (ring, <=, ARMADA_GLIDE_MAX_RING);
          before = distance;
        }
    }
  g_assert_cmpfloat (armada_glide_distance (NAN, 3), ==, 0);
  g_assert_cmpfloat (armada_glide_distance (10, NAN), ==, 0);
  g_assert_cmpfloat (armada_glide_ring (NAN, 99), ==, 0);
}

/* Metres are metres on the ground, on every course and in every latitude. */
static void
test_ground (void)
{
  for (double latitude = -80; latitude <= 80; latitude += 20)
    for (double course = 0; course < 360; course += 15)
      {
        double x = 0.4, y = armada_projection_y (latitude);

        armada_glide_move (&x, &y, course, 400);
        g_assert_cmpfloat_with_epsilon (
            armada_projection_distance (latitude, armada_projection_longitude (0.4),
                                        armada_projection_latitude (y),
                                        armada_projection_longitude (x)),
            400, 6);
      }
}

static void
test_courses (void)
{
  double x = 0.5, y = 0.5;

  armada_glide_move (&x, &y, 0, 100);
  g_assert_cmpfloat (y, <, 0.5);
  g_assert_cmpfloat_with_epsilon (x, 0.5, 1e-12);
  x = y = 0.5;
  armada_glide_move (&x, &y, 90, 100);
  g_assert_cmpfloat (x, >, 0.5);
  g_assert_cmpfloat_with_epsilon (y, 0.5, 1e-12);
}

static void
test_antimeridian (void)
{
  g_autoptr (ArmadaGlide) glide = armada_glide_new ();
  ArmadaGlideFix east = fix_at (-18, 179.9999, 30, 90);
  double x, y;

  armada_glide_take (glide, &east, 1, 0);
  g_assert_true (armada_glide_place (glide, east.key, 10 * SECOND, &x, &y));
  g_assert_cmpfloat (x, >=, 0);
  g_assert_cmpfloat (x, <, 0.01); /* on the other side */
  g_assert_cmpfloat_with_epsilon (metres_from (glide, &east, 10 * SECOND), 300, 2);

  east.x = armada_projection_x (-179.999); /* the next fix, over there */
  east.time++;
  armada_glide_take (glide, &east, 1, 10 * SECOND);
  g_assert_true (armada_glide_place (glide, east.key, 10 * SECOND, &x, &y));
  g_assert_cmpfloat_with_epsilon (metres_from (glide, &east, 10 * SECOND), 183, 12);
}

static void
test_stops (void)
{
  g_autoptr (ArmadaGlide) glide = armada_glide_new ();
  ArmadaGlideFix fix = fix_at (47, 9, 10, 45);
  double x, y;

  armada_glide_take (glide, &fix, 1, 0);
  g_assert_cmpfloat_with_epsilon (metres_from (glide, &fix, 5 * SECOND), 50, 0.5);
  armada_glide_take (glide, &fix, 1, 8 * SECOND); /* nothing new: it goes on */
  g_assert_cmpfloat_with_epsilon (metres_from (glide, &fix, 9 * SECOND), 90, 0.5);
  g_assert_cmpfloat (armada_glide_get_pace (glide, fix.key, 9 * SECOND), >, 0);
  g_assert_cmpfloat_with_epsilon (metres_from (glide, &fix, 3600 * SECOND), 300, 2);
  g_assert_cmpfloat (armada_glide_get_ring (glide, fix.key, 20 * SECOND), ==, 0);
  g_assert_cmpfloat_with_epsilon (armada_glide_get_ring (glide, fix.key, 60 * SECOND), 300, 1e-6);
  g_assert_cmpfloat (armada_glide_get_pace (glide, fix.key, 3600 * SECOND), ==, 0);

  fix.speed = 0; /* it stands where it was last seen: it goes there softly, and then is at rest */
  fix.time++;
  armada_glide_take (glide, &fix, 1, 10 * SECOND);
  g_assert_cmpfloat_with_epsilon (metres_from (glide, &fix, 10 * SECOND), 100, 0.5);
  g_assert_cmpfloat (metres_from (glide, &fix, 10 * SECOND + SECOND / 2), <, 60);
  g_assert_cmpfloat_with_epsilon (metres_from (glide, &fix, 11 * SECOND), 0, 1e-3);
  g_assert_cmpfloat (armada_glide_get_pace (glide, fix.key, 12 * SECOND), ==, 0);
  armada_glide_take (glide, &fix, 1, 12 * SECOND);
  g_assert_cmpuint (armada_glide_get_n (glide), ==, 0);
  g_assert_false (armada_glide_place (glide, fix.key, 12 * SECOND, &x, &y));
}

/* A fix that disagrees is gone to without a jump; one that is far away is jumped to. */
static void
test_snaps (void)
{
  g_autoptr (ArmadaGlide) glide = armada_glide_new ();
  ArmadaGlideFix fix = fix_at (47, 9, 10, 0);
  double x, y, next_x, next_y, last = G_MAXDOUBLE;

  armada_glide_take (glide, &fix, 1, 0);
  g_assert_true (armada_glide_place (glide, fix.key, 10 * SECOND, &x, &y));
  fix = fix_at (47.0005, 9.001, 10, 90);
  fix.time++;
  armada_glide_take (glide, &fix, 1, 10 * SECOND);
  g_assert_true (armada_glide_place (glide, fix.key, 10 * SECOND, &next_x, &next_y));
  g_assert_cmpfloat_with_epsilon (next_x, x, 1e-12);
  g_assert_cmpfloat_with_epsilon (next_y, y, 1e-12);
  for (gint64 now = 10 * SECOND; now < 11 * SECOND; now += SECOND / 20)
    {
      double reckoned_x = fix.x, reckoned_y = fix.y, off;

      armada_glide_move (&reckoned_x, &reckoned_y, 90,
                         10.0 * (double) (now - 10 * SECOND) / SECOND);
      armada_glide_place (glide, fix.key, now, &x, &y);
      off = hypot (x - reckoned_x, y - reckoned_y);
      g_assert_cmpfloat (off, <=, last + 1e-15);
      last = off;
    }

  fix = fix_at (48, 9, 10, 90);
  fix.time += 2;
  armada_glide_take (glide, &fix, 1, 20 * SECOND);
  g_assert_cmpfloat (metres_from (glide, &fix, 20 * SECOND), <, 0.01);
}

/* Who stands, or does not say where to, is not moved; who is gone is forgotten. */
static void
test_nobody (void)
{
  g_autoptr (ArmadaGlide) glide = armada_glide_new ();
  ArmadaGlideFix fixes[] = { fix_at (47, 9, 0, 90), fix_at (47, 9, 10, NAN) };
  ArmadaGlideFix moving = fix_at (47, 9, 10, 10);

  fixes[1].key = "other";
  armada_glide_take (glide, fixes, 2, 0);
  g_assert_cmpuint (armada_glide_get_n (glide), ==, 0);
  armada_glide_take (glide, &moving, 1, 0);
  g_assert_cmpuint (armada_glide_get_n (glide), ==, 1);
  armada_glide_take (glide, NULL, 0, 0);
  g_assert_cmpuint (armada_glide_get_n (glide), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/glide/never-past", test_never_past);
  g_test_add_func ("/glide/ground", test_ground);
  g_test_add_func ("/glide/courses", test_courses);
  g_test_add_func ("/glide/antimeridian", test_antimeridian);
  g_test_add_func ("/glide/stops", test_stops);
  g_test_add_func ("/glide/snaps", test_snaps);
  g_test_add_func ("/glide/nobody", test_nobody);
  return g_test_run ();
}
