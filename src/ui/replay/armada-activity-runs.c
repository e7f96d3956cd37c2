/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-activity-runs"

#include "replay/armada-activity-runs.h"

#include <math.h>

typedef struct
{
  double start; /* UNIX seconds */
  /* whole seconds of each from the first run until this one begins */
  guint32 before[ARMADA_N_TRACK_ACTIVITIES];
  ArmadaTrackActivity activity;
} Run;

struct _ArmadaActivityRuns
{
  GArray *runs;   /* of Run; the last is no more than the end */
  GArray *events; /* of double, UNIX seconds, in their order */
};

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static void
list_events (ArmadaActivityRuns *self, GListModel *segments)
{
  for (guint i = 0; i < g_list_model_get_n_items (segments); i++)
    {
      g_autoptr (ArmadaReplaySegment) item = g_list_model_get_item (segments, i);
      const ArmadaSegment *segment = armada_replay_segment_get_segment (item);
      double time = (double) segment->start;

      if (segment->kind == ARMADA_SEGMENT_EVENT && segment->start != 0)
        g_array_append_val (self->events, time);
    }
  g_array_sort (self->events, compare_times);
}

static void
begin_run (ArmadaActivityRuns *self, double time, ArmadaTrackActivity activity)
{
  Run run = { 0 };

  if (self->runs->len > 0)
    {
      run = g_array_index (self->runs, Run, self->runs->len - 1);
      run.before[run.activity] += (guint32) (time - run.start);
    }
  run.start = time;
  run.activity = activity;
  g_array_append_val (self->runs, run);
}

static void
list_runs (ArmadaActivityRuns *self, ArmadaTrackIndex *index)
{
  const double *times = armada_track_index_get_times (index);
  const guint8 *activities = armada_track_index_get_activities (index);
  guint n = armada_track_index_get_n (index);
  int last = -1;

  for (guint i = 0; i + 1 < n; i++)
    if (activities[i] != last && times[i + 1] > times[i])
      {
        last = activities[i];
        begin_run (self, times[i], (ArmadaTrackActivity) last);
      }
  if (n > 0)
    begin_run (self, times[n - 1], ARMADA_TRACK_SILENT);
}

/**
 * armada_activity_runs_new:
 *
 * Reads each fix of what was recorded, once.
 *
 * Returns: (transfer full): what @vehicle did; nothing but silence without a track
 */
ArmadaActivityRuns *
armada_activity_runs_new (ArmadaReplayVehicle *vehicle)
{
  ArmadaActivityRuns *self = g_new0 (ArmadaActivityRuns, 1);
  ArmadaTrackIndex *index = armada_replay_vehicle_get_index (vehicle);

  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  self->events = g_array_new (FALSE, FALSE, sizeof (double));
  if (index != NULL)
    list_runs (self, index);
  list_events (self, armada_replay_vehicle_get_segments (vehicle));
  return self;
}

void
armada_activity_runs_free (ArmadaActivityRuns *self)
{
  g_array_unref (self->runs);
  g_array_unref (self->events);
  g_free (self);
}

/**
 * armada_activity_runs_get_n:
 *
 * Returns: how many runs there are
 */
guint
armada_activity_runs_get_n (ArmadaActivityRuns *self)
{
  return self->runs->len > 0 ? self->runs->len - 1 : 0;
}

/* The last run that begins at or before @time; NULL before the first. */
static const Run *
find_run (ArmadaActivityRuns *self, double time)
{
  guint low = 0, high = self->runs->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->runs, Run, middle).start <= time)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (self->runs, Run, low - 1) : NULL;
}

/**
 * armada_activity_runs_get_sums:
 * @time: UNIX seconds
 * @sums: (out caller-allocates): seconds of each ArmadaTrackActivity until @time since an early
 *   one that is always the same; two of them tell how long it did what between
 */
void
armada_activity_runs_get_sums (ArmadaActivityRuns *self,
                               double time,
                               double sums[ARMADA_N_TRACK_ACTIVITIES])
{
  const Run *run = find_run (self, time);

  for (guint i = 0; i < ARMADA_N_TRACK_ACTIVITIES; i++)
    sums[i] = run ? run->before[i] : 0;
  if (run != NULL)
    sums[run->activity] += time - run->start;
  else if (self->runs->len > 0)
    sums[ARMADA_TRACK_SILENT] = time - g_array_index (self->runs, Run, 0).start;
  else
    sums[ARMADA_TRACK_SILENT] = time;
}

/**
 * armada_activity_runs_next_event:
 * @time: UNIX seconds
 *
 * Returns: UNIX seconds of the first event that is not before @time, NAN when there is none
 */
double
armada_activity_runs_next_event (ArmadaActivityRuns *self, double time)
{
  guint low = 0, high = self->events->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->events, double, middle) < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->events->len ? g_array_index (self->events, double, low) : NAN;
}
