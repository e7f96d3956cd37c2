/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-history-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_HISTORY_LISTS (armada_history_lists_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaHistoryLists, armada_history_lists, ARMADA, HISTORY_LISTS, AdwBin)

/*
 * Beside the map of the History page: whose history of what time is shown, how far it has come,
 * and the lists of the current vehicle.
 *
 * Signal "chosen": the user chose a segment, whose time is the range of the replay now.
 */
void armada_history_lists_set_models (ArmadaHistoryLists *self,
                                      ArmadaReplay *replay,
                                      ArmadaHistoryLoader *loader);
void armada_history_lists_show (ArmadaHistoryLists *self, const char *name);
void armada_history_lists_bind_settings (ArmadaHistoryLists *self, GSettings *settings);

G_END_DECLS
