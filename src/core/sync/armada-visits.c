/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-visits"

#include "sync/armada-visits.h"

#include "api/armada-error.h"
#include "sync/armada-day-queue.h"
#include "sync/armada-session-history.h"

#define DAY 86400
#define LOOK_AGAIN 25 /* fetched days after which what they tell is shown */

/* ArmadaVisitItem: made when a list asks for it. */
struct _ArmadaVisitItem
{
  GObject parent_instance;

  ArmadaVisit visit;
  char *name;
};

G_DEFINE_FINAL_TYPE (ArmadaVisitItem, armada_visit_item, G_TYPE_OBJECT)

/*
 * ArmadaVisits: one question is under way at most; what changes meanwhile cancels it. Each question
 * has a GCancellable of its own, which tells its answer from others.
 */
struct _ArmadaVisits
{
  GObject parent_instance;

  ArmadaSession *session;
  ArmadaClock *clock;
  gint64 account;
  int zone;

  ArmadaArea *area; /* (nullable) */
  gint64 from;
  gint64 to;
  GArray *devices; /* (nullable) (element-type gint64) */

  GCancellable *run; /* (nullable): while busy */
  guint n_running;   /* answers of it that are awaited */
  guint idle;

  GArray *visits;
  ArmadaHeldDays *held; /* (nullable) */
  ArmadaVisitCoverage coverage;
  GError *error;

  ArmadaDayQueue *queue; /* (nullable): while fetching */
  guint n_seen;          /* of its days in what is shown */
};

typedef enum
{
  PROP_BUSY = 1,
  PROP_FETCHING,
  PROP_N_FETCHED,
  PROP_N_TO_FETCH,
} ArmadaVisitsProperty;

static GParamSpec *properties[PROP_N_TO_FETCH + 1];
static guint changed_signal;

static void
armada_visit_item_finalize (GObject *object)
{
  g_free (ARMADA_VISIT_ITEM (object)->name);
  G_OBJECT_CLASS (armada_visit_item_parent_class)->finalize (object);
}

static void
armada_visit_item_class_init (ArmadaVisitItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_visit_item_finalize;
}

static void
armada_visit_item_init (ArmadaVisitItem *self)
{
}

const ArmadaVisit *
armada_visit_item_get_visit (ArmadaVisitItem *self)
{
  return &self->visit;
}

/**
 * armada_visit_item_get_name:
 *
 * Returns: (transfer none): of the vehicle; its number where the fleet has it no more
 */
const char *
armada_visit_item_get_name (ArmadaVisitItem *self)
{
  return self->name;
}

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_VISIT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_VISITS (model)->visits->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaVisits *self = ARMADA_VISITS (model);
  ArmadaVisitItem *item;
  ArmadaDevice *device;

  if (position >= self->visits->len)
    return NULL;
  item = g_object_new (ARMADA_TYPE_VISIT_ITEM, NULL);
  item->visit = g_array_index (self->visits, ArmadaVisit, position);
  device = armada_fleet_lookup (armada_session_get_fleet (self->session), item->visit.device);
  item->name = device ? g_strdup (armada_device_get_record (device)->name)
                      : g_strdup_printf ("%" G_GINT64_FORMAT, item->visit.device);
  return item;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaVisits,
                               armada_visits,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
