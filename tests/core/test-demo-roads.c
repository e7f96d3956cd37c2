/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The road graph of the demo: what it refuses to read, and whether its ways can be driven. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "armada-demo-rounds.h"
#include "armada-demo-trip.h"
#include "armada-route.h"

#define N_CORRUPTED 200
#define N_ROUTES 150

typedef struct
{
  char *text;
  gsize size;
  char *path; /* of the copy to be spoilt */
} Original;

static char *
roads_path (void)
{
  return g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", "liechtenstein.frg", NULL);
}

static ArmadaRoads *
open_roads (void)
{
  g_autofree char *path = roads_path ();
  g_autoptr (GError) error = NULL;
  ArmadaRoads *roads = armada_roads_open (path, &error);

  g_assert_no_error (error);
  return roads;
}

static void
load (Original *original)
{
  g_autofree char *path = roads_path ();
  g_autoptr (GError) error = NULL;
  g_autofd int fd = g_file_open_tmp ("armada-roads-XXXXXX", &original->path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (fd, >=, 0);
  g_file_get_contents (path, &original->text, &original->size, &error);
  g_assert_no_error (error);
}

static void
unload (Original *original)
{
  g_assert_no_errno (g_unlink (original->path));
  g_free (original->path);
  g_free (original->text);
}

static ArmadaRoads *
open_copy (const Original *original, const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  ArmadaRoads *roads;

  g_file_set_contents_full (original->path, text, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
  roads = armada_roads_open (original->path, &error);
  if (roads == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  return roads;
}

/* Everything that can be asked, as far as no crash tells more than one. */
static void
drive_everywhere (ArmadaRoads *roads)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaDemoRounds) rounds = armada_demo_rounds_new (roads, 1, &error);
  double latitude, longitude, heading;

  for (guint i = 0; i < armada_roads_get_n_links (roads); i++)
    {
      ArmadaRoadsArc arc = { i, i % 2 };

      g_assert_true (g_utf8_validate (armada_roads_get_name (roads, i), -1, NULL));
      armada_roads_arc_at (roads, arc, armada_roads_get_length (roads, i) / 2, &latitude,
                           &longitude, &heading);
      g_assert_true (fabs (latitude) <= 90 && fabs (longitude) <= 180);
      g_assert_true (heading >= 0 && heading <= 360);
    }
  if (rounds == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      return;
    }
  for (guint i = 1; i < ARMADA_DEMO_N_PLACES; i++)
    {
      ArmadaDemoTrip *trip = armada_demo_rounds_get_trip (rounds, 0, i);
      ArmadaDemoTripPoint point;

      g_assert_nonnull (trip);
      armada_demo_trip_at (trip, roads, armada_demo_trip_get_duration (trip) / 2, &point);
      g_assert_true (isfinite (point.latitude) && isfinite (point.speed));
    }
}

static void
test_truncated (void)
{
  Original original;

  load (&original);
  for (gsize size = 0; size < original.size; size += MAX (1, original.size / 97))
    g_assert_null (open_copy (&original, original.text, size));
  g_assert_null (open_copy (&original, original.text, original.size - 1));
  unload (&original);
}

static void
test_corrupted (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);
  Original original;
  guint n_refused = 0;

  load (&original);
  for (guint i = 0; i < N_CORRUPTED; i++)
    {
      g_autofree char *text = g_memdup2 (original.text, original.size);
      g_autoptr (ArmadaRoads) roads = NULL;
      /* every third time in the header, where it hurts most */
      gint32 end = i % 3 == 0 ? 96 : (gint32) original.size;

      for (guint k = 0; k < 1 + i % 4; k++)
        text[g_rand_int_range (rand, 4, end)] = (char) g_rand_int_range (rand, 0, 256);
      roads = open_copy (&original, text, original.size);
      if (roads != NULL)
        drive_everywhere (roads);
      else
        n_refused++;
    }
  unload (&original);
  g_assert_cmpuint (n_refused, >, N_CORRUPTED / 10);
  g_assert_cmpuint (n_refused, <, N_CORRUPTED);
}

