/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-events"

#include "armada-demo-events.h"

#include <math.h>

#include "armada-demo-plan.h"
#include "armada-demo-random.h"
#include "armada-demo-rules.h"

/*
 * What the account's rules notice in the vehicles' lives. Events are worked out by the vehicle's
 * own day from that day's plan, so that they do not depend on the period asked for. Where a drive
 * crosses the bounds of geofences is the same for all who drive it and kept, as are the days
 * looked at last.
 */

#define NOTE "armada-demo-events"
#define MOST_KEPT 700000 /* events, and days: a week of ten thousand vehicles */
#define ID_EPOCH G_GINT64_CONSTANT (1400000000)
#define TRIP_STEP 4.0        /* seconds of a calm drive between two looks at the geofences */
#define SPEED_STEP 10.0      /* seconds between two looks at the speed */
#define SPEEDING_FOR 20.0    /* seconds until it is noticed */
#define SPEEDING_REST 300    /* seconds until it is noticed again on the same drive */
#define SOS_SHARE (1 / 40.0) /* of a vehicle's days */

/* What an event is, as a part of its id: two geofences can be left in one second. */
typedef enum
{
  SLOT_OVERSPEED,
  SLOT_IDLE,
  SLOT_STOP,
  SLOT_IGNITION_OFF, /* off and on again within a second come in this order */
  SLOT_IGNITION_ON,
  SLOT_SOS,
  SLOT_OFFLINE,
  SLOT_GEOFENCE, /* and two for each geofence */
  N_SLOTS = SLOT_GEOFENCE + 2 * ARMADA_DEMO_N_GEOFENCES,
} Slot;

#define MOST_SLOTS 32
#define IDS_A_SECOND (G_GINT64_CONSTANT (65536) * MOST_SLOTS) /* of all vehicles */

G_STATIC_ASSERT (N_SLOTS <= MOST_SLOTS);

typedef struct
{
  double seconds; /* since the trip began */
  guint geofence;
  gboolean in;
} Crossing;

/* Kept with the life. */
typedef struct
{
  ArmadaDemoGeofence geofences[ARMADA_DEMO_N_GEOFENCES];
  GArray *crossings[ARMADA_DEMO_N_PLACES][ARMADA_DEMO_N_PLACES];
  GHashTable *days; /* vehicle << 32 | day → GArray of ArmadaDemoEvent */
  guint n_kept;     /* days, and events in them */
} Watch;

typedef struct
{
  ArmadaDemoLife *life;
  Watch *watch;
  guint vehicle;
  gint64 start; /* UNIX seconds */
  gint64 end;
  GArray *legs;
  GArray *events;
} Day;

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  for (guint from = 0; from < ARMADA_DEMO_N_PLACES; from++)
    for (guint to = 0; to < ARMADA_DEMO_N_PLACES; to++)
      g_clear_pointer (&watch->crossings[from][to], g_array_unref);
  g_hash_table_unref (watch->days);
  g_free (watch);
}

static Watch *
get_watch (ArmadaDemoLife *life)
{
  Watch *watch = armada_demo_life_get_note (life, NOTE);

  if (watch != NULL)
    return watch;

  watch = g_new0 (Watch, 1);
  watch->days =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < ARMADA_DEMO_N_GEOFENCES; i++)
    armada_demo_geofence_fill (life, i, &watch->geofences[i]);
  armada_demo_life_set_note (life, NOTE, watch, watch_free);
  return watch;
}

static GArray *
find_crossings (Watch *watch, ArmadaDemoTrip *trip, ArmadaRoads *roads)
{
  GArray *crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  double duration = armada_demo_trip_get_duration (trip);
  gboolean inside[ARMADA_DEMO_N_GEOFENCES];

  for (double time = 0; time < duration + TRIP_STEP; time += TRIP_STEP)
    {
      ArmadaDemoTripPoint point;

      armada_demo_trip_at (trip, roads, time, &point);
      for (guint i = 0; i < ARMADA_DEMO_N_GEOFENCES; i++)
        {
          gboolean in =
              armada_demo_geofence_holds (&watch->geofences[i], point.latitude, point.longitude);
          Crossing crossing = { MIN (time, duration), i, in };

          if (time > 0 && in != inside[i])
            g_array_append_val (crossings, crossing);
          inside[i] = in;
        }
    }
  return crossings;
}

