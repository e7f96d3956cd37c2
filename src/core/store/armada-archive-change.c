/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-archive"

#include <string.h>

#include "store/armada-archive-private.h"
#include "store/armada-store-report-texts.h"
#include "store/armada-store-reports.h"

#define MAX_TEXT (512 * 1024) /* bytes of a report that are looked for words */

/* What the user says and does of reports that are in the archive. */

static void
job_add_report (ArmadaArchiveJob *job, ArmadaReport *report)
{
  gint64 id = armada_report_get_id (report);

  g_ptr_array_add (job->reports, g_object_ref (report));
  g_array_append_val (job->ids, id);
}

/* How the reports of a job stand now. */
static gboolean
read_newer (ArmadaStoreWorker *worker, ArmadaArchiveJob *job, GError **error)
{
  for (guint i = 0; i < job->ids->len; i++)
    {
      ArmadaReport *report = armada_store_reports_get (
          worker->db, g_array_index (job->ids, gint64, i), job->folder, error);

      if (report == NULL)
        return FALSE;
      g_ptr_array_add (job->newer, report);
    }
  return TRUE;
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaArchive *self = g_task_get_source_object (task);
  ArmadaArchiveJob *job = armada_archive_get_job (task);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  for (guint i = 0; i < job->newer->len; i++)
    armada_archive_put (self, job->newer->pdata[i]);
  armada_store_return_boolean (task, error == NULL, error);
}

static void
change (ArmadaArchive *self,
        gpointer tag,
        ArmadaStoreFunc run,
        ArmadaArchiveJob *job,
        GAsyncReadyCallback callback,
        gpointer user_data)
{
  armada_archive_push (armada_archive_new_task (self, tag, job, NULL, callback, user_data), run,
                       changed_cb);
}

static gint64
first_id (const ArmadaArchiveJob *job)
{
  return g_array_index (job->ids, gint64, 0);
}

static void
end_change (ArmadaStoreWorker *worker,
            GTask *task,
            ArmadaArchiveJob *job,
            gboolean done,
            GError *error)
{
  done = done && read_newer (worker, job, &error);
  armada_store_return_boolean (task, done, error);
}

static void
run_rename (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  GError *error = NULL;
  gboolean done =
      armada_store_reports_set_title (worker->db, job->folder, first_id (job), job->text, &error);

  end_change (worker, task, job, done, error);
}

/**
 * armada_archive_rename_async:
 * @title: what it is to be called; its file is called so, too
 */
void
armada_archive_rename_async (ArmadaArchive *self,
                             ArmadaReport *report,
                             const char *title,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ArmadaArchiveJob *job = armada_archive_job_new (self);

  job_add_report (job, report);
  job->text = g_strdup (title);
  change (self, armada_archive_rename_async, run_rename, job, callback, user_data);
}

static void
run_set_tags (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  GError *error = NULL;
  gboolean done = armada_store_reports_set_tags (worker->db, first_id (job),
                                                 (const char *const *) job->tags, &error);

  end_change (worker, task, job, done, error);
}

/**
 * armada_archive_set_tags_async:
 * @tags: %NULL-terminated, in place of those it has; none has a line break
 */
void
armada_archive_set_tags_async (ArmadaArchive *self,
                               ArmadaReport *report,
                               const char *const *tags,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ArmadaArchiveJob *job = armada_archive_job_new (self);

  job_add_report (job, report);
  job->tags = g_strdupv ((char **) tags);
  change (self, armada_archive_set_tags_async, run_set_tags, job, callback, user_data);
}

static void
run_set_favourite (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  GError *error = NULL;
  gboolean done =
      armada_store_reports_set_favourite (worker->db, first_id (job), job->flag, &error);

  end_change (worker, task, job, done, error);
}

void
armada_archive_set_favourite_async (ArmadaArchive *self,
                                    ArmadaReport *report,
                                    gboolean favourite,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ArmadaArchiveJob *job = armada_archive_job_new (self);

  job_add_report (job, report);
  job->flag = favourite;
  change (self, armada_archive_set_favourite_async, run_set_favourite, job, callback, user_data);
}

