/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-history"

#include "armada-demo-history.h"

#include "armada-demo-random.h"
#include "armada-demo-vehicle.h"

#include <math.h>

/*
 * What a platform recorded of a vehicle's life: its positions as a tracker measures and sends
 * them, with all that goes wrong on the way, and the drives and stops made of them. Every fault is
 * made of (seed, vehicle, time) alone, so nothing is kept between two questions.
 */

#define LOOK_BACK 7200        /* seconds in which there is always a valid fix */
#define LONG_STAND 3600       /* seconds after which a tracker has lost the sky */
#define MOST_INVALID 3        /* fixes before it has found it again */
#define MOST_LATE 38880       /* seconds from measuring a fix to its arrival */
#define LONGEST_SILENCE 720   /* seconds */
#define KNOT 60               /* seconds in which the error of a fix changes its mind */
#define MOVING 6.0            /* km/h; slower is standing */
#define SHARE_OF_COPIES 0.012 /* of the fixes that are sent twice */
#define ALTITUDE 460.0        /* metres, of the demo region's roads */

/* What chance is asked for. */
enum
{
  SALT_TRACKER = 40,
  SALT_NORTH,
  SALT_EAST,
  SALT_DRIFT,
  SALT_SILENCE,
  SALT_START,
  SALT_FIX,
  SALT_ALTITUDE,
};

/* One period while it is recorded. */
typedef struct
{
  ArmadaDemoLife *life;
  guint vehicle;
  guint64 key; /* of the vehicle's tracker */
  gint64 now;
  GArray *fixes;
  gboolean placed; /* whether there was a valid fix before */
  gboolean moved;  /* whether it was driving then */
  double latitude;
  double longitude;
} Recorder;

static guint64
make_key (const Recorder *recorder, guint salt, gint64 time)
{
  return armada_demo_mix (armada_demo_mix (recorder->key, salt), (guint64) time);
}

/* Between -1 and 1, without leaps in time. */
static double
wander (const Recorder *recorder, guint salt, gint64 time)
{
  guint64 before = make_key (recorder, salt, time / KNOT);
  guint64 after = make_key (recorder, salt, time / KNOT + 1);
  double share = (double) (time % KNOT) / KNOT;

  return armada_demo_between (&before, -1, 1) * (1 - share) +
         armada_demo_between (&after, -1, 1) * share;
}

static void
move (ArmadaDemoFix *fix, double north, double east)
{
  fix->latitude += north / ARMADA_ROADS_METRES_PER_DEGREE;
  fix->longitude += east / ARMADA_ROADS_METRES_PER_DEGREE / cos (fix->latitude * G_PI / 180);
  fix->latitude = round (fix->latitude * 1e6) / 1e6;
  fix->longitude = round (fix->longitude * 1e6) / 1e6;
}

/* The sky seen from the road: a few metres, of which most stay for a while. */
static void
blur (const Recorder *recorder, ArmadaDemoFix *fix)
{
  guint64 key = make_key (recorder, SALT_FIX, fix->time);
  double north = 4.5 * wander (recorder, SALT_NORTH, fix->time);
  double east = 4.5 * wander (recorder, SALT_EAST, fix->time);

  north += armada_demo_between (&key, -1.5, 1.5);
  east += armada_demo_between (&key, -1.5, 1.5);
  move (fix, north, east);
  fix->course = fmod (fix->course + armada_demo_between (&key, -3, 3) + 360, 360);
  if (fix->speed > MOVING)
    fix->speed = MAX (fix->speed + armada_demo_between (&key, -0.8, 0.8), MOVING);
}

/* Standing between walls: now here, now there, mostly near. */
static void
drift (const Recorder *recorder, ArmadaDemoFix *fix, gint64 time)
{
  guint64 key = make_key (recorder, SALT_DRIFT, time / KNOT);
  double share = armada_demo_share (&key);
  double metres = 5.5 + 34 * share * share * share;
  double angle = armada_demo_between (&key, 0, 2 * G_PI);

  move (fix, metres * cos (angle), metres * sin (angle));
  fix->speed = metres > 30 ? armada_demo_between (&key, 1, 4) : 0;
}

/* Returns: the time when the engine was started after a long stand, if the tracker looks for the
 * sky since then; else 0 */
static gint64
searching_since (const Recorder *recorder, const ArmadaDemoFix *fix)
{
  gint64 started = fix->moment.engine_since;
  guint64 key = make_key (recorder, SALT_START, started);
  ArmadaDemoMoment before;

  if (fix->moment.activity == ARMADA_DEMO_PARKED ||
      fix->time - started >= (1 + armada_demo_below (&key, MOST_INVALID)) * ARMADA_DEMO_TICK)
    return 0;

  armada_demo_life_at (recorder->life, recorder->vehicle, started - 1, &before);
  return started - before.engine_since >= LONG_STAND ? started : 0;
}

