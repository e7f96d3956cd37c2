/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sprite"

#include "map/armada-sprite.h"

#include <math.h>

/**
 * armada_sprite_new:
 * @pixels: (transfer full) (array): premultiplied ARGB, @width to a row
 * @width: device pixels
 * @height: device pixels
 *
 * Returns: (transfer full): the pixels as something to draw
 */
ArmadaSprite *
armada_sprite_new (guint32 *pixels, int width, int height)
{
  ArmadaSprite *self = g_rc_box_new0 (ArmadaSprite);

  self->width = width;
  self->height = height;
  self->pixels = g_bytes_new_take (pixels, (gsize) width * height * sizeof *pixels);
  self->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, self->pixels,
                                          width * sizeof *pixels);
  return self;
}

ArmadaSprite *
armada_sprite_ref (ArmadaSprite *self)
{
  return g_rc_box_acquire (self);
}

static void
sprite_clear (gpointer data)
{
  ArmadaSprite *self = data;

  g_object_unref (self->texture);
  g_bytes_unref (self->pixels);
}

void
armada_sprite_unref (ArmadaSprite *self)
{
  g_rc_box_release_full (self, sprite_clear);
}

/**
 * armada_sprite_get_pixels:
 *
 * Returns: (transfer none) (array): premultiplied ARGB, as many to a row as @self is wide
 */
const guint32 *
armada_sprite_get_pixels (const ArmadaSprite *self)
{
  return g_bytes_get_data (self->pixels, NULL);
}

/**
 * armada_sprite_snapshot:
 * @x: logical pixels, of the middle
 * @y: logical pixels, of the middle
 * @scale: device pixels to a logical one
 *
 * Draws the sprite on whole device pixels, so that it is crisp.
 */
void
armada_sprite_snapshot (ArmadaSprite *self, GtkSnapshot *snapshot, double x, double y, double scale)
{
  double left = round (x * scale - self->width / 2.0) / scale;
  double top = round (y * scale - self->height / 2.0) / scale;

  gtk_snapshot_append_texture (
      snapshot, self->texture,
      &GRAPHENE_RECT_INIT (left, top, self->width / scale, self->height / scale));
}
