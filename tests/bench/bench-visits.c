/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "armada-bench.h"
#include "armada-test-store.h"

/*
 * Who was here, over 100 vehicles and 30 days with a fix each 30 seconds: each day a vehicle drives
 * from the one depot to six of 200 customers and back, and stays a while at each. Asked about a
 * customer, about a block of the city that many drive through, about the depot, where everybody was
 * every day, about half of the city, and about more than all of it. Then about a circle whose rim
 * leads over the place where all of them park, so that almost every fix must be looked at: that one
 * has no limit. CPU time of all threads from the question to the answer, and what a clock showed;
 * medians. Ends with 1 when the limit is passed.
 */

#define N_VEHICLES 100
#define N_DAYS 30
#define N_CUSTOMERS 200
#define PER_DAY 2880
#define EVERY 30
#define N_STOPS 6
#define N_ROUNDS 5
#define START G_GINT64_CONSTANT (1772323200) /* 2026-03-01 00:00 UTC */
#define DAY 86400
#define MOST 200.0 /* milliseconds */

typedef struct
{
  double latitude;
  double longitude;
} Place;

static Place customers[N_CUSTOMERS];
static const Place depot = { -6.25, 106.85 };

static void
make_customers (GRand *random)
{
  for (guint i = 0; i < N_CUSTOMERS; i++)
    customers[i] = (Place) { -6.25 + g_rand_double_range (random, -0.25, 0.25),
                             106.85 + g_rand_double_range (random, -0.25, 0.25) };
}

static void
add_fix (ArmadaFixesBuilder *builder, guint day, guint i, Place place, float speed, GRand *random)
{
  armada_fixes_builder_add (
      builder,
      &(ArmadaFixPoint) { .id = 1000000 + (gint64) i,
                          .time = START + (gint64) day * DAY + (gint64) i * EVERY,
                          .delay = 2,
                          .latitude = place.latitude + g_rand_double_range (random, -3e-5, 3e-5),
                          .longitude = place.longitude + g_rand_double_range (random, -3e-5, 3e-5),
                          .speed = speed,
                          .altitude = 20,
                          .course = (float) g_rand_int_range (random, 0, 360),
                          .distance = 0.2f });
}

/* At 40 km/h along streets that go north and east. */
static Place
find_on_way (Place from, Place to, double metres, double *left)
{
  double north = fabs (to.latitude - from.latitude) * 111195;
  double east = fabs (to.longitude - from.longitude) * 110500;

  *left = north + east - metres;
  if (metres < north)
    return (Place) { from.latitude + (to.latitude - from.latitude) * metres / north,
                     from.longitude };
  if (*left <= 0)
    return to;
  return (Place) { to.latitude,
                   from.longitude + (to.longitude - from.longitude) * (metres - north) / east };
}

static ArmadaFixes *
make_day (guint day, GRand *random)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  Place from = depot, to = depot;
  guint stop = 0, standing = (guint) g_rand_int_range (random, 700, 900);
  double metres = 0, left = 0;

  armada_fixes_builder_set_origin (builder, 7, 0, FALSE, 0);
  for (guint i = 0; i < PER_DAY; i++)
    {
      Place place = from;

      if (standing > 0 && --standing == 0 && stop <= N_STOPS)
        {
          to = stop++ < N_STOPS ? customers[g_rand_int_range (random, 0, N_CUSTOMERS)] : depot;
          metres = 0;
        }
      else if (standing == 0 && stop <= N_STOPS + 1)
        {
          metres += 40 / 3.6 * EVERY;
          place = find_on_way (from, to, metres, &left);
          if (left <= 0)
            {
              from = to;
              standing = stop > N_STOPS ? PER_DAY : (guint) g_rand_int_range (random, 40, 100);
            }
        }
      add_fix (builder, day, i, place, standing > 0 ? 0 : 40, random);
    }
  return armada_fixes_builder_end (builder);
}

static void
fill (ArmadaTestStore *store, GRand *random)
{
  for (guint day = 0; day < N_DAYS; day++)
    for (guint vehicle = 0; vehicle < N_VEHICLES; vehicle++)
      {
        g_autofree char *name = g_strdup_printf ("2026-03-%02u", day + 1);
        const ArmadaTrackKey key = { .account = store->account, .device = vehicle, .day = name };
        g_autoptr (ArmadaFixes) fixes = make_day (day, random);

        if (!armada_test_store_put_track (store, &key, TRUE, fixes))
          g_error ("a track cannot be kept");
      }
}

