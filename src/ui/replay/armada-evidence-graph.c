/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-evidence-graph"

#include "replay/armada-evidence-graph.h"

#include <glib/gi18n.h>
#include <math.h>

#include "map/armada-track-palette.h"
#include "replay/armada-activity-runs.h"
#include "replay/armada-chart-series.h"
#include "replay/armada-replay-words.h"

/* Strip and chart of an evidence page: as in the window, on paper. */

#define STEP 0.5 /* points that one reading of the data is wide */
#define TIMES 5  /* that are written below */
#define FONT "Sans 7"

static const char *
name_activity (ArmadaTrackActivity activity)
{
  switch (activity)
    {
    case ARMADA_TRACK_DRIVING:
      return _ ("Driving");
    case ARMADA_TRACK_IDLING:
      return C_ ("sum", "Idling");
    case ARMADA_TRACK_STOPPED:
      return _ ("Stopped");
    case ARMADA_TRACK_SILENT:
    default:
      return _ ("Silent (no fix for over 5 min)");
    }
}

/* On paper it is told by height too: not all of it is printed in colour. */
static double
get_share (ArmadaTrackActivity activity)
{
  static const double shares[] = { 0.15, 0.4, 0.7, 1 };

  return shares[activity];
}

static double
get_time (const ArmadaEvidence *self, const ArmadaEvidenceCanvas *canvas, double x)
{
  return self->start + (self->end - self->start) * x / canvas->width;
}

/* What it did most of the time between two. */
static ArmadaTrackActivity
find_activity (ArmadaActivityRuns *runs, double from, double to)
{
  double before[ARMADA_N_TRACK_ACTIVITIES], after[ARMADA_N_TRACK_ACTIVITIES];
  guint most = ARMADA_TRACK_SILENT;

  armada_activity_runs_get_sums (runs, from, before);
  armada_activity_runs_get_sums (runs, to, after);
  for (guint i = 0; i < ARMADA_N_TRACK_ACTIVITIES; i++)
    if (after[i] - before[i] > after[most] - before[most])
      most = i;
  return (ArmadaTrackActivity) most;
}

static void
fill_run (ArmadaEvidenceCanvas *canvas,
          ArmadaTrackActivity activity,
          double x,
          double width,
          double height)
{
  double high = height * get_share (activity);
  GdkRGBA color;

  armada_track_palette_activity_color (activity, FALSE, &color);
  gdk_cairo_set_source_rgba (canvas->cr, &color);
  cairo_rectangle (canvas->cr, canvas->left + x, canvas->y + height - high, width, high);
  cairo_fill (canvas->cr);
}

static void
draw_key (ArmadaEvidenceCanvas *canvas, double y)
{
  double x = canvas->left;

  for (guint i = ARMADA_N_TRACK_ACTIVITIES; i-- > 0;)
    {
      ArmadaTrackActivity activity = (ArmadaTrackActivity) i;
      GdkRGBA color;
      int width;

      armada_track_palette_activity_color (activity, FALSE, &color);
      gdk_cairo_set_source_rgba (canvas->cr, &color);
      cairo_rectangle (canvas->cr, x, y + 8 - 6 * get_share (activity), 10,
                       6 * get_share (activity));
      cairo_fill (canvas->cr);
      armada_evidence_canvas_put_text (canvas, FONT, ARMADA_INK_DIM, x + 14, y, 160,
                                       PANGO_ALIGN_LEFT, name_activity (activity));
      pango_layout_get_pixel_size (canvas->layout, &width, NULL);
      x += 30 + width;
    }
}

/**
 * armada_evidence_draw_strip:
 *
 * Draws what the vehicle did, and the key to it; moves on below.
 */
void
armada_evidence_draw_strip (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas, double height)
{
  g_autoptr (ArmadaActivityRuns) runs = armada_activity_runs_new (self->vehicle);
  ArmadaTrackActivity last = ARMADA_TRACK_SILENT;
  double from = 0;

  for (double x = 0; x < canvas->width; x += STEP)
    {
      ArmadaTrackActivity activity =
          find_activity (runs, get_time (self, canvas, x), get_time (self, canvas, x + STEP));

      if (activity != last)
        {
          fill_run (canvas, last, from, x - from, height);
          from = x;
          last = activity;
        }
    }
  fill_run (canvas, last, from, canvas->width - from, height);
  draw_key (canvas, canvas->y + height + 3);
  canvas->y += height + 16;
}

/* The axis of a chart. */
typedef struct
{
  double low;
  double step;
  double top; /* of the page */
  double height;
} Axis;

