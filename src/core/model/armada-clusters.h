/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-device-state.h"

G_BEGIN_DECLS

/* Closer than this, two vehicles would hide each other and become one mark. */
#define ARMADA_CLUSTER_STACK 14
/* No other mark stands nearer to a cluster's than this. */
#define ARMADA_CLUSTER_REACH 40
/* This many vehicles in a cell of the grid are too many to show each. */
#define ARMADA_CLUSTER_CROWD 4
#define ARMADA_CLUSTER_CELL 64

#define ARMADA_CLUSTER_NONE G_MAXUINT

/**
 * ArmadaClusterPoints:
 * @x: Web Mercator
 * @y: Web Mercator
 * @state: (array length=n): ArmadaDeviceState
 * @alarm: (array length=n): 1 for a vehicle with an alarm
 */
typedef struct
{
  guint n;
  const double *x;
  const double *y;
  const guint8 *state;
  const guint8 *alarm;
} ArmadaClusterPoints;

/**
 * ArmadaCluster:
 * @x: where to draw it, Web Mercator
 * @y: where to draw it, Web Mercator
 * @n: its vehicles, at least 2
 * @n_alarms: those with an alarm
 * @counts: its vehicles by state
 */
typedef struct
{
  double x, y;
  double x_min, x_max, y_min, y_max;
  guint n;
  guint n_alarms;
  guint counts[ARMADA_N_DEVICE_STATES];
} ArmadaCluster;

/**
 * ArmadaClusters:
 * @of: (array length=n_points): for each point its cluster, or ARMADA_CLUSTER_NONE: it stands alone
 */
typedef struct
{
  ArmadaCluster *clusters;
  guint n_clusters;
  guint *of;
  guint n_points;
} ArmadaClusters;

ArmadaClusters *armada_clusters_new (const ArmadaClusterPoints *points, double scale);
void armada_clusters_free (ArmadaClusters *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaClusters, armada_clusters_free)

G_END_DECLS
