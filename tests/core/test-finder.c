/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "armada-test-replay.h"
#include "armada-test.h"
#include "replay/armada-finder.h"

#define START 1000000.0

/* A part of a made-up way: fixes @every seconds apart. */
typedef struct
{
  guint n;
  guint every;
  ArmadaSegmentKind kind;
  float speed;
  float engine; /* NAN: nothing told */
  double step;  /* degrees east from fix to fix */
} Part;

static ArmadaTrackIndex *
make_index (const Part *parts, guint n_parts, ArmadaTrack **track)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);
  guint sensor = armada_fixes_builder_add_sensor (builder, "sensor_1");
  double longitude = 106.8;
  gint64 time = (gint64) START;

  armada_fixes_builder_name_sensor (builder, "sensor_1", "Engine", "");
  armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
  for (guint p = 0; p < n_parts; p++)
    {
      for (guint i = 0; i < parts[p].n; i++)
        {
          ArmadaFixPoint point = {
            .time = time, .latitude = -6.2, .longitude = longitude, .speed = parts[p].speed
          };

          point.altitude = point.course = point.distance = NAN;
          armada_fixes_builder_add (builder, &point);
          armada_fixes_builder_set_sensor (builder, sensor, parts[p].engine);
          time += parts[p].every;
          longitude += parts[p].step;
        }
      armada_test_replay_end_segment (builder, parts[p].kind, time);
    }
  g_ptr_array_add (list, armada_fixes_builder_end (builder));
  *track = armada_track_new (list);
  return armada_track_index_new (*track);
}

static GArray *
find (ArmadaTrackIndex *index, ArmadaFindKind kind, double least, double limit)
{
  const ArmadaFindQuery query = {
    .kind = kind, .from = START, .to = START + 1e6, .least = least, .limit = limit
  };

  return armada_track_index_search (index, &query, NULL);
}

#define assert_stretch(found, i, from, until)                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpuint ((found)->len, >, (i));                                                       \
    g_assert_cmpfloat_with_epsilon (g_array_index (found, ArmadaStretch, i).start, START + (from), \
                                    0.01);                                                         \
    g_assert_cmpfloat_with_epsilon (g_array_index (found, ArmadaStretch, i).end, START + (until),  \
                                    0.01);                                                         \
  }                                                                                                \
  G_STMT_END

/* Standing with the engine on is a stop too; a stop is found from as long as the threshold on. */
static void
test_standing (void)
{
  const Part parts[] = {
    { 60, 10, ARMADA_SEGMENT_DRIVE, 40, 1, 1e-3 }, { 30, 10, ARMADA_SEGMENT_STOP, 0, 1, 0 },
    { 30, 10, ARMADA_SEGMENT_STOP, 0, 0, 0 },      { 60, 10, ARMADA_SEGMENT_DRIVE, 40, 1, 1e-3 },
    { 12, 10, ARMADA_SEGMENT_STOP, 0, 1, 0 },      { 60, 10, ARMADA_SEGMENT_DRIVE, 40, 1, 1e-3 },
  };
  g_autoptr (ArmadaTrack) track = NULL;
  g_autoptr (ArmadaTrackIndex) index = make_index (parts, G_N_ELEMENTS (parts), &track);
  g_autoptr (GArray) stops = find (index, ARMADA_FIND_STOPS, 300, 0);
  g_autoptr (GArray) all = find (index, ARMADA_FIND_STOPS, 0, 0);
  g_autoptr (GArray) exact = find (index, ARMADA_FIND_STOPS, 120, 0);
  g_autoptr (GArray) longer = find (index, ARMADA_FIND_STOPS, 121, 0);
  g_autoptr (GArray) idling = find (index, ARMADA_FIND_IDLING, 120, 0);

  g_assert_cmpuint (stops->len, ==, 1);
  assert_stretch (stops, 0, 600, 1200);
  g_assert_cmpfloat (g_array_index (stops, ArmadaStretch, 0).silent, ==, 0);
  g_assert_cmpfloat_with_epsilon (g_array_index (stops, ArmadaStretch, 0).latitude, -6.2, 1e-6);
  g_assert_cmpfloat_with_epsilon (g_array_index (stops, ArmadaStretch, 0).longitude, 106.86, 1e-6);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpuint (exact->len, ==, 2);
  g_assert_cmpuint (longer->len, ==, 1);
  g_assert_cmpuint (idling->len, ==, 2);
  assert_stretch (idling, 0, 600, 900);
  assert_stretch (idling, 1, 1800, 1920);
}

/* A parked vehicle that reports each hour is parked still; one that is found elsewhere is not, and
 * whether an engine ran in a silence nobody knows. */
