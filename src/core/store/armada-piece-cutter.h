/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-track-pieces.h"

G_BEGIN_DECLS

GArray *armada_piece_cutter_cut (const ArmadaTrackWay *way);

G_END_DECLS
