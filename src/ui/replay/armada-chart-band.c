/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-chart-band"

#include "replay/armada-chart-band.h"

#include <math.h>

#include "app/armada-text-place.h"
#include "replay/armada-line-raster.h"

#define GAP 4         /* pixels above a band */
#define PAD 5         /* pixels beside words */
#define LEAST_TEXT 18 /* pixels: less shows no word that can be read */

/* Words that follow one another differ; which they are stands in them. */
static double
get_alpha (double state)
{
  static const double alphas[] = { 0.16, 0.32, 0.24 };

  return alphas[(guint) state % G_N_ELEMENTS (alphas)];
}

/**
 * armada_chart_band_paint:
 * @axis: in device pixels; it begins at the picture's left edge
 * @top: pixels, of the band
 * @style: whose colour
 * @scale: device pixels of a pixel
 *
 * Paints the stretches of a series of words. A column in which words change is a line between them.
 */
void
armada_chart_band_paint (ArmadaPixels *pixels,
                         const ArmadaChartSeries *series,
                         const ArmadaTimeAxis *axis,
                         double top,
                         guint style,
                         gboolean dark,
                         double scale)
{
  double seconds = armada_time_axis_get_seconds (axis, 1);
  double bottom = round ((top + ARMADA_CHART_BAND) * scale);
  GdkRGBA color;

  armada_chart_get_color (style, dark, &color);
  top = round ((top + GAP) * scale);
  for (guint x = 0; x < pixels->width; x++)
    {
      double from = axis->start + x * seconds, least, greatest;

      if (armada_line_raster_find (series, from, nextafter (from + seconds, from), &least,
                                   &greatest) &&
          (least != greatest || armada_chart_series_get_words (series, least) != NULL))
        armada_pixels_fill (pixels, x, top, bottom, &color,
                            least == greatest ? get_alpha (least) : 1);
    }
}

/* Returns: the run that there is at @time, or the next one */
static guint
find_run (const ArmadaChartSeries *series, double time)
{
  guint low = 0, high = series->runs->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (series->times[g_array_index (series->runs, guint, middle)] <= time)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? low - 1 : 0;
}

/* Until the next one begins, or the gap before it. */
static double
find_end (const ArmadaChartSeries *series, guint run)
{
  guint next =
      run + 1 < series->runs->len ? g_array_index (series->runs, guint, run + 1) : series->n;
  double last = series->times[next - 1];

  return next < series->n && series->times[next] - last <= ARMADA_TRACK_GAP ? series->times[next]
                                                                            : last;
}

static void
draw_text (ArmadaTimeView *view,
           GtkSnapshot *snapshot,
           const char *text,
           double x,
           double top,
           double width)
{
  g_autoptr (PangoLayout) layout = armada_time_view_create_layout (view, text);
  GdkRGBA ink;
  int height;

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_widget_get_color (GTK_WIDGET (view), &ink);
  gtk_snapshot_save (snapshot);
  x += armada_text_place_get_offset (layout, (int) width, FALSE);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((float) round (x),
                            (float) round (top + GAP + (ARMADA_CHART_BAND - GAP - height) / 2.)));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/**
 * armada_chart_band_draw_words:
 * @axis: in pixels of the widget
 * @top: pixels of the widget, of the band
 *
 * Writes words into the stretches that have the room. However many there are, it looks at as many
 * as find room beside one another.
 */
void
armada_chart_band_draw_words (ArmadaTimeView *view,
                              GtkSnapshot *snapshot,
                              const ArmadaChartSeries *series,
                              const ArmadaTimeAxis *axis,
                              double top)
{
  double least = armada_time_axis_get_seconds (axis, LEAST_TEXT + 2 * PAD);
  double time = axis->start;

  for (guint run = find_run (series, time); run < series->runs->len;)
    {
      guint first = g_array_index (series->runs, guint, run), next;
      double from = MAX (series->times[first], axis->start);
      double to = MIN (find_end (series, run), axis->end);
      const char *words = armada_chart_series_get_words (series, (double) series->values[first]);
      double x = armada_time_axis_get_x (axis, from);

      if (from >= axis->end)
        break;
      if (words != NULL && to - from >= least)
        draw_text (view, snapshot, words, x + PAD, top,
                   armada_time_axis_get_x (axis, to) - x - 2 * PAD);
      time = MAX (to, from + least / 4);
      next = find_run (series, time);
      run = MAX (next, run + 1);
    }
}
