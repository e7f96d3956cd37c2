/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-scene"

#include "map/armada-fleet-scene.h"

#include "map/armada-cluster-drawing.h"
#include "map/armada-vehicle-sprites.h"
#include "model/armada-cell-table.h"

#define THIN_CELL 6 /* pixels: of vehicles this close only the topmost is drawn */

static void
allocate (ArmadaFleetScene *self, guint n)
{
  self->x = g_new (double, n);
  self->y = g_new (double, n);
  self->course = g_new (float, n);
  self->state = g_new (guint8, n);
  self->alarm = g_new (guint8, n);
  self->reach = g_new (guint8, n);
  self->mark = g_new (guint, n);
  self->cluster = g_new (guint, n);
}

static void
add_vehicle (ArmadaFleetScene *self, const ArmadaFleetMarks *marks, guint mark)
{
  guint i = self->n++;

  self->x[i] = marks->x[mark];
  self->y[i] = marks->y[mark];
  self->course[i] = marks->course[mark];
  self->state[i] = marks->state[mark];
  self->alarm[i] = marks->alarm[mark];
  self->reach[i] = ARMADA_VEHICLE_RADIUS;
  self->mark[i] = mark;
  self->cluster[i] = ARMADA_CLUSTER_NONE;
}

static void
add_cluster (ArmadaFleetScene *self, guint number)
{
  const ArmadaCluster *cluster = &self->clusters->clusters[number];
  guint i = self->n++;

  self->x[i] = cluster->x;
  self->y[i] = cluster->y;
  self->course[i] = 0;
  self->state[i] = 0;
  self->alarm[i] = cluster->n_alarms > 0;
  self->reach[i] = (guint8) armada_cluster_drawing_radius (cluster->n, self->text);
  self->mark[i] = ARMADA_CLUSTER_NONE;
  self->cluster[i] = number;
}

static void
add_clustered (ArmadaFleetScene *self, const ArmadaFleetMarks *marks)
{
  const ArmadaClusterPoints points = {
    .n = marks->n,
    .x = marks->x,
    .y = marks->y,
    .state = marks->state,
    .alarm = marks->alarm,
  };

  /* marks that are larger come together sooner */
  self->clusters =
      armada_clusters_new (&points, self->scale / armada_cluster_drawing_room (self->text));
  allocate (self, marks->n + self->clusters->n_clusters);
  for (guint i = 0; i < self->clusters->n_clusters; i++)
    add_cluster (self, i);
  for (guint i = 0; i < marks->n; i++)
    if (self->clusters->of[i] == ARMADA_CLUSTER_NONE)
      add_vehicle (self, marks, i);
}

static void
add_thinned (ArmadaFleetScene *self, const ArmadaFleetMarks *marks)
{
  g_autoptr (ArmadaCellTable) cells = armada_cell_table_new (marks->n);
  g_autofree guint8 *hidden = g_new0 (guint8, marks->n + 1);
  double per_unit = self->scale / THIN_CELL;

  allocate (self, marks->n);
  for (guint i = 0; i < marks->n; i++)
    {
      guint *top = armada_cell_table_at (cells, marks->x[i] * per_unit, marks->y[i] * per_unit);

      if (*top != ARMADA_CELL_EMPTY)
        hidden[*top] = 1;
      *top = i;
    }
  for (guint i = 0; i < marks->n; i++)
    if (!hidden[i])
      add_vehicle (self, marks, i);
}

/**
 * armada_fleet_scene_new:
 * @marks: all that could be drawn
 * @scale: pixels the world is wide at the zoom step
 * @clusters: whether vehicles that crowd together share a mark
 * @text: how many times its usual size text has
 *
 * Returns: (transfer full): what is drawn
 */
ArmadaFleetScene *
armada_fleet_scene_new (const ArmadaFleetMarks *marks, double scale, gboolean clusters, double text)
{
  ArmadaFleetScene *self = g_atomic_rc_box_new0 (ArmadaFleetScene);

  self->scale = scale;
  self->text = text;
  if (clusters)
    add_clustered (self, marks);
  else
    add_thinned (self, marks);
  return self;
}

ArmadaFleetScene *
armada_fleet_scene_ref (ArmadaFleetScene *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
scene_clear (gpointer data)
{
  ArmadaFleetScene *self = data;

  g_free (self->x);
  g_free (self->y);
  g_free (self->course);
  g_free (self->state);
  g_free (self->alarm);
  g_free (self->reach);
  g_free (self->mark);
  g_free (self->cluster);
  g_clear_pointer (&self->clusters, armada_clusters_free);
}

void
armada_fleet_scene_unref (ArmadaFleetScene *self)
{
  g_atomic_rc_box_release_full (self, scene_clear);
}
