/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-fleet-marks.h"

G_BEGIN_DECLS

/**
 * ArmadaFleetScene:
 * @x: (array length=n): Web Mercator
 * @y: (array length=n): Web Mercator
 * @reach: (array length=n): logical pixels from the middle to the rim
 * @mark: (array length=n): the vehicle's place in the marks, or ARMADA_CLUSTER_NONE for a cluster
 * @cluster: (array length=n): the cluster's place in @clusters, or ARMADA_CLUSTER_NONE
 * @clusters: (nullable): with clusters, all of them
 * @scale: pixels the world is wide at the zoom step it was made for
 * @text: how many times its usual size text has
 *
 * What is drawn at one zoom step, in drawing order: clusters and lone vehicles, or every vehicle
 * that is not right under another. It knows nothing of what is in view, so that panning changes
 * nothing. Immutable and counted; any thread may read it.
 */
typedef struct
{
  guint n;
  double *x;
  double *y;
  float *course;
  guint8 *state;
  guint8 *alarm;
  guint8 *reach;
  guint *mark;
  guint *cluster;
  ArmadaClusters *clusters;
  double scale;
  double text;
} ArmadaFleetScene;

ArmadaFleetScene *armada_fleet_scene_new (const ArmadaFleetMarks *marks,
                                          double scale,
                                          gboolean clusters,
                                          double text);
ArmadaFleetScene *armada_fleet_scene_ref (ArmadaFleetScene *self);
void armada_fleet_scene_unref (ArmadaFleetScene *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaFleetScene, armada_fleet_scene_unref)

G_END_DECLS
