/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-job"

#include "report/armada-report-job-private.h"

#include "api/armada-error.h"
#include "report/armada-report-run.h"

#define PROGRESS_INTERVAL 100000 /* microseconds between two notifications of bytes */

/*
 * ArmadaReportJob: a report on its way. The queue owns it and says when it runs and what becomes of
 * it; how far a run is, is told here. What its row in the store says is in @kept.
 */
struct _ArmadaReportJob
{
  GObject parent_instance;

  ArmadaClock *clock;
  ArmadaKeptReportJob *kept;
  char *vehicles;
  ArmadaReportJobState state;
  GError *error;    /* (nullable) */
  gint64 retry_at;  /* UNIX seconds, 0 not at a time */
  guint64 received; /* bytes */
  gint64 total;     /* bytes, -1 not known */
  gint64 started;   /* UNIX seconds */
  guint elapsed;    /* seconds */
  gint64 notified;  /* when bytes were, monotonic */
  gboolean reached; /* the server took the order in the last run */
  ArmadaReport *report;
  GCancellable *cancellable; /* of the run, NULL: it is not running */
};

G_DEFINE_FINAL_TYPE (ArmadaReportJob, armada_report_job, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_TITLE,
  PROP_TYPE_NAME,
  PROP_FORMAT,
  PROP_VEHICLES,
  PROP_BATCH,
  PROP_BATCH_NAME,
  PROP_ACCOUNT,
  PROP_CREATED,
  PROP_RECEIVED,
  PROP_TOTAL,
  PROP_ELAPSED,
  PROP_ERROR,
  PROP_RETRY_AT,
  PROP_ATTEMPTS,
  PROP_REPORT,
} ArmadaReportJobProperty;

static GParamSpec *properties[PROP_REPORT + 1];

