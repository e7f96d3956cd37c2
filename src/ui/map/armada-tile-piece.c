/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tile-piece"

#include "map/armada-tile-piece.h"

#include <gtk/gtk.h>

/*
 * ArmadaTilePiece: a piece of a tile's picture, enlarged: what is shown where the tile of a place
 * is missing and an ancestor is there.
 */
struct _ArmadaTilePiece
{
  GObject parent_instance;

  GdkTexture *tile;
  guint depth;
  guint column;
  guint row;
};

static void
snapshot (GdkPaintable *paintable, GdkSnapshot *snapshot, double width, double height)
{
  ArmadaTilePiece *self = ARMADA_TILE_PIECE (paintable);
  float n = (float) ((guint) 1 << self->depth);
  graphene_rect_t piece = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  graphene_rect_t whole = GRAPHENE_RECT_INIT (-(float) self->column * (float) width,
                                              -(float) self->row * (float) height,
                                              n * (float) width, n * (float) height);

  gtk_snapshot_push_clip (snapshot, &piece);
  gtk_snapshot_append_texture (snapshot, self->tile, &whole);
  gtk_snapshot_pop (snapshot);
}

static GdkPaintableFlags
get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE | GDK_PAINTABLE_STATIC_CONTENTS;
}

static int
get_intrinsic_width (GdkPaintable *paintable)
{
  return gdk_texture_get_width (ARMADA_TILE_PIECE (paintable)->tile);
}

static int
get_intrinsic_height (GdkPaintable *paintable)
{
  return gdk_texture_get_height (ARMADA_TILE_PIECE (paintable)->tile);
}

static void
init_paintable (GdkPaintableInterface *iface)
{
  iface->snapshot = snapshot;
  iface->get_flags = get_flags;
  iface->get_intrinsic_width = get_intrinsic_width;
  iface->get_intrinsic_height = get_intrinsic_height;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaTilePiece,
                               armada_tile_piece,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, init_paintable))

static void
armada_tile_piece_finalize (GObject *object)
{
  g_clear_object (&ARMADA_TILE_PIECE (object)->tile);
  G_OBJECT_CLASS (armada_tile_piece_parent_class)->finalize (object);
}

static void
armada_tile_piece_class_init (ArmadaTilePieceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_tile_piece_finalize;
}

static void
armada_tile_piece_init (ArmadaTilePiece *self)
{
}

/**
 * armada_tile_piece_new:
 * @depth: how many levels of zoom deeper the piece is
 * @column: of the piece within @tile, from the west
 * @row: of the piece, from the north
 *
 * Returns: (transfer full): the piece; with a @depth of 0 @tile itself
 */
GdkPaintable *
armada_tile_piece_new (GdkTexture *tile, guint depth, guint column, guint row)
{
  ArmadaTilePiece *self;

  if (depth == 0)
    return GDK_PAINTABLE (g_object_ref (tile));
  self = g_object_new (ARMADA_TYPE_TILE_PIECE, NULL);
  self->tile = g_object_ref (tile);
  self->depth = depth;
  self->column = column;
  self->row = row;
  return GDK_PAINTABLE (self);
}
