/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "model/armada-area.h"

static gboolean
has (ArmadaArea *area, double latitude, double longitude)
{
  const ArmadaAreaPoint point = { latitude, longitude };

  return armada_area_contains (area, &point);
}

/* A way crosses, and where it is within; the other way round it is the same. */
static void
assert_clip (ArmadaArea *area,
             ArmadaAreaPoint a,
             ArmadaAreaPoint b,
             double expected_first,
             double expected_last)
{
  double first, last;

  g_assert_true (armada_area_clip (area, &a, &b, &first, &last));
  g_assert_cmpfloat_with_epsilon (first, expected_first, 1e-3);
  g_assert_cmpfloat_with_epsilon (last, expected_last, 1e-3);
  g_assert_true (armada_area_clip (area, &b, &a, &first, &last));
  g_assert_cmpfloat_with_epsilon (first, 1 - expected_last, 1e-3);
  g_assert_cmpfloat_with_epsilon (last, 1 - expected_first, 1e-3);
}

static void
assert_no_clip (ArmadaArea *area, ArmadaAreaPoint a, ArmadaAreaPoint b)
{
  double first, last;

  g_assert_false (armada_area_clip (area, &a, &b, &first, &last));
}

/* Whether the boxes hold a point. */
static gboolean
is_boxed (ArmadaArea *area, double latitude, double longitude)
{
  ArmadaAreaBox boxes[2];
  guint n = armada_area_get_boxes (area, boxes);

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (boxes[i].west, <=, boxes[i].east);
      g_assert_cmpfloat (boxes[i].west, >=, -180);
      g_assert_cmpfloat (boxes[i].east, <=, 180);
      if (latitude >= boxes[i].south && latitude <= boxes[i].north && longitude >= boxes[i].west &&
          longitude <= boxes[i].east)
        return TRUE;
    }
  return FALSE;
}

static void
test_circle (void)
{
  g_autoptr (ArmadaArea) area = armada_area_new_circle (-6.2, 106.8, 1111.95);
  ArmadaAreaBox boxes[2];

  g_assert_true (has (area, -6.2, 106.8));
  g_assert_true (has (area, -6.2099, 106.8));
  g_assert_false (has (area, -6.2101, 106.8));
  g_assert_true (has (area, -6.2, 106.81));
  g_assert_false (has (area, -6.2, 106.8102));
  assert_clip (area, (ArmadaAreaPoint) { -6.22, 106.8 }, (ArmadaAreaPoint) { -6.18, 106.8 }, 0.25,
               0.75);
  assert_clip (area, (ArmadaAreaPoint) { -6.2, 106.8 }, (ArmadaAreaPoint) { -6.18, 106.8 }, 0, 0.5);
  assert_clip (area, (ArmadaAreaPoint) { -6.2, 106.8 }, (ArmadaAreaPoint) { -6.201, 106.8 }, 0, 1);
  assert_no_clip (area, (ArmadaAreaPoint) { -6.22, 106.8 }, (ArmadaAreaPoint) { -6.215, 106.8 });
  assert_no_clip (area, (ArmadaAreaPoint) { -6.22, 106.82 }, (ArmadaAreaPoint) { -6.18, 106.82 });
  g_assert_cmpuint (armada_area_get_boxes (area, boxes), ==, 1);
  g_assert_true (is_boxed (area, -6.2, 106.8099));
  g_assert_false (is_boxed (area, -6.2, 106.811));
}

static void
test_polygon (void)
{
  const ArmadaAreaPoint points[] = { { 0, 0 }, { 0, 4 }, { 4, 4 }, { 4, 3 }, { 1, 3 }, { 1, 0 } };
  g_autoptr (ArmadaArea) area = armada_area_new_polygon (points, G_N_ELEMENTS (points));

  g_assert_true (has (area, 0.5, 0.5));
  g_assert_true (has (area, 3, 3.5));
  g_assert_false (has (area, 2, 2));
  g_assert_false (has (area, -0.5, 2));
  g_assert_true (has (area, 0, 0));
  g_assert_true (has (area, 0, 2));
  /* in and out and in: the first time and the last */
  assert_clip (area, (ArmadaAreaPoint) { 0.5, -2 }, (ArmadaAreaPoint) { 0.5, 6 }, 0.25, 0.75);
  assert_clip (area, (ArmadaAreaPoint) { 0.5, 2 }, (ArmadaAreaPoint) { 2, 3.5 }, 0, 1);
  assert_no_clip (area, (ArmadaAreaPoint) { 1.5, -2 }, (ArmadaAreaPoint) { 1.5, 2.9 });
  assert_no_clip (area, (ArmadaAreaPoint) { 2, 1 }, (ArmadaAreaPoint) { 2, 2 });
  g_assert_true (is_boxed (area, 0.5, 0.5));
  g_assert_false (is_boxed (area, 5, 0.5));
}

