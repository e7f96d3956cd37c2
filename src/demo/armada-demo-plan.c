/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-plan"

#include "armada-demo-plan.h"

#include "armada-demo-random.h"

/*
 * One working day of one vehicle, as legs without a gap: it leaves its depot when its shift
 * begins, goes from customer to customer, comes back to load and to rest. The shifts overlap so
 * that at every hour three fifths of the fleet are out or more.
 */

typedef struct
{
  double start; /* hours, local */
  double hours; /* of work; two drivers take turns in the long ones */
} Shift;

static const Shift shifts[] = {
  { 23, 20 },   { 13.5, 20 }, { 8.5, 16 },    { 5.5, 15.5 },
  { 17.5, 15 }, { 20, 20 },   { 20.5, 14.5 }, { 4.5, 17 },
};

#define MINUTE 60.0
#define HOUR 3600.0
#define BREAK_AFTER (5 * HOUR)
#define CHOICES 10

typedef struct
{
  GArray *legs;
  ArmadaDemoRounds *rounds;
  guint64 key;
  guint depot;
  guint place;
  double time;
  double pace;
  double metres;
  double engine;
} Planner;

static void
add_leg (Planner *planner, ArmadaDemoActivity activity, guint to, double seconds)
{
  ArmadaDemoLeg leg = {
    .activity = activity,
    .from = planner->place,
    .to = to,
    .start = planner->time,
    .end = planner->time + seconds,
    .pace = planner->pace,
    .metres = planner->metres,
    .engine = planner->engine,
  };

  if (seconds <= 0)
    return;

  g_array_append_val (planner->legs, leg);
  planner->time = leg.end;
  planner->place = to;
  if (activity != ARMADA_DEMO_PARKED)
    planner->engine += seconds;
}

static double
seconds_between (Planner *planner, guint from, guint to)
{
  ArmadaDemoTrip *trip = armada_demo_rounds_get_trip (planner->rounds, from, to);

  return trip ? armada_demo_trip_get_duration (trip) / planner->pace : 0;
}

static void
drive_to (Planner *planner, guint to)
{
  ArmadaDemoTrip *trip = armada_demo_rounds_get_trip (planner->rounds, planner->place, to);

  if (trip == NULL)
    return;
  add_leg (planner, ARMADA_DEMO_DRIVING, to, armada_demo_trip_get_duration (trip) / planner->pace);
  planner->metres += armada_demo_trip_get_length (trip);
}

/* Some leave the engine running; the others start it a little before they leave. */
static void
stand (Planner *planner, double seconds)
{
  double warm_up = armada_demo_between (&planner->key, 20, 70);

  if (armada_demo_share (&planner->key) < 0.3)
    {
      add_leg (planner, ARMADA_DEMO_IDLING, planner->place, seconds);
      return;
    }
  add_leg (planner, ARMADA_DEMO_IDLING, planner->place, warm_up / 2);
  add_leg (planner, ARMADA_DEMO_PARKED, planner->place, seconds - 1.5 * warm_up);
  add_leg (planner, ARMADA_DEMO_IDLING, planner->place, warm_up);
}

/* From each place a driver goes on to one of a few: so a fleet has a bounded number of drives, and
 * the first answer need not wait for ways between all places. */
static guint
choose_customer (Planner *planner)
{
  const guint n = ARMADA_DEMO_N_PLACES - ARMADA_DEMO_N_DEPOTS;
  guint choice = armada_demo_below (&planner->key, CHOICES);
  guint64 number = armada_demo_mix (planner->place, choice);

  if (planner->place < ARMADA_DEMO_N_DEPOTS)
    return ARMADA_DEMO_N_DEPOTS + number % n;
  return ARMADA_DEMO_N_DEPOTS + (planner->place - ARMADA_DEMO_N_DEPOTS + 1 + number % (n - 1)) % n;
}

static guint
choose_next (Planner *planner, guint n_visits)
{
  if (n_visits % 7 == 6 && planner->place != planner->depot)
    return planner->depot;
  return choose_customer (planner);
}

static void
go_round (Planner *planner, double until)
{
  double next_break = planner->time + BREAK_AFTER;

  for (guint n_visits = 0;; n_visits++)
    {
      guint next = choose_next (planner, n_visits);
      double loading = armada_demo_between (&planner->key, 1.5 * MINUTE, 5 * MINUTE);

      if (planner->time + seconds_between (planner, planner->place, next) + loading +
              seconds_between (planner, next, planner->depot) >
          until)
        break;

      drive_to (planner, next);
      if (planner->time > next_break)
        {
          add_leg (planner, ARMADA_DEMO_PARKED, planner->place, 20 * MINUTE);
          next_break = planner->time + BREAK_AFTER;
        }
      stand (planner, next == planner->depot ? 2 * loading : loading);
    }
  drive_to (planner, planner->depot);
}

static double
choose_pace (guint64 seed, guint vehicle, guint day)
{
  guint64 key = armada_demo_mix (armada_demo_mix (seed, vehicle), 3000 + day);

  if (armada_demo_life_get_role (vehicle) == ARMADA_DEMO_SPEEDING)
    return 1.36;
  return armada_demo_between (&key, 0.88, 1.05);
}

/**
 * armada_demo_plan_get_day_start:
 *
 * Returns: at how many seconds after local midnight @vehicle's day begins; it rests then
 */
double
armada_demo_plan_get_day_start (guint vehicle)
{
  return shifts[vehicle % G_N_ELEMENTS (shifts)].start * HOUR;
}

/**
 * armada_demo_plan_make:
 * @legs: (element-type ArmadaDemoLeg): emptied and filled: a whole day
 * @day: less than %ARMADA_DEMO_N_DAYS
 */
void
armada_demo_plan_make (GArray *legs,
                       ArmadaDemoRounds *rounds,
                       guint64 seed,
                       guint vehicle,
                       guint day)
{
  const Shift *shift = &shifts[vehicle % G_N_ELEMENTS (shifts)];
  Planner planner = {
    .legs = legs,
    .rounds = rounds,
    .key = armada_demo_mix (armada_demo_mix (seed, vehicle), 1000 + day),
    .depot = armada_demo_life_get_depot (vehicle),
    .pace = choose_pace (seed, vehicle, day),
  };

  g_array_set_size (legs, 0);
  planner.place = planner.depot;
  add_leg (&planner, ARMADA_DEMO_PARKED, planner.place,
           armada_demo_between (&planner.key, 1 * MINUTE, 25 * MINUTE));
  add_leg (&planner, ARMADA_DEMO_IDLING, planner.place,
           armada_demo_between (&planner.key, 1 * MINUTE, 4 * MINUTE));
  go_round (&planner, shift->hours * HOUR);
  add_leg (&planner, ARMADA_DEMO_IDLING, planner.place, 1 * MINUTE);
  add_leg (&planner, ARMADA_DEMO_PARKED, planner.place, ARMADA_DEMO_DAY - planner.time);
}
