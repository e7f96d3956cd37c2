/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "model/armada-report.h"
#include "store/armada-archive-files.h"

G_BEGIN_DECLS

/*
 * The archive's SQL, and the moves of files that go with it; on the store's thread. A row says
 * where its file is to be, and while it is not there yet where it comes from: whatever ends the
 * program between the two, armada_store_reports_finish_moves() brings it to its end.
 */

GPtrArray *armada_store_reports_list (sqlite3 *db, const char *folder, GError **error);
ArmadaReport *armada_store_reports_get (sqlite3 *db, gint64 id, const char *folder, GError **error);
gboolean armada_store_reports_insert (sqlite3 *db,
                                      ArmadaReportFields *fields,
                                      const char *coming_from,
                                      GError **error);
gboolean armada_store_reports_add (sqlite3 *db,
                                   const char *folder,
                                   ArmadaReportFields *fields,
                                   const char *draft,
                                   gint64 job,
                                   GError **error);
gboolean armada_store_reports_find_content (sqlite3 *db,
                                            const char *sha256,
                                            gint64 *id,
                                            char **path,
                                            GError **error);
gboolean armada_store_reports_set_title (sqlite3 *db,
                                         const char *folder,
                                         gint64 id,
                                         const char *title,
                                         GError **error);
gboolean
armada_store_reports_set_tags (sqlite3 *db, gint64 id, const char *const *tags, GError **error);
gboolean
armada_store_reports_set_favourite (sqlite3 *db, gint64 id, gboolean favourite, GError **error);
gboolean armada_store_reports_set_text (sqlite3 *db, gint64 id, const char *text, GError **error);
gboolean armada_store_reports_delete (sqlite3 *db,
                                      const char *folder,
                                      gint64 id,
                                      gint64 time,
                                      GError **error);
gboolean armada_store_reports_restore (sqlite3 *db, const char *folder, gint64 id, GError **error);
gboolean
armada_store_reports_purge (sqlite3 *db, const char *folder, gint64 before, GError **error);

G_END_DECLS
