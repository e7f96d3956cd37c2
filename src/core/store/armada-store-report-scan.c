/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-report-scan"

#include "store/armada-store-report-scan.h"

#include <string.h>

#include "store/armada-database.h"
#include "store/armada-store-report-texts.h"

/* One file that is on its way, as its row says. */
typedef struct
{
  gint64 id;
  char *from;
  char *to;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->from);
  g_free (move->to);
  g_free (move);
}

static GPtrArray *
list_moves (sqlite3 *db, GError **error)
{
  g_autoptr (GPtrArray) moves = g_ptr_array_new_with_free_func (move_free);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT id, coming_from, path FROM report WHERE coming_from IS NOT NULL", error);
  int result;

  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      Move *move = g_new0 (Move, 1);

      move->id = sqlite3_column_int64 (statement, 0);
      move->from = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      move->to = g_strdup ((const char *) sqlite3_column_text (statement, 2));
      g_ptr_array_add (moves, move);
    }
  return armada_database_check (db, result, error) ? g_steal_pointer (&moves) : NULL;
}

static gboolean
set_place (sqlite3 *db, gint64 id, const char *path, const char *coming_from, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "UPDATE report SET path = ?, coming_from = ?, missing = 0 WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, path, -1, SQLITE_STATIC);
  if (coming_from != NULL)
    sqlite3_bind_text (statement, 2, coming_from, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, id);
  return armada_database_step (statement, error);
}

/* Where the place that a file was going to is another's by now it gets one beside it. */
static gboolean
finish_move (sqlite3 *db, const char *folder, const Move *move, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *beside = NULL;

  if (!armada_archive_files_exists (folder, move->from) ||
      armada_archive_files_move (folder, move->from, move->to, &failure))
    return set_place (db, move->id, move->to, NULL, error);
  if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_message ("%s", failure->message);
      return TRUE;
    }
  beside = armada_archive_files_name_beside (move->to, move->id);
  return set_place (db, move->id, beside, move->from, error) &&
         armada_archive_files_move (folder, move->from, beside, error) &&
         set_place (db, move->id, beside, NULL, error);
}

/**
 * armada_store_reports_finish_moves:
 *
 * Brings what an earlier run could not end to its end, and deletes what downloads left behind.
 */
gboolean
armada_store_reports_finish_moves (sqlite3 *db, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) moves = list_moves (db, error);
  g_autoptr (GHashTable) expected = g_hash_table_new (g_str_hash, g_str_equal);

  if (moves == NULL)
    return FALSE;
  for (guint i = 0; i < moves->len; i++)
    {
      const Move *move = moves->pdata[i];

      g_hash_table_add (expected, move->from);
      if (!finish_move (db, folder, move, error))
        return FALSE;
    }
  armada_archive_files_sweep (folder, expected);
  return TRUE;
}

/* Whether a row says of @file what is so. */
static gboolean
is_known (sqlite3_stmt *statement, const ArmadaFoundFile *file)
{
  gboolean known;

  sqlite3_bind_text (statement, 1, file->path, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, (gint64) file->size);
  sqlite3_bind_int64 (statement, 3, file->modified);
  known = sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_reset (statement);
  return known;
}

/**
 * armada_store_reports_pick_unknown:
 * @files: (element-type ArmadaFoundFile): of which those that no row knows are left
 */
gboolean
armada_store_reports_pick_unknown (sqlite3 *db, GPtrArray *files, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT 1 FROM report WHERE path = ? AND size = ? AND modified = ? AND missing = 0"
      " UNION ALL SELECT 1 FROM report WHERE coming_from = ?1",
      error);

  if (statement == NULL)
    return FALSE;
  for (guint i = files->len; i > 0; i--)
    if (is_known (statement, files->pdata[i - 1]))
      g_ptr_array_remove_index (files, i - 1);
  return TRUE;
}

/* The row a file belongs to: that of its place, else one of the same content that has lost its own.
 * @id: (out): 0 none */
static gboolean
find_owner (sqlite3 *db,
            const char *folder,
            const ArmadaFoundFile *file,
            gint64 *id,
            gboolean *same_content,
            GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT id, path, sha256 = ?2, path = ?1 FROM report"
      " WHERE path = ?1 OR (sha256 = ?2 AND deleted = 0) ORDER BY path = ?1 DESC, id",
      error);
  int result;

  *id = 0;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, file->path, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, file->sha256, -1, SQLITE_STATIC);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    if (sqlite3_column_int (statement, 3) ||
        !armada_archive_files_exists (folder, (const char *) sqlite3_column_text (statement, 1)))
      {
        *id = sqlite3_column_int64 (statement, 0);
        *same_content = sqlite3_column_int (statement, 2);
        return TRUE;
      }
  return armada_database_check (db, result, error);
}

