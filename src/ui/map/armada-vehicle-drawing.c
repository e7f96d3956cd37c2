/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-vehicle-drawing"

#include "map/armada-vehicle-drawing.h"

#include <math.h>

#include "app/armada-palette.h"

#define OUTLINE 1.75 /* logical pixels of paper round each shape, so that it shows on any map */

/*
 * Each state has a shape of its own, so that it is told without its colour: an arrow moves, a
 * rounded square with bars idles, a disc stands, a ring is out of contact, a slashed disc has
 * expired, a full diamond is a word we do not know, a hollow one has never been heard of.
 */

typedef struct
{
  cairo_t *cr;
  GdkRGBA color;
  GdkRGBA paper;
} Pen;

static void
use (Pen *pen, const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (pen->cr, color);
}

/* the path in its colour, edged with paper */
static void
paint_shape (Pen *pen)
{
  use (pen, &pen->paper);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (pen->cr, 2 * OUTLINE);
  cairo_stroke_preserve (pen->cr);
  use (pen, &pen->color);
  cairo_fill (pen->cr);
}

/* the path as an outline of its colour, edged with paper on both sides and filled with it */
static void
paint_hollow (Pen *pen)
{
  use (pen, &pen->paper);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (pen->cr, 2.5 + 2 * OUTLINE);
  cairo_stroke_preserve (pen->cr);
  cairo_fill_preserve (pen->cr);
  use (pen, &pen->color);
  cairo_set_line_width (pen->cr, 2.75);
  cairo_stroke (pen->cr);
}

static void
circle (Pen *pen, double radius)
{
  cairo_new_path (pen->cr);
  cairo_arc (pen->cr, 0, 0, radius, 0, 2 * G_PI);
}

static void
diamond (Pen *pen, double radius)
{
  cairo_new_path (pen->cr);
  cairo_move_to (pen->cr, 0, -radius);
  cairo_line_to (pen->cr, radius, 0);
  cairo_line_to (pen->cr, 0, radius);
  cairo_line_to (pen->cr, -radius, 0);
  cairo_close_path (pen->cr);
}

static void
draw_moving (Pen *pen, double degrees)
{
  if (isnan (degrees))
    {
      circle (pen, 7);
      paint_hollow (pen);
      circle (pen, 3);
      use (pen, &pen->color);
      cairo_fill (pen->cr);
      return;
    }

  cairo_save (pen->cr);
  cairo_rotate (pen->cr, degrees * G_PI / 180);
  cairo_new_path (pen->cr);
  cairo_move_to (pen->cr, 0, -11);
  cairo_line_to (pen->cr, 8, 9);
  cairo_line_to (pen->cr, 0, 5);
  cairo_line_to (pen->cr, -8, 9);
  cairo_close_path (pen->cr);
  paint_shape (pen);
  cairo_restore (pen->cr);
}

static void
draw_idling (Pen *pen)
{
  const double r = 7.5, corner = 2.5;

  cairo_new_path (pen->cr);
  cairo_arc (pen->cr, r - corner, -r + corner, corner, -G_PI_2, 0);
  cairo_arc (pen->cr, r - corner, r - corner, corner, 0, G_PI_2);
  cairo_arc (pen->cr, -r + corner, r - corner, corner, G_PI_2, G_PI);
  cairo_arc (pen->cr, -r + corner, -r + corner, corner, G_PI, 3 * G_PI_2);
  cairo_close_path (pen->cr);
  paint_shape (pen);

  use (pen, &pen->paper);
  cairo_rectangle (pen->cr, -3.5, -4, 2.5, 8);
  cairo_rectangle (pen->cr, 1, -4, 2.5, 8);
  cairo_fill (pen->cr);
}

static void
draw_standing (Pen *pen)
{
  circle (pen, 7.5);
  paint_shape (pen);
  circle (pen, 2.5);
  use (pen, &pen->paper);
  cairo_fill (pen->cr);
}

static void
draw_expired (Pen *pen)
{
  circle (pen, 7.5);
  paint_shape (pen);
  use (pen, &pen->paper);
  cairo_set_line_width (pen->cr, 2.25);
  cairo_move_to (pen->cr, -5.5, 5.5);
  cairo_line_to (pen->cr, 5.5, -5.5);
  cairo_stroke (pen->cr);
}

