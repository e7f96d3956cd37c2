/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-history-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SEGMENT_LIST (armada_segment_list_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSegmentList, armada_segment_list, ARMADA, SEGMENT_LIST, GtkWidget)

/* Signal "chosen": the user chose one; its time is the range now. */

GtkWidget *armada_segment_list_new (void);
void armada_segment_list_set_models (ArmadaSegmentList *self,
                                     ArmadaReplay *replay,
                                     ArmadaHistoryLoader *loader);
GtkSingleSelection *armada_segment_list_get_selection (ArmadaSegmentList *self);

G_END_DECLS
