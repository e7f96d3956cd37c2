/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-fleet-scene.h"
#include "map/armada-hit-grid.h"
#include "map/armada-map-transform.h"
#include "model/armada-selection.h"

G_BEGIN_DECLS

/**
 * ArmadaFleetStage:
 *
 * What there is of the fleet, what of it is drawn at the zoom step shown, and what is where. Each
 * is made from the one before, and only when it must be.
 */
typedef struct _ArmadaFleetStage ArmadaFleetStage;

ArmadaFleetStage *armada_fleet_stage_new (void);
void armada_fleet_stage_free (ArmadaFleetStage *self);

gboolean armada_fleet_stage_set_view (ArmadaFleetStage *self,
                                      ArmadaFleetView *view,
                                      ArmadaFleetLabels labels);
void armada_fleet_stage_set_clusters (ArmadaFleetStage *self, gboolean clusters);
void armada_fleet_stage_set_text (ArmadaFleetStage *self, double text);
const ArmadaFleetMarks *armada_fleet_stage_get_marks (ArmadaFleetStage *self);
ArmadaFleetScene *armada_fleet_stage_get_scene (ArmadaFleetStage *self,
                                                const ArmadaMapTransform *transform);

guint armada_fleet_stage_pick (ArmadaFleetStage *self,
                               const ArmadaMapTransform *transform,
                               double x,
                               double y);
ArmadaDevice *armada_fleet_stage_get_device (ArmadaFleetStage *self, guint item);
const ArmadaCluster *armada_fleet_stage_get_cluster (ArmadaFleetStage *self, guint item);

const guint8 *armada_fleet_stage_get_chosen (ArmadaFleetStage *self, ArmadaSelection *selection);
void armada_fleet_stage_forget_chosen (ArmadaFleetStage *self);
GPtrArray *armada_fleet_stage_list_item (ArmadaFleetStage *self, guint item);
GPtrArray *armada_fleet_stage_list_within (ArmadaFleetStage *self,
                                           const ArmadaMapTransform *transform,
                                           const graphene_rect_t *rect);

G_END_DECLS
