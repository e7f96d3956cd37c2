/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "sync/armada-map-library.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_MAP_GROUND (armada_map_ground_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMapGround, armada_map_ground, ARMADA, MAP_GROUND, GObject)

/* One drawing of the ground: its layers of one style, and the tiles there are for them at its time.
 * Signal "drained": all that was asked for is there. */

ArmadaMapGround *armada_map_ground_new (ArmadaMapLibrary *library, gboolean dark);
ShumateMapSource *armada_map_ground_get_source (ArmadaMapGround *self);
void armada_map_ground_insert (ArmadaMapGround *self, ShumateMap *map, ShumateLayer *above);
void armada_map_ground_remove (ArmadaMapGround *self);
ShumateLayer *armada_map_ground_get_lowest (ArmadaMapGround *self);
gboolean armada_map_ground_has_asked (ArmadaMapGround *self);
gboolean armada_map_ground_is_drained (ArmadaMapGround *self);

G_END_DECLS
