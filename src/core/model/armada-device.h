/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-record.h"
#include "model/armada-device-state.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_DEVICE (armada_device_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDevice, armada_device, ARMADA, DEVICE, GObject)

/**
 * ArmadaDeviceGlance:
 *
 * What is looked at of every vehicle at each poll and on the map. The device keeps it by itself: a
 * large fleet's records lie far apart in memory, and to look into each takes longer than all else.
 */
typedef struct
{
  gint64 id;
  gint64 group_id;
  double x;           /* Web Mercator; of no meaning without a place */
  double y;           /* likewise */
  guint64 names_hash; /* of name, plate, driver and IMEI */
  float course;       /* degrees clockwise from north; NAN unknown */
  guint8 state;       /* an ArmadaDeviceState */
  guint8 alarm;       /* 0 or 1 */
  guint8 has_place;   /* 0 or 1 */
} ArmadaDeviceGlance;

/* Properties (read-only): "record" (boxed ArmadaDeviceRecord), "state" (uint). */

ArmadaDevice *armada_device_new (ArmadaDeviceRecord *record, gint64 now);

gint64 armada_device_get_id (ArmadaDevice *self);
const ArmadaDeviceRecord *armada_device_get_record (ArmadaDevice *self);
ArmadaDeviceState armada_device_get_state (ArmadaDevice *self);
gint64 armada_device_get_state_since (ArmadaDevice *self);
const char *armada_device_get_search_key (ArmadaDevice *self);
const char *armada_device_get_sort_key (ArmadaDevice *self);
const gint64 *armada_device_peek_id (ArmadaDevice *self);
const ArmadaDeviceGlance *armada_device_peek_glance (ArmadaDevice *self);

gboolean armada_device_set_record (ArmadaDevice *self,
                                   ArmadaDeviceRecord *record,
                                   gint64 now,
                                   ArmadaDeviceRecord **replaced);
gboolean armada_device_refresh_state (ArmadaDevice *self, gint64 now);

/* Has the processor bring a device that is about to get a record. */
static inline void
armada_device_prefetch (ArmadaDevice *self)
{
  __builtin_prefetch (self, 1);
  __builtin_prefetch ((const char *) self + 64, 1);
}

char *armada_device_fold_text (const char *text);

G_END_DECLS