static void
test_silence (void)
{
  const Part parked[] = {
    { 10, 60, ARMADA_SEGMENT_STOP, 0, 1, 0 },
    { 3, 3600, ARMADA_SEGMENT_STOP, 0, 1, 0 },
    { 10, 60, ARMADA_SEGMENT_STOP, 0, 1, 0 },
  };
  const Part towed[] = {
    { 10, 60, ARMADA_SEGMENT_STOP, 0, 0, 0 },
    { 1, 3600, ARMADA_SEGMENT_STOP, 0, 0, 0.01 },
    { 10, 60, ARMADA_SEGMENT_STOP, 0, 0, 0 },
  };
  g_autoptr (ArmadaTrack) first = NULL;
  g_autoptr (ArmadaTrack) second = NULL;
  g_autoptr (ArmadaTrackIndex) index = make_index (parked, G_N_ELEMENTS (parked), &first);
  g_autoptr (ArmadaTrackIndex) other = make_index (towed, G_N_ELEMENTS (towed), &second);
  g_autoptr (GArray) stops = find (index, ARMADA_FIND_STOPS, 300, 0);
  g_autoptr (GArray) idling = find (index, ARMADA_FIND_IDLING, 300, 0);
  g_autoptr (GArray) apart = find (other, ARMADA_FIND_STOPS, 300, 0);

  g_assert_cmpuint (stops->len, ==, 1);
  assert_stretch (stops, 0, 0, 600 + 3 * 3600 + 540);
  g_assert_cmpfloat (g_array_index (stops, ArmadaStretch, 0).silent, ==, 3 * 3600);
  g_assert_cmpuint (idling->len, ==, 2);
  assert_stretch (idling, 0, 0, 600);
  g_assert_cmpuint (apart->len, ==, 2);
  assert_stretch (apart, 0, 0, 600);
  assert_stretch (apart, 1, 4200, 4740);
}

/* The limit itself is not over it; when it was passed lies between the fixes, but not in a gap. */
static void
test_overspeed (void)
{
  const Part parts[] = {
    { 6, 10, ARMADA_SEGMENT_DRIVE, 60, 1, 1e-3 },  { 6, 10, ARMADA_SEGMENT_DRIVE, 100, 1, 2e-3 },
    { 6, 10, ARMADA_SEGMENT_DRIVE, 80, 1, 1e-3 },  { 1, 600, ARMADA_SEGMENT_DRIVE, 120, 1, 0.1 },
    { 1, 10, ARMADA_SEGMENT_DRIVE, 90, 1, 1e-3 },  { 1, 10, ARMADA_SEGMENT_DRIVE, NAN, 1, 1e-3 },
    { 2, 10, ARMADA_SEGMENT_DRIVE, 130, 1, 1e-3 },
  };
  g_autoptr (ArmadaTrack) track = NULL;
  g_autoptr (ArmadaTrackIndex) index = make_index (parts, G_N_ELEMENTS (parts), &track);
  g_autoptr (GArray) all = find (index, ARMADA_FIND_OVERSPEED, 0, 80);
  g_autoptr (GArray) lasting = find (index, ARMADA_FIND_OVERSPEED, 30, 80);
  g_autoptr (GArray) fast = find (index, ARMADA_FIND_OVERSPEED, 0, 129);
  g_autoptr (GArray) none = find (index, ARMADA_FIND_OVERSPEED, 0, 130);

  g_assert_cmpuint (all->len, ==, 4);
  assert_stretch (all, 0, 55, 120);
  g_assert_cmpfloat (g_array_index (all, ArmadaStretch, 0).top_speed, ==, 100);
  g_assert_cmpfloat (g_array_index (all, ArmadaStretch, 0).distance, >, 1000);
  assert_stretch (all, 1, 170, 180);
  assert_stretch (all, 2, 780, 780);
  assert_stretch (all, 3, 800, 810);
  g_assert_cmpuint (lasting->len, ==, 1);
  g_assert_cmpuint (fast->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
}

/* What goes on beyond the period is found as far as it lies in it. */
static void
test_period (void)
{
  const Part parts[] = { { 100, 60, ARMADA_SEGMENT_STOP, 0, 0, 0 } };
  g_autoptr (ArmadaTrack) track = NULL;
  g_autoptr (ArmadaTrackIndex) index = make_index (parts, 1, &track);
  ArmadaFindQuery query = { .kind = ARMADA_FIND_STOPS, .from = START + 90, .to = START + 400 };
  g_autoptr (GArray) part = armada_track_index_search (index, &query, NULL);
  g_autoptr (GArray) short_part = NULL;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) backwards = NULL;

  g_assert_cmpuint (part->len, ==, 1);
  assert_stretch (part, 0, 90, 400);
  query.least = 311;
  short_part = armada_track_index_search (index, &query, NULL);
  g_assert_cmpuint (short_part->len, ==, 0);
  query = (ArmadaFindQuery) { .from = START - 500, .to = START - 100 };
  before = armada_track_index_search (index, &query, NULL);
  g_assert_cmpuint (before->len, ==, 0);
  query = (ArmadaFindQuery) { .from = START + 500, .to = START + 100 };
  backwards = armada_track_index_search (index, &query, NULL);
  g_assert_cmpuint (backwards->len, ==, 0);
}

