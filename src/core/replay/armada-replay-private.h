/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-replay.h"

G_BEGIN_DECLS

/* Shared by the files of the replay, and by nobody else. */

ArmadaReplaySegment *
armada_replay_segment_new (ArmadaReplayVehicle *vehicle, ArmadaFixes *fixes, guint index);
void armada_replay_vehicle_set_color (ArmadaReplayVehicle *self, guint color);

G_END_DECLS
