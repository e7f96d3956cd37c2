/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-batch.h"
#include "api/armada-json-scan.h"

G_BEGIN_DECLS

#define ARMADA_DEVICES_NO_GROUP (-1)
#define ARMADA_DEVICES_CHUNK 64 /* devices: 200 kB of text */

/**
 * ArmadaFoundDevice:
 *
 * A device in the text. What stands in the second half is for who looks at it, to write there.
 */
typedef struct
{
  ArmadaJsonSpan text;
  gint64 group_id; /* of the list it stands in; known when all of the text is taken apart */
  guint64 hash;    /* of the text, made while it is still in the cache */

  gboolean has_id;
  gint64 id;
  gint64 known_group;         /* the one it was listed in last */
  gboolean changed;           /* it is not as it was told last */
  ArmadaDeviceRecord *record; /* (nullable) (owned): read, if it changed and could be */
} ArmadaFoundDevice;

typedef struct
{
  guint n;
  ArmadaFoundDevice devices[ARMADA_DEVICES_CHUNK];
} ArmadaDevicesChunk;

typedef void (*ArmadaDevicesChunkFunc) (ArmadaDevicesChunk *chunk, gpointer user_data);

/**
 * ArmadaDevicesSplit:
 * @groups: (nullable): where groups are told
 * @found: (nullable): called for each chunk that nothing will be added to; it may be looked at in
 *   another thread from then on, while the rest of the text is taken apart
 * @time: the value of "time" at the top, if any
 * @events: likewise
 *
 * An answer of get_devices or get_devices_latest, taken apart: where each device stands, in the
 * order of the text. Nothing is copied: the text must stay.
 */
typedef struct
{
  ArmadaDeviceBatch *groups;
  ArmadaDevicesChunkFunc found;
  gpointer user_data;

  const char *end;
  GPtrArray *chunks; /* (element-type ArmadaDevicesChunk) owned */
  guint n_devices;
  ArmadaJsonSpan time;
  ArmadaJsonSpan events;
} ArmadaDevicesSplit;

void armada_devices_split_init (ArmadaDevicesSplit *self,
                                ArmadaDeviceBatch *groups,
                                ArmadaDevicesChunkFunc found,
                                gpointer user_data);
void armada_devices_split_clear (ArmadaDevicesSplit *self);
gboolean armada_devices_split_text (ArmadaDevicesSplit *self, GBytes *bytes, GError **error);
ArmadaFoundDevice *armada_devices_split_get (const ArmadaDevicesSplit *self, guint i);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ArmadaDevicesSplit, armada_devices_split_clear)

G_END_DECLS
