/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "map/armada-map-view.h"
#include "model/armada-selection.h"
#include "replay/armada-replay.h"
#include "sync/armada-visits.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_VISITS_PAGE (armada_visits_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaVisitsPage, armada_visits_page, ARMADA, VISITS_PAGE, AdwBreakpointBin)

/*
 * Who was here? Signal "open" (ArmadaVisitItem): the user wants to see that visit.
 */
GtkWidget *armada_visits_page_new (void);
void
armada_visits_page_set_session (ArmadaVisitsPage *self, ArmadaSession *session, ArmadaClock *clock);
void armada_visits_page_set_sources (ArmadaVisitsPage *self,
                                     ArmadaSelection *selection,
                                     ArmadaFleetView *listed,
                                     ArmadaReplay *replay);
gboolean armada_visits_page_escape (ArmadaVisitsPage *self);
ArmadaVisits *armada_visits_page_get_visits (ArmadaVisitsPage *self);
ArmadaMapView *armada_visits_page_get_map (ArmadaVisitsPage *self);

G_END_DECLS
