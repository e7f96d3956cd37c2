/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/armada-store.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_STORAGE_GROUP (armada_storage_group_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaStorageGroup,
                      armada_storage_group,
                      ARMADA,
                      STORAGE_GROUP,
                      AdwPreferencesGroup)

void armada_storage_group_open (ArmadaStorageGroup *self, GSettings *settings, ArmadaStore *store);

G_END_DECLS
