/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-mark-path.h"

G_BEGIN_DECLS

/* So many marks are drawn one by one within a frame; more of them are drawn as one picture. */
#define ARMADA_MARK_RASTER_FROM 1200

ArmadaMarkPath *armada_mark_raster_new (ArmadaMarkPathFunc drawn, gpointer user_data);

G_END_DECLS
