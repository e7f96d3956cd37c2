/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-map-view.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_MAP_HERE (armada_map_here_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMapHere, armada_map_here, ARMADA, MAP_HERE, GObject)

/*
 * What can be done with a place on a map: its context menu.
 *
 * Actions on the map, in the group "here": "near", "measure", "copy", "copy-link", "open".
 * Signals: "chosen" (ArmadaDevice): a vehicle near there is wanted; "message" (char *sentence):
 * what was asked for is done, or cannot be.
 */

ArmadaMapHere *armada_map_here_new (ArmadaMapView *map, ArmadaFleet *fleet, ArmadaClock *clock);
void armada_map_here_pop_up (ArmadaMapHere *self, double x, double y);
void armada_map_here_show_near (ArmadaMapHere *self, double latitude, double longitude);
gboolean armada_map_here_escape (ArmadaMapHere *self);

G_END_DECLS
