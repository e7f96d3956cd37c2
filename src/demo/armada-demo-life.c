/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-life"

#include "armada-demo-life.h"

#include "armada-demo-plan.h"
#include "armada-demo-random.h"

#include <math.h>
#include <string.h>

/*
 * What every vehicle does at every time, past and future, as a function of (seed, vehicle, time)
 * alone. Nothing of it is stored but what makes it quick: the day looked at last, and each
 * vehicle's sums of its two weeks. Not safe for several threads at once: its owner holds a lock.
 */

#define FIRST_DAY (1470 * ARMADA_DEMO_N_DAYS) /* since 1970: the odometers stood as they came */
#define AFTER_PARKING_AT 80.0    /* metres within which a vehicle gets from its lot to the road */
#define REFUEL_AFTER (20 * 60.0) /* seconds of the night's rest */
#define HEARTBEAT_TICK 60        /* seconds between signs of life of a parked vehicle */

/* One day's sums. */
typedef struct
{
  double metres; /* driven since the two weeks began, before this day */
  double engine; /* seconds, likewise */
  float last_drive_end;
  float last_engine_end;
} Sums;

struct _ArmadaDemoLife
{
  ArmadaDemoRounds *rounds;
  guint64 seed;
  guint n_vehicles;
  gint64 expired_at;
  Sums **sums; /* by vehicle, made when wanted: a day more than there are, for the totals */
  GArray *legs;
  guint legs_vehicle;
  gint64 legs_day;
  GData *notes;
};

typedef struct
{
  gint64 day;   /* of the vehicle's own, since 1970 */
  guint index;  /* of its two weeks */
  double start; /* UNIX seconds of its beginning */
  double time;  /* seconds since then */
} Day;

/**
 * armada_demo_life_new:
 * @rounds: (transfer none): outlives the life
 * @expired_at: UNIX seconds when the expired vehicles fell silent
 *
 * Returns: (transfer full):
 */
ArmadaDemoLife *
armada_demo_life_new (ArmadaDemoRounds *rounds, guint64 seed, guint n_vehicles, gint64 expired_at)
{
  ArmadaDemoLife *self = g_new0 (ArmadaDemoLife, 1);

  self->rounds = rounds;
  self->seed = seed;
  self->n_vehicles = n_vehicles;
  self->expired_at = expired_at;
  self->sums = g_new0 (Sums *, n_vehicles);
  self->legs = g_array_new (FALSE, FALSE, sizeof (ArmadaDemoLeg));
  self->legs_day = G_MININT64;
  g_datalist_init (&self->notes);
  return self;
}

void
armada_demo_life_free (ArmadaDemoLife *self)
{
  g_datalist_clear (&self->notes);
  for (guint i = 0; i < self->n_vehicles; i++)
    g_free (self->sums[i]);
  g_free (self->sums);
  g_array_unref (self->legs);
  g_free (self);
}

guint
armada_demo_life_get_n_vehicles (ArmadaDemoLife *self)
{
  return self->n_vehicles;
}

ArmadaDemoRounds *
armada_demo_life_get_rounds (ArmadaDemoLife *self)
{
  return self->rounds;
}

gint64
armada_demo_life_get_expired_at (ArmadaDemoLife *self)
{
  return self->expired_at;
}

/**
 * armada_demo_life_get_note:
 * @name: whose it is
 *
 * Returns: (transfer none) (nullable): what armada_demo_life_set_note() kept under @name
 */
gpointer
armada_demo_life_get_note (ArmadaDemoLife *self, const char *name)
{
  return g_datalist_get_data (&self->notes, name);
}

/**
 * armada_demo_life_set_note:
 * @note: (transfer full): goes with the life
 *
 * Keeps what follows from the life alone and is slow to work out again. It is under the lock that
 * guards the life.
 */
void
armada_demo_life_set_note (ArmadaDemoLife *self,
                           const char *name,
                           gpointer note,
                           GDestroyNotify free_note)
{
  g_datalist_set_data_full (&self->notes, name, note, free_note);
}

/**
 * armada_demo_life_get_role:
 *
 * Returns: ordinary for the first four vehicles, so that the smallest fleet moves; of every forty
 *   one of each other role
 */
ArmadaDemoRole
armada_demo_life_get_role (guint vehicle)
{
  switch (vehicle % 40)
    {
    case 4:
      return ARMADA_DEMO_SPEEDING;
    case 5:
      return ARMADA_DEMO_LOST;
    case 6:
      return ARMADA_DEMO_NEVER_CONNECTED;
    case 7:
      return ARMADA_DEMO_EXPIRED;
    default:
      return ARMADA_DEMO_ORDINARY;
    }
}