notify (ArmadaVisits *self, ArmadaVisitsProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_visits (ArmadaVisits *self, GArray *visits)
{
  guint n_before = self->visits->len;

  g_array_unref (self->visits);
  self->visits = visits;
  if (n_before > 0 || visits->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, visits->len);
}

/* The vehicles that are asked about. */
static guint
get_n_vehicles (ArmadaVisits *self)
{
  return self->devices ? self->devices->len
                       : armada_fleet_get_n_devices (armada_session_get_fleet (self->session));
}

static gint64
get_vehicle (ArmadaVisits *self, guint i)
{
  if (self->devices != NULL)
    return g_array_index (self->devices, gint64, i);
  return armada_device_get_id (
      armada_fleet_get_device (armada_session_get_fleet (self->session), i));
}

/* Days that are still to come are not missing. */
static guint
get_n_days (ArmadaVisits *self)
{
  gint64 last = MIN (self->to, armada_visits_get_now (self));

  return last < self->from ? 0 : (guint) (last / DAY - self->from / DAY + 1);
}

static void
count_vehicle (ArmadaVisits *self, gint64 device, guint n_days)
{
  guint n_whole = 0, n_partly = 0;

  for (guint day = 0; day < n_days; day++)
    {
      ArmadaHeld held = armada_held_days_get (self->held, device, day);

      n_whole += held == ARMADA_HELD_WHOLE;
      n_partly += held == ARMADA_HELD_PARTLY;
    }
  self->coverage.n_whole += n_whole;
  self->coverage.n_partly += n_partly;
  self->coverage.n_complete += n_whole == n_days;
  self->coverage.n_none += n_whole + n_partly == 0;
}

static void
count_held (ArmadaVisits *self)
{
  guint n = get_n_vehicles (self), n_days = get_n_days (self);

  self->coverage = (ArmadaVisitCoverage) { .n_vehicles = n, .n_all = n * n_days };
  for (guint i = 0; i < n && self->held != NULL; i++)
    count_vehicle (self, get_vehicle (self, i), n_days);
}

static void
end_answer (ArmadaVisits *self)
{
  if (--self->n_running > 0)
    return;
  g_clear_object (&self->run);
  notify (self, PROP_BUSY);
  g_signal_emit (self, changed_signal, 0);
}

/* What failed takes its reason along, unless it was overtaken. */
static gboolean
is_mine (ArmadaVisits *self, GAsyncResult *result)
{
  return self->run != NULL && g_task_get_cancellable (G_TASK (result)) == self->run;
}

static void
visits_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaVisits) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) visits =
      armada_store_find_visits_finish (ARMADA_STORE (source), result, &error);

  if (!is_mine (self, result))
    return;
  g_clear_error (&self->error);
  if (visits != NULL)
    set_visits (self, g_steal_pointer (&visits));
  else
    self->error = g_steal_pointer (&error);
  end_answer (self);
}

static void
held_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaVisits) self = user_data;
  ArmadaHeldDays *held = armada_store_get_held_finish (ARMADA_STORE (source), result, NULL);

  if (!is_mine (self, result))
    {
      g_clear_pointer (&held, armada_held_days_free);
      return;
    }
  g_clear_pointer (&self->held, armada_held_days_free);
  self->held = held;
  count_held (self);
  end_answer (self);
}

static void
stop_asking (ArmadaVisits *self)
{
  g_autoptr (GCancellable) run = g_steal_pointer (&self->run);

  self->n_running = 0;
  if (run != NULL)
    g_cancellable_cancel (run);
}

static void
ask (ArmadaVisits *self)
{
  ArmadaStore *store = armada_session_get_store (self->session);
  const ArmadaVisitQuery query = { .account = self->account,
                                   .area = self->area,
                                   .from = self->from,
                                   .to = self->to,
                                   .zone = self->zone,
                                   .devices = self->devices };

  stop_asking (self);
  if (self->from > self->to || self->account == 0)
    return;
  self->run = g_cancellable_new ();
  self->n_running = 1;
  armada_store_get_held_async (store, &query, self->run, held_cb, g_object_ref (self));
  if (self->area == NULL)
    return;
  self->n_running++;
  armada_store_find_visits_async (store, &query, self->run, visits_cb, g_object_ref (self));
}

static gboolean
idle_cb (gpointer user_data)
{
  ArmadaVisits *self = user_data;

  self->idle = 0;
  ask (self);
  notify (self, PROP_BUSY);
  return G_SOURCE_REMOVE;
}

static void
ask_soon (ArmadaVisits *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, idle_cb, self, NULL);
}

static void
zone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaVisits) self = user_data;
  int zone = armada_session_get_zone_finish (ARMADA_SESSION (source), result);

  if (zone == self->zone)
    return;
  self->zone = zone;
  ask_soon (self);
}

static void
learn_zone (ArmadaVisits *self)
{
  armada_session_get_zone_async (self->session, NULL, zone_cb, g_object_ref (self));
}

static void
fetched_cb (ArmadaVisits *self)
{
  notify (self, PROP_N_FETCHED);
  if (armada_visits_get_n_fetched (self) - self->n_seen < LOOK_AGAIN || self->run != NULL)
    return;
  self->n_seen = armada_visits_get_n_fetched (self);
  ask_soon (self);
}

