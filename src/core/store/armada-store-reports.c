/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-reports"

#include "store/armada-store-reports.h"

#include <string.h>

#include "api/armada-report-format.h"
#include "store/armada-database.h"
#include "store/armada-draft.h"
#include "store/armada-store-report-texts.h"

#define COLUMNS                                                                                    \
  "id, ordered, title, server, email, made, batch, path, size, sha256, modified, tags, favourite," \
  " missing, has_text"
#define MAX_NAMES 10000 /* of one title */

static const char *
get_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "";
}

static char **
split_tags (const char *text)
{
  return *text != '\0' ? g_strsplit (text, "\n", -1) : g_new0 (char *, 1);
}

/* A row whose order cannot be read is still a report. */
static ArmadaReportOrder *
read_order (const char *text, const char *title)
{
  ArmadaReportOrder *order = armada_report_order_parse (text, -1);
  ArmadaReportOrder fields;

  if (order != NULL)
    return order;
  armada_report_order_init (&fields);
  fields.title = title;
  return armada_report_order_new (&fields);
}

static ArmadaReport *
read_row (sqlite3_stmt *statement, const char *folder)
{
  g_auto (ArmadaReportFields) fields = {
    .id = sqlite3_column_int64 (statement, 0),
    .title = g_strdup (get_text (statement, 2)),
    .server = g_strdup (get_text (statement, 3)),
    .email = g_strdup (get_text (statement, 4)),
    .made = sqlite3_column_int64 (statement, 5),
    .batch = g_strdup (get_text (statement, 6)),
    .path = g_strdup (get_text (statement, 7)),
    .size = (guint64) sqlite3_column_int64 (statement, 8),
    .sha256 = g_strdup (get_text (statement, 9)),
    .modified = sqlite3_column_int64 (statement, 10),
    .tags = split_tags (get_text (statement, 11)),
    .favourite = sqlite3_column_int (statement, 12),
    .missing = sqlite3_column_int (statement, 13),
    .has_text = sqlite3_column_int (statement, 14),
  };

  fields.order = read_order (get_text (statement, 1), fields.title);
  return armada_report_new (&fields, folder);
}

/**
 * armada_store_reports_list:
 *
 * Returns: (transfer full) (element-type ArmadaReport): all that were not deleted, newest first
 */
GPtrArray *
armada_store_reports_list (sqlite3 *db, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT " COLUMNS " FROM report WHERE deleted = 0 ORDER BY made DESC, id DESC", error);
  int result;

  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (reports, read_row (statement, folder));
  return armada_database_check (db, result, error) ? g_steal_pointer (&reports) : NULL;
}

/**
 * armada_store_reports_get:
 *
 * Returns: (transfer full): how a report stands now; NULL with G_IO_ERROR_NOT_FOUND when there is
 *   none, or it was deleted
 */
ArmadaReport *
armada_store_reports_get (sqlite3 *db, gint64 id, const char *folder, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT " COLUMNS " FROM report WHERE id = ? AND deleted = 0", error);
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    return read_row (statement, folder);
  if (armada_database_check (db, result, error))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "archive: there is no such report");
  return NULL;
}

/* Whether a path is another's, in the store or on the disk, is what @taken says. */
static gboolean
is_taken (sqlite3 *db, const char *folder, const char *path, gboolean *taken, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "SELECT 1 FROM report WHERE path = ?", error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, path, -1, SQLITE_STATIC);
  result = sqlite3_step (statement);
  *taken = result == SQLITE_ROW || armada_archive_files_exists (folder, path);
  return armada_database_check (db, result, error);
}

/* "Drives.pdf", "Drives (2).pdf" … */
static char *
find_free_path (sqlite3 *db,
                const char *folder,
                const char *below,
                const char *name,
                GError **error)
{
  const char *dot = strrchr (name, '.') ?: name + strlen (name);

  for (guint i = 1; i < MAX_NAMES; i++)
    {
      g_autofree char *other = g_strdup_printf ("%.*s (%u)%s", (int) (dot - name), name, i, dot);
      g_autofree char *path = *below ? g_build_filename (below, i == 1 ? name : other, NULL)
                                     : g_strdup (i == 1 ? name : other);
      gboolean taken;

      if (!is_taken (db, folder, path, &taken, error))
        return NULL;
      if (!taken)
        return g_steal_pointer (&path);
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "archive: no name is left");
  return NULL;
}

/* Tells that the file of @id is where its row says. */
static gboolean
set_arrived (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "UPDATE report SET coming_from = NULL, missing = 0 WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return armada_database_step (statement, error);
}

/* Another may have taken the place since it was chosen: then the next start finds one. */
static gboolean
arrive (sqlite3 *db,
        const char *folder,
        gint64 id,
        const char *from,
        const char *path,
        GError **error)
{
  return armada_archive_files_move (folder, from, path, error) && set_arrived (db, id, error);
}

/**
 * armada_store_reports_insert:
 * @fields: all but @id, which is given
 * @coming_from: (nullable): where the file still is
 */
