/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-min-max"

#include "replay/armada-min-max.h"

#include <math.h>

#define FAN 16
#define MOST_LEVELS 9 /* 16^8 values are more than a guint counts */

typedef struct
{
  float least;
  float greatest;
} Pair;

struct _ArmadaMinMax
{
  const float *values; /* unowned */
  guint n;
  Pair *levels[MOST_LEVELS]; /* level 0 is the values */
  guint n_levels;
  guint n_reads;
};

static const Pair nothing = { INFINITY, -INFINITY };

static void
take (Pair *into, Pair other)
{
  into->least = MIN (into->least, other.least);
  into->greatest = MAX (into->greatest, other.greatest);
}

static Pair
get (ArmadaMinMax *self, guint level, guint i)
{
  self->n_reads++;
  return level > 0 ? self->levels[level][i] : (Pair) { self->values[i], self->values[i] };
}

static guint
add_level (ArmadaMinMax *self, guint level, guint n_below)
{
  guint n = (n_below + FAN - 1) / FAN;
  Pair *pairs = g_new (Pair, n);

  for (guint i = 0; i < n; i++)
    {
      pairs[i] = nothing;
      for (guint k = i * FAN; k < MIN ((i + 1) * FAN, n_below); k++)
        take (&pairs[i], get (self, level - 1, k));
    }
  self->levels[level] = pairs;
  return n;
}

/**
 * armada_min_max_new:
 * @values: (array length=n): none is NAN; they must outlive it
 *
 * Returns: (transfer full): the pyramid of @values
 */
ArmadaMinMax *
armada_min_max_new (const float *values, guint n)
{
  ArmadaMinMax *self = g_new0 (ArmadaMinMax, 1);

  self->values = values;
  self->n = n;
  self->n_levels = 1;
  for (guint below = n; below > FAN;)
    {
      below = add_level (self, self->n_levels, below);
      self->n_levels++;
    }
  self->n_reads = 0;
  return self;
}

void
armada_min_max_free (ArmadaMinMax *self)
{
  for (guint i = 1; i < self->n_levels; i++)
    g_free (self->levels[i]);
  g_free (self);
}

/**
 * armada_min_max_find:
 * @first: position of a value
 * @end: position after the last
 * @least: (out)
 * @greatest: (out)
 *
 * Returns: FALSE when there is no value between
 */
gboolean
armada_min_max_find (ArmadaMinMax *self, guint first, guint end, float *least, float *greatest)
{
  Pair found = nothing;
  guint level = 0;

  end = MIN (end, self->n);
  if (first >= end)
    return FALSE;
  while (first < end)
    {
      while (first < end && (first % FAN != 0 || level + 1 == self->n_levels))
        take (&found, get (self, level, first++));
      while (first < end && end % FAN != 0)
        take (&found, get (self, level, --end));
      first /= FAN;
      end /= FAN;
      level++;
    }
  *least = found.least;
  *greatest = found.greatest;
  return TRUE;
}

/**
 * armada_min_max_get_n_reads:
 *
 * Returns: how many pairs and values were looked at since it was made
 */
guint
armada_min_max_get_n_reads (ArmadaMinMax *self)
{
  return self->n_reads;
}
