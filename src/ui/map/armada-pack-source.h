/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_PACK_SOURCE (armada_pack_source_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPackSource, armada_pack_source, ARMADA, PACK_SOURCE, ShumateDataSource)

ArmadaPackSource *armada_pack_source_new (void);

void armada_pack_source_open_async (ArmadaPackSource *self,
                                    const char *const *folders,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
armada_pack_source_open_finish (ArmadaPackSource *self, GAsyncResult *result, GError **error);

char *armada_pack_source_dup_credits (ArmadaPackSource *self,
                                      ShumateViewport *viewport,
                                      int width,
                                      int height);

G_END_DECLS
