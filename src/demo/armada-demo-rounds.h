/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-trip.h"

G_BEGIN_DECLS

#define ARMADA_DEMO_N_DEPOTS 5
#define ARMADA_DEMO_N_PLACES 60 /* the depots first, then the customers */

typedef struct _ArmadaDemoRounds ArmadaDemoRounds;

ArmadaDemoRounds *armada_demo_rounds_new (ArmadaRoads *roads, guint64 seed, GError **error);
void armada_demo_rounds_free (ArmadaDemoRounds *self);
ArmadaRoads *armada_demo_rounds_get_roads (ArmadaDemoRounds *self);
guint armada_demo_rounds_get_node (ArmadaDemoRounds *self, guint place);
ArmadaDemoTrip *armada_demo_rounds_get_trip (ArmadaDemoRounds *self, guint from, guint to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDemoRounds, armada_demo_rounds_free)

G_END_DECLS
