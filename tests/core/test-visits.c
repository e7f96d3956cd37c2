/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "armada-test-store.h"
#include "store/armada-migrations.h"
#include "store/armada-visit-builder.h"

#define DAY 86400
#define MARCH_1 G_GINT64_CONSTANT (1772323200) /* 2026-03-01 00:00, of a clock in UTC */
#define ZONE (7 * 3600)

/* A fix: seconds after midnight of the account, and degrees. */
typedef struct
{
  int second;
  double latitude;
  double longitude;
} Point;

static ArmadaFixes *
make_fixes (const Point *points, guint n, guint day, gboolean local_time)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();

  armada_fixes_builder_set_origin (builder, 7, local_time ? ARMADA_ZONE_UNKNOWN : ZONE, local_time,
                                   0);
  for (guint i = 0; i < n; i++)
    armada_fixes_builder_add (builder, &(ArmadaFixPoint) { .time = MARCH_1 + (gint64) day * DAY +
                                                                   points[i].second -
                                                                   (local_time ? 0 : ZONE),
                                                           .latitude = points[i].latitude,
                                                           .longitude = points[i].longitude,
                                                           .speed = NAN,
                                                           .altitude = NAN,
                                                           .course = NAN,
                                                           .distance = NAN });
  return armada_fixes_builder_end (builder);
}

static void
put (ArmadaTestStore *store, gint64 device, guint day, const Point *points, guint n)
{
  g_autofree char *name = g_strdup_printf ("2026-03-%02u", day + 1);
  const ArmadaTrackKey key = { .account = store->account, .device = device, .day = name };
  g_autoptr (ArmadaFixes) fixes = make_fixes (points, n, day, FALSE);

  g_assert_true (armada_test_store_put_track (store, &key, TRUE, fixes));
}

static GArray *
ask (ArmadaTestStore *store, const ArmadaVisitQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *visits;

  armada_store_find_visits_async (store->store, query, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  visits = armada_store_find_visits_finish (store->store, result, &error);
  g_assert_no_error (error);
  return visits;
}

/* Who was there in the first ten days of March. */
static GArray *
find (ArmadaTestStore *store, ArmadaArea *area)
{
  const ArmadaVisitQuery query = { .account = store->account,
                                   .area = area,
                                   .from = MARCH_1,
                                   .to = MARCH_1 + 10 * DAY - 1,
                                   .zone = ZONE };

  return ask (store, &query);
}

#define get_visit(visits, i) (&g_array_index (visits, ArmadaVisit, i))

/* By the account's clock, in seconds after the midnight of the first day. */
static void
assert_visit (GArray *visits, guint i, gint64 device, gint64 arrival, gint64 departure)
{
  g_assert_cmpuint (visits->len, >, i);
  g_assert_cmpint (get_visit (visits, i)->device, ==, device);
  g_assert_cmpint (ABS (get_visit (visits, i)->arrival - MARCH_1 - arrival), <=, 1);
  g_assert_cmpint (ABS (get_visit (visits, i)->departure - MARCH_1 - departure), <=, 1);
}

/* Comes, stays and goes: when it passed the rim lies between the fixes. */
static void
test_stay (ArmadaTestStore *store, gconstpointer data)
{
  const Point points[] = { { 30000, -6.22, 106.8 },
                           { 30060, -6.2, 106.8 },
                           { 30120, -6.2, 106.8 },
                           { 30300, -6.2, 106.8 },
                           { 30360, -6.22, 106.8 } };
  const Point elsewhere[] = { { 30000, -6.3, 106.8 }, { 30060, -6.3, 106.9 } };
  g_autoptr (ArmadaArea) circle = armada_area_new_circle (-6.2, 106.8, 1111.95);
  const ArmadaAreaPoint corners[] = {
    { -6.21, 106.79 }, { -6.21, 106.81 }, { -6.19, 106.81 }, { -6.19, 106.79 }
  };
  g_autoptr (ArmadaArea) square = armada_area_new_polygon (corners, G_N_ELEMENTS (corners));
  ArmadaArea *const areas[] = { circle, square };

  put (store, 7, 0, points, G_N_ELEMENTS (points));
  put (store, 8, 0, elsewhere, G_N_ELEMENTS (elsewhere));
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      g_autoptr (GArray) visits = find (store, areas[i]);

      g_assert_cmpuint (visits->len, ==, 1);
      assert_visit (visits, 0, 7, 30030, 30330);
      g_assert_true (get_visit (visits, 0)->arrival_seen);
      g_assert_true (get_visit (visits, 0)->departure_seen);
      g_assert_cmpint (get_visit (visits, 0)->silent, ==, 0);
      g_assert_cmpint (get_visit (visits, 0)->offset, ==, ZONE);
    }
}

