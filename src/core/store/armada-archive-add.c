/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-archive"

#include "api/armada-report-format.h"
#include "store/armada-archive-files.h"
#include "store/armada-archive-private.h"
#include "store/armada-store-reports.h"

/* What comes into the archive: made by a server, or a file from elsewhere. */

static void
begin_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ArmadaArchiveJob *job = data;
  GError *error = NULL;
  ArmadaDraft *draft = NULL;

  if (armada_archive_files_prepare (job->folder, &error))
    draft = armada_draft_new (job->folder, &error);
  if (draft != NULL)
    g_task_return_pointer (task, draft, (GDestroyNotify) armada_draft_free);
  else
    g_task_return_error (task, error);
}

/**
 * armada_archive_begin_async:
 *
 * Makes an empty file beside those of the archive, to be filled and then given to
 * armada_archive_add_async().
 */
void
armada_archive_begin_async (ArmadaArchive *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task =
      armada_archive_new_task (self, armada_archive_begin_async, armada_archive_job_new (self),
                               cancellable, callback, user_data);

  g_task_run_in_thread (task, begin_thread);
}

/**
 * armada_archive_begin_finish:
 *
 * Returns: (transfer full): give it to armada_archive_add_async() or armada_draft_discard()
 */
ArmadaDraft *
armada_archive_begin_finish (ArmadaArchive *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A file with the same content becomes another name of the one that is there. */
static gboolean
share_content (ArmadaStoreWorker *worker, ArmadaArchiveJob *job, GError **error)
{
  g_autofree char *path = NULL;
  ArmadaFoundFile found;
  gint64 id;

  if (!armada_store_reports_find_content (worker->db, job->draft->sha256, &id, &path, error))
    return FALSE;
  if (path != NULL && armada_archive_files_find (job->folder, path, &found) &&
      found.size == job->draft->size)
    {
      armada_archive_files_share (job->folder, path, job->draft->path);
      if (armada_archive_files_find (job->folder, job->draft->path, &found))
        job->fields.modified = found.modified;
    }
  return TRUE;
}

/* What was brought in a second time is the report that it was the first. */
static gboolean
find_imported (ArmadaStoreWorker *worker, ArmadaArchiveJob *job, gint64 *id, GError **error)
{
  g_autofree char *path = NULL;

  *id = 0;
  return !job->flag ||
         armada_store_reports_find_content (worker->db, job->draft->sha256, id, &path, error);
}

static void
run_add (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  ArmadaReport *report = NULL;
  GError *error = NULL;
  gint64 id;

  job->fields.size = job->draft->size;
  job->fields.modified = job->draft->modified;
  g_free (job->fields.sha256);
  job->fields.sha256 = g_strdup (job->draft->sha256);
  if (find_imported (worker, job, &id, &error) && id == 0 && share_content (worker, job, &error) &&
      armada_store_reports_add (worker->db, job->folder, &job->fields, job->draft->path, job->job,
                                &error))
    {
      job->draft->kept = TRUE;
      id = job->fields.id;
    }
  if (error == NULL)
    report = armada_store_reports_get (worker->db, id, job->folder, &error);
  armada_store_return_pointer (task, report, g_object_unref, error);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaArchive *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ArmadaReport) report = g_task_propagate_pointer (G_TASK (result), &error);

  if (report == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (armada_archive_put (self, report)), g_object_unref);
}

static void
seal_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  GError *error = NULL;

  if (armada_draft_seal (job->draft, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sealed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    armada_archive_push (g_steal_pointer (&task), run_add, added_cb);
  else
    g_task_return_error (task, error);
}

static void
copy_fields (ArmadaReportFields *to, const ArmadaReportFields *from)
{
  to->order = armada_report_order_ref (from->order);
  to->title = g_strdup (from->title);
  to->server = g_strdup (from->server);
  to->email = g_strdup (from->email);
  to->made = from->made;
  to->batch = g_strdup (from->batch);
  to->tags = from->tags ? g_strdupv (from->tags) : g_new0 (char *, 1);
}

/**
 * armada_archive_add_async:
 * @draft: (transfer full): the whole file, closed by whoever wrote it
 * @fields: @order, @title, @server, @email, @made, @batch and (nullable) @tags; the rest is found
 * @job: row of the job that made it, which goes with it; 0 none
 *
 * Writes the file through to the disk, gives it its name and notes it. Content that is there
 * already is stored once.
 */
void
armada_archive_add_async (ArmadaArchive *self,
                          ArmadaDraft *draft,
                          const ArmadaReportFields *fields,
                          gint64 job,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ArmadaArchiveJob *data = armada_archive_job_new (self);
  GTask *task = armada_archive_new_task (self, armada_archive_add_async, data, cancellable,
                                         callback, user_data);

  data->draft = draft;
  data->job = job;
  copy_fields (&data->fields, fields);
  armada_archive_run_in_thread (task, seal_thread, sealed_cb);
}

/**
 * armada_archive_add_finish:
 *
 * Returns: (transfer full): the report, which is in the list
 */
ArmadaReport *
armada_archive_add_finish (ArmadaArchive *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What a file from elsewhere is, by its name and its content. */
static gboolean
describe (ArmadaArchiveJob *job, GError **error)
{
  g_autofree char *name = g_file_get_basename (job->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *path = armada_draft_dup_whole_path (job->draft);
  g_autoptr (GMappedFile) map = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GBytes) bytes = map ? g_mapped_file_get_bytes (map) : NULL;
  const char *format = bytes ? armada_report_format_guess (shown, bytes) : NULL;
  char *dot = strrchr (shown, '.');
  ArmadaReportOrder order;

  if (format == NULL)
    {
      if (map != NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "archive: not a report");
      return FALSE;
    }
  if (dot != NULL && dot != shown)
    *dot = '\0';
  armada_report_order_init (&order);
  order.title = shown;
  order.format = format;
  job->fields.order = armada_report_order_new (&order);
  job->fields.title = g_strdup (shown);
  job->fields.server = g_strdup ("");
  job->fields.email = g_strdup ("");
  job->fields.batch = g_strdup ("");
  job->fields.made = job->now;
  job->fields.tags = g_new0 (char *, 1);
  return TRUE;
}

static void
import_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  GError *error = NULL;

  if (armada_archive_files_prepare (job->folder, &error))
    job->draft = armada_draft_new (job->folder, &error);
  if (job->draft != NULL &&
      armada_draft_copy (job->draft, job->file, job->max_size, cancellable, &error) &&
      describe (job, &error) && armada_draft_seal (job->draft, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * armada_archive_import_async:
 * @file: made elsewhere; it stays where it is
 * @max_size: bytes that it may have
 *
 * Takes a copy of a file into the archive, unless the same content is there.
 */
void
armada_archive_import_async (ArmadaArchive *self,
                             GFile *file,
                             guint64 max_size,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ArmadaArchiveJob *job = armada_archive_job_new (self);
  GTask *task = armada_archive_new_task (self, armada_archive_import_async, job, cancellable,
                                         callback, user_data);

  job->file = g_object_ref (file);
  job->max_size = max_size;
  job->flag = TRUE;
  armada_archive_run_in_thread (task, import_thread, sealed_cb);
}

/**
 * armada_archive_import_finish:
 *
 * Returns: (transfer full): the report, new or the one with the same content;
 *   G_IO_ERROR_INVALID_DATA where it is no file of a kind that reports are,
 *   G_IO_ERROR_MESSAGE_TOO_LARGE beyond the limit
 */
ArmadaReport *
armada_archive_import_finish (ArmadaArchive *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
