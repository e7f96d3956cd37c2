/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/armada-call.h"
#include "api/armada-device-batch.h"

G_BEGIN_DECLS

/**
 * ArmadaDevicesReader:
 *
 * Reads get_devices and get_devices_latest. Remembers a hash of each device's bytes, so that a
 * device that did not change costs a hash and no parse. One thread at a time.
 */
typedef struct _ArmadaDevicesReader ArmadaDevicesReader;

ArmadaDevicesReader *armada_devices_reader_new (void);
void armada_devices_reader_free (ArmadaDevicesReader *self);

ArmadaCall *armada_devices_reader_call (guint page);
ArmadaCall *armada_devices_reader_latest_call (gint64 since);

void armada_devices_reader_begin (ArmadaDevicesReader *self);
gboolean armada_devices_reader_read_page (ArmadaDevicesReader *self,
                                          GBytes *page,
                                          guint *n_new,
                                          GError **error);
ArmadaDeviceBatch *armada_devices_reader_finish (ArmadaDevicesReader *self);

ArmadaDeviceBatch *armada_devices_reader_read_latest (ArmadaDevicesReader *self,
                                                      GBytes *body,
                                                      gint64 *time,
                                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDevicesReader, armada_devices_reader_free)

G_END_DECLS
