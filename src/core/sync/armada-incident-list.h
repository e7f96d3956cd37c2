/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/armada-incident.h"
#include "sync/armada-inbox.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INCIDENT_LIST (armada_incident_list_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaIncidentList, armada_incident_list, ARMADA, INCIDENT_LIST, GObject)

/*
 * The incidents of an inbox that pass a filter, newest first, as a GListModel of ArmadaIncident. Of
 * a hundred thousand it holds where they stand; what there is to know of one comes from the store
 * when somebody asks for it.
 *
 * Properties: "filter" (boxed ArmadaIncidentFilter, read-write), "loading" (boolean, read-only:
 * what is listed is not yet known for this filter), "error" (G_TYPE_ERROR, read-only, nullable: why
 * the store could not be asked), "zone" (int seconds east of UTC, read-write: whose days a period
 * means).
 */

ArmadaIncidentList *armada_incident_list_new (ArmadaInbox *inbox, int zone);
void armada_incident_list_set_filter (ArmadaIncidentList *self, const ArmadaIncidentFilter *filter);
const ArmadaIncidentFilter *armada_incident_list_get_filter (ArmadaIncidentList *self);
gboolean armada_incident_list_get_loading (ArmadaIncidentList *self);
const GError *armada_incident_list_get_error (ArmadaIncidentList *self);
const ArmadaIncidentPlace *armada_incident_list_get_place (ArmadaIncidentList *self,
                                                           guint position);
int armada_incident_place_compare (const ArmadaIncidentPlace *a, const ArmadaIncidentPlace *b);
gboolean armada_incident_list_find (ArmadaIncidentList *self, gint64 id, guint *position);

G_END_DECLS
