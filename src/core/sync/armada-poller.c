/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-poller"

#include "sync/armada-poller.h"

#include "api/armada-error.h"
#include "sync/armada-pace.h"
#include "sync/armada-poll.h"

#define FULL_EVERY 300    /* seconds between whole fleets while get_devices_latest answers */
#define LATEST_OVERLAP 5  /* seconds asked for again: the server may note a change late */
#define NETWORK_BACK 1000 /* milliseconds: names are not resolved the moment a network is up */

/*
 * Decides when to poll and takes over what a poll brings. At most one poll is under way; the next
 * is scheduled when it has ended. Owned by the session, one per signed-in account. The last good
 * fleet stays whatever happens: a poll that fails touches nothing.
 */
struct _ArmadaPoller
{
  GObject parent_instance;

  ArmadaClient *client;
  ArmadaFleet *fleet;
  ArmadaStore *store; /* (nullable) */
  gint64 account;
  ArmadaClock *clock;
  GNetworkMonitor *monitor; /* (nullable) */
  GRand *random;

  guint interval; /* seconds */
  guint timeout;  /* seconds */
  gboolean hidden;
  gboolean metered;

  gboolean running;    /* between start and stop */
  gboolean locked_out; /* the server does not know us: no poll before the next start */
  gboolean again;      /* asked to poll during a poll */
  GCancellable *poll;  /* of the poll under way */
  guint timer;         /* for the next */
  gint64 ended_at;     /* when the last one ended, UNIX seconds */
  gint64 quiet_until;  /* the server does not want to be asked before, UNIX seconds */
  guint penalty;       /* milliseconds to wait at least, after failures */
  guint n_failures;    /* in a row */

  ArmadaDevicesReader *reader; /* NULL: what we were told is not known; ask for the whole fleet */
  gboolean store_behind;       /* a batch did not reach the store */
  gboolean latest_missing;
  gint64 latest_from; /* get_devices_latest is not asked before, UNIX seconds */
  gint64 full_at;     /* when the whole fleet is due */
  gint64 server_time; /* the server's own, of the last get_devices_latest; 0 unknown */

  GError *error;
  GError *store_error;
  gint64 error_since;
  gint64 last_success;
  guint n_unreadable;
};

G_DEFINE_FINAL_TYPE (ArmadaPoller, armada_poller, G_TYPE_OBJECT)

typedef enum
{
  PROP_INTERVAL = 1,
  PROP_HIDDEN,
  PROP_METERED,
  PROP_NETWORK_MONITOR,
  PROP_TIMEOUT,
  PROP_SEED,
  PROP_BUSY,
  PROP_ERROR,
  PROP_ERROR_SINCE,
  PROP_STORE_ERROR,
  PROP_LAST_SUCCESS,
  PROP_N_UNREADABLE,
} ArmadaPollerProperty;

static GParamSpec *properties[PROP_N_UNREADABLE + 1];
static guint polled_signal;
static guint events_signal;

static void begin_poll (ArmadaPoller *self);

