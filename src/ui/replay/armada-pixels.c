/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pixels"

#include "replay/armada-pixels.h"

#include <math.h>

/**
 * armada_pixels_init:
 * @width: above 0
 * @height: above 0
 *
 * Begins a picture of nothing; armada_pixels_finish() ends it.
 */
void
armada_pixels_init (ArmadaPixels *self, guint width, guint height)
{
  *self = (ArmadaPixels) { .width = width, .height = height };
  self->data = g_new0 (guint32, (gsize) width * height);
}

static guint
blend (guint32 below, guint shift, double part, double alpha)
{
  return (guint) (part * alpha * 255 + (below >> shift & 0xff) * (1 - alpha) + 0.5);
}

static void
paint (guint32 *pixel, const GdkRGBA *color, double alpha)
{
  guint32 below = *pixel;

  *pixel = blend (below, 24, 1, alpha) << 24 | blend (below, 16, (double) color->red, alpha) << 16 |
           blend (below, 8, (double) color->green, alpha) << 8 |
           blend (below, 0, (double) color->blue, alpha);
}

/**
 * armada_pixels_fill:
 * @x: column
 * @top: pixels, may lie between two and outside
 * @bottom: pixels
 * @color: opaque
 * @alpha: how much of @color, 0 to 1
 *
 * Paints a part of a column over what there is; pixels that are met in part get a part.
 */
void
armada_pixels_fill (ArmadaPixels *self,
                    guint x,
                    double top,
                    double bottom,
                    const GdkRGBA *color,
                    double alpha)
{
  if (x >= self->width || !(alpha > 0))
    return;
  top = MAX (top, 0);
  bottom = MIN (bottom, (double) self->height);
  for (double y = floor (top); y < bottom; y++)
    paint (&self->data[(gsize) y * self->width + x], color,
           alpha * (MIN (bottom, y + 1) - MAX (top, y)));
}

/**
 * armada_pixels_finish:
 *
 * Returns: (transfer full): the picture; what was allocated for it is its own now
 */
GdkTexture *
armada_pixels_finish (ArmadaPixels *self)
{
  gsize stride = (gsize) self->width * sizeof (guint32);
  g_autoptr (GBytes) bytes =
      g_bytes_new_take (g_steal_pointer (&self->data), stride * self->height);

  return gdk_memory_texture_new ((int) self->width, (int) self->height, GDK_MEMORY_DEFAULT, bytes,
                                 stride);
}
