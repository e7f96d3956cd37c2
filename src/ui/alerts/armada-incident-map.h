/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "map/armada-map-view.h"
#include "model/armada-incident-record.h"
#include "sync/armada-history-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INCIDENT_MAP (armada_incident_map_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaIncidentMap, armada_incident_map, ARMADA, INCIDENT_MAP, AdwBin)

/* Seconds before and after an incident in which its vehicle's way is shown. */
#define ARMADA_INCIDENT_AROUND 600

void armada_incident_map_set_session (ArmadaIncidentMap *self,
                                      ArmadaSession *session,
                                      ArmadaClock *clock);
void armada_incident_map_show (ArmadaIncidentMap *self, const ArmadaIncidentRecord *record);
ArmadaMapView *armada_incident_map_get_map (ArmadaIncidentMap *self);
ArmadaHistoryLoader *armada_incident_map_get_loader (ArmadaIncidentMap *self);
ArmadaHistoryChoice *armada_incident_map_make_choice (ArmadaIncidentMap *self,
                                                      const ArmadaIncidentRecord *record);

G_END_DECLS