/**
 * armada_demo_life_get_depot:
 *
 * Returns: the place at which @vehicle rests
 */
guint
armada_demo_life_get_depot (guint vehicle)
{
  return vehicle / 3 % ARMADA_DEMO_N_DEPOTS;
}

static const ArmadaDemoLeg *
get_leg (ArmadaDemoLife *self, guint index)
{
  return &g_array_index (self->legs, ArmadaDemoLeg, index);
}

/* Of the day at hand: the last visit may have been at the depot itself, without a drive home. */
static double
find_last_drive_end (ArmadaDemoLife *self)
{
  guint i = self->legs->len - 1;

  while (i > 0 && get_leg (self, i)->activity != ARMADA_DEMO_DRIVING)
    i--;
  return get_leg (self, i)->end;
}

static void
make_sums (ArmadaDemoLife *self, guint vehicle)
{
  Sums *sums = g_new0 (Sums, ARMADA_DEMO_N_DAYS + 1);

  for (guint day = 0; day < ARMADA_DEMO_N_DAYS; day++)
    {
      const ArmadaDemoLeg *last;

      armada_demo_plan_make (self->legs, self->rounds, self->seed, vehicle, day);
      last = get_leg (self, self->legs->len - 1);
      sums[day].last_engine_end = last->start;
      sums[day].last_drive_end = find_last_drive_end (self);
      sums[day + 1].metres = sums[day].metres + last->metres;
      sums[day + 1].engine = sums[day].engine + last->engine;
    }
  self->legs_day = G_MININT64;
  self->sums[vehicle] = sums;
}

static void
find_day (ArmadaDemoLife *self, guint vehicle, double time, Day *day)
{
  double begin = armada_demo_plan_get_day_start (vehicle) - ARMADA_DEMO_ZONE;

  day->day = (gint64) floor ((time - begin) / ARMADA_DEMO_DAY);
  day->index =
      (guint) (((day->day % ARMADA_DEMO_N_DAYS) + ARMADA_DEMO_N_DAYS) % ARMADA_DEMO_N_DAYS);
  day->start = day->day * ARMADA_DEMO_DAY + begin;
  day->time = time - day->start;
  if (self->sums[vehicle] == NULL)
    make_sums (self, vehicle);
  if (self->legs_day == day->day && self->legs_vehicle == vehicle)
    return;

  armada_demo_plan_make (self->legs, self->rounds, self->seed, vehicle, day->index);
  self->legs_day = day->day;
  self->legs_vehicle = vehicle;
}

