/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-event-index"

#include "armada-demo-event-index.h"

/*
 * The numbers of the whole fleet's events in the order of time, by whole days, kept with the life:
 * whoever reads a week of ten thousand vehicles page by page has them sorted once and not two
 * thousand times.
 */

#define NOTE "armada-demo-event-index"
#define DAY G_GINT64_CONSTANT (86400)

typedef struct
{
  gint64 from; /* UNIX seconds, midnights of UTC */
  gint64 to;
  GArray *ids;
} Index;

static void
index_free (gpointer data)
{
  Index *self = data;

  g_array_unref (self->ids);
  g_free (self);
}

static Index *
get_index (ArmadaDemoLife *life)
{
  Index *self = armada_demo_life_get_note (life, NOTE);

  if (self == NULL)
    {
      self = g_new0 (Index, 1);
      self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      armada_demo_life_set_note (life, NOTE, self, index_free);
    }
  return self;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static void
fill (Index *self, ArmadaDemoLife *life, guint64 seed)
{
  g_array_set_size (self->ids, 0);
  for (guint i = 0; i < armada_demo_life_get_n_vehicles (life); i++)
    {
      g_autoptr (GArray) events =
          armada_demo_events_of_vehicle (life, seed, i, self->from, self->to);

      for (guint k = 0; k < events->len; k++)
        g_array_append_val (self->ids, g_array_index (events, ArmadaDemoEvent, k).id);
    }
  g_array_sort (self->ids, compare_ids);
}

/* Returns: how many are older than @time */
static guint
count_before (const Index *self, gint64 time)
{
  gint64 id = armada_demo_event_get_first_id (time);
  guint low = 0, high = self->ids->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->ids, gint64, middle) < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * armada_demo_event_index_find:
 * @from: UNIX seconds; not before 1970
 * @to: UNIX seconds, after the last one wanted
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): what armada_demo_events_of_vehicle() finds for all
 *   vehicles, by id, oldest first; until the next call
 */
const gint64 *
armada_demo_event_index_find (ArmadaDemoLife *life, guint64 seed, gint64 from, gint64 to, guint *n)
{
  Index *self = get_index (life);
  guint first, end;

  if (from < self->from || to > self->to)
    {
      self->from = from / DAY * DAY;
      self->to = (to + DAY - 1) / DAY * DAY;
      fill (self, life, seed);
    }
  first = count_before (self, from);
  end = count_before (self, to);
  *n = end > first ? end - first : 0;
  return (const gint64 *) self->ids->data + first;
}
