/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-file-way"

#include "files/armada-file-way.h"

#include <math.h>

#include "api/armada-unit.h"
#include "replay/armada-track-index.h"

/**
 * armada_track_piece_has:
 *
 * Returns: whether the fix is in the period wanted
 */
gboolean
armada_track_piece_has (const ArmadaTrackPiece *self, guint index)
{
  gint64 time = self->fixes->time[index];

  return time >= self->from && time <= self->to;
}

/**
 * armada_track_piece_can_draw:
 *
 * Returns: whether the fix belongs to a line
 */
gboolean
armada_track_piece_can_draw (const ArmadaTrackPiece *self, guint index)
{
  return armada_track_piece_has (self, index) && !(self->fixes->flags[index] & ARMADA_FIX_INVALID);
}

/**
 * armada_track_piece_get_time:
 *
 * Returns: UNIX seconds; 0 when there is only the account's clock, whose zone is not known, or no
 *   time at all
 */
gint64
armada_track_piece_get_time (const ArmadaTrackPiece *self, guint index)
{
  const ArmadaFixes *fixes = self->fixes;

  return fixes->local_time || (fixes->flags[index] & ARMADA_FIX_UNTIMED) ? 0 : fixes->time[index];
}

/**
 * armada_track_piece_get_altitude:
 *
 * Returns: metres, NAN unknown
 */
double
armada_track_piece_get_altitude (const ArmadaTrackPiece *self, guint index)
{
  return self->fixes->altitude[index] * armada_unit_get_metres (self->fixes->altitude_unit, 1);
}

/**
 * armada_track_piece_get_speed:
 *
 * Returns: km/h, NAN unknown
 */
double
armada_track_piece_get_speed (const ArmadaTrackPiece *self, guint index)
{
  return self->fixes->speed[index] * armada_unit_get_kmh (self->fixes->speed_unit, NAN);
}

/**
 * armada_track_piece_has_segment:
 *
 * Returns: whether any of the segment's time, or of its fixes, is in the period wanted
 */
gboolean
armada_track_piece_has_segment (const ArmadaTrackPiece *self, guint segment)
{
  const ArmadaSegment *told = &self->fixes->segments[segment];

  if (told->start != 0)
    return told->start <= self->to && MAX (told->end, told->start) >= self->from;
  for (guint i = told->first; i < told->first + told->n_fixes; i++)
    if (armada_track_piece_has (self, i))
      return TRUE;
  return FALSE;
}

/**
 * armada_track_piece_dup_words:
 *
 * Returns: (transfer full) (nullable): what sensors said in words, such as "Door: open; Text: 12
 * A"; NULL when none did
 */
char *
armada_track_piece_dup_words (const ArmadaTrackPiece *self, guint index)
{
  GString *all = NULL;

  for (guint i = 0; i < self->fixes->n_sensors; i++)
    {
      const ArmadaFixSensor *sensor = &self->fixes->sensors[i];
      const char *words = armada_fix_sensor_get_words (sensor, index);

      if (*words == '\0')
        continue;
      if (all == NULL)
        all = g_string_new (NULL);
      g_string_append_printf (all, "%s%s: %s", all->len > 0 ? "; " : "",
                              *sensor->name != '\0' ? sensor->name : sensor->key, words);
    }
  return all ? g_string_free (all, FALSE) : NULL;
}

/**
 * armada_segment_kind_to_text:
 *
 * Returns: (transfer none): a word for programs
 */
const char *
armada_segment_kind_to_text (ArmadaSegmentKind kind)
{
  switch (kind)
    {
    case ARMADA_SEGMENT_DRIVE:
      return "drive";
    case ARMADA_SEGMENT_STOP:
      return "stop";
    case ARMADA_SEGMENT_START:
      return "start";
    case ARMADA_SEGMENT_END:
      return "end";
    case ARMADA_SEGMENT_EVENT:
      return "event";
    case ARMADA_SEGMENT_UNKNOWN:
    default:
      return "";
    }
}

/**
 * armada_file_way_is_local:
 *
 * Returns: whether some of it has no other times than the account's own, of a zone not known
 */
