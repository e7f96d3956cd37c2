/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/armada-store.h"
#include "sync/armada-map-library.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_PREFERENCES (armada_preferences_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPreferences,
                      armada_preferences,
                      ARMADA,
                      PREFERENCES,
                      AdwPreferencesDialog)

ArmadaPreferences *armada_preferences_new (GSettings *settings, ArmadaStore *store);
void armada_preferences_set_library (ArmadaPreferences *self, ArmadaMapLibrary *library);

void armada_preferences_show_maps (ArmadaPreferences *self);
void armada_preferences_add_map (ArmadaPreferences *self, GFile *file);

G_END_DECLS
