/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-trip"

#include "armada-demo-trip.h"

#include "armada-demo-random.h"

#include <math.h>

/*
 * One drive along a route, from standstill to standstill: phases of constant acceleration that
 * keep to each road's speed, slow down into bends and wait where a small road meets a larger one.
 * A trip belongs to no vehicle: whoever drives that way drives it, faster or slower.
 */

#define ACCELERATION 1.1 /* m/s², a laden truck's */
#define BRAKING 1.4
#define OF_THE_LIMIT 0.92 /* what a calm driver makes of a limit */

typedef struct
{
  float start; /* seconds since the trip began */
  float distance;
  float speed;
  float acceleration;
} Phase;

struct _ArmadaDemoTrip
{
  guint n_arcs;
  guint n_phases;
  ArmadaRoadsArc *arcs;
  float *starts; /* metres at which each arc begins, and where the last one ends */
  Phase *phases;
  double duration;
};

/* What is known at the place where an arc begins, while phases are made. */
typedef struct
{
  double cruise; /* m/s on the arc that begins here */
  double speed;  /* m/s at the place itself */
  double wait;   /* seconds spent standing there */
} Gate;

typedef struct
{
  GArray *phases;
  double time;
  double distance;
} Drive;

static double
turn_between (ArmadaRoads *roads, ArmadaRoadsArc from, ArmadaRoadsArc to)
{
  double latitude, longitude, before, after, turn;

  armada_roads_arc_at (roads, from, armada_roads_get_length (roads, from.link), &latitude,
                       &longitude, &before);
  armada_roads_arc_at (roads, to, 0, &latitude, &longitude, &after);
  turn = fabs (after - before);
  return turn > 180 ? 360 - turn : turn;
}

static double
bend_speed (double turn)
{
  if (turn > 110)
    return 2;
  if (turn > 60)
    return 4.5;
  if (turn > 30)
    return 8;
  return turn > 15 ? 12 : 60;
}

static void
fill_gate (ArmadaRoads *roads, ArmadaRoadsArc before, ArmadaRoadsArc after, Gate *gates)
{
  guint minor = armada_roads_get_class (roads, before.link);
  guint major = armada_roads_get_class (roads, after.link);
  guint64 key = armada_demo_mix (armada_roads_arc_from (roads, after), 7);

  gates[1].speed = MIN (MIN (gates[0].cruise, gates[1].cruise),
                        bend_speed (turn_between (roads, before, after)));
  if (major < minor && major < 5 && armada_demo_share (&key) < 0.7)
    {
      gates[1].speed = 0;
      gates[1].wait = armada_demo_between (&key, 2, 14);
    }
}

static Gate *
plan_gates (ArmadaRoads *roads, const ArmadaRoadsArc *arcs, guint n_arcs)
{
  Gate *gates = g_new0 (Gate, n_arcs + 1);

  for (guint i = 0; i < n_arcs; i++)
    gates[i].cruise = armada_roads_get_speed (roads, arcs[i].link) / 3.6 * OF_THE_LIMIT;
  for (guint i = 1; i < n_arcs; i++)
    fill_gate (roads, arcs[i - 1], arcs[i], &gates[i - 1]);

  for (guint i = n_arcs; i-- > 0;)
    gates[i].speed =
        MIN (gates[i].speed, sqrt (gates[i + 1].speed * gates[i + 1].speed +
                                   2 * BRAKING * armada_roads_get_length (roads, arcs[i].link)));
  for (guint i = 0; i < n_arcs; i++)
    gates[i + 1].speed =
        MIN (gates[i + 1].speed,
             sqrt (gates[i].speed * gates[i].speed +
                   2 * ACCELERATION * armada_roads_get_length (roads, arcs[i].link)));
  return gates;
}

static void
add_phase (Drive *drive, double speed, double acceleration, double seconds)
{
  Phase phase = { drive->time, drive->distance, speed, acceleration };

  if (seconds <= 0)
    return;

  g_array_append_val (drive->phases, phase);
  drive->time += seconds;
  drive->distance += speed * seconds + acceleration * seconds * seconds / 2;
}

