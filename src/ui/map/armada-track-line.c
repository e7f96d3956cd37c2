/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-line"

#include "map/armada-track-line.h"

#include <math.h>

#define CHUNK 64
#define GAP_PIXELS 3   /* a gap shorter than this on the screen is not seen */
#define STEP_PIXELS 6  /* nor a change of speed or state within this */
#define BEYOND 8       /* pixels that a line reaches past its middle, and more */
#define FAR_AWAY 16000 /* pixels; what is further out need not be exact, only harmless */

struct _ArmadaTrackLine
{
  gatomicrefcount references;
  ArmadaTrackIndex *index;
  const float *bounds;

  /* of the index */
  guint n;
  const double *x;
  const double *y;
  const double *times;
  const float *speeds;
  const float *ranks;
  const guint8 *activities;

  ArmadaTrackBox *boxes; /* of CHUNK fixes each and the one after them */
  guint n_chunks;
  ArmadaTrackBox box; /* of all */
};

/* @end: not included */
static void
unite (ArmadaTrackLine *self, guint first, guint end, ArmadaTrackBox *box)
{
  *box = (ArmadaTrackBox) { G_MAXDOUBLE, -G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = first; i < end; i++)
    {
      box->left = MIN (box->left, self->x[i]);
      box->right = MAX (box->right, self->x[i]);
      box->top = MIN (box->top, self->y[i]);
      box->bottom = MAX (box->bottom, self->y[i]);
    }
}

static void
make_boxes (ArmadaTrackLine *self)
{
  self->n_chunks = (self->n + CHUNK - 1) / CHUNK;
  self->boxes = g_new (ArmadaTrackBox, self->n_chunks);
  for (guint c = 0; c < self->n_chunks; c++)
    unite (self, c * CHUNK, MIN ((c + 1) * CHUNK + 1, self->n), &self->boxes[c]);
}

/**
 * armada_track_line_new:
 * @index: of the track
 * @speed_unit: (nullable): what its speeds are in
 *
 * Returns: (transfer full): its line
 */
ArmadaTrackLine *
armada_track_line_new (ArmadaTrackIndex *index, const char *speed_unit)
{
  ArmadaTrackLine *self = g_new0 (ArmadaTrackLine, 1);

  g_atomic_ref_count_init (&self->references);
  self->index = armada_track_index_ref (index);
  self->bounds = armada_track_palette_get_bounds (speed_unit);
  self->n = armada_track_index_get_n (index);
  self->x = armada_track_index_get_x (index);
  self->y = armada_track_index_get_y (index);
  self->times = armada_track_index_get_times (index);
  self->speeds = armada_track_index_get_speeds (index);
  self->ranks = armada_track_index_get_ranks (index);
  self->activities = armada_track_index_get_activities (index);
  make_boxes (self);
  unite (self, 0, self->n, &self->box);
  return self;
}

