/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "sync/armada-map-library.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_RASTER_SOURCE (armada_raster_source_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaRasterSource,
                      armada_raster_source,
                      ARMADA,
                      RASTER_SOURCE,
                      ShumateMapSource)

ArmadaRasterSource *armada_raster_source_new (ArmadaMapLibrary *library);

G_END_DECLS
