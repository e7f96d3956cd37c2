/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-stage"

#include "map/armada-fleet-stage.h"

#include <math.h>

struct _ArmadaFleetStage
{
  gboolean clusters;
  double text; /* how many times its usual size text has */
  ArmadaFleetMarks *marks;
  ArmadaFleetMarks *spare; /* the marks before, whose arrays are taken for the next ones */
  ArmadaFleetScene *scene; /* NULL until asked for */
  ArmadaHitGrid *grid;     /* of the scene */
  guint8 *chosen;          /* per item of the scene; NULL until asked for */
};

static void
drop_scene (ArmadaFleetStage *self)
{
  armada_fleet_stage_forget_chosen (self);
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
  self->text = 1;
  self->marks = armada_fleet_marks_new ();
  self->spare = armada_fleet_marks_new ();
  return self;
}

void
armada_fleet_stage_free (ArmadaFleetStage *self)
{
  drop_scene (self);
  armada_fleet_marks_free (self->marks);
  armada_fleet_marks_free (self->spare);
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
  ArmadaFleetMarks *before = self->marks;

  armada_fleet_marks_take (self->spare, view, labels);
  if (armada_fleet_marks_equal (before, self->spare))
    {
      armada_fleet_marks_clear (self->spare);
      return FALSE;
    }

  drop_scene (self);
  self->marks = self->spare;
  self->spare = before;
  armada_fleet_marks_clear (before);
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
 * armada_fleet_stage_set_text:
 * @text: how many times its usual size text has
 */
void
armada_fleet_stage_set_text (ArmadaFleetStage *self, double text)
{
  if (self->text == text)
    return;
  self->text = text;
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
  self->scene = armada_fleet_scene_new (self->marks, scale, self->clusters, self->text);
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

/**
 * armada_fleet_stage_get_chosen:
 * @selection: (nullable): who is chosen
 *
 * Returns: (transfer none) (nullable) (array): for each item of the scene whether it stands for
 *   anybody of them, until the scene is another one or it is forgotten; NULL unless several are
 */
const guint8 *
armada_fleet_stage_get_chosen (ArmadaFleetStage *self, ArmadaSelection *selection)
{
  g_autofree guint8 *of_cluster = NULL;
  guint n_clusters;

  if (selection == NULL || armada_selection_get_n_chosen (selection) < 2 || self->scene == NULL)
    return NULL;
  if (self->chosen != NULL)
    return self->chosen;

  n_clusters = self->scene->clusters ? self->scene->clusters->n_clusters : 0;
  of_cluster = g_new0 (guint8, n_clusters + 1);
  for (guint i = 0; n_clusters > 0 && i < self->marks->n; i++)
    if (self->scene->clusters->of[i] != ARMADA_CLUSTER_NONE &&
        armada_selection_contains (selection, self->marks->devices[i]))
      of_cluster[self->scene->clusters->of[i]] = 1;

  self->chosen = g_new0 (guint8, self->scene->n + 1);
  for (guint i = 0; i < self->scene->n; i++)
    if (self->scene->cluster[i] != ARMADA_CLUSTER_NONE)
      self->chosen[i] = of_cluster[self->scene->cluster[i]];
    else
      self->chosen[i] =
          armada_selection_contains (selection, self->marks->devices[self->scene->mark[i]]);
  return self->chosen;
}

/**
 * armada_fleet_stage_forget_chosen:
 *
 * Others are chosen now.
 */
void
armada_fleet_stage_forget_chosen (ArmadaFleetStage *self)
{
  g_clear_pointer (&self->chosen, g_free);
}

static void
list_item (ArmadaFleetStage *self, guint item, GPtrArray *devices)
{
  if (self->scene->cluster[item] == ARMADA_CLUSTER_NONE)
    g_ptr_array_add (devices, g_object_ref (self->marks->devices[self->scene->mark[item]]));
  else
    for (guint i = 0; i < self->marks->n; i++)
      if (self->scene->clusters->of[i] == self->scene->cluster[item])
        g_ptr_array_add (devices, g_object_ref (self->marks->devices[i]));
}

/**
 * armada_fleet_stage_list_item:
 * @item: what armada_fleet_stage_pick() gave
 *
 * Returns: (transfer full) (element-type ArmadaDevice): the vehicle or all of the cluster
 */
GPtrArray *
armada_fleet_stage_list_item (ArmadaFleetStage *self, guint item)
{
  GPtrArray *devices = g_ptr_array_new_with_free_func (g_object_unref);

  if (item != ARMADA_HIT_NONE)
    list_item (self, item, devices);
  return devices;
}

static gboolean
is_within (const ArmadaMapTransform *transform, double x, double y, const graphene_rect_t *rect)
{
  armada_map_transform_project (transform, x, y, &x, &y);
  return graphene_rect_contains_point (rect, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

/**
 * armada_fleet_stage_list_within:
 * @rect: logical pixels
 *
 * Returns: (transfer full) (element-type ArmadaDevice): whoever has the middle of their mark there;
 *   all of a cluster whose mark has it
 */
GPtrArray *
armada_fleet_stage_list_within (ArmadaFleetStage *self,
                                const ArmadaMapTransform *transform,
                                const graphene_rect_t *rect)
{
  GPtrArray *devices = g_ptr_array_new_with_free_func (g_object_unref);
  const ArmadaFleetScene *scene = armada_fleet_stage_get_scene (self, transform);
  const ArmadaClusters *clusters = scene->clusters;
  g_autofree guint8 *within = g_new0 (guint8, (clusters ? clusters->n_clusters : 0) + 1);

  for (guint i = 0; clusters != NULL && i < clusters->n_clusters; i++)
    within[i] = is_within (transform, clusters->clusters[i].x, clusters->clusters[i].y, rect);
  for (guint i = 0; i < self->marks->n; i++)
    {
      guint of = clusters ? clusters->of[i] : ARMADA_CLUSTER_NONE;

      /* with no clusters, whoever is under another mark is there too */
      if (of != ARMADA_CLUSTER_NONE
              ? within[of]
              : is_within (transform, self->marks->x[i], self->marks->y[i], rect))
        g_ptr_array_add (devices, g_object_ref (self->marks->devices[i]));
    }
  return devices;
}