/* Returns: milliseconds of CPU time in the median */
static double
measure (ArmadaTestStore *store, ArmadaArea *area, const char *what)
{
  const ArmadaVisitQuery query = {
    .account = store->account, .area = area, .from = START, .to = START + N_DAYS * DAY - 1
  };
  double times[N_ROUNDS], clocks[N_ROUNDS];
  guint n = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double before = armada_bench_process_cpu ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GArray) visits = NULL;

      armada_store_find_visits_async (store->store, &query, NULL, armada_test_result_cb, &result);
      armada_test_wait (&result);
      visits = armada_store_find_visits_finish (store->store, result, NULL);
      times[i] = armada_bench_process_cpu () - before;
      clocks[i] = armada_bench_since (start);
      n = visits->len;
    }
  qsort (times, N_ROUNDS, sizeof *times, armada_bench_compare);
  qsort (clocks, N_ROUNDS, sizeof *clocks, armada_bench_compare);
  printf ("%s: %u visits, %.0f ms of CPU time, %.0f ms by the clock\n", what, n,
          times[N_ROUNDS / 2], clocks[N_ROUNDS / 2]);
  return times[N_ROUNDS / 2];
}

static gint64
get_page_bytes (ArmadaTestStore *store, const char *names)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT sum (pgsize) FROM dbstat WHERE name LIKE '%s'", names);

  return armada_test_store_query (store, sql);
}

static void
tell_sizes (ArmadaTestStore *store)
{
  printf ("%u vehicles, %u days, %u fixes a day; %.0f MB of tracks, %.0f MB of ways, %.0f MB of"
          " boxes; %.1f boxes a day\n",
          N_VEHICLES, N_DAYS, PER_DAY, (double) get_page_bytes (store, "track_blob") / 1e6,
          (double) get_page_bytes (store, "track_way") / 1e6,
          (double) get_page_bytes (store, "track_box%") / 1e6,
          (double) armada_test_store_query (store, "SELECT sum (n) FROM track_boxed") /
              (N_VEHICLES * N_DAYS));
}

/* Returns: (transfer full): with twelve corners */
static ArmadaArea *
new_ring (double latitude, double longitude, double radius)
{
  ArmadaAreaPoint corners[12];

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    corners[i] = (ArmadaAreaPoint) { latitude + radius * sin (i * G_PI / 6),
                                     longitude + radius * cos (i * G_PI / 6) };
  return armada_area_new_polygon (corners, G_N_ELEMENTS (corners));
}

int
main (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  ArmadaTestStore store = { 0 };
  const ArmadaAreaPoint corners[] = {
    { -6.21, 106.80 }, { -6.21, 106.805 }, { -6.205, 106.806 }, { -6.204, 106.80 }
  };
  struct
  {
    const char *what;
    ArmadaArea *area;
    gboolean free;
  } questions[] = {
    { "a customer, 150 m round it", NULL, FALSE },
    { "a block of the city, four corners",
      armada_area_new_polygon (corners, G_N_ELEMENTS (corners)), FALSE },
    { "the depot, 200 m round it", armada_area_new_circle (depot.latitude, depot.longitude, 200),
      FALSE },
    { "half of the city, twelve corners", new_ring (-6.25, 107.05, 0.25), FALSE },
    { "all of the city, twelve corners", new_ring (-6.25, 106.85, 0.5), FALSE },
    { "all of the city, a circle", armada_area_new_circle (-6.25, 106.85, 60000), FALSE },
    { "a rim over the yard", armada_area_new_circle (depot.latitude, depot.longitude + 0.0018, 199),
      TRUE },
  };
  gboolean slow = FALSE;

  make_customers (random);
  armada_test_store_set_up (&store, NULL);
  fill (&store, random);
  tell_sizes (&store);
  questions[0].area = armada_area_new_circle (customers[0].latitude, customers[0].longitude, 150);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      double time = measure (&store, questions[i].area, questions[i].what);

      slow |= !questions[i].free && time > MOST;
      armada_area_unref (questions[i].area);
    }
  armada_test_store_tear_down (&store, NULL);
  printf ("at most %.0f ms but for a rim over the yard\n", MOST);
  return slow;
}
