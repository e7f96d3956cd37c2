/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-scene"

#include "map/armada-track-scene.h"

#include <math.h>

#include "model/armada-projection.h"

G_DEFINE_ENUM_TYPE (ArmadaTrackColoring,
                    armada_track_coloring,
                    G_DEFINE_ENUM_VALUE (ARMADA_TRACK_COLORING_SPEED, "speed"),
                    G_DEFINE_ENUM_VALUE (ARMADA_TRACK_COLORING_STATE, "state"),
                    G_DEFINE_ENUM_VALUE (ARMADA_TRACK_COLORING_VEHICLE, "vehicle"),
                    G_DEFINE_ENUM_VALUE (ARMADA_TRACK_COLORING_PLAIN, "plain"))

static const char *
get_speed_unit (ArmadaTrack *track)
{
  if (track == NULL || armada_track_get_n_parts (track) == 0)
    return NULL;
  return armada_track_get_part (track, 0)->speed_unit;
}

/* a line already there, of the same index, serves again: it is not cheap to make */
static ArmadaTrackLine *
get_line (ArmadaTrackScene *before, ArmadaTrackIndex *index, const char *speed_unit)
{
  for (guint i = 0; before != NULL && i < before->n_ways; i++)
    {
      const ArmadaTrackWay *way = &before->ways[i];

      if (armada_track_line_get_index (way->line) == index)
        return armada_track_line_ref (way->line);
      if (way->snapped != NULL && armada_track_line_get_index (way->snapped) == index)
        return armada_track_line_ref (way->snapped);
    }
  return armada_track_line_new (index, speed_unit);
}

static void
add_way (GArray *ways, ArmadaReplayVehicle *vehicle, ArmadaTrackScene *before)
{
  ArmadaTrackIndex *index = armada_replay_vehicle_get_index (vehicle);
  ArmadaTrackIndex *snapped = armada_replay_vehicle_get_snapped_index (vehicle);
  const char *unit = get_speed_unit (armada_replay_vehicle_get_track (vehicle));
  ArmadaTrackWay way = { .color = armada_replay_vehicle_get_color (vehicle) };

  /* a server may have nothing but the way on roads */
  if (snapped != NULL && (index == NULL || armada_replay_vehicle_get_on_road (vehicle)))
    {
      index = g_steal_pointer (&snapped);
      unit = get_speed_unit (armada_replay_vehicle_get_snapped (vehicle));
    }
  if (index == NULL || !armada_replay_vehicle_get_visible (vehicle))
    return;

  way.vehicle = g_object_ref (vehicle);
  way.line = get_line (before, index, unit);
  if (snapped != NULL && !armada_replay_vehicle_is_snapped_the_same (vehicle))
    way.snapped = get_line (before, snapped, unit);
  g_array_append_val (ways, way);
}

/* Returns: FALSE when nobody knows where it was */
static gboolean
locate (const ArmadaSegment *segment, const ArmadaFixes *fixes, double *x, double *y)
{
  guint end = fixes ? MIN (segment->first + segment->n_fixes, fixes->n) : 0;

  if (isfinite (segment->latitude) && isfinite (segment->longitude))
    {
      *x = armada_projection_x (segment->longitude);
      *y = armada_projection_y (segment->latitude);
      return TRUE;
    }
  for (guint i = segment->first; i < end; i++)
    if ((fixes->flags[i] & ARMADA_FIX_INVALID) == 0)
      {
        *x = armada_projection_x (fixes->longitude[i] * ARMADA_FIX_DEGREES);
        *y = armada_projection_y (fixes->latitude[i] * ARMADA_FIX_DEGREES);
        return TRUE;
      }
  return FALSE;
}

static void
add_segment (GArray *marks, guint way, ArmadaReplaySegment *item, ArmadaReplay *replay)
{
  const ArmadaSegment *segment = armada_replay_segment_get_segment (item);
  ArmadaTrackMark mark = { .start = segment->start,
                           .end = MAX (segment->end, segment->start),
                           .offset = armada_replay_get_offset (replay, (double) segment->start),
                           .way = way };

  if (segment->kind != ARMADA_SEGMENT_STOP && segment->kind != ARMADA_SEGMENT_EVENT)
    return;
  if (!locate (segment, armada_replay_segment_get_fixes (item), &mark.x, &mark.y))
    return;
  mark.kind =
      segment->kind == ARMADA_SEGMENT_STOP ? ARMADA_TRACK_MARK_STOP : ARMADA_TRACK_MARK_EVENT;
  mark.message = g_strdup (segment->message ? segment->message : "");
  g_array_append_val (marks, mark);
}

