/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-text"

#include "map/armada-map-text.h"

#include <pango/pangocairo.h>

#define USUAL                                                                                      \
  96.0 /* dots per inch that the desktop's text has where nobody asked for another size */
#define SMALLEST 0.75
#define LARGEST 3.0

/**
 * armada_map_text_get_size:
 * @context: of a widget
 *
 * What is written on the map is drawn in pixels, and has to grow with the desktop's text.
 *
 * Returns: how many times its usual size text has there
 */
double
armada_map_text_get_size (PangoContext *context)
{
  double resolution = pango_cairo_context_get_resolution (context);

  return resolution > 0 ? CLAMP (resolution / USUAL, SMALLEST, LARGEST) : 1;
}
