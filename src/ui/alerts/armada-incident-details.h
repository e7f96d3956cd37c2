/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "alerts/armada-incident-map.h"
#include "model/armada-incident.h"
#include "sync/armada-inbox.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INCIDENT_DETAILS (armada_incident_details_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaIncidentDetails,
                      armada_incident_details,
                      ARMADA,
                      INCIDENT_DETAILS,
                      AdwBin)

void armada_incident_details_set_session (ArmadaIncidentDetails *self,
                                          ArmadaSession *session,
                                          ArmadaClock *clock);
void armada_incident_details_set_inbox (ArmadaIncidentDetails *self, ArmadaInbox *inbox);
void armada_incident_details_set_incident (ArmadaIncidentDetails *self, ArmadaIncident *incident);
ArmadaIncident *armada_incident_details_get_incident (ArmadaIncidentDetails *self);
ArmadaIncidentMap *armada_incident_details_get_map (ArmadaIncidentDetails *self);
void armada_incident_details_show_several (ArmadaIncidentDetails *self, guint n);
void armada_incident_details_edit_note (ArmadaIncidentDetails *self);

G_END_DECLS
