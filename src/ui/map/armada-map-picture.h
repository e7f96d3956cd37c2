/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-map-view.h"

G_BEGIN_DECLS

void armada_map_picture_take_async (ArmadaMapView *map,
                                    gboolean fit,
                                    double scale,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GdkTexture *armada_map_picture_take_finish (GAsyncResult *result, GError **error);

G_END_DECLS
