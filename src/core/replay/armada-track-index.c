/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-index"

#include "replay/armada-track-index.h"

#include <math.h>
#include <string.h>

#include "model/armada-projection.h"
#include "replay/armada-track-ranks.h"

#define BLOCK 64 /* fixes whose sums are kept as one */
#define EARTH_RADIUS 6371008.8

/* Sums of all steps before a block's first fix, and what its own steps reach. */
typedef struct
{
  double distance;
  double seconds[ARMADA_TRACK_DRIVING + 1]; /* by activity */
  float top_speed;                          /* of the block's fixes, -1 none */
  guint top;                                /* which of them */
} Block;

struct _ArmadaTrackIndex
{
  ArmadaTrack *track;
  guint n;
  guint *fixes;
  double *times;
  double *x; /* goes on beyond 0 and 1 where the track crosses the date line */
  double *y;
  float *speeds;
  float *ranks;
  guint8 *activities; /* of the step from each fix to the next */
  Block *blocks;      /* and one behind the last */
  guint n_blocks;
  GArray *passed_over; /* of double: times of the fixes that are not good, sorted */
};

static void
index_clear (gpointer data)
{
  ArmadaTrackIndex *self = data;

  g_object_unref (self->track);
  g_free (self->fixes);
  g_free (self->times);
  g_free (self->x);
  g_free (self->y);
  g_free (self->speeds);
  g_free (self->ranks);
  g_free (self->activities);
  g_free (self->blocks);
  g_array_unref (self->passed_over);
}

