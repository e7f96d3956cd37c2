/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store"

#include "store/armada-store-lists.h"
#include "store/armada-store-use.h"
#include "store/armada-store-worker.h"

/* The calls of ArmadaStore that look over the whole fleet. */

typedef struct
{
  /* input */
  gint64 account;
  gint64 now;
  ArmadaListKind kind;
  gint64 from;
  gint64 to;
} Job;

static void
run_get_use (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  ArmadaKeptUse *use = armada_store_use_get (worker->db, job->account, job->now, &error);

  armada_store_return_pointer (task, use, (GDestroyNotify) armada_kept_use_free, error);
}

static void
run_get_lists (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  GHashTable *lists = armada_store_lists_get_all (worker->db, job->account, job->kind, &error);

  armada_store_return_pointer (task, lists, (GDestroyNotify) g_hash_table_unref, error);
}

static void
run_count_events (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *counts =
      armada_store_events_count (worker->db, job->account, job->from, job->to, &error);

  armada_store_return_pointer (task, counts, (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * armada_store_get_use_async:
 * @now: UNIX seconds; use is that of the ARMADA_USE_DAYS days before
 */
void
armada_store_get_use_async (ArmadaStore *self,
                            gint64 account,
                            gint64 now,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  const Job job = { .account = account, .now = now };

  armada_store_push (self, run_get_use, g_memdup2 (&job, sizeof job), g_free,
                     armada_store_get_use_async, cancellable, callback, user_data);
}

/**
 * armada_store_get_use_finish:
 *
 * Returns: (transfer full): how much vehicles were used, and by whom
 */
ArmadaKeptUse *
armada_store_get_use_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_store_get_lists_async:
 * @kind: of a list that each device has
 */
void
armada_store_get_lists_async (ArmadaStore *self,
                              gint64 account,
                              ArmadaListKind kind,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const Job job = { .account = account, .kind = kind };

  armada_store_push (self, run_get_lists, g_memdup2 (&job, sizeof job), g_free,
                     armada_store_get_lists_async, cancellable, callback, user_data);
}

/**
 * armada_store_get_lists_finish:
 *
 * Returns: (transfer full): device id (gint64) → ArmadaKeptList, of those that are kept
 */
GHashTable *
armada_store_get_lists_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_store_count_events_async:
 * @from: UNIX seconds
 * @to: UNIX seconds, not itself
 *
 * Counts the events that are kept; there may be more that this desk never asked for.
 */
void
armada_store_count_events_async (ArmadaStore *self,
                                 gint64 account,
                                 gint64 from,
                                 gint64 to,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const Job job = { .account = account, .from = from, .to = to };

  armada_store_push (self, run_count_events, g_memdup2 (&job, sizeof job), g_free,
                     armada_store_count_events_async, cancellable, callback, user_data);
}

/**
 * armada_store_count_events_finish:
 *
 * Returns: (transfer full) (element-type ArmadaEventCount): the most first
 */
GPtrArray *
armada_store_count_events_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
