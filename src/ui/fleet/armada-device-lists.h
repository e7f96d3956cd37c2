/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-device.h"
#include "sync/armada-catalog.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_DEVICE_LISTS (armada_device_lists_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDeviceLists, armada_device_lists, ARMADA, DEVICE_LISTS, GtkWidget)

/* Property: "has-services" (boolean, read-only): whether the maintenance of the vehicle is shown.
 */

void armada_device_lists_set_clock (ArmadaDeviceLists *self, ArmadaClock *clock);
void armada_device_lists_set_catalog (ArmadaDeviceLists *self, ArmadaCatalog *catalog);
void armada_device_lists_set_device (ArmadaDeviceLists *self, ArmadaDevice *device);
void armada_device_lists_refresh (ArmadaDeviceLists *self);
void armada_device_lists_update (ArmadaDeviceLists *self);
gboolean armada_device_lists_get_has_services (ArmadaDeviceLists *self);

G_END_DECLS
