/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * ArmadaMapTransform:
 * @x: Web Mercator x of the middle of the view
 * @y: Web Mercator y of the middle of the view
 * @scale: logical pixels that the whole world is wide
 * @zoom: the zoom level it comes from
 * @rotation: radians
 * @cosine: of the rotation, times @scale
 * @sine: of the rotation, times @scale
 * @half_width: logical pixels
 * @half_height: logical pixels
 *
 * Where a viewport puts each point of the world: one affine map, made once per frame. It is what
 * shumate_viewport_location_to_widget_coords() does, without its cost per point, and it takes the
 * copy of a point that is nearest to the middle, so that the antimeridian is no edge.
 */
typedef struct
{
  double x, y;
  double scale;
  double zoom;
  double rotation;
  double cosine, sine;
  double half_width, half_height;
} ArmadaMapTransform;

gboolean armada_map_transform_init (ArmadaMapTransform *self,
                                    ShumateViewport *viewport,
                                    int width,
                                    int height);
void armada_map_transform_unproject (const ArmadaMapTransform *self,
                                     double screen_x,
                                     double screen_y,
                                     double *x,
                                     double *y);

gboolean armada_map_transform_is_within (GtkWidget *layer, double x, double y);

static inline double
armada_map_transform_nearest (double dx)
{
  dx = dx > 0.5 ? dx - 1 : dx;
  return dx < -0.5 ? dx + 1 : dx;
}

static inline void
armada_map_transform_project (const ArmadaMapTransform *self,
                              double x,
                              double y,
                              double *screen_x,
                              double *screen_y)
{
  double dx = armada_map_transform_nearest (x - self->x);
  double dy = y - self->y;

  *screen_x = self->cosine * dx - self->sine * dy + self->half_width;
  *screen_y = self->sine * dx + self->cosine * dy + self->half_height;
}

G_END_DECLS
