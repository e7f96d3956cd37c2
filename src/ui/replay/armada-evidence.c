/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-evidence"

#include "replay/armada-evidence.h"

static ArmadaEvidenceLine
find_line (ArmadaReplayVehicle *vehicle)
{
  if (armada_replay_vehicle_get_snapped (vehicle) == NULL ||
      armada_replay_vehicle_is_snapped_the_same (vehicle))
    return ARMADA_EVIDENCE_RECORDED;
  return armada_replay_vehicle_get_on_road (vehicle) ? ARMADA_EVIDENCE_ON_ROAD
                                                     : ARMADA_EVIDENCE_BOTH;
}

/**
 * armada_evidence_new:
 * @vehicle: with a track; more of it may come later, which the evidence has not
 *
 * Returns: (transfer full): evidence that is still to be filled in
 */
ArmadaEvidence *
armada_evidence_new (ArmadaReplayVehicle *vehicle)
{
  ArmadaEvidence *self = g_new0 (ArmadaEvidence, 1);

  self->vehicle = armada_replay_vehicle_copy (vehicle);
  self->line = find_line (vehicle);
  self->segments = g_ptr_array_new_with_free_func (g_object_unref);
  self->events = g_array_new (FALSE, FALSE, sizeof (ArmadaEvidenceEvent));
  self->zone = ARMADA_ZONE_UNKNOWN;
  return self;
}

void
armada_evidence_free (ArmadaEvidence *self)
{
  g_object_unref (self->vehicle);
  g_free (self->plate);
  g_free (self->server);
  g_free (self->sum);
  g_clear_object (&self->map);
  g_ptr_array_unref (self->segments);
  g_array_unref (self->events);
  g_free (self);
}

static void
count_fix (ArmadaEvidenceCounts *counts, guint flags)
{
  counts->n++;
  counts->n_invalid += (flags & ARMADA_FIX_INVALID) != 0;
  counts->n_duplicate += (flags & ARMADA_FIX_DUPLICATE) != 0;
  counts->n_late += (flags & ARMADA_FIX_LATE) != 0;
  counts->n_backward += (flags & ARMADA_FIX_BACKWARD) != 0;
  counts->n_untimed += (flags & ARMADA_FIX_UNTIMED) != 0;
}

/**
 * armada_evidence_count:
 * @counts: (out caller-allocates): of the period
 *
 * Counts the fixes that the table has.
 */
void
armada_evidence_count (const ArmadaEvidence *self, ArmadaEvidenceCounts *counts)
{
  ArmadaTrack *track = armada_replay_vehicle_get_track (self->vehicle);

  *counts = (ArmadaEvidenceCounts) { 0 };
  for (guint part = 0; part < armada_track_get_n_parts (track); part++)
    {
      const ArmadaFixes *fixes = armada_track_get_part (track, part);

      for (guint i = 0; i < fixes->n; i++)
        if ((double) fixes->time[i] >= self->start && (double) fixes->time[i] <= self->end)
          count_fix (counts, fixes->flags[i]);
    }
}

static void
add_event (GArray *events, GHashTable *places, const ArmadaSegment *segment)
{
  const char *message = segment->message ? segment->message : "";
  ArmadaEvidenceEvent event = { message, 0, segment->start, segment->start };
  ArmadaEvidenceEvent *known;
  gpointer place;

  if (!g_hash_table_lookup_extended (places, message, NULL, &place))
    {
      place = GUINT_TO_POINTER (events->len);
      g_hash_table_insert (places, (gpointer) message, place);
      g_array_append_val (events, event);
    }
  known = &g_array_index (events, ArmadaEvidenceEvent, GPOINTER_TO_UINT (place));
  known->n++;
  known->first = MIN (known->first, segment->start);
  known->last = MAX (known->last, segment->start);
}

/**
 * armada_evidence_set_period:
 * @start: UNIX seconds
 * @end: UNIX seconds
 *
 * Gathers what was then.
 */
void
armada_evidence_set_period (ArmadaEvidence *self, double start, double end)
{
  GListModel *model = armada_replay_vehicle_get_segments (self->vehicle);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  self->start = start;
  self->end = end;
  g_ptr_array_set_size (self->segments, 0);
  g_array_set_size (self->events, 0);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ArmadaReplaySegment) item = g_list_model_get_item (model, i);
      const ArmadaSegment *segment = armada_replay_segment_get_segment (item);

      if (segment->start == 0 || (double) segment->start > end ||
          (double) MAX (segment->start, segment->end) < start)
        continue;
      if (segment->kind == ARMADA_SEGMENT_EVENT)
        add_event (self->events, places, segment);
      else
        g_ptr_array_add (self->segments, g_steal_pointer (&item));
    }
}

/**
 * armada_evidence_make_replay:
 *
 * Returns: (transfer full): the vehicle alone, in the period, for a picture
 */
ArmadaReplay *
armada_evidence_make_replay (const ArmadaEvidence *self)
{
  ArmadaReplay *replay = armada_replay_new ();

  armada_replay_add (replay, self->vehicle);
  armada_replay_set_period (replay, self->start, self->end);
  armada_replay_set_range (replay, self->start, self->end);
  armada_replay_set_current (replay, self->vehicle);
  armada_replay_set_position (replay, self->end);
  return replay;
}
