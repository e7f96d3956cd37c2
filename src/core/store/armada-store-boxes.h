/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "store/armada-track-pieces.h"

G_BEGIN_DECLS

/* The number of a box is that of its track, shifted by so many bits, and which of its boxes. */
#define ARMADA_BOX_BITS 16
/* Boxes tell times in minutes since 1970, which fit into their 32 bits. */
#define ARMADA_BOX_SECONDS 60

/* Boxes round pieces of the kept tracks, in an R*Tree: where to look for who was somewhere. All
 * of these are for the store's thread. */

gboolean
armada_store_boxes_put (sqlite3 *db, gint64 track, const ArmadaTrackWay *way, GError **error);
sqlite3_stmt *armada_store_boxes_prepare (sqlite3 *db, GError **error);
ArmadaTrackPieces *armada_store_boxes_read (sqlite3_stmt *statement, gint64 track);
gboolean armada_store_boxes_delete (sqlite3 *db, gint64 track, GError **error);
gboolean armada_store_boxes_fill_next (sqlite3 *db, gboolean *found, GError **error);

G_END_DECLS
