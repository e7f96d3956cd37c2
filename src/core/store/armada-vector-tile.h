/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much a tile may be enlarged, in levels of zoom. */
#define ARMADA_VECTOR_TILE_MAX_DEPTH 14

gboolean armada_vector_tile_check (GBytes *tile);
GBytes *armada_vector_tile_cut (GBytes *tile, guint depth, guint column, guint row);

G_END_DECLS
