/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store"

#include "store/armada-store-report-calls.h"

#include "store/armada-store-report-jobs.h"
#include "store/armada-store-report-schedules.h"
#include "store/armada-store-worker.h"

static GPtrArray *
copy_jobs (GPtrArray *jobs)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_kept_report_job_free);

  for (guint i = 0; i < jobs->len; i++)
    g_ptr_array_add (copy, armada_kept_report_job_copy (jobs->pdata[i]));
  return copy;
}

typedef struct
{
  GPtrArray *jobs;
  gint64 schedule;
  gint64 due;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_ptr_array_unref (adding->jobs);
  g_free (adding);
}

static void
run_add (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  const Adding *adding = data;
  GError *error = NULL;
  gboolean done = armada_store_report_jobs_add (worker->db, adding->jobs, adding->schedule,
                                                adding->due, &error);

  armada_store_return_pointer (task, done ? g_ptr_array_ref (adding->jobs) : NULL,
                               (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * armada_store_add_report_jobs_async:
 * @jobs: (element-type ArmadaKeptReportJob): at least one; copied
 * @schedule: row of the schedule that they are made for, 0 none
 * @due: UNIX seconds: the time of it that they are made for
 *
 * Notes reports that are to be made. Once it has ended well, they will be, whatever happens.
 */
void
armada_store_add_report_jobs_async (ArmadaStore *self,
                                    GPtrArray *jobs,
                                    gint64 schedule,
                                    gint64 due,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Adding *adding = g_new0 (Adding, 1);

  adding->jobs = copy_jobs (jobs);
  adding->schedule = schedule;
  adding->due = due;
  armada_store_push (self, run_add, adding, adding_free, armada_store_add_report_jobs_async,
                     cancellable, callback, user_data);
}

/**
 * armada_store_add_report_jobs_finish:
 *
 * Returns: (transfer full) (element-type ArmadaKeptReportJob): the same, with numbers
 */
GPtrArray *
armada_store_add_report_jobs_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_list (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  GError *error = NULL;
  GPtrArray *jobs = armada_store_report_jobs_list (worker->db, &error);

  armada_store_return_pointer (task, jobs, (GDestroyNotify) g_ptr_array_unref, error);
}

void
armada_store_list_report_jobs_async (ArmadaStore *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  armada_store_push (self, run_list, NULL, NULL, armada_store_list_report_jobs_async, cancellable,
                     callback, user_data);
}

/**
 * armada_store_list_report_jobs_finish:
 *
 * Returns: (transfer full) (element-type ArmadaKeptReportJob): of all accounts, oldest first
 */
GPtrArray *
armada_store_list_report_jobs_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_update (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  GError *error = NULL;
  gboolean done = armada_store_report_jobs_update (worker->db, data, &error);

  armada_store_return_boolean (task, done, error);
}

void
armada_store_update_report_job_async (ArmadaStore *self,
                                      const ArmadaKeptReportJob *job,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  armada_store_push (self, run_update, armada_kept_report_job_copy (job),
                     (GDestroyNotify) armada_kept_report_job_free,
                     armada_store_update_report_job_async, NULL, callback, user_data);
}

static void
run_delete (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  GError *error = NULL;
  gboolean done = armada_store_report_jobs_delete (worker->db, data, &error);

  armada_store_return_boolean (task, done, error);
}

/**
 * armada_store_delete_report_jobs_async:
 * @ids: (element-type gint64): not to be made any more
 */
void
armada_store_delete_report_jobs_async (ArmadaStore *self,
                                       GArray *ids,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  armada_store_push (self, run_delete, g_array_copy (ids), (GDestroyNotify) g_array_unref,
                     armada_store_delete_report_jobs_async, NULL, callback, user_data);
}

static void
run_put_schedule (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  ArmadaKeptReportSchedule *schedule = data;
  GError *error = NULL;
  gboolean done = armada_store_report_schedules_put (worker->db, schedule, &error);

  armada_store_return_pointer (task, done ? armada_kept_report_schedule_copy (schedule) : NULL,
                               (GDestroyNotify) armada_kept_report_schedule_free, error);
}

void
armada_store_put_report_schedule_async (ArmadaStore *self,
                                        const ArmadaKeptReportSchedule *schedule,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  armada_store_push (self, run_put_schedule, armada_kept_report_schedule_copy (schedule),
                     (GDestroyNotify) armada_kept_report_schedule_free,
                     armada_store_put_report_schedule_async, NULL, callback, user_data);
}

/**
 * armada_store_put_report_schedule_finish:
 *
 * Returns: (transfer full): as it stands now, with its number
 */
ArmadaKeptReportSchedule *
armada_store_put_report_schedule_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_list_schedules (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  GError *error = NULL;
  GPtrArray *schedules = armada_store_report_schedules_list (worker->db, &error);

  armada_store_return_pointer (task, schedules, (GDestroyNotify) g_ptr_array_unref, error);
}

void
armada_store_list_report_schedules_async (ArmadaStore *self,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  armada_store_push (self, run_list_schedules, NULL, NULL, armada_store_list_report_schedules_async,
                     NULL, callback, user_data);
}

/**
 * armada_store_list_report_schedules_finish:
 *
 * Returns: (transfer full) (element-type ArmadaKeptReportSchedule): of all accounts
 */
GPtrArray *
armada_store_list_report_schedules_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_delete_schedule (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  GError *error = NULL;
  gboolean done = armada_store_report_schedules_delete (worker->db, *(gint64 *) data, &error);

  armada_store_return_boolean (task, done, error);
}

void
armada_store_delete_report_schedule_async (ArmadaStore *self,
                                           gint64 id,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  armada_store_push (self, run_delete_schedule, g_memdup2 (&id, sizeof id), g_free,
                     armada_store_delete_report_schedule_async, NULL, callback, user_data);
}

gboolean
armada_store_report_jobs_finish (ArmadaStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