static void
drive_arc (Drive *drive, const Gate *gate, double length)
{
  double from = gate[0].speed, to = gate[1].speed;
  double reachable =
      sqrt ((2 * ACCELERATION * BRAKING * length + BRAKING * from * from + ACCELERATION * to * to) /
            (ACCELERATION + BRAKING));
  double top = MAX (MIN (gate->cruise, reachable), MAX (from, to));
  double speeding_up = (top * top - from * from) / (2 * ACCELERATION);
  double slowing_down = (top * top - to * to) / (2 * BRAKING);

  add_phase (drive, 0, 0, gate->wait);
  add_phase (drive, from, ACCELERATION, (top - from) / ACCELERATION);
  add_phase (drive, top, 0, (length - speeding_up - slowing_down) / top);
  add_phase (drive, top, -BRAKING, (top - to) / BRAKING);
}

/**
 * armada_demo_trip_new:
 * @route: (element-type ArmadaRoadsArc): the arcs to drive, at least one
 *
 * Returns: (transfer full): the drive; its length is the route's
 */
ArmadaDemoTrip *
armada_demo_trip_new (ArmadaRoads *roads, GArray *route)
{
  ArmadaDemoTrip *self = g_new0 (ArmadaDemoTrip, 1);
  const ArmadaRoadsArc *arcs = (const ArmadaRoadsArc *) route->data;
  g_autofree Gate *gates = plan_gates (roads, arcs, route->len);
  Drive drive = { g_array_new (FALSE, FALSE, sizeof (Phase)), 0, 0 };
  double end = 0;

  self->n_arcs = route->len;
  self->arcs = g_memdup2 (arcs, route->len * sizeof *arcs);
  self->starts = g_new (float, route->len + 1);
  for (guint i = 0; i < route->len; i++)
    {
      drive_arc (&drive, &gates[i], armada_roads_get_length (roads, arcs[i].link));
      self->starts[i] = end;
      end += armada_roads_get_length (roads, arcs[i].link);
      drive.distance = end;
    }
  self->starts[route->len] = end;
  self->duration = drive.time;
  self->n_phases = drive.phases->len;
  self->phases = (Phase *) g_array_free (drive.phases, FALSE);
  return self;
}

void
armada_demo_trip_free (ArmadaDemoTrip *self)
{
  g_free (self->arcs);
  g_free (self->starts);
  g_free (self->phases);
  g_free (self);
}

/**
 * armada_demo_trip_get_duration:
 *
 * Returns: seconds
 */
double
armada_demo_trip_get_duration (ArmadaDemoTrip *self)
{
  return self->duration;
}

/**
 * armada_demo_trip_get_length:
 *
 * Returns: metres
 */
double
armada_demo_trip_get_length (ArmadaDemoTrip *self)
{
  return self->starts[self->n_arcs];
}

static const Phase *
phase_at (ArmadaDemoTrip *self, double seconds)
{
  guint low = 0, high = self->n_phases;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (self->phases[middle].start <= seconds)
        low = middle;
      else
        high = middle;
    }
  return &self->phases[low];
}

static guint
arc_at (ArmadaDemoTrip *self, double distance)
{
  guint low = 0, high = self->n_arcs;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (self->starts[middle] <= distance)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/**
 * armada_demo_trip_at:
 * @seconds: since the trip began; before it is its start, after it its end
 * @point: (out caller-allocates):
 */
void
armada_demo_trip_at (ArmadaDemoTrip *self,
                     ArmadaRoads *roads,
                     double seconds,
                     ArmadaDemoTripPoint *point)
{
  double time = CLAMP (seconds, 0, self->duration);
  const Phase *phase = phase_at (self, time);
  double since = time - phase->start;
  guint arc;

  point->distance =
      phase->distance + phase->speed * since + phase->acceleration * since * since / 2;
  point->distance = CLAMP (point->distance, 0, armada_demo_trip_get_length (self));
  point->speed = MAX (phase->speed + phase->acceleration * since, 0);
  arc = arc_at (self, point->distance);
  point->link = self->arcs[arc].link;
  armada_roads_arc_at (roads, self->arcs[arc], point->distance - self->starts[arc],
                       &point->latitude, &point->longitude, &point->heading);
}
