/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-map-library.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_STREETS_GROUP (armada_streets_group_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaStreetsGroup,
                      armada_streets_group,
                      ARMADA,
                      STREETS_GROUP,
                      AdwPreferencesGroup)

void armada_streets_group_open (ArmadaStreetsGroup *self,
                                GSettings *settings,
                                ArmadaMapLibrary *library);

G_END_DECLS
