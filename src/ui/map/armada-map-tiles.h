/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "sync/armada-map-library.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_MAP_TILES (armada_map_tiles_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMapTiles, armada_map_tiles, ARMADA, MAP_TILES, GObject)

/*
 * The ground of a map: its tiles, style, and whether all there is to see is drawn.
 *
 * Properties (read-only): "complete" (boolean: every tile in view is drawn and nothing is under
 * way), "credits" (string: of what is in view, plain text).
 */

ArmadaMapTiles *armada_map_tiles_new (ShumateMap *map, ShumateLayer *above);
void armada_map_tiles_set_library (ArmadaMapTiles *self, ArmadaMapLibrary *library);
ArmadaMapLibrary *armada_map_tiles_get_library (ArmadaMapTiles *self);
gboolean armada_map_tiles_get_complete (ArmadaMapTiles *self);
void armada_map_tiles_set_style (ArmadaMapTiles *self, gboolean dark);
const char *armada_map_tiles_get_credits (ArmadaMapTiles *self);
void armada_map_tiles_look_again (ArmadaMapTiles *self);

G_END_DECLS