/* Who drives through between two fixes was there; who was silent for longer may have been
 * anywhere. */
static void
test_crossing (ArmadaTestStore *store, gconstpointer data)
{
  const Point through[] = { { 100, -6.202, 106.8 }, { 130, -6.198, 106.8 } };
  const Point at_limit[] = { { 100, -6.202, 106.8 }, { 400, -6.198, 106.8 } };
  const Point silent[] = { { 100, -6.202, 106.8 }, { 401, -6.198, 106.8 } };
  g_autoptr (ArmadaArea) area = armada_area_new_circle (-6.2, 106.8, 111.195);
  g_autoptr (GArray) visits = NULL;

  put (store, 7, 0, through, G_N_ELEMENTS (through));
  put (store, 8, 0, at_limit, G_N_ELEMENTS (at_limit));
  put (store, 9, 0, silent, G_N_ELEMENTS (silent));
  visits = find (store, area);
  g_assert_cmpuint (visits->len, ==, 2);
  assert_visit (visits, 0, 7, 107, 122);
  g_assert_true (get_visit (visits, 0)->arrival_seen);
  g_assert_true (get_visit (visits, 0)->departure_seen);
  assert_visit (visits, 1, 8, 175, 325);
}

/* A parked vehicle that reports each hour stays; one that is elsewhere after a silence does not. */
static void
test_gap (ArmadaTestStore *store, gconstpointer data)
{
  const Point parked[] = {
    { 100, -6.22, 106.8 }, { 200, -6.2, 106.8 }, { 3800, -6.2, 106.8 }, { 7400, -6.2001, 106.8 }
  };
  const Point moved[] = { { 200, -6.2, 106.8 }, { 3800, -6.205, 106.8 }, { 9000, -6.3, 106.8 } };
  g_autoptr (ArmadaArea) area = armada_area_new_circle (-6.2, 106.8, 1111.95);
  g_autoptr (GArray) visits = NULL;

  put (store, 7, 0, parked, G_N_ELEMENTS (parked));
  put (store, 8, 0, moved, G_N_ELEMENTS (moved));
  visits = find (store, area);
  g_assert_cmpuint (visits->len, ==, 3);
  assert_visit (visits, 0, 7, 150, 7400);
  g_assert_cmpint (get_visit (visits, 0)->silent, ==, 7200);
  g_assert_true (get_visit (visits, 0)->arrival_seen);
  g_assert_false (get_visit (visits, 0)->departure_seen);
  assert_visit (visits, 1, 8, 200, 200);
  g_assert_false (get_visit (visits, 1)->arrival_seen);
  assert_visit (visits, 2, 8, 3800, 3800);
}

/* A visit over midnight is one; so is a way through. */
static void
test_midnight (ArmadaTestStore *store, gconstpointer data)
{
  const Point evening[] = { { 86200, -6.22, 106.8 },
                            { 86300, -6.2, 106.8 },
                            { 86390, -6.2, 106.8 } };
  const Point night[] = { { 20, -6.2, 106.8 }, { 200, -6.2, 106.8 }, { 300, -6.22, 106.8 } };
  const Point before[] = { { 86320, -6.24, 106.8 }, { 86380, -6.22, 106.8 } };
  const Point after[] = { { 40, -6.18, 106.8 }, { 100, -6.16, 106.8 } };
  g_autoptr (ArmadaArea) area = armada_area_new_circle (-6.2, 106.8, 1111.95);
  g_autoptr (GArray) visits = NULL;

  put (store, 7, 0, evening, G_N_ELEMENTS (evening));
  put (store, 7, 1, night, G_N_ELEMENTS (night));
  put (store, 8, 0, before, G_N_ELEMENTS (before));
  put (store, 8, 1, after, G_N_ELEMENTS (after));
  visits = find (store, area);
  g_assert_cmpuint (visits->len, ==, 2);
  assert_visit (visits, 0, 7, 86250, DAY + 250);
  g_assert_cmpint (get_visit (visits, 0)->silent, ==, 0);
  assert_visit (visits, 1, 8, 86395, DAY + 25);
}

