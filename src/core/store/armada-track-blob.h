/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/armada-fixes.h"
#include "store/armada-track-way.h"

G_BEGIN_DECLS

/* What pack() writes today; unpack() reads every one that ever was. */
#define ARMADA_TRACK_BLOB_FORMAT 2

GBytes *armada_track_blob_pack (const ArmadaFixes *fixes);
ArmadaFixes *armada_track_blob_unpack (int format, GBytes *blob);
ArmadaTrackWay *armada_track_blob_unpack_way (int format, GBytes *blob);

G_END_DECLS
