/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "replay/armada-finder.h"
#include "sync/armada-history-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FIND_LIST (armada_find_list_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFindList, armada_find_list, ARMADA, FIND_LIST, GtkWidget)

/* Signal "chosen": the user chose one; its time is the range now. */

GtkWidget *armada_find_list_new (void);
void armada_find_list_set_models (ArmadaFindList *self,
                                  ArmadaReplay *replay,
                                  ArmadaHistoryLoader *loader);
void armada_find_list_bind_settings (ArmadaFindList *self, GSettings *settings);
ArmadaFinder *armada_find_list_get_finder (ArmadaFindList *self);
GtkSingleSelection *armada_find_list_get_selection (ArmadaFindList *self);

G_END_DECLS
