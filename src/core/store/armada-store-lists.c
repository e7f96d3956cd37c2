/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-lists"

#include "store/armada-store-lists.h"

#include "store/armada-database.h"
#include "store/armada-store-records.h"

/* Takes the rows' first column; a record that cannot be read costs only itself. */
static gboolean
read_records (sqlite3_stmt *statement, ArmadaListKind kind, ArmadaKeptList *list, GError **error)
{
  const ArmadaRecordType *type = armada_list_get_type (kind);
  int result;

  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      ArmadaRecord *record = armada_store_read_record (statement, 0, type);

      if (record != NULL)
        g_ptr_array_add (list->records, record);
      else
        list->n_unreadable++;
    }
  if (list->n_unreadable > 0)
    g_message ("%u of %s could not be read from the store", list->n_unreadable,
               armada_list_get_name (kind));
  return armada_database_check (sqlite3_db_handle (statement), result, error);
}

static void
bind_key (sqlite3_stmt *statement, gint64 account, ArmadaListKind kind, gint64 scope)
{
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int (statement, 2, (int) kind);
  sqlite3_bind_int64 (statement, 3, scope);
}

static gboolean
put_head (sqlite3 *db,
          gint64 account,
          ArmadaListKind kind,
          gint64 scope,
          const ArmadaKeptList *list,
          GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "INSERT INTO list (account, kind, scope, total, complete, written)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (account, kind, scope) DO UPDATE SET"
      " total = excluded.total, complete = excluded.complete, written = excluded.written",
      error);

  if (statement == NULL)
    return FALSE;
  bind_key (statement, account, kind, scope);
  sqlite3_bind_int64 (statement, 4, list->total);
  sqlite3_bind_int (statement, 5, list->complete);
  sqlite3_bind_int64 (statement, 6, list->written);
  return armada_database_step (statement, error);
}

static gboolean
put_records (sqlite3 *db,
             gint64 account,
             ArmadaListKind kind,
             gint64 scope,
             const GPtrArray *records,
             GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db,
                               "INSERT INTO list_record (account, kind, scope, position, record)"
                               " VALUES (?1, ?2, ?3, ?4, ?5)",
                               error);

  if (statement == NULL)
    return FALSE;
  bind_key (statement, account, kind, scope);
  for (guint i = 0; i < records->len; i++)
    {
      sqlite3_bind_int64 (statement, 4, i);
      if (!armada_store_bind_record (statement, 5, records->pdata[i], error) ||
          !armada_database_step (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
delete_records (sqlite3 *db, gint64 account, ArmadaListKind kind, gint64 scope, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "DELETE FROM list_record WHERE account = ?1 AND kind = ?2 AND scope = ?3", error);

  if (statement == NULL)
    return FALSE;
  bind_key (statement, account, kind, scope);
  return armada_database_step (statement, error);
}

/**
 * armada_store_lists_put:
 * @scope: a device, or 0
 *
 * Writes @list in place of what was kept: all of it or, on an error, nothing.
 */
gboolean
armada_store_lists_put (sqlite3 *db,
                        gint64 account,
                        ArmadaListKind kind,
                        gint64 scope,
                        const ArmadaKeptList *list,
                        GError **error)
{
  if (!armada_database_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  return armada_store_end_transaction (
      db,
      put_head (db, account, kind, scope, list, error) &&
          delete_records (db, account, kind, scope, error) &&
          put_records (db, account, kind, scope, list->records, error),
      error);
}

static gboolean
get_head (sqlite3 *db,
          gint64 account,
          ArmadaListKind kind,
          gint64 scope,
          ArmadaKeptList *list,
          GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db,
                               "SELECT total, complete, written FROM list"
                               " WHERE account = ?1 AND kind = ?2 AND scope = ?3",
                               error);
  int result;

  if (statement == NULL)
    return FALSE;
  bind_key (statement, account, kind, scope);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    {
      list->total = sqlite3_column_int64 (statement, 0);
      list->complete = sqlite3_column_int (statement, 1) != 0;
      list->written = sqlite3_column_int64 (statement, 2);
    }
  return armada_database_check (db, result, error);
}

/**
 * armada_store_lists_get:
 *
 * Returns: (transfer full): what was kept, empty and never written when nothing was
 */
ArmadaKeptList *
armada_store_lists_get (sqlite3 *db,
                        gint64 account,
                        ArmadaListKind kind,
                        gint64 scope,
                        GError **error)
{
  g_autoptr (ArmadaKeptList) list = armada_kept_list_new ();
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db,
                               "SELECT record FROM list_record WHERE account = ?1 AND kind = ?2"
                               " AND scope = ?3 ORDER BY position",
                               error);

  if (statement == NULL || !get_head (db, account, kind, scope, list, error))
    return NULL;
  bind_key (statement, account, kind, scope);
  return read_records (statement, kind, list, error) ? g_steal_pointer (&list) : NULL;
}

/* Returns: (transfer full) (nullable): scope → ArmadaKeptList, still without their records */
static GHashTable *
get_heads (sqlite3 *db, gint64 account, ArmadaListKind kind, GError **error)
{
  g_autoptr (GHashTable) lists = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                        (GDestroyNotify) armada_kept_list_free);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT scope, total, complete, written FROM list WHERE account = ?1 AND kind = ?2",
      error);
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int (statement, 2, (int) kind);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 scope = sqlite3_column_int64 (statement, 0);
      ArmadaKeptList *list = armada_kept_list_new ();

      list->total = sqlite3_column_int64 (statement, 1);
      list->complete = sqlite3_column_int (statement, 2) != 0;
      list->written = sqlite3_column_int64 (statement, 3);
      g_hash_table_insert (lists, g_memdup2 (&scope, sizeof scope), list);
    }
  return armada_database_check (db, result, error) ? g_steal_pointer (&lists) : NULL;
}

