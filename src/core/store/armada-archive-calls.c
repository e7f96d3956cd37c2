/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-archive"

#include "store/armada-archive-files.h"
#include "store/armada-archive-private.h"
#include "store/armada-store-report-scan.h"

/* Opening the archive, and what its calls are made of: each has a job that the store's thread does.
 */

void
armada_archive_job_free (gpointer data)
{
  ArmadaArchiveJob *job = data;

  g_free (job->folder);
  armada_draft_discard (job->draft);
  armada_report_fields_clear (&job->fields);
  g_clear_pointer (&job->reports, g_ptr_array_unref);
  g_clear_pointer (&job->ids, g_array_unref);
  g_free (job->text);
  g_strfreev (job->tags);
  g_clear_object (&job->file);
  g_clear_pointer (&job->newer, g_ptr_array_unref);
  g_free (job);
}

ArmadaArchiveJob *
armada_archive_job_new (ArmadaArchive *self)
{
  ArmadaArchiveJob *job = g_new0 (ArmadaArchiveJob, 1);

  job->folder = g_strdup (self->folder);
  job->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->reports = g_ptr_array_new_with_free_func (g_object_unref);
  job->newer = g_ptr_array_new_with_free_func (g_object_unref);
  job->now = g_get_real_time () / G_USEC_PER_SEC;
  return job;
}

/* The task of a call; the store's answer comes to @callback with it, which ends it. */
GTask *
armada_archive_new_task (ArmadaArchive *self,
                         gpointer tag,
                         ArmadaArchiveJob *job,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, armada_archive_job_free);
  return task;
}

void
armada_archive_push (GTask *task, ArmadaStoreFunc run, GAsyncReadyCallback done)
{
  ArmadaArchive *self = g_task_get_source_object (task);

  armada_store_push (self->store, run, g_object_ref (task), g_object_unref,
                     g_task_get_source_tag (task), NULL, done, task);
}

ArmadaArchiveJob *
armada_archive_get_job (gpointer data)
{
  return g_task_get_task_data (G_TASK (data));
}

void
armada_archive_run_in_thread (GTask *task, GTaskThreadFunc thread, GAsyncReadyCallback done)
{
  g_autoptr (GTask) step = g_task_new (NULL, g_task_get_cancellable (task), done, task);

  g_task_set_source_tag (step, g_task_get_source_tag (task));
  g_task_set_task_data (step, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (step, thread);
}

static void
run_open (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  g_autoptr (GError) late = NULL;
  GError *error = NULL;
  GPtrArray *reports;

  if (job->flag && (!armada_store_reports_finish_moves (worker->db, job->folder, &late) ||
                    !armada_store_reports_purge (worker->db, job->folder,
                                                 job->now - ARMADA_ARCHIVE_KEEPS_DELETED, &late)))
    g_message ("%s", late->message);
  reports = armada_store_reports_list (worker->db, job->folder, &error);
  armada_store_return_pointer (task, reports, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaArchive *self = g_task_get_source_object (task);
  GError *error = NULL;
  GPtrArray *reports = g_task_propagate_pointer (G_TASK (result), &error);

  if (reports == NULL)
    {
      armada_archive_set_error (self, g_error_copy (error));
      g_task_return_error (task, error);
      return;
    }
  armada_archive_replace_all (self, reports);
  armada_archive_set_open (self);
  armada_archive_scan_soon (self);
  g_task_return_boolean (task, TRUE);
}

static void
prepare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  GError *error = NULL;

  if (armada_archive_files_prepare (job->folder, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ArmadaArchive *self = g_task_get_source_object (task);
  GError *error = NULL;

  armada_archive_get_job (task)->flag = g_task_propagate_boolean (G_TASK (result), &error);
  armada_archive_set_error (self, error);
  armada_archive_push (task, run_open, opened_cb);
}

/**
 * armada_archive_open_async:
 *
 * Makes the folder, ends what an earlier run could not, and shows what there is. The folder is
 * looked through after that.
 */
void
armada_archive_open_async (ArmadaArchive *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task =
      armada_archive_new_task (self, armada_archive_open_async, armada_archive_job_new (self),
                               cancellable, callback, user_data);
  g_autoptr (GTask) prepare = g_task_new (NULL, NULL, prepared_cb, task);

  g_task_set_source_tag (prepare, armada_archive_open_async);
  g_task_set_task_data (prepare, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (prepare, prepare_thread);
}

/**
 * armada_archive_open_finish:
 *
 * Returns: whether the list is there; "error" may still tell that the folder cannot be used
 */
gboolean
armada_archive_open_finish (ArmadaArchive *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
