/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "map/armada-map-view.h"
#include "sync/armada-history-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_HISTORY_MAP (armada_history_map_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaHistoryMap, armada_history_map, ARMADA, HISTORY_MAP, AdwBin)

/*
 * The map of the History page: the ways of a replay, and where the map is moved to show them.
 */
void armada_history_map_set_models (ArmadaHistoryMap *self,
                                    ArmadaReplay *replay,
                                    ArmadaHistoryLoader *loader);
void armada_history_map_add_actions (ArmadaHistoryMap *self, GActionMap *actions);
ArmadaMapView *armada_history_map_get_view (ArmadaHistoryMap *self);
void armada_history_map_show_range (ArmadaHistoryMap *self);

G_END_DECLS
