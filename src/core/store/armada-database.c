/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-database"

#include "store/armada-database.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "store/armada-migrations.h"

#define BUSY_TIMEOUT 5000 /* milliseconds */

static GIOErrorEnum
code_for_result (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return G_IO_ERROR_NO_SPACE;
    case SQLITE_READONLY:
      return G_IO_ERROR_READ_ONLY;
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return G_IO_ERROR_PERMISSION_DENIED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return G_IO_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return G_IO_ERROR_INVALID_DATA;
    default:
      return G_IO_ERROR_FAILED;
    }
}

/**
 * armada_database_check:
 * @result: what SQLite returned
 *
 * Returns: whether that is a success
 */
gboolean
armada_database_check (sqlite3 *db, int result, GError **error)
{
  if (result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;
  g_set_error (error, G_IO_ERROR, code_for_result (result), "store: %s",
               db ? sqlite3_errmsg (db) : sqlite3_errstr (result));
  return FALSE;
}

gboolean
armada_database_execute (sqlite3 *db, const char *sql, GError **error)
{
  return armada_database_check (db, sqlite3_exec (db, sql, NULL, NULL, NULL), error);
}

/**
 * armada_database_begin:
 * @durable: what is done until armada_database_end() is to outlast a power cut, too
 *
 * Begins what is done as a whole or not at all.
 */
gboolean
armada_database_begin (sqlite3 *db, gboolean durable, GError **error)
{
  return (!durable || armada_database_execute (db, "PRAGMA synchronous = FULL", error)) &&
         armada_database_execute (db, "BEGIN IMMEDIATE", error);
}

/**
 * armada_database_end:
 * @good: whether all that was to be done succeeded; else @error says why not, and it is undone
 *
 * Returns: whether it is done
 */
gboolean
armada_database_end (sqlite3 *db, gboolean good, GError **error)
{
  good = good && armada_database_execute (db, "COMMIT", error);
  if (!good)
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_exec (db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
  return good;
}

/**
 * armada_database_prepare:
 *
 * Returns: (transfer full): a statement to bind and step
 */
sqlite3_stmt *
armada_database_prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  armada_database_check (db, sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), error);
  return statement;
}

/**
 * armada_database_step:
 *
 * Runs a statement that gives no rows, and makes it ready to run again.
 */
gboolean
armada_database_step (sqlite3_stmt *statement, GError **error)
{
  gboolean done =
      armada_database_check (sqlite3_db_handle (statement), sqlite3_step (statement), error);

  sqlite3_reset (statement);
  return done;
}

/**
 * armada_database_get_int:
 * @value: (out): the first column of the first row, 0 when there is none
 */
gboolean
armada_database_get_int (sqlite3 *db, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (db, sql, error);
  int result;

  *value = 0;
  if (statement == NULL)
    return FALSE;
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  return armada_database_check (db, result, error);
}

static gboolean
check_table (sqlite3 *db, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA quick_check ('%s')", table);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (db, sql, error);
  int result;

  if (statement == NULL)
    return FALSE;
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW &&
      g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") != 0)
    result = SQLITE_CORRUPT;
  return armada_database_check (NULL, result, error);
}

/* A file that is spoilt in the middle opens like any other and fails later, each time again. The
 * tracks' blobs and boxes are not looked at: blobs can be gigabytes, say themselves when they are
 * spoilt, and the server has them; boxes are made from them. Nor is the text of reports, which is
 * read again from their files. */
static gboolean
check_tables (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'track_blob'"
      " AND name NOT GLOB 'report_text*' AND name NOT GLOB 'track_box*'",
      error);
  int result;

  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    if (!check_table (db, (const char *) sqlite3_column_text (statement, 0), error))
      return FALSE;
  return armada_database_check (db, result, error);
}

/* A file that an earlier program made is changed over to one whose pages can be given back. All of
 * it is written anew for that, or, where the disk has no room, nothing: the next start tries again.
 */
static void
allow_vacuum (sqlite3 *db)
{
  g_autoptr (GError) error = NULL;
  gint64 kind;

  if (armada_database_get_int (db, "PRAGMA auto_vacuum", &kind, &error) && kind != 2)
    armada_database_execute (db, "PRAGMA auto_vacuum = INCREMENTAL; VACUUM", &error);
  if (error != NULL)
    g_message ("the store cannot give pages back yet: %s", error->message);
}

/* Nothing is written before the version is known to be ours. How free pages are kept must be said
 * before anything else is. */
static gboolean
make_ready (sqlite3 *db, GError **error)
{
  guint version;

  if (!armada_migrations_read_version (db, &version, error) || !check_tables (db, error) ||
      !armada_database_execute (db,
                                "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA foreign_keys = ON;"
                                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
                                error) ||
      !armada_migrations_run (db, version, error))
    return FALSE;
  allow_vacuum (db);
  return TRUE;
}

static sqlite3 *
try_open (const char *path, GError **error)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  sqlite3 *db = NULL;

  if (armada_database_check (NULL, sqlite3_open_v2 (path, &db, flags, NULL), error))
    {
      sqlite3_busy_timeout (db, BUSY_TIMEOUT);
      if (make_ready (db, error))
        return db;
    }
  sqlite3_close (db);
  return NULL;
}

/* What cannot be read is not thrown away: somebody may still want to look into it. */
static gboolean
set_aside (const char *path, GError **error)
{
  static const char *const parts[] = { "", "-wal", "-shm" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d-%H%M%S");

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *from = g_strconcat (path, parts[i], NULL);
      g_autofree char *to = g_strdup_printf ("%s.broken-%s%s", path, date, parts[i]);

      if (g_file_test (from, G_FILE_TEST_EXISTS) && g_rename (from, to) != 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the broken store cannot be moved");
          return FALSE;
        }
    }
  g_message ("the store could not be read: it is kept beside the new one as .broken-%s", date);
  return TRUE;
}

/* The user's alone, as SQLite then makes the files beside it. Whether it can be used is told when
 * it is opened. */
static void
make_private (const char *path)
{
  int file = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (file >= 0)
    close (file);
}

/**
 * armada_database_open:
 * @path: the file; its folder is made, for the user alone
 *
 * Opens the store and brings it to this program's version. A file that is no database is set aside
 * under another name, and an empty one begun.
 *
 * Returns: (transfer full): the database; NULL with a G_IO_ERROR
 */
sqlite3 *
armada_database_open (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) failure = NULL;
  sqlite3 *db;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   "the folder of the store cannot be made");
      return NULL;
    }
  make_private (path);
  db = try_open (path, &failure);
  if (db == NULL && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    {
      g_clear_error (&failure);
      if (set_aside (path, &failure))
        {
          make_private (path);
          db = try_open (path, &failure);
        }
    }
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return db;
}