ArmadaTrackIndex *
armada_track_index_ref (ArmadaTrackIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
armada_track_index_unref (ArmadaTrackIndex *self)
{
  g_atomic_rc_box_release_full (self, index_clear);
}

static void
allocate (ArmadaTrackIndex *self, guint n)
{
  self->fixes = g_new (guint, n);
  self->times = g_new (double, n);
  self->x = g_new (double, n);
  self->y = g_new (double, n);
  self->speeds = g_new (float, n);
  self->activities = g_new (guint8, n);
}

/* How far round the world a track has come when it goes to @x from @before: the shorter way. */
static double
unwrap (double x, double before)
{
  return x - round (x - before);
}

static void
add_fix (ArmadaTrackIndex *self, const ArmadaFixes *fixes, guint i, guint position)
{
  double x = armada_projection_x (fixes->longitude[i] * ARMADA_FIX_DEGREES);
  double y = armada_projection_y (fixes->latitude[i] * ARMADA_FIX_DEGREES);
  guint n = self->n;

  self->fixes[n] = position;
  self->times[n] = (double) fixes->time[i];
  self->x[n] = n > 0 ? unwrap (x, self->x[n - 1]) : x;
  self->y[n] = y;
  self->speeds[n] = fixes->speed[i];
  self->n++;
}

/* A name that people in our languages give to the sensor of the engine. */
static gboolean
is_engine (const ArmadaFixSensor *sensor)
{
  static const char *const words[] = { "ignition", "engine", "acc", "kontak", "mesin", "contact" };
  g_autofree char *name = g_utf8_casefold (sensor->name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i]) != NULL || strstr (sensor->key, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Returns: (nullable): the column that tells whether the engine ran: a sensor so named that says
 * nothing but 0 and 1 */
static const float *
find_engine (const ArmadaFixes *fixes)
{
  for (guint k = 0; k < fixes->n_sensors; k++)
    {
      const float *values = fixes->sensors[k].values;
      gboolean binary = is_engine (&fixes->sensors[k]);

      for (guint i = 0; binary && i < fixes->n; i++)
        binary = isnan (values[i]) || values[i] == 0 || values[i] == 1;
      if (binary)
        return values;
    }
  return NULL;
}

static guint8
find_activity (const ArmadaFixes *fixes, guint i, const float *engine)
{
  ArmadaSegmentKind kind = fixes->segment[i] < fixes->n_segments
                               ? fixes->segments[fixes->segment[i]].kind
                               : ARMADA_SEGMENT_UNKNOWN;

  if (kind == ARMADA_SEGMENT_DRIVE || (kind == ARMADA_SEGMENT_UNKNOWN && fixes->speed[i] > 0))
    return ARMADA_TRACK_DRIVING;
  return engine != NULL && engine[i] == 1 ? ARMADA_TRACK_IDLING : ARMADA_TRACK_STOPPED;
}

/* A way of which nothing has a time, out of a file, is a line all the same. */
static guint
find_bad_flags (const ArmadaFixes *fixes)
{
  guint bad = ARMADA_FIX_INVALID | ARMADA_FIX_DUPLICATE | ARMADA_FIX_BACKWARD;

  for (guint i = 0; i < fixes->n; i++)
    if (!(fixes->flags[i] & ARMADA_FIX_UNTIMED))
      return bad | ARMADA_FIX_UNTIMED;
  return bad;
}

static void
add_part (ArmadaTrackIndex *self, const ArmadaFixes *fixes, guint start)
{
  const float *engine = find_engine (fixes);
  guint bad = find_bad_flags (fixes);

  for (guint i = 0; i < fixes->n; i++)
    {
      double time = (double) fixes->time[i];

      if ((fixes->flags[i] & bad) != 0 || (self->n > 0 && time < self->times[self->n - 1]))
        {
          g_array_append_val (self->passed_over, time);
          continue;
        }
      self->activities[self->n] = find_activity (fixes, i, engine);
      add_fix (self, fixes, i, start + i);
    }
}

static double
get_metres (ArmadaTrackIndex *self, guint i)
{
  double scale = 1 / cosh (G_PI * (1 - self->y[i] - self->y[i + 1]));
  double dx = self->x[i + 1] - self->x[i], dy = self->y[i + 1] - self->y[i];

  return 2 * G_PI * EARTH_RADIUS * scale * sqrt (dx * dx + dy * dy);
}

static gboolean
is_gap (ArmadaTrackIndex *self, guint i)
{
  return self->times[i + 1] - self->times[i] > ARMADA_TRACK_GAP;
}

static ArmadaTrackActivity
get_activity (ArmadaTrackIndex *self, guint i)
{
  return (ArmadaTrackActivity) self->activities[i];
}

static void
add_step (ArmadaTrackIndex *self, Block *sums, guint i, double share)
{
  ArmadaTrackActivity activity = get_activity (self, i);

  sums->seconds[activity] += share * (self->times[i + 1] - self->times[i]);
  if (activity != ARMADA_TRACK_SILENT)
    sums->distance += share * get_metres (self, i);
}

static void
note_speed (ArmadaTrackIndex *self, Block *block, guint i)
{
  if (self->speeds[i] > block->top_speed)
    {
      block->top_speed = self->speeds[i];
      block->top = i;
    }
}

static void
make_blocks (ArmadaTrackIndex *self)
{
  Block sums = { .top_speed = -1 };

  self->n_blocks = (self->n + BLOCK - 1) / BLOCK;
  self->blocks = g_new0 (Block, self->n_blocks + 1);
  for (guint i = 0; i < self->n; i++)
    {
      Block *block = &self->blocks[i / BLOCK];

      if (i % BLOCK == 0)
        *block = sums;
      note_speed (self, block, i);
      if (i + 1 < self->n)
        add_step (self, &sums, i, 1);
    }
  self->blocks[self->n_blocks] = sums;
}

/* The ends of gaps are always drawn. */
static void
mark_gaps (ArmadaTrackIndex *self)
{
  for (guint i = 0; i + 1 < self->n; i++)
    if (is_gap (self, i))
      {
        self->activities[i] = ARMADA_TRACK_SILENT;
        self->ranks[i] = self->ranks[i + 1] = INFINITY;
      }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/**
 * armada_track_index_new:
 *
 * Takes some 200 ms for a million fixes: in a thread where there may be so many.
 *
 * Returns: (transfer full): the index of @track
 */
ArmadaTrackIndex *
armada_track_index_new (ArmadaTrack *track)
{
  ArmadaTrackIndex *self = g_atomic_rc_box_new0 (ArmadaTrackIndex);
  guint start = 0;

  self->track = g_object_ref (track);
  allocate (self, armada_track_get_n (track));
  self->passed_over = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint part = 0; part < armada_track_get_n_parts (track); part++)
    {
      const ArmadaFixes *fixes = armada_track_get_part (track, part);

      add_part (self, fixes, start);
      start += fixes->n;
    }
  g_array_sort (self->passed_over, compare_times);
  self->ranks = g_new (float, self->n);
  armada_track_ranks_find (self->x, self->y, self->n, self->ranks);
  mark_gaps (self);
  make_blocks (self);
  return self;
}

/**
 * armada_track_index_get_n:
 *
 * Returns: how many good fixes there are
 */
guint
armada_track_index_get_n (ArmadaTrackIndex *self)
{
  return self->n;
}

/**
 * armada_track_index_get_fix:
 * @i: which good fix
 *
 * Returns: its position in the track
 */
guint
armada_track_index_get_fix (ArmadaTrackIndex *self, guint i)
{
  return self->fixes[i];
}

/**
 * armada_track_index_get_times:
 *
 * Returns: (transfer none) (array): UNIX seconds, never less than those before
 */
const double *
armada_track_index_get_times (ArmadaTrackIndex *self)
{
  return self->times;
}

/**
 * armada_track_index_get_x:
 *
 * Returns: (transfer none) (array): on the map's square, 0 to 1 from west to east as
 *   armada_projection_x() has it; on beyond it where the track crosses the date line
 */
const double *
armada_track_index_get_x (ArmadaTrackIndex *self)
{
  return self->x;
}

const double *
armada_track_index_get_y (ArmadaTrackIndex *self)
{
  return self->y;
}

/**
 * armada_track_index_get_speeds:
 *
 * Returns: (transfer none) (array): in the track's unit, NAN unknown
 */
const float *
armada_track_index_get_speeds (ArmadaTrackIndex *self)
{
  return self->speeds;
}

/**
 * armada_track_index_get_activities:
 *
 * Returns: (transfer none) (array): ArmadaTrackActivity from each fix to the next
 */
const guint8 *
armada_track_index_get_activities (ArmadaTrackIndex *self)
{
  return self->activities;
}

/**
 * armada_track_index_get_ranks:
 *
 * Returns: (transfer none) (array): as armada_track_ranks_find() gives them, in units of x and y;
 *   INFINITY also at both ends of a gap
 */
const float *
armada_track_index_get_ranks (ArmadaTrackIndex *self)
{
  return self->ranks;
}

/**
 * armada_track_index_find:
 * @time: UNIX seconds
 *
 * Returns: the last good fix that is not after @time; 0 when all are
 */
guint
armada_track_index_find (ArmadaTrackIndex *self, double time)
{
  guint low = 0, high = self->n;

  while (high > low + 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->times[middle] <= time)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static void
unproject (double x, double y, ArmadaTrackPlace *place)
{
  place->latitude = armada_projection_latitude (y);
  place->longitude = armada_projection_longitude (x - floor (x));
}

/**
 * armada_track_index_place_at:
 * @time: UNIX seconds
 * @place: (out caller-allocates): where it was
 *
 * Between two fixes the vehicle is taken to have gone straight and evenly, unless they are further
 * apart than ARMADA_TRACK_GAP.
 *
 * Returns: FALSE when there is not one good fix
 */
gboolean
armada_track_index_place_at (ArmadaTrackIndex *self, double time, ArmadaTrackPlace *place)
{
  guint i = armada_track_index_find (self, time);
  gboolean last = i + 1 >= self->n;
  double share = 0;
  ArmadaFixes *fixes;
  guint index = 0;

  if (self->n == 0)
    return FALSE;
  *place = (ArmadaTrackPlace) { .fix = self->fixes[i], .activity = ARMADA_TRACK_SILENT };
  place->known = time == self->times[i] || (!last && time > self->times[i] && !is_gap (self, i));
  if (place->known)
    place->activity = last ? ARMADA_TRACK_STOPPED : get_activity (self, i);
  if (place->known && !last && self->times[i + 1] > self->times[i])
    share = (time - self->times[i]) / (self->times[i + 1] - self->times[i]);
  if (share > 0)
    unproject (self->x[i] + share * (self->x[i + 1] - self->x[i]),
               self->y[i] + share * (self->y[i + 1] - self->y[i]), place);
  else
    unproject (self->x[i], self->y[i], place);
  fixes = armada_track_find (self->track, self->fixes[i], &index);
  place->course = (double) fixes->course[index];
  place->speed = (double) fixes->speed[index];
  return TRUE;
}

/* Sums of all steps up to a time. */
static Block
sum_until (ArmadaTrackIndex *self, double time)
{
  guint last = armada_track_index_find (self, time);
  Block sums = self->blocks[last / BLOCK];

  if (time < self->times[0])
    return sums;
  for (guint i = last / BLOCK * BLOCK; i < last; i++)
    add_step (self, &sums, i, 1);
  if (last + 1 < self->n && self->times[last + 1] > self->times[last])
    add_step (self, &sums, last,
              (time - self->times[last]) / (self->times[last + 1] - self->times[last]));
  return sums;
}

static void
find_top_speed (ArmadaTrackIndex *self, guint first, guint end, ArmadaTrackSums *sums)
{
  Block top = { .top_speed = -1 };

  for (guint i = first; i < end;)
    if (i % BLOCK == 0 && i + BLOCK <= end)
      {
        const Block *block = &self->blocks[i / BLOCK];

        if (block->top_speed > top.top_speed)
          top = *block;
        i += BLOCK;
      }
    else
      note_speed (self, &top, i++);
  sums->top_speed = top.top_speed < 0 ? NAN : (double) top.top_speed;
  sums->top_fix = top.top_speed < 0 ? 0 : self->fixes[top.top];
}

/* Whether somebody drove in the steps of a whole block. */
static gboolean
has_driving (ArmadaTrackIndex *self, guint block)
{
  return self->blocks[block + 1].seconds[ARMADA_TRACK_DRIVING] >
         self->blocks[block].seconds[ARMADA_TRACK_DRIVING];
}

static void
find_first_start (ArmadaTrackIndex *self, guint first, guint end, ArmadaTrackSums *sums)
{
  for (guint i = first; i + 1 < end;)
    if (i % BLOCK == 0 && i + BLOCK < end && !has_driving (self, i / BLOCK))
      i += BLOCK;
    else if (get_activity (self, i) == ARMADA_TRACK_DRIVING)
      {
        sums->first_start = (gint64) self->times[i];
        return;
      }
    else
      i++;
}

static void
find_last_stop (ArmadaTrackIndex *self, guint first, guint end, ArmadaTrackSums *sums)
{
  for (guint i = end - 1; i > first;)
    if (i % BLOCK == 0 && i >= first + BLOCK && !has_driving (self, i / BLOCK - 1))
      i -= BLOCK;
    else if (get_activity (self, i - 1) == ARMADA_TRACK_DRIVING)
      {
        sums->last_stop = (gint64) self->times[i];
        return;
      }
    else
      i--;
}

/* Returns: how many of @times are before @time, or not after it */
static guint
count_until (const double *times, guint n, double time, gboolean with)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (times[middle] < time || (with && times[middle] <= time))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint
count_passed_over (ArmadaTrackIndex *self, double from, double to)
{
  const double *times = (const double *) (gpointer) self->passed_over->data;
  guint n = self->passed_over->len;

  return count_until (times, n, to, TRUE) - count_until (times, n, from, FALSE);
}

/**
 * armada_track_index_sum:
 * @from: UNIX seconds
 * @to: UNIX seconds, included
 * @sums: (out caller-allocates): what there is between
 *
 * Steps that only partly lie between count for that part. Takes microseconds whatever the length.
 */
void
armada_track_index_sum (ArmadaTrackIndex *self, double from, double to, ArmadaTrackSums *sums)
{
  guint first = count_until (self->times, self->n, from, FALSE);
  guint end = count_until (self->times, self->n, to, TRUE);
  Block before, until;

  *sums = (ArmadaTrackSums) { .top_speed = NAN };
  if (to < from)
    return;
  sums->n_fixes = end - first + count_passed_over (self, from, to);
  if (self->n == 0)
    return;
  before = sum_until (self, MAX (from, self->times[0]));
  until = sum_until (self, MAX (to, self->times[0]));
  sums->distance = until.distance - before.distance;
  sums->driving = until.seconds[ARMADA_TRACK_DRIVING] - before.seconds[ARMADA_TRACK_DRIVING];
  sums->idling = until.seconds[ARMADA_TRACK_IDLING] - before.seconds[ARMADA_TRACK_IDLING];
  sums->stopped = until.seconds[ARMADA_TRACK_STOPPED] - before.seconds[ARMADA_TRACK_STOPPED];
  sums->silent = until.seconds[ARMADA_TRACK_SILENT] - before.seconds[ARMADA_TRACK_SILENT];
  sums->n_good = end - first;
  if (end <= first)
    return;
  find_top_speed (self, first, end, sums);
  find_first_start (self, first, end, sums);
  find_last_stop (self, first, end, sums);
}

/**
 * armada_track_index_get_memory:
 *
 * Returns: bytes it takes beside the track
 */
gsize
armada_track_index_get_memory (ArmadaTrackIndex *self)
{
  return sizeof *self +
         armada_track_get_n (self->track) *
             (sizeof (guint) + 3 * sizeof (double) + sizeof (float) + 1) +
         self->n * sizeof (float) + (self->n_blocks + 1) * sizeof (Block) +
         self->passed_over->len * sizeof (double);
}