static void
notify (ArmadaPoller *self, ArmadaPollerProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
timer_cb (gpointer user_data)
{
  ArmadaPoller *self = user_data;

  self->timer = 0;
  begin_poll (self);
  return G_SOURCE_REMOVE;
}

static void
clear_timer (ArmadaPoller *self)
{
  if (self->timer != 0)
    armada_clock_remove_timeout (self->clock, g_steal_handle_id (&self->timer));
}

static gboolean
may_poll (ArmadaPoller *self)
{
  return self->running && !self->locked_out && self->poll == NULL;
}

/* Sets the timer so that the next poll comes one pause after the end of the last. */
static void
schedule (ArmadaPoller *self)
{
  gint64 pause = armada_pace_interval (self->interval, self->hidden, self->metered);
  gint64 elapsed = (armada_clock_get_time (self->clock) - self->ended_at) * 1000;

  clear_timer (self);
  if (!may_poll (self))
    return;

  pause = MAX (pause, self->penalty);
  pause -= CLAMP (elapsed, 0, pause);
  if (pause == 0)
    begin_poll (self);
  else
    self->timer =
        armada_clock_add_timeout (self->clock, (guint) MIN (pause, G_MAXUINT), timer_cb, self);
}

static void
poll_soon (ArmadaPoller *self, guint milliseconds)
{
  if (!may_poll (self) || armada_clock_get_time (self->clock) < self->quiet_until)
    return;

  clear_timer (self);
  self->timer = armada_clock_add_timeout (self->clock, milliseconds, timer_cb, self);
}

static ArmadaPollKind
choose_kind (ArmadaPoller *self)
{
  gint64 now = armada_clock_get_time (self->clock);

  if (self->reader == NULL || self->n_failures > 0 || self->latest_missing ||
      now < self->latest_from)
    return ARMADA_POLL_FULL;
  if (self->server_time == 0)
    return ARMADA_POLL_PROBE;
  return now < self->full_at ? ARMADA_POLL_LATEST : ARMADA_POLL_FULL;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaPoller) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!armada_store_put_fleet_finish (ARMADA_STORE (source), result, &error))
    {
      g_message ("the fleet could not be kept: %s", error->message);
      self->store_behind = TRUE;
    }

  if (error == NULL && self->store_error == NULL)
    return;
  g_clear_error (&self->store_error);
  self->store_error = g_steal_pointer (&error);
  notify (self, PROP_STORE_ERROR);
}

static void
take_latest (ArmadaPoller *self, const ArmadaPollResult *result, gint64 now)
{
  if (result->latest == ARMADA_POLL_LATEST_MISSING)
    self->latest_missing = TRUE;
  else if (result->latest == ARMADA_POLL_LATEST_FAILED)
    self->latest_from = now + FULL_EVERY;
  else if (result->latest == ARMADA_POLL_LATEST_GOOD && result->time > 0)
    self->server_time = result->time;
  else if (result->latest == ARMADA_POLL_LATEST_GOOD && self->server_time == 0)
    self->latest_missing = TRUE; /* without a time of the server's it cannot be asked safely */
}

/* Into the store first, then into what is seen. */
static void
take_batch (ArmadaPoller *self, ArmadaDeviceBatch *batch, gint64 now)
{
  gboolean whole = batch->seen != NULL;
  guint n_unreadable = whole ? batch->n_unreadable : MAX (batch->n_unreadable, self->n_unreadable);

  if (self->store != NULL)
    armada_store_put_fleet_async (self->store, self->account, batch, NULL, stored_cb,
                                  g_object_ref (self));
  if (batch->events->len > 0)
    g_signal_emit (self, events_signal, 0, batch->events);
  armada_fleet_apply (self->fleet, batch, now);
  armada_fleet_refresh_states (self->fleet, now);

  if (whole)
    self->full_at = now + FULL_EVERY;
  if (n_unreadable != self->n_unreadable)
    {
      self->n_unreadable = n_unreadable;
      notify (self, PROP_N_UNREADABLE);
    }
}

static void
succeed (ArmadaPoller *self, ArmadaPollResult *result)
{
  gint64 now = armada_clock_get_time (self->clock);

  self->reader = g_steal_pointer (&result->reader);
  self->n_failures = 0;
  self->penalty = 0;
  self->quiet_until = 0;
  take_latest (self, result, now);
  take_batch (self, result->batch, now);

  if (self->last_success != now)
    {
      self->last_success = now;
      notify (self, PROP_LAST_SUCCESS);
    }
  if (self->error != NULL)
    {
      g_clear_error (&self->error);
      self->error_since = 0;
      notify (self, PROP_ERROR);
      notify (self, PROP_ERROR_SINCE);
    }
}

static void
fail (ArmadaPoller *self, const GError *error)
{
  gint64 now = armada_clock_get_time (self->clock);
  guint demanded = armada_pace_demanded (error);
  double jitter = g_rand_double_range (self->random, -1, 1);

  g_debug ("poll failed: %s", error->message);
  self->n_failures++;
  self->penalty = MAX (armada_pace_backoff (self->interval, self->n_failures, jitter), demanded);
  self->quiet_until = demanded > 0 ? now + (demanded + 999) / 1000 : 0;
  self->locked_out = g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED);
  armada_fleet_refresh_states (self->fleet, now);

  if (self->error == NULL)
    {
      self->error_since = now;
      notify (self, PROP_ERROR_SINCE);
    }
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  notify (self, PROP_ERROR);
}

