/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-tracks"

#include "store/armada-store-tracks.h"

#include <glib/gstdio.h>

#include "store/armada-database.h"
#include "store/armada-store-boxes.h"
#include "store/armada-store-use.h"
#include "store/armada-track-blob.h"

#define KEY_IS " account = ?1 AND device = ?2 AND day = ?3 AND snap = ?4 AND stops = ?5 "

static void
bind_key (sqlite3_stmt *statement, const ArmadaTrackKey *key)
{
  sqlite3_bind_int64 (statement, 1, key->account);
  sqlite3_bind_int64 (statement, 2, key->device);
  sqlite3_bind_text (statement, 3, key->day, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 4, key->snap != FALSE);
  sqlite3_bind_int (statement, 5, key->stops);
}

/* All but the blob. */
static gboolean
put_row (sqlite3 *db,
         const ArmadaTrackKey *key,
         const ArmadaKeptTrack *track,
         gint64 *id,
         GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "INSERT INTO track (account, device, day, snap, stops, over, written, last_used, n_fixes,"
      " bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9)"
      " ON CONFLICT (account, device, day, snap, stops) DO UPDATE SET over = excluded.over,"
      " written = excluded.written, last_used = excluded.last_used, n_fixes = excluded.n_fixes,"
      " bytes = excluded.bytes RETURNING id",
      error);
  int result;

  if (statement == NULL)
    return FALSE;
  bind_key (statement, key);
  sqlite3_bind_int (statement, 6, track->over != FALSE);
  sqlite3_bind_int64 (statement, 7, track->written);
  sqlite3_bind_int64 (statement, 8, track->n_fixes);
  sqlite3_bind_int64 (statement, 9, (gint64) track->bytes);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    {
      *id = sqlite3_column_int64 (statement, 0);
      result = sqlite3_step (statement);
    }
  return armada_database_check (db, result, error);
}

static gboolean
put_blob (sqlite3 *db, gint64 id, GBytes *blob, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "INSERT OR REPLACE INTO track_blob (track, format, fixes) VALUES (?1, ?2, ?3)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int (statement, 2, ARMADA_TRACK_BLOB_FORMAT);
  sqlite3_bind_blob64 (statement, 3, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob),
                       SQLITE_STATIC);
  return armada_database_step (statement, error);
}

/**
 * armada_store_tracks_put:
 * @over: whether the day was over when @fixes were fetched
 * @now: UNIX seconds
 *
 * Writes a track in place of what was kept under @key: all of it or, on an error, nothing.
 */
gboolean
armada_store_tracks_put (sqlite3 *db,
                         const ArmadaTrackKey *key,
                         const ArmadaFixes *fixes,
                         gboolean over,
                         gint64 now,
                         GError **error)
{
  g_autoptr (GBytes) blob = armada_track_blob_pack (fixes);
  g_autoptr (ArmadaTrackWay) way = armada_track_way_new_from_fixes (fixes);
  ArmadaKeptTrack track = {
    .over = over, .written = now, .n_fixes = fixes->n, .bytes = g_bytes_get_size (blob)
  };
  gint64 id = 0;

  if (!armada_database_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (put_row (db, key, &track, &id, error) && put_blob (db, id, blob, error) &&
      armada_store_boxes_put (db, id, way, error) &&
      armada_store_use_note_track (db, id, fixes, error) &&
      armada_database_execute (db, "COMMIT", error))
    return TRUE;
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* What cannot be noted, on a full disk say, is no trouble. */
static void
note_use (sqlite3 *db, gint64 id, gint64 now)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "UPDATE track SET last_used = ?2 WHERE id = ?1 AND last_used <> ?2", NULL);

  if (statement == NULL)
    return;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, now);
  armada_database_step (statement, NULL);
}

static ArmadaFixes *
unpack_row (sqlite3_stmt *statement)
{
  const void *data = sqlite3_column_blob (statement, 4);
  gsize n = (gsize) sqlite3_column_bytes (statement, 4);
  g_autoptr (GBytes) blob = g_bytes_new_static (data, data ? n : 0);

  return armada_track_blob_unpack (sqlite3_column_int (statement, 3), blob);
}

/* Its pages are not looked at when the file is opened: spoilt ones are found here. */
static gboolean
is_spoilt (int result)
{
  return (result & 0xff) == SQLITE_CORRUPT;
}

static gboolean
read_track (sqlite3_stmt *statement,
            ArmadaFixes **fixes,
            gboolean *over,
            gint64 *written,
            gint64 *id,
            GError **error)
{
  int result = sqlite3_step (statement);

  if (result == SQLITE_ROW)
    {
      *id = sqlite3_column_int64 (statement, 0);
      *over = sqlite3_column_int (statement, 1) != 0;
      *written = sqlite3_column_int64 (statement, 2);
      *fixes = unpack_row (statement);
    }
  if (is_spoilt (result) || (result == SQLITE_ROW && *fixes == NULL))
    {
      g_message ("a track could not be read from the store");
      *over = FALSE;
      *written = 0;
      return TRUE;
    }
  return armada_database_check (sqlite3_db_handle (statement), result, error);
}

