/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-ask"

#include "reports/armada-report-ask.h"

/* One job being watched. */
typedef struct
{
  ArmadaReportJob *job; /* (nullable) until it is queued */
  gulong state_handler;
  gulong cancelled_handler;
} Watch;

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_clear_object (&watch->job);
  g_free (watch);
}

/* The one way out; takes over @task's last reference of the watching. */
static void
end_watch (GTask *task)
{
  Watch *watch = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_clear_signal_handler (&watch->state_handler, watch->job);
  if (cancellable != NULL)
    g_clear_signal_handler (&watch->cancelled_handler, cancellable);
  g_object_unref (task);
}

static void
refuse (GTask *task, ArmadaReportJob *job)
{
  ArmadaReportQueue *queue = g_task_get_source_object (task);
  g_autoptr (GError) error = g_error_copy (armada_report_job_get_error (job));

  armada_report_queue_remove (queue, job);
  g_task_return_error (task, g_steal_pointer (&error));
}

/* Returns: whether there is nothing more to wait for */
static gboolean
look (GTask *task, ArmadaReportJob *job)
{
  switch (armada_report_job_get_state (job))
    {
    case ARMADA_REPORT_JOB_QUEUED:
    case ARMADA_REPORT_JOB_ASKING:
      return FALSE;
    case ARMADA_REPORT_JOB_WAITING:
      g_task_return_int (task, ARMADA_REPORT_ASKED_WAITING);
      return TRUE;
    case ARMADA_REPORT_JOB_FAILED:
      refuse (task, job);
      return TRUE;
    case ARMADA_REPORT_JOB_CANCELLED:
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
      return TRUE;
    case ARMADA_REPORT_JOB_DONE:
      g_task_return_int (task, armada_report_job_get_report (job) != NULL
                                   ? ARMADA_REPORT_ASKED_MAKING
                                   : ARMADA_REPORT_ASKED_SCHEDULED);
      return TRUE;
    case ARMADA_REPORT_JOB_MAKING:
    case ARMADA_REPORT_JOB_DOWNLOADING:
    case ARMADA_REPORT_JOB_KEEPING:
    default:
      g_task_return_int (task, ARMADA_REPORT_ASKED_MAKING);
      return TRUE;
    }
}

/* A job that the server only took into its schedule says so when it is done. */
static gboolean
is_for_schedule (ArmadaReportJob *job)
{
  const ArmadaReportOrder *order = armada_report_job_get_order (job);

  return (order->daily == TRUE || order->weekly == TRUE) && !armada_report_job_is_over (job) &&
         armada_report_job_get_state (job) != ARMADA_REPORT_JOB_WAITING;
}

static void
state_cb (GTask *task)
{
  Watch *watch = g_task_get_task_data (task);

  if (!is_for_schedule (watch->job) && look (task, watch->job))
    end_watch (task);
}

static gboolean
cancelled_idle_cb (gpointer data)
{
  GTask *task = data;
  Watch *watch = g_task_get_task_data (task);

  if (watch->state_handler != 0)
    {
      g_task_return_error_if_cancelled (task);
      end_watch (task);
    }
  return G_SOURCE_REMOVE;
}

/* Handlers of a cancellable must not be taken off while it tells them. */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, cancelled_idle_cb, g_object_ref (user_data), g_object_unref);
}

static void
begin_watch (GTask *task, ArmadaReportJob *job)
{
  Watch *watch = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  watch->job = g_object_ref (job);
  watch->state_handler =
      g_signal_connect_swapped (job, "notify::state", G_CALLBACK (state_cb), task);
  if (cancellable != NULL)
    watch->cancelled_handler =
        g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
  g_object_ref (task);
  state_cb (task);
}

/* Whether its turn is now. */
static gboolean
is_next (ArmadaReportQueue *queue, ArmadaReportJob *job)
{
  return armada_report_job_is_running (job) ||
         (armada_report_queue_can_run (queue, job) &&
          armada_report_queue_get_n_running (queue) < ARMADA_REPORT_QUEUE_MAX_RUNNING);
}

static void
queued_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaReportQueue *queue = ARMADA_REPORT_QUEUE (source);
  GError *error = NULL;
  g_autoptr (GPtrArray) jobs = armada_report_queue_add_finish (queue, result, &error);

  if (jobs == NULL)
    g_task_return_error (task, error);
  else if (jobs->len == 1 && is_next (queue, jobs->pdata[0]))
    begin_watch (task, jobs->pdata[0]);
  else
    g_task_return_int (task, jobs->len > 0 && !armada_report_queue_can_run (queue, jobs->pdata[0])
                                 ? ARMADA_REPORT_ASKED_WAITING
                                 : ARMADA_REPORT_ASKED_QUEUED);
}

void
armada_report_ask_async (ArmadaReportQueue *queue,
                         gint64 account,
                         GPtrArray *orders,
                         const char *batch,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (queue, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_report_ask_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (Watch, 1), watch_free);
  armada_report_queue_add_async (queue, account, orders, batch, FALSE, NULL, queued_cb, task);
}

ArmadaReportAsked
armada_report_ask_finish (GAsyncResult *result, GError **error)
{
  gssize asked = g_task_propagate_int (G_TASK (result), error);

  return asked > 0 ? (ArmadaReportAsked) asked : ARMADA_REPORT_ASKED_FAILED;
}
