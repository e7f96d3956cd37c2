/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "map/armada-map-view.h"
#include "replay/armada-history-chooser.h"
#include "sync/armada-history-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_HISTORY_PAGE (armada_history_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaHistoryPage,
                      armada_history_page,
                      ARMADA,
                      HISTORY_PAGE,
                      AdwBreakpointBin)

GtkWidget *armada_history_page_new (void);
void armada_history_page_set_session (ArmadaHistoryPage *self,
                                      ArmadaSession *session,
                                      ArmadaClock *clock,
                                      ArmadaSelection *selection);
void armada_history_page_set_listed (ArmadaHistoryPage *self, ArmadaFleetView *listed);
void armada_history_page_bind_settings (ArmadaHistoryPage *self, GSettings *settings);
void armada_history_page_show_device (ArmadaHistoryPage *self, ArmadaDevice *device);
void armada_history_page_show_chosen (ArmadaHistoryPage *self, ArmadaSelection *selection);
void armada_history_page_show_choice (ArmadaHistoryPage *self, const ArmadaHistoryChoice *choice);
ArmadaReplay *armada_history_page_get_replay (ArmadaHistoryPage *self);
ArmadaHistoryLoader *armada_history_page_get_loader (ArmadaHistoryPage *self);
ArmadaMapView *armada_history_page_get_map (ArmadaHistoryPage *self);
void armada_history_page_open_file (ArmadaHistoryPage *self, GFile *file);

G_END_DECLS