static void
poll_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaPoller) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaPollResult) brought = armada_poll_finish (result, &error);
  gboolean again;

  if (g_task_get_cancellable (G_TASK (result)) != self->poll)
    return; /* stopped since */

  again = self->again && error != NULL;
  self->again = FALSE;
  self->ended_at = armada_clock_get_time (self->clock);
  g_object_freeze_notify (G_OBJECT (self));
  g_clear_object (&self->poll);
  notify (self, PROP_BUSY);
  if (brought != NULL)
    succeed (self, brought);
  else
    fail (self, error);
  g_object_thaw_notify (G_OBJECT (self));

  g_signal_emit (self, polled_signal, 0);
  schedule (self);
  if (again)
    poll_soon (self, 0);
}

static void
begin_poll (ArmadaPoller *self)
{
  ArmadaDevicesReader *reader;
  ArmadaPollKind kind;
  gint64 since;

  /* only what changes reaches the store: to catch up it needs everything to count as changed */
  if (self->store_behind)
    g_clear_pointer (&self->reader, armada_devices_reader_free);
  self->store_behind = FALSE;
  kind = choose_kind (self);
  reader = g_steal_pointer (&self->reader);

  clear_timer (self);
  self->again = FALSE;
  self->poll = g_cancellable_new ();
  notify (self, PROP_BUSY);
  /* a probe wants the server's time and no devices: hardly any changed since now */
  since = (kind == ARMADA_POLL_PROBE ? armada_clock_get_time (self->clock) : self->server_time) -
          LATEST_OVERLAP;
  armada_poll_async (self->client, reader ? reader : armada_devices_reader_new (), kind, since,
                     self->timeout, self->poll, poll_cb, g_object_ref (self));
}

/* What is seen when somebody looks again is as fresh as if they had never looked away. */
static void
set_hidden (ArmadaPoller *self, gboolean hidden)
{
  if (self->hidden == hidden)
    return;

  self->hidden = hidden;
  if (!hidden && armada_clock_get_time (self->clock) >= self->quiet_until)
    self->penalty = 0;
  schedule (self);
  notify (self, PROP_HIDDEN);
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, ArmadaPoller *self)
{
  if (!available || !g_error_matches (self->error, ARMADA_ERROR, ARMADA_ERROR_OFFLINE))
    return;

  if (self->poll != NULL)
    self->again = TRUE;
  else
    poll_soon (self, NETWORK_BACK);
}

static void
metered_cb (GNetworkMonitor *monitor, GParamSpec *pspec, ArmadaPoller *self)
{
  g_object_set (self, "metered", g_network_monitor_get_network_metered (monitor), NULL);
}

static void
set_network_monitor (ArmadaPoller *self, GNetworkMonitor *monitor)
{
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  if (!g_set_object (&self->monitor, monitor))
    return;

  if (monitor != NULL)
    {
      g_signal_connect (monitor, "network-changed", G_CALLBACK (network_changed_cb), self);
      g_signal_connect (monitor, "notify::network-metered", G_CALLBACK (metered_cb), self);
      metered_cb (monitor, NULL, self);
    }
  notify (self, PROP_NETWORK_MONITOR);
}

static void
set_interval (ArmadaPoller *self, guint interval)
{
  if (self->interval == interval)
    return;

  self->interval = interval;
  schedule (self);
  notify (self, PROP_INTERVAL);
}

static void
set_metered (ArmadaPoller *self, gboolean metered)
{
  if (self->metered == metered)
    return;

  self->metered = metered;
  schedule (self);
  notify (self, PROP_METERED);
}

