/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "armada-test.h"
#include "replay/armada-replay.h"

#define START 1000000.0
#define END 1003600.0

/* A drive east of ten minutes, a fix each ten seconds, a stop of ten minutes, an event, a drive. */
static ArmadaFixes *
make_fixes (void)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  const ArmadaSegment drive = { .kind = ARMADA_SEGMENT_DRIVE, .start = 1000000, .end = 1000600 };
  const ArmadaSegment stop = { .kind = ARMADA_SEGMENT_STOP, .start = 1000600, .end = 1001200 };
  const ArmadaSegment event = { .kind = ARMADA_SEGMENT_EVENT, .start = 1001200, .end = 1001200 };
  const ArmadaSegment second = { .kind = ARMADA_SEGMENT_DRIVE, .start = 1001200, .end = 1001800 };

  for (guint i = 0; i <= 180; i++)
    {
      gboolean standing = i >= 60 && i < 120;
      guint east = i < 60 ? i : i < 120 ? 60 : i - 60;
      ArmadaFixPoint point = {
        .time = 1000000 + 10 * i,
        .delay = 1,
        .latitude = 47,
        .longitude = 9.5 + east * 0.001,
        .speed = standing ? 0 : 27 + (float) (i % 7),
        .course = 90,
      };

      armada_fixes_builder_add (builder, &point);
      if (i == 59)
        armada_fixes_builder_end_segment (builder, &drive);
      if (i == 119)
        {
          armada_fixes_builder_end_segment (builder, &stop);
          armada_fixes_builder_end_segment (builder, &event);
        }
    }
  armada_fixes_builder_end_segment (builder, &second);
  return armada_fixes_builder_end (builder);
}

static ArmadaTrack *
make_track (void)
{
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);

  g_ptr_array_add (parts, make_fixes ());
  return armada_track_new (parts);
}

