/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-time-marks"

#include "replay/armada-time-marks.h"

#include <adwaita.h>
#include <math.h>

#include "app/armada-palette.h"

#define LABELS 78 /* pixels from tick to tick, at least */
#define HANDLE 5  /* pixels, radius */

/* What the kept picture of the axis depends on. */
typedef struct
{
  ArmadaTimeAxis axis;
  double height;
} GridKey;

struct _ArmadaTimeMarks
{
  ArmadaTimeView *view; /* unowned */

  GskRenderNode *grid; /* (nullable) */
  GridKey grid_key;
  PangoLayout *tick; /* (nullable) */
  PangoLayout *pill; /* (nullable) */
  gint64 pill_time;
};

/**
 * armada_time_marks_new:
 * @view: that they are drawn in and that owns them
 */
ArmadaTimeMarks *
armada_time_marks_new (ArmadaTimeView *view)
{
  ArmadaTimeMarks *self = g_new0 (ArmadaTimeMarks, 1);

  self->view = view;
  return self;
}

void
armada_time_marks_free (ArmadaTimeMarks *self)
{
  armada_time_marks_clear (self);
  g_free (self);
}

/**
 * armada_time_marks_clear:
 *
 * Forgets what was kept: colours, letters or the zone are others.
 */
void
armada_time_marks_clear (ArmadaTimeMarks *self)
{
  g_clear_pointer (&self->grid, gsk_render_node_unref);
  g_clear_object (&self->tick);
  g_clear_object (&self->pill);
}

static ArmadaReplay *
get_replay (ArmadaTimeMarks *self)
{
  return armada_time_view_get_replay (self->view);
}

static int
get_offset (ArmadaTimeMarks *self, double time)
{
  return armada_time_view_get_offset (self->view, time);
}

static void
append_rect (GtkSnapshot *snapshot, const GdkRGBA *color, double x, double y, double w, double h)
{
  if (w > 0 && h > 0)
    gtk_snapshot_append_color (snapshot, color,
                               &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) w, (float) h));
}

static void
append_text (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, double x, double y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_tick (ArmadaTimeMarks *self,
           GtkSnapshot *snapshot,
           const ArmadaTimeAxis *axis,
           double time,
           double step)
{
  int offset = get_offset (self, time);
  g_autofree char *text = armada_time_axis_format_tick (time, step, offset);
  gboolean day = armada_time_axis_is_midnight (time, offset);
  double x = round (armada_time_axis_get_x (axis, time));
  GdkRGBA ink, faint;
  graphene_rect_t plot;
  int width, height;

  gtk_widget_get_color (GTK_WIDGET (self->view), &ink);
  faint = ink;
  faint.alpha *= day ? 0.22f : 0.09f;
  armada_time_view_get_plot (self->view, &plot);
  append_rect (snapshot, &faint, x, (double) plot.origin.y, 1, (double) plot.size.height);
  pango_layout_set_text (self->tick, text, -1);
  pango_layout_get_pixel_size (self->tick, &width, &height);
  ink.alpha *= day ? 1.f : 0.72f;
  if (x - width / 2. >= axis->x - 4 &&
      x + width / 2. <= axis->x + axis->width + ARMADA_TIME_VIEW_EDGE)
    append_text (snapshot, self->tick, &ink, round (x - width / 2.),
                 armada_time_view_get_axis_y (self->view) + (ARMADA_TIME_VIEW_AXIS - height) / 2);
}

/* In the corner: which day it is where the view begins. */
static void
draw_day (ArmadaTimeMarks *self, GtkSnapshot *snapshot, const ArmadaTimeAxis *axis)
{
  g_autofree char *text = armada_time_axis_format_day (axis->start, get_offset (self, axis->start));
  graphene_rect_t gutter;
  int width, height;
  GdkRGBA ink;

  armada_time_view_get_gutter (self->view, &gutter);
  gtk_widget_get_color (GTK_WIDGET (self->view), &ink);
  pango_layout_set_text (self->tick, text, -1);
  pango_layout_get_pixel_size (self->tick, &width, &height);
  if (width + 8 <= gutter.size.width)
    append_text (snapshot, self->tick, &ink, (double) gutter.origin.x + 4,
                 armada_time_view_get_axis_y (self->view) + (ARMADA_TIME_VIEW_AXIS - height) / 2);
}

/* Where the clock was put back or forth, what follows is at round times of the new one. */
static double
get_next_tick (ArmadaTimeMarks *self, double tick, double step)
{
  double next = tick + step;
  int shift = get_offset (self, tick) - get_offset (self, next);

  return shift != 0 && next + shift > tick ? next + shift : next;
}

static GskRenderNode *
make_grid (ArmadaTimeMarks *self, const ArmadaTimeAxis *axis)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  double step = armada_time_axis_get_step (axis, LABELS);

  if (self->tick == NULL)
    self->tick = armada_time_view_create_layout (self->view, "");
  draw_day (self, snapshot, axis);
  for (double time = armada_time_axis_get_first_tick (axis, step, get_offset (self, axis->start));
       time <= axis->end; time = get_next_tick (self, time, step))
    draw_tick (self, snapshot, axis, time, step);
  return gtk_snapshot_free_to_node (snapshot);
}

