/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "sync/armada-map-library.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TILE_SOURCE (armada_tile_source_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTileSource, armada_tile_source, ARMADA, TILE_SOURCE, ShumateDataSource)

ArmadaTileSource *armada_tile_source_new (ArmadaMapLibrary *library);

G_END_DECLS
