/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-incident-record.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INCIDENT (armada_incident_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaIncident, armada_incident, ARMADA, INCIDENT, GObject)

/*
 * An incident that a list shows: the same object while what is known of it is replaced.
 *
 * Properties (read-only, notified): "record" (boxed ArmadaIncidentRecord, nullable until the store
 * has given it).
 */

ArmadaIncident *armada_incident_new (gint64 id);
gint64 armada_incident_get_id (ArmadaIncident *self);
ArmadaIncidentRecord *armada_incident_get_record (ArmadaIncident *self);
void armada_incident_set_record (ArmadaIncident *self, ArmadaIncidentRecord *record);

G_END_DECLS
