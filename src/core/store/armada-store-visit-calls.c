/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store"

#include "store/armada-store-visits.h"
#include "store/armada-store-worker.h"

/* The calls of ArmadaStore that ask who was somewhere. */

/* What takes its time goes to the end of the queue again and again: others get their turn. */
static void
run_find_visits (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  ArmadaVisitSearch *search = data;
  GError *error = NULL;
  gboolean done = FALSE;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (!armada_visit_search_step (search, worker->db, &done, &error))
    g_task_return_error (task, error);
  else if (done)
    g_task_return_pointer (task, armada_visit_search_end (search), (GDestroyNotify) g_array_unref);
  else
    armada_store_worker_push (worker, run_find_visits, g_object_ref (task));
}

static void
run_get_held (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  GError *error = NULL;
  ArmadaHeldDays *held = armada_store_visits_get_held (worker->db, data, &error);

  armada_store_return_pointer (task, held, (GDestroyNotify) armada_held_days_free, error);
}

/**
 * armada_store_find_visits_async:
 *
 * Asks who was somewhere, by what is kept. Cancelled, it ends within some milliseconds.
 */
void
armada_store_find_visits_async (ArmadaStore *self,
                                const ArmadaVisitQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  armada_store_push (self, run_find_visits, armada_visit_search_new (query),
                     (GDestroyNotify) armada_visit_search_free, armada_store_find_visits_async,
                     cancellable, callback, user_data);
}

/**
 * armada_store_find_visits_finish:
 *
 * Returns: (transfer full) (element-type ArmadaVisit): in the order of their arrival
 */
GArray *
armada_store_find_visits_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_store_get_held_async:
 * @query: its account and period
 *
 * Asks which days of which vehicles are kept.
 */
void
armada_store_get_held_async (ArmadaStore *self,
                             const ArmadaVisitQuery *query,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  armada_store_push (self, run_get_held, armada_visit_query_copy (query),
                     (GDestroyNotify) armada_visit_query_free, armada_store_get_held_async,
                     cancellable, callback, user_data);
}

/**
 * armada_store_get_held_finish:
 *
 * Returns: (transfer full): what is held of every vehicle of the account
 */
ArmadaHeldDays *
armada_store_get_held_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
