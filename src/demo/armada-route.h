/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-roads.h"

G_BEGIN_DECLS

GArray *armada_route_find (ArmadaRoads *roads, guint from, guint to);

G_END_DECLS
