/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-fleet-view.h"
#include "model/armada-selection.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FLEET_LIST (armada_fleet_list_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFleetList, armada_fleet_list, ARMADA, FLEET_LIST, GtkWidget)

/*
 * Actions, in the group "list": "clear" (search, states and group), "near" (the place that was
 * typed into the search), "sort" (string "name" or "attention").
 *
 * Property: "sort" (uint ArmadaFleetSort, read-write).
 *
 * Signals: "activated" (list): the user wants to see more of the chosen vehicle; "place" (list,
 * double latitude, longitude): the user typed where they want to look.
 */

GtkWidget *armada_fleet_list_new (void);
void armada_fleet_list_set_models (ArmadaFleetList *self,
                                   ArmadaFleetView *view,
                                   ArmadaSelection *selection,
                                   ArmadaClock *clock);
void armada_fleet_list_set_loading (ArmadaFleetList *self, gboolean loading);
void armada_fleet_list_set_stale (ArmadaFleetList *self, gboolean stale);
void armada_fleet_list_set_sort (ArmadaFleetList *self, ArmadaFleetSort sort);
ArmadaFleetSort armada_fleet_list_get_sort (ArmadaFleetList *self);
void armada_fleet_list_focus_search (ArmadaFleetList *self);
gboolean armada_fleet_list_clear_search (ArmadaFleetList *self);
void armada_fleet_list_tick (ArmadaFleetList *self);
GtkWidget *armada_fleet_list_get_rows (ArmadaFleetList *self);
GtkEditable *armada_fleet_list_get_search (ArmadaFleetList *self);

G_END_DECLS