/**
 * armada_store_tracks_get:
 * @now: UNIX seconds, noted as its last use
 * @fixes: (out) (transfer full) (nullable): NULL when there is none, or it is spoilt
 * @over: (out): whether the day was over when it was fetched
 * @written: (out): when, UNIX seconds, 0 never
 */
gboolean
armada_store_tracks_get (sqlite3 *db,
                         const ArmadaTrackKey *key,
                         gint64 now,
                         ArmadaFixes **fixes,
                         gboolean *over,
                         gint64 *written,
                         GError **error)
{
  sqlite3_stmt *statement =
      armada_database_prepare (db,
                               "SELECT id, over, written, format, fixes FROM track"
                               " JOIN track_blob ON track = id WHERE" KEY_IS,
                               error);
  gboolean done;
  gint64 id = 0;

  *fixes = NULL;
  *over = FALSE;
  *written = 0;
  if (statement == NULL)
    return FALSE;
  bind_key (statement, key);
  done = read_track (statement, fixes, over, written, &id, error);
  sqlite3_finalize (statement);
  if (*fixes != NULL)
    note_use (db, id, now);
  return done;
}

/**
 * armada_store_tracks_read_way:
 * @track: its number
 *
 * This is no use of it.
 *
 * Returns: (transfer full) (nullable): where a kept track goes; NULL when it is gone or spoilt
 */
ArmadaTrackWay *
armada_store_tracks_read_way (sqlite3 *db, gint64 track)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "SELECT format, fixes FROM track_blob WHERE track = ?1", NULL);
  g_autoptr (GBytes) blob = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, track);
  if (sqlite3_step (statement) != SQLITE_ROW)
    return NULL;
  blob = g_bytes_new_static (sqlite3_column_blob (statement, 1),
                             (gsize) sqlite3_column_bytes (statement, 1));
  return armada_track_blob_unpack_way (sqlite3_column_int (statement, 0), blob);
}

static ArmadaKeptTrack *
read_row (sqlite3_stmt *statement)
{
  ArmadaKeptTrack *track = g_new0 (ArmadaKeptTrack, 1);

  track->day = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  track->snap = sqlite3_column_int (statement, 1) != 0;
  track->stops = sqlite3_column_int (statement, 2);
  track->over = sqlite3_column_int (statement, 3) != 0;
  track->written = sqlite3_column_int64 (statement, 4);
  track->last_used = sqlite3_column_int64 (statement, 5);
  track->n_fixes = (guint) sqlite3_column_int64 (statement, 6);
  track->bytes = (guint64) sqlite3_column_int64 (statement, 7);
  return track;
}

/**
 * armada_store_tracks_list:
 *
 * Returns: (transfer full) (element-type ArmadaKeptTrack): the device's tracks, oldest day first
 */
GPtrArray *
armada_store_tracks_list (sqlite3 *db, gint64 account, gint64 device, GError **error)
{
  g_autoptr (GPtrArray) tracks =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_kept_track_free);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT day, snap, stops, over, written, last_used, n_fixes, bytes FROM track"
      " WHERE account = ?1 AND device = ?2 ORDER BY day, snap, stops",
      error);
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int64 (statement, 2, device);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (tracks, read_row (statement));
  return armada_database_check (db, result, error) ? g_steal_pointer (&tracks) : NULL;
}

/**
 * armada_store_tracks_delete:
 * @account: 0 all
 */
gboolean
armada_store_tracks_delete (sqlite3 *db, gint64 account, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "DELETE FROM track WHERE ?1 IN (0, account)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  return armada_database_step (statement, error);
}

static guint64
get_file_size (sqlite3 *db)
{
  static const char *const parts[] = { "", "-wal", "-shm" };
  guint64 size = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_strconcat (sqlite3_db_filename (db, "main"), parts[i], NULL);
      GStatBuf info;

      if (g_stat (path, &info) == 0)
        size += (guint64) info.st_size;
    }
  return size;
}

/**
 * armada_store_tracks_get_usage:
 *
 * Returns: (transfer full): of all accounts
 */
ArmadaStoreUsage *
armada_store_tracks_get_usage (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT count (*), coalesce (sum (bytes), 0), coalesce (min (day), '') FROM track",
      error);
  ArmadaStoreUsage *usage;

  if (statement == NULL || !armada_database_check (db, sqlite3_step (statement), error))
    return NULL;
  usage = g_new0 (ArmadaStoreUsage, 1);
  usage->n_tracks = (guint) sqlite3_column_int64 (statement, 0);
  usage->track_bytes = (guint64) sqlite3_column_int64 (statement, 1);
  usage->oldest_day = g_strdup ((const char *) sqlite3_column_text (statement, 2));
  usage->file_bytes = get_file_size (db);
  return usage;
}