static void
test_date_line (ArmadaTestStore *store, gconstpointer data)
{
  const Point points[] = { { 100, -17, 179.98 }, { 160, -17, 179.998 }, { 220, -17, -179.984 } };
  g_autoptr (ArmadaArea) area = armada_area_new_circle (-17, -179.996, 212.7); /* 0.002 degrees */
  g_autoptr (GArray) visits = NULL;

  put (store, 7, 0, points, G_N_ELEMENTS (points));
  visits = find (store, area);
  g_assert_cmpuint (visits->len, ==, 1);
  assert_visit (visits, 0, 7, 173, 186);
}

static void
test_pole (ArmadaTestStore *store, gconstpointer data)
{
  const Point over[] = { { 100, 89.99, 30 }, { 200, 89.99, -150 } };
  const Point on_pole[] = { { 300, 90, 0 } };
  g_autoptr (ArmadaArea) area = armada_area_new_circle (90, 0, 111.195);
  g_autoptr (GArray) visits = NULL;

  put (store, 7, 0, over, G_N_ELEMENTS (over));
  put (store, 8, 0, on_pole, G_N_ELEMENTS (on_pole));
  visits = find (store, area);
  g_assert_cmpuint (visits->len, ==, 2);
  assert_visit (visits, 0, 7, 145, 155);
  assert_visit (visits, 1, 8, 300, 300);
}

static const Point here[] = { { 100, -6.2, 106.8 }, { 200, -6.2, 106.8 } };

/* Only who is asked about, when it is asked about, by whose account it is. */
static void
test_choice (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaArea) area = armada_area_new_circle (-6.2, 106.8, 500);
  g_autoptr (GArray) devices = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) one = NULL;
  g_autoptr (GArray) part = NULL;
  g_autoptr (GArray) nobody = NULL;
  g_autoptr (GArray) other = NULL;
  ArmadaVisitQuery query = { .account = store->account, .area = area, .zone = ZONE };

  for (guint day = 0; day < 3; day++)
    for (gint64 device = 7; device < 9; device++)
      put (store, device, day, here, G_N_ELEMENTS (here));
  query.from = MARCH_1 + DAY;
  query.to = MARCH_1 + 2 * DAY - 1;
  query.devices = devices;
  nobody = ask (store, &query);
  g_assert_cmpuint (nobody->len, ==, 0);
  g_array_append_val (devices, ((gint64[]) { 8 })[0]);
  one = ask (store, &query);
  g_assert_cmpuint (one->len, ==, 1);
  assert_visit (one, 0, 8, DAY + 100, DAY + 200);
  query.devices = NULL;
  query.from += 150;
  part = ask (store, &query);
  g_assert_cmpuint (part->len, ==, 2);
  assert_visit (part, 0, 7, DAY + 200, DAY + 200);
  query.account = armada_test_store_put_account (store, "two@fleet.example.com");
  other = ask (store, &query);
  g_assert_cmpuint (other->len, ==, 0);
}

/* Times of the account alone, and a track that was put on roads beside the one that was recorded.
 */
static void
test_kinds (ArmadaTestStore *store, gconstpointer data)
{
  ArmadaTrackKey key = { .account = store->account, .device = 9, .day = "2026-03-02" };
  g_autoptr (ArmadaFixes) local = make_fixes (here, G_N_ELEMENTS (here), 1, TRUE);
  g_autoptr (ArmadaFixes) snapped = make_fixes (here, 1, 0, FALSE);
  g_autoptr (ArmadaArea) area = armada_area_new_circle (-6.2, 106.8, 500);
  g_autoptr (GArray) visits = NULL;

  g_assert_true (armada_test_store_put_track (store, &key, TRUE, local));
  put (store, 7, 0, here, G_N_ELEMENTS (here));
  key = (ArmadaTrackKey) {
    .account = store->account, .device = 7, .day = "2026-03-01", .snap = TRUE
  };
  g_assert_true (armada_test_store_put_track (store, &key, TRUE, snapped));
  key.device = 8;
  g_assert_true (armada_test_store_put_track (store, &key, TRUE, snapped));
  visits = find (store, area);
  g_assert_cmpuint (visits->len, ==, 3);
  assert_visit (visits, 0, 7, 100, 200);
  assert_visit (visits, 1, 8, 100, 100);
  assert_visit (visits, 2, 9, DAY + 100, DAY + 200);
  g_assert_cmpint (get_visit (visits, 2)->offset, ==, 0);
}