static void
fetch_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaVisits) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean mine = ARMADA_DAY_QUEUE (source) == self->queue;

  armada_day_queue_run_finish (ARMADA_DAY_QUEUE (source), result, &error);
  if (!mine)
    return;
  g_clear_object (&self->queue);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      g_signal_emit (self, changed_signal, 0);
    }
  notify (self, PROP_FETCHING);
  ask_soon (self);
  learn_zone (self);
}

/* Another account, other vehicles. */
static void
account_cb (ArmadaVisits *self)
{
  ArmadaAccount *account = armada_session_get_account (self->session);
  gint64 id = account ? account->id : 0;

  if (id == self->account)
    return;
  armada_visits_cancel (self);
  stop_asking (self);
  self->account = id;
  g_clear_pointer (&self->devices, g_array_unref);
  g_clear_pointer (&self->held, armada_held_days_free);
  g_clear_error (&self->error);
  set_visits (self, g_array_new (FALSE, FALSE, sizeof (ArmadaVisit)));
  count_held (self);
  g_signal_emit (self, changed_signal, 0);
  ask_soon (self);
  learn_zone (self);
}

static void
armada_visits_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ArmadaVisits *self = ARMADA_VISITS (object);

  switch ((ArmadaVisitsProperty) property_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, armada_visits_get_busy (self));
      break;
    case PROP_FETCHING:
      g_value_set_boolean (value, self->queue != NULL);
      break;
    case PROP_N_FETCHED:
      g_value_set_uint (value, armada_visits_get_n_fetched (self));
      break;
    case PROP_N_TO_FETCH:
      g_value_set_uint (value, armada_visits_get_n_to_fetch (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_visits_dispose (GObject *object)
{
  ArmadaVisits *self = ARMADA_VISITS (object);

  stop_asking (self);
  if (self->queue != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->queue, self);
      armada_day_queue_cancel (self->queue);
    }
  g_clear_object (&self->queue);
  g_clear_handle_id (&self->idle, g_source_remove);
  G_OBJECT_CLASS (armada_visits_parent_class)->dispose (object);
}

static void
armada_visits_finalize (GObject *object)
{
  ArmadaVisits *self = ARMADA_VISITS (object);

  g_object_unref (self->session);
  g_object_unref (self->clock);
  g_clear_pointer (&self->area, armada_area_unref);
  g_clear_pointer (&self->devices, g_array_unref);
  g_array_unref (self->visits);
  g_clear_pointer (&self->held, armada_held_days_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (armada_visits_parent_class)->finalize (object);
}

static void
armada_visits_class_init (ArmadaVisitsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_visits_get_property;
  object_class->dispose = armada_visits_dispose;
  object_class->finalize = armada_visits_finalize;
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_FETCHING] = g_param_spec_boolean ("fetching", NULL, NULL, FALSE, flags);
  properties[PROP_N_FETCHED] = g_param_spec_uint ("n-fetched", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_TO_FETCH] =
      g_param_spec_uint ("n-to-fetch", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_VISITS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
armada_visits_init (ArmadaVisits *self)
{
  self->visits = g_array_new (FALSE, FALSE, sizeof (ArmadaVisit));
  self->zone = ARMADA_ZONE_UNKNOWN;
  self->from = 1;
}

/**
 * armada_visits_new:
 * @session: whose store, client and fleet are used
 * @clock: what time it is
 *
 * Returns: (transfer full): nobody, nowhere, never
 */
ArmadaVisits *
armada_visits_new (ArmadaSession *session, ArmadaClock *clock)
{
  ArmadaVisits *self = g_object_new (ARMADA_TYPE_VISITS, NULL);

  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (account_cb), self,
                           G_CONNECT_SWAPPED);
  account_cb (self);
  return self;
}

/**
 * armada_visits_set_area:
 * @area: (nullable): where, NULL nowhere
 */
void
armada_visits_set_area (ArmadaVisits *self, ArmadaArea *area)
{
  g_clear_pointer (&self->area, armada_area_unref);
  self->area = area ? armada_area_ref (area) : NULL;
  if (area == NULL)
    set_visits (self, g_array_new (FALSE, FALSE, sizeof (ArmadaVisit)));
  ask_soon (self);
}

/**
 * armada_visits_get_area:
 *
 * Returns: (transfer none) (nullable): where
 */
ArmadaArea *
armada_visits_get_area (ArmadaVisits *self)
{
  return self->area;
}

/**
 * armada_visits_set_period:
 * @from: of the account's clock, as UNIX seconds of one that stands in UTC
 * @to: likewise, included
 */
void
armada_visits_set_period (ArmadaVisits *self, gint64 from, gint64 to)
{
  if (self->from == from && self->to == to)
    return;
  self->from = from;
  self->to = to;
  ask_soon (self);
}

void
armada_visits_get_period (ArmadaVisits *self, gint64 *from, gint64 *to)
{
  *from = self->from;
  *to = self->to;
}

/**
 * armada_visits_set_devices:
 * @devices: (nullable) (element-type gint64): who may have been there, NULL the whole fleet
 */
void
armada_visits_set_devices (ArmadaVisits *self, GArray *devices)
{
  g_clear_pointer (&self->devices, g_array_unref);
  self->devices = devices ? g_array_copy (devices) : NULL;
  ask_soon (self);
}

/**
 * armada_visits_get_now:
 *
 * Returns: what the account's clock shows; this computer's where the zone is not known
 */
gint64
armada_visits_get_now (ArmadaVisits *self)
{
  gint64 now = armada_clock_get_time (self->clock);
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (now);

  return now + (self->zone != ARMADA_ZONE_UNKNOWN
                    ? self->zone
                    : g_date_time_get_utc_offset (here) / G_TIME_SPAN_SECOND);
}

int
armada_visits_get_zone (ArmadaVisits *self)
{
  return self->zone;
}

gboolean
armada_visits_get_busy (ArmadaVisits *self)
{
  return self->run != NULL || self->idle != 0;
}

/**
 * armada_visits_get_coverage:
 *
 * Returns: (transfer none): what the answer rests on
 */
const ArmadaVisitCoverage *
armada_visits_get_coverage (ArmadaVisits *self)
{
  return &self->coverage;
}

/**
 * armada_visits_get_error:
 *
 * Returns: (transfer none) (nullable): why there is no answer, or why fetching ended early
 */
const GError *
armada_visits_get_error (ArmadaVisits *self)
{
  return self->error;
}

/* Day by day, the newest first: what is asked about is mostly not long ago. */
static void
queue_days (ArmadaVisits *self)
{
  guint n = get_n_vehicles (self), n_days = get_n_days (self);
  const ArmadaVisitQuery query = { .from = self->from, .to = self->to };

  for (guint day = n_days; day-- > 0;)
    {
      g_autofree char *name = armada_visit_query_dup_day (&query, day);

      for (guint i = 0; i < n; i++)
        if (armada_held_days_get (self->held, get_vehicle (self, i), day) != ARMADA_HELD_WHOLE)
          armada_day_queue_add (self->queue, get_vehicle (self, i), name);
    }
}

/**
 * armada_visits_fetch:
 *
 * Fetches the vehicle-days that are not held to their end.
 */
void
armada_visits_fetch (ArmadaVisits *self)
{
  if (self->queue != NULL || self->held == NULL)
    return;
  g_clear_error (&self->error);
  self->queue = armada_day_queue_new (self->session);
  self->n_seen = 0;
  queue_days (self);
  g_signal_connect_swapped (self->queue, "notify::n-done", G_CALLBACK (fetched_cb), self);
  armada_day_queue_run_async (self->queue, fetch_ended_cb, g_object_ref (self));
  notify (self, PROP_N_TO_FETCH);
  notify (self, PROP_FETCHING);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * armada_visits_cancel:
 *
 * Fetches no more. What is here stays.
 */
void
armada_visits_cancel (ArmadaVisits *self)
{
  if (self->queue != NULL)
    armada_day_queue_cancel (self->queue);
}

gboolean
armada_visits_get_fetching (ArmadaVisits *self)
{
  return self->queue != NULL;
}

guint
armada_visits_get_n_fetched (ArmadaVisits *self)
{
  return self->queue ? armada_day_queue_get_n_done (self->queue) : 0;
}

guint
armada_visits_get_n_to_fetch (ArmadaVisits *self)
{
  return self->queue ? armada_day_queue_get_n (self->queue) : 0;
}
