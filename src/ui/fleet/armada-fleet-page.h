/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fleet/armada-fleet-list.h"
#include "map/armada-map-view.h"
#include "map/armada-streets-bar.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FLEET_PAGE (armada_fleet_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFleetPage, armada_fleet_page, ARMADA, FLEET_PAGE, AdwBreakpointBin)

/*
 * Actions, in the group "fleet": "follow" (stateful), "fit", "zoom-in", "zoom-out", "zoom-to",
 * "copy-coordinates", "search", "show-map", "refresh", "escape", "close-details".
 *
 * Property: "show-details" (boolean, read-write): whether the details are open.
 * Signals: "refresh" (page): the user wants news now; "message" (page, char *sentence): what they
 * asked for is done.
 */

GtkWidget *armada_fleet_page_new (void);
void armada_fleet_page_set_session (ArmadaFleetPage *self, GObject *session, ArmadaClock *clock);
void armada_fleet_page_set_fleet (ArmadaFleetPage *self, ArmadaFleet *fleet, ArmadaClock *clock);
void armada_fleet_page_set_account_menu (ArmadaFleetPage *self, GMenuModel *menu);
void armada_fleet_page_set_account_name (ArmadaFleetPage *self, const char *name);
ArmadaFleetView *armada_fleet_page_get_view (ArmadaFleetPage *self);
ArmadaSelection *armada_fleet_page_get_selection (ArmadaFleetPage *self);
ArmadaFleetList *armada_fleet_page_get_list (ArmadaFleetPage *self);
ArmadaStreetsBar *armada_fleet_page_get_streets_bar (ArmadaFleetPage *self);
ArmadaMapView *armada_fleet_page_get_map (ArmadaFleetPage *self);
void armada_fleet_page_show_map (ArmadaFleetPage *self, gboolean show_map);

G_END_DECLS
