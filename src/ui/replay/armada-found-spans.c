/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-found-spans"

#include "replay/armada-found-spans.h"

#include <math.h>

/**
 * armada_found_spans_find:
 * @from: UNIX seconds
 * @to: UNIX seconds
 *
 * Returns: (transfer none) (nullable): the first that has any of that time
 */
const ArmadaFoundSpan *
armada_found_spans_find (GArray *spans, double from, double to)
{
  guint low = 0, high = spans->len;
  const ArmadaFoundSpan *span;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (spans, ArmadaFoundSpan, middle).end < from)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == spans->len)
    return NULL;
  span = &g_array_index (spans, ArmadaFoundSpan, low);
  return span->start <= to ? span : NULL;
}

/**
 * armada_found_spans_paint:
 * @axis: in device pixels; it begins at the picture's left edge
 * @top: device pixels
 * @height: device pixels
 *
 * Paints a bar for each; those that follow one another keep a pixel between them as long as there
 * is one. The cost is that of the columns.
 */
void
armada_found_spans_paint (GArray *spans,
                          ArmadaPixels *pixels,
                          const ArmadaTimeAxis *axis,
                          double top,
                          double height,
                          const GdkRGBA *color)
{
  for (guint x = 0; x < pixels->width; x++)
    {
      double from = armada_time_axis_get_time (axis, x);
      double to = nextafter (armada_time_axis_get_time (axis, x + 1), from);
      const ArmadaFoundSpan *span = armada_found_spans_find (spans, from, to);

      if (span != NULL && (span->end >= to || span->start >= from))
        armada_pixels_fill (pixels, x, top, top + height, color, 1);
    }
}