static void
notify (ArmadaReportJob *self, ArmadaReportJobProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_state (ArmadaReportJob *self, ArmadaReportJobState state)
{
  if (self->state == state)
    return;
  self->state = state;
  notify (self, PROP_STATE);
}

static void
set_error (ArmadaReportJob *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  notify (self, PROP_ERROR);
}

static void
set_retry_at (ArmadaReportJob *self, gint64 retry_at)
{
  if (self->retry_at == retry_at)
    return;
  self->retry_at = retry_at;
  notify (self, PROP_RETRY_AT);
}

static void
set_bytes (ArmadaReportJob *self, guint64 received, gint64 total)
{
  gint64 now = g_get_monotonic_time ();

  if (self->total != total)
    {
      self->total = total;
      notify (self, PROP_TOTAL);
    }
  if (self->received == received)
    return;
  self->received = received;
  if (received != 0 && (gint64) received != total && now < self->notified + PROGRESS_INTERVAL)
    return;
  self->notified = now;
  notify (self, PROP_RECEIVED);
}

static void
step_cb (ArmadaReportFetchStep step, guint64 received, gint64 total, gpointer user_data)
{
  static const ArmadaReportJobState states[] = {
    [ARMADA_REPORT_FETCH_ASK] = ARMADA_REPORT_JOB_ASKING,
    [ARMADA_REPORT_FETCH_WAIT] = ARMADA_REPORT_JOB_MAKING,
    [ARMADA_REPORT_FETCH_DOWNLOAD] = ARMADA_REPORT_JOB_DOWNLOADING,
    [ARMADA_REPORT_FETCH_CHECK] = ARMADA_REPORT_JOB_KEEPING,
  };
  ArmadaReportJob *self = user_data;

  self->reached |= step != ARMADA_REPORT_FETCH_ASK;
  if (step == ARMADA_REPORT_FETCH_DOWNLOAD)
    set_bytes (self, received, total);
  if (step != ARMADA_REPORT_FETCH_DOWNLOAD || received > 0)
    set_state (self, states[step]);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaReportJob *self = g_task_get_source_object (task);
  g_autoptr (ArmadaReport) report = NULL;
  GError *error = NULL;
  gboolean made = armada_report_run_finish (result, &report, &error);

  g_clear_object (&self->cancellable);
  if (report != NULL)
    g_set_object (&self->report, report);
  if (made)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
armada_report_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaReportJob *self = ARMADA_REPORT_JOB (object);

  switch ((ArmadaReportJobProperty) id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->kept->order->title);
      break;
    case PROP_TYPE_NAME:
      g_value_set_string (value, self->kept->order->type_name);
      break;
    case PROP_FORMAT:
      g_value_set_string (value, self->kept->order->format);
      break;
    case PROP_VEHICLES:
      g_value_set_string (value, self->vehicles);
      break;
    case PROP_BATCH:
      g_value_set_int64 (value, self->kept->batch);
      break;
    case PROP_BATCH_NAME:
      g_value_set_string (value, self->kept->batch_name);
      break;
    case PROP_ACCOUNT:
      g_value_set_int64 (value, self->kept->account);
      break;
    case PROP_CREATED:
      g_value_set_int64 (value, self->kept->created);
      break;
    case PROP_RECEIVED:
      g_value_set_uint64 (value, self->received);
      break;
    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    case PROP_ELAPSED:
      g_value_set_uint (value, self->elapsed);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, self->retry_at);
      break;
    case PROP_ATTEMPTS:
      g_value_set_uint (value, self->kept->attempts);
      break;
    case PROP_REPORT:
      g_value_set_object (value, self->report);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_report_job_finalize (GObject *object)
{
  ArmadaReportJob *self = ARMADA_REPORT_JOB (object);

  g_object_unref (self->clock);
  armada_kept_report_job_free (self->kept);
  g_free (self->vehicles);
  g_clear_error (&self->error);
  g_clear_object (&self->report);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (armada_report_job_parent_class)->finalize (object);
}

static void
armada_report_job_class_init (ArmadaReportJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamSpec **p = properties;

  object_class->finalize = armada_report_job_finalize;
  object_class->get_property = armada_report_job_get_property;

  p[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, ARMADA_REPORT_JOB_CANCELLED, 0, read);
  p[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", read);
  p[PROP_TYPE_NAME] = g_param_spec_string ("type-name", NULL, NULL, "", read);
  p[PROP_FORMAT] = g_param_spec_string ("format", NULL, NULL, "", read);
  p[PROP_VEHICLES] = g_param_spec_string ("vehicles", NULL, NULL, "", read);
  p[PROP_BATCH] = g_param_spec_int64 ("batch", NULL, NULL, 0, G_MAXINT64, 0, read);
  p[PROP_BATCH_NAME] = g_param_spec_string ("batch-name", NULL, NULL, "", read);
  p[PROP_ACCOUNT] = g_param_spec_int64 ("account", NULL, NULL, 0, G_MAXINT64, 0, read);
  p[PROP_CREATED] = g_param_spec_int64 ("created", NULL, NULL, 0, G_MAXINT64, 0, read);
  p[PROP_RECEIVED] = g_param_spec_uint64 ("received", NULL, NULL, 0, G_MAXUINT64, 0, read);
  p[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, -1, G_MAXINT64, -1, read);
  p[PROP_ELAPSED] = g_param_spec_uint ("elapsed", NULL, NULL, 0, G_MAXUINT, 0, read);
  p[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  p[PROP_RETRY_AT] = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, read);
  p[PROP_ATTEMPTS] = g_param_spec_uint ("attempts", NULL, NULL, 0, G_MAXUINT, 0, read);
  p[PROP_REPORT] = g_param_spec_object ("report", NULL, NULL, ARMADA_TYPE_REPORT, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_report_job_init (ArmadaReportJob *self)
{
  self->total = -1;
}

static char *
join_vehicles (const ArmadaReportOrder *order)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < order->device_names.n; i++)
    g_strv_builder_add (names, order->device_names.texts[i]);
  list = g_strv_builder_end (names);
  return g_strjoinv (", ", list);
}

/* Why it had failed in an earlier run of the program. */
static GError *
restore_error (const ArmadaKeptReportJob *kept)
{
  GError *error;

  if (!kept->failed)
    return NULL;
  if (kept->code < 0)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "report: failed before");
  error = armada_error_new ((ArmadaError) kept->code, "report: failed before");
  armada_error_set_answer (error, 0, *kept->said ? kept->said : NULL, -1);
  return error;
}

/**
 * armada_report_job_new:
 * @kept: as its row says
 *
 * Returns: (transfer full): a job that is queued, or has failed
 */
ArmadaReportJob *
armada_report_job_new (const ArmadaKeptReportJob *kept, ArmadaClock *clock)
{
  ArmadaReportJob *self = g_object_new (ARMADA_TYPE_REPORT_JOB, NULL);

  self->clock = g_object_ref (clock);
  self->kept = armada_kept_report_job_copy (kept);
  self->vehicles = join_vehicles (kept->order);
  self->state = kept->failed ? ARMADA_REPORT_JOB_FAILED : ARMADA_REPORT_JOB_QUEUED;
  self->error = restore_error (kept);
  return self;
}

const ArmadaKeptReportJob *
armada_report_job_get_kept (ArmadaReportJob *self)
{
  return self->kept;
}

/**
 * armada_report_job_set_kept:
 * @kept: the row that it has now
 */
void
armada_report_job_set_kept (ArmadaReportJob *self, const ArmadaKeptReportJob *kept)
{
  ArmadaKeptReportJob *copy = armada_kept_report_job_copy (kept);

  armada_kept_report_job_free (self->kept);
  self->kept = copy;
}

/**
 * armada_report_job_run_async:
 * @account: the one that @client is signed in as
 * @archive: where the report goes
 * @max_size: bytes that it may have
 *
 * Makes the report, from the first step. Its callback may ask for another run.
 */
void
armada_report_job_run_async (ArmadaReportJob *self,
                             ArmadaClient *client,
                             ArmadaAccount *account,
                             ArmadaArchive *archive,
                             guint64 max_size,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  const ArmadaReportRunOptions options = {
    .job = self->kept,
    .client = client,
    .account = account,
    .archive = archive,
    .clock = self->clock,
    .max_size = max_size,
    .func = step_cb,
    .func_data = self,
  };

  g_task_set_source_tag (task, armada_report_job_run_async);
  self->cancellable = g_cancellable_new ();
  self->started = armada_clock_get_time (self->clock);
  self->reached = FALSE;
  g_object_freeze_notify (G_OBJECT (self));
  set_bytes (self, 0, -1);
  armada_report_job_tick (self);
  set_error (self, NULL);
  set_retry_at (self, 0);
  set_state (self, ARMADA_REPORT_JOB_ASKING);
  g_object_thaw_notify (G_OBJECT (self));
  armada_report_run_async (&options, self->cancellable, ran_cb, task);
}

gboolean
armada_report_job_run_finish (ArmadaReportJob *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * armada_report_job_stop:
 *
 * Cancels the run; its callback tells when it has ended.
 */
void
armada_report_job_stop (ArmadaReportJob *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * armada_report_job_was_reached:
 *
 * Returns: whether the server took the order in the last run
 */
gboolean
armada_report_job_was_reached (ArmadaReportJob *self)
{
  return self->reached;
}

/**
 * armada_report_job_tick:
 *
 * Tells how long it has been running.
 */
void
armada_report_job_tick (ArmadaReportJob *self)
{
  guint elapsed = (guint) MAX (armada_clock_get_time (self->clock) - self->started, 0);

  if (self->elapsed == elapsed)
    return;
  self->elapsed = elapsed;
  notify (self, PROP_ELAPSED);
}

/**
 * armada_report_job_queue:
 *
 * Its turn comes again.
 */
void
armada_report_job_queue (ArmadaReportJob *self)
{
  self->kept->failed = FALSE;
  set_error (self, NULL);
  set_retry_at (self, 0);
  set_state (self, ARMADA_REPORT_JOB_QUEUED);
}

/**
 * armada_report_job_wait:
 * @error: why it did not work
 * @retry_at: UNIX seconds; 0: when something else has changed
 */
void
armada_report_job_wait (ArmadaReportJob *self, const GError *error, gint64 retry_at)
{
  set_error (self, error);
  set_retry_at (self, retry_at);
  set_state (self, ARMADA_REPORT_JOB_WAITING);
}

/**
 * armada_report_job_end:
 * @state: DONE, FAILED or CANCELLED
 * @error: (nullable): why it failed
 */
void
armada_report_job_end (ArmadaReportJob *self, ArmadaReportJobState state, const GError *error)
{
  const char *said = error ? armada_error_get_server_text (error) : NULL;

  self->kept->failed = state == ARMADA_REPORT_JOB_FAILED;
  self->kept->code = error != NULL && error->domain == ARMADA_ERROR ? error->code : -1;
  g_set_str (&self->kept->said, said ? said : "");
  armada_report_job_tick (self);
  set_retry_at (self, 0);
  set_error (self, error);
  if (self->report != NULL)
    notify (self, PROP_REPORT);
  set_state (self, state);
}

void
armada_report_job_count_attempt (ArmadaReportJob *self)
{
  self->kept->attempts++;
  notify (self, PROP_ATTEMPTS);
}

/**
 * armada_report_job_forget_attempts:
 *
 * The user wants it tried as if for the first time.
 */
void
armada_report_job_forget_attempts (ArmadaReportJob *self)
{
  self->kept->attempts = 0;
  notify (self, PROP_ATTEMPTS);
}

ArmadaReportJobState
armada_report_job_get_state (ArmadaReportJob *self)
{
  return self->state;
}

/**
 * armada_report_job_get_order:
 *
 * Returns: (transfer none): what is to be made
 */
const ArmadaReportOrder *
armada_report_job_get_order (ArmadaReportJob *self)
{
  return self->kept->order;
}

/**
 * armada_report_job_get_account:
 *
 * Returns: row of the account it is made for
 */
gint64
armada_report_job_get_account (ArmadaReportJob *self)
{
  return self->kept->account;
}

/**
 * armada_report_job_get_batch:
 *
 * Returns: what all jobs of its batch have, 0 it has none
 */
gint64
armada_report_job_get_batch (ArmadaReportJob *self)
{
  return self->kept->batch;
}

const char *
armada_report_job_get_batch_name (ArmadaReportJob *self)
{
  return self->kept->batch_name;
}

/**
 * armada_report_job_get_error:
 *
 * Returns: (nullable): why it failed, or is tried again
 */
const GError *
armada_report_job_get_error (ArmadaReportJob *self)
{
  return self->error;
}

gint64
armada_report_job_get_retry_at (ArmadaReportJob *self)
{
  return self->retry_at;
}

guint64
armada_report_job_get_received (ArmadaReportJob *self)
{
  return self->received;
}

gint64
armada_report_job_get_total (ArmadaReportJob *self)
{
  return self->total;
}

guint
armada_report_job_get_elapsed (ArmadaReportJob *self)
{
  return self->elapsed;
}

guint
armada_report_job_get_attempts (ArmadaReportJob *self)
{
  return self->kept->attempts;
}

/**
 * armada_report_job_get_report:
 *
 * Returns: (transfer none) (nullable): what it made, once it is in the archive
 */
ArmadaReport *
armada_report_job_get_report (ArmadaReportJob *self)
{
  return self->report;
}

/**
 * armada_report_job_is_running:
 *
 * Returns: whether the server is busy with it, or we are
 */
gboolean
armada_report_job_is_running (ArmadaReportJob *self)
{
  return self->state >= ARMADA_REPORT_JOB_ASKING && self->state <= ARMADA_REPORT_JOB_KEEPING;
}

/**
 * armada_report_job_is_over:
 *
 * Returns: whether nothing more happens to it by itself
 */
gboolean
armada_report_job_is_over (ArmadaReportJob *self)
{
  return self->state >= ARMADA_REPORT_JOB_DONE;
}