/**
 * armada_time_marks_draw_grid:
 *
 * Draws what lies below all: the axis of time and its lines.
 */
void
armada_time_marks_draw_grid (ArmadaTimeMarks *self,
                             GtkSnapshot *snapshot,
                             const ArmadaTimeAxis *axis)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self->view));
  const GridKey *key = &self->grid_key;

  if (self->grid == NULL || key->axis.start != axis->start || key->axis.end != axis->end ||
      key->axis.x != axis->x || key->axis.width != axis->width || key->height != height)
    {
      g_clear_pointer (&self->grid, gsk_render_node_unref);
      self->grid_key = (GridKey) { *axis, height };
      self->grid = make_grid (self, axis);
    }
  if (self->grid != NULL)
    gtk_snapshot_append_node (snapshot, self->grid);
}

static void
draw_range (ArmadaTimeMarks *self, GtkSnapshot *snapshot, const ArmadaTimeAxis *axis)
{
  double start = armada_replay_get_range_start (get_replay (self));
  double end = armada_replay_get_range_end (get_replay (self));
  double left = armada_time_axis_get_x (axis, MAX (start, axis->start));
  double right = armada_time_axis_get_x (axis, MIN (end, axis->end));
  GdkRGBA tint;
  graphene_rect_t plot;
  double y, height;

  if (isnan (start) || end < axis->start || start > axis->end)
    return;
  armada_time_view_get_plot (self->view, &plot);
  y = MIN ((double) plot.origin.y, armada_time_view_get_axis_y (self->view));
  height = (double) plot.size.height + ARMADA_TIME_VIEW_AXIS;
  armada_palette_selection_color (adw_style_manager_get_dark (adw_style_manager_get_default ()),
                                  &tint);
  append_rect (snapshot, &tint, left,
               armada_time_view_get_axis_y (self->view) + ARMADA_TIME_VIEW_AXIS - 3,
               MAX (right - left, 1), 3);
  if (start >= axis->start)
    append_rect (snapshot, &tint, left, y, 1, height);
  if (end <= axis->end)
    append_rect (snapshot, &tint, right, y, 1, height);
  tint.alpha = 0.13f;
  append_rect (snapshot, &tint, left, y, right - left, height);
}

static void
append_round (GtkSnapshot *snapshot,
              const GdkRGBA *color,
              const graphene_rect_t *rect,
              float radius)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, rect);
  gtk_snapshot_pop (snapshot);
}

static void
draw_position (ArmadaTimeMarks *self, GtkSnapshot *snapshot, const ArmadaTimeAxis *axis)
{
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self->view);
  double position = armada_replay_get_position (get_replay (self));
  double x = round (armada_time_axis_get_x (axis, position));
  graphene_rect_t plot, handle;
  double y;
  GdkRGBA ink;

  if (position < axis->start || position > axis->end)
    return;
  gtk_widget_get_color (GTK_WIDGET (self->view), &ink);
  armada_time_view_get_plot (self->view, &plot);
  y = (double) plot.origin.y + (klass->axis_at_bottom ? (double) plot.size.height : 0);
  append_rect (snapshot, &ink, x - 1, (double) plot.origin.y, 2, (double) plot.size.height);
  handle = GRAPHENE_RECT_INIT ((float) x - HANDLE, (float) y - HANDLE, 2 * HANDLE, 2 * HANDLE);
  append_round (snapshot, &ink, &handle, HANDLE);
}