static void
measure (const Recorder *recorder, ArmadaDemoFix *fix)
{
  const ArmadaDemoMoment *moment = &fix->moment;
  gint64 searching = searching_since (recorder, fix);

  fix->valid = searching == 0;
  fix->latitude = moment->latitude;
  fix->longitude = moment->longitude;
  fix->course = moment->course;
  fix->speed = moment->speed;
  fix->altitude = round (ALTITUDE + 15 * sin (moment->latitude * 300) +
                         10 * wander (recorder, SALT_ALTITUDE, fix->time));
  if (searching > 0 && fix->time - searching < ARMADA_DEMO_TICK && searching % 3 != 0)
    fix->latitude = fix->longitude = fix->altitude = fix->speed = fix->course = 0;
  else if (searching > 0)
    drift (recorder, fix, searching - 1);
  else if (moment->activity == ARMADA_DEMO_DRIVING)
    blur (recorder, fix);
  else
    drift (recorder, fix, fix->time);
}

static gint64
find_end_of_silence (const Recorder *recorder, gint64 time)
{
  gint64 end = time;

  while (end < time + LONGEST_SILENCE &&
         armada_demo_life_get_contact (recorder->life, recorder->vehicle, end) != end)
    end += ARMADA_DEMO_TICK;
  return end;
}

/* Out of contact a tracker keeps its fixes and sends them later; in a tunnel there are none, and
 * the tracker of a lost vehicle keeps nothing. Returns: when the fix arrived, 0: never */
static gint64
find_arrival (const Recorder *recorder, gint64 time)
{
  gint64 contact = armada_demo_life_get_contact (recorder->life, recorder->vehicle, time);
  guint64 key = make_key (recorder, SALT_SILENCE, contact);
  gboolean tunnel = armada_demo_share (&key) < 0.5;
  gint64 length = 60 + armada_demo_below (&key, 61);
  gint64 arrival, late;

  if (contact == time)
    return time + time / ARMADA_DEMO_TICK % 3;
  if (armada_demo_life_get_role (recorder->vehicle) == ARMADA_DEMO_LOST ||
      (tunnel && time - contact <= length))
    return 0;

  late = armada_demo_share (&key) < 0.3
             ? 600 + armada_demo_below (&key, MOST_LATE - LONGEST_SILENCE - 620)
             : 2 + armada_demo_below (&key, 18);
  arrival = find_end_of_silence (recorder, time) + late;
  return arrival <= recorder->now ? arrival : 0;
}

/* A parked tracker speaks when the engine goes off, then seldom. */
static gboolean
speaks (const Recorder *recorder, gint64 time, const ArmadaDemoMoment *moment)
{
  return moment->activity != ARMADA_DEMO_PARKED || time - moment->engine_since < ARMADA_DEMO_TICK ||
         armada_demo_life_get_tick (recorder->life, recorder->vehicle, time,
                                    ARMADA_DEMO_PARKED_TICK) == time;
}

static double
kilometres_between (double latitude, double longitude, const ArmadaDemoFix *fix)
{
  double middle = (latitude + fix->latitude) / 2 * G_PI / 180;

  return hypot ((fix->longitude - longitude) * cos (middle), fix->latitude - latitude) *
         ARMADA_ROADS_METRES_PER_DEGREE / 1000;
}

/* As the platform does: from place to place, and drifting is no driving. */
static void
add_up (Recorder *recorder, ArmadaDemoFix *fix)
{
  gboolean moves = fix->moment.activity == ARMADA_DEMO_DRIVING;

  if (!fix->valid)
    return;

  if (recorder->placed && (moves || recorder->moved))
    fix->distance = kilometres_between (recorder->latitude, recorder->longitude, fix);
  recorder->placed = TRUE;
  recorder->moved = moves;
  recorder->latitude = fix->latitude;
  recorder->longitude = fix->longitude;
}

/* Records @time if it is not before @from; before it only where the vehicle was. */
static void
record (Recorder *recorder, gint64 time, gint64 from)
{
  ArmadaDemoFix fix = { .id = time / ARMADA_DEMO_TICK * 2, .time = time };
  guint64 key = make_key (recorder, SALT_FIX, -time);

  fix.server_time = find_arrival (recorder, time);
  if (fix.server_time == 0)
    return;
  armada_demo_life_at (recorder->life, recorder->vehicle, (double) time, &fix.moment);
  if (!speaks (recorder, time, &fix.moment))
    return;

  measure (recorder, &fix);
  add_up (recorder, &fix);
  if (time < from)
    return;
  g_array_append_val (recorder->fixes, fix);
  if (armada_demo_share (&key) >= SHARE_OF_COPIES)
    return;
  fix.id++;
  fix.distance = 0;
  g_array_append_val (recorder->fixes, fix);
}

