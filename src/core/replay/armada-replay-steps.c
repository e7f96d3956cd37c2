/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-replay"

#include "replay/armada-replay.h"

#include <math.h>

/* Where the clock of a replay is to go next, for the current vehicle. */

static gboolean
step_fix (ArmadaReplay *self, gboolean forward, double *time)
{
  ArmadaReplayVehicle *vehicle = armada_replay_get_current (self);
  ArmadaTrackIndex *index = vehicle ? armada_replay_vehicle_get_index (vehicle) : NULL;
  const double *times = index ? armada_track_index_get_times (index) : NULL;
  guint n = index ? armada_track_index_get_n (index) : 0;
  double position = armada_replay_get_position (self);
  guint i = n > 0 ? armada_track_index_find (index, position) : 0;

  if (n == 0)
    return FALSE;
  if (forward)
    while (i < n && times[i] <= position)
      i++;
  else
    while (i > 0 && times[i] >= position)
      i--;
  if (i == n || (forward ? times[i] <= position : times[i] >= position))
    return FALSE;
  *time = times[i];
  return TRUE;
}

static gboolean
is_wanted (ArmadaReplayStep step, const ArmadaSegment *segment)
{
  return segment->start != 0 &&
         segment->kind ==
             (step == ARMADA_REPLAY_STEP_STOP ? ARMADA_SEGMENT_STOP : ARMADA_SEGMENT_EVENT);
}

static gboolean
is_nearer (ArmadaReplay *self, double time, gboolean forward, double best)
{
  double position = armada_replay_get_position (self);

  if (forward ? time <= position : time >= position)
    return FALSE;
  return isnan (best) || (forward ? time < best : time > best);
}

static gboolean
step_segment (ArmadaReplay *self, ArmadaReplayStep step, gboolean forward, double *time)
{
  ArmadaReplayVehicle *vehicle = armada_replay_get_current (self);
  GListModel *segments = vehicle ? armada_replay_vehicle_get_segments (vehicle) : NULL;
  guint n = segments ? g_list_model_get_n_items (segments) : 0;

  *time = NAN;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaReplaySegment) item = g_list_model_get_item (segments, i);
      const ArmadaSegment *segment = armada_replay_segment_get_segment (item);

      if (is_wanted (step, segment) && is_nearer (self, (double) segment->start, forward, *time))
        *time = (double) segment->start;
    }
  return !isnan (*time);
}

/**
 * armada_replay_step:
 *
 * Moves the position to the next fix, stop or event of the current vehicle, or the one before.
 *
 * Returns: whether there is one
 */
gboolean
armada_replay_step (ArmadaReplay *self, ArmadaReplayStep step, gboolean forward)
{
  double time;
  gboolean found = step == ARMADA_REPLAY_STEP_FIX ? step_fix (self, forward, &time)
                                                  : step_segment (self, step, forward, &time);

  if (found)
    armada_replay_set_position (self, time);
  return found;
}

/**
 * armada_replay_move_to_segment:
 *
 * Chooses the segment's time as range and goes to its start; its vehicle becomes the current one.
 *
 * Returns: whether it has a time
 */
gboolean
armada_replay_move_to_segment (ArmadaReplay *self, ArmadaReplaySegment *segment)
{
  const ArmadaSegment *told = armada_replay_segment_get_segment (segment);

  if (told->start == 0)
    return FALSE;
  g_object_freeze_notify (G_OBJECT (self));
  if (armada_replay_segment_get_vehicle (segment) != NULL)
    armada_replay_set_current (self, armada_replay_segment_get_vehicle (segment));
  if (told->kind == ARMADA_SEGMENT_EVENT)
    armada_replay_set_range (self, NAN, NAN);
  else
    armada_replay_set_range (self, (double) told->start, (double) told->end);
  armada_replay_set_position (self, (double) told->start);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}
