/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rules notice in the lives of the demo's vehicles: true of that life, whoever asks. */
#include <math.h>
#include <string.h>

#include "armada-demo-event-index.h"
#include "armada-demo-rules.h"

#define START 1790000000
#define DAY 86400
#define WEEK (7 * DAY)
#define N_VEHICLES 40
#define EXPIRED_AT (START + 2 * DAY)

typedef struct
{
  ArmadaRoads *roads;
  ArmadaDemoRounds *rounds;
  ArmadaDemoLife *life;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", "liechtenstein.frg", NULL);
  g_autoptr (GError) error = NULL;

  fixture->roads = armada_roads_open (path, &error);
  g_assert_no_error (error);
  fixture->rounds = armada_demo_rounds_new (fixture->roads, 1, &error);
  g_assert_no_error (error);
  fixture->life = armada_demo_life_new (fixture->rounds, 1, N_VEHICLES, EXPIRED_AT);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  armada_demo_life_free (fixture->life);
  armada_demo_rounds_free (fixture->rounds);
  armada_roads_unref (fixture->roads);
}

static GArray *
get_events (Fixture *fixture, guint vehicle, gint64 from, gint64 to)
{
  return armada_demo_events_of_vehicle (fixture->life, 1, vehicle, from, to);
}

static const ArmadaDemoEvent *
get_event (GArray *events, guint index)
{
  return &g_array_index (events, ArmadaDemoEvent, index);
}

static void
test_types (Fixture *fixture, gconstpointer user_data)
{
  static const char *const types[] = { "overspeed",     "geofence_in",      "geofence_out",
                                       "idle_duration", "stop_duration",    "ignition_on",
                                       "ignition_off",  "offline_duration", "sos" };
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < N_VEHICLES; i++)
    {
      g_autoptr (GArray) events = get_events (fixture, i, START, START + WEEK);

      for (guint k = 0; k < events->len; k++)
        {
          char *type = (char *) get_event (events, k)->type;
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, type));

          g_hash_table_insert (counts, type, GUINT_TO_POINTER (n + 1));
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, types[i]));

      g_test_message ("%s: %u", types[i], n);
      g_assert_cmpuint (n, >=, 3);
    }
  g_assert_cmpuint (g_hash_table_size (counts), ==, G_N_ELEMENTS (types));
}

static void
check_same (const ArmadaDemoEvent *one, const ArmadaDemoEvent *other)
{
  g_assert_cmpint (one->id, ==, other->id);
  g_assert_cmpuint (one->vehicle, ==, other->vehicle);
  g_assert_cmpint (one->alert_id, ==, other->alert_id);
  g_assert_cmpint (one->geofence, ==, other->geofence);
  g_assert_cmpstr (one->type, ==, other->type);
  g_assert_cmpint (one->time, ==, other->time);
  g_assert_cmpfloat (one->value, ==, other->value);
  g_assert_cmpfloat (one->latitude, ==, other->latitude);
  g_assert_cmpfloat (one->longitude, ==, other->longitude);
  g_assert_cmpfloat (one->course, ==, other->course);
  g_assert_cmpfloat (one->speed, ==, other->speed);
}

/* A week is its hours, also when another life is asked backwards. */
static void
test_any_period (Fixture *fixture, gconstpointer user_data)
{
  static const guint vehicles[] = { 0, 4, 5, 7, 13 };
  Fixture other;

  set_up (&other, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (vehicles); i++)
    {
      g_autoptr (GArray) week = get_events (fixture, vehicles[i], START, START + WEEK);
      guint n_left = week->len;

      for (gint64 end = START + WEEK; end > START; end -= 4321)
        {
          g_autoptr (GArray) part = get_events (&other, vehicles[i], MAX (end - 4321, START), end);

          g_assert_cmpuint (part->len, <=, n_left);
          n_left -= part->len;
          for (guint k = 0; k < part->len; k++)
            check_same (get_event (part, k), get_event (week, n_left + k));
        }
      g_assert_cmpuint (n_left, ==, 0);
    }
  tear_down (&other, NULL);
}

