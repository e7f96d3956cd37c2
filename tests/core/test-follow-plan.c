/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/armada-follow-plan.h"

#define MAX_SCALE (512.0 * 32768)

static const ArmadaFollowView start = { .x = 0.5,
                                        .y = 0.4,
                                        .scale = 1e5,
                                        .width = 800,
                                        .height = 600 };

static ArmadaExtent
box (double x, double y, double half_pixels)
{
  double half = half_pixels / start.scale;

  return (ArmadaExtent) { x - half, x + half, y - half, y + half };
}

/* Nothing moves as long as all are well within. */
static void
test_stands_still (void)
{
  ArmadaFollowView view = start;
  ArmadaExtent extent = box (0.5, 0.4, 200);

  g_assert_false (armada_follow_plan (&extent, MAX_SCALE, &view));
  extent = box (0.5 + 150 / start.scale, 0.4 - 60 / start.scale, 200);
  g_assert_false (armada_follow_plan (&extent, MAX_SCALE, &view));
  g_assert_cmpmem (&view, sizeof view, &start, sizeof start);
}

/* Who nears the edge is brought back without a zoom, and then there is calm again. */
static void
test_moves_first (void)
{
  ArmadaFollowView view = start;
  ArmadaExtent extent = box (0.5 + 190 / start.scale, 0.4, 190);

  g_assert_true (armada_follow_plan (&extent, MAX_SCALE, &view));
  g_assert_cmpfloat (view.scale, ==, start.scale);
  g_assert_cmpfloat_with_epsilon (view.x, 0.5 + 190 / start.scale, 1e-12);
  g_assert_false (armada_follow_plan (&extent, MAX_SCALE, &view));
}

/* Where all do not fit it zooms out, by more than it must. */
static void
test_zooms_out (void)
{
  ArmadaFollowView view = start;
  ArmadaExtent extent = box (0.5, 0.4, 500);

  g_assert_true (armada_follow_plan (&extent, MAX_SCALE, &view));
  g_assert_cmpfloat (view.scale * 1000 / start.scale, <, 600 - 160);
  extent = box (0.5, 0.4, 560);
  g_assert_false (armada_follow_plan (&extent, MAX_SCALE, &view));
}

static void
test_zooms_in_when_tiny (void)
{
  ArmadaFollowView view = start;
  ArmadaExtent extent = box (0.5, 0.4, 60);

  g_assert_false (armada_follow_plan (&extent, MAX_SCALE, &view)); /* smaller, but not tiny */
  extent = box (0.5, 0.4, 20);
  g_assert_true (armada_follow_plan (&extent, MAX_SCALE, &view));
  g_assert_cmpfloat (view.scale, >, start.scale);
  g_assert_false (armada_follow_plan (&extent, MAX_SCALE, &view));

  extent = box (0.5, 0.4, 0); /* all at one spot: no further than a street */
  view.scale = MAX_SCALE / 2;
  g_assert_false (armada_follow_plan (&extent, MAX_SCALE, &view));
}

/* Over the seam of the map is no other place. */
static void
test_seam (void)
{
  ArmadaFollowView view = start;
  ArmadaExtent extent = box (1, 0.4, 100);

  view.x = 0.0005;
  g_assert_false (armada_follow_plan (&extent, MAX_SCALE, &view));
  view.x = 0.01;
  g_assert_true (armada_follow_plan (&extent, MAX_SCALE, &view));
  g_assert_cmpfloat_with_epsilon (view.x, 0, 1e-9);
}

/* However two vehicles drive, they are in view after each step, and most steps move nothing. */
static void
test_long_drive (void)
{
  ArmadaFollowView view = start;
  guint n_moves = 0, n_zooms = 0;

  for (guint i = 0; i < 1000; i++)
    {
      double a = 0.5 + i * 2e-6, b = 0.5 - i * 1e-6, scale = view.scale;
      ArmadaExtent extent = { b, a, 0.4, 0.4 + i * 5e-7 };

      if (!armada_follow_plan (&extent, MAX_SCALE, &view))
        continue;
      n_moves++;
      n_zooms += view.scale != scale;
      g_assert_cmpfloat ((a - view.x) * view.scale, <=, view.width / 2);
      g_assert_cmpfloat ((view.x - b) * view.scale, <=, view.width / 2);
    }
  g_assert_cmpuint (n_moves, <, 60);
  g_assert_cmpuint (n_zooms, <, 20);
  g_assert_cmpuint (n_moves, >, 0);
}

static void
test_no_window (void)
{
  ArmadaFollowView view = { .x = 0.5, .y = 0.5, .scale = 1e5 };
  ArmadaExtent extent = box (0.1, 0.1, 10);

  g_assert_false (armada_follow_plan (&extent, MAX_SCALE, &view));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/follow-plan/stands-still", test_stands_still);
  g_test_add_func ("/follow-plan/moves-first", test_moves_first);
  g_test_add_func ("/follow-plan/zooms-out", test_zooms_out);
  g_test_add_func ("/follow-plan/zooms-in-when-tiny", test_zooms_in_when_tiny);
  g_test_add_func ("/follow-plan/seam", test_seam);
  g_test_add_func ("/follow-plan/long-drive", test_long_drive);
  g_test_add_func ("/follow-plan/no-window", test_no_window);
  return g_test_run ();
}
