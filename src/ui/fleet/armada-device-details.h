/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-selection.h"
#include "sync/armada-catalog.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_DEVICE_DETAILS (armada_device_details_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDeviceDetails, armada_device_details, ARMADA, DEVICE_DETAILS, GtkWidget)

/* Uses the actions "fleet.follow", "fleet.zoom-to", "fleet.copy-coordinates" and
 * "fleet.close-details" of whoever it stands in. */

GtkWidget *armada_device_details_new (void);
void armada_device_details_set_models (ArmadaDeviceDetails *self,
                                       ArmadaSelection *selection,
                                       ArmadaClock *clock);
void armada_device_details_set_catalog (ArmadaDeviceDetails *self, ArmadaCatalog *catalog);
void armada_device_details_refresh (ArmadaDeviceDetails *self);
void armada_device_details_update (ArmadaDeviceDetails *self);
const char *armada_device_details_get_state_text (ArmadaDeviceDetails *self);

G_END_DECLS
