/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-tile-service.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TILE_FETCHER (armada_tile_fetcher_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTileFetcher, armada_tile_fetcher, ARMADA, TILE_FETCHER, GObject)

/* Bytes that a tile may have as it comes; the largest real ones are below a million. */
#define ARMADA_TILE_FETCHER_MAX_SIZE (4 * 1024 * 1024)

/**
 * ArmadaTileAnswer:
 * @bytes: (nullable): the tile, not looked at; NULL: what the caller has is still good
 * @etag: (nullable): to ask with the next time
 * @life: seconds for which it is good, -1: it is not to be kept
 */
typedef struct
{
  GBytes *bytes;
  char *etag;
  gint64 life;
} ArmadaTileAnswer;

void armada_tile_answer_free (ArmadaTileAnswer *self);

ArmadaTileFetcher *armada_tile_fetcher_new (void);
void armada_tile_fetcher_fetch_async (ArmadaTileFetcher *self,
                                      const ArmadaTileService *service,
                                      guint zoom,
                                      guint x,
                                      guint y,
                                      const char *etag,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
ArmadaTileAnswer *
armada_tile_fetcher_fetch_finish (ArmadaTileFetcher *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTileAnswer, armada_tile_answer_free)

G_END_DECLS
