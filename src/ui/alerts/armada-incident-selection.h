/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/armada-incident-list.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INCIDENT_SELECTION (armada_incident_selection_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaIncidentSelection,
                      armada_incident_selection,
                      ARMADA,
                      INCIDENT_SELECTION,
                      GObject)

/*
 * A GtkSelectionModel of any number of the incidents of a list. GtkMultiSelection holds an object
 * for each that is chosen; this one holds where they stand, so that a hundred thousand are chosen
 * in a frame.
 */

ArmadaIncidentSelection *armada_incident_selection_new (void);
void armada_incident_selection_set_list (ArmadaIncidentSelection *self, ArmadaIncidentList *list);
guint armada_incident_selection_get_n_chosen (ArmadaIncidentSelection *self);
GArray *armada_incident_selection_dup_ids (ArmadaIncidentSelection *self);

G_END_DECLS
