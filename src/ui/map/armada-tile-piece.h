/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_TILE_PIECE (armada_tile_piece_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTilePiece, armada_tile_piece, ARMADA, TILE_PIECE, GObject)

GdkPaintable *armada_tile_piece_new (GdkTexture *tile, guint depth, guint column, guint row);

G_END_DECLS
