/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-tile-pack.h"

G_BEGIN_DECLS

/* What else a pack's file is called while it is not quite there: neither is taken for a pack. */
#define ARMADA_PACK_SUFFIX ".mbtiles"
#define ARMADA_PACK_INCOMING ".incoming"
#define ARMADA_PACK_REMOVED ".removed"

void armada_pack_import_async (GFile *file,
                               const char *folder,
                               GFileProgressCallback progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ArmadaTilePack *armada_pack_import_finish (GAsyncResult *result, GError **error);

G_END_DECLS
