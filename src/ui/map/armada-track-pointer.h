/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-layer.h"

G_BEGIN_DECLS

void armada_track_pointer_attach (ArmadaTrackLayer *layer);

G_END_DECLS
