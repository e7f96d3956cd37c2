/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-search"

#include "replay/armada-track-search.h"

#include <math.h>

#include "model/armada-projection.h"

#define SAME_PLACE                                                                                 \
  100.0 /* metres that the position of a parked vehicle may wander in a silence                    \
         */
#define CHECK_EVERY 65536

/* A search on its way along the good fixes of an index. */
typedef struct
{
  ArmadaTrackIndex *index;
  const ArmadaFindQuery *query;
  guint n;
  const double *times;
  const double *x;
  const double *y;
  const float *speeds;
  const guint8 *activities;
  GArray *found; /* of ArmadaStretch */
} Search;

static double
get_latitude (const Search *self, guint i)
{
  return armada_projection_latitude (self->y[i]);
}

static double
get_longitude (const Search *self, guint i)
{
  return armada_projection_longitude (self->x[i] - floor (self->x[i]));
}

/* Whether a vehicle that fell silent was found where it had stood: it was parked. */
static gboolean
is_parked (const Search *self, guint i)
{
  return !(self->speeds[i] > 0) &&
         armada_projection_distance (get_latitude (self, i), get_longitude (self, i),
                                     get_latitude (self, i + 1),
                                     get_longitude (self, i + 1)) <= SAME_PLACE;
}

/* Whether the step from @i to the next fix belongs to what is looked for. */
static gboolean
is_wanted (const Search *self, guint i)
{
  switch ((ArmadaTrackActivity) self->activities[i])
    {
    case ARMADA_TRACK_IDLING:
      return TRUE;
    case ARMADA_TRACK_STOPPED:
      return self->query->kind == ARMADA_FIND_STOPS;
    case ARMADA_TRACK_SILENT:
      return self->query->kind == ARMADA_FIND_STOPS && is_parked (self, i);
    case ARMADA_TRACK_DRIVING:
    default:
      return FALSE;
    }
}

static void
add (Search *self, double start, double end)
{
  ArmadaStretch stretch = { .start = MAX (start, self->query->from),
                            .end = MIN (end, self->query->to) };
  ArmadaTrackPlace place;
  ArmadaTrackSums sums;

  if (stretch.end < stretch.start || stretch.end - stretch.start < self->query->least)
    return;
  armada_track_index_place_at (self->index, stretch.start, &place);
  armada_track_index_sum (self->index, stretch.start, stretch.end, &sums);
  stretch.latitude = place.latitude;
  stretch.longitude = place.longitude;
  stretch.silent = sums.silent;
  stretch.distance = sums.distance;
  stretch.top_speed = sums.top_speed;
  g_array_append_val (self->found, stretch);
}

static void
find_standing (Search *self, guint first, guint end, GCancellable *cancellable)
{
  for (guint i = first; i + 1 < end; i++)
    {
      guint start = i;

      if (i % CHECK_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return;
      while (i + 1 < end && is_wanted (self, i))
        i++;
      if (i > start)
        add (self, self->times[start], self->times[i]);
    }
}

static gboolean
is_over (const Search *self, guint i)
{
  return (double) self->speeds[i] > self->query->limit;
}

/* When the limit was passed on the way from a fix to one beside it, one of which is over it: where
 * nobody knows what lies between them, at the fix that is. */
static double
find_passing (const Search *self, guint over, guint other)
{
  double a = (double) self->speeds[over], b = (double) self->speeds[other];

  if (isnan (b) || self->activities[MIN (over, other)] == ARMADA_TRACK_SILENT)
    return self->times[over];
  return self->times[over] +
         (self->times[other] - self->times[over]) * (a - self->query->limit) / (a - b);
}

static void
find_overspeed (Search *self, guint first, guint end, GCancellable *cancellable)
{
  for (guint i = first; i < end; i++)
    {
      guint start = i;

      if (i % CHECK_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return;
      if (!is_over (self, i))
        continue;
      while (i + 1 < end && is_over (self, i + 1) && self->activities[i] != ARMADA_TRACK_SILENT)
        i++;
      add (self,
           start > 0 && !is_over (self, start - 1) ? find_passing (self, start, start - 1)
                                                   : self->times[start],
           i + 1 < self->n && !is_over (self, i + 1) ? find_passing (self, i, i + 1)
                                                     : self->times[i]);
    }
}

/**
 * armada_track_index_search:
 * @cancellable: (nullable): ends it early; what was found until then is of no use
 *
 * Looks along the good fixes. What lies only partly in the period is found as far as it does, if
 * that part is long enough. Takes some milliseconds for a million fixes; for any thread.
 *
 * Returns: (transfer full) (element-type ArmadaStretch): in the order of time
 */
GArray *
armada_track_index_search (ArmadaTrackIndex *index,
                           const ArmadaFindQuery *query,
                           GCancellable *cancellable)
{
  Search self = { .index = index, .query = query, .n = armada_track_index_get_n (index) };
  guint first, end;

  self.found = g_array_new (FALSE, FALSE, sizeof (ArmadaStretch));
  if (self.n == 0 || query->to < query->from)
    return self.found;
  self.times = armada_track_index_get_times (index);
  self.x = armada_track_index_get_x (index);
  self.y = armada_track_index_get_y (index);
  self.speeds = armada_track_index_get_speeds (index);
  self.activities = armada_track_index_get_activities (index);
  first = armada_track_index_find (index, query->from);
  /* the fix after the period too: what goes on until there is cut at its end */
  end = MIN (armada_track_index_find (index, query->to) + 2, self.n);
  if (query->kind == ARMADA_FIND_OVERSPEED)
    find_overspeed (&self, first, end, cancellable);
  else
    find_standing (&self, first, end, cancellable);
  return self.found;
}
