/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <shumate/shumate.h>

#include "map/armada-area-layer.h"
#include "map/armada-fleet-layer.h"
#include "map/armada-measure-layer.h"
#include "map/armada-track-layer.h"
#include "model/armada-fleet-view.h"
#include "model/armada-selection.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_MAP_VIEW (armada_map_view_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMapView, armada_map_view, ARMADA, MAP_VIEW, AdwBin)

/*
 * The map: streets from packs, the fleet over them, attribution, scale, zoom buttons.
 *
 * Properties: "fleet-view" and "selection" (objects, read-write), "complete" (boolean, read-only:
 * every tile in view is drawn and nothing is under way), "clusters" (boolean, read-write: vehicles
 * that crowd together share a mark), "labels" (uint, read-write: ArmadaFleetLabels), "heading-up"
 * (boolean, read-write: the map turns with the one vehicle that is followed), "glide" (boolean,
 * read-write, TRUE: vehicles move on between two fixes where the desktop is not to save power).
 * Signal "spot" (double latitude, longitude, metres): the mark of several vehicles was clicked that
 * no zoom would part. Signal "follow-ended": the user moved the map away from what was followed.
 */

GtkWidget *armada_map_view_new (void);
void armada_map_view_set_fleet_view (ArmadaMapView *self, ArmadaFleetView *view);
void armada_map_view_set_selection (ArmadaMapView *self, ArmadaSelection *selection);
void armada_map_view_set_heading_up (ArmadaMapView *self, gboolean heading_up);
ArmadaTrackLayer *armada_map_view_get_track_layer (ArmadaMapView *self);
ArmadaAreaLayer *armada_map_view_get_area_layer (ArmadaMapView *self);
ArmadaMeasureLayer *armada_map_view_get_measure_layer (ArmadaMapView *self);
ArmadaFleetLayer *armada_map_view_get_fleet_layer (ArmadaMapView *self);
void armada_map_view_add_card (ArmadaMapView *self, GtkWidget *widget);
void armada_map_view_add_bar (ArmadaMapView *self, GtkWidget *widget);
void armada_map_view_set_still (ArmadaMapView *self, gboolean dark);
gboolean armada_map_view_get_complete (ArmadaMapView *self);
ShumateViewport *armada_map_view_get_viewport (ArmadaMapView *self);
void
armada_map_view_set_place (ArmadaMapView *self, double latitude, double longitude, double zoom);
void armada_map_view_set_pin (ArmadaMapView *self, double latitude, double longitude);
void armada_map_view_show_pin (ArmadaMapView *self, double latitude, double longitude);

void armada_map_view_take_focus (ArmadaMapView *self);
void armada_map_view_zoom_in (ArmadaMapView *self);
void armada_map_view_zoom_out (ArmadaMapView *self);
void armada_map_view_fit_fleet (ArmadaMapView *self, gboolean animate);
void armada_map_view_show_device (ArmadaMapView *self, ArmadaDevice *device);
void armada_map_view_keep_to_view (ArmadaMapView *self);
void armada_map_view_show_chosen (ArmadaMapView *self);
void armada_map_view_choose_visible (ArmadaMapView *self);

G_END_DECLS
