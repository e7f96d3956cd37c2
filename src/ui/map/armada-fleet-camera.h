/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "model/armada-fleet-view.h"
#include "model/armada-selection.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FLEET_CAMERA (armada_fleet_camera_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFleetCamera, armada_fleet_camera, ARMADA, FLEET_CAMERA, GObject)

/*
 * Moves a map to vehicles: to all of them when they first come, and to whom the user asks for.
 */

ArmadaFleetCamera *armada_fleet_camera_new (ShumateMap *map);
void armada_fleet_camera_set_view (ArmadaFleetCamera *self, ArmadaFleetView *view);
void armada_fleet_camera_set_selection (ArmadaFleetCamera *self, ArmadaSelection *selection);
void armada_fleet_camera_keep_to_view (ArmadaFleetCamera *self);
void armada_fleet_camera_keep_place (ArmadaFleetCamera *self);
void armada_fleet_camera_show_all (ArmadaFleetCamera *self, gboolean animate);
void armada_fleet_camera_show_chosen (ArmadaFleetCamera *self);
void armada_fleet_camera_show_device (ArmadaFleetCamera *self, ArmadaDevice *device);

G_END_DECLS
