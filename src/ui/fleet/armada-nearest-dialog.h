/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/armada-fleet.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_NEAREST_DIALOG (armada_nearest_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaNearestDialog, armada_nearest_dialog, ARMADA, NEAREST_DIALOG, AdwDialog)

/* Signal "chosen" (ArmadaDevice): the user wants to see that vehicle. */

ArmadaNearestDialog *
armada_nearest_dialog_new (ArmadaFleet *fleet, double latitude, double longitude, gint64 now);

ArmadaNearestDialog *armada_nearest_dialog_new_spot (ArmadaFleet *fleet,
                                                     double latitude,
                                                     double longitude,
                                                     double metres,
                                                     gint64 now);

G_END_DECLS
