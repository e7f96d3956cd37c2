/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-raster"

#include "map/armada-track-raster.h"

#include <math.h>

#include "app/armada-palette.h"
#include "map/armada-track-arrows.h"

#define TOLERANCE 0.6 /* logical pixels */
#define WIDTH 4.0
#define CASING 7.0
#define THIN_WIDTH 1.75 /* of gaps and of what is on roads */
#define THIN_CASING 4.0
#define DASH 6.0
#define BATCH 128    /* strokes; what cairo needs grows faster than their number */
#define CROWDED 8000 /* strokes of one line above which nobody sees its casing and corners */

/* Strokes of one colour and width. */
typedef struct
{
  cairo_t *cr;
  guint n; /* since it was last inked */
} Pen;

static void
pen_use (Pen *pen, const GdkRGBA *color, double width)
{
  gdk_cairo_set_source_rgba (pen->cr, color);
  cairo_set_line_width (pen->cr, width);
}

static void
pen_draw (Pen *pen, const ArmadaTrackStroke *stroke, gboolean joined)
{
  if (!joined || pen->n == 0)
    cairo_move_to (pen->cr, (double) stroke->x0, (double) stroke->y0);
  cairo_line_to (pen->cr, (double) stroke->x1, (double) stroke->y1);
  if (++pen->n >= BATCH)
    {
      cairo_stroke (pen->cr);
      pen->n = 0;
    }
}

static void
pen_end (Pen *pen)
{
  cairo_stroke (pen->cr);
  pen->n = 0;
}

static gboolean
is_silent (const ArmadaTrackStroke *stroke)
{
  return stroke->activity == ARMADA_TRACK_SILENT;
}

static void
draw_all (Pen *pen, const GArray *strokes, gboolean silent)
{
  guint last = G_MAXUINT - 1;

  for (guint i = 0; i < strokes->len; i++)
    {
      const ArmadaTrackStroke *stroke = &g_array_index (strokes, ArmadaTrackStroke, i);

      if (is_silent (stroke) != silent)
        continue;
      pen_draw (pen, stroke, stroke->joined && last + 1 == i);
      last = i;
    }
  pen_end (pen);
}

/**
 * armada_track_raster_get_color:
 * @value: a step of speed, an ArmadaTrackActivity, or the colour of a vehicle
 * @color: (out caller-allocates): what stands for it
 */
void
armada_track_raster_get_color (ArmadaTrackColoring coloring,
                               gboolean dark,
                               guint value,
                               GdkRGBA *color)
{
  switch (coloring)
    {
    case ARMADA_TRACK_COLORING_SPEED:
      armada_track_palette_speed_color (value, dark, color);
      break;
    case ARMADA_TRACK_COLORING_STATE:
      armada_track_palette_activity_color (value, dark, color);
      break;
    case ARMADA_TRACK_COLORING_VEHICLE:
      armada_track_palette_vehicle_color (value, dark, color);
      break;
    case ARMADA_TRACK_COLORING_PLAIN:
    default:
      armada_palette_selection_color (dark, color);
    }
}

static guint
value_of (const ArmadaTrackStroke *stroke, ArmadaTrackColoring coloring, const ArmadaTrackWay *way)
{
  switch (coloring)
    {
    case ARMADA_TRACK_COLORING_SPEED:
      return stroke->step;
    case ARMADA_TRACK_COLORING_STATE:
      return stroke->activity;
    case ARMADA_TRACK_COLORING_VEHICLE:
      return way->color;
    case ARMADA_TRACK_COLORING_PLAIN:
    default:
      return 0;
    }
}

/* the fastest on top, as there are several on one road */
static void
draw_colors (Pen *pen,
             const GArray *strokes,
             const ArmadaTrackRaster *self,
             const ArmadaTrackWay *way)
{
  gboolean many = self->coloring == ARMADA_TRACK_COLORING_SPEED ||
                  self->coloring == ARMADA_TRACK_COLORING_STATE;
  guint n_values = many ? ARMADA_N_TRACK_STEPS : 1;

  for (guint value = 0; value < n_values; value++)
    {
      guint last = G_MAXUINT - 1;

      for (guint i = 0; i < strokes->len; i++)
        {
          const ArmadaTrackStroke *stroke = &g_array_index (strokes, ArmadaTrackStroke, i);

          if (is_silent (stroke) || (many && value_of (stroke, self->coloring, way) != value))
            continue;
          if (last == G_MAXUINT - 1)
            {
              GdkRGBA color;

              armada_track_raster_get_color (self->coloring, self->dark,
                                             value_of (stroke, self->coloring, way), &color);
              pen_use (pen, &color, WIDTH);
            }
          pen_draw (pen, stroke, stroke->joined && last + 1 == i);
          last = i;
        }
      pen_end (pen);
    }
}