static void
draw_state (Pen *pen, ArmadaDeviceState state, double degrees)
{
  switch (state)
    {
    case ARMADA_DEVICE_STATE_MOVING:
      draw_moving (pen, degrees);
      break;
    case ARMADA_DEVICE_STATE_IDLING:
      draw_idling (pen);
      break;
    case ARMADA_DEVICE_STATE_STANDING:
      draw_standing (pen);
      break;
    case ARMADA_DEVICE_STATE_OFFLINE:
      circle (pen, 6);
      paint_hollow (pen);
      break;
    case ARMADA_DEVICE_STATE_NEVER_CONNECTED:
      diamond (pen, 7.5);
      paint_hollow (pen);
      break;
    case ARMADA_DEVICE_STATE_EXPIRED:
      draw_expired (pen);
      break;
    case ARMADA_DEVICE_STATE_UNKNOWN:
      diamond (pen, 9);
      paint_shape (pen);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * armada_vehicle_drawing_badge:
 * @x: of its middle
 * @y: of its middle
 *
 * Draws the mark of an alarm: a red disc with an exclamation mark.
 */
void
armada_vehicle_drawing_badge (cairo_t *cr, double x, double y, gboolean dark)
{
  Pen pen = { .cr = cr };

  armada_palette_alarm_color (dark, &pen.color);
  armada_palette_paper_color (dark, &pen.paper);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  circle (&pen, 4.5);
  paint_shape (&pen);
  use (&pen, &pen.paper);
  cairo_rectangle (cr, -0.75, -3, 1.5, 3.5);
  cairo_rectangle (cr, -0.75, 1.5, 1.5, 1.5);
  cairo_fill (cr);
  cairo_restore (cr);
}

/**
 * armada_vehicle_drawing_mark:
 * @degrees: where a moving vehicle points on the screen, clockwise from up; NAN unknown
 * @alarm: whether it wears the red ring and badge
 *
 * Draws the mark of one vehicle.
 */
void
armada_vehicle_drawing_mark (cairo_t *cr,
                             ArmadaDeviceState state,
                             double degrees,
                             gboolean alarm,
                             gboolean dark)
{
  Pen pen = { .cr = cr };
  GdkRGBA red;

  armada_palette_state_color (state, dark, &pen.color);
  armada_palette_paper_color (dark, &pen.paper);
  if (alarm)
    {
      armada_palette_alarm_color (dark, &red);
      circle (&pen, 13.5);
      gdk_cairo_set_source_rgba (cr, &(GdkRGBA) { red.red, red.green, red.blue, 0.25 });
      cairo_fill_preserve (cr);
      use (&pen, &red);
      cairo_set_line_width (cr, 2);
      cairo_stroke (cr);
    }
  draw_state (&pen, state, degrees);
  if (alarm)
    armada_vehicle_drawing_badge (cr, 10, -10, dark);
}

/**
 * armada_vehicle_drawing_frame:
 * @half: logical pixels from the middle to each side
 *
 * Draws the four corners of a square round the mark of a vehicle that is one of several chosen.
 */
void
armada_vehicle_drawing_frame (cairo_t *cr, double half, gboolean dark)
{
  Pen pen = { .cr = cr };
  double arm = half * 0.55;

  armada_palette_selection_color (dark, &pen.color);
  armada_palette_paper_color (dark, &pen.paper);
  cairo_new_path (cr);
  for (guint i = 0; i < 4; i++)
    {
      double x = i % 2 ? half : -half, y = i / 2 ? half : -half;

      cairo_move_to (cr, x, y - copysign (arm, y));
      cairo_line_to (cr, x, y);
      cairo_line_to (cr, x - copysign (arm, x), y);
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  use (&pen, &pen.paper);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  use (&pen, &pen.color);
  cairo_set_line_width (cr, 2.5);
  cairo_stroke (cr);
}

/**
 * armada_vehicle_drawing_halo:
 * @selected: the ring of the chosen vehicle; else the thinner one of that under the pointer
 *
 * Draws the ring that goes under a mark.
 */
void
armada_vehicle_drawing_halo (cairo_t *cr, gboolean selected, gboolean dark)
{
  Pen pen = { .cr = cr };

  armada_palette_selection_color (dark, &pen.color);
  armada_palette_paper_color (dark, &pen.paper);
  circle (&pen, 18);
  /* a cluster that the vehicle is part of does not show through */
  gdk_cairo_set_source_rgba (
      cr, &(GdkRGBA) { pen.paper.red, pen.paper.green, pen.paper.blue, selected ? 0.9f : 0.7f });
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (
      cr, &(GdkRGBA) { pen.color.red, pen.color.green, pen.color.blue, selected ? 0.22 : 0.12 });
  cairo_fill_preserve (cr);
  use (&pen, &pen.paper);
  cairo_set_line_width (cr, selected ? 6 : 3.5);
  cairo_stroke_preserve (cr);
  use (&pen, &pen.color);
  cairo_set_line_width (cr, selected ? 3 : 1.5);
  cairo_stroke (cr);
}
