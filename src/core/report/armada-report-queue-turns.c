/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-queue"

#include "report/armada-report-queue-private.h"

#include "api/armada-error.h"
#include "report/armada-report-job-private.h"
#include "report/armada-report-retry.h"

#define TICK 1000 /* milliseconds between two looks at how long jobs have been running */

/*
 * Which report is made when. What becomes of a job is decided in one place, when its run has ended.
 * Where the network is gone all jobs wait for it together, and one that gets through wakes the
 * others.
 */

static gboolean
tick_cb (gpointer user_data)
{
  ArmadaReportQueue *self = user_data;
  gboolean running = FALSE;

  for (guint i = 0; i < self->jobs->len; i++)
    if (armada_report_job_is_running (self->jobs->pdata[i]))
      {
        armada_report_job_tick (self->jobs->pdata[i]);
        running = TRUE;
      }
  if (running)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* Jobs that the network kept from the server have their turn now that it is back. */
static void
wake_offline (ArmadaReportQueue *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (armada_report_job_get_state (self->jobs->pdata[i]) == ARMADA_REPORT_JOB_WAITING &&
        g_error_matches (armada_report_job_get_error (self->jobs->pdata[i]), ARMADA_ERROR,
                         ARMADA_ERROR_OFFLINE))
      armada_report_job_queue (self->jobs->pdata[i]);
}

static gint64
in_seconds (ArmadaReportQueue *self, guint milliseconds)
{
  return armada_clock_get_time (self->clock) + (milliseconds + 999) / 1000;
}

/* What becomes of a job that did not work out. */
static void
take_failure (ArmadaReportQueue *self, ArmadaReportJob *job, const GError *error)
{
  gboolean reached = armada_report_job_was_reached (job);
  gboolean away = g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_OFFLINE) && !reached;
  ArmadaReportRetry retry;
  guint milliseconds;

  if (away)
    self->n_offline++;
  else if (!g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED))
    armada_report_job_count_attempt (job);
  retry = armada_report_retry_decide (
      error, away ? self->n_offline : armada_report_job_get_attempts (job), reached,
      g_rand_double_range (self->random, -1, 1), &milliseconds);
  if (retry == ARMADA_REPORT_RETRY_NEVER)
    armada_report_job_end (job, ARMADA_REPORT_JOB_FAILED, error);
  else
    armada_report_job_wait (
        job, error, retry == ARMADA_REPORT_RETRY_SIGNED_IN ? 0 : in_seconds (self, milliseconds));
  if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_RATE_LIMITED))
    self->not_before = in_seconds (self, milliseconds);
  armada_report_queue_update_row (self, job);
  if (retry == ARMADA_REPORT_RETRY_NEVER)
    armada_report_queue_tell_ended (self, job);
}

static void
take_success (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  armada_report_job_end (job, ARMADA_REPORT_JOB_DONE, NULL);
  if (armada_report_job_get_report (job) == NULL)
    armada_report_queue_delete_row (self, job); /* else it went when the report came */
  armada_report_queue_tell_ended (self, job);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportQueue) self = user_data;
  ArmadaReportJob *job = ARMADA_REPORT_JOB (source);
  g_autoptr (GError) error = NULL;
  gboolean done = armada_report_job_run_finish (job, result, &error);

  if (armada_report_job_was_reached (job))
    {
      self->n_offline = 0;
      wake_offline (self);
    }
  if (done)
    take_success (self, job);
  else if (armada_report_job_get_state (job) != ARMADA_REPORT_JOB_CANCELLED)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        armada_report_job_queue (job);
      else
        take_failure (self, job, error);
    }
  armada_report_queue_pump (self);
}

static gboolean
wake_cb (gpointer user_data)
{
  ArmadaReportQueue *self = user_data;

  self->wake = 0;
  armada_report_queue_pump (self);
  return G_SOURCE_REMOVE;
}

/* Sets the alarm for what falls due first. */
static void
set_alarm (ArmadaReportQueue *self, gint64 due)
{
  gint64 now = armada_clock_get_time (self->clock);

  if (self->wake != 0)
    armada_clock_remove_timeout (self->clock, self->wake);
  self->wake = 0;
  if (due != G_MAXINT64)
    self->wake = armada_clock_add_timeout (
        self->clock, (guint) CLAMP (due - now, 0, 3600) * 1000 + 1, wake_cb, self);
}