gboolean
armada_store_reports_insert (sqlite3 *db,
                             ArmadaReportFields *fields,
                             const char *coming_from,
                             GError **error)
{
  g_autofree char *ordered = armada_report_order_to_text (fields->order);
  g_autofree char *tags = g_strjoinv ("\n", fields->tags);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "INSERT INTO report (ordered, title, server, email, made, batch, path, coming_from, size,"
      " sha256, modified, tags, favourite, missing, has_text, deleted)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, ordered, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, fields->title, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, fields->server, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, fields->email, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 5, fields->made);
  sqlite3_bind_text (statement, 6, fields->batch, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 7, fields->path, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 8, coming_from, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 9, (gint64) fields->size);
  sqlite3_bind_text (statement, 10, fields->sha256, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 11, fields->modified);
  sqlite3_bind_text (statement, 12, tags, -1, SQLITE_STATIC);
  if (!armada_database_step (statement, error))
    return FALSE;
  fields->id = sqlite3_last_insert_rowid (db);
  return armada_store_report_texts_add (db, fields, error);
}

/* The job is done when its report is there, and neither without the other. */
static gboolean
delete_job (sqlite3 *db, gint64 job, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "DELETE FROM report_job WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, job);
  return armada_database_step (statement, error);
}

static char *
dup_batch_folder (const char *batch)
{
  return *batch != '\0' ? armada_archive_files_folder_name (batch) : g_strdup ("");
}

/**
 * armada_store_reports_add:
 * @fields: all but @id and @path, which are given
 * @draft: where its file is, below @folder, sealed
 * @job: that made it, whose row goes with it; 0 none
 *
 * Takes a report into the archive. When it returns TRUE, nothing but a broken disk loses it.
 */
gboolean
armada_store_reports_add (sqlite3 *db,
                          const char *folder,
                          ArmadaReportFields *fields,
                          const char *draft,
                          gint64 job,
                          GError **error)
{
  g_autofree char *below = dup_batch_folder (fields->batch);
  g_autofree char *name = armada_archive_files_name (fields->order, fields->title);
  g_autoptr (GError) late = NULL;

  if (!armada_database_begin (db, TRUE, error))
    return FALSE;
  g_clear_pointer (&fields->path, g_free);
  fields->path = find_free_path (db, folder, below, name, error);
  if (!armada_database_end (db,
                            fields->path != NULL &&
                                armada_store_reports_insert (db, fields, draft, error) &&
                                delete_job (db, job, error),
                            error))
    return FALSE;
  if (!arrive (db, folder, fields->id, draft, fields->path, &late))
    g_message ("%s", late->message);
  return TRUE;
}

/**
 * armada_store_reports_find_content:
 * @id: (out): of a report with that content, 0 none
 * @path: (out) (transfer full) (nullable): of its file, where that is as it was written
 */
gboolean
armada_store_reports_find_content (sqlite3 *db,
                                   const char *sha256,
                                   gint64 *id,
                                   char **path,
                                   GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT id, path FROM report WHERE sha256 = ? AND missing = 0 AND deleted = 0"
      " AND coming_from IS NULL ORDER BY id LIMIT 1",
      error);
  int result;

  *id = 0;
  *path = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, sha256, -1, SQLITE_STATIC);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    {
      *id = sqlite3_column_int64 (statement, 0);
      *path = g_strdup (get_text (statement, 1));
    }
  return armada_database_check (db, result, error);
}

/* What is known of the place of a report's file. */
typedef struct
{
  char *path;
  char *title;
  char *batch;
  ArmadaReportOrder *order;
  gint64 deleted; /* UNIX seconds, 0 it is not */
} Place;

static void
place_clear (Place *place)
{
  g_free (place->path);
  g_free (place->title);
  g_free (place->batch);
  g_clear_pointer (&place->order, armada_report_order_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
read_place (sqlite3 *db, gint64 id, gboolean deleted, Place *place, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT path, title, ordered, batch, deleted FROM report WHERE id = ? AND (deleted <> 0) = ?",
      error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int (statement, 2, deleted);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    {
      place->path = g_strdup (get_text (statement, 0));
      place->title = g_strdup (get_text (statement, 1));
      place->order = read_order (get_text (statement, 2), place->title);
      place->batch = g_strdup (get_text (statement, 3));
      place->deleted = sqlite3_column_int64 (statement, 4);
      return TRUE;
    }
  if (armada_database_check (db, result, error))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "archive: there is no such report");
  return FALSE;
}

static gboolean
write_place (sqlite3 *db, gint64 id, const Place *place, const char *coming_from, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "UPDATE report SET path = ?, coming_from = ?, title = ?, deleted = ? WHERE id = ?",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, place->path, -1, SQLITE_STATIC);
  if (coming_from != NULL)
    sqlite3_bind_text (statement, 2, coming_from, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, place->title, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, place->deleted);
  sqlite3_bind_int64 (statement, 5, id);
  return armada_database_step (statement, error);
}

/* Changes a row and then moves its file; a file that is not there needs no moving. Where the disk
 * does not let it, all stays as it was. */