/**
 * armada_store_lists_get_all:
 *
 * Returns: (transfer full): scope (gint64) → ArmadaKeptList, of every scope that has one
 */
GHashTable *
armada_store_lists_get_all (sqlite3 *db, gint64 account, ArmadaListKind kind, GError **error)
{
  g_autoptr (GHashTable) lists = get_heads (db, account, kind, error);
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db,
                               "SELECT scope, record FROM list_record WHERE account = ?1"
                               " AND kind = ?2 ORDER BY scope, position",
                               error);
  int result;

  if (lists == NULL || statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int (statement, 2, (int) kind);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 scope = sqlite3_column_int64 (statement, 0);
      ArmadaKeptList *list = g_hash_table_lookup (lists, &scope);
      ArmadaRecord *record = armada_store_read_record (statement, 1, armada_list_get_type (kind));

      if (record != NULL && list != NULL)
        g_ptr_array_add (list->records, g_steal_pointer (&record));
      g_clear_pointer (&record, armada_record_unref);
    }
  return armada_database_check (db, result, error) ? g_steal_pointer (&lists) : NULL;
}

/* Of a field that has to be there. */
static gint64
get_int_field (const ArmadaRecord *record, const char *name)
{
  for (guint i = 0; i < record->type->n_fields; i++)
    if (g_str_equal (record->type->fields[i].name, name))
      return G_STRUCT_MEMBER (gint64, record, record->type->fields[i].offset);
  g_return_val_if_reached (0);
}

