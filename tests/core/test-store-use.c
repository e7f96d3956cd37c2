/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "api/armada-events-reader.h"
#include "armada-test-records.h"
#include "armada-test-store.h"

/* How much vehicles were used: from kept tracks, and from what meters showed. */

#define DAY 86400

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static ArmadaFixes *
make_track (const char *unit, double distance, gint64 driver_id, const char *driver)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  ArmadaSegment segment = {
    .kind = ARMADA_SEGMENT_DRIVE,
    .distance = distance,
    .seconds = 3600,
    .engine_work = 3600,
    .engine_idle = -1,
    .engine_hours = -1,
    .driver_id = driver_id,
    .driver = driver,
    .fuel = NAN,
    .top_speed = NAN,
    .average_speed = NAN,
    .latitude = NAN,
    .longitude = NAN,
  };

  armada_fixes_builder_set_units (builder, "km/h", unit, "m", "l");
  armada_fixes_builder_end_segment (builder, &segment);
  segment.kind = ARMADA_SEGMENT_STOP;
  segment.distance = 0.3; /* it drifts, and is driving of nobody */
  segment.engine_work = -1;
  segment.engine_idle = 1800;
  armada_fixes_builder_end_segment (builder, &segment);
  segment.kind = ARMADA_SEGMENT_EVENT;
  armada_fixes_builder_end_segment (builder, &segment);
  return armada_fixes_builder_end (builder);
}

static void
put (ArmadaTestStore *f, gint64 device, int days_ago, gboolean snap, ArmadaFixes *fixes)
{
  g_autofree char *day = armada_day_to_text (get_now () / DAY - days_ago);
  const ArmadaTrackKey key = { f->account, device, day, snap, 0 };

  g_assert_true (armada_test_store_put_track (f, &key, days_ago > 0, fixes));
  armada_fixes_unref (fixes);
}

static ArmadaKeptUse *
get_use (ArmadaTestStore *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaKeptUse *use;

  armada_store_get_use_async (f->store, f->account, get_now (), NULL, armada_test_result_cb,
                              &result);
  armada_test_wait (&result);
  use = armada_store_get_use_finish (f->store, result, &error);
  g_assert_no_error (error);
  return use;
}

static void
test_from_tracks (ArmadaTestStore *f, gconstpointer data)
{
  g_autoptr (ArmadaKeptUse) use = NULL;
  const ArmadaVehicleUse *vehicle;
  const ArmadaKeptDriving *driving;

  put (f, 7, 2, FALSE, make_track ("km", 100, 31, "Siti"));
  put (f, 7, 2, TRUE, make_track ("km", 999, 31, "Siti")); /* the same day, asked for otherwise */
  put (f, 7, 3, FALSE, make_track ("mi", 100, 31, "Siti A."));
  put (f, 7, 0, FALSE, make_track ("km", 10, 0, "Budi")); /* today is not over */
  put (f, 7, 40, FALSE, make_track ("km", 5000, 31, "Siti"));
  put (f, 8, 1, FALSE, make_track ("km", NAN, 0, ""));
  use = get_use (f);
  g_assert_false (use->more);
  vehicle = armada_kept_use_find_vehicle (use, 7);
  g_assert_cmpint (vehicle->distance.basis, ==, ARMADA_USE_TRACKS);
  g_assert_cmpfloat_with_epsilon (vehicle->distance.per_day, (100 + 160.9344) / 2, 0.001);
  g_assert_cmpfloat (vehicle->distance.days, ==, 2);
  g_assert_cmpfloat_with_epsilon (vehicle->engine.per_day, 1.5, 0.001);
  g_assert_cmpfloat (armada_kept_use_find_vehicle (use, 8)->distance.per_day, ==, 0);
  g_assert_null (armada_kept_use_find_vehicle (use, 9));

  g_assert_cmpuint (use->drivings->len, ==, 2);
  driving = armada_kept_use_find_driver (use, 31, "whoever");
  g_assert_cmpfloat_with_epsilon (driving->distance, 260.9344, 0.001);
  g_assert_cmpint (driving->driving, ==, 2 * 3600);
  g_assert_cmpuint (driving->n_days, ==, 2);
  driving = armada_kept_use_find_driver (use, 32, "Budi");
  g_assert_cmpfloat_with_epsilon (driving->distance, 10, 0.001);
  g_assert_null (armada_kept_use_find_driver (use, 32, "Siti"));
}

/* A day that is fetched again counts once; one that is deleted no more. */
static void
test_follows_tracks (ArmadaTestStore *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaKeptUse) use = NULL;

  put (f, 7, 2, FALSE, make_track ("km", 100, 31, "Siti"));
  put (f, 7, 2, FALSE, make_track ("km", 120, 31, "Siti"));
  use = get_use (f);
  g_assert_cmpfloat (armada_kept_use_find_vehicle (use, 7)->distance.per_day, ==, 120);
  g_clear_pointer (&use, armada_kept_use_free);
  armada_store_delete_tracks_async (f->store, f->account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  use = get_use (f);
  g_assert_null (armada_kept_use_find_vehicle (use, 7));
  g_assert_cmpint (armada_test_store_query (f, "SELECT count (*) FROM track_use"), ==, 0);
}

/* Tracks that were kept before anything was added up are caught up with, some at a time. */
static void
test_catches_up (ArmadaTestStore *f, gconstpointer data)
{
  g_autoptr (ArmadaKeptUse) use = NULL;
  guint n_calls = 0;

  for (int i = 1; i <= 25; i++)
    put (f, 7, i, FALSE, make_track ("km", 50, 31, "Siti"));
  armada_test_store_execute (f, "DELETE FROM track_use");
  armada_test_store_execute (f, "UPDATE track_blob SET fixes = x'00' WHERE track = 1");
  do
    {
      g_clear_pointer (&use, armada_kept_use_free);
      use = get_use (f);
      n_calls++;
    }
  while (use->more);
  g_assert_cmpuint (n_calls, ==, 3);
  g_assert_cmpfloat (armada_kept_use_find_vehicle (use, 7)->distance.days, ==, 24);
  g_assert_cmpfloat (armada_kept_use_find_vehicle (use, 7)->distance.per_day, ==, 50);
}