static gboolean
change_place (sqlite3 *db,
              const char *folder,
              gint64 id,
              const Place *old,
              const char *to,
              const char *title,
              gint64 deleted,
              GError **error)
{
  const Place new = { .path = (char *) to, .title = (char *) title, .deleted = deleted };
  gboolean there = armada_archive_files_exists (folder, old->path);
  g_autoptr (GError) late = NULL;

  if (!write_place (db, id, &new, there ? old->path : NULL, error))
    return FALSE;
  if (there && !armada_archive_files_move (folder, old->path, to, error))
    {
      if (!write_place (db, id, old, NULL, &late))
        g_message ("%s", late->message);
      return FALSE;
    }
  if (there && !set_arrived (db, id, &late))
    g_message ("%s", late->message);
  return TRUE;
}

static char *
dup_folder_of (const char *path)
{
  g_autofree char *below = g_path_get_dirname (path);

  return g_strdup (g_str_equal (below, ".") ? "" : below);
}

/**
 * armada_store_reports_set_title:
 *
 * Calls a report otherwise, and its file too.
 */
gboolean
armada_store_reports_set_title (sqlite3 *db,
                                const char *folder,
                                gint64 id,
                                const char *title,
                                GError **error)
{
  g_auto (Place) place = { 0 };
  g_autofree char *below = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (!read_place (db, id, FALSE, &place, error))
    return FALSE;
  below = dup_folder_of (place.path);
  name = armada_archive_files_name (place.order, title);
  path = find_free_path (db, folder, below, name, error);
  return path != NULL && change_place (db, folder, id, &place, path, title, 0, error) &&
         armada_store_report_texts_set (db, id, "title", title, error);
}

static gboolean
set_column (sqlite3 *db, const char *column, gint64 id, const char *text, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE report SET %s = ? WHERE id = ?", column);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, id);
  return armada_database_step (statement, error);
}

gboolean
armada_store_reports_set_tags (sqlite3 *db, gint64 id, const char *const *tags, GError **error)
{
  g_autofree char *lines = g_strjoinv ("\n", (char **) tags);

  return armada_database_begin (db, FALSE, error) &&
         armada_database_end (db,
                              set_column (db, "tags", id, lines, error) &&
                                  armada_store_report_texts_set (db, id, "tags", lines, error),
                              error);
}

gboolean
armada_store_reports_set_favourite (sqlite3 *db, gint64 id, gboolean favourite, GError **error)
{
  return set_column (db, "favourite", id, favourite ? "1" : "0", error);
}

/**
 * armada_store_reports_set_text:
 * @text: what stands in the report, "" nothing that can be read
 */
gboolean
armada_store_reports_set_text (sqlite3 *db, gint64 id, const char *text, GError **error)
{
  return armada_database_begin (db, FALSE, error) &&
         armada_database_end (db,
                              set_column (db, "has_text", id, "1", error) &&
                                  armada_store_report_texts_set (db, id, "text", text, error),
                              error);
}

/**
 * armada_store_reports_delete:
 * @time: UNIX seconds, from which armada_store_reports_purge() counts
 *
 * Moves a report aside, from where armada_store_reports_restore() can take it back.
 */
gboolean
armada_store_reports_delete (sqlite3 *db,
                             const char *folder,
                             gint64 id,
                             gint64 time,
                             GError **error)
{
  g_auto (Place) place = { 0 };
  g_autofree char *aside = g_strdup_printf (ARMADA_ARCHIVE_DELETED "/%" G_GINT64_FORMAT, id);

  return read_place (db, id, FALSE, &place, error) &&
         change_place (db, folder, id, &place, aside, place.title, MAX (time, 1), error);
}

/**
 * armada_store_reports_restore:
 *
 * Takes a deleted report back, to where it was unless that is taken.
 */
gboolean
armada_store_reports_restore (sqlite3 *db, const char *folder, gint64 id, GError **error)
{
  g_auto (Place) place = { 0 };
  g_autofree char *below = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (!read_place (db, id, TRUE, &place, error))
    return FALSE;
  below = dup_batch_folder (place.batch);
  name = armada_archive_files_name (place.order, place.title);
  path = find_free_path (db, folder, below, name, error);
  return path != NULL && change_place (db, folder, id, &place, path, place.title, 0, error);
}

static gboolean
purge_one (sqlite3 *db, const char *folder, gint64 id, const char *path, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "DELETE FROM report WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  armada_archive_files_remove (folder, path);
  sqlite3_bind_int64 (statement, 1, id);
  return armada_database_begin (db, FALSE, error) &&
         armada_database_end (db,
                              armada_store_report_texts_remove (db, id, error) &&
                                  armada_database_step (statement, error),
                              error);
}

/**
 * armada_store_reports_purge:
 * @before: UNIX seconds
 *
 * Deletes for good what was deleted before then.
 */
gboolean
armada_store_reports_purge (sqlite3 *db, const char *folder, gint64 before, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT id, path FROM report WHERE deleted BETWEEN 1 AND ?", error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, before);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
      g_ptr_array_add (paths, g_strdup (get_text (statement, 1)));
    }
  if (!armada_database_check (db, result, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!purge_one (db, folder, g_array_index (ids, gint64, i), paths->pdata[i], error))
      return FALSE;
  return TRUE;
}
