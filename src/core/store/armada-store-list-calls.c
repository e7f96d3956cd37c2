/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store"

#include "store/armada-store-facts.h"
#include "store/armada-store-lists.h"
#include "store/armada-store-worker.h"

/* The calls of ArmadaStore that are about lists, events and facts. */

typedef struct
{
  /* input */
  gint64 account;
  ArmadaListKind kind;
  gint64 scope;
  ArmadaKeptList *list;
  ArmadaEventsQuery events;
  char *name;
  char *text;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->list, armada_kept_list_free);
  g_free (job->name);
  g_free (job->text);
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

/* The caller's array may change while it is written; records never do. */
static ArmadaKeptList *
copy_list (GPtrArray *records, gint64 total, gboolean complete)
{
  ArmadaKeptList *list = armada_kept_list_new ();

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (list->records, armada_record_ref (records->pdata[i]));
  list->total = total;
  list->complete = complete != FALSE;
  list->written = g_get_real_time () / G_USEC_PER_SEC;
  return list;
}

static void
run_put_list (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done =
      armada_store_lists_put (worker->db, job->account, job->kind, job->scope, job->list, &error);

  armada_store_return_boolean (task, done, error);
}

static void
run_get_list (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  ArmadaKeptList *list =
      armada_store_lists_get (worker->db, job->account, job->kind, job->scope, &error);

  armada_store_return_pointer (task, list, (GDestroyNotify) armada_kept_list_free, error);
}

static void
run_put_events (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = armada_store_events_put (worker->db, job->account, job->scope, job->list, &error);

  armada_store_return_boolean (task, done, error);
}

static void
run_get_events (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  ArmadaKeptList *list = armada_store_events_get (worker->db, &job->events, &error);

  armada_store_return_pointer (task, list, (GDestroyNotify) armada_kept_list_free, error);
}

static void
run_put_fact (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = armada_store_facts_put (worker->db, job->account, job->name, job->text, &error);

  armada_store_return_boolean (task, done, error);
}

static void
run_get_fact (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  char *text;

  if (armada_store_facts_get (worker->db, job->account, job->name, &text, &error))
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * armada_store_put_list_async:
 * @scope: a device id, or 0
 * @records: (element-type ArmadaRecord): of the kind's type, in the server's order
 * @total: how many the server says there are, -1: it does not
 * @complete: whether all of them are here
 *
 * Keeps a list in place of what was kept of its kind and scope: all of it or, on an error, nothing.
 */
void
armada_store_put_list_async (ArmadaStore *self,
                             gint64 account,
                             ArmadaListKind kind,
                             gint64 scope,
                             GPtrArray *records,
                             gint64 total,
                             gboolean complete,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  push (self, run_put_list,
        (Job) { .account = account,
                .kind = kind,
                .scope = scope,
                .list = copy_list (records, total, complete) },
        armada_store_put_list_async, cancellable, callback, user_data);
}

gboolean
armada_store_put_list_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_get_list_async (ArmadaStore *self,
                             gint64 account,
                             ArmadaListKind kind,
                             gint64 scope,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  push (self, run_get_list, (Job) { .account = account, .kind = kind, .scope = scope },
        armada_store_get_list_async, cancellable, callback, user_data);
}

/**
 * armada_store_get_list_finish:
 *
 * Returns: (transfer full): what was kept; empty and written at 0 when nothing ever was
 */
ArmadaKeptList *
armada_store_get_list_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_store_put_events_async:
 * @device: whose events were asked for; 0 everybody's
 * @records: (element-type ArmadaEventRecord):
 *
 * Adds events to those that are kept; one with the id of another takes its place. That there were
 * none is known of @device alone.
 */
void
armada_store_put_events_async (ArmadaStore *self,
                               gint64 account,
                               gint64 device,
                               GPtrArray *records,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  push (self, run_put_events,
        (Job) { .account = account, .scope = device, .list = copy_list (records, -1, FALSE) },
        armada_store_put_events_async, cancellable, callback, user_data);
}

gboolean
armada_store_put_events_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * armada_store_get_events_async:
 * @device: 0 all
 * @from: UNIX seconds, 0 from the beginning, with those whose time is unknown
 * @to: UNIX seconds, not itself, 0 to the end
 * @limit: 0 all
 */
void
armada_store_get_events_async (ArmadaStore *self,
                               gint64 account,
                               gint64 device,
                               gint64 from,
                               gint64 to,
                               guint limit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  push (self, run_get_events, (Job) { .events = { account, device, from, to, limit } },
        armada_store_get_events_async, cancellable, callback, user_data);
}

/**
 * armada_store_get_events_finish:
 *
 * Returns: (transfer full): newest first, and when those of the device were last written; where
 * that never was but some are kept, when any were; 0 when nothing is known
 */
ArmadaKeptList *
armada_store_get_events_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_store_put_fact_async:
 * @text: (nullable): NULL forgets it
 */
void
armada_store_put_fact_async (ArmadaStore *self,
                             gint64 account,
                             const char *name,
                             const char *text,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  push (self, run_put_fact,
        (Job) { .account = account, .name = g_strdup (name), .text = g_strdup (text) },
        armada_store_put_fact_async, cancellable, callback, user_data);
}

gboolean
armada_store_put_fact_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_get_fact_async (ArmadaStore *self,
                             gint64 account,
                             const char *name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  push (self, run_get_fact, (Job) { .account = account, .name = g_strdup (name) },
        armada_store_get_fact_async, cancellable, callback, user_data);
}

/**
 * armada_store_get_fact_finish:
 *
 * Returns: (transfer full) (nullable): NULL without an error when it is not known
 */
char *
armada_store_get_fact_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
