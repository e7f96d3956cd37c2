/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-record.h"
#include "model/armada-device-state.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_DEVICE (armada_device_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDevice, armada_device, ARMADA, DEVICE, GObject)

/* Properties (read-only): "record" (boxed ArmadaDeviceRecord), "state" (uint). */

ArmadaDevice *armada_device_new (ArmadaDeviceRecord *record, gint64 now);

gint64 armada_device_get_id (ArmadaDevice *self);
const ArmadaDeviceRecord *armada_device_get_record (ArmadaDevice *self);
ArmadaDeviceState armada_device_get_state (ArmadaDevice *self);
gint64 armada_device_get_state_since (ArmadaDevice *self);
const char *armada_device_get_search_key (ArmadaDevice *self);
const char *armada_device_get_sort_key (ArmadaDevice *self);
const gint64 *armada_device_peek_id (ArmadaDevice *self);

gboolean armada_device_set_record (ArmadaDevice *self,
                                   ArmadaDeviceRecord *record,
                                   gint64 now,
                                   ArmadaDeviceRecord **replaced);
gboolean armada_device_refresh_state (ArmadaDevice *self, gint64 now);

char *armada_device_fold_text (const char *text);

G_END_DECLS