static double
get_y (const Axis *axis, double value)
{
  return axis->top + axis->height -
         axis->height * (value - axis->low) / (axis->step * ARMADA_CHART_DIVISIONS);
}

static double
find_top (const ArmadaEvidence *self, ArmadaTrackIndex *index)
{
  const double *times = armada_track_index_get_times (index);
  const float *speeds = armada_track_index_get_speeds (index);
  double top = 0;

  for (guint i = 0; i < armada_track_index_get_n (index); i++)
    if (times[i] >= self->start && times[i] <= self->end && (double) speeds[i] > top)
      top = (double) speeds[i];
  return top;
}

static void
draw_axis (ArmadaEvidenceCanvas *canvas, const Axis *axis)
{
  for (guint i = 0; i <= ARMADA_CHART_DIVISIONS; i++)
    {
      double value = axis->low + i * axis->step, y = get_y (axis, value);
      g_autofree char *text = g_strdup_printf ("%g", value);

      armada_evidence_canvas_put_line (canvas, y);
      armada_evidence_canvas_put_text (canvas, FONT, ARMADA_INK_DIM, canvas->left - 34, y - 5, 30,
                                       PANGO_ALIGN_RIGHT, text);
    }
}

static void
draw_times (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas, double y)
{
  for (guint i = 0; i < TIMES; i++)
    {
      double x = canvas->width * i / (TIMES - 1);
      PangoAlignment alignment = i == 0           ? PANGO_ALIGN_LEFT
                                 : i == TIMES - 1 ? PANGO_ALIGN_RIGHT
                                                  : PANGO_ALIGN_CENTER;
      double back = i == 0 ? 0 : i == TIMES - 1 ? 100 : 50;
      g_autofree char *text =
          armada_replay_words_for_short_time (get_time (self, canvas, x), self->offset);

      armada_evidence_canvas_put_text (canvas, FONT, ARMADA_INK_DIM, canvas->left + x - back, y,
                                       100, alignment, text);
    }
}

/* A stroke from fix to fix; where there are more than can be seen, from lowest to highest. */
static void
draw_speeds (const ArmadaEvidence *self,
             ArmadaEvidenceCanvas *canvas,
             const Axis *axis,
             ArmadaTrackIndex *index)
{
  const double *times = armada_track_index_get_times (index);
  const float *speeds = armada_track_index_get_speeds (index);
  const guint8 *activities = armada_track_index_get_activities (index);
  double last_x = -1, low = 0, high = 0;
  gboolean down = FALSE;

  for (guint i = armada_track_index_find (index, self->start);
       i < armada_track_index_get_n (index) && times[i] <= self->end; i++)
    {
      double x = canvas->width * (times[i] - self->start) / (self->end - self->start);
      double speed = (double) speeds[i];

      if (times[i] < self->start || !isfinite (speed))
        continue;
      if (down && x - last_x < STEP && speed >= low && speed <= high)
        continue;
      if (x - last_x >= STEP)
        last_x = x, low = high = speed;
      low = MIN (low, speed);
      high = MAX (high, speed);
      (down ? cairo_line_to : cairo_move_to) (canvas->cr, canvas->left + x, get_y (axis, speed));
      down = activities[i] != ARMADA_TRACK_SILENT;
    }
  cairo_set_line_width (canvas->cr, 0.8);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgb (canvas->cr, 0.1, 0.37, 0.71);
  cairo_stroke (canvas->cr);
}

/**
 * armada_evidence_draw_chart:
 *
 * Draws the speed; moves on below.
 */
void
armada_evidence_draw_chart (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas, double height)
{
  ArmadaTrackIndex *index = armada_replay_vehicle_get_index (self->vehicle);
  const ArmadaFixes *fixes =
      armada_track_get_part (armada_replay_vehicle_get_track (self->vehicle), 0);
  Axis axis = { .top = canvas->y + 14, .height = height - 28 };
  /* Translators: a chart's title with the unit, as in "Speed (km/h)" */
  g_autofree char *title = g_strdup_printf (_ ("Speed (%s)"), fixes->speed_unit);

  armada_chart_find_axis (0, MAX (find_top (self, index), 1), &axis.low, &axis.step);
  armada_evidence_canvas_put_text (canvas, FONT, ARMADA_INK_DIM, canvas->left, canvas->y - 1, 200,
                                   PANGO_ALIGN_LEFT, title);
  draw_axis (canvas, &axis);
  if (self->end > self->start)
    draw_speeds (self, canvas, &axis, index);
  draw_times (self, canvas, axis.top + axis.height + 3);
  canvas->y += height + 4;
}
