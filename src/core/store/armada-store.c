/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store"

#include "store/armada-store.h"

#include "store/armada-store-accounts.h"
#include "store/armada-store-fleet.h"
#include "store/armada-store-worker.h"

/*
 * ArmadaStore: the desk's own memory. The session owns it. All SQL runs on the worker's thread, in
 * the order it was asked for. Where the store could not be opened every call fails with the reason.
 */
struct _ArmadaStore
{
  GObject parent_instance;

  GThread *main_thread;
  ArmadaStoreWorker *worker; /* NULL once closed */
};

G_DEFINE_FINAL_TYPE (ArmadaStore, armada_store, G_TYPE_OBJECT)

/* One call. */
typedef struct
{
  /* input */
  gint64 account_id;
  ArmadaAccount *account;
  ArmadaDeviceBatch *batch;

  /* output */
  gint64 written;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->account, armada_account_unref);
  g_clear_pointer (&job->batch, armada_device_batch_unref);
  g_free (job);
}

static void
run_list_accounts (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  GError *error = NULL;
  GPtrArray *accounts = armada_store_accounts_list (worker->db, &error);

  armada_store_return_pointer (task, accounts, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
run_put_account (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  ArmadaAccount *stored = armada_store_accounts_put (worker->db, job->account, &error);

  armada_store_return_pointer (task, stored, (GDestroyNotify) armada_account_unref, error);
}

static void
run_delete_account (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = armada_store_accounts_delete (worker->db, job->account_id, &error);

  armada_store_upkeep_wake (&worker->upkeep);
  armada_store_return_boolean (task, done, error);
}

static void
run_put_fleet (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = armada_store_fleet_put (worker->db, job->account_id, job->batch,
                                          g_get_real_time () / G_USEC_PER_SEC, &error);

  /* here, where nobody waits: the last to let go of a large fleet takes a while */
  g_clear_pointer (&job->batch, armada_device_batch_unref);
  armada_store_return_boolean (task, done, error);
}

static void
run_get_fleet (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  ArmadaDeviceBatch *batch =
      armada_store_fleet_get (worker->db, job->account_id, &job->written, &error);

  armada_store_return_pointer (task, batch, (GDestroyNotify) armada_device_batch_unref, error);
}

/**
 * armada_store_push:
 * @data: (transfer full) (nullable): the task's data
 *
 * Asks the worker for @run.
 */
void
armada_store_push (ArmadaStore *self,
                   ArmadaStoreFunc run,
                   gpointer data,
                   GDestroyNotify free_data,
                   gpointer tag,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, data, free_data);
  if (self->worker != NULL)
    armada_store_worker_push (self->worker, run, g_steal_pointer (&task));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the store is closed");
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
  armada_store_push (self, run, g_memdup2 (&job, sizeof job), (GDestroyNotify) job_free, tag,
                     cancellable, callback, user_data);
}

static void
armada_store_finalize (GObject *object)
{
  ArmadaStore *self = ARMADA_STORE (object);

  armada_store_close (self);
  G_OBJECT_CLASS (armada_store_parent_class)->finalize (object);
}

static void
armada_store_class_init (ArmadaStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_store_finalize;
}

static void
armada_store_init (ArmadaStore *self)
{
  self->main_thread = g_thread_self ();
}

/**
 * armada_store_new:
 * @path: of the file
 *
 * Returns: (transfer full): a store that is not open yet
 */
ArmadaStore *
armada_store_new (const char *path)
{
  ArmadaStore *self = g_object_new (ARMADA_TYPE_STORE, NULL);

  self->worker = armada_store_worker_new (path);
  return self;
}

/**
 * armada_store_open_async:
 *
 * Opens the file, or makes it. Everything else may be asked for at once: it waits for this.
 */
void
armada_store_open_async (ArmadaStore *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  armada_store_push (self, armada_store_worker_open, NULL, NULL, armada_store_open_async,
                     cancellable, callback, user_data);
}

/**
 * armada_store_open_finish:
 *
 * Returns: whether the store can be used; else a G_IO_ERROR: READ_ONLY, PERMISSION_DENIED,
 *   NO_SPACE, NOT_SUPPORTED (made by a newer program) …
 */
gboolean
armada_store_open_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_list_accounts_async (ArmadaStore *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  push (self, run_list_accounts, (Job) { 0 }, armada_store_list_accounts_async, cancellable,
        callback, user_data);
}

GPtrArray *
armada_store_list_accounts_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
armada_store_put_account_async (ArmadaStore *self,
                                ArmadaAccount *account,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  push (self, run_put_account, (Job) { .account = armada_account_ref (account) },
        armada_store_put_account_async, cancellable, callback, user_data);
}

ArmadaAccount *
armada_store_put_account_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
armada_store_delete_account_async (ArmadaStore *self,
                                   gint64 account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  push (self, run_delete_account, (Job) { .account_id = account },
        armada_store_delete_account_async, cancellable, callback, user_data);
}

gboolean
armada_store_delete_account_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_put_fleet_async (ArmadaStore *self,
                              gint64 account,
                              ArmadaDeviceBatch *batch,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  push (self, run_put_fleet,
        (Job) { .account_id = account, .batch = armada_device_batch_ref (batch) },
        armada_store_put_fleet_async, cancellable, callback, user_data);
}

gboolean
armada_store_put_fleet_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_get_fleet_async (ArmadaStore *self,
                              gint64 account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  push (self, run_get_fleet, (Job) { .account_id = account }, armada_store_get_fleet_async,
        cancellable, callback, user_data);
}

/**
 * armada_store_get_fleet_finish:
 * @written: (out) (optional): when it was last written, UNIX seconds, 0 never
 *
 * Returns: (transfer full): the last known fleet, whole
 */
ArmadaDeviceBatch *
armada_store_get_fleet_finish (ArmadaStore *self,
                               GAsyncResult *result,
                               gint64 *written,
                               GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (written != NULL)
    *written = job->written;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_store_close:
 *
 * Waits for all that was asked for and closes the file. Later calls fail.
 */
void
armada_store_close (ArmadaStore *self)
{
  /* the last task can be the last to hold us: the worker cannot wait for itself to end */
  if (self->worker != NULL)
    armada_store_worker_end (g_steal_pointer (&self->worker),
                             g_thread_self () == self->main_thread);
}