static guint
find_leg (ArmadaDemoLife *self, double time)
{
  guint low = 0, high = self->legs->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (get_leg (self, middle)->start <= time)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* Each vehicle has a lot of its own at each place, so that a yard is not one dot. */
static void
get_lot (ArmadaDemoLife *self, guint vehicle, guint place, double *north, double *east)
{
  guint64 key = armada_demo_mix (armada_demo_mix (self->seed, vehicle), 5000 + place);
  gboolean yard = place < ARMADA_DEMO_N_DEPOTS;
  double distance = armada_demo_between (&key, yard ? 6 : 3, yard ? 32 : 10);
  double angle = armada_demo_between (&key, 0, 2 * G_PI);

  *north = distance * cos (angle);
  *east = distance * sin (angle);
}

static void
step_aside (ArmadaDemoLife *self,
            guint vehicle,
            guint place,
            double share,
            ArmadaDemoMoment *moment)
{
  double north, east;

  if (share <= 0)
    return;

  get_lot (self, vehicle, place, &north, &east);
  moment->latitude += share * north / ARMADA_ROADS_METRES_PER_DEGREE;
  moment->longitude +=
      share * east / ARMADA_ROADS_METRES_PER_DEGREE / cos (moment->latitude * G_PI / 180);
}

static double
fill_drive (ArmadaDemoLife *self,
            guint vehicle,
            const ArmadaDemoLeg *leg,
            double since,
            ArmadaDemoMoment *moment)
{
  ArmadaRoads *roads = armada_demo_rounds_get_roads (self->rounds);
  ArmadaDemoTrip *trip = armada_demo_rounds_get_trip (self->rounds, leg->from, leg->to);
  double length = armada_demo_trip_get_length (trip);
  ArmadaDemoTripPoint point;

  armada_demo_trip_at (trip, roads, since * leg->pace, &point);
  moment->latitude = point.latitude;
  moment->longitude = point.longitude;
  moment->course = point.heading;
  moment->speed = point.speed * leg->pace * 3.6;
  moment->limit = armada_roads_get_speed (roads, point.link);
  moment->link = point.link;
  step_aside (self, vehicle, leg->from, 1 - point.distance / AFTER_PARKING_AT, moment);
  step_aside (self, vehicle, leg->to, 1 - (length - point.distance) / AFTER_PARKING_AT, moment);
  return point.distance;
}

/* Standing, a vehicle looks where it came from: along the end of the drive before. */
static void
fill_stand (ArmadaDemoLife *self, guint vehicle, guint index, ArmadaDemoMoment *moment)
{
  ArmadaRoads *roads = armada_demo_rounds_get_roads (self->rounds);
  const ArmadaDemoLeg *leg = get_leg (self, index);
  guint node = armada_demo_rounds_get_node (self->rounds, leg->from);

  armada_roads_get_node (roads, node, &moment->latitude, &moment->longitude);
  step_aside (self, vehicle, leg->from, 1, moment);
  while (index > 0 && get_leg (self, index)->activity != ARMADA_DEMO_DRIVING)
    index--;
  leg = get_leg (self, index);
  if (leg->activity == ARMADA_DEMO_DRIVING)
    {
      ArmadaDemoTripPoint point;

      armada_demo_trip_at (armada_demo_rounds_get_trip (self->rounds, leg->from, leg->to), roads,
                           G_MAXDOUBLE, &point);
      moment->course = point.heading;
    }
}

static void
fill_times (ArmadaDemoLife *self,
            guint vehicle,
            const Day *day,
            guint index,
            ArmadaDemoMoment *moment)
{
  const Sums *before =
      &self->sums[vehicle][(day->index + ARMADA_DEMO_N_DAYS - 1) % ARMADA_DEMO_N_DAYS];
  gboolean engine = get_leg (self, index)->activity != ARMADA_DEMO_PARKED;
  guint i = index, k = index;

  while (i > 0 && get_leg (self, i)->activity != ARMADA_DEMO_DRIVING)
    i--;
  while (k > 0 && (get_leg (self, k - 1)->activity != ARMADA_DEMO_PARKED) == engine)
    k--;

  if (i == index)
    moment->stood_since = (gint64) floor (day->start + day->time);
  else if (i == 0)
    moment->stood_since = (gint64) ceil (day->start - ARMADA_DEMO_DAY + before->last_drive_end);
  else
    moment->stood_since = (gint64) ceil (day->start + get_leg (self, i)->end);

  if (k == 0)
    moment->engine_since = (gint64) ceil (day->start - ARMADA_DEMO_DAY + before->last_engine_end);
  else
    moment->engine_since = (gint64) ceil (day->start + get_leg (self, k)->start);
}

/* A tank of 150 litres, filled up in the night's rest. */
static double
fuel_at (ArmadaDemoLife *self, const Day *day, guint index, double metres, double engine)
{
  const ArmadaDemoLeg *leg = get_leg (self, index);

  if (index == self->legs->len - 1 && day->time - leg->start > REFUEL_AFTER)
    return 0.97;
  return MAX (0.97 - metres * 1.6e-4 / 150 - engine / 3600 * 1.1 / 150, 0.04);
}

static void
fill_meters (ArmadaDemoLife *self,
             guint vehicle,
             const Day *day,
             guint index,
             double driven,
             ArmadaDemoMoment *moment)
{
  const Sums *sums = self->sums[vehicle];
  const ArmadaDemoLeg *leg = get_leg (self, index);
  guint64 key = armada_demo_mix (armada_demo_mix (self->seed, vehicle), 4);
  double times = floor ((double) (day->day - FIRST_DAY) / ARMADA_DEMO_N_DAYS);
  double metres = leg->metres + driven;
  double engine = leg->engine;

  if (leg->activity != ARMADA_DEMO_PARKED)
    engine += day->time - leg->start;
  moment->fuel = fuel_at (self, day, index, metres, engine);
  moment->odometer =
      armada_demo_between (&key, 60000, 190000) +
      (times * sums[ARMADA_DEMO_N_DAYS].metres + sums[day->index].metres + metres) / 1000;
  moment->engine_hours =
      armada_demo_between (&key, 3000, 9000) +
      (times * sums[ARMADA_DEMO_N_DAYS].engine + sums[day->index].engine + engine) / 3600;
}

/**
 * armada_demo_life_at:
 * @time: UNIX seconds, past or future
 * @moment: (out caller-allocates):
 */
void
armada_demo_life_at (ArmadaDemoLife *self, guint vehicle, double time, ArmadaDemoMoment *moment)
{
  Day day;
  guint index;
  const ArmadaDemoLeg *leg;
  double driven = 0;

  memset (moment, 0, sizeof *moment);
  find_day (self, vehicle, time, &day);
  index = find_leg (self, day.time);
  leg = get_leg (self, index);
  moment->activity = leg->activity;
  if (leg->activity == ARMADA_DEMO_DRIVING)
    driven = fill_drive (self, vehicle, leg, day.time - leg->start, moment);
  else
    fill_stand (self, vehicle, index, moment);
  fill_times (self, vehicle, &day, index, moment);
  fill_meters (self, vehicle, &day, index, driven, moment);
}

/* The last time up to @time at which the vehicle could be heard. */
static gint64
last_contact (ArmadaDemoLife *self, guint vehicle, gint64 time)
{
  gboolean lost = armada_demo_life_get_role (vehicle) == ARMADA_DEMO_LOST;
  gint64 period = lost ? 2700 : 3600;
  gint64 begin = time - time % period;
  guint64 key = armada_demo_mix (armada_demo_mix (self->seed, vehicle), 9000 + begin);
  gint64 start = begin + armada_demo_below (&key, lost ? 1200 : 2700);
  gint64 end = start + (lost ? 1080 : 120 + armada_demo_below (&key, 600));

  if (!lost && armada_demo_share (&key) > 0.02)
    return time;
  return time >= start && time < end ? start : time;
}

/**
 * armada_demo_life_get_contact:
 * @time: UNIX seconds
 *
 * Returns: the last time up to @time at which @vehicle, unless it never connected, could be heard
 */
gint64
armada_demo_life_get_contact (ArmadaDemoLife *self, guint vehicle, gint64 time)
{
  gboolean expired = armada_demo_life_get_role (vehicle) == ARMADA_DEMO_EXPIRED;

  return last_contact (self, vehicle, expired ? MIN (time, self->expired_at) : time);
}

/**
 * armada_demo_life_get_tick:
 * @time: UNIX seconds
 * @period: of the ticks, in seconds
 *
 * Returns: the last time up to @time at which @vehicle's tracker speaks that does so each @period
 */
gint64
armada_demo_life_get_tick (ArmadaDemoLife *self, guint vehicle, gint64 time, gint64 period)
{
  gint64 phase = armada_demo_mix (self->seed, vehicle) % period;

  return time - (((time - phase) % period) + period) % period;
}

static void
fill_tail (ArmadaDemoLife *self, guint vehicle, ArmadaDemoReport *report)
{
  gint64 end = report->moment.activity == ARMADA_DEMO_DRIVING ? report->fix_time
                                                              : report->moment.stood_since;

  report->n_tail = ARMADA_DEMO_MAX_TAIL;
  for (guint i = 0; i < ARMADA_DEMO_MAX_TAIL; i++)
    {
      ArmadaDemoMoment moment;

      armada_demo_life_at (self, vehicle, end - (ARMADA_DEMO_MAX_TAIL - 1 - i) * ARMADA_DEMO_TICK,
                           &moment);
      report->tail[i].latitude = moment.latitude;
      report->tail[i].longitude = moment.longitude;
    }
}

/**
 * armada_demo_life_report:
 * @time: UNIX seconds, now
 * @report: (out caller-allocates):
 *
 * What the platform knows of @vehicle at @time from the reports that reached it.
 */
void
armada_demo_life_report (ArmadaDemoLife *self, guint vehicle, gint64 time, ArmadaDemoReport *report)
{
  ArmadaDemoRole role = armada_demo_life_get_role (vehicle);
  gint64 heard, engine_off;

  memset (report, 0, sizeof *report);
  report->connected = role != ARMADA_DEMO_NEVER_CONNECTED;
  if (!report->connected)
    return;

  heard = armada_demo_life_get_contact (self, vehicle, time);
  report->fix_time = report->ack_time =
      armada_demo_life_get_tick (self, vehicle, heard, ARMADA_DEMO_TICK);
  armada_demo_life_at (self, vehicle, report->fix_time, &report->moment);
  if (report->moment.activity == ARMADA_DEMO_PARKED)
    {
      engine_off = armada_demo_life_get_tick (
          self, vehicle, report->moment.engine_since + ARMADA_DEMO_TICK - 1, ARMADA_DEMO_TICK);
      report->fix_time = MAX (
          armada_demo_life_get_tick (self, vehicle, heard, ARMADA_DEMO_PARKED_TICK), engine_off);
      report->ack_time =
          MAX (armada_demo_life_get_tick (self, vehicle, heard, HEARTBEAT_TICK), report->fix_time);
      armada_demo_life_at (self, vehicle, report->fix_time, &report->moment);
    }
  fill_tail (self, vehicle, report);
}
