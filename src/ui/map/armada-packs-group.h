/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-map-library.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_PACKS_GROUP (armada_packs_group_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPacksGroup,
                      armada_packs_group,
                      ARMADA,
                      PACKS_GROUP,
                      AdwPreferencesGroup)

void armada_packs_group_open (ArmadaPacksGroup *self, ArmadaMapLibrary *library);
void armada_packs_group_add_file (ArmadaPacksGroup *self, GFile *file);

G_END_DECLS