static ArmadaReplay *
make_replay (void)
{
  ArmadaReplay *replay = armada_replay_new ();
  g_autoptr (ArmadaTrack) track = make_track ();
  g_autoptr (ArmadaReplayVehicle) vehicle = armada_replay_vehicle_new (1, "Truck");

  armada_replay_vehicle_set_tracks (vehicle, track, NULL);
  armada_replay_set_period (replay, START, END);
  armada_replay_add (replay, vehicle);
  return replay;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_clock (void)
{
  g_autoptr (ArmadaReplay) replay = make_replay ();
  guint n = 0;

  g_signal_connect_swapped (replay, "notify::position", G_CALLBACK (count_cb), &n);
  armada_replay_advance (replay, 1);
  g_assert_cmpuint (n, ==, 0);
  armada_replay_set_rate (replay, 60);
  armada_replay_set_playing (replay, TRUE);
  armada_replay_advance (replay, 0.5);
  g_assert_cmpfloat (armada_replay_get_position (replay), ==, START + 30);
  g_assert_cmpuint (n, ==, 1);

  armada_replay_set_rate (replay, -60);
  armada_replay_advance (replay, 10);
  g_assert_cmpfloat (armada_replay_get_position (replay), ==, START);
  g_assert_false (armada_replay_get_playing (replay));
  armada_replay_set_rate (replay, 1e9);
  g_assert_cmpfloat (armada_replay_get_rate (replay), ==, ARMADA_REPLAY_MAX_RATE);
  armada_replay_set_rate (replay, 0);
  g_assert_cmpfloat (armada_replay_get_rate (replay), ==, ARMADA_REPLAY_MAX_RATE);
  armada_replay_set_playing (replay, TRUE);
  armada_replay_advance (replay, 10);
  g_assert_cmpfloat (armada_replay_get_position (replay), ==, END);
  g_assert_false (armada_replay_get_playing (replay));
  armada_replay_set_playing (replay, TRUE);
  g_assert_cmpfloat (armada_replay_get_position (replay), ==, START);
}

/* Two frames may have one time, and the first one begins where all does. */
static void
test_no_time (void)
{
  g_autoptr (ArmadaReplay) replay = make_replay ();

  armada_replay_set_playing (replay, TRUE);
  armada_replay_advance (replay, 0);
  g_assert_true (armada_replay_get_playing (replay));
  armada_replay_set_position (replay, END);
  armada_replay_set_rate (replay, -60);
  armada_replay_advance (replay, 0);
  g_assert_true (armada_replay_get_playing (replay));
  armada_replay_advance (replay, 1);
  g_assert_cmpfloat (armada_replay_get_position (replay), ==, END - 60);
}

static void
test_visible (void)
{
  g_autoptr (ArmadaReplay) replay = make_replay ();

  armada_replay_zoom (replay, START + 900, 2);
  g_assert_cmpfloat (armada_replay_get_visible_start (replay), ==, START + 450);
  g_assert_cmpfloat (armada_replay_get_visible_end (replay), ==, START + 2250);
  armada_replay_pan (replay, -10000);
  g_assert_cmpfloat (armada_replay_get_visible_start (replay), ==, START);
  g_assert_cmpfloat (armada_replay_get_visible_end (replay), ==, START + 1800);
  armada_replay_zoom (replay, START, 1e9);
  g_assert_cmpfloat (armada_replay_get_visible_end (replay), ==, START + 10);
  armada_replay_zoom (replay, START, 1e-9);
  g_assert_cmpfloat (armada_replay_get_visible_end (replay), ==, END);
}

static void
test_range (void)
{
  g_autoptr (ArmadaReplay) replay = make_replay ();
  guint n = 0;

  g_signal_connect_swapped (replay, "notify::range-start", G_CALLBACK (count_cb), &n);
  armada_replay_set_range (replay, START + 60, START + 10);
  g_assert_cmpfloat (armada_replay_get_range_start (replay), ==, START + 10);
  g_assert_cmpfloat (armada_replay_get_range_end (replay), ==, START + 60);
  armada_replay_set_range (replay, NAN, 1);
  g_assert_true (isnan (armada_replay_get_range_start (replay)));
  armada_replay_set_range (replay, NAN, NAN);
  g_assert_cmpuint (n, ==, 2);
  armada_replay_set_hover (replay, START - 5);
  g_assert_cmpfloat (armada_replay_get_hover (replay), ==, START);
}

/* From here to there, by the position alone. */
static void
test_marks (void)
{
  g_autoptr (ArmadaReplay) replay = make_replay ();

  armada_replay_set_position (replay, START + 100);
  armada_replay_mark_range (replay, ARMADA_REPLAY_EDGE_START);
  g_assert_cmpfloat (armada_replay_get_range_start (replay), ==, START + 100);
  g_assert_cmpfloat (armada_replay_get_range_end (replay), ==, END);
  armada_replay_set_position (replay, START + 300);
  armada_replay_mark_range (replay, ARMADA_REPLAY_EDGE_END);
  g_assert_cmpfloat (armada_replay_get_range_start (replay), ==, START + 100);
  g_assert_cmpfloat (armada_replay_get_range_end (replay), ==, START + 300);
  armada_replay_set_position (replay, START + 50);
  armada_replay_mark_range (replay, ARMADA_REPLAY_EDGE_END);
  g_assert_cmpfloat (armada_replay_get_range_start (replay), ==, START);
  g_assert_cmpfloat (armada_replay_get_range_end (replay), ==, START + 50);
  armada_replay_set_position (replay, START + 500);
  armada_replay_mark_range (replay, ARMADA_REPLAY_EDGE_START);
  g_assert_cmpfloat (armada_replay_get_range_start (replay), ==, START + 500);
  g_assert_cmpfloat (armada_replay_get_range_end (replay), ==, END);
}

static void
test_offsets (void)
{
  g_autoptr (ArmadaReplay) replay = make_replay ();

  g_assert_cmpint (armada_replay_get_offset (replay, START), ==, 0);
  armada_replay_set_offset (replay, NAN, 3600);
  armada_replay_set_offset (replay, START + 100, 3600);
  armada_replay_set_offset (replay, START + 200, 7200);
  g_assert_cmpint (armada_replay_get_offset (replay, START - 1e6), ==, 3600);
  g_assert_cmpint (armada_replay_get_offset (replay, START + 199), ==, 3600);
  g_assert_cmpint (armada_replay_get_offset (replay, START + 200), ==, 7200);
  armada_replay_set_offset (replay, NAN, -3600);
  g_assert_cmpint (armada_replay_get_offset (replay, START + 500), ==, -3600);
}

static void
spliced_cb (GListModel *model, guint position, guint removed, guint added, guint told[3])
{
  told[0] = position;
  told[1] = removed;
  told[2] = added;
}

/* A day more, before or after, tells of its own segments alone, and the others stay who they are.
 */
static void
test_day_more (void)
{
  g_autoptr (ArmadaReplayVehicle) vehicle = armada_replay_vehicle_new (1, "Truck");
  g_autoptr (ArmadaFixes) day = make_fixes (), next = make_fixes (), before = make_fixes ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  GListModel *segments = armada_replay_vehicle_get_segments (vehicle);
  g_autoptr (ArmadaReplaySegment) first = NULL, again = NULL;
  guint told[3] = { 0 };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (ArmadaTrack) track = NULL;

      g_ptr_array_insert (parts, i == 2 ? 0 : -1, i == 0 ? day : i == 1 ? next : before);
      track = armada_track_new (parts);
      armada_replay_vehicle_set_tracks (vehicle, track, NULL);
      if (i == 0)
        {
          first = g_list_model_get_item (segments, 0);
          g_signal_connect (segments, "items-changed", G_CALLBACK (spliced_cb), told);
          continue;
        }
      g_assert_cmpuint (told[0], ==, i == 1 ? 4 : 0);
      g_assert_cmpuint (told[1], ==, 0);
      g_assert_cmpuint (told[2], ==, 4);
    }
  again = g_list_model_get_item (segments, 4);
  g_assert_true (again == first);
  armada_replay_vehicle_set_tracks (vehicle, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (segments), ==, 0);
}