static void
draw_gaps (Pen *pen,
           const GArray *strokes,
           const ArmadaTrackRaster *self,
           const ArmadaTrackWay *way)
{
  const double dashes[] = { DASH, DASH };
  GdkRGBA paper, color;

  armada_palette_paper_color (self->dark, &paper);
  armada_track_palette_activity_color (ARMADA_TRACK_SILENT, self->dark, &color);
  if (self->coloring == ARMADA_TRACK_COLORING_VEHICLE)
    armada_track_palette_vehicle_color (way->color, self->dark, &color);

  pen_use (pen, &paper, THIN_CASING);
  draw_all (pen, strokes, TRUE);
  pen_use (pen, &color, THIN_WIDTH + 0.5);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (pen->cr, dashes, G_N_ELEMENTS (dashes), 0);
  draw_all (pen, strokes, TRUE);
  cairo_set_dash (pen->cr, NULL, 0, 0);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_ROUND);
}

static void
draw_recorded (Pen *pen,
               const GArray *strokes,
               const ArmadaTrackRaster *self,
               const ArmadaTrackWay *way)
{
  GdkRGBA paper;

  draw_gaps (pen, strokes, self, way);
  if (strokes->len < CROWDED)
    {
      armada_palette_paper_color (self->dark, &paper);
      pen_use (pen, &paper, CASING);
      draw_all (pen, strokes, FALSE);
      draw_colors (pen, strokes, self, way);
      return;
    }
  cairo_save (pen->cr);
  cairo_set_antialias (pen->cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_SQUARE);
  draw_colors (pen, strokes, self, way);
  cairo_restore (pen->cr);
}

static void
draw_snapped (Pen *pen, const GArray *strokes, const ArmadaTrackRaster *self)
{
  GdkRGBA paper, ink;

  armada_palette_paper_color (self->dark, &paper);
  armada_palette_ink_color (self->dark, &ink);
  pen_use (pen, &paper, THIN_CASING);
  draw_all (pen, strokes, FALSE);
  pen_use (pen, &ink, THIN_WIDTH);
  draw_all (pen, strokes, FALSE);
}

static void
draw_arrows (cairo_t *cr,
             ArmadaTrackArrows *arrows,
             const GArray *strokes,
             const ArmadaTrackRaster *self,
             const ArmadaTrackWay *way)
{
  for (guint i = 0; i < strokes->len; i++)
    {
      const ArmadaTrackStroke *stroke = &g_array_index (strokes, ArmadaTrackStroke, i);
      GdkRGBA color;

      if (stroke->activity != ARMADA_TRACK_DRIVING)
        continue;
      armada_track_raster_get_color (self->coloring, self->dark,
                                     value_of (stroke, self->coloring, way), &color);
      armada_track_arrows_draw (arrows, cr, stroke, &color);
    }
}

/* Returns: FALSE when nobody wants it any more */
static gboolean
draw_ways (cairo_t *cr,
           const ArmadaTrackRaster *self,
           const ArmadaTrackScene *scene,
           GCancellable *cancellable)
{
  g_autoptr (GArray) strokes = g_array_new (FALSE, FALSE, sizeof (ArmadaTrackStroke));
  g_autoptr (ArmadaTrackArrows) arrows = armada_track_arrows_new (&self->transform, self->dark);
  Pen pen = { .cr = cr };

  for (guint i = 0; i < scene->n_ways; i++)
    {
      const ArmadaTrackWay *way = &scene->ways[i];

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      g_array_set_size (strokes, 0);
      armada_track_line_collect (way->line, &self->transform, TOLERANCE, self->from, self->to,
                                 strokes);
      draw_recorded (&pen, strokes, self, way);
      draw_arrows (cr, arrows, strokes, self, way);
      if (way->snapped == NULL)
        continue;
      g_array_set_size (strokes, 0);
      armada_track_line_collect (way->snapped, &self->transform, TOLERANCE, self->from, self->to,
                                 strokes);
      draw_snapped (&pen, strokes, self);
    }
  return TRUE;
}

static void
fade (cairo_t *cr, double opacity)
{
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_IN);
  cairo_set_source_rgba (cr, 0, 0, 0, opacity);
  cairo_paint (cr);
}

/**
 * armada_track_raster_draw:
 * @scene: what to draw
 * @cancellable: (nullable): asked between lines
 *
 * Draws the lines of a scene. For a worker thread.
 *
 * Returns: (transfer full) (nullable): the picture, twice the half sizes of the transform times
 *   the scale large; NULL when cancelled
 */
ArmadaPictureTiles *
armada_track_raster_draw (const ArmadaTrackRaster *self,
                          const ArmadaTrackScene *scene,
                          GCancellable *cancellable)
{
  int width = (int) ceil (2 * self->transform.half_width * self->scale);
  int height = (int) ceil (2 * self->transform.half_height * self->scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  gboolean whole;

  cairo_scale (cr, self->scale, self->scale);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  whole = draw_ways (cr, self, scene, cancellable);
  if (whole && self->opacity < 1)
    fade (cr, self->opacity);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes =
      g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                  (GDestroyNotify) cairo_surface_destroy, surface);
  return whole ? armada_picture_tiles_new (bytes, width, height, stride) : NULL;
}