ArmadaTrackLine *
armada_track_line_ref (ArmadaTrackLine *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
armada_track_line_unref (ArmadaTrackLine *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  armada_track_index_unref (self->index);
  g_free (self->boxes);
  g_free (self);
}

/**
 * armada_track_line_get_index:
 *
 * Returns: (transfer none): what it is the line of
 */
ArmadaTrackIndex *
armada_track_line_get_index (ArmadaTrackLine *self)
{
  return self->index;
}

/**
 * armada_track_line_get_box:
 * @box: (out caller-allocates): what the line lies in
 *
 * Returns: FALSE when there is no fix
 */
gboolean
armada_track_line_get_box (ArmadaTrackLine *self, ArmadaTrackBox *box)
{
  *box = self->box;
  return self->n > 0;
}

/* the first fix at or after @time; n when there is none */
static guint
find_from (ArmadaTrackLine *self, double time)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->times[middle] < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* @end: not included */
static void
find_range (ArmadaTrackLine *self, double from, double to, guint *first, guint *end)
{
  *first = isnan (from) ? 0 : find_from (self, from);
  *end = isnan (to) ? self->n : find_from (self, nextafter (to, G_MAXDOUBLE));
}

/**
 * armada_track_line_get_box_of:
 * @from: UNIX seconds, NAN from the beginning
 * @to: UNIX seconds, NAN to the end
 * @box: (out caller-allocates): what that part of the line lies in
 *
 * Returns: FALSE when there is no fix in it
 */
gboolean
armada_track_line_get_box_of (ArmadaTrackLine *self, double from, double to, ArmadaTrackBox *box)
{
  guint first, end;

  find_range (self, from, to, &first, &end);
  unite (self, first, end, box);
  return first < end;
}

/* of a distance on a plane that comes again each time round the world */
static double
nearest_copy (double dx)
{
  return dx - round (dx);
}

/* The world that a transform shows, with a margin, to be asked about boxes. */
typedef struct
{
  double middle, half_width;
  double top, bottom;
} Sight;

static void
sight_init (Sight *sight, const ArmadaMapTransform *transform, double margin)
{
  double cosine = fabs (transform->cosine) / transform->scale;
  double sine = fabs (transform->sine) / transform->scale;
  double width = cosine * transform->half_width + sine * transform->half_height + margin;
  double height = sine * transform->half_width + cosine * transform->half_height + margin;

  sight->middle = transform->x;
  sight->half_width = width / transform->scale;
  sight->top = transform->y - height / transform->scale;
  sight->bottom = transform->y + height / transform->scale;
}

static gboolean
sight_has (const Sight *sight, const ArmadaTrackBox *box)
{
  double middle = (box->left + box->right) / 2, half = (box->right - box->left) / 2;

  if (box->bottom < sight->top || box->top > sight->bottom)
    return FALSE;
  return fabs (nearest_copy (middle - sight->middle)) <= half + sight->half_width;
}

/* Goes along a line and writes down what of it shows. */
typedef struct
{
  ArmadaTrackLine *line;
  const ArmadaMapTransform *transform;
  GArray *strokes;
  float tolerance; /* of the plane, as ranks */
  double gap;      /* of the plane */
  double step;     /* likewise */

  guint at; /* the fix it stands on; G_MAXUINT nowhere yet */
  double speeds;
  guint n_speeds;
  guint8 activity; /* of the way since */
  gboolean joined;
} Walk;

static void
add_stroke (Walk *walk, double ax, double ay, double bx, double by)
{
  const ArmadaMapTransform *t = walk->transform;
  double right = 2 * t->half_width + BEYOND, bottom = 2 * t->half_height + BEYOND;
  float mean = walk->n_speeds > 0 ? (float) (walk->speeds / walk->n_speeds) : 0;
  ArmadaTrackStroke stroke = { 0 };
  double x0 = t->cosine * ax - t->sine * ay + t->half_width;
  double y0 = t->sine * ax + t->cosine * ay + t->half_height;
  double x1 = t->cosine * bx - t->sine * by + t->half_width;
  double y1 = t->sine * bx + t->cosine * by + t->half_height;

  if ((x0 < -BEYOND && x1 < -BEYOND) || (y0 < -BEYOND && y1 < -BEYOND) ||
      (x0 > right && x1 > right) || (y0 > bottom && y1 > bottom))
    {
      walk->joined = FALSE;
      return;
    }
  stroke.x0 = (float) CLAMP (x0, -FAR_AWAY, FAR_AWAY);
  stroke.y0 = (float) CLAMP (y0, -FAR_AWAY, FAR_AWAY);
  stroke.x1 = (float) CLAMP (x1, -FAR_AWAY, FAR_AWAY);
  stroke.y1 = (float) CLAMP (y1, -FAR_AWAY, FAR_AWAY);
  stroke.step = (guint8) armada_track_palette_step (walk->line->bounds, mean);
  stroke.activity = walk->activity;
  stroke.joined = (guint8) walk->joined;
  g_array_append_val (walk->strokes, stroke);
  walk->joined = TRUE;
}

/* Where the world is narrower than what is shown, the line may leave it on one side and come back
 * on the other: then it is drawn at both, and not across. */
static void
draw_to (Walk *walk, guint fix)
{
  const ArmadaTrackLine *line = walk->line;
  double ax = nearest_copy (line->x[walk->at] - walk->transform->x);
  double bx = nearest_copy (line->x[fix] - walk->transform->x);
  double ay = line->y[walk->at] - walk->transform->y, by = line->y[fix] - walk->transform->y;
  double dx = line->x[fix] - line->x[walk->at];

  add_stroke (walk, ax, ay, ax + dx, by);
  if (fabs (ax + dx - bx) > 0.5)
    {
      walk->joined = FALSE;
      add_stroke (walk, bx - dx, ay, bx, by);
    }
}

static double
distance (const ArmadaTrackLine *line, guint a, guint b)
{
  return MAX (fabs (line->x[b] - line->x[a]), fabs (line->y[b] - line->y[a]));
}

/* A silence in which the vehicle did not get away is none on the map. */
static guint8
activity_from (const Walk *walk, guint fix)
{
  const ArmadaTrackLine *line = walk->line;
  guint8 activity = line->activities[fix];

  if (activity == ARMADA_TRACK_SILENT && fix + 1 < line->n &&
      distance (line, fix, fix + 1) <= walk->gap)
    activity = MAX (line->activities[fix + 1], ARMADA_TRACK_STOPPED);
  return activity;
}

static void
stand_on (Walk *walk, guint fix)
{
  walk->at = fix;
  walk->speeds = 0;
  walk->n_speeds = 0;
  walk->activity = activity_from (walk, fix);
}

static void
walk_to (Walk *walk, guint fix)
{
  draw_to (walk, fix);
  stand_on (walk, fix);
}

/* whether the line would look different without a fix that it does not need for its shape */
static gboolean
is_turning_point (const Walk *walk, guint fix)
{
  const ArmadaTrackLine *line = walk->line;
  guint8 activity = line->activities[fix];

  if (activity == ARMADA_TRACK_SILENT && fix + 1 < line->n)
    return distance (line, fix, fix + 1) > walk->gap;
  if (walk->activity == ARMADA_TRACK_SILENT)
    return TRUE;
  if (activity == walk->activity &&
      armada_track_palette_step (line->bounds, line->speeds[fix]) ==
          armada_track_palette_step (line->bounds, line->speeds[walk->at]))
    return FALSE;
  return distance (line, walk->at, fix) > walk->step;
}

static void
add_speed (Walk *walk, guint fix)
{
  float speed = walk->line->speeds[fix];

  if (isnan (speed))
    return;
  walk->speeds += speed;
  walk->n_speeds++;
}

/* @first, @last: both are stood on */
static void
walk_run (Walk *walk, guint first, guint last)
{
  walk->joined = FALSE;
  stand_on (walk, first);
  add_speed (walk, first);
  for (guint i = first + 1; i <= last; i++)
    {
      if (i == last || is_turning_point (walk, i) ||
          (walk->line->ranks[i] > walk->tolerance &&
           distance (walk->line, walk->at, i) > walk->tolerance))
        walk_to (walk, i);
      add_speed (walk, i);
    }
}

static guint
find_needed_before (const Walk *walk, guint fix, guint first)
{
  while (fix > first && walk->line->ranks[fix] <= walk->tolerance)
    fix--;
  return fix;
}

static guint
find_needed_after (const Walk *walk, guint fix, guint last)
{
  while (fix < last && walk->line->ranks[fix] <= walk->tolerance)
    fix++;
  return fix;
}

/* Walks each run of chunks in sight, and to the needed fixes on both sides of it. */
static void
walk_sight (Walk *walk, guint first, guint last)
{
  const ArmadaTrackLine *line = walk->line;
  guint next = first;
  Sight sight;

  sight_init (&sight, walk->transform, BEYOND);
  for (guint c = first / CHUNK; c <= last / CHUNK; c++)
    {
      guint begin = c * CHUNK, end;

      if (MIN (begin + CHUNK, last) < next || !sight_has (&sight, &line->boxes[c]))
        continue;
      while (c < last / CHUNK && sight_has (&sight, &line->boxes[c + 1]))
        c++;
      begin = find_needed_before (walk, MAX (begin, next), next);
      end = find_needed_after (walk, MIN ((c + 1) * CHUNK, last), last);
      walk_run (walk, begin, end);
      next = end;
    }
}

/**
 * armada_track_line_collect:
 * @transform: where the map is
 * @tolerance: logical pixels that the line drawn may be off
 * @from: UNIX seconds, NAN from the beginning
 * @to: UNIX seconds, NAN to the end
 * @strokes: (element-type ArmadaTrackStroke): what of the line shows is added to it
 */
void
armada_track_line_collect (ArmadaTrackLine *self,
                           const ArmadaMapTransform *transform,
                           double tolerance,
                           double from,
                           double to,
                           GArray *strokes)
{
  Walk walk = { .line = self,
                .transform = transform,
                .strokes = strokes,
                .tolerance = (float) (tolerance / transform->scale),
                .gap = GAP_PIXELS / transform->scale,
                .step = STEP_PIXELS / transform->scale };
  guint first, end;

  find_range (self, from, to, &first, &end);
  if (first < end)
    walk_sight (&walk, first, end - 1);
}

static guint
find_sharpest (ArmadaTrackLine *self, guint first, guint end)
{
  guint found = first;

  for (guint i = first + 1; i < end; i++)
    if (self->ranks[i] > self->ranks[found])
      found = i;
  return found;
}

/**
 * armada_track_line_sample:
 * @transform: where the map is
 * @from: UNIX seconds, NAN from the beginning
 * @to: UNIX seconds, NAN to the end
 * @n: how many strokes at most, more than 0
 * @strokes: (element-type ArmadaTrackStroke): what of the line shows is added to it
 *
 * The line as rough as it must be to take a known and short time, whatever its length.
 */
void
armada_track_line_sample (ArmadaTrackLine *self,
                          const ArmadaMapTransform *transform,
                          double from,
                          double to,
                          guint n,
                          GArray *strokes)
{
  Walk walk = { .line = self, .transform = transform, .strokes = strokes };
  guint first, end;

  find_range (self, from, to, &first, &end);
  if (first >= end)
    return;
  stand_on (&walk, first);
  for (guint i = 1; i + 1 < n; i++)
    {
      guint begin = first + (guint) ((guint64) (end - first) * i / n);
      guint next = first + (guint) ((guint64) (end - first) * (i + 1) / n);

      if (begin < next && begin > walk.at)
        walk_to (&walk, find_sharpest (self, begin, next));
    }
  if (walk.at != end - 1)
    walk_to (&walk, end - 1);
}

/**
 * armada_track_line_pick:
 * @transform: where the map is
 * @x: logical pixels
 * @y: logical pixels
 * @reach: (inout): how near a fix must be, logical pixels; how near that found is
 *
 * Returns: the position in the index of the nearest fix, G_MAXUINT when none is near enough
 */
guint
armada_track_line_pick (ArmadaTrackLine *self,
                        const ArmadaMapTransform *transform,
                        double x,
                        double y,
                        double *reach)
{
  double best = *reach / transform->scale, world_x, world_y;
  guint found = G_MAXUINT;
  Sight sight;

  armada_map_transform_unproject (transform, x, y, &world_x, &world_y);
  sight = (Sight) { world_x, best, world_y - best, world_y + best };
  best *= best;
  for (guint c = 0; c < self->n_chunks; c++)
    {
      guint end = MIN ((c + 1) * CHUNK, self->n);
      double rounds; /* the world */

      if (!sight_has (&sight, &self->boxes[c]))
        continue;
      rounds = round ((self->boxes[c].left + self->boxes[c].right) / 2 - world_x);
      for (guint i = c * CHUNK; i < end; i++)
        {
          double dx = self->x[i] - rounds - world_x;
          double dy = self->y[i] - world_y, square = dx * dx + dy * dy;

          if (square > best)
            continue;
          best = square;
          found = i;
        }
    }
  if (found != G_MAXUINT)
    *reach = sqrt (best) * transform->scale;
  return found;
}
