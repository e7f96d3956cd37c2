/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-transform"

#include "map/armada-map-transform.h"

#include <math.h>

#include "model/armada-projection.h"

/**
 * armada_map_transform_init:
 * @self: (out caller-allocates): the map from world to widget
 * @viewport: what is shown
 * @width: of the widget, logical pixels
 * @height: of the widget, logical pixels
 *
 * Returns: FALSE when nothing can be drawn: no size, or no map source that gives the scale
 */
gboolean
armada_map_transform_init (ArmadaMapTransform *self,
                           ShumateViewport *viewport,
                           int width,
                           int height)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);
  ShumateLocation *location = SHUMATE_LOCATION (viewport);

  if (source == NULL || width <= 0 || height <= 0)
    return FALSE;

  self->x = armada_projection_x (shumate_location_get_longitude (location));
  self->y = armada_projection_y (shumate_location_get_latitude (location));
  self->zoom = shumate_viewport_get_zoom_level (viewport);
  self->rotation = shumate_viewport_get_rotation (viewport);
  self->scale = shumate_map_source_get_tile_size (source) * exp2 (self->zoom);
  self->cosine = cos (self->rotation) * self->scale;
  self->sine = sin (self->rotation) * self->scale;
  self->half_width = width / 2.0;
  self->half_height = height / 2.0;
  return TRUE;
}

/**
 * armada_map_transform_unproject:
 * @screen_x: logical pixels in the widget
 * @screen_y: logical pixels in the widget
 * @x: (out): Web Mercator, in [0, 1)
 * @y: (out): Web Mercator
 */
void
armada_map_transform_unproject (const ArmadaMapTransform *self,
                                double screen_x,
                                double screen_y,
                                double *x,
                                double *y)
{
  double px = screen_x - self->half_width, py = screen_y - self->half_height;
  double square = self->scale * self->scale;

  *x = self->x + (self->cosine * px + self->sine * py) / square;
  *x -= floor (*x);
  *y = self->y + (self->cosine * py - self->sine * px) / square;
}

/**
 * armada_map_transform_is_within:
 * @layer: a layer of a map
 * @x: pixels
 * @y: pixels
 *
 * To be the "contains" of a layer that the pointer is for: those of libshumate (1.4 to 1.7) say
 * that they contain nothing, so that no event would reach them. The map moves all the same: it is
 * above.
 */
gboolean
armada_map_transform_is_within (GtkWidget *layer, double x, double y)
{
  return x >= 0 && y >= 0 && x < gtk_widget_get_width (layer) && y < gtk_widget_get_height (layer);
}
