/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-ranks"

#include "replay/armada-track-ranks.h"

#include <math.h>

#define CHUNK 16384 /* points that are looked at as one line: bounds the worst case */

/* A stretch between two points that stay. */
typedef struct
{
  guint first;
  guint last;
  float most; /* no point within counts for more */
} Stretch;

/* Squared distance of a point from the line between two others. */
static double
distance_from (const double *x, const double *y, guint first, guint last, guint i)
{
  double dx = x[last] - x[first], dy = y[last] - y[first];
  double length = dx * dx + dy * dy;
  double px = x[i] - x[first], py = y[i] - y[first];
  double along = length > 0 ? CLAMP ((px * dx + py * dy) / length, 0, 1) : 0;

  px -= along * dx;
  py -= along * dy;
  return px * px + py * py;
}

/* The point furthest from the straight way. */
static guint
find_furthest (const double *x, const double *y, const Stretch *stretch, double *squared)
{
  guint furthest = stretch->first + 1;

  *squared = -1;
  for (guint i = stretch->first + 1; i < stretch->last; i++)
    {
      double distance = distance_from (x, y, stretch->first, stretch->last, i);

      if (distance > *squared)
        {
          *squared = distance;
          furthest = i;
        }
    }
  return furthest;
}

static void
rank_chunk (const double *x, const double *y, guint first, guint last, float *ranks, GArray *stack)
{
  Stretch stretch = { first, last, INFINITY };

  g_array_set_size (stack, 0);
  g_array_append_val (stack, stretch);
  while (stack->len > 0)
    {
      double squared;
      guint middle;
      Stretch before, after;

      stretch = g_array_index (stack, Stretch, stack->len - 1);
      g_array_set_size (stack, stack->len - 1);
      if (stretch.last - stretch.first < 2)
        continue;
      middle = find_furthest (x, y, &stretch, &squared);
      ranks[middle] = MIN ((float) sqrt (squared), stretch.most);
      before = (Stretch) { stretch.first, middle, ranks[middle] };
      after = (Stretch) { middle, stretch.last, ranks[middle] };
      g_array_append_val (stack, before);
      g_array_append_val (stack, after);
    }
}

/**
 * armada_track_ranks_find:
 * @x: (array length=n): in any unit
 * @y: (array length=n): in the same
 * @ranks: (out caller-allocates) (array length=n): in the same
 *
 * Tells of each point of a line how far the line may be off before the point is needed (Douglas and
 * Peucker): a drawing that leaves out the points of a rank below half a pixel is the same drawing.
 * The ends, and now and then a point between, are always needed.
 */
void
armada_track_ranks_find (const double *x, const double *y, guint n, float *ranks)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Stretch));

  for (guint first = 0; first < n; first += CHUNK)
    {
      guint last = MIN (first + CHUNK, n - 1);

      ranks[first] = ranks[last] = INFINITY;
      rank_chunk (x, y, first, last, ranks, stack);
    }
}