static void
wait_until_gone (ArmadaTestStore *store)
{
  while (armada_test_store_query (store, "SELECT count (*) FROM track_gone") > 0)
    g_usleep (1000);
}

/* What is deleted is found no more, and leaves nothing in the tree; what is fetched anew takes the
 * place of what was there. */
static void
test_delete (ArmadaTestStore *store, gconstpointer data)
{
  const Point elsewhere[] = { { 100, -7, 107 }, { 200, -7, 107 } };
  g_autoptr (ArmadaArea) area = armada_area_new_circle (-6.2, 106.8, 500);
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) moved = NULL;
  g_autoptr (GArray) after = NULL;
  gint64 n_boxes;

  put (store, 7, 0, here, G_N_ELEMENTS (here));
  put (store, 8, 0, here, G_N_ELEMENTS (here));
  before = find (store, area);
  g_assert_cmpuint (before->len, ==, 2);
  n_boxes = armada_test_store_query (store, "SELECT count (*) FROM track_box");
  put (store, 8, 0, elsewhere, G_N_ELEMENTS (elsewhere));
  moved = find (store, area);
  g_assert_cmpuint (moved->len, ==, 1);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM track_box"), ==, n_boxes);

  armada_test_store_execute (store, "DELETE FROM track");
  after = find (store, area);
  g_assert_cmpuint (after->len, ==, 0);
  armada_store_set_limit (store->store, 1);
  wait_until_gone (store);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM track_box"), ==, 0);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM track_boxed"), ==, 0);
}

/* A store of an earlier program: its tracks are found before they have boxes, and get them. */
static void
test_migration (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaArea) area = armada_area_new_circle (-6.2, 106.8, 500);
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) second = NULL;
  gint64 n_boxes;

  for (guint day = 0; day < 9; day++)
    put (store, 7, day, here, G_N_ELEMENTS (here));
  n_boxes = armada_test_store_query (store, "SELECT count (*) FROM track_box");
  armada_test_store_close (store);
  armada_test_store_execute (store, "DROP TABLE track_box; DROP TABLE track_boxed;"
                                    "DROP TABLE track_way; DROP TABLE track_use; DROP TABLE meter;"
                                    "PRAGMA user_version = 5;");
  armada_test_store_open (store);
  first = find (store, area);
  g_assert_cmpuint (first->len, ==, 9);
  while (armada_test_store_query (store, "SELECT count (*) FROM track_boxed WHERE n IS NULL") > 0)
    g_usleep (1000);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM track_box"), ==, n_boxes);
  second = find (store, area);
  g_assert_cmpuint (second->len, ==, 9);
}

