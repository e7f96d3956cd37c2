/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-tile-service.h"

G_BEGIN_DECLS

/* Deeper tiles than this are nobody's; they are left out of a pack. */
#define ARMADA_TILE_PACK_MAX_ZOOM 22

/**
 * ArmadaTilePack:
 *
 * A file of map tiles (MBTiles 1.3; vector tiles, PNG or JPEG), read only. Which tiles it has is
 * known once it is open; the tiles themselves are read when asked for. Counted; any thread may use
 * it. The file may be anybody's: whatever it holds, the worst is an error.
 */
typedef struct _ArmadaTilePack ArmadaTilePack;

ArmadaTilePack *armada_tile_pack_open (const char *path, GError **error);
ArmadaTilePack *armada_tile_pack_ref (ArmadaTilePack *self);
void armada_tile_pack_unref (ArmadaTilePack *self);

const char *armada_tile_pack_get_name (ArmadaTilePack *self);
const char *armada_tile_pack_get_path (ArmadaTilePack *self);
const char *armada_tile_pack_get_title (ArmadaTilePack *self);
ArmadaTileKind armada_tile_pack_get_kind (ArmadaTilePack *self);
const char *armada_tile_pack_get_attribution (ArmadaTilePack *self);
guint64 armada_tile_pack_get_size (ArmadaTilePack *self);
guint armada_tile_pack_get_min_zoom (ArmadaTilePack *self);
guint armada_tile_pack_get_max_zoom (ArmadaTilePack *self);
guint armada_tile_pack_get_n_tiles (ArmadaTilePack *self);
void
armada_tile_pack_get_tile (ArmadaTilePack *self, guint position, guint *zoom, guint *x, guint *y);
void armada_tile_pack_get_bounds (ArmadaTilePack *self,
                                  double *south,
                                  double *west,
                                  double *north,
                                  double *east);

gboolean armada_tile_pack_has (ArmadaTilePack *self, guint zoom, guint x, guint y);
GBytes *armada_tile_pack_read (ArmadaTilePack *self, guint zoom, guint x, guint y, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTilePack, armada_tile_pack_unref)

G_END_DECLS
