/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Metres on one degree of latitude, as the road graph's lengths were measured. */
#define ARMADA_ROADS_METRES_PER_DEGREE 111195.0

typedef struct _ArmadaRoads ArmadaRoads;

/**
 * ArmadaRoadsArc:
 * @link: index of the link
 * @forward: driven from the link's first node to its second
 */
typedef struct
{
  guint link;
  gboolean forward;
} ArmadaRoadsArc;

ArmadaRoads *armada_roads_open (const char *path, GError **error);
ArmadaRoads *armada_roads_ref (ArmadaRoads *self);
void armada_roads_unref (ArmadaRoads *self);

guint armada_roads_get_n_nodes (ArmadaRoads *self);
guint armada_roads_get_n_links (ArmadaRoads *self);
gboolean armada_roads_is_connected (ArmadaRoads *self, guint node);
void armada_roads_get_node (ArmadaRoads *self, guint node, double *latitude, double *longitude);

const char *armada_roads_get_name (ArmadaRoads *self, guint link);
double armada_roads_get_length (ArmadaRoads *self, guint link);
guint armada_roads_get_speed (ArmadaRoads *self, guint link);
guint armada_roads_get_class (ArmadaRoads *self, guint link);
guint armada_roads_get_n_points (ArmadaRoads *self, guint link);
void armada_roads_get_point (ArmadaRoads *self,
                             guint link,
                             guint index,
                             double *latitude,
                             double *longitude);
double armada_roads_get_top_speed (ArmadaRoads *self);
double armada_roads_get_least_distance (ArmadaRoads *self, guint from, guint to);
const ArmadaRoadsArc *armada_roads_get_arcs (ArmadaRoads *self, guint node, guint *n_arcs);
guint armada_roads_arc_from (ArmadaRoads *self, ArmadaRoadsArc arc);
guint armada_roads_arc_to (ArmadaRoads *self, ArmadaRoadsArc arc);
gboolean armada_roads_arc_allowed (ArmadaRoads *self, ArmadaRoadsArc arc);
void armada_roads_arc_at (ArmadaRoads *self,
                          ArmadaRoadsArc arc,
                          double offset,
                          double *latitude,
                          double *longitude,
                          double *heading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaRoads, armada_roads_unref)

G_END_DECLS