static void
test_other_files (void)
{
  static const char *const texts[] = { "", "FRG1", "FRG2\1\0\0\0", "{\"type\":\"no roads\"}" };
  g_autoptr (GError) error = NULL;
  Original original;

  load (&original);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (open_copy (&original, texts[i], strlen (texts[i])));
  unload (&original);
  g_assert_null (armada_roads_open ("/nowhere/at/all.frg", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* What the search makes small: driving time, and a little for each link. */
static double
way_cost (ArmadaRoads *roads, GArray *way)
{
  double seconds = 0;

  for (guint i = 0; i < way->len; i++)
    {
      guint link = g_array_index (way, ArmadaRoadsArc, i).link;

      seconds += armada_roads_get_length (roads, link) * 3.6 / armada_roads_get_speed (roads, link);
      seconds += armada_roads_get_class (roads, link) > 4 ? 2 : 0.5;
    }
  return seconds;
}

static guint
choose_node (ArmadaRoads *roads, GRand *rand)
{
  guint node;

  do
    node = (guint) g_rand_int_range (rand, 0, (gint32) armada_roads_get_n_nodes (roads));
  while (!armada_roads_is_connected (roads, node));
  return node;
}

static GArray *
find_way (ArmadaRoads *roads, guint from, guint to)
{
  GArray *way = armada_route_find (roads, from, to);
  guint node = from;

  g_assert_nonnull (way);
  for (guint i = 0; i < way->len; i++)
    {
      ArmadaRoadsArc arc = g_array_index (way, ArmadaRoadsArc, i);

      g_assert_true (armada_roads_arc_allowed (roads, arc));
      g_assert_cmpuint (armada_roads_arc_from (roads, arc), ==, node);
      node = armada_roads_arc_to (roads, arc);
    }
  g_assert_cmpuint (node, ==, to);
  return way;
}

/* A way is whole, keeps to one-way streets, and no way by a third place is quicker. */
static void
test_ways (void)
{
  g_autoptr (ArmadaRoads) roads = open_roads ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_ROUTES; i++)
    {
      guint from = choose_node (roads, rand);
      guint by = choose_node (roads, rand);
      guint to = choose_node (roads, rand);
      g_autoptr (GArray) first = find_way (roads, from, by);
      g_autoptr (GArray) second = find_way (roads, by, to);
      g_autoptr (GArray) direct = find_way (roads, from, to);

      g_assert_cmpfloat (way_cost (roads, direct), <=,
                         way_cost (roads, first) + way_cost (roads, second) + 1e-6);
    }
}

static void
test_way_to_itself (void)
{
  g_autoptr (ArmadaRoads) roads = open_roads ();
  g_autoptr (GArray) way = armada_route_find (roads, 7, 7);

  g_assert_cmpuint (way->len, ==, 0);
}

/* From standstill to standstill, never faster than the limit, never back. */
static void
check_trip (ArmadaRoads *roads, GArray *way)
{
  g_autoptr (ArmadaDemoTrip) trip = armada_demo_trip_new (roads, way);
  double duration = armada_demo_trip_get_duration (trip);
  double length = 0, before = 0;
  ArmadaDemoTripPoint point;

  for (guint i = 0; i < way->len; i++)
    length += armada_roads_get_length (roads, g_array_index (way, ArmadaRoadsArc, i).link);
  g_assert_cmpfloat_with_epsilon (armada_demo_trip_get_length (trip), length, 0.1);

  for (double seconds = 0; seconds < duration; seconds += 1)
    {
      armada_demo_trip_at (trip, roads, seconds, &point);
      g_assert_cmpfloat (point.distance, >=, before - 0.01);
      g_assert_cmpfloat (point.speed * 3.6, <=, armada_roads_get_speed (roads, point.link) + 0.1);
      before = point.distance;
    }
  armada_demo_trip_at (trip, roads, 0, &point);
  g_assert_cmpfloat_with_epsilon (point.speed, 0, 0.01);
  armada_demo_trip_at (trip, roads, duration, &point);
  g_assert_cmpfloat_with_epsilon (point.distance, length, 0.5);
  g_assert_cmpfloat (point.speed, <, 0.2);
}

static void
test_trips (void)
{
  g_autoptr (ArmadaRoads) roads = open_roads ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);

  for (guint i = 0; i < N_ROUTES; i++)
    {
      guint from = choose_node (roads, rand);
      guint to = choose_node (roads, rand);
      g_autoptr (GArray) way = find_way (roads, from, to);

      if (way->len > 0)
        check_trip (roads, way);
    }
}

static void
test_places (void)
{
  g_autoptr (ArmadaRoads) roads = open_roads ();

  for (guint64 seed = 0; seed < 8; seed++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ArmadaDemoRounds) rounds = armada_demo_rounds_new (roads, seed, &error);

      g_assert_no_error (error);
      g_assert_null (armada_demo_rounds_get_trip (rounds, 3, 3));
      for (guint i = 0; i + 1 < ARMADA_DEMO_N_PLACES; i++)
        {
          guint place = armada_demo_rounds_get_node (rounds, i);

          g_assert_cmpuint (place, !=, armada_demo_rounds_get_node (rounds, i + 1));
          g_assert_nonnull (armada_demo_rounds_get_trip (rounds, i, i + 1));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo-roads/truncated", test_truncated);
  g_test_add_func ("/demo-roads/corrupted", test_corrupted);
  g_test_add_func ("/demo-roads/other-files", test_other_files);
  g_test_add_func ("/demo-roads/ways", test_ways);
  g_test_add_func ("/demo-roads/way-to-itself", test_way_to_itself);
  g_test_add_func ("/demo-roads/trips", test_trips);
  g_test_add_func ("/demo-roads/places", test_places);
  return g_test_run ();
}
