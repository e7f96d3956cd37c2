/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet.h"
#include "model/armada-incident-record.h"
#include "model/armada-maintenance.h"

G_BEGIN_DECLS

/* How incidents are told. All strings are translated. */

const char *armada_incident_words_for_state (ArmadaIncidentState state);
const char *armada_incident_icon_for_state (ArmadaIncidentState state);
char *armada_incident_words_for_type (const char *type);
const char *armada_incident_words_for_title (const ArmadaIncidentRecord *record);
char *armada_incident_words_for_vehicle (const ArmadaIncidentRecord *record, ArmadaFleet *fleet);
char *armada_incident_words_for_condition (const ArmadaIncidentRecord *record, gint64 now);
char *armada_incident_words_for_place (const ArmadaIncidentRecord *record);
char *armada_incident_words_for_change (const ArmadaIncidentChange *change, gint64 now);
char *armada_incident_words_for_number (guint n, ArmadaIncidentState state);
gboolean armada_incident_find_due (const ArmadaIncidentRecord *record, ArmadaDue *due);
gboolean armada_incident_is_urgent (const char *type);

G_END_DECLS