static void
test_steps (void)
{
  g_autoptr (ArmadaReplay) replay = make_replay ();

  g_assert_true (armada_replay_step (replay, ARMADA_REPLAY_STEP_FIX, TRUE));
  g_assert_cmpfloat (armada_replay_get_position (replay), ==, START + 10);
  g_assert_true (armada_replay_step (replay, ARMADA_REPLAY_STEP_STOP, TRUE));
  g_assert_cmpfloat (armada_replay_get_position (replay), ==, START + 600);
  g_assert_false (armada_replay_step (replay, ARMADA_REPLAY_STEP_STOP, TRUE));
  g_assert_true (armada_replay_step (replay, ARMADA_REPLAY_STEP_EVENT, TRUE));
  g_assert_cmpfloat (armada_replay_get_position (replay), ==, START + 1200);
  g_assert_true (armada_replay_step (replay, ARMADA_REPLAY_STEP_STOP, FALSE));
  g_assert_true (armada_replay_step (replay, ARMADA_REPLAY_STEP_FIX, FALSE));
  g_assert_cmpfloat (armada_replay_get_position (replay), ==, START + 590);
  armada_replay_set_position (replay, END);
  g_assert_false (armada_replay_step (replay, ARMADA_REPLAY_STEP_FIX, TRUE));
  g_assert_true (armada_replay_step (replay, ARMADA_REPLAY_STEP_FIX, FALSE));
  g_assert_cmpfloat (armada_replay_get_position (replay), ==, START + 1800);
}

static void
test_segment (void)
{
  g_autoptr (ArmadaReplay) replay = make_replay ();
  GListModel *segments = armada_replay_vehicle_get_segments (armada_replay_get_current (replay));
  g_autoptr (ArmadaReplaySegment) stop = g_list_model_get_item (segments, 1);

  g_assert_cmpuint (g_list_model_get_n_items (segments), ==, 4);
  g_assert_true (armada_replay_move_to_segment (replay, stop));
  g_assert_cmpfloat (armada_replay_get_range_start (replay), ==, START + 600);
  g_assert_cmpfloat (armada_replay_get_range_end (replay), ==, START + 1200);
  g_assert_cmpfloat (armada_replay_get_position (replay), ==, START + 600);
}

