/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-queue"

#include "report/armada-report-queue-private.h"

#include "report/armada-report-job-private.h"
#include "store/armada-store-report-calls.h"

/* The queue as the store has it: a job is in the store before it is in the list. */

static void
log_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_report_jobs_finish (ARMADA_STORE (source), result, &error))
    g_message ("a report that is to be made: %s", error->message);
}

void
armada_report_queue_delete_row (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, armada_report_job_get_kept (job)->id);
  armada_store_delete_report_jobs_async (self->store, ids, log_cb, NULL);
}

void
armada_report_queue_update_row (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  armada_store_update_report_job_async (self->store, armada_report_job_get_kept (job), log_cb,
                                        NULL);
}

static gboolean
has_row (ArmadaReportQueue *self, gint64 id)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (armada_report_job_get_kept (self->jobs->pdata[i])->id == id)
      return TRUE;
  return FALSE;
}

/* What was added while the store was being asked is there already. */
static void
take_over (ArmadaReportQueue *self, GPtrArray *kept)
{
  for (guint i = kept->len; i > 0; i--)
    if (has_row (self, ((const ArmadaKeptReportJob *) kept->pdata[i - 1])->id))
      g_ptr_array_remove_index (kept, i - 1);
  armada_report_queue_append (self, kept, NULL);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaReportQueue *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) kept =
      armada_store_list_report_jobs_finish (ARMADA_STORE (source), result, &error);

  if (kept == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_over (self, kept);
  armada_report_queue_pump (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * armada_report_queue_open_async:
 *
 * Takes over what earlier runs of the program did not come to. To be called once, before anything
 * is added.
 */
void
armada_report_queue_open_async (ArmadaReportQueue *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_report_queue_open_async);
  armada_store_list_report_jobs_async (self->store, NULL, listed_cb, task);
}

gboolean
armada_report_queue_open_finish (ArmadaReportQueue *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static GPtrArray *
new_rows (ArmadaReportQueue *self,
          gint64 account,
          GPtrArray *orders,
          const char *batch,
          gboolean background)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_kept_report_job_free);

  for (guint i = 0; i < orders->len; i++)
    {
      const ArmadaKeptReportJob fields = {
        .account = account,
        .order = orders->pdata[i],
        .batch_name = (char *) (batch ? batch : ""),
        .background = background,
        .created = armada_clock_get_time (self->clock),
        .code = -1,
        .said = (char *) "",
      };

      g_ptr_array_add (rows, armada_kept_report_job_copy (&fields));
    }
  return rows;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaReportQueue *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) kept =
      armada_store_add_report_jobs_finish (ARMADA_STORE (source), result, &error);
  GPtrArray *made;

  if (kept == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  made = g_ptr_array_new_with_free_func (g_object_unref);
  armada_report_queue_append (self, kept, made);
  armada_report_queue_pump (self);
  g_task_return_pointer (task, made, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * armada_report_queue_add_async:
 * @account: row of the account they are made for
 * @orders: (element-type ArmadaReportOrder): at least one, with exact periods
 * @batch: (nullable): what they belong to; its name is that of their folder in the archive
 * @background: nobody waits for them: they come after what somebody waits for
 *
 * Notes what is to be made, and makes it in its turn.
 */
void
armada_report_queue_add_async (ArmadaReportQueue *self,
                               gint64 account,
                               GPtrArray *orders,
                               const char *batch,
                               gboolean background,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GPtrArray) rows = new_rows (self, account, orders, batch, background);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_report_queue_add_async);
  armada_store_add_report_jobs_async (self->store, rows, 0, 0, NULL, added_cb, task);
}

/**
 * armada_report_queue_add_scheduled_async:
 * @schedule: what they are made for
 * @orders: (element-type ArmadaReportOrder): at least one, with exact periods
 * @batch: (nullable):
 * @due: UNIX seconds: the time of @schedule that they are made for, which is taken care of with
 * them
 *
 * Likewise, in the background. Ends with armada_report_queue_add_finish().
 */
void
armada_report_queue_add_scheduled_async (ArmadaReportQueue *self,
                                         const ArmadaKeptReportSchedule *schedule,
                                         GPtrArray *orders,
                                         const char *batch,
                                         gint64 due,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GPtrArray) rows = new_rows (self, schedule->account, orders, batch, TRUE);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, armada_report_queue_add_scheduled_async);
  armada_store_add_report_jobs_async (self->store, rows, schedule->id, due, NULL, added_cb, task);
}

/**
 * armada_report_queue_add_finish:
 *
 * Returns: (transfer full) (element-type ArmadaReportJob): those that were added, in their order
 */
GPtrArray *
armada_report_queue_add_finish (ArmadaReportQueue *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A job that gets a row of its own once more. */
typedef struct
{
  ArmadaReportQueue *queue;
  ArmadaReportJob *job;
} Again;

static void
again_free (Again *again)
{
  g_object_unref (again->queue);
  g_object_unref (again->job);
  g_free (again);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Again, again_free)

static void
readded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Again) again = user_data;
  ArmadaReportQueue *self = again->queue;
  ArmadaReportJob *job = again->job;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept =
      armada_store_add_report_jobs_finish (ARMADA_STORE (source), result, &error);

  if (kept == NULL)
    {
      armada_report_job_end (job, ARMADA_REPORT_JOB_FAILED, error);
      armada_report_queue_count (self);
      return;
    }
  armada_report_job_set_kept (job, kept->pdata[0]);
  armada_report_job_queue (job);
  armada_report_queue_pump (self);
}

/* What was cancelled has no row any more. */
void
armada_report_queue_add_again (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_kept_report_job_free);
  Again *again = g_new0 (Again, 1);
  ArmadaKeptReportJob *row = armada_kept_report_job_copy (armada_report_job_get_kept (job));

  row->attempts = 0;
  g_ptr_array_add (rows, row);
  again->queue = g_object_ref (self);
  again->job = g_object_ref (job);
  armada_store_add_report_jobs_async (self->store, rows, 0, 0, NULL, readded_cb, again);
}
