/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-history-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_HISTORY_SUMMARY (armada_history_summary_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaHistorySummary,
                      armada_history_summary,
                      ARMADA,
                      HISTORY_SUMMARY,
                      GtkWidget)

GtkWidget *armada_history_summary_new (void);
void armada_history_summary_set_models (ArmadaHistorySummary *self,
                                        ArmadaReplay *replay,
                                        ArmadaHistoryLoader *loader);

G_END_DECLS
