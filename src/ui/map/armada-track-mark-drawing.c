/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-mark-drawing"

#include "map/armada-track-mark-drawing.h"

#include <math.h>

#include "app/armada-palette.h"

#define HALF 14 /* logical pixels from the middle of a sprite to its edge */
#define OUTLINE 1.75
#define RADIUS 9.0

/*
 * Told apart by shape: a start is a disc with a triangle that points onwards, an end one with a
 * square, a stop a rounded square with the P of car parks, an event a triangle with an exclamation
 * mark.
 */
typedef struct
{
  int size;
  guint32 *pixels;
  cairo_surface_t *surface;
  cairo_t *cr;
  GdkRGBA paper;
} Canvas;

static void
canvas_begin (Canvas *canvas, gboolean dark, double scale)
{
  canvas->size = 2 * (int) ceil (HALF * scale);
  canvas->pixels = g_new0 (guint32, (gsize) canvas->size * (gsize) canvas->size);
  canvas->surface = cairo_image_surface_create_for_data (
      (guchar *) canvas->pixels, CAIRO_FORMAT_ARGB32, canvas->size, canvas->size, canvas->size * 4);
  canvas->cr = cairo_create (canvas->surface);
  cairo_translate (canvas->cr, canvas->size / 2.0, canvas->size / 2.0);
  cairo_scale (canvas->cr, scale, scale);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
  armada_palette_paper_color (dark, &canvas->paper);
}

static ArmadaSprite *
canvas_end (Canvas *canvas)
{
  cairo_destroy (canvas->cr);
  cairo_surface_flush (canvas->surface);
  cairo_surface_destroy (canvas->surface);
  return armada_sprite_new (canvas->pixels, canvas->size, canvas->size);
}

/* the path filled, edged with paper; what is drawn next is of paper */
static void
paint_shape (Canvas *canvas, const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (canvas->cr, &canvas->paper);
  cairo_set_line_width (canvas->cr, 2 * OUTLINE);
  cairo_stroke_preserve (canvas->cr);
  gdk_cairo_set_source_rgba (canvas->cr, color);
  cairo_fill (canvas->cr);
  gdk_cairo_set_source_rgba (canvas->cr, &canvas->paper);
}

static void
draw_start (Canvas *canvas, const GdkRGBA *color)
{
  cairo_arc (canvas->cr, 0, 0, RADIUS, 0, 2 * G_PI);
  paint_shape (canvas, color);
  cairo_move_to (canvas->cr, -2.75, -4.5);
  cairo_line_to (canvas->cr, 4.75, 0);
  cairo_line_to (canvas->cr, -2.75, 4.5);
  cairo_close_path (canvas->cr);
  cairo_fill (canvas->cr);
}

static void
draw_end (Canvas *canvas, const GdkRGBA *color)
{
  cairo_arc (canvas->cr, 0, 0, RADIUS, 0, 2 * G_PI);
  paint_shape (canvas, color);
  cairo_rectangle (canvas->cr, -3.5, -3.5, 7, 7);
  cairo_fill (canvas->cr);
}

static void
draw_stop (Canvas *canvas, const GdkRGBA *color)
{
  const double corner = 3.5, half = 8;

  cairo_arc (canvas->cr, half - corner, -half + corner, corner, -G_PI / 2, 0);
  cairo_arc (canvas->cr, half - corner, half - corner, corner, 0, G_PI / 2);
  cairo_arc (canvas->cr, -half + corner, half - corner, corner, G_PI / 2, G_PI);
  cairo_arc (canvas->cr, -half + corner, -half + corner, corner, G_PI, 1.5 * G_PI);
  cairo_close_path (canvas->cr);
  paint_shape (canvas, color);
  cairo_set_line_width (canvas->cr, 2);
  cairo_move_to (canvas->cr, -2, 4.5);
  cairo_line_to (canvas->cr, -2, -4);
  cairo_line_to (canvas->cr, 0.5, -4);
  cairo_arc (canvas->cr, 0.5, -1.5, 2.5, -G_PI / 2, G_PI / 2);
  cairo_line_to (canvas->cr, -2, 1);
  cairo_stroke (canvas->cr);
}

static void
draw_event (Canvas *canvas, const GdkRGBA *color)
{
  cairo_move_to (canvas->cr, 0, -9);
  cairo_line_to (canvas->cr, 9.5, 7.5);
  cairo_line_to (canvas->cr, -9.5, 7.5);
  cairo_close_path (canvas->cr);
  paint_shape (canvas, color);
  cairo_set_line_width (canvas->cr, 2.25);
  cairo_move_to (canvas->cr, 0, -3);
  cairo_line_to (canvas->cr, 0, 1.5);
  cairo_move_to (canvas->cr, 0, 5);
  cairo_close_path (canvas->cr);
  cairo_stroke (canvas->cr);
}

/**
 * armada_track_mark_drawing_new:
 * @scale: device pixels to a logical one
 *
 * Returns: (transfer full): the mark
 */
ArmadaSprite *
armada_track_mark_drawing_new (ArmadaTrackMarkKind kind, gboolean dark, double scale)
{
  Canvas canvas;
  GdkRGBA color;

  canvas_begin (&canvas, dark, scale);
  switch (kind)
    {
    case ARMADA_TRACK_MARK_START:
      armada_palette_state_color (ARMADA_DEVICE_STATE_MOVING, dark, &color);
      draw_start (&canvas, &color);
      break;
    case ARMADA_TRACK_MARK_END:
      armada_palette_ink_color (dark, &color);
      draw_end (&canvas, &color);
      break;
    case ARMADA_TRACK_MARK_EVENT:
      armada_palette_alarm_color (dark, &color);
      draw_event (&canvas, &color);
      break;
    case ARMADA_TRACK_MARK_STOP:
    default:
      armada_palette_state_color (ARMADA_DEVICE_STATE_STANDING, dark, &color);
      draw_stop (&canvas, &color);
    }
  return canvas_end (&canvas);
}

/**
 * armada_track_mark_drawing_new_ring:
 * @scale: device pixels to a logical one
 *
 * Returns: (transfer full): what goes round the place that a pointer is on in any view
 */
ArmadaSprite *
armada_track_mark_drawing_new_ring (gboolean dark, double scale)
{
  Canvas canvas;
  GdkRGBA color;

  canvas_begin (&canvas, dark, scale);
  armada_palette_ink_color (dark, &color);
  cairo_arc (canvas.cr, 0, 0, 7, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (canvas.cr, &canvas.paper);
  cairo_set_line_width (canvas.cr, 6);
  cairo_stroke_preserve (canvas.cr);
  gdk_cairo_set_source_rgba (canvas.cr, &color);
  cairo_set_line_width (canvas.cr, 2.5);
  cairo_stroke (canvas.cr);
  return canvas_end (&canvas);
}
