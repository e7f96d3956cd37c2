/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "replay/armada-vehicle-sources.h"
#include "sync/armada-history-choice.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_HISTORY_CHOOSER (armada_history_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaHistoryChooser,
                      armada_history_chooser,
                      ARMADA,
                      HISTORY_CHOOSER,
                      AdwDialog)

/* Signal "chosen" (ArmadaHistoryChoice). */
AdwDialog *armada_history_chooser_new (const ArmadaVehicleSources *sources,
                                       int zone,
                                       gint64 now,
                                       const ArmadaHistoryChoice *choice);

G_END_DECLS
