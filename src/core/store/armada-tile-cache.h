/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-tile-service.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TILE_CACHE (armada_tile_cache_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTileCache, armada_tile_cache, ARMADA, TILE_CACHE, GObject)

/**
 * ArmadaCachedTile:
 * @bytes: the tile, checked; empty where the service is known to have none
 * @etag: (nullable):
 * @expires: until when it is good (Unix time)
 */
typedef struct
{
  GBytes *bytes;
  char *etag;
  gint64 expires;
} ArmadaCachedTile;

void armada_cached_tile_free (ArmadaCachedTile *self);

ArmadaTileCache *armada_tile_cache_new (const char *path, guint64 limit);
void armada_tile_cache_set_limit (ArmadaTileCache *self, guint64 limit);

void armada_tile_cache_look_up_async (ArmadaTileCache *self,
                                      const ArmadaTileService *service,
                                      guint zoom,
                                      guint x,
                                      guint y,
                                      gint64 now,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
ArmadaCachedTile *
armada_tile_cache_look_up_finish (ArmadaTileCache *self, GAsyncResult *result, GError **error);

void armada_tile_cache_keep (ArmadaTileCache *self,
                             const ArmadaTileService *service,
                             guint zoom,
                             guint x,
                             guint y,
                             GBytes *bytes,
                             const char *etag,
                             gint64 expires,
                             gint64 now);

void armada_tile_cache_get_size_async (ArmadaTileCache *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gint64
armada_tile_cache_get_size_finish (ArmadaTileCache *self, GAsyncResult *result, GError **error);
void armada_tile_cache_clear_async (ArmadaTileCache *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
armada_tile_cache_clear_finish (ArmadaTileCache *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaCachedTile, armada_cached_tile_free)

G_END_DECLS
