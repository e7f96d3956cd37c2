/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store"

#include "store/armada-store-inbox.h"

#include "store/armada-store-incidents.h"
#include "store/armada-store-worker.h"

/* The calls of ArmadaStore that are about incidents. */

typedef struct
{
  /* input */
  gint64 account;
  GPtrArray *events;
  ArmadaJoinRules rules;
  GArray *ids;
  ArmadaIncidentFilter *filter;
  gint64 number; /* of an incident, or a batch */
  guint most;
  int zone;
  gint64 now;
  ArmadaIncidentWish wish;
  char *who;
  char *note;
  GStrv muted;

  /* output */
  ArmadaJoined joined;
  ArmadaIncidentsChanged changed;
  ArmadaWoken woken;
  guint n;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->events, g_ptr_array_unref);
  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_pointer (&job->filter, armada_incident_filter_free);
  g_free (job->who);
  g_free (job->note);
  g_strfreev (job->muted);
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

/* The caller's array may change meanwhile. */
static GArray *
copy_ids (const GArray *ids)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ids->len);

  g_array_append_vals (copy, ids->data, ids->len);
  return copy;
}

static GPtrArray *
copy_events (const GPtrArray *events)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (copy, armada_record_ref (events->pdata[i]));
  return copy;
}

void
armada_untold_free (ArmadaUntold *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self);
}

static void
run_join (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = armada_store_incidents_join (worker->db, job->account, job->events, &job->rules,
                                               &job->joined, &error);

  armada_store_return_boolean (task, done, error);
}

static void
run_list (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  GArray *places = armada_store_incidents_list (worker->db, job->account, job->filter, job->now,
                                                job->zone, &error);

  armada_store_return_pointer (task, places, (GDestroyNotify) g_array_unref, error);
}

