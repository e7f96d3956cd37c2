/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-fleet.h"
#include "model/armada-incident.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INCIDENT_ROW (armada_incident_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaIncidentRow, armada_incident_row, ARMADA, INCIDENT_ROW, GtkWidget)

GtkWidget *armada_incident_row_new (void);
void armada_incident_row_set_incident (ArmadaIncidentRow *self, ArmadaIncident *incident);
void armada_incident_row_show (ArmadaIncidentRow *self, ArmadaFleet *fleet, gint64 now);
const char *armada_incident_row_get_description (ArmadaIncidentRow *self);

G_END_DECLS