static gboolean
put_event_records (sqlite3 *db, gint64 account, const GPtrArray *records, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "INSERT INTO event (account, id, device, time, record) VALUES (?1, ?2, ?3, ?4, ?5)"
      " ON CONFLICT (account, id) DO UPDATE SET"
      " device = excluded.device, time = excluded.time, record = excluded.record",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  for (guint i = 0; i < records->len; i++)
    {
      const ArmadaRecord *record = records->pdata[i];

      sqlite3_bind_int64 (statement, 2, armada_record_get_id (record));
      sqlite3_bind_int64 (statement, 3, get_int_field (record, "device_id"));
      sqlite3_bind_int64 (statement, 4, get_int_field (record, "time"));
      if (!armada_store_bind_record (statement, 5, record, error) ||
          !armada_database_step (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * armada_store_events_put:
 *
 * Adds events or, where they have the id of one that is kept, takes their place.
 */
gboolean
armada_store_events_put (sqlite3 *db,
                         gint64 account,
                         gint64 device,
                         const ArmadaKeptList *list,
                         GError **error)
{
  if (!armada_database_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  return armada_store_end_transaction (
      db,
      put_head (db, account, ARMADA_LIST_EVENTS, device, list, error) &&
          put_event_records (db, account, list->records, error),
      error);
}

/* When events of whomever were last written. */
static gboolean
get_last_events (sqlite3 *db, gint64 account, gint64 *written, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT max (written) FROM list WHERE account = ?1 AND kind = ?2", error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int (statement, 2, ARMADA_LIST_EVENTS);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    *written = sqlite3_column_int64 (statement, 0);
  return armada_database_check (db, result, error);
}

/**
 * armada_store_events_get:
 *
 * Those of the server: what this desk noticed itself has an id below 0.
 *
 * Returns: (transfer full): events, newest first, and when those of the device were last written;
 *   where that never was but some are kept, when any were; 0 when nothing is known
 */
ArmadaKeptList *
armada_store_events_get (sqlite3 *db, const ArmadaEventsQuery *query, GError **error)
{
  g_autoptr (ArmadaKeptList) list = armada_kept_list_new ();
  g_autofree char *sql = g_strdup_printf ("SELECT record FROM event WHERE account = ?1 AND id > 0"
                                          " %s AND time >= ?3 AND time < ?4"
                                          " ORDER BY time DESC, id DESC LIMIT ?5",
                                          query->device ? "AND device = ?2" : "");
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (db, sql, error);

  if (statement == NULL ||
      !get_head (db, query->account, ARMADA_LIST_EVENTS, query->device, list, error))
    return NULL;
  sqlite3_bind_int64 (statement, 1, query->account);
  if (query->device != 0)
    sqlite3_bind_int64 (statement, 2, query->device);
  sqlite3_bind_int64 (statement, 3, query->from ? query->from : G_MININT64);
  sqlite3_bind_int64 (statement, 4, query->to ? query->to : G_MAXINT64);
  sqlite3_bind_int64 (statement, 5, query->limit ? (gint64) query->limit : -1);
  if (!read_records (statement, ARMADA_LIST_EVENTS, list, error))
    return NULL;
  if (list->written == 0 && list->records->len > 0 &&
      !get_last_events (db, query->account, &list->written, error))
    return NULL;
  return g_steal_pointer (&list);
}

static ArmadaEventCount *
read_count (sqlite3_stmt *statement)
{
  ArmadaEventCount *count = g_new0 (ArmadaEventCount, 1);
  const char *type = (const char *) sqlite3_column_text (statement, 1);

  count->alert_id = sqlite3_column_int64 (statement, 0);
  count->type = g_strdup (type ? type : "");
  count->n = (guint) sqlite3_column_int64 (statement, 2);
  count->last = sqlite3_column_int64 (statement, 3);
  return count;
}

/**
 * armada_store_events_count:
 * @from: UNIX seconds
 * @to: UNIX seconds, not itself
 *
 * Returns: (transfer full) (element-type ArmadaEventCount): the most first
 */
GPtrArray *
armada_store_events_count (sqlite3 *db, gint64 account, gint64 from, gint64 to, GError **error)
{
  g_autoptr (GPtrArray) counts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_event_count_free);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT coalesce (record ->> 'alert_id', 0), coalesce (record ->> 'type', ''), count (*),"
      " max (time) FROM event WHERE account = ?1 AND id > 0 AND time >= ?2 AND time < ?3"
      " GROUP BY 1, 2 ORDER BY 3 DESC, 2, 1",
      error);
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int64 (statement, 2, from);
  sqlite3_bind_int64 (statement, 3, to);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (counts, read_count (statement));
  return armada_database_check (db, result, error) ? g_steal_pointer (&counts) : NULL;
}
