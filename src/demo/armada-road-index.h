/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-roads.h"

G_BEGIN_DECLS

/**
 * ArmadaRoadSnap:
 * @arc: a road, in a direction in which it may be driven
 * @offset: metres from its start to the place
 * @distance: metres from what was asked for to the place
 *
 * The place on a road that is nearest to some other place.
 */
typedef struct
{
  ArmadaRoadsArc arc;
  double offset;
  double distance;
  double latitude;
  double longitude;
} ArmadaRoadSnap;

typedef struct _ArmadaRoadIndex ArmadaRoadIndex;

ArmadaRoadIndex *armada_road_index_new (ArmadaRoads *roads);
void armada_road_index_free (ArmadaRoadIndex *self);
guint armada_road_index_find (ArmadaRoadIndex *self,
                              double latitude,
                              double longitude,
                              double radius,
                              ArmadaRoadSnap *snaps,
                              guint max_snaps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaRoadIndex, armada_road_index_free)

G_END_DECLS
