/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-batch.h"

G_BEGIN_DECLS

/* Batches made by hand: what is not set is unknown. */

static inline ArmadaDeviceRecord *
armada_test_record (gint64 id, const char *name, ArmadaOnline online)
{
  ArmadaDeviceRecord fields;

  armada_device_record_clear (&fields);
  fields.id = id;
  fields.group_id = 0;
  fields.name = name;
  fields.online = online;
  fields.fix_time = fields.contact_time = 1790000000;
  fields.latitude = 47 + (double) id / 100;
  fields.longitude = 9;
  return armada_device_record_new (&fields);
}

static inline void
armada_test_batch_take (ArmadaDeviceBatch *batch, ArmadaDeviceRecord *record)
{
  if (batch->seen != NULL)
    g_array_append_val (batch->seen, record->id);
  g_ptr_array_add (batch->changed, record);
}

G_END_DECLS
