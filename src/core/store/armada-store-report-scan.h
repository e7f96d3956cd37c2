/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-store-reports.h"

G_BEGIN_DECLS

/* What lies in the archive's folder against what its rows say; on the store's thread. */

gboolean armada_store_reports_finish_moves (sqlite3 *db, const char *folder, GError **error);
gboolean armada_store_reports_pick_unknown (sqlite3 *db, GPtrArray *files, GError **error);
gboolean armada_store_reports_take_found (sqlite3 *db,
                                          const char *folder,
                                          const ArmadaFoundFile *file,
                                          gint64 made,
                                          GError **error);
gboolean armada_store_reports_mark_missing (sqlite3 *db, const char *folder, GError **error);

G_END_DECLS