static void
test_ids (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) latest = get_events (fixture, 0, START + 3 * DAY, START + WEEK);
  gint64 first_id = get_event (latest, 0)->id, first_time = get_event (latest, 0)->time;

  for (guint i = 0; i < N_VEHICLES; i++)
    {
      g_autoptr (GArray) events = get_events (fixture, i, START, START + WEEK);
      gint64 last_id = 0;

      for (guint k = 0; k < events->len; k++)
        {
          const ArmadaDemoEvent *event = get_event (events, k);

          g_assert_cmpint (event->id, >, last_id);
          g_assert_cmpint (event->id, <, G_GINT64_CONSTANT (1) << 53);
          g_assert_true (g_hash_table_add (ids, g_memdup2 (&event->id, sizeof event->id)));
          if (event->time != first_time)
            g_assert_cmpint (event->id > first_id, ==, event->time > first_time);
          last_id = event->id;
        }
    }
}

/* In and out by turns, and where the vehicle then is agrees. */
static void
test_geofences (Fixture *fixture, gconstpointer user_data)
{
  guint n_in = 0;

  for (guint i = 0; i < N_VEHICLES; i++)
    {
      g_autoptr (GArray) events = get_events (fixture, i, START, START + WEEK);
      const char *last[ARMADA_DEMO_N_GEOFENCES] = { NULL };

      for (guint k = 0; k < events->len; k++)
        {
          const ArmadaDemoEvent *event = get_event (events, k);
          ArmadaDemoGeofence geofence;
          double north;

          g_assert_cmpint (g_str_has_prefix (event->type, "geofence_"), ==, event->geofence >= 0);
          if (event->geofence < 0)
            continue;
          g_assert_true (last[event->geofence] != event->type);
          last[event->geofence] = event->type;
          armada_demo_geofence_fill (fixture->life, event->geofence, &geofence);
          north = fabs (event->latitude - geofence.latitude) * ARMADA_ROADS_METRES_PER_DEGREE;
          n_in += north <= geofence.radius && g_str_equal (event->type, "geofence_in");
          g_assert_cmpfloat (north, <=, geofence.radius + 150);
        }
    }
  g_assert_cmpuint (n_in, >, 100);
}

/* On and off by turns, as the engine is afterwards; some stands last less than a second. */
static void
test_engine (Fixture *fixture, gconstpointer user_data)
{
  guint n_checked = 0;

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GArray) events = get_events (fixture, i, START, START + WEEK);
      const ArmadaDemoEvent *last = NULL;

      for (guint k = 0; k < events->len; k++)
        {
          const ArmadaDemoEvent *event = get_event (events, k);
          ArmadaDemoMoment moment;

          if (!g_str_has_prefix (event->type, "ignition_"))
            continue;
          g_assert_true (last == NULL || last->type != event->type);
          if (last != NULL && event->time - last->time > 5)
            {
              n_checked++;
              armada_demo_life_at (fixture->life, i, last->time + 2, &moment);
              g_assert_cmpint (moment.activity == ARMADA_DEMO_PARKED, ==,
                               g_str_equal (last->type, "ignition_off"));
            }
          last = event;
        }
    }
  g_assert_cmpuint (n_checked, >, 500);
}

/* The vehicle has stood, idled or been silent for just as long as the event says. */
static void
test_durations (Fixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < N_VEHICLES; i++)
    {
      g_autoptr (GArray) events = get_events (fixture, i, START, START + WEEK);

      for (guint k = 0; k < events->len; k++)
        {
          const ArmadaDemoEvent *event = get_event (events, k);
          gint64 since = event->time - (gint64) event->value * 60;
          ArmadaDemoMoment moment;

          armada_demo_life_at (fixture->life, i, event->time, &moment);
          if (g_str_equal (event->type, "stop_duration"))
            g_assert_cmpint (ABS (moment.stood_since - since), <=, 1);
          else if (g_str_equal (event->type, "idle_duration"))
            g_assert_cmpint (moment.activity, ==, ARMADA_DEMO_IDLING);
          else if (g_str_equal (event->type, "offline_duration"))
            g_assert_cmpint (armada_demo_life_get_contact (fixture->life, i, event->time), ==,
                             since);
          else if (g_str_equal (event->type, "overspeed"))
            g_assert_cmpfloat (event->speed, >, event->value + ARMADA_DEMO_OVERSPEED - 0.5);
        }
    }
}