static void
test_date_line (void)
{
  const ArmadaAreaPoint points[] = { { -18, 179 }, { -18, -179 }, { -16, -179 }, { -16, 179 } };
  g_autoptr (ArmadaArea) polygon = armada_area_new_polygon (points, G_N_ELEMENTS (points));
  g_autoptr (ArmadaArea) circle = armada_area_new_circle (-17, 179.99, 111195);
  ArmadaArea *const areas[] = { polygon, circle };

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      ArmadaAreaBox boxes[2];

      g_assert_true (has (areas[i], -17, 179.5));
      g_assert_true (has (areas[i], -17, -179.5));
      g_assert_true (has (areas[i], -17, 180));
      g_assert_true (has (areas[i], -17, -180));
      g_assert_false (has (areas[i], -17, 178.5));
      g_assert_false (has (areas[i], -17, -178.5));
      g_assert_false (has (areas[i], -17, 0));
      g_assert_cmpuint (armada_area_get_boxes (areas[i], boxes), ==, 2);
      g_assert_true (is_boxed (areas[i], -17, 179.5));
      g_assert_true (is_boxed (areas[i], -17, -179.5));
      g_assert_false (is_boxed (areas[i], -17, 0));
      assert_no_clip (areas[i], (ArmadaAreaPoint) { -20, 179.9 },
                      (ArmadaAreaPoint) { -20, -179.9 });
    }
  assert_clip (polygon, (ArmadaAreaPoint) { -17, 178 }, (ArmadaAreaPoint) { -17, -178 }, 0.25,
               0.75);
}

static void
test_pole (void)
{
  g_autoptr (ArmadaArea) pole = armada_area_new_circle (89.999, 30, 1000);
  const ArmadaAreaPoint points[] = { { 86, 0 }, { 86, 60 }, { 80, 60 }, { 80, 0 } };
  g_autoptr (ArmadaArea) polygon = armada_area_new_polygon (points, G_N_ELEMENTS (points));
  const double *x, *y;

  g_assert_true (has (pole, 90, 0));
  g_assert_true (has (pole, 89.9999, -150));
  g_assert_false (has (pole, 89.98, 30));
  assert_clip (pole, (ArmadaAreaPoint) { 89.9, 120 }, (ArmadaAreaPoint) { 89.9, -60 }, 0.455,
               0.545);
  g_assert_true (is_boxed (pole, 90, -170));
  g_assert_true (is_boxed (pole, 89.999, 170));
  g_assert_cmpuint (armada_area_get_outline (pole, &x, &y), >, 90);

  /* what is beyond the edge of the map is as on it */
  g_assert_true (has (polygon, 84, 30));
  g_assert_true (has (polygon, 89.5, 30));
  g_assert_true (is_boxed (polygon, 89.5, 30));
  g_assert_false (has (polygon, 84, 70));
}

/* A box that is said to miss has nothing of the area, nor any way in it; of others, most that have
 * nothing of it are told. */
static void
test_misses (void)
{
  const ArmadaAreaPoint corners[] = { { 10, 170 }, { 20, -170 }, { 12, -165 }, { 5, 175 } };
  g_autoptr (ArmadaArea) area = armada_area_new_polygon (corners, G_N_ELEMENTS (corners));
  g_autoptr (ArmadaArea) circle = armada_area_new_circle (10, 175, 1000);
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  guint n_missed = 0;

  for (guint round = 0; round < 4000; round++)
    {
      double south = g_rand_double_range (random, 0, 25),
             west = g_rand_double_range (random, 160, 180);
      ArmadaAreaBox box = { south, west, south + g_rand_double_range (random, 0, 3),
                            MIN (west + g_rand_double_range (random, 0, 3), 180) };
      gboolean misses = armada_area_misses_box (area, &box);

      g_assert_false (armada_area_misses_box (circle, &box));
      g_assert_false (misses && armada_area_contains_box (area, &box));
      n_missed += misses;
      for (guint i = 0; misses && i < 20; i++)
        {
          const ArmadaAreaPoint a = { g_rand_double_range (random, box.south, box.north),
                                      g_rand_double_range (random, box.west, box.east) };
          const ArmadaAreaPoint b = { g_rand_double_range (random, box.south, box.north),
                                      g_rand_double_range (random, box.west, box.east) };

          assert_no_clip (area, a, b);
        }
    }
  g_assert_cmpuint (n_missed, >, 1000);
  g_assert_false (armada_area_misses_box (area, &(ArmadaAreaBox) { 0, -179, 30, -160 }));
  g_assert_true (armada_area_misses_box (area, &(ArmadaAreaBox) { 11, -150, 12, -149 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/area/circle", test_circle);
  g_test_add_func ("/area/misses", test_misses);
  g_test_add_func ("/area/polygon", test_polygon);
  g_test_add_func ("/area/date-line", test_date_line);
  g_test_add_func ("/area/pole", test_pole);
  return g_test_run ();
}
