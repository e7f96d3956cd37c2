/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-map-view.h"
#include "map/armada-offstage.h"

G_BEGIN_DECLS

void armada_map_picture_take_async (ArmadaOffstage *stage,
                                    ArmadaMapView *map,
                                    ArmadaReplay *for_paper,
                                    double scale,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GdkTexture *armada_map_picture_take_finish (GAsyncResult *result, GError **error);

void armada_map_picture_save_async (GdkTexture *picture,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean armada_map_picture_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