/* Each stand of half an hour is told once. */
static void
test_stops_complete (Fixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GArray) events = get_events (fixture, i, START, START + WEEK);
      guint n_told = 0, n_seen = 0;
      gint64 last = 0;

      for (guint k = 0; k < events->len; k++)
        n_told += g_str_equal (get_event (events, k)->type, "stop_duration");
      for (gint64 time = START; time < START + WEEK; time += 30)
        {
          ArmadaDemoMoment moment;

          armada_demo_life_at (fixture->life, i, time, &moment);
          if (time - moment.stood_since >= 1800 && moment.stood_since + 1800 >= START &&
              ABS (moment.stood_since - last) > 1)
            {
              n_seen++;
              last = moment.stood_since;
            }
        }
      g_assert_cmpuint (n_told, ==, n_seen);
    }
}

/* The seventh never connected; of the eighth the last that is heard is its silence. */
static void
test_silent (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GArray) never = get_events (fixture, 6, START, START + WEEK);
  g_autoptr (GArray) expired = get_events (fixture, 7, START, START + WEEK);
  const ArmadaDemoEvent *last = get_event (expired, expired->len - 1);

  g_assert_cmpuint (never->len, ==, 0);
  g_assert_cmpuint (expired->len, >, 10);
  g_assert_cmpstr (last->type, ==, "offline_duration");
  g_assert_cmpint (last->time, >, EXPIRED_AT);
  g_assert_cmpint (get_event (expired, expired->len - 2)->time, <=, EXPIRED_AT);
}

/* Rules that do not watch make nothing. */
static void
test_rules (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GArray) events = get_events (fixture, 1, START, START + WEEK);

  g_assert_cmpint (armada_demo_rules_find ("fuel_change", 1, -1), ==, 0);
  g_assert_cmpint (armada_demo_rules_find ("ignition_on", 1, -1), !=, 0);
  g_assert_cmpint (armada_demo_rules_find ("ignition_on", 30000, -1), ==, 0);
  for (guint i = 0; i < events->len; i++)
    {
      const ArmadaDemoEvent *event = get_event (events, i);

      g_assert_cmpint (event->alert_id, ==,
                       armada_demo_rules_find (event->type, 1, event->geofence));
    }
}

/* All the fleet's events in one order: those of the vehicles, whatever was asked for before. */
static void
test_index (Fixture *fixture, gconstpointer user_data)
{
  static const gint64 spans[][2] = { { START, START + DAY },
                                     { START + 3600, START + 7200 },
                                     { START - DAY, START + 2 * DAY },
                                     { START + 5, START + 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      guint n, n_events = 0;
      const gint64 *ids =
          armada_demo_event_index_find (fixture->life, 1, spans[i][0], spans[i][1], &n);

      for (guint k = 0; k < N_VEHICLES; k++)
        {
          g_autoptr (GArray) events = get_events (fixture, k, spans[i][0], spans[i][1]);

          n_events += events->len;
        }
      g_assert_cmpuint (n, ==, n_events);
      for (guint k = 0; k < n; k++)
        {
          ArmadaDemoEvent event;

          g_assert_true (k == 0 || ids[k] > ids[k - 1]);
          g_assert_true (armada_demo_event_find (fixture->life, 1, ids[k], &event));
          g_assert_true (event.time >= spans[i][0] && event.time < spans[i][1]);
        }
    }
}

static void
test_no_such_event (Fixture *fixture, gconstpointer user_data)
{
  ArmadaDemoEvent event;

  g_assert_false (armada_demo_event_find (fixture->life, 1, -1, &event));
  g_assert_false (armada_demo_event_find (fixture->life, 1, G_MAXINT64, &event));
  g_assert_false (
      armada_demo_event_find (fixture->life, 1, armada_demo_event_get_first_id (START), &event));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/demo-events/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("types", test_types);
  ADD ("any-period", test_any_period);
  ADD ("ids", test_ids);
  ADD ("geofences", test_geofences);
  ADD ("engine", test_engine);
  ADD ("durations", test_durations);
  ADD ("stops-complete", test_stops_complete);
  ADD ("silent", test_silent);
  ADD ("rules", test_rules);
  ADD ("index", test_index);
  ADD ("no-such-event", test_no_such_event);
  return g_test_run ();
}