static void
test_place (void)
{
  g_autoptr (ArmadaTrack) track = make_track ();
  g_autoptr (ArmadaTrackIndex) index = armada_track_index_new (track);
  ArmadaTrackPlace place;

  g_assert_true (armada_track_index_place_at (index, START + 15, &place));
  g_assert_true (place.known);
  g_assert_cmpuint (place.fix, ==, 1);
  g_assert_cmpint (place.activity, ==, ARMADA_TRACK_DRIVING);
  g_assert_cmpfloat_with_epsilon (place.longitude, 9.5015, 1e-7);
  g_assert_cmpfloat_with_epsilon (place.latitude, 47, 1e-7);
  g_assert_true (armada_track_index_place_at (index, START - 1, &place));
  g_assert_false (place.known);
  g_assert_true (armada_track_index_place_at (index, END, &place));
  g_assert_false (place.known);
  g_assert_cmpfloat_with_epsilon (place.longitude, 9.62, 1e-7);
}

static void
test_sums (void)
{
  g_autoptr (ArmadaTrack) track = make_track ();
  g_autoptr (ArmadaTrackIndex) index = armada_track_index_new (track);
  double degree = 6371008.8 * G_PI / 180 * cos (47 * G_PI / 180);
  ArmadaTrackSums sums;

  armada_track_index_sum (index, START, END, &sums);
  g_assert_cmpfloat_with_epsilon (sums.distance, 0.12 * degree, 5);
  g_assert_cmpfloat_with_epsilon (sums.driving, 1200, 1e-6);
  g_assert_cmpfloat_with_epsilon (sums.stopped, 600, 1e-6);
  g_assert_cmpfloat (sums.top_speed, ==, 33);
  g_assert_cmpint (sums.first_start, ==, 1000000);
  g_assert_cmpint (sums.last_stop, ==, 1001800);
  g_assert_cmpuint (sums.n_good, ==, 181);

  armada_track_index_sum (index, START + 5, START + 15, &sums);
  g_assert_cmpfloat_with_epsilon (sums.distance, 0.001 * degree, 0.1);
  g_assert_cmpfloat_with_epsilon (sums.driving, 10, 1e-6);
  g_assert_cmpuint (sums.n_good, ==, 1);
  armada_track_index_sum (index, START + 605, START + 1100, &sums);
  g_assert_cmpfloat_with_epsilon (sums.stopped, 495, 1e-6);
  g_assert_cmpfloat (sums.driving, ==, 0);
  g_assert_cmpint (sums.first_start, ==, 0);
  armada_track_index_sum (index, END, END + 1, &sums);
  g_assert_cmpuint (sums.n_good, ==, 0);
  g_assert_true (isnan (sums.top_speed));
}

/* The quick sums of any range are those of adding up step by step. */
static void
test_sums_add_up (void)
{
  g_autoptr (ArmadaTrack) track = make_track ();
  g_autoptr (ArmadaTrackIndex) index = armada_track_index_new (track);
  ArmadaTrackSums whole, part;
  double distance = 0, driving = 0;

  armada_track_index_sum (index, START, END, &whole);
  for (double time = START; time < END; time += 37)
    {
      armada_track_index_sum (index, time, MIN (time + 37, END), &part);
      distance += part.distance;
      driving += part.driving;
    }
  g_assert_cmpfloat_with_epsilon (distance, whole.distance, 0.01);
  g_assert_cmpfloat_with_epsilon (driving, whole.driving, 1e-6);
}

