/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding roads near a place, and the roads that a noisy track drove on. */
#include <math.h>

#include "armada-demo-random.h"
#include "armada-demo-rounds.h"
#include "armada-road-match.h"
#include "armada-route.h"

#define N_PLACES 150
#define RADIUS 60.0
#define MAX_SNAPS 64
#define N_DRIVES 40
#define TICK 10

typedef struct
{
  ArmadaRoads *roads;
  ArmadaRoadMatcher *matcher;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", "liechtenstein.frg", NULL);
  g_autoptr (GError) error = NULL;

  fixture->roads = armada_roads_open (path, &error);
  g_assert_no_error (error);
  fixture->matcher = armada_road_matcher_new (fixture->roads);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  armada_road_matcher_free (fixture->matcher);
  armada_roads_unref (fixture->roads);
}

static double
metres_between (double latitude, double longitude, double to_latitude, double to_longitude)
{
  return hypot ((to_longitude - longitude) * cos (latitude * G_PI / 180), to_latitude - latitude) *
         ARMADA_ROADS_METRES_PER_DEGREE;
}

static void
move (ArmadaRoadFix *fix, double north, double east)
{
  fix->latitude += north / ARMADA_ROADS_METRES_PER_DEGREE;
  fix->longitude += east / ARMADA_ROADS_METRES_PER_DEGREE / cos (fix->latitude * G_PI / 180);
}

/* Every second metre of the link is looked at. */
static double
measure_link (ArmadaRoads *roads, guint link, const ArmadaRoadFix *place)
{
  double nearest = G_MAXDOUBLE, latitude, longitude, heading;

  for (double offset = 0; offset < armada_roads_get_length (roads, link) + 2; offset += 2)
    {
      armada_roads_arc_at (roads, (ArmadaRoadsArc) { link, TRUE }, offset, &latitude, &longitude,
                           &heading);
      nearest =
          MIN (nearest, metres_between (place->latitude, place->longitude, latitude, longitude));
    }
  return nearest;
}

static gboolean
is_found (const ArmadaRoadSnap *snaps, guint n_snaps, guint link)
{
  for (guint i = 0; i < n_snaps; i++)
    if (snaps[i].arc.link == link)
      return TRUE;
  return FALSE;
}

static ArmadaRoadFix
choose_place (ArmadaRoads *roads, guint64 *key)
{
  ArmadaRoadFix place;

  armada_roads_get_node (roads, armada_demo_below (key, armada_roads_get_n_nodes (roads)),
                         &place.latitude, &place.longitude);
  move (&place, armada_demo_between (key, -50, 50), armada_demo_between (key, -50, 50));
  return place;
}

static void
check_snap (ArmadaRoads *roads, const ArmadaRoadFix *place, const ArmadaRoadSnap *snap)
{
  double latitude, longitude, heading;

  armada_roads_arc_at (roads, snap->arc, snap->offset, &latitude, &longitude, &heading);
  g_assert_cmpfloat (metres_between (latitude, longitude, snap->latitude, snap->longitude), <, 0.2);
  g_assert_cmpfloat (
      fabs (metres_between (place->latitude, place->longitude, snap->latitude, snap->longitude) -
            snap->distance),
      <, 0.2);
  g_assert_cmpfloat (fabs (measure_link (roads, snap->arc.link, place) - snap->distance), <, 1.5);
  g_assert_true (armada_roads_arc_allowed (roads, snap->arc));
}

/* All links are measured by another way: the same are within the radius. */
static void
test_snap (Fixture *fixture, gconstpointer unused)
{
  ArmadaRoadIndex *index = armada_road_matcher_get_index (fixture->matcher);
  guint n_links = armada_roads_get_n_links (fixture->roads);
  guint64 key = 5;

  for (guint i = 0; i < N_PLACES; i++)
    {
      ArmadaRoadFix place = choose_place (fixture->roads, &key);
      ArmadaRoadSnap snaps[MAX_SNAPS];
      guint n =
          armada_road_index_find (index, place.latitude, place.longitude, RADIUS, snaps, MAX_SNAPS);

      g_assert_cmpuint (n, <, MAX_SNAPS);
      for (guint k = 0; k < n; k++)
        {
          check_snap (fixture->roads, &place, &snaps[k]);
          g_assert_cmpfloat (snaps[k].distance, <=, RADIUS);
          g_assert_cmpfloat (snaps[k].distance, >=, k > 0 ? snaps[k - 1].distance : 0);
        }
      for (guint link = i % 20; link < n_links; link += 20)
        if (measure_link (fixture->roads, link, &place) < RADIUS - 1)
          g_assert_true (is_found (snaps, n, link));
    }
}

/* The nearest stay when there is room for few. */
static void
test_few (Fixture *fixture, gconstpointer unused)
{
  ArmadaRoadIndex *index = armada_road_matcher_get_index (fixture->matcher);
  guint64 key = 6;

  for (guint i = 0; i < N_PLACES * 10; i++)
    {
      ArmadaRoadFix place = choose_place (fixture->roads, &key);
      ArmadaRoadSnap all[MAX_SNAPS], few[3];
      guint n_all =
          armada_road_index_find (index, place.latitude, place.longitude, RADIUS, all, MAX_SNAPS);
      guint n = armada_road_index_find (index, place.latitude, place.longitude, RADIUS, few, 3);

      g_assert_cmpuint (n, ==, MIN (n_all, 3));
      for (guint k = 0; k < n; k++)
        g_assert_cmpfloat (few[k].distance, ==, all[k].distance);
    }
}

