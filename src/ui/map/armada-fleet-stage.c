/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-stage"

#include "map/armada-fleet-stage.h"

#include <math.h>

struct _ArmadaFleetStage
{
  gboolean clusters;
  ArmadaFleetMarks *marks;
  ArmadaFleetScene *scene; /* NULL until asked for */
  ArmadaHitGrid *grid;     /* of the scene */
};

static void
drop_scene (ArmadaFleetStage *self)
{
  g_clear_pointer (&self->grid, armada_hit_grid_free);
  g_clear_pointer (&self->scene, armada_fleet_scene_unref);
}

/**
 * armada_fleet_stage_new:
 *
 * Returns: (transfer full): a stage with nobody on it, and clusters
 */
ArmadaFleetStage *
armada_fleet_stage_new (void)
{
  ArmadaFleetStage *self = g_new0 (ArmadaFleetStage, 1);

  self->clusters = TRUE;
  self->marks = armada_fleet_marks_new (NULL, ARMADA_FLEET_LABELS_NAME);
  return self;
}

void
armada_fleet_stage_free (ArmadaFleetStage *self)
{
  drop_scene (self);
  armada_fleet_marks_free (self->marks);
  g_free (self);
}

/**
 * armada_fleet_stage_set_view:
 * @view: (nullable): what to show, as it is now
 * @labels: what stands beside each vehicle
 *
 * Returns: whether that looks different
 */
gboolean
armada_fleet_stage_set_view (ArmadaFleetStage *self,
                             ArmadaFleetView *view,
                             ArmadaFleetLabels labels)
{
  g_autoptr (ArmadaFleetMarks) marks = armada_fleet_marks_new (view, labels);

  if (armada_fleet_marks_equal (self->marks, marks))
    return FALSE;

  drop_scene (self);
  armada_fleet_marks_free (self->marks);
  self->marks = g_steal_pointer (&marks);
  return TRUE;
}

/**
 * armada_fleet_stage_set_clusters:
 * @clusters: whether vehicles that crowd together share a mark
 */
void
armada_fleet_stage_set_clusters (ArmadaFleetStage *self, gboolean clusters)
{
  self->clusters = clusters;
  drop_scene (self);
}

/**
 * armada_fleet_stage_get_marks:
 *
 * Returns: (transfer none): every vehicle that has a place
 */
const ArmadaFleetMarks *
armada_fleet_stage_get_marks (ArmadaFleetStage *self)
{
  return self->marks;
}

/**
 * armada_fleet_stage_get_scene:
 * @transform: where the map is
 *
 * Returns: (transfer none): what is drawn at the zoom step nearest to what is shown
 */
ArmadaFleetScene *
armada_fleet_stage_get_scene (ArmadaFleetStage *self, const ArmadaMapTransform *transform)
{
  double scale = transform->scale * exp2 (round (transform->zoom) - transform->zoom);
  ArmadaHitPoints points;

  if (self->scene != NULL && fabs (self->scene->scale / scale - 1) < 1e-6)
    return self->scene;

  drop_scene (self);
  self->scene = armada_fleet_scene_new (self->marks, scale, self->clusters);
  points = (ArmadaHitPoints) { self->scene->n, self->scene->x, self->scene->y, self->scene->reach,
                               scale };
  self->grid = armada_hit_grid_new (&points);
  return self->scene;
}

/**
 * armada_fleet_stage_pick:
 * @x: logical pixels
 * @y: logical pixels
 *
 * Returns: the item of the scene that is there, or ARMADA_HIT_NONE
 */
guint
armada_fleet_stage_pick (ArmadaFleetStage *self,
                         const ArmadaMapTransform *transform,
                         double x,
                         double y)
{
  double world_x, world_y;

  armada_fleet_stage_get_scene (self, transform);
  armada_map_transform_unproject (transform, x, y, &world_x, &world_y);
  return armada_hit_grid_pick (self->grid, world_x, world_y, transform->scale);
}

/**
 * armada_fleet_stage_get_device:
 * @item: what armada_fleet_stage_pick() gave
 *
 * Returns: (transfer none) (nullable): the vehicle it is; none for a cluster
 */
ArmadaDevice *
armada_fleet_stage_get_device (ArmadaFleetStage *self, guint item)
{
  if (item == ARMADA_HIT_NONE || self->scene->mark[item] == ARMADA_CLUSTER_NONE)
    return NULL;
  return self->marks->devices[self->scene->mark[item]];
}

/**
 * armada_fleet_stage_get_cluster:
 * @item: what armada_fleet_stage_pick() gave
 *
 * Returns: (transfer none) (nullable): the cluster it is; none for a vehicle
 */
const ArmadaCluster *
armada_fleet_stage_get_cluster (ArmadaFleetStage *self, guint item)
{
  if (item == ARMADA_HIT_NONE || self->scene->cluster[item] == ARMADA_CLUSTER_NONE)
    return NULL;
  return &self->scene->clusters->clusters[self->scene->cluster[item]];
}
