/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-tile-service.h"

G_BEGIN_DECLS

/* What tiles are made of, before anybody trusts it. */

GBytes *armada_tile_bytes_unzip (GBytes *bytes, GError **error);
GBytes *armada_tile_bytes_open (GBytes *bytes, ArmadaTileKind kind, GError **error);
gboolean armada_tile_bytes_is_picture (GBytes *bytes);

G_END_DECLS
