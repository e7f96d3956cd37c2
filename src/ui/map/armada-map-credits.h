/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "sync/armada-map-library.h"

G_BEGIN_DECLS

char *armada_map_credits_dup (ArmadaMapLibrary *library,
                              ShumateViewport *viewport,
                              int width,
                              int height);

G_END_DECLS
