/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store"

#include "store/armada-store-tracks.h"
#include "store/armada-store-worker.h"

/* The calls of ArmadaStore that are about tracks and their limit. */

typedef struct
{
  /* input */
  gint64 account;
  gint64 device;
  ArmadaTrackKey *key;
  ArmadaFixes *fixes;

  /* input, output */
  gboolean over;

  /* output */
  gint64 written;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->key, armada_track_key_free);
  g_clear_pointer (&job->fixes, armada_fixes_unref);
  g_free (job);
}

static void
push (ArmadaStore *self,
      ArmadaStoreFunc run,
      Job job,
      gpointer tag,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  armada_store_push (self, run, g_memdup2 (&job, sizeof job), job_free, tag, cancellable, callback,
                     user_data);
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
run_put_track (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done =
      armada_store_tracks_put (worker->db, job->key, job->fixes, job->over, get_now (), &error);

  armada_store_upkeep_wake (&worker->upkeep);
  armada_store_return_boolean (task, done, error);
}

static void
run_get_track (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  ArmadaFixes *fixes;

  if (armada_store_tracks_get (worker->db, job->key, get_now (), &fixes, &job->over, &job->written,
                               &error))
    g_task_return_pointer (task, fixes, (GDestroyNotify) armada_fixes_unref);
  else
    g_task_return_error (task, error);
}

static void
run_list_tracks (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *tracks = armada_store_tracks_list (worker->db, job->account, job->device, &error);

  armada_store_return_pointer (task, tracks, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
run_delete_tracks (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = armada_store_tracks_delete (worker->db, job->account, &error);

  armada_store_upkeep_wake (&worker->upkeep);
  armada_store_return_boolean (task, done, error);
}

static void
run_get_usage (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  GError *error = NULL;
  ArmadaStoreUsage *usage = armada_store_tracks_get_usage (worker->db, &error);

  armada_store_return_pointer (task, usage, (GDestroyNotify) armada_store_usage_free, error);
}

/**
 * armada_store_put_track_async:
 * @over: whether the day was over when @fixes were fetched: they are final
 *
 * Keeps a track in place of what was kept under @key: all of it or, on an error, nothing.
 */
void
armada_store_put_track_async (ArmadaStore *self,
                              const ArmadaTrackKey *key,
                              gboolean over,
                              ArmadaFixes *fixes,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  push (
      self, run_put_track,
      (Job) { .key = armada_track_key_copy (key), .over = over, .fixes = armada_fixes_ref (fixes) },
      armada_store_put_track_async, cancellable, callback, user_data);
}

gboolean
armada_store_put_track_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_get_track_async (ArmadaStore *self,
                              const ArmadaTrackKey *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  push (self, run_get_track, (Job) { .key = armada_track_key_copy (key) },
        armada_store_get_track_async, cancellable, callback, user_data);
}

/**
 * armada_store_get_track_finish:
 * @over: (out) (optional): whether the day was over when it was fetched: it is final
 * @written: (out) (optional): when it was fetched, UNIX seconds, 0 never
 *
 * Returns: (transfer full) (nullable): NULL without an error when there is none, or what there is
 *   cannot be read: it has to be fetched
 */
ArmadaFixes *
armada_store_get_track_finish (ArmadaStore *self,
                               GAsyncResult *result,
                               gboolean *over,
                               gint64 *written,
                               GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (over != NULL)
    *over = job->over;
  if (written != NULL)
    *written = job->written;
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
armada_store_list_tracks_async (ArmadaStore *self,
                                gint64 account,
                                gint64 device,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  push (self, run_list_tracks, (Job) { .account = account, .device = device },
        armada_store_list_tracks_async, cancellable, callback, user_data);
}

/**
 * armada_store_list_tracks_finish:
 *
 * Returns: (transfer full) (element-type ArmadaKeptTrack): oldest day first
 */
GPtrArray *
armada_store_list_tracks_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_store_delete_tracks_async:
 * @account: 0 all
 *
 * Deletes tracks. What they took is given back to the disk by and by, while nothing else is asked.
 */
void
armada_store_delete_tracks_async (ArmadaStore *self,
                                  gint64 account,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  push (self, run_delete_tracks, (Job) { .account = account }, armada_store_delete_tracks_async,
        cancellable, callback, user_data);
}

gboolean
armada_store_delete_tracks_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * armada_store_set_limit:
 * @bytes: 0 none
 *
 * Sets how much tracks may take. When it is more, those of the oldest days are deleted while
 * nothing else is asked.
 */
void
armada_store_set_limit (ArmadaStore *self, guint64 bytes)
{
  armada_store_push (self, armada_store_worker_set_limit, g_memdup2 (&bytes, sizeof bytes), g_free,
                     armada_store_set_limit, NULL, NULL, NULL);
}

void
armada_store_get_usage_async (ArmadaStore *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  push (self, run_get_usage, (Job) { 0 }, armada_store_get_usage_async, cancellable, callback,
        user_data);
}

/**
 * armada_store_get_usage_finish:
 *
 * Returns: (transfer full): how big the store is, with all accounts
 */
ArmadaStoreUsage *
armada_store_get_usage_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
