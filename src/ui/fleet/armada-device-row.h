/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-device.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_DEVICE_ROW (armada_device_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDeviceRow, armada_device_row, ARMADA, DEVICE_ROW, GtkWidget)

GtkWidget *armada_device_row_new (void);
void armada_device_row_show (ArmadaDeviceRow *self, ArmadaDevice *device, gint64 now);
gboolean armada_device_row_refresh (ArmadaDeviceRow *self, gint64 now);
void armada_device_row_set_stale (ArmadaDeviceRow *self, gboolean stale);
const char *armada_device_row_get_description (ArmadaDeviceRow *self);

G_END_DECLS
