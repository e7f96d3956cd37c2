/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-mark-path.h"

G_BEGIN_DECLS

ArmadaMarkPath *armada_mark_textures_new (void);

G_END_DECLS
