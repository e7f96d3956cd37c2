/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-tile-cache.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TILE_LOADER (armada_tile_loader_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTileLoader, armada_tile_loader, ARMADA, TILE_LOADER, GObject)

/**
 * ArmadaTileMeanwhile:
 * @tile: (nullable): one that is kept and no longer fresh; NULL: none is
 *
 * Called once where the network is asked, before it is.
 */
typedef void (*ArmadaTileMeanwhile) (GBytes *tile, gpointer user_data);

ArmadaTileLoader *armada_tile_loader_new (ArmadaTileCache *cache, ArmadaClock *clock);
void armada_tile_loader_load_async (ArmadaTileLoader *self,
                                    ArmadaTileService *service,
                                    guint zoom,
                                    guint x,
                                    guint y,
                                    ArmadaTileMeanwhile meanwhile,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GBytes *
armada_tile_loader_load_finish (ArmadaTileLoader *self, GAsyncResult *result, GError **error);

ArmadaTileCache *armada_tile_loader_get_cache (ArmadaTileLoader *self);
gboolean armada_tile_loader_get_resting (ArmadaTileLoader *self);
void armada_tile_loader_wake (ArmadaTileLoader *self);

G_END_DECLS
