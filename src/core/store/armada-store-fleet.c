/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-fleet"

#include "store/armada-store-fleet.h"

#include "store/armada-database.h"
#include "store/armada-record-blob.h"
#include "store/armada-store-use.h"

static gboolean
put_records (sqlite3 *db, gint64 account, const GPtrArray *records, GError **error)
{
  /* a record that does not tell its group leaves the device in the one it was in */
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "INSERT INTO device (account, id, position, group_id, format, record)"
      " VALUES (?1, ?2, 0x7fffffff, ?3, ?4, ?5) ON CONFLICT (account, id) DO UPDATE SET"
      " group_id = iif (excluded.group_id = -1, group_id, excluded.group_id),"
      " format = excluded.format, record = excluded.record",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int (statement, 4, ARMADA_RECORD_BLOB_FORMAT);
  for (guint i = 0; i < records->len; i++)
    {
      const ArmadaDeviceRecord *record = records->pdata[i];
      g_autoptr (GBytes) blob = armada_record_blob_pack (record);
      gsize size;
      gconstpointer data = g_bytes_get_data (blob, &size);

      sqlite3_bind_int64 (statement, 2, record->id);
      sqlite3_bind_int64 (statement, 3, record->group_id);
      sqlite3_bind_blob64 (statement, 5, data, size, SQLITE_STATIC);
      if (!armada_database_step (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): id → position + 1 of the devices kept for an account */
static GHashTable *
get_positions (sqlite3 *db, gint64 account, GError **error)
{
  g_autoptr (GHashTable) positions =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "SELECT id, position FROM device WHERE account = ?", error);
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, account);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_hash_table_insert (positions, g_memdup2 (&id, sizeof id),
                           GUINT_TO_POINTER (sqlite3_column_int (statement, 1) + 1u));
    }
  return armada_database_check (db, result, error) ? g_steal_pointer (&positions) : NULL;
}

static gboolean
delete_rest (sqlite3 *db, gint64 account, GHashTable *rest, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "DELETE FROM device WHERE account = ? AND id = ?", error);
  GHashTableIter iter;
  gint64 *id;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  g_hash_table_iter_init (&iter, rest);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      sqlite3_bind_int64 (statement, 2, *id);
      if (!armada_database_step (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Brings order and number of the devices kept to those a whole fleet has. */
static gboolean
arrange (sqlite3 *db, gint64 account, const GArray *seen, GError **error)
{
  g_autoptr (GHashTable) positions = get_positions (db, account, error);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "UPDATE device SET position = ? WHERE account = ? AND id = ?", error);

  if (positions == NULL || statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 2, account);
  for (guint i = 0; i < seen->len; i++)
    {
      gint64 id = g_array_index (seen, gint64, i);
      guint old = GPOINTER_TO_UINT (g_hash_table_lookup (positions, &id));

      g_hash_table_remove (positions, &id);
      if (old == i + 1)
        continue;
      sqlite3_bind_int (statement, 1, (int) i);
      sqlite3_bind_int64 (statement, 3, id);
      if (!armada_database_step (statement, error))
        return FALSE;
    }
  return delete_rest (db, account, positions, error);
}

static gboolean
put_groups (sqlite3 *db, gint64 account, const GPtrArray *groups, GError **error)
{
  g_autoptr (sqlite3_stmt) clear =
      armada_database_prepare (db, "DELETE FROM device_group WHERE account = ?", error);
  g_autoptr (sqlite3_stmt) insert = armada_database_prepare (
      db, "INSERT INTO device_group (account, id, position, title) VALUES (?, ?, ?, ?)", error);

  if (clear == NULL || insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (clear, 1, account);
  if (!armada_database_step (clear, error))
    return FALSE;
  sqlite3_bind_int64 (insert, 1, account);
  for (guint i = 0; i < groups->len; i++)
    {
      const ArmadaGroupRecord *group = groups->pdata[i];

      sqlite3_bind_int64 (insert, 2, group->id);
      sqlite3_bind_int (insert, 3, (int) i);
      sqlite3_bind_text (insert, 4, group->title, -1, SQLITE_STATIC);
      if (!armada_database_step (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_time (sqlite3 *db, gint64 account, gint64 now, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db,
                               "INSERT INTO fleet (account, written) VALUES (?, ?)"
                               " ON CONFLICT (account) DO UPDATE SET written = excluded.written",
                               error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int64 (statement, 2, now);
  return armada_database_step (statement, error);
}

/**
 * armada_store_fleet_put:
 * @now: UNIX seconds
 *
 * Writes a batch: all of it or, on an error, nothing.
 */
gboolean
armada_store_fleet_put (sqlite3 *db,
                        gint64 account,
                        const ArmadaDeviceBatch *batch,
                        gint64 now,
                        GError **error)
{
  if (!armada_database_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (put_records (db, account, batch->changed, error) &&
      (batch->seen == NULL || arrange (db, account, batch->seen, error)) &&
      (batch->groups == NULL || put_groups (db, account, batch->groups, error)) &&
      armada_store_use_note_meters (db, account, batch->changed, now, error) &&
      note_time (db, account, now, error) && armada_database_execute (db, "COMMIT", error))
    return TRUE;
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
get_groups (sqlite3 *db, gint64 account, ArmadaDeviceBatch *batch, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT id, title FROM device_group WHERE account = ? ORDER BY position", error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    armada_device_batch_add_group (batch, sqlite3_column_int64 (statement, 0),
                                   (const char *) sqlite3_column_text (statement, 1));
  return armada_database_check (db, result, error);
}

static void
take_row (sqlite3_stmt *statement, ArmadaDeviceBatch *batch)
{
  gint64 id = sqlite3_column_int64 (statement, 0);
  g_autoptr (GBytes) blob =
      g_bytes_new (sqlite3_column_blob (statement, 3), (gsize) sqlite3_column_bytes (statement, 3));
  ArmadaDeviceRecord *record = armada_record_blob_unpack (sqlite3_column_int (statement, 2), blob,
                                                          sqlite3_column_int64 (statement, 1));

  if (record == NULL || record->id != id)
    {
      g_message ("device %" G_GINT64_FORMAT " could not be read from the store", id);
      g_clear_pointer (&record, armada_device_record_unref);
      batch->n_unreadable++;
      return;
    }
  armada_device_record_introduce (record);
  g_array_append_val (batch->seen, id);
  g_ptr_array_add (batch->changed, record);
}

static gboolean
get_records (sqlite3 *db, gint64 account, ArmadaDeviceBatch *batch, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT id, group_id, format, record FROM device WHERE account = ? ORDER BY position, id",
      error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    take_row (statement, batch);
  return armada_database_check (db, result, error);
}

/**
 * armada_store_fleet_get:
 * @written: (out): when the fleet was last written, UNIX seconds; 0 never
 *
 * Returns: (transfer full): the last known fleet, whole
 */
ArmadaDeviceBatch *
armada_store_fleet_get (sqlite3 *db, gint64 account, gint64 *written, GError **error)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  g_autofree char *sql =
      g_strdup_printf ("SELECT written FROM fleet WHERE account = %" G_GINT64_FORMAT, account);

  if (armada_database_get_int (db, sql, written, error) && get_groups (db, account, batch, error) &&
      get_records (db, account, batch, error))
    return g_steal_pointer (&batch);
  return NULL;
}
