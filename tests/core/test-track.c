/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "armada-test.h"
#include "model/armada-track.h"

static ArmadaFixPoint
make_point (gint64 time, double latitude, double longitude)
{
  return (ArmadaFixPoint) {
    .id = time,
    .time = time,
    .delay = 2,
    .latitude = latitude,
    .longitude = longitude,
    .speed = 40,
    .altitude = NAN,
    .course = 90,
    .distance = 0.1f,
  };
}

static ArmadaSegment
make_drive (void)
{
  return (ArmadaSegment) { .kind = ARMADA_SEGMENT_DRIVE, .driver = "", .message = "" };
}

/* @n fixes, ten seconds apart. */
static ArmadaFixes *
make_fixes (gint64 start, guint n)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  ArmadaSegment segment = make_drive ();

  for (guint i = 0; i < n; i++)
    {
      ArmadaFixPoint point = make_point (start + 10 * i, 47 + i * 1e-6, 9.5);

      armada_fixes_builder_add (builder, &point);
    }
  armada_fixes_builder_end_segment (builder, &segment);
  return armada_fixes_builder_end (builder);
}

static ArmadaTrack *
make_track (void)
{
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);

  g_ptr_array_add (parts, make_fixes (1000, 3));
  g_ptr_array_add (parts, make_fixes (0, 0));
  g_ptr_array_add (parts, make_fixes (2000, 2));
  return armada_track_new (parts);
}

static void
test_parts (void)
{
  g_autoptr (ArmadaTrack) track = make_track ();
  g_autoptr (ArmadaFix) fix = NULL;
  gint64 time;
  guint index;

  g_assert_cmpuint (armada_track_get_n (track), ==, 5);
  g_assert_true (armada_track_find (track, 2, &index) == armada_track_get_part (track, 0));
  g_assert_cmpuint (index, ==, 2);
  g_assert_true (armada_track_find (track, 3, &index) == armada_track_get_part (track, 2));
  g_assert_cmpuint (index, ==, 0);
  g_assert_null (armada_track_find (track, 5, &index));
  fix = g_list_model_get_item (G_LIST_MODEL (track), 4);
  g_object_get (fix, "time", &time, NULL);
  g_assert_cmpint (time, ==, 2010);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (track), 5));
}

static void
test_find_time (void)
{
  g_autoptr (ArmadaTrack) track = make_track ();

  g_assert_cmpuint (armada_track_find_time (track, 0), ==, 0);
  g_assert_cmpuint (armada_track_find_time (track, 1010), ==, 1);
  g_assert_cmpuint (armada_track_find_time (track, 1021), ==, 3);
  g_assert_cmpuint (armada_track_find_time (track, 2010), ==, 4);
  g_assert_cmpuint (armada_track_find_time (track, 2011), ==, 5);
}

/* Every oddity is marked, and nothing is left out. */
static void
test_flags (void)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (ArmadaFixes) fixes = NULL;
  ArmadaSegment segment = make_drive ();
  ArmadaFixPoint points[] = {
    make_point (1000, 0, 0),      make_point (1010, 47, 9.5), make_point (1010, 47, 9.5),
    make_point (1005, 47.1, 9.5), make_point (0, 47.2, 9.5),  make_point (1020, 47.3, 9.5),
    make_point (1030, NAN, 9.5),  make_point (1040, 91, 9.5),
  };
  const guint8 expected[] = {
    ARMADA_FIX_INVALID,   0,
    ARMADA_FIX_DUPLICATE, ARMADA_FIX_BACKWARD,
    ARMADA_FIX_UNTIMED,   ARMADA_FIX_LATE,
    ARMADA_FIX_INVALID,   ARMADA_FIX_INVALID,
  };

  points[5].delay = 301;
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    armada_fixes_builder_add (builder, &points[i]);
  armada_fixes_builder_end_segment (builder, &segment);
  fixes = armada_fixes_builder_end (builder);
  g_assert_cmpuint (fixes->n, ==, G_N_ELEMENTS (points));
  for (guint i = 0; i < fixes->n; i++)
    g_assert_cmphex (fixes->flags[i], ==, expected[i]);
  g_assert_cmpint (fixes->time[4], ==, 1005);
}

static void
test_sensors (void)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (ArmadaFixes) fixes = NULL;
  ArmadaSegment segment = make_drive ();

  for (guint i = 0; i < 1000; i++)
    {
      ArmadaFixPoint point = make_point (1000 + i, 47, 9.5);

      armada_fixes_builder_add (builder, &point);
      if (i == 500)
        armada_fixes_builder_add_sensor (builder, "fuel");
      if (i > 500)
        armada_fixes_builder_set_sensor (builder, 0, (float) i);
    }
  armada_fixes_builder_name_sensor (builder, "fuel", "Tank", "l");
  armada_fixes_builder_end_segment (builder, &segment);
  fixes = armada_fixes_builder_end (builder);
  g_assert_cmpuint (fixes->n_sensors, ==, 1);
  g_assert_cmpstr (fixes->sensors[0].name, ==, "Tank");
  g_assert_cmpstr (fixes->sensors[0].unit, ==, "l");
  g_assert_true (isnan (fixes->sensors[0].values[500]));
  g_assert_cmpfloat (fixes->sensors[0].values[999], ==, 999);
}

/* A million fixes with three sensors are no more than 64 MB. */
static void
test_memory (void)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (ArmadaFixes) fixes = NULL;
  ArmadaSegment segment = make_drive ();

  for (guint i = 0; i < 3; i++)
    armada_fixes_builder_add_sensor (builder, "sensor");
  for (guint i = 0; i < 1000000; i++)
    {
      ArmadaFixPoint point = make_point (1000 + i, 47, 9.5);

      armada_fixes_builder_add (builder, &point);
    }
  armada_fixes_builder_end_segment (builder, &segment);
  fixes = armada_fixes_builder_end (builder);
  g_assert_cmpuint (armada_fixes_get_memory (fixes), <=, 64 * 1000 * 1000);
  g_assert_cmpuint (armada_fixes_get_memory (fixes), >=, 45 * 1000 * 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/track/parts", test_parts);
  g_test_add_func ("/track/find-time", test_find_time);
  g_test_add_func ("/track/flags", test_flags);
  g_test_add_func ("/track/sensors", test_sensors);
  g_test_add_func ("/track/memory", test_memory);
  return g_test_run ();
}