/* The time the pointer is on, on the axis. */
static void
draw_pill (ArmadaTimeMarks *self, GtkSnapshot *snapshot, const ArmadaTimeAxis *axis, double x)
{
  gint64 hover = (gint64) floor (armada_replay_get_hover (get_replay (self)));
  GdkRGBA paper, ink;
  graphene_rect_t rect;
  int width, height;

  if (self->pill == NULL || self->pill_time != hover)
    {
      g_autofree char *text =
          armada_time_axis_format_time ((double) hover, get_offset (self, (double) hover));

      if (self->pill == NULL)
        self->pill = armada_time_view_create_layout (self->view, NULL);
      pango_layout_set_text (self->pill, text, -1);
      self->pill_time = hover;
    }
  pango_layout_get_pixel_size (self->pill, &width, &height);
  gtk_widget_get_color (GTK_WIDGET (self->view), &ink);
  armada_palette_paper_color (adw_style_manager_get_dark (adw_style_manager_get_default ()),
                              &paper);
  x = CLAMP (round (x - width / 2.), axis->x + 6,
             MAX (axis->x + axis->width + ARMADA_TIME_VIEW_EDGE - width - 8, axis->x + 6));
  rect = GRAPHENE_RECT_INIT ((float) x - 6, (float) armada_time_view_get_axis_y (self->view) + 3,
                             (float) width + 12, ARMADA_TIME_VIEW_AXIS - 6);
  append_round (snapshot, &ink, &rect, (ARMADA_TIME_VIEW_AXIS - 6) / 2.f);
  append_text (snapshot, self->pill, &paper, x,
               armada_time_view_get_axis_y (self->view) + (ARMADA_TIME_VIEW_AXIS - height) / 2);
}

static void
draw_hover (ArmadaTimeMarks *self, GtkSnapshot *snapshot, const ArmadaTimeAxis *axis)
{
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self->view);
  double hover = armada_replay_get_hover (get_replay (self));
  double x = round (armada_time_axis_get_x (axis, hover));
  graphene_rect_t plot;
  GdkRGBA ink;

  if (isnan (hover) || hover < axis->start || hover > axis->end)
    return;
  gtk_widget_get_color (GTK_WIDGET (self->view), &ink);
  ink.alpha *= 0.55f;
  armada_time_view_get_plot (self->view, &plot);
  append_rect (snapshot, &ink, x, (double) plot.origin.y, 1, (double) plot.size.height);
  if (klass->draw_hover != NULL)
    klass->draw_hover (self->view, snapshot, x);
  else
    draw_pill (self, snapshot, axis, x);
}

/**
 * armada_time_marks_draw_lines:
 *
 * Draws what lies above all: the chosen range, the position and what the pointer is on.
 */
void
armada_time_marks_draw_lines (ArmadaTimeMarks *self,
                              GtkSnapshot *snapshot,
                              const ArmadaTimeAxis *axis)
{
  draw_range (self, snapshot, axis);
  draw_position (self, snapshot, axis);
  draw_hover (self, snapshot, axis);
}

/**
 * armada_time_marks_draw_focus:
 *
 * Draws a frame round @widget when it has the focus and that is to be seen.
 */
void
armada_time_marks_draw_focus (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const float width[] = { 2, 2, 2, 2 };
  GskRoundedRect outline;
  GdkRGBA color;

  if (!gtk_widget_has_visible_focus (widget))
    return;
  armada_palette_selection_color (adw_style_manager_get_dark (adw_style_manager_get_default ()),
                                  &color);
  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                        (float) gtk_widget_get_height (widget)),
                                   6);
  gtk_snapshot_append_border (snapshot, &outline, width,
                              (const GdkRGBA[]) { color, color, color, color });
}
