/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-queue"

#include "report/armada-report-queue-private.h"

#include "report/armada-report-job-private.h"
#include "sync/armada-report-fetch.h"

/*
 * ArmadaReportQueue: the list, and what the user does with it. The session owns it. Beside this,
 * armada-report-queue-rows.c keeps it in the store, and armada-report-queue-turns.c says which
 * report is made when.
 */

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

void
armada_report_queue_count (ArmadaReportQueue *self)
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
      armada_report_queue_watch_network (self, g_value_get_object (value));
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
  armada_report_queue_watch_network (self, NULL);
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

void
armada_report_queue_tell_ended (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  g_signal_emit (self, ended_signal, 0, job);
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

void
armada_report_queue_append (ArmadaReportQueue *self, GPtrArray *kept, GPtrArray *made)
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
 * armada_report_queue_cancel:
 *
 * It is not to be made any more. It stays in the list, where it can be tried again or removed.
 */
void
armada_report_queue_cancel (ArmadaReportQueue *self, ArmadaReportJob *job)
{
  if (armada_report_job_is_over (job))
    return;
  armada_report_queue_delete_row (self, job);
  armada_report_job_end (job, ARMADA_REPORT_JOB_CANCELLED, NULL);
  armada_report_job_stop (job);
  armada_report_queue_pump (self);
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
    armada_report_queue_add_again (self, job);
  else if (state == ARMADA_REPORT_JOB_FAILED || state == ARMADA_REPORT_JOB_WAITING)
    {
      armada_report_job_forget_attempts (job);
      armada_report_job_queue (job);
      armada_report_queue_update_row (self, job);
      armada_report_queue_pump (self);
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
    if (armada_report_job_get_state (self->jobs->pdata[i]) == ARMADA_REPORT_JOB_FAILED)
      armada_report_queue_retry (self, self->jobs->pdata[i]);
}

static void
remove_at (ArmadaReportQueue *self, guint position)
{
  g_autoptr (ArmadaReportJob) job = g_object_ref (self->jobs->pdata[position]);

  if (armada_report_job_get_state (job) == ARMADA_REPORT_JOB_FAILED)
    armada_report_queue_delete_row (self, job);
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
  armada_report_queue_count (self);
}

/**
 * armada_report_queue_remove_batch:
 * @batch: of which all are taken out of the list, cancelled first if they are not over
 */
void
armada_report_queue_remove_batch (ArmadaReportQueue *self, gint64 batch)
{
  for (guint i = self->jobs->len; i > 0; i--)
    {
      g_autoptr (ArmadaReportJob) job = g_object_ref (self->jobs->pdata[i - 1]);

      if (armada_report_job_get_batch (job) == batch)
        armada_report_queue_remove (self, job);
    }
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
  armada_report_queue_count (self);
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
