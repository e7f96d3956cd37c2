/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-planner"

#include "report/armada-report-planner.h"

#include "report/armada-report-batch.h"
#include "report/armada-report-due.h"
#include "report/armada-report-period.h"
#include "store/armada-store-report-calls.h"

#define LOOK                                                                                       \
  60 /* seconds: a sleeping desk, or a clock that is set, is noticed within that time              \
      */

/*
 * ArmadaReportPlanner: looks at the clock when something falls due, and at least every minute. The
 * session owns it. A schedule that is being queued is not looked at until it is.
 */
struct _ArmadaReportPlanner
{
  GObject parent_instance;

  ArmadaStore *store;
  ArmadaReportQueue *queue;
  ArmadaClock *clock;
  GTimeZone *zone;    /* of the account */
  GPtrArray *entries; /* of ArmadaReportSchedule */
  GHashTable *busy;   /* ids of those that are being queued */
  gint64 account;     /* that is open, 0 none */
  ArmadaFleet *fleet; /* (nullable): its vehicles */
  char *no_group;
  guint timeout;
  gboolean closed;
};

static void look (ArmadaReportPlanner *self);

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_REPORT_SCHEDULE;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_REPORT_PLANNER (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaReportPlanner *self = ARMADA_REPORT_PLANNER (model);

  return position < self->entries->len ? g_object_ref (self->entries->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaReportPlanner,
                               armada_report_planner,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
look_cb (gpointer user_data)
{
  ArmadaReportPlanner *self = user_data;

  self->timeout = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
set_alarm (ArmadaReportPlanner *self, gint64 due)
{
  gint64 left = due - armada_clock_get_time (self->clock);

  if (self->timeout != 0)
    armada_clock_remove_timeout (self->clock, self->timeout);
  self->timeout = 0;
  if (due != G_MAXINT64 && !self->closed)
    self->timeout =
        armada_clock_add_timeout (self->clock, (guint) CLAMP (left, 1, LOOK) * 1000, look_cb, self);
}

/* What a schedule stands for at @due; none while it cannot be known yet whose it is about. */
static GPtrArray *
make_orders (ArmadaReportPlanner *self,
             const ArmadaKeptReportSchedule *kept,
             gint64 due,
             char **batch)
{
  gint64 now = armada_report_period_to_wall_clock (self->zone, due);
  g_autoptr (ArmadaReportOrder) order = armada_report_order_at (kept->order, now);
  g_autoptr (GArray) vehicles = armada_report_batch_list_vehicles (self->fleet);
  gboolean split = kept->split != ARMADA_REPORT_SPLIT_NONE;

  *batch = split ? armada_report_batch_dup_name (order) : NULL;
  if (kept->whole_fleet)
    {
      ArmadaReportOrder *all = armada_report_batch_order_all (order, vehicles);

      armada_report_order_unref (order);
      order = all;
    }
  if (vehicles->len == 0 && (kept->whole_fleet || kept->split == ARMADA_REPORT_SPLIT_GROUPS))
    return g_ptr_array_new ();
  return armada_report_batch_split (order, kept->split, vehicles, self->no_group);
}

static ArmadaReportSchedule *
find (ArmadaReportPlanner *self, gint64 id)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (armada_report_schedule_get_kept (self->entries->pdata[i])->id == id)
      return self->entries->pdata[i];
  return NULL;
}

/* One time of a schedule on its way into the queue. */
typedef struct
{
  ArmadaReportPlanner *planner;
  gint64 id;
  gint64 due;
} Turn;

static void
turn_free (Turn *turn)
{
  g_object_unref (turn->planner);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

static void
set_last_due (ArmadaReportSchedule *entry, gint64 due)
{
  g_autoptr (ArmadaKeptReportSchedule) kept =
      armada_kept_report_schedule_copy (armada_report_schedule_get_kept (entry));

  kept->last_due = due;
  armada_report_schedule_set_kept (entry, kept);
}

static void
queued_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  ArmadaReportPlanner *self = turn->planner;
  ArmadaReportSchedule *entry = find (self, turn->id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs =
      armada_report_queue_add_finish (ARMADA_REPORT_QUEUE (source), result, &error);

  g_hash_table_remove (self->busy, &turn->id);
  if (jobs == NULL)
    g_message ("a scheduled report cannot be queued: %s", error->message);
  else if (entry != NULL)
    {
      set_last_due (entry, turn->due);
      look (self);
    }
}

/* Returns: whether it could be: else at the next look */
static gboolean
queue (ArmadaReportPlanner *self, ArmadaReportSchedule *entry, gint64 due)
{
  const ArmadaKeptReportSchedule *kept = armada_report_schedule_get_kept (entry);
  g_autofree char *batch = NULL;
  g_autoptr (GPtrArray) orders = make_orders (self, kept, due, &batch);
  Turn *turn;

  if (orders->len == 0)
    return FALSE;
  turn = g_new0 (Turn, 1);
  turn->planner = g_object_ref (self);
  turn->id = kept->id;
  turn->due = due;
  g_hash_table_add (self->busy, g_memdup2 (&kept->id, sizeof kept->id));
  armada_report_queue_add_scheduled_async (self->queue, kept, orders, batch, due, queued_cb, turn);
  return TRUE;
}

/* Returns: when it is next due, G_MAXINT64 never */
static gint64
look_at (ArmadaReportPlanner *self, ArmadaReportSchedule *entry, gint64 now)
{
  const ArmadaKeptReportSchedule *kept = armada_report_schedule_get_kept (entry);
  gboolean ours = kept->active && self->account != 0 && kept->account == self->account;
  gint64 last, next;

  if (!ours)
    {
      armada_report_schedule_set_next_due (entry, 0);
      return G_MAXINT64;
    }
  next = armada_report_due_find_next (kept, self->zone, now);
  armada_report_schedule_set_next_due (entry, next);
  last = armada_report_due_find_last (kept, self->zone, now);
  if (last > kept->last_due && !g_hash_table_contains (self->busy, &kept->id) &&
      !queue (self, entry, last))
    return now + LOOK;
  return next;
}

static void
look (ArmadaReportPlanner *self)
{
  gint64 now = armada_clock_get_time (self->clock);
  gint64 next = G_MAXINT64;

  if (self->closed)
    return;
  for (guint i = 0; i < self->entries->len; i++)
    next = MIN (next, look_at (self, self->entries->pdata[i], now));
  set_alarm (self, next);
}

static void
armada_report_planner_dispose (GObject *object)
{
  armada_report_planner_close (ARMADA_REPORT_PLANNER (object));
  G_OBJECT_CLASS (armada_report_planner_parent_class)->dispose (object);
}

static void
armada_report_planner_finalize (GObject *object)
{
  ArmadaReportPlanner *self = ARMADA_REPORT_PLANNER (object);

  g_object_unref (self->store);
  g_object_unref (self->queue);
  g_object_unref (self->clock);
  g_time_zone_unref (self->zone);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->busy);
  g_clear_object (&self->fleet);
  g_free (self->no_group);
  G_OBJECT_CLASS (armada_report_planner_parent_class)->finalize (object);
}

static void
armada_report_planner_class_init (ArmadaReportPlannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = armada_report_planner_dispose;
  object_class->finalize = armada_report_planner_finalize;
}

static void
armada_report_planner_init (ArmadaReportPlanner *self)
{
  self->zone = g_time_zone_new_local ();
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->busy = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->no_group = g_strdup ("–");
}

/**
 * armada_report_planner_new:
 *
 * Returns: (transfer full): a planner that knows no schedule yet
 */
ArmadaReportPlanner *
armada_report_planner_new (ArmadaStore *store, ArmadaReportQueue *queue_, ArmadaClock *clock)
{
  ArmadaReportPlanner *self = g_object_new (ARMADA_TYPE_REPORT_PLANNER, NULL);

  self->store = g_object_ref (store);
  self->queue = g_object_ref (queue_);
  self->clock = g_object_ref (clock);
  return self;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportPlanner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept =
      armada_store_list_report_schedules_finish (ARMADA_STORE (source), result, &error);
  guint position = self->entries->len;

  if (kept == NULL)
    {
      g_message ("the reports that are scheduled cannot be listed: %s", error->message);
      return;
    }
  for (guint i = 0; i < kept->len; i++)
    if (find (self, ((const ArmadaKeptReportSchedule *) kept->pdata[i])->id) == NULL)
      g_ptr_array_add (self->entries, armada_report_schedule_new (kept->pdata[i]));
  if (self->entries->len > position)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, self->entries->len - position);
  look (self);
}

/**
 * armada_report_planner_open:
 *
 * Takes over what the store has.
 */
void
armada_report_planner_open (ArmadaReportPlanner *self)
{
  armada_store_list_report_schedules_async (self->store, listed_cb, g_object_ref (self));
}

/**
 * armada_report_planner_close:
 *
 * Queues nothing any more.
 */
void
armada_report_planner_close (ArmadaReportPlanner *self)
{
  self->closed = TRUE;
  set_alarm (self, G_MAXINT64);
}

/**
 * armada_report_planner_set_account:
 * @account: row of the account that is open, 0 none
 * @fleet: (nullable): its vehicles
 */
void
armada_report_planner_set_account (ArmadaReportPlanner *self, gint64 account, ArmadaFleet *fleet)
{
  g_set_object (&self->fleet, fleet);
  self->account = fleet != NULL ? account : 0;
  look (self);
}

/**
 * armada_report_planner_forget_account:
 * @account: that is deleted from the store, and its schedules too
 */
void
armada_report_planner_forget_account (ArmadaReportPlanner *self, gint64 account)
{
  for (guint i = self->entries->len; i > 0; i--)
    if (armada_report_schedule_get_kept (self->entries->pdata[i - 1])->account == account)
      {
        g_ptr_array_remove_index (self->entries, i - 1);
        g_list_model_items_changed (G_LIST_MODEL (self), i - 1, 1, 0);
      }
}

/**
 * armada_report_planner_set_zone:
 * @zone: where the account's clock stands; that of the desk unless told
 */
void
armada_report_planner_set_zone (ArmadaReportPlanner *self, GTimeZone *zone)
{
  g_time_zone_ref (zone);
  g_time_zone_unref (self->zone);
  self->zone = zone;
  look (self);
}

/**
 * armada_report_planner_get_zone:
 *
 * Returns: (transfer none): where the account's clock stands, as far as is known
 */
GTimeZone *
armada_report_planner_get_zone (ArmadaReportPlanner *self)
{
  return self->zone;
}

/**
 * armada_report_planner_set_no_group:
 * @name: what vehicles that are in no group are called in titles
 */
void
armada_report_planner_set_no_group (ArmadaReportPlanner *self, const char *name)
{
  g_set_str (&self->no_group, name);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaReportPlanner *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ArmadaKeptReportSchedule) kept =
      armada_store_put_report_schedule_finish (ARMADA_STORE (source), result, &error);
  ArmadaReportSchedule *entry = kept ? find (self, kept->id) : NULL;

  if (kept == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (entry != NULL)
    armada_report_schedule_set_kept (entry, kept);
  else
    {
      entry = armada_report_schedule_new (kept);
      g_ptr_array_add (self->entries, entry);
      g_list_model_items_changed (G_LIST_MODEL (self), self->entries->len - 1, 0, 1);
    }
  look (self);
  g_task_return_pointer (task, g_object_ref (entry), g_object_unref);
}

/**
 * armada_report_planner_put_async:
 * @schedule: copied, but for its @last_due: times before now are none of it
 */
void
armada_report_planner_put_async (ArmadaReportPlanner *self,
                                 const ArmadaKeptReportSchedule *schedule,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (ArmadaKeptReportSchedule) kept = armada_kept_report_schedule_copy (schedule);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  kept->last_due = armada_clock_get_time (self->clock);
  g_task_set_source_tag (task, armada_report_planner_put_async);
  armada_store_put_report_schedule_async (self->store, kept, put_cb, task);
}

/**
 * armada_report_planner_put_finish:
 *
 * Returns: (transfer full): the schedule, which is in the list
 */
ArmadaReportSchedule *
armada_report_planner_put_finish (ArmadaReportPlanner *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaReportPlanner *self = g_task_get_source_object (task);
  GError *error = NULL;
  guint position;

  if (!armada_store_report_jobs_finish (ARMADA_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_ptr_array_find (self->entries, g_task_get_task_data (task), &position))
    {
      g_ptr_array_remove_index (self->entries, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
  look (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * armada_report_planner_remove_async:
 *
 * It is not made any more. Putting what it said, with @id 0, undoes that.
 */
void
armada_report_planner_remove_async (ArmadaReportPlanner *self,
                                    ArmadaReportSchedule *schedule,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, armada_report_planner_remove_async);
  g_task_set_task_data (task, g_object_ref (schedule), g_object_unref);
  armada_store_delete_report_schedule_async (
      self->store, armada_report_schedule_get_kept (schedule)->id, removed_cb, task);
}

gboolean
armada_report_planner_remove_finish (ArmadaReportPlanner *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * armada_report_planner_run_now:
 *
 * Queues what it would make if it were due now. Nothing happens while its account is not open, or
 * its vehicles are not known.
 */
void
armada_report_planner_run_now (ArmadaReportPlanner *self, ArmadaReportSchedule *schedule)
{
  const ArmadaKeptReportSchedule *kept = armada_report_schedule_get_kept (schedule);

  if (self->account != 0 && kept->account == self->account &&
      !g_hash_table_contains (self->busy, &kept->id))
    queue (self, schedule, armada_clock_get_time (self->clock));
}
