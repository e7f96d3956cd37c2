/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store"

#include "store/armada-store-worker.h"

#include "store/armada-database.h"

/*
 * ArmadaStoreWorker: one thread that does the store's calls in the order they were made and, while
 * none waits, keeps the file small. The thread frees it when it was told to end, so that the store
 * may go at any time, also in the thread itself.
 */

/* What waits in the queue; without a task it is the end. */
typedef struct
{
  ArmadaStoreFunc run;
  GTask *task;
} Work;

static gboolean
needs_database (ArmadaStoreFunc run)
{
  return run != armada_store_worker_open && run != armada_store_worker_set_limit;
}

static void
do_work (ArmadaStoreWorker *self, const Work *work)
{
  if (self->db != NULL || !needs_database (work->run))
    work->run (self, work->task, g_task_get_task_data (work->task));
  else if (self->broken != NULL)
    g_task_return_error (work->task, g_error_copy (self->broken));
  else
    g_task_return_new_error (work->task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the store is not open");
  g_object_unref (work->task);
}

/* NULL when there is time for upkeep. */
static Work *
next_work (ArmadaStoreWorker *self)
{
  if (self->db != NULL && armada_store_upkeep_is_due (&self->upkeep))
    return g_async_queue_timeout_pop (self->queue, armada_store_upkeep_get_wait (&self->upkeep));
  return g_async_queue_pop (self->queue);
}

/* What asked for its next turn behind the end gets none. */
static void
refuse_rest (ArmadaStoreWorker *self)
{
  Work *work;

  while ((work = g_async_queue_try_pop (self->queue)) != NULL)
    {
      g_task_return_new_error (work->task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the store is closed");
      g_object_unref (work->task);
      g_free (work);
    }
}

static gpointer
thread_cb (gpointer data)
{
  ArmadaStoreWorker *self = data;
  gboolean end = FALSE;

  while (!end)
    {
      g_autofree Work *work = next_work (self);

      if (work == NULL)
        armada_store_upkeep_step (&self->upkeep, self->db);
      else if (work->task == NULL)
        end = TRUE;
      else
        do_work (self, work);
    }
  refuse_rest (self);
  sqlite3_close (self->db);
  g_clear_error (&self->broken);
  g_async_queue_unref (self->queue);
  g_free (self->path);
  g_free (self);
  return NULL;
}

/**
 * armada_store_worker_new:
 * @path: of the file
 *
 * Returns: (transfer full): a thread that waits; give it to armada_store_worker_end()
 */
ArmadaStoreWorker *
armada_store_worker_new (const char *path)
{
  ArmadaStoreWorker *self = g_new0 (ArmadaStoreWorker, 1);

  self->path = g_strdup (path);
  self->queue = g_async_queue_new ();
  armada_store_upkeep_init (&self->upkeep);
  self->thread = g_thread_new ("store", thread_cb, self);
  return self;
}

/**
 * armada_store_worker_push:
 * @task: (transfer full): returned by @run, or with the reason why there is no database
 *
 * Asks for @run, after all that was asked for before. What takes long asks for itself again, on the
 * thread, so that it does not keep others waiting.
 */
void
armada_store_worker_push (ArmadaStoreWorker *self, ArmadaStoreFunc run, GTask *task)
{
  const Work work = { run, task };

  g_async_queue_push (self->queue, g_memdup2 (&work, sizeof work));
}

/**
 * armada_store_worker_open:
 * @task: returns a boolean
 *
 * To be pushed: opens the file, or tries it again.
 */
void
armada_store_worker_open (ArmadaStoreWorker *self, GTask *task, gpointer data)
{
  g_clear_error (&self->broken);
  if (self->db == NULL)
    self->db = armada_database_open (self->path, &self->broken);
  if (self->db != NULL)
    armada_store_upkeep_wake (&self->upkeep);
  armada_store_return_boolean (task, self->db != NULL,
                               self->broken ? g_error_copy (self->broken) : NULL);
}

/**
 * armada_store_worker_set_limit:
 * @data: (type guint64): bytes that tracks may take, 0 any
 *
 * To be pushed: it holds also for the file that is opened later.
 */
void
armada_store_worker_set_limit (ArmadaStoreWorker *self, GTask *task, gpointer data)
{
  self->upkeep.limit = *(guint64 *) data;
  armada_store_upkeep_wake (&self->upkeep);
  g_task_return_boolean (task, TRUE);
}

/**
 * armada_store_worker_end:
 * @self: (transfer full):
 * @wait: until all that was asked for is done and the file is closed; not on the thread itself
 */
void
armada_store_worker_end (ArmadaStoreWorker *self, gboolean wait)
{
  GThread *thread = self->thread;

  armada_store_worker_push (self, NULL, NULL);
  if (wait)
    g_thread_join (thread);
  else
    g_thread_unref (thread);
}

void
armada_store_return_boolean (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * armada_store_return_pointer:
 * @result: (transfer full) (nullable): NULL: @error says why
 */
void
armada_store_return_pointer (GTask *task, gpointer result, GDestroyNotify destroy, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, destroy);
  else
    g_task_return_error (task, error);
}