/* Bad fixes do not count; a gap is no way; the date line is crossed the short way. */
static void
test_odd_tracks (void)
{
  static const struct
  {
    gint64 time;
    double latitude, longitude;
    guint8 flags;
  } points[] = {
    { 1000, 10, 179.999, 0 },  { 1010, 0, 0, 0 },    { 1010, 10, -179.999, 0 },
    { 1010, 10, -179.999, 0 }, { 900, 10, -179, 0 }, { 1020, 10, 5, ARMADA_FIX_INVALID },
    { 2000, 10, -179.99, 0 },
  };
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  const ArmadaSegment drive = { .kind = ARMADA_SEGMENT_DRIVE };
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);
  g_autoptr (ArmadaTrack) track = NULL;
  g_autoptr (ArmadaTrackIndex) index = NULL;
  ArmadaTrackPlace place;
  ArmadaTrackSums sums;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      ArmadaFixPoint point = { .time = points[i].time,
                               .latitude = points[i].latitude,
                               .longitude = points[i].longitude,
                               .flags = points[i].flags };

      armada_fixes_builder_add (builder, &point);
    }
  armada_fixes_builder_end_segment (builder, &drive);
  g_ptr_array_add (parts, armada_fixes_builder_end (builder));
  track = armada_track_new (parts);
  index = armada_track_index_new (track);
  g_assert_cmpuint (armada_track_index_get_n (index), ==, 3);
  g_assert_true (armada_track_index_place_at (index, 1005, &place));
  g_assert_cmpfloat_with_epsilon (fabs (place.longitude), 180, 1e-4);
  g_assert_true (armada_track_index_place_at (index, 1500, &place));
  g_assert_false (place.known);
  g_assert_cmpfloat_with_epsilon (place.longitude, -179.999, 1e-6);
  armada_track_index_sum (index, 0, 3000, &sums);
  g_assert_cmpfloat (sums.distance, <, 300);
  g_assert_cmpfloat_with_epsilon (sums.silent, 990, 1e-6);
  g_assert_cmpfloat_with_epsilon (sums.driving, 10, 1e-6);
  g_assert_cmpuint (sums.n_fixes, ==, 7);
  g_assert_cmpuint (sums.n_good, ==, 3);
  armada_track_index_sum (index, 1000, 1010, &sums);
  g_assert_cmpuint (sums.n_fixes, ==, 4);
  g_assert_cmpuint (sums.n_good, ==, 2);
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (ArmadaTrack) track = armada_track_new (parts);
  g_autoptr (ArmadaTrackIndex) index = armada_track_index_new (track);
  g_autoptr (ArmadaReplay) replay = armada_replay_new ();
  ArmadaTrackPlace place;
  ArmadaTrackSums sums;

  g_assert_false (armada_track_index_place_at (index, 0, &place));
  armada_track_index_sum (index, 0, 1, &sums);
  g_assert_cmpuint (sums.n_good, ==, 0);
  g_assert_false (armada_replay_step (replay, ARMADA_REPLAY_STEP_FIX, TRUE));
  armada_replay_set_playing (replay, TRUE);
  g_assert_false (armada_replay_get_playing (replay));
}

/* A straight line needs its ends only; a corner is needed as far as it sticks out. */
static void
test_ranks (void)
{
  g_autoptr (ArmadaTrack) track = make_track ();
  g_autoptr (ArmadaTrackIndex) index = armada_track_index_new (track);
  const float *ranks = armada_track_index_get_ranks (index);

  g_assert_true (isinf (ranks[0]));
  g_assert_true (isinf (ranks[180]));
  for (guint i = 1; i < 180; i++)
    g_assert_cmpfloat (ranks[i], <, 1e-12f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replay/clock", test_clock);
  g_test_add_func ("/replay/no-time", test_no_time);
  g_test_add_func ("/replay/visible", test_visible);
  g_test_add_func ("/replay/range", test_range);
  g_test_add_func ("/replay/marks", test_marks);
  g_test_add_func ("/replay/offsets", test_offsets);
  g_test_add_func ("/replay/day-more", test_day_more);
  g_test_add_func ("/replay/steps", test_steps);
  g_test_add_func ("/replay/segment", test_segment);
  g_test_add_func ("/replay/place", test_place);
  g_test_add_func ("/replay/sums", test_sums);
  g_test_add_func ("/replay/sums-add-up", test_sums_add_up);
  g_test_add_func ("/replay/odd-tracks", test_odd_tracks);
  g_test_add_func ("/replay/nothing", test_nothing);
  g_test_add_func ("/replay/ranks", test_ranks);
  return g_test_run ();
}
