/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "map/armada-track-line.h"

G_BEGIN_DECLS

void armada_track_camera_show (ShumateLayer *layer, const ArmadaTrackBox *box, gboolean animate);
void armada_track_camera_follow (ShumateLayer *layer, const ArmadaTrackPlace *place);

G_END_DECLS
