/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-clusters.h"

G_BEGIN_DECLS

/**
 * ArmadaClusterDrawing:
 *
 * Draws the marks of clusters. A poll that moves the whole fleet asks for hundreds of new ones
 * within a frame, so their geometry is worked out once and a mark costs a pass over its pixels.
 */
typedef struct _ArmadaClusterDrawing ArmadaClusterDrawing;

ArmadaClusterDrawing *
armada_cluster_drawing_new (gboolean dark, double scale, PangoContext *context);
void armada_cluster_drawing_free (ArmadaClusterDrawing *self);

double armada_cluster_drawing_radius (guint n, double text);
double armada_cluster_drawing_room (double text);
gint64 armada_cluster_drawing_key (const ArmadaCluster *cluster);
guint32 *
armada_cluster_drawing_draw (ArmadaClusterDrawing *self, const ArmadaCluster *cluster, int *size);

G_END_DECLS