static void
record_period (Recorder *recorder, gint64 from, gint64 to)
{
  gint64 begin = armada_demo_life_get_tick (recorder->life, recorder->vehicle, from - LOOK_BACK,
                                            ARMADA_DEMO_TICK);

  if (from >= to)
    return;
  for (gint64 time = begin; time < to; time += ARMADA_DEMO_TICK)
    record (recorder, time, from);
}

static const ArmadaDemoFix *
get_fix (const ArmadaDemoHistory *self, guint index)
{
  return &g_array_index (self->fixes, ArmadaDemoFix, index);
}

static gboolean
is_moving (const ArmadaDemoHistory *self, guint index)
{
  const ArmadaDemoFix *fix = get_fix (self, index);

  return fix->moment.activity == ARMADA_DEMO_DRIVING && fix->speed >= MOVING;
}

/* @last: the index of its last fix */
static void
add_segment (ArmadaDemoHistory *self, gboolean drive, guint first, guint last, double tank)
{
  ArmadaDemoSegment segment = {
    .drive = drive,
    .first = first,
    .n_fixes = last - first + 1,
    .start = get_fix (self, first)->time,
    .end = get_fix (self, last)->time,
  };

  for (guint i = first; i < last; i++)
    {
      const ArmadaDemoFix *from = get_fix (self, i);
      const ArmadaDemoFix *to = get_fix (self, i + 1);

      if (from->moment.activity != ARMADA_DEMO_PARKED)
        segment.engine_on += to->time - from->time;
      segment.fuel += MAX (from->moment.fuel - to->moment.fuel, 0) * tank;
      if (!drive || !to->valid)
        continue;
      segment.distance += to->distance;
      segment.top_speed = MAX (segment.top_speed, to->speed);
    }
  g_array_append_val (self->segments, segment);
}

/* Returns: the index after the stand that begins at @first, @first when it moves there */
static guint
find_end_of_stand (const ArmadaDemoHistory *self, guint first)
{
  guint end = first;

  while (end < self->fixes->len && !is_moving (self, end))
    end++;
  return end;
}

/* A drive goes from the last fix of a stand to the first of the next. */
static void
make_segments (ArmadaDemoHistory *self, gint64 stop_seconds, double tank)
{
  guint n = self->fixes->len;
  guint last = 0; /* of the segment before */
  guint end;

  for (guint i = 0; i < n; i = MAX (end, i + 1))
    {
      end = find_end_of_stand (self, i);
      if (end == i ||
          (get_fix (self, end - 1)->time - get_fix (self, i)->time < stop_seconds && end - i < n))
        continue;

      if (i > 0)
        add_segment (self, TRUE, last, i, tank);
      add_segment (self, FALSE, i, end - 1, tank);
      last = end - 1;
    }
  if (n > 0 && (self->segments->len == 0 || last < n - 1))
    add_segment (self, TRUE, last, n - 1, tank);
}

/**
 * armada_demo_history_new:
 * @life: what the vehicles do
 * @now: UNIX seconds: nothing is recorded after it, nor is anything that arrives later known
 * @from: UNIX seconds, the first of the period
 * @to: UNIX seconds, the end of the period: no longer in it
 * @stop_seconds: a stand of at least as long is a stop; a shorter one belongs to the drive
 *
 * Returns: (transfer full): what was recorded in the period, at most %ARMADA_DEMO_HISTORY_DAYS
 *   back; nothing of a vehicle that never connected
 */
ArmadaDemoHistory *
armada_demo_history_new (ArmadaDemoLife *life,
                         guint64 seed,
                         guint vehicle,
                         gint64 now,
                         gint64 from,
                         gint64 to,
                         gint64 stop_seconds)
{
  ArmadaDemoHistory *self = g_new0 (ArmadaDemoHistory, 1);
  ArmadaDemoRole role = armada_demo_life_get_role (vehicle);
  ArmadaDemoVehicle painted;
  Recorder recorder = {
    .life = life,
    .vehicle = vehicle,
    .key = armada_demo_mix (armada_demo_mix (seed, vehicle), SALT_TRACKER),
    .now = now,
  };

  self->fixes = g_array_new (FALSE, FALSE, sizeof (ArmadaDemoFix));
  self->segments = g_array_new (FALSE, FALSE, sizeof (ArmadaDemoSegment));
  recorder.fixes = self->fixes;
  if (role == ARMADA_DEMO_NEVER_CONNECTED)
    return self;

  to = MIN (to, now + 1);
  if (role == ARMADA_DEMO_EXPIRED)
    to = MIN (to, armada_demo_life_get_expired_at (life) + 1);
  record_period (&recorder, MAX (from, now - ARMADA_DEMO_HISTORY_DAYS * 86400), to);
  armada_demo_vehicle_fill (&painted, seed, vehicle);
  make_segments (self, stop_seconds, painted.kind->tank);
  return self;
}

void
armada_demo_history_free (ArmadaDemoHistory *self)
{
  g_array_unref (self->fixes);
  g_array_unref (self->segments);
  g_free (self);
}