static void
add_end (GArray *marks,
         guint way,
         ArmadaTrackIndex *index,
         guint at,
         ArmadaTrackMarkKind kind,
         ArmadaReplay *replay)
{
  gint64 time = (gint64) armada_track_index_get_times (index)[at];
  ArmadaTrackMark mark = { .x = armada_track_index_get_x (index)[at],
                           .y = armada_track_index_get_y (index)[at],
                           .kind = kind,
                           .start = time,
                           .end = time,
                           .offset = armada_replay_get_offset (replay, (double) time),
                           .way = way,
                           .message = g_strdup ("") };

  g_array_append_val (marks, mark);
}

static void
add_marks (GArray *marks, const ArmadaTrackWay *way, guint number, ArmadaReplay *replay)
{
  ArmadaTrackIndex *index = armada_track_line_get_index (way->line);
  GListModel *segments = armada_replay_vehicle_get_segments (way->vehicle);
  guint n = armada_track_index_get_n (index);
  guint n_segments = g_list_model_get_n_items (segments);

  if (n > 0)
    add_end (marks, number, index, 0, ARMADA_TRACK_MARK_START, replay);
  if (n > 1)
    add_end (marks, number, index, n - 1, ARMADA_TRACK_MARK_END, replay);
  for (guint i = 0; i < n_segments; i++)
    {
      g_autoptr (ArmadaReplaySegment) segment = g_list_model_get_item (segments, i);

      add_segment (marks, number, segment, replay);
    }
}

/* by kind, and the longest first */
static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const ArmadaTrackMark *first = a, *second = b;
  gint64 first_long = first->end - first->start, second_long = second->end - second->start;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  if (first_long != second_long)
    return first_long > second_long ? -1 : 1;
  return first->start < second->start ? -1 : first->start > second->start;
}

static void
scene_clear (gpointer data)
{
  ArmadaTrackScene *self = data;

  for (guint i = 0; i < self->n_ways; i++)
    {
      g_object_unref (self->ways[i].vehicle);
      armada_track_line_unref (self->ways[i].line);
      g_clear_pointer (&self->ways[i].snapped, armada_track_line_unref);
    }
  for (guint i = 0; i < self->n_marks; i++)
    g_free (self->marks[i].message);
  g_free (self->ways);
  g_free (self->marks);
  g_free (self->speed_unit);
}

/**
 * armada_track_scene_new:
 * @replay: (nullable): what to show
 * @before: (nullable): what was shown; lines that are the same are taken from it
 *
 * Returns: (transfer full): the vehicles to be seen as they are now
 */
ArmadaTrackScene *
armada_track_scene_new (ArmadaReplay *replay, ArmadaTrackScene *before)
{
  ArmadaTrackScene *self = g_atomic_rc_box_new0 (ArmadaTrackScene);
  GArray *ways = g_array_new (FALSE, FALSE, sizeof (ArmadaTrackWay));
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (ArmadaTrackMark));
  guint n = replay ? g_list_model_get_n_items (G_LIST_MODEL (replay)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaReplayVehicle) vehicle = g_list_model_get_item (G_LIST_MODEL (replay), i);

      if (self->speed_unit == NULL)
        self->speed_unit = g_strdup (get_speed_unit (armada_replay_vehicle_get_track (vehicle)));
      add_way (ways, vehicle, before);
    }
  for (guint i = 0; i < ways->len; i++)
    add_marks (marks, &g_array_index (ways, ArmadaTrackWay, i), i, replay);
  g_array_sort (marks, compare_marks);

  self->n_ways = ways->len;
  self->ways = (gpointer) g_array_free (ways, FALSE);
  self->n_marks = marks->len;
  self->marks = (gpointer) g_array_free (marks, FALSE);
  return self;
}

ArmadaTrackScene *
armada_track_scene_ref (ArmadaTrackScene *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
armada_track_scene_unref (ArmadaTrackScene *self)
{
  g_atomic_rc_box_release_full (self, scene_clear);
}

/* moved round the world to where it is next to the first one */
static void
unite (ArmadaTrackBox *box, const ArmadaTrackBox *other, gboolean first)
{
  double rounds;

  if (first)
    {
      *box = *other;
      return;
    }
  rounds = round ((box->left + box->right) / 2 - (other->left + other->right) / 2);
  box->left = MIN (box->left, other->left + rounds);
  box->right = MAX (box->right, other->right + rounds);
  box->top = MIN (box->top, other->top);
  box->bottom = MAX (box->bottom, other->bottom);
}

/**
 * armada_track_scene_get_box:
 * @from: UNIX seconds, NAN from the beginning
 * @to: UNIX seconds, NAN to the end
 * @box: (out caller-allocates): what the ways lie in during that time
 *
 * Returns: FALSE when there is no fix in it
 */
gboolean
armada_track_scene_get_box (ArmadaTrackScene *self, double from, double to, ArmadaTrackBox *box)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->n_ways; i++)
    {
      ArmadaTrackBox other;

      if (!armada_track_line_get_box_of (self->ways[i].line, from, to, &other))
        continue;
      unite (box, &other, !any);
      any = TRUE;
    }
  return any;
}
