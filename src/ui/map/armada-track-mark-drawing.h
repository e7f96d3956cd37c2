/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-sprite.h"
#include "map/armada-track-scene.h"

G_BEGIN_DECLS

ArmadaSprite *armada_track_mark_drawing_new (ArmadaTrackMarkKind kind, gboolean dark, double scale);
ArmadaSprite *armada_track_mark_drawing_new_ring (gboolean dark, double scale);

G_END_DECLS