gboolean
armada_file_way_is_local (const ArmadaFileWay *self)
{
  for (guint i = 0; i < self->n_pieces; i++)
    if (self->pieces[i].fixes->local_time)
      return TRUE;
  return FALSE;
}

/**
 * armada_file_way_has_words:
 *
 * Returns: whether any sensor said anything in words
 */
gboolean
armada_file_way_has_words (const ArmadaFileWay *self)
{
  for (guint p = 0; p < self->n_pieces; p++)
    for (guint i = 0; i < self->pieces[p].fixes->n_sensors; i++)
      if (self->pieces[p].fixes->sensors[i].n_words > 0)
        return TRUE;
  return FALSE;
}

/**
 * armada_file_way_count:
 *
 * Returns: how many fixes of any kind are in the periods wanted
 */
guint
armada_file_way_count (const ArmadaFileWay *self)
{
  guint n = 0;

  for (guint p = 0; p < self->n_pieces; p++)
    for (guint i = 0; i < self->pieces[p].fixes->n; i++)
      n += armada_track_piece_has (&self->pieces[p], i);
  return n;
}

static gboolean
is_before (ArmadaTrackSpot a, ArmadaTrackSpot b)
{
  return a.piece < b.piece || (a.piece == b.piece && a.index < b.index);
}

/**
 * armada_file_way_seek:
 * @spot: (inout): moved to the first fix there or behind that belongs to a line
 * @end: where to end
 *
 * Returns: whether there is one before @end
 */
gboolean
armada_file_way_seek (const ArmadaFileWay *self, ArmadaTrackSpot *spot, ArmadaTrackSpot end)
{
  while (spot->piece < self->n_pieces && is_before (*spot, end))
    {
      const ArmadaTrackPiece *piece = &self->pieces[spot->piece];

      if (spot->index >= piece->fixes->n)
        *spot = (ArmadaTrackSpot) { spot->piece + 1, 0 };
      else if (armada_track_piece_can_draw (piece, spot->index))
        return TRUE;
      else
        spot->index++;
    }
  return FALSE;
}

static gboolean
follows (const ArmadaFileWay *self, ArmadaTrackSpot a, ArmadaTrackSpot b, gboolean by_segment)
{
  const ArmadaFixes *before = self->pieces[a.piece].fixes, *after = self->pieces[b.piece].fixes;

  if (by_segment && (a.piece != b.piece || before->segment[a.index] != after->segment[b.index]))
    return FALSE;
  return ABS (after->time[b.index] - before->time[a.index]) <= ARMADA_TRACK_GAP &&
         before->local_time == after->local_time;
}

static ArmadaSegmentKind
get_kind (const ArmadaFileWay *self, ArmadaTrackSpot spot)
{
  const ArmadaFixes *fixes = self->pieces[spot.piece].fixes;
  guint segment = fixes->segment[spot.index];

  return segment < fixes->n_segments ? fixes->segments[segment].kind : ARMADA_SEGMENT_UNKNOWN;
}

/**
 * armada_file_way_next_run:
 * @by_segment: whether a line ends with the server's segment too
 * @run: (inout): the one before, or zeros
 *
 * Returns: whether there is another line
 */
gboolean
armada_file_way_next_run (const ArmadaFileWay *self, gboolean by_segment, ArmadaTrackRun *run)
{
  const ArmadaTrackSpot end = { self->n_pieces, 0 };
  ArmadaTrackSpot spot = run->end, last;

  if (!armada_file_way_seek (self, &spot, end))
    return FALSE;
  *run = (ArmadaTrackRun) { .first = spot, .kind = get_kind (self, spot) };
  do
    {
      last = spot;
      run->n++;
      run->timed |= armada_track_piece_get_time (&self->pieces[spot.piece], spot.index) != 0;
      spot.index++;
    }
  while (armada_file_way_seek (self, &spot, end) && follows (self, last, spot, by_segment));
  run->end = (ArmadaTrackSpot) { last.piece, last.index + 1 };
  return TRUE;
}
