/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-record.h"
#include "api/armada-events-reader.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id; /* 0: ungrouped; made up (negative, stable for a title) where the server gives none */
  char *title;
} ArmadaGroupRecord;

/**
 * ArmadaDeviceBatch:
 * @changed: (element-type ArmadaDeviceRecord): devices whose bytes differ from the last time
 * @seen: (element-type gint64) (nullable): every id of a whole fleet in the server's order; NULL
 *   when the answer told only some devices, so that a missing one means nothing
 * @groups: (element-type ArmadaGroupRecord) (nullable): with a whole fleet, its groups
 * @events: (element-type ArmadaEventRecord): what get_devices_latest told beside the devices
 * @n_unreadable: devices that could not be read; they keep what was known of them
 *
 * Everything one poll brought, made on a worker thread and then never changed: counted, so that the
 * fleet and the store take from the same one.
 */
typedef struct
{
  GPtrArray *changed;
  GArray *seen;
  GPtrArray *groups;
  GPtrArray *events;
  guint n_unreadable;
} ArmadaDeviceBatch;

ArmadaDeviceBatch *armada_device_batch_new (gboolean whole);
ArmadaDeviceBatch *armada_device_batch_ref (ArmadaDeviceBatch *self);
void armada_device_batch_unref (ArmadaDeviceBatch *self);
void armada_device_batch_add_group (ArmadaDeviceBatch *self, gint64 id, const char *title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDeviceBatch, armada_device_batch_unref)

G_END_DECLS
