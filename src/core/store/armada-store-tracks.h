/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "api/armada-fixes.h"
#include "store/armada-kept-track.h"
#include "store/armada-track-way.h"

G_BEGIN_DECLS

/* The tracks' SQL; on the store's thread. */

gboolean armada_store_tracks_put (sqlite3 *db,
                                  const ArmadaTrackKey *key,
                                  const ArmadaFixes *fixes,
                                  gboolean over,
                                  gint64 now,
                                  GError **error);
gboolean armada_store_tracks_get (sqlite3 *db,
                                  const ArmadaTrackKey *key,
                                  gint64 now,
                                  ArmadaFixes **fixes,
                                  gboolean *over,
                                  gint64 *written,
                                  GError **error);
GPtrArray *armada_store_tracks_list (sqlite3 *db, gint64 account, gint64 device, GError **error);
gboolean armada_store_tracks_delete (sqlite3 *db, gint64 account, GError **error);
ArmadaStoreUsage *armada_store_tracks_get_usage (sqlite3 *db, GError **error);

ArmadaTrackWay *armada_store_tracks_read_way (sqlite3 *db, gint64 track);

G_END_DECLS
