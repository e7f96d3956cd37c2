/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-evidence"

#include "replay/armada-evidence.h"

/**
 * armada_evidence_new:
 * @vehicle: with a track
 *
 * Returns: (transfer full): evidence that is still to be filled in
 */
ArmadaEvidence *
armada_evidence_new (ArmadaReplayVehicle *vehicle)
{
  ArmadaEvidence *self = g_new0 (ArmadaEvidence, 1);

  self->vehicle = g_object_ref (vehicle);
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

/**
 * armada_evidence_list_segments:
 *
 * Returns: (transfer full) (element-type ArmadaReplaySegment): drives, stops and events that are in
 *   the period, or partly
 */
GPtrArray *
armada_evidence_list_segments (const ArmadaEvidence *self)
{
  GListModel *model = armada_replay_vehicle_get_segments (self->vehicle);
  GPtrArray *segments = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ArmadaReplaySegment) item = g_list_model_get_item (model, i);
      const ArmadaSegment *segment = armada_replay_segment_get_segment (item);

      if (segment->start != 0 && (double) segment->start <= self->end &&
          (double) MAX (segment->start, segment->end) >= self->start)
        g_ptr_array_add (segments, g_steal_pointer (&item));
    }
  return segments;
}