static void
test_nowhere (Fixture *fixture, gconstpointer unused)
{
  static const ArmadaRoadFix fixes[] = { { 0, 0 }, { 85, 180 }, { -85, -180 }, { 47.2, 30 } };
  ArmadaRoadMatch matches[G_N_ELEMENTS (fixes)];

  armada_road_matcher_match (fixture->matcher, fixes, G_N_ELEMENTS (fixes), matches);
  for (guint i = 0; i < G_N_ELEMENTS (fixes); i++)
    g_assert_false (matches[i].matched);
  armada_road_matcher_match (fixture->matcher, fixes, 0, matches);
}

static double
measure_way (ArmadaRoads *roads, const ArmadaRoadSnap *from, const ArmadaRoadSnap *to)
{
  g_autoptr (GArray) route = armada_route_find (roads, armada_roads_arc_to (roads, from->arc),
                                                armada_roads_arc_from (roads, to->arc));
  double metres = armada_roads_get_length (roads, from->arc.link) - from->offset + to->offset;

  if (route == NULL)
    return G_MAXDOUBLE;
  for (guint i = 0; i < route->len; i++)
    metres += armada_roads_get_length (roads, g_array_index (route, ArmadaRoadsArc, i).link);
  return metres;
}

/* Over the river, over a fence: both ends are matched, and that no way leads there is told. */
static void
test_broken (Fixture *fixture, gconstpointer unused)
{
  guint64 key = 8;
  guint n_matched = 0, n_broken = 0;

  for (guint i = 0; i < N_PLACES * 20; i++)
    {
      ArmadaRoadFix fixes[3] = { choose_place (fixture->roads, &key) };
      ArmadaRoadMatch matches[3];
      double metres;

      fixes[2] = fixes[0];
      move (&fixes[2], armada_demo_between (&key, -90, 90), armada_demo_between (&key, -90, 90));
      metres = metres_between (fixes[0].latitude, fixes[0].longitude, fixes[2].latitude,
                               fixes[2].longitude);
      armada_road_matcher_match (fixture->matcher, fixes, 3, matches);
      g_assert_false (matches[0].broken || matches[1].matched || matches[1].broken);
      if (!matches[0].matched || !matches[2].matched)
        continue;
      n_matched++;
      n_broken += matches[2].broken;
      if (matches[2].broken)
        g_assert_cmpfloat (measure_way (fixture->roads, &matches[0].snap, &matches[2].snap), >,
                           3 * metres + 300);
    }
  g_test_message ("%u of %u broken", n_broken, n_matched);
  g_assert_cmpuint (n_matched, >, N_PLACES);
  g_assert_cmpuint (n_broken, >, 5);
  g_assert_cmpuint (n_broken * 3, <, n_matched);
}

typedef struct
{
  GArray *fixes; /* of ArmadaRoadFix */
  GArray *truth; /* of ArmadaDemoTripPoint */
} Drive;

static void
add_fixes (Drive *drive, ArmadaRoads *roads, ArmadaDemoTrip *trip, guint64 *key)
{
  for (double time = 0; time < armada_demo_trip_get_duration (trip); time += TICK)
    {
      ArmadaDemoTripPoint point;
      ArmadaRoadFix fix;

      armada_demo_trip_at (trip, roads, time, &point);
      fix = (ArmadaRoadFix) { point.latitude, point.longitude };
      move (&fix, armada_demo_between (key, -7, 7), armada_demo_between (key, -7, 7));
      g_array_append_val (drive->truth, point);
      g_array_append_val (drive->fixes, fix);
    }
}

/* Real drives, measured badly: the road driven on is found, and the place is nearer the truth. */
static void
test_drives (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaDemoRounds) rounds = armada_demo_rounds_new (fixture->roads, 1, &error);
  guint64 key = 7;
  guint n = 0, n_matched = 0, n_right = 0;
  double raw = 0, snapped = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < N_DRIVES; i++)
    {
      g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (ArmadaRoadFix));
      g_autoptr (GArray) truth = g_array_new (FALSE, FALSE, sizeof (ArmadaDemoTripPoint));
      g_autofree ArmadaRoadMatch *matches = NULL;

      add_fixes (&(Drive) { fixes, truth }, fixture->roads,
                 armada_demo_rounds_get_trip (rounds, i, i + 1), &key);
      matches = g_new (ArmadaRoadMatch, fixes->len);
      armada_road_matcher_match (fixture->matcher, (ArmadaRoadFix *) fixes->data, fixes->len,
                                 matches);
      for (guint k = 0; k < fixes->len; k++, n++)
        {
          const ArmadaDemoTripPoint *point = &g_array_index (truth, ArmadaDemoTripPoint, k);
          const ArmadaRoadFix *fix = &g_array_index (fixes, ArmadaRoadFix, k);

          g_assert_false (matches[k].broken);
          if (!matches[k].matched)
            continue;
          n_matched++;
          n_right += matches[k].snap.arc.link == point->link;
          raw += metres_between (point->latitude, point->longitude, fix->latitude, fix->longitude);
          snapped += metres_between (point->latitude, point->longitude, matches[k].snap.latitude,
                                     matches[k].snap.longitude);
        }
    }
  g_test_message ("%u fixes, %u matched, %u on the right link, %.1f m off instead of %.1f", n,
                  n_matched, n_right, snapped / n, raw / n);
  g_assert_cmpuint (n, >, 500);
  g_assert_cmpuint (n_matched, ==, n);
  g_assert_cmpuint (n_right * 100, >, n * 93);
  g_assert_cmpfloat (snapped, <, raw * 0.85);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/road-match/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("snap", test_snap);
  ADD ("few", test_few);
  ADD ("nowhere", test_nowhere);
  ADD ("broken", test_broken);
  ADD ("drives", test_drives);
  return g_test_run ();
}