/* The words of a very long text are mostly those of its beginning, and the store's thread is not
 * kept from others by them. */
static char *
dup_start (const char *text)
{
  const char *end = text + strnlen (text, MAX_TEXT);

  while (end > text && ((guchar) *end & 0xc0) == 0x80)
    end--;
  return g_strndup (text, (gsize) (end - text));
}

static void
run_set_text (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  GError *error = NULL;
  gboolean done = armada_store_reports_set_text (worker->db, first_id (job), job->text, &error);

  end_change (worker, task, job, done, error);
}

/**
 * armada_archive_set_text_async:
 * @text: what stands in the report, by which it is found from now on; "" where nothing can be read,
 *   so that nobody tries again
 */
void
armada_archive_set_text_async (ArmadaArchive *self,
                               ArmadaReport *report,
                               const char *text,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ArmadaArchiveJob *job = armada_archive_job_new (self);

  job_add_report (job, report);
  job->text = dup_start (text);
  change (self, armada_archive_set_text_async, run_set_text, job, callback, user_data);
}

/* Several at once: those before one that fails are done. */
typedef gboolean (*EachFunc) (ArmadaStoreWorker *worker,
                              ArmadaArchiveJob *job,
                              gint64 id,
                              GError **error);

static gboolean
do_each (ArmadaStoreWorker *worker, ArmadaArchiveJob *job, EachFunc func, GError **error)
{
  for (guint i = 0; i < job->ids->len; i++)
    {
      if (!func (worker, job, g_array_index (job->ids, gint64, i), error))
        return FALSE;
      job->n_done++;
    }
  return TRUE;
}

static gboolean
delete_one (ArmadaStoreWorker *worker, ArmadaArchiveJob *job, gint64 id, GError **error)
{
  return armada_store_reports_delete (worker->db, job->folder, id, job->now, error);
}

static void
run_delete (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  GError *error = NULL;
  gboolean done = do_each (worker, armada_archive_get_job (data), delete_one, &error);

  armada_store_return_boolean (task, done, error);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaArchive *self = g_task_get_source_object (task);
  ArmadaArchiveJob *job = armada_archive_get_job (task);
  GError *error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  for (guint i = 0; i < job->n_done; i++)
    armada_archive_take_away (self, job->reports->pdata[i]);
  armada_store_return_boolean (task, done, error);
}

static ArmadaArchiveJob *
new_job_for (ArmadaArchive *self, GPtrArray *reports)
{
  ArmadaArchiveJob *job = armada_archive_job_new (self);

  for (guint i = 0; i < reports->len; i++)
    job_add_report (job, reports->pdata[i]);
  return job;
}

/**
 * armada_archive_delete_async:
 * @reports: (element-type ArmadaReport): all of the list
 *
 * Takes reports out of the list and puts their files aside, for thirty days.
 */
void
armada_archive_delete_async (ArmadaArchive *self,
                             GPtrArray *reports,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  armada_archive_push (armada_archive_new_task (self, armada_archive_delete_async,
                                                new_job_for (self, reports), NULL, callback,
                                                user_data),
                       run_delete, deleted_cb);
}

static gboolean
restore_one (ArmadaStoreWorker *worker, ArmadaArchiveJob *job, gint64 id, GError **error)
{
  return armada_store_reports_restore (worker->db, job->folder, id, error);
}

static void
run_restore (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  GError *error = NULL;
  gboolean done = do_each (worker, job, restore_one, &error);

  end_change (worker, task, job, done, error);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaArchive *self = g_task_get_source_object (task);
  ArmadaArchiveJob *job = armada_archive_get_job (task);
  GError *error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  for (guint i = 0; i < job->newer->len; i++)
    armada_archive_put_back (self, job->reports->pdata[i], job->newer->pdata[i]);
  armada_store_return_boolean (task, done, error);
}