/* Nothing, and one fix. */
static void
test_little (void)
{
  const Part one[] = { { 1, 10, ARMADA_SEGMENT_STOP, 150, 1, 0 } };
  g_autoptr (ArmadaTrack) empty = NULL;
  g_autoptr (ArmadaTrack) single = NULL;
  g_autoptr (ArmadaTrackIndex) nothing = make_index (one, 0, &empty);
  g_autoptr (ArmadaTrackIndex) index = make_index (one, 1, &single);

  for (guint kind = 0; kind <= ARMADA_FIND_OVERSPEED; kind++)
    {
      g_autoptr (GArray) none = find (nothing, (ArmadaFindKind) kind, 0, 80);
      g_autoptr (GArray) found = find (index, (ArmadaFindKind) kind, 0, 80);

      g_assert_cmpuint (none->len, ==, 0);
      g_assert_cmpuint (found->len, ==, kind == ARMADA_FIND_OVERSPEED);
    }
}

static void
wait_for (ArmadaFinder *finder)
{
  armada_test_wait_until (!armada_finder_get_busy (finder));
}

static guint
count (ArmadaFinder *finder)
{
  return g_list_model_get_n_items (G_LIST_MODEL (finder));
}

/* The list goes along with the thresholds, with what arrives and with who is looked at. */
static void
test_finder (void)
{
  g_autoptr (ArmadaReplay) replay = armada_test_replay (1, 1440, 60);
  g_autoptr (ArmadaFinder) finder = armada_finder_new (replay);
  g_autoptr (ArmadaReplayVehicle) more = armada_test_replay_vehicle (1440, 60, 5);
  guint n_one;

  wait_for (finder);
  n_one = count (finder);
  g_assert_cmpuint (n_one, ==, 5);
  g_assert_cmpfloat (armada_finder_get_seconds (finder), >, 12 * 3600);
  armada_finder_set_least (finder, 5 * 3600);
  g_assert_true (armada_finder_get_busy (finder));
  wait_for (finder);
  g_assert_cmpuint (count (finder), <, n_one);
  armada_finder_set_least (finder, 300);

  armada_replay_add (replay, more);
  wait_for (finder);
  g_assert_cmpuint (count (finder), ==, n_one);
  g_object_set (finder, "all-vehicles", TRUE, NULL);
  wait_for (finder);
  g_assert_cmpuint (count (finder), >, n_one);
  g_object_set (finder, "kind", ARMADA_FIND_OVERSPEED, "limit", 60, NULL);
  g_assert_cmpuint (armada_finder_get_least (finder), ==, 10);
  wait_for (finder);
  g_assert_cmpuint (count (finder), >, 0);

  armada_replay_clear (replay);
  g_assert_cmpuint (count (finder), ==, 0);
  wait_for (finder);
  g_assert_cmpuint (count (finder), ==, 0);
}

/* What is chosen of another vehicle makes that the current one. */
static void
test_choose (void)
{
  g_autoptr (ArmadaReplay) replay = armada_test_replay (2, 1440, 60);
  g_autoptr (ArmadaFinder) finder = armada_finder_new (replay);
  ArmadaReplayVehicle *first = armada_replay_get_current (replay);
  double before = -INFINITY;
  gboolean other = FALSE;

  g_object_set (finder, "all-vehicles", TRUE, NULL);
  wait_for (finder);
  for (guint i = 0; i < count (finder); i++)
    {
      g_autoptr (ArmadaFound) found = g_list_model_get_item (G_LIST_MODEL (finder), i);
      const ArmadaStretch *stretch = armada_found_get_stretch (found);

      g_assert_cmpfloat (stretch->start, >=, before);
      before = stretch->start;
      armada_finder_choose (finder, found);
      g_assert_true (armada_replay_get_current (replay) == armada_found_get_vehicle (found));
      g_assert_cmpfloat (armada_replay_get_range_start (replay), ==, stretch->start);
      g_assert_cmpfloat (armada_replay_get_range_end (replay), ==, stretch->end);
      g_assert_cmpfloat (armada_replay_get_position (replay), ==, stretch->start);
      other |= armada_found_get_vehicle (found) != first;
    }
  g_assert_true (other);
}

/* A finder that goes while it looks leaves nothing behind. */
static void
test_gone (void)
{
  g_autoptr (ArmadaReplay) replay = armada_test_replay (3, 1440, 60);
  ArmadaFinder *finder = armada_finder_new (replay);

  g_main_context_iteration (NULL, FALSE);
  g_object_run_dispose (G_OBJECT (finder));
  armada_test_finalize (finder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finder/standing", test_standing);
  g_test_add_func ("/finder/silence", test_silence);
  g_test_add_func ("/finder/overspeed", test_overspeed);
  g_test_add_func ("/finder/period", test_period);
  g_test_add_func ("/finder/little", test_little);
  g_test_add_func ("/finder/finder", test_finder);
  g_test_add_func ("/finder/choose", test_choose);
  g_test_add_func ("/finder/gone", test_gone);
  return g_test_run ();
}
