/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-day-queue"

#include "sync/armada-day-queue.h"

#include "api/armada-error.h"
#include "sync/armada-session-history.h"

#define MAX_RUNNING 3 /* days under way at once; the poll is to get through between them */

/* A day that waits. */
typedef struct
{
  gint64 device;
  char *day;
} Wanted;

/* ArmadaDayQueue: runs once. The first failure that the next day would share ends it. */
struct _ArmadaDayQueue
{
  GObject parent_instance;

  ArmadaSession *session;
  GArray *days; /* of Wanted */
  GCancellable *cancellable;
  GTask *task; /* (nullable): while it runs */
  guint next;
  guint n_running;
  guint n_done;
  gboolean pumping;
  GError *error; /* why it goes no further */
};

G_DEFINE_FINAL_TYPE (ArmadaDayQueue, armada_day_queue, G_TYPE_OBJECT)

typedef enum
{
  PROP_N_DONE = 1,
} ArmadaDayQueueProperty;

static GParamSpec *properties[PROP_N_DONE + 1];

static void fetch_days (ArmadaDayQueue *self);

static void
wanted_clear (gpointer data)
{
  g_free (((Wanted *) data)->day);
}

/* No answer: the other days will have none either. */
static gboolean
is_fatal (const GError *error)
{
  return error->domain != ARMADA_ERROR ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_OFFLINE) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_INSECURE) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_RATE_LIMITED) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_MISSING);
}

static void
end_run (ArmadaDayQueue *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* What failed for this day alone is told too, when all others have been tried. */
static void
take_error (ArmadaDayQueue *self, const GError *error)
{
  if (self->error == NULL)
    self->error = g_error_copy (error);
  if (is_fatal (error))
    self->next = self->days->len;
}

static void
day_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaDayQueue) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) got = armada_session_fetch_track_finish (result, &error);
  const ArmadaTrackDay *day = got && got->len > 0 ? got->pdata[0] : NULL;

  self->n_running--;
  self->n_done++;
  if (error != NULL)
    take_error (self, error);
  else if (day != NULL && day->error != NULL)
    take_error (self, day->error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
  fetch_days (self);
}

static void
fetch_day (ArmadaDayQueue *self, const Wanted *wanted)
{
  const ArmadaHistoryQuery query = { .device = wanted->device,
                                     .from = wanted->day,
                                     .to = wanted->day };

  self->n_running++;
  armada_session_fetch_track_async (self->session, &query, FALSE, self->cancellable, day_cb,
                                    g_object_ref (self));
}

static void
fetch_days (ArmadaDayQueue *self)
{
  if (self->pumping)
    return;
  self->pumping = TRUE;
  while (self->n_running < MAX_RUNNING && self->next < self->days->len)
    fetch_day (self, &g_array_index (self->days, Wanted, self->next++));
  self->pumping = FALSE;
  if (self->n_running == 0 && self->task != NULL)
    end_run (self);
}

static void
armada_day_queue_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_N_DONE)
    g_value_set_uint (value, ARMADA_DAY_QUEUE (object)->n_done);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
armada_day_queue_finalize (GObject *object)
{
  ArmadaDayQueue *self = ARMADA_DAY_QUEUE (object);

  g_object_unref (self->session);
  g_object_unref (self->cancellable);
  g_array_unref (self->days);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (armada_day_queue_parent_class)->finalize (object);
}

static void
armada_day_queue_class_init (ArmadaDayQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = armada_day_queue_get_property;
  object_class->finalize = armada_day_queue_finalize;
  properties[PROP_N_DONE] =
      g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_day_queue_init (ArmadaDayQueue *self)
{
  self->cancellable = g_cancellable_new ();
  self->days = g_array_new (FALSE, FALSE, sizeof (Wanted));
  g_array_set_clear_func (self->days, wanted_clear);
}

/**
 * armada_day_queue_new:
 * @session: whose client and store are used
 *
 * Returns: (transfer full): an empty queue
 */
ArmadaDayQueue *
armada_day_queue_new (ArmadaSession *session)
{
  ArmadaDayQueue *self = g_object_new (ARMADA_TYPE_DAY_QUEUE, NULL);

  self->session = g_object_ref (session);
  return self;
}

/**
 * armada_day_queue_add:
 * @day: "YYYY-MM-DD" in the account's zone
 */
void
armada_day_queue_add (ArmadaDayQueue *self, gint64 device, const char *day)
{
  const Wanted wanted = { device, g_strdup (day) };

  g_array_append_val (self->days, wanted);
}

/**
 * armada_day_queue_run_async:
 *
 * Fetches all of them. Each that arrives is in the store.
 */
void
armada_day_queue_run_async (ArmadaDayQueue *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, self->cancellable, callback, user_data);
  g_task_set_source_tag (self->task, armada_day_queue_run_async);
  fetch_days (self);
}

/**
 * armada_day_queue_run_finish:
 *
 * Returns: whether every day could be had; else the first reason why one could not
 */
gboolean
armada_day_queue_run_finish (ArmadaDayQueue *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
armada_day_queue_cancel (ArmadaDayQueue *self)
{
  self->next = self->days->len;
  g_cancellable_cancel (self->cancellable);
}

guint
armada_day_queue_get_n (ArmadaDayQueue *self)
{
  return self->days->len;
}

guint
armada_day_queue_get_n_done (ArmadaDayQueue *self)
{
  return self->n_done;
}
