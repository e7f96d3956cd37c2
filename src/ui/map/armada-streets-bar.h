/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-map-library.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_STREETS_BAR (armada_streets_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaStreetsBar, armada_streets_bar, ARMADA, STREETS_BAR, AdwBin)

void
armada_streets_bar_open (ArmadaStreetsBar *self, GSettings *settings, ArmadaMapLibrary *library);

G_END_DECLS
