/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "store/armada-track-way.h"

G_BEGIN_DECLS

/* The number of a box is that of its track, shifted by so many bits, and which of its boxes. */
#define ARMADA_BOX_BITS 16
/* Boxes tell times in minutes since 1970, which fit into their 32 bits. */
#define ARMADA_BOX_SECONDS 60

/* Boxes round stretches of the kept tracks, in an R*Tree: where to look for who was somewhere. All
 * of these are for the store's thread. */

gboolean
armada_store_boxes_put (sqlite3 *db, gint64 track, const ArmadaTrackWay *way, GError **error);
gboolean armada_store_boxes_delete (sqlite3 *db, gint64 track, GError **error);
gboolean armada_store_boxes_fill_next (sqlite3 *db, gboolean *found, GError **error);

G_END_DECLS