static void
put_fleet (ArmadaTestStore *f, double odometer)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  g_autoptr (GAsyncResult) result = NULL;
  ArmadaDeviceRecord fields;

  armada_device_record_clear (&fields);
  fields.id = 7;
  fields.odometer = odometer;
  fields.distance_unit = "km";
  armada_test_batch_take (batch, armada_device_record_new (&fields));
  fields.id = 8; /* has no meter */
  fields.odometer = NAN;
  armada_test_batch_take (batch, armada_device_record_new (&fields));
  armada_store_put_fleet_async (f->store, f->account, batch, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_put_fleet_finish (f->store, result, NULL));
}

/* What was noted so far was noted @days days ago. */
static void
age_meters (ArmadaTestStore *f, int days)
{
  g_autofree char *sql =
      g_strdup_printf ("UPDATE meter SET day = day - %d, time = time - %d", days, days * DAY);

  armada_test_store_execute (f, sql);
}

static void
test_from_meters (ArmadaTestStore *f, gconstpointer data)
{
  g_autoptr (ArmadaKeptUse) use = NULL;
  const ArmadaVehicleUse *vehicle;

  put_fleet (f, 1000);
  put_fleet (f, 1020); /* one reading a day is kept */
  g_assert_cmpint (armada_test_store_query (f, "SELECT count (*) FROM meter"), ==, 1);
  age_meters (f, 2);
  put_fleet (f, 1400);
  use = get_use (f); /* two days are an accident */
  g_assert_cmpint (armada_kept_use_find_vehicle (use, 7)->distance.basis, ==, ARMADA_USE_NONE);
  g_clear_pointer (&use, armada_kept_use_free);

  age_meters (f, 8);
  put_fleet (f, 2000);
  put (f, 7, 1, FALSE, make_track ("km", 300, 0, ""));
  use = get_use (f); /* ten days of readings are better than a day of tracks */
  vehicle = armada_kept_use_find_vehicle (use, 7);
  g_assert_cmpint (vehicle->distance.basis, ==, ARMADA_USE_READINGS);
  g_assert_cmpfloat_with_epsilon (vehicle->distance.per_day, 100, 0.1);
  g_assert_cmpfloat_with_epsilon (vehicle->distance.days, 10, 0.01);
  g_assert_cmpint (vehicle->engine.basis, ==, ARMADA_USE_TRACKS);
  g_assert_null (armada_kept_use_find_vehicle (use, 8));
  g_clear_pointer (&use, armada_kept_use_free);

  age_meters (f, 1);
  put_fleet (f, 5); /* another meter */
  use = get_use (f);
  g_assert_cmpint (armada_kept_use_find_vehicle (use, 7)->distance.basis, ==, ARMADA_USE_TRACKS);
  age_meters (f, 61);
  put_fleet (f, 2100);
  g_assert_cmpint (armada_test_store_query (f, "SELECT count (*) FROM meter"), ==, 1);
}

static void
add_event (GPtrArray *events, gint64 id, gint64 rule, const char *type, gint64 time)
{
  ArmadaEventRecord fields;

  armada_record_clear (&armada_event_record_type, &fields);
  fields.id = id;
  fields.device_id = 7;
  fields.alert_id = rule;
  fields.type = type;
  fields.time = time;
  g_ptr_array_add (events, armada_record_new (&armada_event_record_type, &fields));
}

static void
assert_count (GPtrArray *counts, guint i, gint64 rule, const char *type, guint n, gint64 last)
{
  const ArmadaEventCount *count = counts->pdata[i];

  g_assert_cmpint (count->alert_id, ==, rule);
  g_assert_cmpstr (count->type, ==, type);
  g_assert_cmpuint (count->n, ==, n);
  g_assert_cmpint (count->last, ==, last);
}

static void
test_counts_events (ArmadaTestStore *f, gconstpointer data)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  g_autoptr (GPtrArray) counts = NULL;
  g_autoptr (GAsyncResult) put = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  add_event (events, 1, 41, "overspeed", 100);
  add_event (events, 2, 41, "overspeed", 150);
  add_event (events, 3, 0, "", 120); /* of an old server */
  add_event (events, 4, 42, "<b>sos</b>", 130);
  add_event (events, 5, 41, "overspeed", 200);
  add_event (events, 6, 41, "overspeed", 99);
  armada_store_put_events_async (f->store, f->account, 0, events, NULL, armada_test_result_cb,
                                 &put);
  armada_store_count_events_async (f->store, f->account, 100, 200, NULL, armada_test_result_cb,
                                   &result);
  armada_test_wait (&result);
  counts = armada_store_count_events_finish (f->store, result, NULL);
  g_assert_cmpuint (counts->len, ==, 3);
  assert_count (counts, 0, 41, "overspeed", 2, 150);
  assert_count (counts, 1, 0, "", 1, 120);
  assert_count (counts, 2, 42, "<b>sos</b>", 1, 130);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store-use/" path, ArmadaTestStore, NULL, armada_test_store_set_up, function,       \
              armada_test_store_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("from-tracks", test_from_tracks);
  ADD ("follows-tracks", test_follows_tracks);
  ADD ("catches-up", test_catches_up);
  ADD ("from-meters", test_from_meters);
  ADD ("counts-events", test_counts_events);
  return g_test_run ();
}