/* Gives those their turn whose time has come. Returns: when the next one's does, or G_MAXINT64 */
static gint64
wake_due (ArmadaReportQueue *self)
{
  gint64 now = armada_clock_get_time (self->clock);
  gint64 next = self->not_before > now ? self->not_before : G_MAXINT64;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      ArmadaReportJob *job = self->jobs->pdata[i];
      gint64 due = armada_report_job_get_retry_at (job);

      if (armada_report_job_get_state (self->jobs->pdata[i]) != ARMADA_REPORT_JOB_WAITING ||
          due == 0)
        continue;
      if (due <= now)
        armada_report_job_queue (job);
      else
        next = MIN (next, due);
    }
  return next;
}

/* The next to run: what somebody waits for first. */
static ArmadaReportJob *
find_next (ArmadaReportQueue *self)
{
  ArmadaReportJob *background = NULL;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      ArmadaReportJob *job = self->jobs->pdata[i];

      if (armada_report_job_get_state (self->jobs->pdata[i]) != ARMADA_REPORT_JOB_QUEUED ||
          armada_report_job_get_account (job) != self->account->id)
        continue;
      if (!armada_report_job_get_kept (job)->background)
        return job;
      if (background == NULL)
        background = job;
    }
  return background;
}

static guint
count_running (ArmadaReportQueue *self)
{
  guint n = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    n += armada_report_job_is_running (self->jobs->pdata[i]);
  return n;
}

static void
run (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  if (self->tick == 0)
    self->tick = armada_clock_add_timeout (self->clock, TICK, tick_cb, self);
  armada_report_job_run_async (job, self->client, self->account, self->archive, self->max_size,
                               ran_cb, g_object_ref (self));
}

/* Starts what can be started. Called after anything that may have changed that. */
void
armada_report_queue_pump (ArmadaReportQueue *self)
{
  ArmadaReportJob *job;
  gint64 due;

  if (self->closed)
    return;
  due = wake_due (self);
  while (self->client != NULL && self->not_before <= armada_clock_get_time (self->clock) &&
         count_running (self) < ARMADA_REPORT_QUEUE_MAX_RUNNING && (job = find_next (self)) != NULL)
    run (self, job);
  set_alarm (self, due);
  armada_report_queue_count (self);
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, ArmadaReportQueue *self)
{
  if (!available)
    return;
  self->n_offline = 0;
  wake_offline (self);
  armada_report_queue_pump (self);
}

void
armada_report_queue_watch_network (ArmadaReportQueue *self, GNetworkMonitor *monitor)
{
  if (self->monitor == monitor)
    return;
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_set_object (&self->monitor, monitor);
  if (monitor != NULL)
    g_signal_connect (monitor, "network-changed", G_CALLBACK (network_changed_cb), self);
}

/* Who is signed in again need not wait for the time at which a server was to be asked again. */
static void
wake_signed_in (ArmadaReportQueue *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (armada_report_job_get_state (self->jobs->pdata[i]) == ARMADA_REPORT_JOB_WAITING &&
        armada_report_job_get_retry_at (self->jobs->pdata[i]) == 0 &&
        armada_report_job_get_account (self->jobs->pdata[i]) == self->account->id)
      armada_report_job_queue (self->jobs->pdata[i]);
}

/**
 * armada_report_queue_set_client:
 * @client: (nullable): who asks the server; NULL while nobody is signed in
 * @account: (nullable): as whom
 *
 * What runs for another is cut and made again when its account is back.
 */
void
armada_report_queue_set_client (ArmadaReportQueue *self,
                                ArmadaClient *client,
                                ArmadaAccount *account)
{
  if (self->client == client)
    return;
  g_set_object (&self->client, client);
  g_clear_pointer (&self->account, armada_account_unref);
  self->account = client != NULL ? armada_account_ref (account) : NULL;
  self->not_before = 0;
  self->n_offline = 0;
  for (guint i = 0; i < self->jobs->len; i++)
    armada_report_job_stop (self->jobs->pdata[i]);
  if (client != NULL)
    wake_signed_in (self);
  armada_report_queue_pump (self);
}

/**
 * armada_report_queue_close:
 *
 * Cuts what runs, and starts nothing any more: the next run of the program does.
 */
void
armada_report_queue_close (ArmadaReportQueue *self)
{
  self->closed = TRUE;
  armada_report_queue_set_client (self, NULL, NULL);
  set_alarm (self, G_MAXINT64);
  if (self->tick != 0)
    armada_clock_remove_timeout (self->clock, self->tick);
  self->tick = 0;
}
