/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-foreground"

#include "map/armada-track-foreground.h"

#include <math.h>

#include "app/armada-palette.h"
#include "app/armada-words.h"
#include "map/armada-label-placer.h"
#include "map/armada-label-sprites.h"
#include "map/armada-map-text.h"
#include "map/armada-track-mark-drawing.h"
#include "map/armada-vehicle-sprites.h"
#include "model/armada-projection.h"

#define MARGIN 120       /* logical pixels beyond the edge that a label can reach in from */
#define LABEL_BELOW 24   /* logical pixels from a vehicle to the middle of its label */
#define MOST_STROKES 240 /* of a range, drawn within a frame */
#define BATCH 16 /* strokes; where they cross, what cairo needs grows faster than their number */
#define LEAST_STROKES 16 /* of a vehicle in it */
#define RANGE_WIDTH 3.0

struct _ArmadaTrackForeground
{
  ArmadaVehicleSprites *vehicles;
  ArmadaLabelSprites *labels;
  ArmadaSprite *ring;
  GArray *strokes; /* ArmadaTrackStroke */
};

/**
 * armada_track_foreground_new:
 *
 * Returns: (transfer full): nothing drawn yet
 */
ArmadaTrackForeground *
armada_track_foreground_new (void)
{
  ArmadaTrackForeground *self = g_new0 (ArmadaTrackForeground, 1);

  self->strokes = g_array_new (FALSE, FALSE, sizeof (ArmadaTrackStroke));
  return self;
}

static void
drop_sprites (ArmadaTrackForeground *self)
{
  g_clear_pointer (&self->vehicles, armada_vehicle_sprites_free);
  g_clear_pointer (&self->labels, armada_label_sprites_free);
  g_clear_pointer (&self->ring, armada_sprite_unref);
}

void
armada_track_foreground_free (ArmadaTrackForeground *self)
{
  drop_sprites (self);
  g_array_unref (self->strokes);
  g_free (self);
}

static void
ensure_sprites (ArmadaTrackForeground *self, const ArmadaTrackFrame *frame)
{
  if (self->vehicles != NULL && armada_vehicle_sprites_get_dark (self->vehicles) == frame->dark &&
      armada_vehicle_sprites_get_scale (self->vehicles) == frame->scale &&
      armada_vehicle_sprites_get_text (self->vehicles) == armada_map_text_get_size (frame->context))
    return;

  drop_sprites (self);
  self->vehicles = armada_vehicle_sprites_new (frame->dark, frame->scale, frame->context);
  self->labels = armada_label_sprites_new (frame->dark, frame->scale, frame->context);
  self->ring = armada_track_mark_drawing_new_ring (frame->dark, frame->scale);
}

static ArmadaDeviceState
get_state (const ArmadaTrackPlace *place)
{
  if (!place->known)
    return ARMADA_DEVICE_STATE_OFFLINE;
  switch (place->activity)
    {
    case ARMADA_TRACK_DRIVING:
      return ARMADA_DEVICE_STATE_MOVING;
    case ARMADA_TRACK_IDLING:
      return ARMADA_DEVICE_STATE_IDLING;
    case ARMADA_TRACK_STOPPED:
      return ARMADA_DEVICE_STATE_STANDING;
    case ARMADA_TRACK_SILENT:
    default:
      return ARMADA_DEVICE_STATE_OFFLINE;
    }
}

/* Returns: FALSE when it is nowhere in sight */
static gboolean
locate (const ArmadaTrackFrame *frame,
        const ArmadaTrackWay *way,
        double time,
        ArmadaTrackPlace *place,
        double *x,
        double *y)
{
  if (isnan (time) ||
      !armada_track_index_place_at (armada_track_line_get_index (way->line), time, place))
    return FALSE;
  armada_map_transform_project (&frame->transform, armada_projection_x (place->longitude),
                                armada_projection_y (place->latitude), x, y);
  return armada_track_frame_has (frame, *x, *y, MARGIN);
}

/* Returns: logical pixels from a place to the middle of its label */
static double
get_below (ArmadaTrackForeground *self)
{
  double text = armada_vehicle_sprites_get_text (self->vehicles);

  return LABEL_BELOW + (armada_label_height (text) - armada_label_height (1)) / 2;
}

