/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-finder.h"

G_BEGIN_DECLS

ArmadaFound *armada_found_new (const ArmadaStretch *stretch, ArmadaReplayVehicle *vehicle);

G_END_DECLS
