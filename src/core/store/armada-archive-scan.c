/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-archive"

#include "store/armada-archive-files.h"
#include "store/armada-archive-private.h"
#include "store/armada-store-report-scan.h"

#define SETTLE 500       /* milliseconds in which more may happen in the folder */
#define MAX_MONITORS 256 /* folders that are watched */

/*
 * What somebody did to the folder: files are listed, and those that no row knows are read, on a
 * thread; rows are changed on the store's. A file that is still being written is looked at again
 * when it changes.
 */

typedef struct
{
  char *folder;
  GPtrArray *files;   /* of ArmadaFoundFile; in the end those that are to be taken */
  GPtrArray *folders; /* whole paths */
  gint64 now;
} Scan;

static void
scan_free (gpointer data)
{
  Scan *scan = data;

  g_free (scan->folder);
  g_clear_pointer (&scan->files, g_ptr_array_unref);
  g_ptr_array_unref (scan->folders);
  g_free (scan);
}

static Scan *
get_scan (gpointer task)
{
  return g_task_get_task_data (G_TASK (task));
}

static void
monitor_cb (ArmadaArchive *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  g_autofree char *name = g_file_get_basename (file);

  if (*name != '.' && event != G_FILE_MONITOR_EVENT_CHANGED &&
      event != G_FILE_MONITOR_EVENT_PRE_UNMOUNT)
    armada_archive_scan_soon (self);
}

/* A folder that is gone is no longer watched, and need not be. */
static void
watch (ArmadaArchive *self, GPtrArray *folders)
{
  for (guint i = 0; i < folders->len && !self->closed; i++)
    {
      const char *path = folders->pdata[i];
      g_autoptr (GFile) folder = g_file_new_for_path (path);
      GFileMonitor *monitor;

      if (g_hash_table_contains (self->monitors, path) ||
          g_hash_table_size (self->monitors) >= MAX_MONITORS)
        continue;
      monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
      if (monitor == NULL)
        continue;
      g_signal_connect_object (monitor, "changed", G_CALLBACK (monitor_cb), self,
                               G_CONNECT_SWAPPED);
      g_hash_table_insert (self->monitors, g_strdup (path), monitor);
    }
}

static void
end_scan (ArmadaArchive *self, GTask *task, GError *error)
{
  self->scanning = FALSE;
  if (self->scan_again)
    armada_archive_scan_soon (self);
  if (error == NULL)
    watch (self, get_scan (task)->folders);
  armada_store_return_boolean (task, error == NULL, error);
}

static void
run_take (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Scan *scan = get_scan (data);
  GError *error = NULL;
  gboolean done = TRUE;
  GPtrArray *reports = NULL;

  for (guint i = 0; done && i < scan->files->len; i++)
    done = armada_store_reports_take_found (worker->db, scan->folder, scan->files->pdata[i],
                                            scan->now, &error);
  if (done && armada_store_reports_mark_missing (worker->db, scan->folder, &error))
    reports = armada_store_reports_list (worker->db, scan->folder, &error);
  armada_store_return_pointer (task, reports, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaArchive *self = g_task_get_source_object (task);
  GError *error = NULL;
  GPtrArray *reports = g_task_propagate_pointer (G_TASK (result), &error);

  if (reports != NULL)
    {
      armada_archive_set_error (self, NULL);
      armada_archive_replace_all (self, reports);
    }
  end_scan (self, task, error);
}

/* What is no report, or cannot be read, is left where it is. */
static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Scan *scan = get_scan (data);

  for (guint i = scan->files->len; i > 0; i--)
    if (!armada_archive_files_look_into (scan->folder, scan->files->pdata[i - 1], NULL))
      g_ptr_array_remove_index (scan->files, i - 1);
  g_task_return_boolean (task, TRUE);
}

static void
store_step (GTask *task, ArmadaStoreFunc run, GAsyncReadyCallback done)
{
  ArmadaArchive *self = g_task_get_source_object (task);

  armada_store_push (self->store, run, g_object_ref (task), g_object_unref, store_step, NULL, done,
                     task);
}

static void
thread_step (GTask *task, GTaskThreadFunc thread, GAsyncReadyCallback done)
{
  g_autoptr (GTask) step = g_task_new (NULL, NULL, done, task);

  g_task_set_source_tag (step, thread_step);
  g_task_set_task_data (step, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (step, thread);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  store_step (user_data, run_take, taken_cb);
}

static void
run_pick (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Scan *scan = get_scan (data);
  GError *error = NULL;
  gboolean done = armada_store_reports_pick_unknown (worker->db, scan->files, &error);

  armada_store_return_boolean (task, done, error);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      thread_step (task, read_thread, read_cb);
      return;
    }
  end_scan (g_task_get_source_object (task), task, error);
  g_object_unref (task);
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Scan *scan = get_scan (data);
  GError *error = NULL;

  scan->files = armada_archive_files_list (scan->folder, scan->folders, &error);
  armada_store_return_boolean (task, scan->files != NULL, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      store_step (task, run_pick, picked_cb);
      return;
    }
  armada_archive_set_error (g_task_get_source_object (task), g_error_copy (error));
  end_scan (g_task_get_source_object (task), task, error);
  g_object_unref (task);
}

/**
 * armada_archive_scan_async:
 *
 * Looks what is in the folder.
 */
void
armada_archive_scan_async (ArmadaArchive *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Scan *scan = g_new0 (Scan, 1);

  scan->folder = g_strdup (self->folder);
  scan->folders = g_ptr_array_new_with_free_func (g_free);
  scan->now = g_get_real_time () / G_USEC_PER_SEC;
  g_task_set_source_tag (task, armada_archive_scan_async);
  g_task_set_task_data (task, scan, scan_free);
  self->scanning = TRUE;
  self->scan_again = FALSE;
  thread_step (task, list_thread, listed_cb);
}

gboolean
armada_archive_scan_finish (ArmadaArchive *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_archive_scan_finish (ARMADA_ARCHIVE (source), result, &error))
    g_message ("%s", error->message);
}

static gboolean
scan_timeout_cb (gpointer user_data)
{
  ArmadaArchive *self = user_data;

  self->scan_timeout = 0;
  if (self->scanning)
    self->scan_again = TRUE;
  else
    armada_archive_scan_async (self, NULL, scanned_cb, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * armada_archive_scan_soon:
 *
 * Looks what is in the folder when nothing has happened there for a moment.
 */
void
armada_archive_scan_soon (ArmadaArchive *self)
{
  if (self->closed)
    return;
  g_clear_handle_id (&self->scan_timeout, g_source_remove);
  self->scan_timeout = g_timeout_add (SETTLE, scan_timeout_cb, self);
}