static void
draw_vehicle (ArmadaTrackForeground *self,
              const ArmadaTrackFrame *frame,
              const ArmadaTrackWay *way,
              gboolean current,
              GtkSnapshot *snapshot)
{
  const char *name = armada_replay_vehicle_get_name (way->vehicle);
  ArmadaTrackPlace place;
  double x, y;
  guint heading;

  if (!locate (frame, way, armada_replay_get_position (frame->replay), &place, &x, &y))
    return;

  heading = armada_vehicle_sprites_heading (place.course, frame->transform.rotation);
  if (current)
    armada_sprite_snapshot (armada_vehicle_sprites_get_halo (self->vehicles, TRUE), snapshot, x, y,
                            frame->scale);
  armada_sprite_snapshot (
      armada_vehicle_sprites_get_vehicle (self->vehicles, get_state (&place), heading, FALSE),
      snapshot, x, y, frame->scale);
  if (frame->scene->n_ways > 1 && name != NULL && name[0] != '\0')
    armada_sprite_snapshot (armada_label_sprites_get (self->labels, name), snapshot, x,
                            y + get_below (self), frame->scale);
}

static void
draw_hover (ArmadaTrackForeground *self,
            const ArmadaTrackFrame *frame,
            const ArmadaTrackWay *way,
            GtkSnapshot *snapshot)
{
  g_autofree char *speed = NULL;
  ArmadaTrackPlace place;
  double x, y;

  if (!locate (frame, way, armada_replay_get_hover (frame->replay), &place, &x, &y))
    return;
  armada_sprite_snapshot (self->ring, snapshot, x, y, frame->scale);
  if (place.known && frame->scene->speed_unit != NULL)
    speed = armada_words_for_amount (place.speed, frame->scene->speed_unit);
  if (speed != NULL)
    armada_sprite_snapshot (armada_label_sprites_get (self->labels, speed), snapshot, x,
                            y - get_below (self), frame->scale);
}

/**
 * armada_track_foreground_snapshot:
 *
 * Draws the vehicles, the current one last, and on top the place a pointer is on: of the current
 * vehicle, or of all when none is.
 */
void
armada_track_foreground_snapshot (ArmadaTrackForeground *self,
                                  const ArmadaTrackFrame *frame,
                                  GtkSnapshot *snapshot)
{
  ArmadaReplayVehicle *current;

  if (frame->replay == NULL)
    return;

  ensure_sprites (self, frame);
  current = armada_replay_get_current (frame->replay);
  for (guint i = 0; i < frame->scene->n_ways; i++)
    {
      const ArmadaTrackWay *way = &frame->scene->ways[i];

      if (way->vehicle != current)
        draw_vehicle (self, frame, way, FALSE, snapshot);
    }
  for (guint i = 0; i < frame->scene->n_ways; i++)
    if (frame->scene->ways[i].vehicle == current)
      draw_vehicle (self, frame, &frame->scene->ways[i], TRUE, snapshot);
  for (guint i = 0; i < frame->scene->n_ways; i++)
    if (current == NULL || frame->scene->ways[i].vehicle == current)
      draw_hover (self, frame, &frame->scene->ways[i], snapshot);
}

static void
collect_range (ArmadaTrackForeground *self, const ArmadaTrackFrame *frame)
{
  guint each = MAX (MOST_STROKES / MAX (frame->scene->n_ways, 1), LEAST_STROKES);

  g_array_set_size (self->strokes, 0);
  for (guint i = 0; i < frame->scene->n_ways; i++)
    armada_track_line_sample (frame->scene->ways[i].line, &frame->transform,
                              armada_replay_get_range_start (frame->replay),
                              armada_replay_get_range_end (frame->replay), each, self->strokes);
}

/**
 * armada_track_foreground_snapshot_range:
 *
 * Draws the chosen range at once, as roughly as a frame has time for, until there is a picture of
 * it.
 */
void
armada_track_foreground_snapshot_range (ArmadaTrackForeground *self,
                                        const ArmadaTrackFrame *frame,
                                        GtkSnapshot *snapshot)
{
  GdkRGBA color;
  cairo_t *cr;

  collect_range (self, frame);
  armada_palette_selection_color (frame->dark, &color);
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) (2 * frame->transform.half_width),
                                     (float) (2 * frame->transform.half_height)));
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, RANGE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  for (guint i = 0; i < self->strokes->len; i++)
    {
      const ArmadaTrackStroke *stroke = &g_array_index (self->strokes, ArmadaTrackStroke, i);

      if (!stroke->joined || i % BATCH == 0)
        {
          cairo_stroke (cr);
          cairo_move_to (cr, (double) stroke->x0, (double) stroke->y0);
        }
      cairo_line_to (cr, (double) stroke->x1, (double) stroke->y1);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}
