/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-queue"

#include "report/armada-report-queue.h"

#include "api/armada-error.h"
#include "report/armada-report-job-private.h"
#include "report/armada-report-retry.h"
#include "store/armada-store-report-calls.h"
#include "sync/armada-report-fetch.h"

#define TICK 1000 /* milliseconds between two looks at how long jobs have been running */

/*
 * ArmadaReportQueue: which report is made when. The session owns it. A job that runs is one of
 * @jobs; what becomes of it is decided in one place, when its run has ended. Where the network is
 * gone all jobs wait for it together, and one that gets through wakes the others.
 */
struct _ArmadaReportQueue
{
  GObject parent_instance;

  ArmadaStore *store;
  ArmadaArchive *archive;
  ArmadaClock *clock;
  GNetworkMonitor *monitor; /* (nullable) */
  GRand *random;
  guint64 max_size;

  GPtrArray *jobs;        /* of ArmadaReportJob, in the order they were asked for */
  ArmadaClient *client;   /* (nullable) while nobody is signed in */
  ArmadaAccount *account; /* of @client */
  guint n_offline;        /* runs in a row that did not get to the server */
  gint64 not_before;      /* UNIX seconds: the server wants to be left alone until then */
  guint wake;             /* timeout until something falls due */
  guint tick;             /* timeout while something runs */
  guint counts[4];        /* as they were notified */
  gboolean closed;
};

typedef enum
{
  PROP_N_RUNNING = 1,
  PROP_N_WAITING,
  PROP_N_FAILED,
  PROP_N_DONE,
  PROP_MAX_SIZE,
  PROP_NETWORK_MONITOR,
  PROP_SEED,
} ArmadaReportQueueProperty;

static GParamSpec *properties[PROP_SEED + 1];
static guint ended_signal;

static void pump (ArmadaReportQueue *self);

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_REPORT_JOB;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_REPORT_QUEUE (model)->jobs->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaReportQueue *self = ARMADA_REPORT_QUEUE (model);

  return position < self->jobs->len ? g_object_ref (self->jobs->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaReportQueue,
                               armada_report_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint
get_counted (ArmadaReportJob *job)
{
  switch (armada_report_job_get_state (job))
    {
    case ARMADA_REPORT_JOB_QUEUED:
    case ARMADA_REPORT_JOB_WAITING:
      return PROP_N_WAITING;
    case ARMADA_REPORT_JOB_FAILED:
      return PROP_N_FAILED;
    case ARMADA_REPORT_JOB_DONE:
      return PROP_N_DONE;
    case ARMADA_REPORT_JOB_ASKING:
    case ARMADA_REPORT_JOB_MAKING:
    case ARMADA_REPORT_JOB_DOWNLOADING:
    case ARMADA_REPORT_JOB_KEEPING:
      return PROP_N_RUNNING;
    case ARMADA_REPORT_JOB_CANCELLED:
    default:
      return 0;
    }
}

static void
count (ArmadaReportQueue *self)
{
  guint counts[PROP_N_DONE + 1] = { 0 };

  for (guint i = 0; i < self->jobs->len; i++)
    counts[get_counted (self->jobs->pdata[i])]++;
  for (guint i = PROP_N_RUNNING; i <= PROP_N_DONE; i++)
    if (self->counts[i - 1] != counts[i])
      {
        self->counts[i - 1] = counts[i];
        g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
      }
}

static ArmadaReportJobState
get_state (ArmadaReportQueue *self, guint i)
{
  return armada_report_job_get_state (self->jobs->pdata[i]);
}

static void
log_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_report_jobs_finish (ARMADA_STORE (source), result, &error))
    g_message ("a report that is to be made: %s", error->message);
}

static void
delete_row (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, armada_report_job_get_kept (job)->id);
  armada_store_delete_report_jobs_async (self->store, ids, log_cb, NULL);
}

