/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-record.h"

G_BEGIN_DECLS

/* The form records are kept in; a reader must know every number that ever was in use. */
#define ARMADA_RECORD_BLOB_FORMAT 1

GBytes *armada_record_blob_pack (const ArmadaDeviceRecord *record);
ArmadaDeviceRecord *armada_record_blob_unpack (int format, GBytes *blob, gint64 group_id);

G_END_DECLS
