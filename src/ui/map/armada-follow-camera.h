/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <shumate/shumate.h>

#include "model/armada-fleet-view.h"
#include "model/armada-selection.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FOLLOW_CAMERA (armada_follow_camera_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFollowCamera, armada_follow_camera, ARMADA, FOLLOW_CAMERA, GObject)

/*
 * Keeps what is followed in view of a map: one vehicle in the middle, several within it.
 */

ArmadaFollowCamera *armada_follow_camera_new (ShumateMap *map);
void armada_follow_camera_set_selection (ArmadaFollowCamera *self, ArmadaSelection *selection);
void armada_follow_camera_set_view (ArmadaFollowCamera *self, ArmadaFleetView *view);
gboolean armada_follow_camera_is_following (ArmadaFollowCamera *self);
gboolean armada_follow_camera_get_heading_up (ArmadaFollowCamera *self);
void armada_follow_camera_set_heading_up (ArmadaFollowCamera *self, gboolean heading_up);
void armada_follow_camera_update (ArmadaFollowCamera *self);

G_END_DECLS