/* Other content at a report's place is to be read anew. */
static gboolean
update_found (sqlite3 *db,
              gint64 id,
              const ArmadaFoundFile *file,
              gboolean same_content,
              GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "UPDATE report SET path = ?, size = ?, modified = ?, sha256 = ?, missing = 0,"
      " has_text = has_text AND ? WHERE id = ?",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, file->path, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, (gint64) file->size);
  sqlite3_bind_int64 (statement, 3, file->modified);
  sqlite3_bind_text (statement, 4, file->sha256, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 5, same_content);
  sqlite3_bind_int64 (statement, 6, id);
  return armada_database_step (statement, error);
}

/* A report by the name of its file. */
static void
describe_found (const ArmadaFoundFile *file, gint64 made, ArmadaReportFields *fields)
{
  g_autofree char *name = g_path_get_basename (file->path);
  char *dot = strrchr (name, '.');
  ArmadaReportOrder order;

  if (dot != NULL && dot != name)
    *dot = '\0';
  armada_report_order_init (&order);
  order.title = name;
  order.format = file->format;
  *fields = (ArmadaReportFields) {
    .order = armada_report_order_new (&order),
    .title = g_strdup (name),
    .server = g_strdup (""),
    .email = g_strdup (""),
    .made = made,
    .batch = g_strdup (""),
    .path = g_strdup (file->path),
    .size = file->size,
    .sha256 = g_strdup (file->sha256),
    .modified = file->modified,
    .tags = g_new0 (char *, 1),
  };
}

/**
 * armada_store_reports_take_found:
 * @file: looked into
 * @made: UNIX seconds, for one that is new
 *
 * A file that somebody put into the folder, moved or changed there: it becomes a report, or is
 * again the file of the one it was.
 */
gboolean
armada_store_reports_take_found (sqlite3 *db,
                                 const char *folder,
                                 const ArmadaFoundFile *file,
                                 gint64 made,
                                 GError **error)
{
  g_auto (ArmadaReportFields) fields = { 0 };
  gboolean same_content = FALSE;
  ArmadaFoundFile now;
  gint64 id;

  if (!armada_archive_files_find (folder, file->path, &now))
    return TRUE; /* gone again */
  if (!find_owner (db, folder, file, &id, &same_content, error))
    return FALSE;
  if (id != 0)
    return update_found (db, id, file, same_content, error);
  describe_found (file, made, &fields);
  return armada_database_begin (db, FALSE, error) &&
         armada_database_end (db, armada_store_reports_insert (db, &fields, NULL, error), error);
}

static gboolean
set_missing (sqlite3 *db, gint64 id, gboolean missing, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "UPDATE report SET missing = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, missing);
  sqlite3_bind_int64 (statement, 2, id);
  return armada_database_step (statement, error);
}

/* @changed: (element-type gint64): ids of those that are missing now, negative ones of those that
 * are back */
static gboolean
set_all_missing (sqlite3 *db, GArray *changed, GError **error)
{
  for (guint i = 0; i < changed->len; i++)
    {
      gint64 id = g_array_index (changed, gint64, i);

      if (!set_missing (db, ABS (id), id > 0, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * armada_store_reports_mark_missing:
 *
 * Notes of every report whether its file is there.
 */
gboolean
armada_store_reports_mark_missing (sqlite3 *db, const char *folder, GError **error)
{
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT id, path, missing FROM report WHERE deleted = 0 AND coming_from IS NULL", error);
  int result;

  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *path = (const char *) sqlite3_column_text (statement, 1);
      gboolean missing = !armada_archive_files_exists (folder, path);
      gint64 id = sqlite3_column_int64 (statement, 0);

      if (missing == (sqlite3_column_int (statement, 2) != 0))
        continue;
      id = missing ? id : -id;
      g_array_append_val (changed, id);
    }
  if (!armada_database_check (db, result, error))
    return FALSE;
  return changed->len == 0 ||
         (armada_database_begin (db, FALSE, error) &&
          armada_database_end (db, set_all_missing (db, changed, error), error));
}