static void
run_get (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *records = armada_store_incidents_get (worker->db, job->account, job->ids, &error);

  armada_store_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
run_count (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *counts = armada_store_incidents_count (worker->db, job->account, job->filter, job->now,
                                                    job->zone, &error);

  armada_store_return_pointer (task, counts, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
run_sum (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *counts = armada_store_incidents_sum (worker->db, job->account, job->filter, job->now,
                                                  job->zone, &error);

  armada_store_return_pointer (task, counts, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
run_get_events (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *events =
      armada_store_incidents_get_events (worker->db, job->account, job->number, &error);

  armada_store_return_pointer (task, events, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
run_count_new (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = armada_store_incidents_count_new (worker->db, job->account, &job->n, &error);

  armada_store_return_boolean (task, done, error);
}

static void
run_get_untold (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  ArmadaUntold *untold = armada_store_incidents_get_untold (
      worker->db, job->account, (const char *const *) job->muted, job->most, &error);

  armada_store_return_pointer (task, untold, (GDestroyNotify) armada_untold_free, error);
}

static void
run_set_told (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = armada_store_incidents_set_told (worker->db, job->account, job->ids, &error);

  armada_store_return_boolean (task, done, error);
}

static void
run_change (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = armada_store_incidents_change (worker->db, job->account, job->ids, &job->wish,
                                                 &job->changed, &error);

  armada_store_return_boolean (task, done, error);
}

static void
run_undo (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = armada_store_incidents_undo (worker->db, job->account, job->number, job->who,
                                               job->now, &job->n, &error);

  armada_store_return_boolean (task, done, error);
}

static void
run_wake (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done =
      armada_store_incidents_wake (worker->db, job->account, job->now, &job->woken, &error);

  armada_store_return_boolean (task, done, error);
}

static void
run_get_journal (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *changes =
      armada_store_incidents_get_journal (worker->db, job->account, job->number, &error);

  armada_store_return_pointer (task, changes, (GDestroyNotify) g_ptr_array_unref, error);
}

void
armada_store_join_events_async (ArmadaStore *self,
                                gint64 account,
                                GPtrArray *events,
                                const ArmadaJoinRules *rules,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  push (self, run_join,
        (Job) { .account = account, .events = copy_events (events), .rules = *rules },
        armada_store_join_events_async, cancellable, callback, user_data);
}

gboolean
armada_store_join_events_finish (ArmadaStore *self,
                                 GAsyncResult *result,
                                 ArmadaJoined *joined,
                                 GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (joined != NULL)
    *joined = job->joined;
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_list_incidents_async (ArmadaStore *self,
                                   gint64 account,
                                   const ArmadaIncidentFilter *filter,
                                   gint64 now,
                                   int zone,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  push (self, run_list,
        (Job) { .account = account,
                .filter = armada_incident_filter_copy (filter),
                .now = now,
                .zone = zone },
        armada_store_list_incidents_async, cancellable, callback, user_data);
}

GArray *
armada_store_list_incidents_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
armada_store_get_incidents_async (ArmadaStore *self,
                                  gint64 account,
                                  GArray *ids,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  push (self, run_get, (Job) { .account = account, .ids = copy_ids (ids) },
        armada_store_get_incidents_async, cancellable, callback, user_data);
}

GPtrArray *
armada_store_get_incidents_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
armada_store_count_incidents_async (ArmadaStore *self,
                                    gint64 account,
                                    const ArmadaIncidentFilter *filter,
                                    gint64 now,
                                    int zone,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  push (self, run_count,
        (Job) { .account = account,
                .filter = armada_incident_filter_copy (filter),
                .now = now,
                .zone = zone },
        armada_store_count_incidents_async, cancellable, callback, user_data);
}

GPtrArray *
armada_store_count_incidents_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
armada_store_sum_incidents_async (ArmadaStore *self,
                                  gint64 account,
                                  const ArmadaIncidentFilter *filter,
                                  gint64 now,
                                  int zone,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  push (self, run_sum,
        (Job) { .account = account,
                .filter = armada_incident_filter_copy (filter),
                .now = now,
                .zone = zone },
        armada_store_sum_incidents_async, cancellable, callback, user_data);
}

GPtrArray *
armada_store_sum_incidents_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
armada_store_get_incident_events_async (ArmadaStore *self,
                                        gint64 account,
                                        gint64 incident,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  push (self, run_get_events, (Job) { .account = account, .number = incident },
        armada_store_get_incident_events_async, cancellable, callback, user_data);
}

GPtrArray *
armada_store_get_incident_events_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
armada_store_count_new_async (ArmadaStore *self,
                              gint64 account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  push (self, run_count_new, (Job) { .account = account }, armada_store_count_new_async,
        cancellable, callback, user_data);
}

gboolean
armada_store_count_new_finish (ArmadaStore *self, GAsyncResult *result, guint *n, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  *n = job->n;
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_get_untold_async (ArmadaStore *self,
                               gint64 account,
                               const char *const *muted,
                               guint most,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  push (self, run_get_untold,
        (Job) { .account = account, .muted = g_strdupv ((GStrv) muted), .most = most },
        armada_store_get_untold_async, cancellable, callback, user_data);
}

ArmadaUntold *
armada_store_get_untold_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
armada_store_set_told_async (ArmadaStore *self,
                             gint64 account,
                             GArray *ids,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  push (self, run_set_told, (Job) { .account = account, .ids = copy_ids (ids) },
        armada_store_set_told_async, cancellable, callback, user_data);
}

gboolean
armada_store_set_told_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_change_incidents_async (ArmadaStore *self,
                                     gint64 account,
                                     GArray *ids,
                                     const ArmadaIncidentWish *wish,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  Job job = { .account = account, .ids = copy_ids (ids), .wish = *wish };

  job.wish.who = job.who = g_strdup (wish->who);
  job.wish.note = job.note = g_strdup (wish->note);
  push (self, run_change, job, armada_store_change_incidents_async, cancellable, callback,
        user_data);
}

gboolean
armada_store_change_incidents_finish (ArmadaStore *self,
                                      GAsyncResult *result,
                                      ArmadaIncidentsChanged *changed,
                                      GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (changed != NULL)
    *changed = job->changed;
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_undo_incidents_async (ArmadaStore *self,
                                   gint64 account,
                                   gint64 batch,
                                   const char *who,
                                   gint64 now,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  push (self, run_undo,
        (Job) { .account = account, .number = batch, .who = g_strdup (who), .now = now },
        armada_store_undo_incidents_async, cancellable, callback, user_data);
}

gboolean
armada_store_undo_incidents_finish (ArmadaStore *self,
                                    GAsyncResult *result,
                                    guint *n,
                                    GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  *n = job->n;
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_wake_incidents_async (ArmadaStore *self,
                                   gint64 account,
                                   gint64 now,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  push (self, run_wake, (Job) { .account = account, .now = now }, armada_store_wake_incidents_async,
        cancellable, callback, user_data);
}

gboolean
armada_store_wake_incidents_finish (ArmadaStore *self,
                                    GAsyncResult *result,
                                    ArmadaWoken *woken,
                                    GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  *woken = job->woken;
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_store_get_journal_async (ArmadaStore *self,
                                gint64 account,
                                gint64 incident,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  push (self, run_get_journal, (Job) { .account = account, .number = incident },
        armada_store_get_journal_async, cancellable, callback, user_data);
}

GPtrArray *
armada_store_get_journal_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
