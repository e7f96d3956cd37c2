/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-line-raster"

#include "replay/armada-line-raster.h"

#include <math.h>

#define PARTS 3         /* of a column, for edges without steps */
#define LINE_WIDTH 1.75 /* pixels */

static void
widen (double value, double *least, double *greatest)
{
  if (isnan (value))
    return;
  *least = MIN (*least, value);
  *greatest = MAX (*greatest, value);
}

/**
 * armada_line_raster_find:
 * @from: UNIX seconds
 * @to: UNIX seconds, not before @from
 * @least: (out)
 * @greatest: (out)
 *
 * The line of a series between two times: the fixes there and the way to them.
 *
 * Returns: FALSE when there is nothing but a gap
 */
gboolean
armada_line_raster_find (const ArmadaChartSeries *series,
                         double from,
                         double to,
                         double *least,
                         double *greatest)
{
  guint first = armada_chart_series_find (series, from);
  guint end = first < series->n && series->times[first] <= to
                  ? armada_chart_series_find (series, nextafter (to, INFINITY))
                  : first;
  float low, high;

  *least = INFINITY;
  *greatest = -INFINITY;
  if (armada_min_max_find (series->pyramid, first, end, &low, &high))
    {
      *least = (double) low;
      *greatest = (double) high;
    }
  widen (armada_chart_series_get_value (series, from), least, greatest);
  widen (armada_chart_series_get_value (series, to), least, greatest);
  return *least <= *greatest;
}

/* A line under way: where it is drawn, and how much of each pixel of a column it covers. */
typedef struct
{
  ArmadaPixels *pixels;
  GdkRGBA color;
  float *cover;
  double top, bottom; /* of what is covered */
} Pen;

static void
cover (Pen *pen, double top, double bottom)
{
  top = MAX (top, 0);
  bottom = MIN (bottom, (double) pen->pixels->height);
  for (double y = floor (top); y < bottom; y++)
    pen->cover[(guint) y] += (float) ((MIN (bottom, y + 1) - MAX (top, y)) / PARTS);
  pen->top = MIN (pen->top, floor (top));
  pen->bottom = MAX (pen->bottom, bottom);
}

static void
end_column (Pen *pen, guint x)
{
  for (double y = pen->top; y < pen->bottom; y++)
    {
      float *part = &pen->cover[(guint) y];

      armada_pixels_fill (pen->pixels, x, y, y + 1, &pen->color, (double) MIN (*part, 1));
      *part = 0;
    }
  pen->top = pen->pixels->height;
  pen->bottom = 0;
}

static void
paint_part (Pen *pen,
            const ArmadaChartSeries *series,
            const ArmadaTimeAxis *axis,
            double x,
            double half)
{
  double seconds = armada_time_axis_get_seconds (axis, 1);
  double height = pen->pixels->height;
  double per_value = (height - 2 * half) / (ARMADA_CHART_DIVISIONS * series->step);
  double least, greatest;

  if (armada_line_raster_find (series, axis->start + (x - half) * seconds,
                               axis->start + (x + half) * seconds, &least, &greatest))
    cover (pen, height - 2 * half - (greatest - series->low) * per_value,
           height - (least - series->low) * per_value);
}

/**
 * armada_line_raster_paint:
 * @axis: in device pixels; it begins at the picture's left edge
 * @style: colour and dashes
 * @scale: device pixels of a pixel
 *
 * Draws the line of a series with the least and the greatest of what is in each column; the cost
 * is that of the columns, whatever the number of fixes.
 */
void
armada_line_raster_paint (ArmadaPixels *pixels,
                          const ArmadaChartSeries *series,
                          const ArmadaTimeAxis *axis,
                          guint style,
                          gboolean dark,
                          double scale)
{
  g_autofree float *covered = g_new0 (float, pixels->height);
  Pen pen = { .pixels = pixels, .cover = covered, .top = pixels->height };

  armada_chart_get_color (style, dark, &pen.color);
  for (guint x = 0; x < pixels->width; x++)
    {
      for (guint part = 0; part < PARTS; part++)
        {
          double middle = x + (part + 0.5) / PARTS;

          if (armada_chart_is_dash (style, middle / scale))
            paint_part (&pen, series, axis, middle, LINE_WIDTH * scale / 2);
        }
      end_column (&pen, x);
    }
}
