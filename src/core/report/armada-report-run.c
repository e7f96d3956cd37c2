/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-run"

#include "report/armada-report-run.h"

typedef enum
{
  STEP_BEGIN,
  STEP_FETCH,
  STEP_KEEP,
} Step;

/* One run goes from step to step with one callback. The task owns it, and the file it writes. */
typedef struct
{
  /* input */
  ArmadaKeptReportJob *job;
  ArmadaClient *client;
  ArmadaAccount *account;
  ArmadaArchive *archive;
  ArmadaClock *clock;
  guint64 max_size;
  ArmadaReportFetchFunc func;
  gpointer func_data;
  GCancellable *cancellable;

  /* in progress */
  Step step;
  ArmadaDraft *draft;

  /* output */
  ArmadaReport *report;
} Run;

static void step_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
run_free (gpointer data)
{
  Run *run = data;

  armada_kept_report_job_free (run->job);
  g_object_unref (run->client);
  armada_account_unref (run->account);
  g_object_unref (run->archive);
  g_object_unref (run->clock);
  g_clear_object (&run->cancellable);
  armada_draft_discard (run->draft);
  g_clear_object (&run->report);
  g_free (run);
}

static void
start_fetch (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  g_autofree char *path = armada_draft_dup_whole_path (run->draft);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (ArmadaCall) ask = armada_report_order_call (run->job->order);
  const ArmadaReportFetchOptions options = {
    .file = file,
    .max_size = run->max_size,
    .func = run->func,
    .func_data = run->func_data,
  };

  if (run->job->background)
    armada_call_set_priority (ask, ARMADA_CALL_BACKGROUND);
  armada_report_fetch_async (run->client, ask, run->job->order->format, &options, run->cancellable,
                             step_cb, task);
}

static void
start_keep (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  const ArmadaReportFields fields = {
    .order = run->job->order,
    .title = (char *) run->job->order->title,
    .server = (char *) run->account->server,
    .email = (char *) run->account->email,
    .made = armada_clock_get_time (run->clock),
    .batch = run->job->batch_name,
  };

  run->func (ARMADA_REPORT_FETCH_CHECK, 0, -1, run->func_data);
  armada_archive_add_async (run->archive, g_steal_pointer (&run->draft), &fields, run->job->id,
                            run->cancellable, step_cb, task);
}

static void
start_step (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  if (run->step == STEP_BEGIN)
    armada_archive_begin_async (run->archive, run->cancellable, step_cb, task);
  else if (run->step == STEP_FETCH)
    start_fetch (task);
  else
    start_keep (task);
}

/* Takes over what a step has brought and moves on to the next. @over: (out): there is none */
static gboolean
take_result (Run *run, GAsyncResult *result, gboolean *over, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  *over = FALSE;
  switch (run->step)
    {
    case STEP_BEGIN:
      run->draft = armada_archive_begin_finish (run->archive, result, error);
      run->step = STEP_FETCH;
      return run->draft != NULL;
    case STEP_FETCH:
      bytes = armada_report_fetch_finish (result, error);
      *over = bytes != NULL && g_bytes_get_size (bytes) == 0; /* the server took it into its plan */
      run->step = STEP_KEEP;
      return bytes != NULL;
    case STEP_KEEP:
    default:
      *over = TRUE;
      run->report = armada_archive_add_finish (run->archive, result, error);
      return run->report != NULL;
    }
}

static void
step_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean over;

  if (!take_result (g_task_get_task_data (task), result, &over, &error))
    g_task_return_error (task, error);
  else if (over)
    g_task_return_boolean (task, TRUE);
  else
    start_step (g_steal_pointer (&task));
}

void
armada_report_run_async (const ArmadaReportRunOptions *options,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  /* what became of the steps decides, not a cancellation that came too late */
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->job = armada_kept_report_job_copy (options->job);
  run->client = g_object_ref (options->client);
  run->account = armada_account_ref (options->account);
  run->archive = g_object_ref (options->archive);
  run->clock = g_object_ref (options->clock);
  run->max_size = options->max_size;
  run->func = options->func;
  run->func_data = options->func_data;
  g_set_object (&run->cancellable, cancellable);
  g_task_set_source_tag (task, armada_report_run_async);
  g_task_set_task_data (task, run, run_free);
  start_step (task);
}

gboolean
armada_report_run_finish (GAsyncResult *result, ArmadaReport **report, GError **error)
{
  Run *run = g_task_get_task_data (G_TASK (result));

  *report = g_steal_pointer (&run->report);
  return g_task_propagate_boolean (G_TASK (result), error);
}
