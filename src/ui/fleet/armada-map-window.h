/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "map/armada-map-view.h"
#include "model/armada-map-scope.h"
#include "sync/armada-clock.h"
#include "sync/armada-map-library.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_MAP_WINDOW (armada_map_window_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMapWindow, armada_map_window, ARMADA, MAP_WINDOW, AdwApplicationWindow)

/* Actions: "win.full-screen" (stateful), "win.fit", "win.zoom-in", "win.zoom-out", "win.escape",
 * and by the names that they have in the main window those that make sense here. The signal
 * "command" (action, target) tells of those that the main window is to do. */

ArmadaMapWindow *armada_map_window_new (GtkApplication *application,
                                        ArmadaFleet *fleet,
                                        ArmadaSelection *selection,
                                        ArmadaMapLibrary *library,
                                        ArmadaClock *clock,
                                        const ArmadaMapScope *scope);
void armada_map_window_set_session (ArmadaMapWindow *self, GObject *session);
const ArmadaMapScope *armada_map_window_get_scope (ArmadaMapWindow *self);
ArmadaMapView *armada_map_window_get_map (ArmadaMapWindow *self);
ArmadaFleetView *armada_map_window_get_view (ArmadaMapWindow *self);

G_END_DECLS