static GArray *
get_crossings (Day *day, guint from, guint to)
{
  ArmadaDemoRounds *rounds = armada_demo_life_get_rounds (day->life);
  GArray **crossings = &day->watch->crossings[from][to];

  if (*crossings == NULL)
    *crossings = find_crossings (day->watch, armada_demo_rounds_get_trip (rounds, from, to),
                                 armada_demo_rounds_get_roads (rounds));
  return *crossings;
}

/* An expired vehicle's time is up: nothing but its silence is noticed after that. */
static gboolean
is_noticed (Day *day, Slot slot, gint64 time)
{
  if (time < day->start || time >= day->end)
    return FALSE;
  return slot == SLOT_OFFLINE || armada_demo_life_get_role (day->vehicle) != ARMADA_DEMO_EXPIRED ||
         time <= armada_demo_life_get_expired_at (day->life);
}

static void
add_event (Day *day, Slot slot, const char *type, double when, double value)
{
  int geofence = slot >= SLOT_GEOFENCE ? (int) (slot - SLOT_GEOFENCE) / 2 : -1;
  gint64 time = (gint64) ceil (when);
  gint64 alert_id = armada_demo_rules_find (type, day->vehicle, geofence);
  ArmadaDemoMoment moment;
  ArmadaDemoEvent event;

  if (alert_id == 0 || !is_noticed (day, slot, time))
    return;

  armada_demo_life_at (day->life, day->vehicle, time, &moment);
  event = (ArmadaDemoEvent) {
    .id = armada_demo_event_get_first_id (time) + (gint64) day->vehicle * MOST_SLOTS + slot,
    .vehicle = day->vehicle,
    .alert_id = alert_id,
    .geofence = geofence,
    .type = type,
    .time = time,
    .value = value,
    .latitude = moment.latitude,
    .longitude = moment.longitude,
    .altitude = 460,
    .course = moment.course,
    .speed = moment.speed,
  };
  g_array_append_val (day->events, event);
}

static void
add_crossings (Day *day, const ArmadaDemoLeg *leg)
{
  GArray *crossings = get_crossings (day, leg->from, leg->to);

  for (guint i = 0; i < crossings->len; i++)
    {
      const Crossing *crossing = &g_array_index (crossings, Crossing, i);

      add_event (day, SLOT_GEOFENCE + 2 * crossing->geofence + (crossing->in ? 0 : 1),
                 crossing->in ? "geofence_in" : "geofence_out",
                 day->start + leg->start + crossing->seconds / leg->pace, 0);
    }
}

static void
add_overspeed (Day *day, const ArmadaDemoLeg *leg)
{
  ArmadaDemoRounds *rounds = armada_demo_life_get_rounds (day->life);
  ArmadaRoads *roads = armada_demo_rounds_get_roads (rounds);
  ArmadaDemoTrip *trip = armada_demo_rounds_get_trip (rounds, leg->from, leg->to);
  double first = ceil (leg->start), rested = first, since = -1;

  for (double time = first; time < leg->end; time += SPEED_STEP)
    {
      ArmadaDemoTripPoint point;
      guint limit;

      armada_demo_trip_at (trip, roads, (time - leg->start) * leg->pace, &point);
      limit = armada_roads_get_speed (roads, point.link);
      if (point.speed * leg->pace * 3.6 <= limit + ARMADA_DEMO_OVERSPEED)
        since = -1;
      else if (since < 0)
        since = time;
      if (since >= 0 && time - since >= SPEEDING_FOR && time >= rested)
        {
          add_event (day, SLOT_OVERSPEED, "overspeed", day->start + time, limit);
          rested = time + SPEEDING_REST;
        }
    }
}

static gboolean
is_watched (Day *day, const char *type)
{
  return armada_demo_rules_find (type, day->vehicle, -1) != 0;
}