static void
armada_poller_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaPoller *self = ARMADA_POLLER (object);

  switch ((ArmadaPollerProperty) id)
    {
    case PROP_INTERVAL:
      g_value_set_uint (value, self->interval);
      break;
    case PROP_HIDDEN:
      g_value_set_boolean (value, self->hidden);
      break;
    case PROP_METERED:
      g_value_set_boolean (value, self->metered);
      break;
    case PROP_NETWORK_MONITOR:
      g_value_set_object (value, self->monitor);
      break;
    case PROP_TIMEOUT:
      g_value_set_uint (value, self->timeout);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->poll != NULL);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_ERROR_SINCE:
      g_value_set_int64 (value, self->error_since);
      break;
    case PROP_STORE_ERROR:
      g_value_set_boxed (value, self->store_error);
      break;
    case PROP_LAST_SUCCESS:
      g_value_set_int64 (value, self->last_success);
      break;
    case PROP_N_UNREADABLE:
      g_value_set_uint (value, self->n_unreadable);
      break;
    case PROP_SEED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_poller_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaPoller *self = ARMADA_POLLER (object);

  switch ((ArmadaPollerProperty) id)
    {
    case PROP_INTERVAL:
      set_interval (self, g_value_get_uint (value));
      break;
    case PROP_HIDDEN:
      set_hidden (self, g_value_get_boolean (value));
      break;
    case PROP_METERED:
      set_metered (self, g_value_get_boolean (value));
      break;
    case PROP_NETWORK_MONITOR:
      set_network_monitor (self, g_value_get_object (value));
      break;
    case PROP_TIMEOUT:
      if (self->timeout != g_value_get_uint (value))
        {
          self->timeout = g_value_get_uint (value);
          notify (self, PROP_TIMEOUT);
        }
      break;
    case PROP_SEED:
      g_rand_set_seed (self->random, g_value_get_uint (value));
      break;
    case PROP_BUSY:
    case PROP_ERROR:
    case PROP_ERROR_SINCE:
    case PROP_STORE_ERROR:
    case PROP_LAST_SUCCESS:
    case PROP_N_UNREADABLE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_poller_dispose (GObject *object)
{
  ArmadaPoller *self = ARMADA_POLLER (object);

  armada_poller_stop (self);
  set_network_monitor (self, NULL);
  g_clear_object (&self->client);
  g_clear_object (&self->fleet);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (armada_poller_parent_class)->dispose (object);
}

static void
armada_poller_finalize (GObject *object)
{
  ArmadaPoller *self = ARMADA_POLLER (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->reader, armada_devices_reader_free);
  g_clear_error (&self->error);
  g_clear_error (&self->store_error);
  g_rand_free (self->random);
  G_OBJECT_CLASS (armada_poller_parent_class)->finalize (object);
}

static void
armada_poller_class_init (ArmadaPollerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags both = read | G_PARAM_WRITABLE;
  const GParamFlags write = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = armada_poller_dispose;
  object_class->finalize = armada_poller_finalize;
  object_class->get_property = armada_poller_get_property;
  object_class->set_property = armada_poller_set_property;

  properties[PROP_INTERVAL] =
      g_param_spec_uint ("interval", NULL, NULL, ARMADA_POLLER_MIN_INTERVAL,
                         ARMADA_POLLER_MAX_INTERVAL, ARMADA_POLLER_DEFAULT_INTERVAL, both);
  properties[PROP_HIDDEN] = g_param_spec_boolean ("hidden", NULL, NULL, FALSE, both);
  properties[PROP_METERED] = g_param_spec_boolean ("metered", NULL, NULL, FALSE, both);
  properties[PROP_NETWORK_MONITOR] =
      g_param_spec_object ("network-monitor", NULL, NULL, G_TYPE_NETWORK_MONITOR, both);
  properties[PROP_TIMEOUT] = g_param_spec_uint ("timeout", NULL, NULL, 0, G_MAXINT, 0, both);
  properties[PROP_SEED] = g_param_spec_uint ("seed", NULL, NULL, 0, G_MAXUINT, 0, write);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_ERROR_SINCE] =
      g_param_spec_int64 ("error-since", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_STORE_ERROR] = g_param_spec_boxed ("store-error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_LAST_SUCCESS] =
      g_param_spec_int64 ("last-success", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_N_UNREADABLE] =
      g_param_spec_uint ("n-unreadable", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  polled_signal = g_signal_new ("polled", ARMADA_TYPE_POLLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  events_signal = g_signal_new ("events", ARMADA_TYPE_POLLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
armada_poller_init (ArmadaPoller *self)
{
  self->interval = ARMADA_POLLER_DEFAULT_INTERVAL;
  self->random = g_rand_new ();
}

/**
 * armada_poller_new:
 * @client: its server, and the hash when there is one
 * @fleet: to keep up to date
 * @store: (nullable): to keep the fleet in
 * @account: its row in the store
 * @clock: what time it is
 *
 * Returns: (transfer full): a poller that does nothing before armada_poller_start()
 */
ArmadaPoller *
armada_poller_new (ArmadaClient *client,
                   ArmadaFleet *fleet,
                   ArmadaStore *store,
                   gint64 account,
                   ArmadaClock *clock)
{
  ArmadaPoller *self = g_object_new (ARMADA_TYPE_POLLER, NULL);

  self->client = g_object_ref (client);
  self->fleet = g_object_ref (fleet);
  g_set_object (&self->store, store);
  self->account = account;
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * armada_poller_start:
 *
 * Polls at once and from then on again and again: each time one interval after the last poll ended,
 * more slowly when hidden or metered, and backing off while polls fail. After
 * %ARMADA_ERROR_UNAUTHORIZED nothing is asked any more until this is called again, with a new hash
 * in the client.
 */
void
armada_poller_start (ArmadaPoller *self)
{
  if (self->running && !self->locked_out)
    return;

  self->running = TRUE;
  self->locked_out = FALSE;
  self->n_failures = 0;
  self->penalty = 0;
  self->quiet_until = 0;
  begin_poll (self);
}

/**
 * armada_poller_stop:
 *
 * Polls no more. The answer of a poll that is under way is dropped; what is already on its way into
 * the store still gets there.
 */
void
armada_poller_stop (ArmadaPoller *self)
{
  g_autoptr (GCancellable) poll = g_steal_pointer (&self->poll);

  self->running = FALSE;
  self->again = FALSE;
  clear_timer (self);
  if (poll != NULL)
    {
      g_cancellable_cancel (poll);
      notify (self, PROP_BUSY);
    }
}

/**
 * armada_poller_poll_now:
 *
 * Polls at once instead of when the time comes. While a poll is under way that one serves; only if
 * it fails one more follows at its end. When the server has asked not to be asked for some time, or
 * does not know us any more, nothing happens.
 */
void
armada_poller_poll_now (ArmadaPoller *self)
{
  if (self->poll != NULL)
    self->again = TRUE;
  else if (may_poll (self) && armada_clock_get_time (self->clock) >= self->quiet_until)
    begin_poll (self);
}

gboolean
armada_poller_get_busy (ArmadaPoller *self)
{
  return self->poll != NULL;
}

/**
 * armada_poller_get_error:
 *
 * Returns: (nullable): why the last poll failed; %NULL when it did not
 */
const GError *
armada_poller_get_error (ArmadaPoller *self)
{
  return self->error;
}

/**
 * armada_poller_get_error_since:
 *
 * Returns: when the first of the polls that now fail in a row ended, UNIX seconds; 0: none failed
 */
gint64
armada_poller_get_error_since (ArmadaPoller *self)
{
  return self->error_since;
}

/**
 * armada_poller_get_store_error:
 *
 * Returns: (nullable): why what was polled last could not be kept
 */
const GError *
armada_poller_get_store_error (ArmadaPoller *self)
{
  return self->store_error;
}

/**
 * armada_poller_get_last_success:
 *
 * Returns: when the last good poll ended, UNIX seconds; 0: none did yet
 */
gint64
armada_poller_get_last_success (ArmadaPoller *self)
{
  return self->last_success;
}

/**
 * armada_poller_get_n_unreadable:
 *
 * Returns: how many devices of the fleet the last answer told in a way that could not be read
 */
guint
armada_poller_get_n_unreadable (ArmadaPoller *self)
{
  return self->n_unreadable;
}
