/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-roads.h"

G_BEGIN_DECLS

typedef struct _ArmadaDemoTrip ArmadaDemoTrip;

/**
 * ArmadaDemoTripPoint:
 * @distance: metres driven since the trip began
 * @speed: metres a second
 * @heading: degrees clockwise from north
 * @link: the road driven on
 */
typedef struct
{
  double latitude;
  double longitude;
  double heading;
  double distance;
  double speed;
  guint link;
} ArmadaDemoTripPoint;

ArmadaDemoTrip *armada_demo_trip_new (ArmadaRoads *roads, GArray *route);
void armada_demo_trip_free (ArmadaDemoTrip *self);
double armada_demo_trip_get_duration (ArmadaDemoTrip *self);
double armada_demo_trip_get_length (ArmadaDemoTrip *self);
void armada_demo_trip_at (ArmadaDemoTrip *self,
                          ArmadaRoads *roads,
                          double seconds,
                          ArmadaDemoTripPoint *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDemoTrip, armada_demo_trip_free)

G_END_DECLS