static void
add_drives (Day *day)
{
  gboolean speeding = armada_demo_life_get_role (day->vehicle) == ARMADA_DEMO_SPEEDING;
  gboolean watched = is_watched (day, "geofence_in") || is_watched (day, "geofence_out");

  for (guint i = 0; i < day->legs->len; i++)
    {
      const ArmadaDemoLeg *leg = &g_array_index (day->legs, ArmadaDemoLeg, i);

      if (leg->activity != ARMADA_DEMO_DRIVING)
        continue;
      if (watched)
        add_crossings (day, leg);
      if (speeding)
        add_overspeed (day, leg);
    }
}

/* A day begins and ends parked: the engine does not run across its bounds. */
static void
add_engine (Day *day)
{
  ArmadaDemoActivity before = ARMADA_DEMO_PARKED;
  gboolean watched = is_watched (day, "ignition_on") || is_watched (day, "ignition_off");
  double idling_since = 0;

  for (guint i = 0; i < day->legs->len; i++)
    {
      const ArmadaDemoLeg *leg = &g_array_index (day->legs, ArmadaDemoLeg, i);
      gboolean on = leg->activity != ARMADA_DEMO_PARKED;

      if (watched && on && before == ARMADA_DEMO_PARKED)
        add_event (day, SLOT_IGNITION_ON, "ignition_on", day->start + leg->start, 0);
      if (watched && !on && before != ARMADA_DEMO_PARKED)
        add_event (day, SLOT_IGNITION_OFF, "ignition_off", day->start + leg->start, 0);
      if (leg->activity == ARMADA_DEMO_IDLING && before != ARMADA_DEMO_IDLING)
        idling_since = leg->start;
      if (leg->activity == ARMADA_DEMO_IDLING &&
          leg->start - idling_since < ARMADA_DEMO_IDLE_MINUTES * 60 &&
          leg->end - idling_since >= ARMADA_DEMO_IDLE_MINUTES * 60)
        add_event (day, SLOT_IDLE, "idle_duration",
                   day->start + idling_since + ARMADA_DEMO_IDLE_MINUTES * 60,
                   ARMADA_DEMO_IDLE_MINUTES);
      before = leg->activity;
    }
}

/* The first stand of a day began the day before. */
static void
add_stops (Day *day)
{
  const double wait = ARMADA_DEMO_STOP_MINUTES * 60;
  ArmadaDemoMoment moment;
  double since;

  armada_demo_life_at (day->life, day->vehicle, day->start, &moment);
  since = moment.stood_since;
  for (guint i = 0; i < day->legs->len; i++)
    {
      const ArmadaDemoLeg *leg = &g_array_index (day->legs, ArmadaDemoLeg, i);
      gboolean driving = leg->activity == ARMADA_DEMO_DRIVING;
      gboolean last = i == day->legs->len - 1;

      if ((driving || last) && day->start + (driving ? leg->start : leg->end) - since >= wait)
        add_event (day, SLOT_STOP, "stop_duration", since + wait, ARMADA_DEMO_STOP_MINUTES);
      if (driving)
        since = ceil (day->start + leg->end);
    }
}

/* A silence long enough cannot hide between two looks that far apart. */
static void
add_silences (Day *day)
{
  const gint64 wait = ARMADA_DEMO_OFFLINE_MINUTES * 60;
  gint64 last = 0;

  for (gint64 time = day->start - wait; time < day->end + wait; time += wait)
    {
      gint64 since = armada_demo_life_get_contact (day->life, day->vehicle, time);

      if (since != last &&
          armada_demo_life_get_contact (day->life, day->vehicle, since + wait) == since)
        {
          add_event (day, SLOT_OFFLINE, "offline_duration", since + wait,
                     ARMADA_DEMO_OFFLINE_MINUTES);
          last = since;
        }
    }
}

static void
add_sos (Day *day, guint64 seed)
{
  guint64 key = armada_demo_mix (armada_demo_mix (seed, day->vehicle), 400000 + day->start / 86400);

  if (armada_demo_share (&key) < SOS_SHARE)
    add_event (day, SLOT_SOS, "sos", day->start + armada_demo_between (&key, 3600, 50000), 0);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const ArmadaDemoEvent *one = a, *other = b;

  return (one->id > other->id) - (one->id < other->id);
}

