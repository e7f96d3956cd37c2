/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "model/armada-extent.h"

G_BEGIN_DECLS

/* How a map of the fleet is moved. */

void armada_map_camera_go_to (ShumateMap *map,
                              double latitude,
                              double longitude,
                              double zoom,
                              gboolean animate);
double armada_map_camera_find_zoom (ShumateMap *map, const ArmadaExtent *extent);
void armada_map_camera_show (ShumateMap *map,
                             const ArmadaExtent *extent,
                             double max_zoom,
                             gboolean animate);

G_END_DECLS
