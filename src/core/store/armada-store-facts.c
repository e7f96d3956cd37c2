/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-facts"

#include "store/armada-store-facts.h"

#include "store/armada-database.h"

/**
 * armada_store_facts_put:
 * @text: (nullable): NULL forgets it
 */
gboolean
armada_store_facts_put (sqlite3 *db,
                        gint64 account,
                        const char *name,
                        const char *text,
                        GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      text ? "INSERT INTO fact (account, name, text) VALUES (?1, ?2, ?3)"
             " ON CONFLICT (account, name) DO UPDATE SET text = excluded.text"
           : "DELETE FROM fact WHERE account = ?1 AND name = ?2",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_text (statement, 2, name, -1, SQLITE_STATIC);
  if (text != NULL)
    sqlite3_bind_text (statement, 3, text, -1, SQLITE_STATIC);
  return armada_database_step (statement, error);
}

/**
 * armada_store_facts_get:
 * @text: (out) (transfer full) (nullable): NULL when it is not known
 */
gboolean
armada_store_facts_get (sqlite3 *db, gint64 account, const char *name, char **text, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "SELECT text FROM fact WHERE account = ?1 AND name = ?2", error);
  int result;

  *text = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_text (statement, 2, name, -1, SQLITE_STATIC);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    *text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  return armada_database_check (db, result, error);
}