static GArray *
make_day (ArmadaDemoLife *life, guint64 seed, guint vehicle, gint64 number)
{
  g_autoptr (GArray) legs = g_array_new (FALSE, FALSE, sizeof (ArmadaDemoLeg));
  gint64 begin = (gint64) armada_demo_plan_get_day_start (vehicle) - ARMADA_DEMO_ZONE;
  Day day = {
    .life = life,
    .watch = get_watch (life),
    .vehicle = vehicle,
    .start = number * (gint64) ARMADA_DEMO_DAY + begin,
    .end = (number + 1) * (gint64) ARMADA_DEMO_DAY + begin,
    .legs = legs,
    .events = g_array_new (FALSE, FALSE, sizeof (ArmadaDemoEvent)),
  };

  armada_demo_plan_make (legs, armada_demo_life_get_rounds (life), seed, vehicle,
                         (guint) (number % ARMADA_DEMO_N_DAYS));
  add_drives (&day);
  add_engine (&day);
  add_stops (&day);
  add_silences (&day);
  add_sos (&day, seed);
  g_array_sort (day.events, compare_events);
  return day.events;
}

static GArray *
get_day (ArmadaDemoLife *life, guint64 seed, guint vehicle, gint64 number)
{
  Watch *watch = get_watch (life);
  gint64 key = (gint64) vehicle << 32 | number;
  GArray *events = g_hash_table_lookup (watch->days, &key);

  if (events != NULL)
    return events;

  events = make_day (life, seed, vehicle, number);
  if (watch->n_kept + events->len >= MOST_KEPT)
    {
      g_hash_table_remove_all (watch->days);
      watch->n_kept = 0;
    }
  watch->n_kept += events->len + 1;
  g_hash_table_insert (watch->days, g_memdup2 (&key, sizeof key), events);
  return events;
}

/**
 * armada_demo_events_of_vehicle:
 * @vehicle: index, from 0
 * @from: UNIX seconds; not before 1970
 * @to: UNIX seconds, after the last one wanted
 *
 * What rules noticed, past or future.
 *
 * Returns: (transfer full) (element-type ArmadaDemoEvent): oldest first
 */
GArray *
armada_demo_events_of_vehicle (ArmadaDemoLife *life,
                               guint64 seed,
                               guint vehicle,
                               gint64 from,
                               gint64 to)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (ArmadaDemoEvent));
  gint64 begin = (gint64) armada_demo_plan_get_day_start (vehicle) - ARMADA_DEMO_ZONE;
  gint64 first = (MAX (from, 86400) - begin) / (gint64) ARMADA_DEMO_DAY;

  if (armada_demo_life_get_role (vehicle) == ARMADA_DEMO_NEVER_CONNECTED)
    return found;

  for (gint64 i = first; i * (gint64) ARMADA_DEMO_DAY + begin < to; i++)
    {
      GArray *events = get_day (life, seed, vehicle, i);

      for (guint k = 0; k < events->len; k++)
        {
          const ArmadaDemoEvent *event = &g_array_index (events, ArmadaDemoEvent, k);

          if (event->time >= from && event->time < to)
            g_array_append_val (found, *event);
        }
    }
  return found;
}

gint64
armada_demo_event_get_first_id (gint64 time)
{
  return (time - ID_EPOCH) * IDS_A_SECOND;
}

/**
 * armada_demo_event_find:
 * @event: (out):
 *
 * Returns: whether there is an event with @id
 */
gboolean
armada_demo_event_find (ArmadaDemoLife *life, guint64 seed, gint64 id, ArmadaDemoEvent *event)
{
  gint64 time = id / IDS_A_SECOND + ID_EPOCH;
  guint vehicle = (guint) (id % IDS_A_SECOND / MOST_SLOTS);
  g_autoptr (GArray) events = NULL;

  if (id < 0 || vehicle >= armada_demo_life_get_n_vehicles (life))
    return FALSE;
  events = armada_demo_events_of_vehicle (life, seed, vehicle, time, time + 1);
  for (guint i = 0; i < events->len; i++)
    if (g_array_index (events, ArmadaDemoEvent, i).id == id)
      {
        *event = g_array_index (events, ArmadaDemoEvent, i);
        return TRUE;
      }
  return FALSE;
}
