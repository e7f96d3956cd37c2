/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ArmadaPixels:
 *
 * A picture under way that is painted column by column and becomes a texture. Device pixels.
 */
typedef struct
{
  guint width;
  guint height;
  guint32 *data; /* as GDK_MEMORY_DEFAULT has them */
} ArmadaPixels;

void armada_pixels_init (ArmadaPixels *self, guint width, guint height);
void armada_pixels_fill (ArmadaPixels *self,
                         guint x,
                         double top,
                         double bottom,
                         const GdkRGBA *color,
                         double alpha);
GdkTexture *armada_pixels_finish (ArmadaPixels *self);

G_END_DECLS
