/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-reports"

#include "store/armada-store-report-erase.h"

#include "store/armada-database.h"
#include "store/armada-store-reports.h"

#define LONG_AGO 1 /* UNIX seconds: what was deleted then is purged by whoever comes to it */

/* Takes into @ids those that are @deleted, or those that are not. */
static gboolean
find (sqlite3 *db,
      const char *server,
      const char *email,
      gboolean deleted,
      GArray *ids,
      GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT id FROM report WHERE email = ?1 AND server = coalesce (?2, server)"
      " AND server <> '' AND (deleted <> 0) = ?3",
      error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, email, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, server, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 3, deleted);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return armada_database_check (db, result, error);
}

static gboolean
date_back (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "UPDATE report SET deleted = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, LONG_AGO);
  sqlite3_bind_int64 (statement, 2, id);
  return armada_database_step (statement, error);
}

/**
 * armada_store_reports_erase:
 * @server: (nullable): of the account, NULL: any
 * @email: of the account
 * @ids: (element-type gint64): gets those that are not in the list any more
 *
 * Deletes for good all reports that were made for an account, also those that could still be taken
 * back. Whatever ends the program meanwhile, what was begun is purged at the next start.
 */
gboolean
armada_store_reports_erase (sqlite3 *db,
                            const char *folder,
                            const char *server,
                            const char *email,
                            GArray *ids,
                            GError **error)
{
  g_autoptr (GArray) there = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) deleted = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!find (db, server, email, FALSE, there, error) ||
      !find (db, server, email, TRUE, deleted, error))
    return FALSE;
  for (guint i = 0; i < there->len; i++)
    {
      gint64 id = g_array_index (there, gint64, i);

      if (!armada_store_reports_delete (db, folder, id, LONG_AGO, error))
        return FALSE;
      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < deleted->len; i++)
    if (!date_back (db, g_array_index (deleted, gint64, i), error))
      return FALSE;
  return armada_store_reports_purge (db, folder, LONG_AGO, error);
}