/* Which days are held, and which of them to their end. */
static void
test_held (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaArea) area = armada_area_new_circle (0, 0, 1);
  const ArmadaVisitQuery query = {
    .account = store->account, .area = area, .from = MARCH_1, .to = MARCH_1 + 3 * DAY - 1
  };
  const ArmadaTrackKey today = { .account = store->account, .device = 7, .day = "2026-03-03" };
  g_autoptr (ArmadaFixes) fixes = make_fixes (here, 1, 2, FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaHeldDays) held = NULL;

  put (store, 7, 0, here, G_N_ELEMENTS (here));
  put (store, 7, 5, here, G_N_ELEMENTS (here));
  g_assert_true (armada_test_store_put_track (store, &today, FALSE, fixes));
  armada_store_get_held_async (store->store, &query, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  held = armada_store_get_held_finish (store->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (armada_held_days_get_n_days (held), ==, 3);
  g_assert_cmpint (armada_held_days_get (held, 7, 0), ==, ARMADA_HELD_WHOLE);
  g_assert_cmpint (armada_held_days_get (held, 7, 1), ==, ARMADA_HELD_NOT);
  g_assert_cmpint (armada_held_days_get (held, 7, 2), ==, ARMADA_HELD_PARTLY);
  g_assert_cmpint (armada_held_days_get (held, 7, 5), ==, ARMADA_HELD_NOT);
  g_assert_cmpint (armada_held_days_get (held, 8, 0), ==, ARMADA_HELD_NOT);
}

/* A search that is cancelled ends as that, and one that is under way when the store closes ends. */
static void
test_end (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaArea) area = armada_area_new_circle (-6.2, 106.8, 500);
  const ArmadaVisitQuery query = {
    .account = store->account, .area = area, .from = MARCH_1, .to = MARCH_1 + DAY, .zone = ZONE
  };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) last = NULL;
  g_autoptr (GError) error = NULL;

  put (store, 7, 0, here, G_N_ELEMENTS (here));
  g_cancellable_cancel (cancellable);
  armada_store_find_visits_async (store->store, &query, cancellable, armada_test_result_cb,
                                  &cancelled);
  armada_test_wait (&cancelled);
  g_assert_null (armada_store_find_visits_finish (store->store, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  armada_store_find_visits_async (store->store, &query, NULL, armada_test_result_cb, &last);
  armada_store_close (store->store);
  armada_test_wait (&last);
}

/* A kept way that is spoilt does not matter as long as the track is not; then it is passed over. */
static void
test_spoilt (ArmadaTestStore *store, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE track_way SET head = x'00'",
    "UPDATE track_way SET fixes = x''",
    "UPDATE track_way SET head = substr (head, 1, 4) || x'ff' || substr (head, 6)",
    "UPDATE track_way SET fixes = substr (fixes, 1, 1) || x'ff' || substr (fixes, 3)",
  };
  g_autoptr (ArmadaArea) area = armada_area_new_circle (-6.2, 106.8, 500);
  g_autoptr (GArray) none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GArray) visits = NULL;

      put (store, 7, 0, here, G_N_ELEMENTS (here));
      armada_test_store_execute (store, changes[i]);
      visits = find (store, area);
      g_assert_cmpuint (visits->len, ==, 1);
      assert_visit (visits, 0, 7, 100, 200);
    }
  armada_test_store_execute (store, "UPDATE track_blob SET fixes = x'00010203'");
  none = find (store, area);
  g_assert_cmpuint (none->len, ==, 0);
}

/* What is kept of a way is all that is told of the track's bytes, and goes with it. */
static void
test_bytes (ArmadaTestStore *store, gconstpointer data)
{
  const char *sum = "SELECT (SELECT bytes FROM track) - length (track_blob.fixes) - length (head)"
                    " - length (track_way.fixes) FROM track_way JOIN track_blob USING (track)";

  put (store, 7, 0, here, G_N_ELEMENTS (here));
  g_assert_cmpint (armada_test_store_query (store, sum), ==, 0);
  put (store, 7, 0, here, 1);
  g_assert_cmpint (armada_test_store_query (store, sum), ==, 0);
}

/* Drives, parks, is silent, jumps, and reports twice a second: whatever there is. */
static ArmadaTrackWay *
make_way (GRand *random, guint n, gint64 start)
{
  ArmadaTrackWay *way = armada_track_way_new (n, ZONE, FALSE);
  double latitude = g_rand_double_range (random, -0.03, 0.03);
  double longitude = g_rand_double_range (random, -0.03, 0.03);
  double base = (double[]) { 106.8, 179.99, 0 }[g_rand_int_range (random, 0, 3)];
  gint64 time = start;
  int kind = 0;

  for (guint i = 0; i < n; i++)
    {
      double scale;
      double east;

      if (g_rand_int_range (random, 0, 12) == 0)
        kind = g_rand_int_range (random, 0, 5);
      scale = (double[]) { 0.003, 0.00003, 0.00003, 0.01, 0.0003 }[kind];
      time += (int[]) { 30, 30, 3600, 200, 1 }[kind] * g_rand_int_range (random, 0, 3);
      if (g_rand_int_range (random, 0, 60) == 0)
        time += g_rand_int_range (random, 290, 50000);
      latitude = CLAMP (latitude + g_rand_double_range (random, -scale, scale), -0.05, 0.05);
      longitude = CLAMP (longitude + g_rand_double_range (random, -scale, scale), -0.05, 0.05);
      east = base + longitude;
      armada_track_way_add (way, time, (gint32) (latitude / ARMADA_FIX_DEGREES),
                            (gint32) ((east > 180 ? east - 360 : east) / ARMADA_FIX_DEGREES), 0);
    }
  return way;
}

