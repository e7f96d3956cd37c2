/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-strip-raster"

#include "replay/armada-strip-raster.h"

#include <math.h>

#include "app/armada-palette.h"

#define LEAST_ALPHA                                                                                \
  0.4         /* of what took but a part of a column's time: the shortest drive is seen            \
               */
#define DOT 3 /* pixels of a dot of silence, and as many between */

/* Told apart without colours, too: by how much of the strip they fill. */
static const double heights[ARMADA_N_TRACK_ACTIVITIES] = {
  [ARMADA_TRACK_SILENT] = 0.08,
  [ARMADA_TRACK_STOPPED] = 0.2,
  [ARMADA_TRACK_IDLING] = 0.5,
  [ARMADA_TRACK_DRIVING] = 0.8,
};

/**
 * armada_strip_style_init:
 * @style: (out caller-allocates): the palette's colours
 */
void
armada_strip_style_init (ArmadaStripStyle *style, gboolean dark, double scale)
{
  static const ArmadaDeviceState states[] = {
    [ARMADA_TRACK_SILENT] = ARMADA_DEVICE_STATE_OFFLINE,
    [ARMADA_TRACK_STOPPED] = ARMADA_DEVICE_STATE_STANDING,
    [ARMADA_TRACK_IDLING] = ARMADA_DEVICE_STATE_IDLING,
    [ARMADA_TRACK_DRIVING] = ARMADA_DEVICE_STATE_MOVING,
  };

  for (guint i = 0; i < ARMADA_N_TRACK_ACTIVITIES; i++)
    armada_palette_state_color (states[i], dark, &style->activities[i]);
  armada_palette_alarm_color (dark, &style->event);
  style->scale = scale;
}

static gboolean
is_between_dots (guint x, const ArmadaStripStyle *style)
{
  return (guint) (x / style->scale) % (2 * DOT) >= DOT;
}

static void
paint_column (ArmadaPixels *pixels,
              guint x,
              const double seconds[ARMADA_N_TRACK_ACTIVITIES],
              double top,
              double height,
              const ArmadaStripStyle *style)
{
  double total = 0;

  for (guint i = 0; i < ARMADA_N_TRACK_ACTIVITIES; i++)
    total += seconds[i];
  for (guint i = 0; i < ARMADA_N_TRACK_ACTIVITIES; i++)
    {
      double share = total > 0 ? seconds[i] / total : 0;
      double half = heights[i] * height / 2;

      if (share < 1e-9 || (i == ARMADA_TRACK_SILENT && is_between_dots (x, style)))
        continue;
      armada_pixels_fill (pixels, x, round (top + height / 2 - half),
                          round (top + height / 2 + half), &style->activities[i],
                          LEAST_ALPHA + (1 - LEAST_ALPHA) * MIN (share, 1));
    }
}

/* A tick through the strip with a flag on top; those that would lie on each other are one. */
static void
paint_events (ArmadaPixels *pixels,
              ArmadaActivityRuns *runs,
              const ArmadaTimeAxis *axis,
              double top,
              double height,
              const ArmadaStripStyle *style)
{
  guint wide = (guint) MAX (1, round (1.5 * style->scale));
  double time = armada_activity_runs_next_event (runs, axis->start);

  while (time <= axis->end)
    {
      guint x = (guint) CLAMP (armada_time_axis_get_x (axis, time), 0, pixels->width - 1.);

      for (guint i = 0; i < 2 * wide; i++)
        armada_pixels_fill (pixels, x + i, top, top + (i < wide ? height : 0.3 * height),
                            &style->event, 1);
      time = armada_activity_runs_next_event (
          runs, MAX (armada_time_axis_get_time (axis, x + 3 * wide), time + 1));
    }
}

/**
 * armada_strip_raster_paint:
 * @axis: in device pixels; it begins at the picture's left edge
 * @top: device pixels
 * @height: device pixels
 *
 * Paints what a vehicle did, column by column: the cost is that of the columns.
 */
void
armada_strip_raster_paint (ArmadaPixels *pixels,
                           ArmadaActivityRuns *runs,
                           const ArmadaTimeAxis *axis,
                           double top,
                           double height,
                           const ArmadaStripStyle *style)
{
  double before[ARMADA_N_TRACK_ACTIVITIES], until[ARMADA_N_TRACK_ACTIVITIES];

  if (armada_activity_runs_get_n (runs) == 0 && isnan (armada_activity_runs_next_event (runs, 0)))
    return;
  armada_activity_runs_get_sums (runs, axis->start, before);
  for (guint x = 0; x < pixels->width; x++)
    {
      double seconds[ARMADA_N_TRACK_ACTIVITIES];

      armada_activity_runs_get_sums (runs, armada_time_axis_get_time (axis, x + 1), until);
      for (guint i = 0; i < ARMADA_N_TRACK_ACTIVITIES; i++)
        {
          seconds[i] = until[i] - before[i];
          before[i] = until[i];
        }
      paint_column (pixels, x, seconds, top, height, style);
    }
  paint_events (pixels, runs, axis, top, height, style);
}
