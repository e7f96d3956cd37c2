/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-picture-tiles"

#include "map/armada-picture-tiles.h"

#define SIDE 256 /* device pixels of a tile */

typedef struct
{
  GdkTexture *texture;
  int x, y; /* device pixels in the picture */
} Tile;

struct _ArmadaPictureTiles
{
  GdkTexture *whole;
  GArray *tiles; /* Tile, without the empty ones */
};

static void
tile_clear (gpointer data)
{
  g_object_unref (((Tile *) data)->texture);
}

static gboolean
is_empty (const guchar *pixels, int width, int height, gsize stride)
{
  for (int row = 0; row < height; row++)
    {
      const guint32 *line = (gconstpointer) (pixels + (gsize) row * stride);
      guint32 any = 0;

      for (int column = 0; column < width; column++)
        any |= line[column];
      if (any != 0)
        return FALSE;
    }
  return TRUE;
}

static void
cut (ArmadaPictureTiles *self, GBytes *pixels, int x, int y, int width, int height, gsize stride)
{
  gsize offset = (gsize) y * stride + (gsize) x * 4;
  gsize size = (gsize) (height - 1) * stride + (gsize) width * 4;
  const guchar *data = g_bytes_get_data (pixels, NULL);
  g_autoptr (GBytes) part = NULL;
  Tile tile = { NULL, x, y };

  if (is_empty (data + offset, width, height, stride))
    return;
  part = g_bytes_new_from_bytes (pixels, offset, size);
  tile.texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, part, stride);
  g_array_append_val (self->tiles, tile);
}

/**
 * armada_picture_tiles_new:
 * @pixels: premultiplied, as cairo has them
 * @width: device pixels
 * @height: device pixels
 * @stride: bytes from one row to the next
 *
 * Returns: (transfer full): the picture
 */
ArmadaPictureTiles *
armada_picture_tiles_new (GBytes *pixels, int width, int height, gsize stride)
{
  ArmadaPictureTiles *self = g_new0 (ArmadaPictureTiles, 1);

  self->whole = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, stride);
  self->tiles = g_array_new (FALSE, FALSE, sizeof (Tile));
  g_array_set_clear_func (self->tiles, tile_clear);
  for (int y = 0; y < height; y += SIDE)
    for (int x = 0; x < width; x += SIDE)
      cut (self, pixels, x, y, MIN (SIDE, width - x), MIN (SIDE, height - y), stride);
  return self;
}

void
armada_picture_tiles_free (ArmadaPictureTiles *self)
{
  g_object_unref (self->whole);
  g_array_unref (self->tiles);
  g_free (self);
}

/**
 * armada_picture_tiles_snapshot:
 * @window: what is in sight, logical pixels
 * @x: logical pixels of the picture's left edge, on a whole device pixel
 * @y: logical pixels of its upper edge, likewise
 * @scale: device pixels to a logical one
 *
 * Shows the picture pixel by pixel.
 */
void
armada_picture_tiles_snapshot (ArmadaPictureTiles *self,
                               GtkSnapshot *snapshot,
                               const graphene_rect_t *window,
                               double x,
                               double y,
                               double scale)
{
  for (guint i = 0; i < self->tiles->len; i++)
    {
      const Tile *tile = &g_array_index (self->tiles, Tile, i);
      graphene_rect_t bounds =
          GRAPHENE_RECT_INIT ((float) (x + tile->x / scale), (float) (y + tile->y / scale),
                              (float) (gdk_texture_get_width (tile->texture) / scale),
                              (float) (gdk_texture_get_height (tile->texture) / scale));

      if (graphene_rect_intersection (&bounds, window, NULL))
        gtk_snapshot_append_texture (snapshot, tile->texture, &bounds);
    }
}

/**
 * armada_picture_tiles_snapshot_whole:
 * @bounds: where it belongs, logical pixels
 *
 * Shows the picture under whatever scale and turn the snapshot has: without seams, and as quickly
 * as can be, for it will be drawn anew.
 */
void
armada_picture_tiles_snapshot_whole (ArmadaPictureTiles *self,
                                     GtkSnapshot *snapshot,
                                     const graphene_rect_t *bounds)
{
  if (self->tiles->len > 0)
    gtk_snapshot_append_scaled_texture (snapshot, self->whole, GSK_SCALING_FILTER_NEAREST, bounds);
}