static ArmadaArea *
make_area (GRand *random, double longitude)
{
  double size = (double[]) { 0.0002, 0.002, 0.02, 0.2 }[g_rand_int_range (random, 0, 4)];
  double y = g_rand_double_range (random, -0.04, 0.04);
  double x = longitude + g_rand_double_range (random, -0.04, 0.04);
  ArmadaAreaPoint corners[5];

  if (g_rand_boolean (random))
    return armada_area_new_circle (y, x, size * 111195);
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    corners[i] = (ArmadaAreaPoint) { y + size * g_rand_double_range (random, -1, 1),
                                     x + size * g_rand_double_range (random, -1, 1) };
  return armada_area_new_polygon (corners, G_N_ELEMENTS (corners));
}

static void
assert_same (GArray *visits, GArray *expected)
{
  g_assert_cmpuint (visits->len, ==, expected->len);
  for (guint i = 0; i < visits->len; i++)
    {
      const ArmadaVisit *visit = get_visit (visits, i), *other = get_visit (expected, i);

      g_assert_cmpint (visit->device, ==, other->device);
      g_assert_cmpint (visit->arrival, ==, other->arrival);
      g_assert_cmpint (visit->departure, ==, other->departure);
      g_assert_cmpint (visit->silent, ==, other->silent);
      g_assert_cmpint (visit->arrival_seen, ==, other->arrival_seen);
      g_assert_cmpint (visit->departure_seen, ==, other->departure_seen);
    }
}

/* Three ways one after another, looked at fix by fix and piece by piece. Returns: how many
 * visits there were */
static guint
compare_answers (GRand *random)
{
  g_autoptr (GPtrArray) ways =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_track_way_free);
  const ArmadaTrackWay *first;
  ArmadaVisitQuery query = { .from = MARCH_1 + ZONE, .to = MARCH_1 + 40 * DAY };
  gint64 start = MARCH_1;
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    {
      ArmadaTrackWay *way = make_way (random, (guint) g_rand_int_range (random, 1, 400), start);

      g_ptr_array_add (ways, way);
      start = way->time[way->n - 1] + g_rand_int_range (random, 1, 400);
    }
  first = ways->pdata[0];
  if (g_rand_boolean (random))
    query.from = first->time[first->n / 2] + ZONE;
  for (guint k = 0; k < 8; k++)
    {
      g_autoptr (ArmadaArea) area =
          make_area (random, first->longitude[first->n / 2] * ARMADA_FIX_DEGREES);
      g_autoptr (ArmadaVisitBuilder) builder = NULL;
      g_autoptr (ArmadaVisitBuilder) reference = NULL;
      g_autoptr (GArray) visits = NULL;
      g_autoptr (GArray) expected = NULL;

      query.area = area;
      builder = armada_visit_builder_new (&query);
      reference = armada_visit_builder_new (&query);
      for (guint i = 0; i < ways->len; i++)
        {
          g_autoptr (ArmadaTrackPieces) cut = armada_track_pieces_new (ways->pdata[i]);
          g_autoptr (ArmadaTrackPieces) pieces = armada_track_pieces_unpack (cut->head, cut->fixes);

          g_assert_nonnull (pieces);
          armada_visit_builder_add_pieces (builder, 7 + i / 2, pieces);
          armada_visit_builder_add (reference, 7 + i / 2, ways->pdata[i]);
        }
      visits = armada_visit_builder_end (builder);
      expected = armada_visit_builder_end (reference);
      assert_same (visits, expected);
      n += visits->len;
    }
  return n;
}

/* Leaving out what cannot matter changes nothing. */
static void
test_pieces (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2026);

  guint n = 0;

  for (guint i = 0; i < 200; i++)
    n += compare_answers (random);
  g_assert_cmpuint (n, >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/visits/" name, ArmadaTestStore, NULL, armada_test_store_set_up, function,          \
              armada_test_store_tear_down)
  ADD ("stay", test_stay);
  ADD ("crossing", test_crossing);
  ADD ("gap", test_gap);
  ADD ("midnight", test_midnight);
  ADD ("date-line", test_date_line);
  ADD ("pole", test_pole);
  ADD ("choice", test_choice);
  ADD ("kinds", test_kinds);
  ADD ("delete", test_delete);
  ADD ("migration", test_migration);
  ADD ("held", test_held);
  ADD ("end", test_end);
  ADD ("spoilt", test_spoilt);
  ADD ("bytes", test_bytes);
#undef ADD
  g_test_add_func ("/visits/pieces", test_pieces);
  return g_test_run ();
}