/**
 * armada_archive_restore_async:
 * @reports: (element-type ArmadaReport): that were deleted
 *
 * Takes deleted reports back: the same objects are in the list again.
 */
void
armada_archive_restore_async (ArmadaArchive *self,
                              GPtrArray *reports,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  armada_archive_push (armada_archive_new_task (self, armada_archive_restore_async,
                                                new_job_for (self, reports), NULL, callback,
                                                user_data),
                       run_restore, restored_cb);
}

/**
 * armada_archive_change_finish:
 *
 * Returns: whether it is done. Of several reports those before one that failed are.
 */
gboolean
armada_archive_change_finish (ArmadaArchive *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Closed so, what was at the target stays; where nothing was, what is there now is half of it. */
static void
give_up_copy (GOutputStream *stream, GFile *target, gboolean replaces)
{
  g_autoptr (GCancellable) abort = g_cancellable_new ();

  g_cancellable_cancel (abort);
  g_output_stream_close (stream, abort, NULL);
  if (!replaces && !g_file_delete (target, NULL, NULL))
    g_message ("half a copy of a report is left");
}

static gboolean
write_copy (GFile *from, GFile *target, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) source = g_file_read (from, cancellable, error);
  gboolean replaces = g_file_query_exists (target, cancellable);
  g_autoptr (GFileOutputStream) stream =
      source ? g_file_replace (target, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable,
                               error)
             : NULL;

  if (stream == NULL)
    return FALSE;
  if (g_output_stream_splice (G_OUTPUT_STREAM (stream), G_INPUT_STREAM (source),
                              G_OUTPUT_STREAM_SPLICE_NONE, cancellable, error) >= 0 &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
    return TRUE;
  give_up_copy (G_OUTPUT_STREAM (stream), target, replaces);
  return FALSE;
}

static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ArmadaArchiveJob *job = data;
  g_autoptr (GFile) from = g_file_new_for_path (job->text);
  GError *error = NULL;
  gboolean done = write_copy (from, job->file, cancellable, &error);

  armada_store_return_boolean (task, done, error);
}

void
armada_archive_export_async (ArmadaArchive *self,
                             ArmadaReport *report,
                             GFile *target,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ArmadaArchiveJob *job = armada_archive_job_new (self);
  g_autoptr (GTask) task = armada_archive_new_task (self, armada_archive_export_async, job,
                                                    cancellable, callback, user_data);
  g_autoptr (GFile) file = armada_report_dup_file (report);

  job->text = g_file_get_path (file);
  job->file = g_object_ref (target);
  g_task_run_in_thread (task, export_thread);
}

gboolean
armada_archive_export_finish (ArmadaArchive *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static GHashTable *
to_set (GArray *ids)
{
  GHashTable *set = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (set, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
  return set;
}

static void
run_search (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  GError *error = NULL;
  g_autoptr (GArray) ids = NULL;

  /* while somebody types, only the last of the searches that wait is worth doing */
  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (data), &error))
    ids = armada_store_report_texts_search (worker->db, job->text, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, ids ? to_set (ids) : NULL, (GDestroyNotify) g_hash_table_unref);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GHashTable *ids = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, ids, (GDestroyNotify) g_hash_table_unref);
}

/**
 * armada_archive_search_async:
 * @words: as somebody types them: each must stand in a report, or begin a word in it
 */
void
armada_archive_search_async (ArmadaArchive *self,
                             const char *words,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ArmadaArchiveJob *job = armada_archive_job_new (self);

  job->text = g_strdup (words);
  armada_archive_push (armada_archive_new_task (self, armada_archive_search_async, job, cancellable,
                                                callback, user_data),
                       run_search, searched_cb);
}

/**
 * armada_archive_search_finish:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the set of their numbers; NULL without
 *   an error where there was no word to look for: then everything is found
 */
GHashTable *
armada_archive_search_finish (ArmadaArchive *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
