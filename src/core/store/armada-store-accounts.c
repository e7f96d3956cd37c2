/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-accounts"

#include "store/armada-store-accounts.h"

#include "store/armada-database.h"

#define COLUMNS "id, server, email, language, demo, last_used"

static ArmadaAccount *
read_row (sqlite3_stmt *statement)
{
  const ArmadaAccount fields = {
    .id = sqlite3_column_int64 (statement, 0),
    .server = (const char *) sqlite3_column_text (statement, 1),
    .email = (const char *) sqlite3_column_text (statement, 2),
    .language = (const char *) sqlite3_column_text (statement, 3),
    .demo = sqlite3_column_int (statement, 4),
    .last_used = sqlite3_column_int64 (statement, 5),
  };

  return armada_account_new (&fields);
}

/**
 * armada_store_accounts_list:
 *
 * Returns: (transfer full) (element-type ArmadaAccount): all accounts, last used first
 */
GPtrArray *
armada_store_accounts_list (sqlite3 *db, GError **error)
{
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_account_unref);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT " COLUMNS " FROM account ORDER BY last_used DESC, id DESC", error);
  int result = SQLITE_DONE;

  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (accounts, read_row (statement));
  return armada_database_check (db, result, error) ? g_steal_pointer (&accounts) : NULL;
}

/**
 * armada_store_accounts_put:
 *
 * Returns: (transfer full): the account as it stands now, with its id
 */
ArmadaAccount *
armada_store_accounts_put (sqlite3 *db, const ArmadaAccount *account, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "INSERT INTO account (server, email, language, demo, last_used) VALUES (?, ?, ?, ?, ?)"
      " ON CONFLICT (server, email) DO UPDATE SET language = excluded.language,"
      " demo = excluded.demo, last_used = excluded.last_used RETURNING " COLUMNS,
      error);
  ArmadaAccount *stored = NULL;
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, account->server, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, account->email, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, account->language, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 4, account->demo);
  sqlite3_bind_int64 (statement, 5, account->last_used);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    {
      stored = read_row (statement);
      result = sqlite3_step (statement);
    }
  if (armada_database_check (db, result, error))
    return stored;
  g_clear_pointer (&stored, armada_account_unref);
  return NULL;
}

/**
 * armada_store_accounts_delete:
 *
 * Deletes an account, and with it all that refers to it.
 */
gboolean
armada_store_accounts_delete (sqlite3 *db, gint64 account, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "DELETE FROM account WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  return armada_database_step (statement, error);
}