static void
update_row (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  armada_store_update_report_job_async (self->store, armada_report_job_get_kept (job), log_cb,
                                        NULL);
}

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
    if (get_state (self, i) == ARMADA_REPORT_JOB_WAITING &&
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
  update_row (self, job);
  if (retry == ARMADA_REPORT_RETRY_NEVER)
    g_signal_emit (self, ended_signal, 0, job);
}

static void
take_success (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  armada_report_job_end (job, ARMADA_REPORT_JOB_DONE, NULL);
  if (armada_report_job_get_report (job) == NULL)
    delete_row (self, job); /* else it went when the report came */
  g_signal_emit (self, ended_signal, 0, job);
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
  pump (self);
}

static gboolean
wake_cb (gpointer user_data)
{
  ArmadaReportQueue *self = user_data;

  self->wake = 0;
  pump (self);
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

      if (get_state (self, i) != ARMADA_REPORT_JOB_WAITING || due == 0)
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

      if (get_state (self, i) != ARMADA_REPORT_JOB_QUEUED ||
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
static void
pump (ArmadaReportQueue *self)
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
  count (self);
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, ArmadaReportQueue *self)
{
  if (!available)
    return;
  self->n_offline = 0;
  wake_offline (self);
  pump (self);
}

static void
set_monitor (ArmadaReportQueue *self, GNetworkMonitor *monitor)
{
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  if (!g_set_object (&self->monitor, monitor) || monitor == NULL)
    return;
  g_signal_connect (monitor, "network-changed", G_CALLBACK (network_changed_cb), self);
}

static void
armada_report_queue_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaReportQueue *self = ARMADA_REPORT_QUEUE (object);

  switch ((ArmadaReportQueueProperty) id)
    {
    case PROP_N_RUNNING:
    case PROP_N_WAITING:
    case PROP_N_FAILED:
    case PROP_N_DONE:
      g_value_set_uint (value, self->counts[id - 1]);
      break;
    case PROP_MAX_SIZE:
      g_value_set_uint64 (value, self->max_size);
      break;
    case PROP_NETWORK_MONITOR:
      g_value_set_object (value, self->monitor);
      break;
    case PROP_SEED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_report_queue_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaReportQueue *self = ARMADA_REPORT_QUEUE (object);

  switch ((ArmadaReportQueueProperty) id)
    {
    case PROP_MAX_SIZE:
      if (self->max_size == g_value_get_uint64 (value))
        return;
      self->max_size = g_value_get_uint64 (value);
      break;
    case PROP_NETWORK_MONITOR:
      set_monitor (self, g_value_get_object (value));
      break;
    case PROP_SEED:
      g_rand_set_seed (self->random, g_value_get_uint (value));
      return;
    case PROP_N_RUNNING:
    case PROP_N_WAITING:
    case PROP_N_FAILED:
    case PROP_N_DONE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
armada_report_queue_dispose (GObject *object)
{
  ArmadaReportQueue *self = ARMADA_REPORT_QUEUE (object);

  armada_report_queue_close (self);
  set_monitor (self, NULL);
  G_OBJECT_CLASS (armada_report_queue_parent_class)->dispose (object);
}

static void
armada_report_queue_finalize (GObject *object)
{
  ArmadaReportQueue *self = ARMADA_REPORT_QUEUE (object);

  g_object_unref (self->store);
  g_object_unref (self->archive);
  g_object_unref (self->clock);
  g_rand_free (self->random);
  g_ptr_array_unref (self->jobs);
  G_OBJECT_CLASS (armada_report_queue_parent_class)->finalize (object);
}

static void
armada_report_queue_class_init (ArmadaReportQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags base = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read = G_PARAM_READABLE | base;
  const GParamFlags both = G_PARAM_READWRITE | base;
  GParamSpec **p = properties;

  object_class->dispose = armada_report_queue_dispose;
  object_class->finalize = armada_report_queue_finalize;
  object_class->get_property = armada_report_queue_get_property;
  object_class->set_property = armada_report_queue_set_property;

  p[PROP_N_RUNNING] = g_param_spec_uint ("n-running", NULL, NULL, 0, G_MAXUINT, 0, read);
  p[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, read);
  p[PROP_N_FAILED] = g_param_spec_uint ("n-failed", NULL, NULL, 0, G_MAXUINT, 0, read);
  p[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, read);
  p[PROP_MAX_SIZE] =
      g_param_spec_uint64 ("max-size", NULL, NULL, 1, G_MAXINT64, ARMADA_REPORT_MAX_SIZE, both);
  p[PROP_NETWORK_MONITOR] =
      g_param_spec_object ("network-monitor", NULL, NULL, G_TYPE_NETWORK_MONITOR, both);
  p[PROP_SEED] = g_param_spec_uint ("seed", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_WRITABLE | base);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  ended_signal = g_signal_new ("ended", ARMADA_TYPE_REPORT_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, ARMADA_TYPE_REPORT_JOB);
}

static void
armada_report_queue_init (ArmadaReportQueue *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->random = g_rand_new ();
  self->max_size = ARMADA_REPORT_MAX_SIZE;
}

/**
 * armada_report_queue_new:
 *
 * Returns: (transfer full): an empty queue
 */
ArmadaReportQueue *
armada_report_queue_new (ArmadaStore *store, ArmadaArchive *archive, ArmadaClock *clock)
{
  ArmadaReportQueue *self = g_object_new (ARMADA_TYPE_REPORT_QUEUE, NULL);

  self->store = g_object_ref (store);
  self->archive = g_object_ref (archive);
  self->clock = g_object_ref (clock);
  return self;
}

static gboolean
has_row (ArmadaReportQueue *self, gint64 id)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (armada_report_job_get_kept (self->jobs->pdata[i])->id == id)
      return TRUE;
  return FALSE;
}

static void
append (ArmadaReportQueue *self, GPtrArray *kept, GPtrArray *made)
{
  guint position = self->jobs->len;

  for (guint i = 0; i < kept->len; i++)
    {
      ArmadaReportJob *job = armada_report_job_new (kept->pdata[i], self->clock);

      g_ptr_array_add (self->jobs, job);
      if (made != NULL)
        g_ptr_array_add (made, g_object_ref (job));
    }
  if (kept->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, kept->len);
}

/* What was added while the store was being asked is there already. */
static void
take_over (ArmadaReportQueue *self, GPtrArray *kept)
{
  for (guint i = kept->len; i > 0; i--)
    if (has_row (self, ((const ArmadaKeptReportJob *) kept->pdata[i - 1])->id))
      g_ptr_array_remove_index (kept, i - 1);
  append (self, kept, NULL);
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
  pump (self);
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

/* Who is signed in again need not wait for the time at which a server was to be asked again. */
static void
wake_signed_in (ArmadaReportQueue *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (get_state (self, i) == ARMADA_REPORT_JOB_WAITING &&
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
  pump (self);
}

/**
 * armada_report_queue_can_run:
 *
 * Returns: whether the account that @job is for is signed in
 */
gboolean
armada_report_queue_can_run (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  return self->account != NULL && self->account->id == armada_report_job_get_account (job);
}

/**
 * armada_report_queue_forget_account:
 * @account: that is deleted from the store, and what is to be made for it too
 */
void
armada_report_queue_forget_account (ArmadaReportQueue *self, gint64 account)
{
  for (guint i = self->jobs->len; i > 0; i--)
    {
      ArmadaReportJob *job = self->jobs->pdata[i - 1];

      if (armada_report_job_get_account (job) == account)
        armada_report_queue_remove (self, job);
    }
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
  append (self, kept, made);
  pump (self);
  g_task_return_pointer (task, made, (GDestroyNotify) g_ptr_array_unref);
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

/**
 * armada_report_queue_cancel:
 *
 * It is not to be made any more. It stays in the list, where it can be tried again or removed.
 */
void
armada_report_queue_cancel (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  if (armada_report_job_is_over (job))
    return;
  delete_row (self, job);
  armada_report_job_end (job, ARMADA_REPORT_JOB_CANCELLED, NULL);
  armada_report_job_stop (job);
  pump (self);
}

/**
 * armada_report_queue_cancel_batch:
 * @batch: of which those that are not over are not to be made any more
 */
void
armada_report_queue_cancel_batch (ArmadaReportQueue *self, gint64 batch)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (armada_report_job_get_batch (self->jobs->pdata[i]) == batch)
      armada_report_queue_cancel (self, self->jobs->pdata[i]);
}

static void
readded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaReportQueue *self = g_task_get_source_object (task);
  ArmadaReportJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept =
      armada_store_add_report_jobs_finish (ARMADA_STORE (source), result, &error);

  if (kept == NULL)
    {
      armada_report_job_end (job, ARMADA_REPORT_JOB_FAILED, error);
      count (self);
      return;
    }
  armada_report_job_set_kept (job, kept->pdata[0]);
  armada_report_job_queue (job);
  pump (self);
}

/* What was cancelled has no row any more. */
static void
add_again (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_kept_report_job_free);
  GTask *task = g_task_new (self, NULL, NULL, NULL);
  ArmadaKeptReportJob *row = armada_kept_report_job_copy (armada_report_job_get_kept (job));

  row->attempts = 0;
  g_ptr_array_add (rows, row);
  g_task_set_source_tag (task, add_again);
  g_task_set_task_data (task, g_object_ref (job), g_object_unref);
  armada_store_add_report_jobs_async (self->store, rows, 0, 0, NULL, readded_cb, task);
}

/**
 * armada_report_queue_retry:
 *
 * Makes a job that has failed, waits or was cancelled have its turn again, now.
 */
void
armada_report_queue_retry (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  ArmadaReportJobState state = armada_report_job_get_state (job);

  if (state == ARMADA_REPORT_JOB_CANCELLED)
    add_again (self, job);
  else if (state == ARMADA_REPORT_JOB_FAILED || state == ARMADA_REPORT_JOB_WAITING)
    {
      armada_report_job_forget_attempts (job);
      armada_report_job_queue (job);
      update_row (self, job);
      pump (self);
    }
}

/**
 * armada_report_queue_retry_failed:
 *
 * Tries again all that have failed.
 */
void
armada_report_queue_retry_failed (ArmadaReportQueue *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (get_state (self, i) == ARMADA_REPORT_JOB_FAILED)
      armada_report_queue_retry (self, self->jobs->pdata[i]);
}

static void
remove_at (ArmadaReportQueue *self, guint position)
{
  g_autoptr (ArmadaReportJob) job = g_object_ref (self->jobs->pdata[position]);

  if (armada_report_job_get_state (job) == ARMADA_REPORT_JOB_FAILED)
    delete_row (self, job);
  g_ptr_array_remove_index (self->jobs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/**
 * armada_report_queue_remove:
 *
 * Takes a job out of the list, cancelled first if it is not over.
 */
void
armada_report_queue_remove (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  guint position;

  if (!g_ptr_array_find (self->jobs, job, &position))
    return;
  armada_report_queue_cancel (self, job);
  remove_at (self, position);
  count (self);
}

/**
 * armada_report_queue_remove_over:
 *
 * Takes all that are over out of the list, also those that failed.
 */
void
armada_report_queue_remove_over (ArmadaReportQueue *self)
{
  for (guint i = self->jobs->len; i > 0; i--)
    if (armada_report_job_is_over (self->jobs->pdata[i - 1]))
      remove_at (self, i - 1);
  count (self);
}

guint
armada_report_queue_get_n_running (ArmadaReportQueue *self)
{
  return self->counts[PROP_N_RUNNING - 1];
}

guint
armada_report_queue_get_n_waiting (ArmadaReportQueue *self)
{
  return self->counts[PROP_N_WAITING - 1];
}

guint
armada_report_queue_get_n_failed (ArmadaReportQueue *self)
{
  return self->counts[PROP_N_FAILED - 1];
}

guint
armada_report_queue_get_n_done (ArmadaReportQueue *self)
{
  return self->counts[PROP_N_DONE - 1];
}
