/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "map/armada-fleet-painter.h"
#include "model/armada-fleet-view.h"
#include "model/armada-selection.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FLEET_LAYER (armada_fleet_layer_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFleetLayer, armada_fleet_layer, ARMADA, FLEET_LAYER, ShumateLayer)

/*
 * Draws the devices of a fleet view on the map, in one snapshot, whatever their number.
 *
 * Properties (read-write): "fleet-view", "selection" (objects), "dark" (boolean),
 * "clusters" (boolean, TRUE), "labels" (uint: ArmadaFleetLabels). "glide" (boolean,
 * FALSE: vehicles move between two fixes). Read-only, notified: "hovered"
 * (ArmadaDevice, nullable: the vehicle under the pointer).
 *
 * Signal "cluster-activated" (layer, double latitude_min, latitude_max, longitude_min,
 * longitude_max): a cluster was clicked; the map should show this box.
 */

ArmadaFleetLayer *armada_fleet_layer_new (ShumateViewport *viewport);
void armada_fleet_layer_set_fleet_view (ArmadaFleetLayer *self, ArmadaFleetView *view);
void armada_fleet_layer_set_selection (ArmadaFleetLayer *self, ArmadaSelection *selection);
void armada_fleet_layer_set_dark (ArmadaFleetLayer *self, gboolean dark);
void armada_fleet_layer_set_clusters (ArmadaFleetLayer *self, gboolean clusters);
void armada_fleet_layer_set_labels (ArmadaFleetLayer *self, ArmadaFleetLabels labels);

void armada_fleet_layer_set_glide (ArmadaFleetLayer *self, gboolean glide);
gboolean armada_fleet_layer_is_waiting (ArmadaFleetLayer *self);
gboolean armada_fleet_layer_get_settled (ArmadaFleetLayer *self);
const ArmadaLabelBox *armada_fleet_layer_get_labels (ArmadaFleetLayer *self, guint *n_labels);
gboolean armada_fleet_layer_has_mark_at (ArmadaFleetLayer *self, double x, double y);
ArmadaDevice *armada_fleet_layer_get_device_at (ArmadaFleetLayer *self, double x, double y);
ArmadaDevice *armada_fleet_layer_get_hovered (ArmadaFleetLayer *self);
void armada_fleet_layer_set_carded (ArmadaFleetLayer *self, gboolean carded);
void armada_fleet_layer_locate (ArmadaFleetLayer *self, ArmadaDevice *device, double *x, double *y);
void armada_fleet_layer_hover (ArmadaFleetLayer *self, double x, double y);
void armada_fleet_layer_activate (ArmadaFleetLayer *self, double x, double y);
void armada_fleet_layer_toggle (ArmadaFleetLayer *self, double x, double y);
void armada_fleet_layer_choose_within (ArmadaFleetLayer *self,
                                       const graphene_rect_t *rect,
                                       gboolean add);

G_END_DECLS
