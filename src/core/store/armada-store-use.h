/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "api/armada-fixes.h"
#include "store/armada-kept-use.h"

G_BEGIN_DECLS

/* The SQL of how much vehicles are used; on the store's thread. */

gboolean
armada_store_use_note_track (sqlite3 *db, gint64 track, const ArmadaFixes *fixes, GError **error);
gboolean armada_store_use_note_meters (sqlite3 *db,
                                       gint64 account,
                                       const GPtrArray *records,
                                       gint64 now,
                                       GError **error);
ArmadaKeptUse *armada_store_use_get (sqlite3 *db, gint64 account, gint64 now, GError **error);

G_END_DECLS
