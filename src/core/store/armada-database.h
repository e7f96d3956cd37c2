/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* SQLite with our kind of errors. One thread at a time. */

sqlite3 *armada_database_open (const char *path, GError **error);
gboolean armada_database_execute (sqlite3 *db, const char *sql, GError **error);
gboolean armada_database_get_int (sqlite3 *db, const char *sql, gint64 *value, GError **error);
gboolean armada_database_begin (sqlite3 *db, gboolean durable, GError **error);
gboolean armada_database_end (sqlite3 *db, gboolean good, GError **error);
sqlite3_stmt *armada_database_prepare (sqlite3 *db, const char *sql, GError **error);
gboolean armada_database_step (sqlite3_stmt *statement, GError **error);
gboolean armada_database_check (sqlite3 *db, int result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
