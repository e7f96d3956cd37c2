/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-session"

#include "sync/armada-session-private.h"

#include "api/armada-address.h"
#include "api/armada-client.h"

G_DEFINE_FINAL_TYPE (ArmadaSession, armada_session, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_INCIDENT_GAP + 1];
static guint polled_signal;

void
armada_session_notify (ArmadaSession *self, ArmadaSessionProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
armada_session_set_state (ArmadaSession *self, ArmadaSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  armada_session_notify (self, PROP_STATE);
}

void
armada_session_set_keyring_error (ArmadaSession *self, GError *error)
{
  gboolean changed = error != NULL || self->keyring_error != NULL;

  g_clear_error (&self->keyring_error);
  self->keyring_error = error;
  if (changed)
    armada_session_notify (self, PROP_KEYRING_ERROR);
}

/* What the poller tells, told on. */
static void
poller_notify_cb (ArmadaSession *self, GParamSpec *pspec)
{
  static const ArmadaSessionProperty passed_on[] = { PROP_ERROR,       PROP_ERROR_SINCE,
                                                     PROP_STORE_ERROR, PROP_LAST_SUCCESS,
                                                     PROP_BUSY,        PROP_N_UNREADABLE };

  for (guint i = 0; i < G_N_ELEMENTS (passed_on); i++)
    if (g_str_equal (pspec->name, properties[passed_on[i]]->name))
      armada_session_notify (self, passed_on[i]);
}

static void
events_cb (ArmadaSession *self, GPtrArray *events)
{
  if (self->inbox != NULL)
    armada_event_watcher_take (armada_inbox_get_watcher (self->inbox), events);
}

static void
polled_cb (ArmadaSession *self)
{
  g_signal_emit (self, polled_signal, 0);
}

void
armada_session_close_poller (ArmadaSession *self)
{
  armada_report_planner_set_account (self->report_planner, 0, NULL);
  armada_report_queue_set_client (self->report_queue, NULL, NULL);
  if (self->catalog != NULL)
    armada_catalog_set_client (self->catalog, NULL);
  if (self->inbox != NULL)
    armada_inbox_set_client (self->inbox, NULL);
  if (self->poller != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->poller, self);
      armada_poller_stop (self->poller);
      g_clear_object (&self->poller);
    }
  g_clear_object (&self->client);
  g_clear_error (&self->locked);
}

void
armada_session_notify_account (ArmadaSession *self)
{
  for (guint i = PROP_ACCOUNT; i <= PROP_N_UNREADABLE; i++)
    if (i != PROP_ACCOUNTS && i != PROP_FLEET)
      armada_session_notify (self, (ArmadaSessionProperty) i);
}

/* The lists of the account that has just been opened, and its inbox. */
void
armada_session_open_catalog (ArmadaSession *self)
{
  armada_session_close_catalog (self);
  self->catalog = armada_catalog_new (self->store, self->account->id, self->clock);
  if (self->account->id != 0)
    {
      self->inbox = armada_inbox_new (self->store, self->account, self->clock);
      g_object_set (armada_inbox_get_watcher (self->inbox), "gap", self->incident_gap, NULL);
    }
  self->maintenance = armada_maintenance_watch_new (self->catalog, self->fleet, self->inbox,
                                                    self->store, self->account->id, self->clock);
}

/* Who still holds the inbox sees no more come. */
void
armada_session_close_catalog (ArmadaSession *self)
{
  if (self->maintenance != NULL)
    armada_maintenance_watch_stop (self->maintenance);
  g_clear_object (&self->maintenance);
  g_clear_object (&self->catalog);
  if (self->inbox != NULL)
    armada_inbox_set_client (self->inbox, NULL);
  g_clear_object (&self->inbox);
}

void
armada_session_open_poller (ArmadaSession *self, const char *hash)
{
  g_autoptr (GUri) address = armada_address_parse (self->account->server, &self->locked);
  g_autoptr (ArmadaClient) client = NULL;

  if (address == NULL)
    return;
  client = armada_client_new (address);
  armada_client_set_language (client, self->account->language);
  armada_client_set_hash (client, hash);
  armada_catalog_set_client (self->catalog, client);
  armada_report_queue_set_client (self->report_queue, client, self->account);
  if (self->inbox != NULL)
    armada_inbox_set_client (self->inbox, client);
  armada_session_open_planner (self);
  g_set_object (&self->client, client);
  self->poller = armada_poller_new (client, self->fleet, self->account->id ? self->store : NULL,
                                    self->account->id, self->clock);
  g_object_set (self->poller, "interval", self->interval, "hidden", self->hidden, "network-monitor",
                self->monitor, NULL);
  g_signal_connect_swapped (self->poller, "notify", G_CALLBACK (poller_notify_cb), self);
  g_signal_connect_swapped (self->poller, "polled", G_CALLBACK (polled_cb), self);
  g_signal_connect_swapped (self->poller, "events", G_CALLBACK (events_cb), self);
  armada_poller_start (self->poller);
}

static const GError *
get_store_error (ArmadaSession *self)
{
  if (self->store_error != NULL)
    return self->store_error;
  return self->poller ? armada_poller_get_store_error (self->poller) : NULL;
}

static void
armada_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaSession *self = ARMADA_SESSION (object);

  switch ((ArmadaSessionProperty) id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_ACCOUNT:
      g_value_set_boxed (value, self->account);
      break;
    case PROP_ACCOUNTS:
      g_value_set_boxed (value, self->accounts);
      break;
    case PROP_FLEET:
      g_value_set_object (value, self->fleet);
      break;
    case PROP_CATALOG:
      g_value_set_object (value, self->catalog);
      break;
    case PROP_INBOX:
      g_value_set_object (value, self->inbox);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, armada_session_get_error (self));
      break;
    case PROP_ERROR_SINCE:
      g_value_set_int64 (value, armada_session_get_error_since (self));
      break;
    case PROP_STORE_ERROR:
      g_value_set_boxed (value, get_store_error (self));
      break;
    case PROP_KEYRING_ERROR:
      g_value_set_boxed (value, self->keyring_error);
      break;
    case PROP_LAST_SUCCESS:
      g_value_set_int64 (value, armada_session_get_last_success (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, armada_session_get_busy (self));
      break;
    case PROP_REMEMBERED:
      g_value_set_boolean (value, armada_session_is_remembered (self));
      break;
    case PROP_N_UNREADABLE:
      g_value_set_uint (value, self->poller ? armada_poller_get_n_unreadable (self->poller) : 0);
      break;
    case PROP_INTERVAL:
      g_value_set_uint (value, self->interval);
      break;
    case PROP_HIDDEN:
      g_value_set_boolean (value, self->hidden);
      break;
    case PROP_TRACK_LIMIT:
      g_value_set_uint64 (value, self->track_limit);
      break;
    case PROP_INCIDENT_GAP:
      g_value_set_uint (value, self->incident_gap);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_track_limit (ArmadaSession *self, guint64 bytes)
{
  if (self->track_limit == bytes)
    return;
  self->track_limit = bytes;
  armada_store_set_limit (self->store, bytes);
  armada_session_notify (self, PROP_TRACK_LIMIT);
}

static void
set_incident_gap (ArmadaSession *self, guint seconds)
{
  if (self->incident_gap == seconds)
    return;
  self->incident_gap = seconds;
  if (self->inbox != NULL)
    g_object_set (armada_inbox_get_watcher (self->inbox), "gap", seconds, NULL);
  armada_session_notify (self, PROP_INCIDENT_GAP);
}

static void
armada_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaSession *self = ARMADA_SESSION (object);

  switch ((ArmadaSessionProperty) id)
    {
    case PROP_INTERVAL:
      if (self->interval == g_value_get_uint (value))
        return;
      self->interval = g_value_get_uint (value);
      break;
    case PROP_HIDDEN:
      if (self->hidden == g_value_get_boolean (value))
        return;
      self->hidden = g_value_get_boolean (value);
      break;
    case PROP_TRACK_LIMIT:
      set_track_limit (self, g_value_get_uint64 (value));
      return;
    case PROP_INCIDENT_GAP:
      set_incident_gap (self, g_value_get_uint (value));
      return;
    case PROP_STATE:
    case PROP_ACCOUNT:
    case PROP_ACCOUNTS:
    case PROP_FLEET:
    case PROP_CATALOG:
    case PROP_INBOX:
    case PROP_ERROR:
    case PROP_ERROR_SINCE:
    case PROP_STORE_ERROR:
    case PROP_KEYRING_ERROR:
    case PROP_LAST_SUCCESS:
    case PROP_BUSY:
    case PROP_REMEMBERED:
    case PROP_N_UNREADABLE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->poller != NULL)
    g_object_set_property (G_OBJECT (self->poller), pspec->name, value);
  g_object_notify_by_pspec (object, pspec);
}

static void
armada_session_dispose (GObject *object)
{
  ArmadaSession *self = ARMADA_SESSION (object);

  armada_session_close_poller (self);
  armada_session_close_catalog (self);
  g_clear_object (&self->demo);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (armada_session_parent_class)->dispose (object);
}

static void
armada_session_finalize (GObject *object)
{
  ArmadaSession *self = ARMADA_SESSION (object);

  g_clear_object (&self->report_planner);
  g_clear_object (&self->report_queue);
  g_clear_object (&self->archive);
  g_clear_object (&self->store);
  g_clear_object (&self->fleet);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->account, armada_account_unref);
  g_ptr_array_unref (self->accounts);
  g_hash_table_unref (self->hashes);
  g_hash_table_unref (self->kept);
  g_clear_error (&self->keyring_error);
  g_clear_error (&self->store_error);
  G_OBJECT_CLASS (armada_session_parent_class)->finalize (object);
}

static void
armada_session_class_init (ArmadaSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags both = read | G_PARAM_WRITABLE;

  object_class->dispose = armada_session_dispose;
  object_class->finalize = armada_session_finalize;
  object_class->get_property = armada_session_get_property;
  object_class->set_property = armada_session_set_property;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, ARMADA_SESSION_SIGNED_IN,
                                              ARMADA_SESSION_STARTING, read);
  properties[PROP_ACCOUNT] = g_param_spec_boxed ("account", NULL, NULL, ARMADA_TYPE_ACCOUNT, read);
  properties[PROP_ACCOUNTS] = g_param_spec_boxed ("accounts", NULL, NULL, G_TYPE_PTR_ARRAY, read);
  properties[PROP_FLEET] = g_param_spec_object ("fleet", NULL, NULL, ARMADA_TYPE_FLEET, read);
  properties[PROP_CATALOG] = g_param_spec_object ("catalog", NULL, NULL, ARMADA_TYPE_CATALOG, read);
  properties[PROP_INBOX] = g_param_spec_object ("inbox", NULL, NULL, ARMADA_TYPE_INBOX, read);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_ERROR_SINCE] =
      g_param_spec_int64 ("error-since", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_STORE_ERROR] = g_param_spec_boxed ("store-error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_KEYRING_ERROR] =
      g_param_spec_boxed ("keyring-error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_LAST_SUCCESS] =
      g_param_spec_int64 ("last-success", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, read);
  properties[PROP_REMEMBERED] = g_param_spec_boolean ("remembered", NULL, NULL, FALSE, read);
  properties[PROP_N_UNREADABLE] =
      g_param_spec_uint ("n-unreadable", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_INTERVAL] =
      g_param_spec_uint ("interval", NULL, NULL, ARMADA_POLLER_MIN_INTERVAL,
                         ARMADA_POLLER_MAX_INTERVAL, ARMADA_POLLER_DEFAULT_INTERVAL, both);
  properties[PROP_HIDDEN] = g_param_spec_boolean ("hidden", NULL, NULL, FALSE, both);
  properties[PROP_TRACK_LIMIT] =
      g_param_spec_uint64 ("track-limit", NULL, NULL, 0, G_MAXUINT64, 0, both);
  properties[PROP_INCIDENT_GAP] = g_param_spec_uint ("incident-gap", NULL, NULL, 0, 7 * 86400,
                                                     ARMADA_EVENT_WATCHER_DEFAULT_GAP, both);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  polled_signal = g_signal_new ("polled", ARMADA_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
armada_session_init (ArmadaSession *self)
{
  self->fleet = armada_fleet_new ();
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_account_unref);
  self->hashes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, armada_session_wipe);
  g_queue_init (&self->changes);
  self->kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->interval = ARMADA_POLLER_DEFAULT_INTERVAL;
  self->incident_gap = ARMADA_EVENT_WATCHER_DEFAULT_GAP;
}

/**
 * armada_session_new:
 * @data_dir: the folder for what is kept
 * @clock: what time it is
 *
 * Returns: (transfer full): a session that has not been started
 */
ArmadaSession *
armada_session_new (const char *data_dir, ArmadaClock *clock)
{
  ArmadaSession *self = g_object_new (ARMADA_TYPE_SESSION, NULL);
  g_autofree char *path = g_build_filename (data_dir, "armada.db", NULL);
  g_autofree char *reports = g_build_filename (data_dir, "reports", NULL);

  self->clock = g_object_ref (clock);
  self->store = armada_store_new (path);
  self->archive = armada_archive_new (self->store, reports);
  self->report_queue = armada_report_queue_new (self->store, self->archive, clock);
  self->report_planner = armada_report_planner_new (self->store, self->report_queue, clock);
  return self;
}

ArmadaSessionState
armada_session_get_state (ArmadaSession *self)
{
  return self->state;
}

/**
 * armada_session_get_account:
 *
 * Returns: (nullable) (transfer none): the account that is open
 */
ArmadaAccount *
armada_session_get_account (ArmadaSession *self)
{
  return self->account;
}

/**
 * armada_session_get_fleet:
 *
 * Returns: (transfer none): the fleet, the same object for the session's life
 */
ArmadaFleet *
armada_session_get_fleet (ArmadaSession *self)
{
  return self->fleet;
}

/**
 * armada_session_get_catalog:
 *
 * Returns: (transfer none) (nullable): the lists of the open account
 */
ArmadaCatalog *
armada_session_get_catalog (ArmadaSession *self)
{
  return self->catalog;
}

/**
 * armada_session_get_inbox:
 *
 * Returns: (transfer none) (nullable): the incidents of the open account; NULL also while nothing
 * can be kept
 */
ArmadaInbox *
armada_session_get_inbox (ArmadaSession *self)
{
  return self->inbox;
}

/**
 * armada_session_get_maintenance:
 *
 * Returns: (transfer none) (nullable): what is due in the fleet of the open account; another one
 *   comes with another catalog
 */
ArmadaMaintenanceWatch *
armada_session_get_maintenance (ArmadaSession *self)
{
  return self->maintenance;
}

/**
 * armada_session_get_store:
 *
 * Returns: (transfer none): what is kept of all accounts, to show how big it is and to delete of it
 */
ArmadaStore *
armada_session_get_store (ArmadaSession *self)
{
  return self->store;
}

ArmadaClock *
armada_session_get_clock (ArmadaSession *self)
{
  g_return_val_if_fail (ARMADA_IS_SESSION (self), NULL);

  return self->clock;
}

/**
 * armada_session_get_archive:
 *
 * Returns: (transfer none): the reports that are kept on this desk, the same object for the
 *   session's life, whoever is signed in
 */
ArmadaArchive *
armada_session_get_archive (ArmadaSession *self)
{
  return self->archive;
}

/**
 * armada_session_get_report_queue:
 *
 * Returns: (transfer none): the reports that are being made, the same object for the session's
 * life; those of the open account are
 */
ArmadaReportQueue *
armada_session_get_report_queue (ArmadaSession *self)
{
  return self->report_queue;
}

/**
 * armada_session_get_report_planner:
 *
 * Returns: (transfer none): the reports that this desk makes by itself, the same object for the
 *   session's life
 */
ArmadaReportPlanner *
armada_session_get_report_planner (ArmadaSession *self)
{
  return self->report_planner;
}

/**
 * armada_session_get_error:
 *
 * Returns: (nullable): why what is shown is not live
 */
const GError *
armada_session_get_error (ArmadaSession *self)
{
  if (self->locked != NULL)
    return self->locked;
  return self->poller ? armada_poller_get_error (self->poller) : NULL;
}

/**
 * armada_session_get_error_since:
 *
 * Returns: UNIX seconds, 0 when there is no error or it has been there from the start
 */
gint64
armada_session_get_error_since (ArmadaSession *self)
{
  return self->poller ? armada_poller_get_error_since (self->poller) : 0;
}

/**
 * armada_session_get_store_error:
 *
 * Returns: (nullable): why what is seen cannot be kept
 */
const GError *
armada_session_get_store_error (ArmadaSession *self)
{
  return get_store_error (self);
}

/**
 * armada_session_get_keyring_error:
 *
 * Returns: (nullable): why the keyring could not remember the account
 */
const GError *
armada_session_get_keyring_error (ArmadaSession *self)
{
  return self->keyring_error;
}

/**
 * armada_session_get_last_success:
 *
 * Returns: when what is shown was told by the server, UNIX seconds; 0 never
 */
gint64
armada_session_get_last_success (ArmadaSession *self)
{
  gint64 polled = self->poller ? armada_poller_get_last_success (self->poller) : 0;

  return polled ? polled : self->stored_success;
}

gboolean
armada_session_get_busy (ArmadaSession *self)
{
  return self->poller != NULL && armada_poller_get_busy (self->poller);
}

/**
 * armada_session_get_accounts:
 *
 * Returns: (transfer none) (element-type ArmadaAccount): the accounts this desk knows, last
 *   used first
 */
GPtrArray *
armada_session_get_accounts (ArmadaSession *self)
{
  return self->accounts;
}

/**
 * armada_session_poll_now:
 *
 * Asks the server now instead of when the time comes.
 */
void
armada_session_poll_now (ArmadaSession *self)
{
  if (self->poller != NULL)
    armada_poller_poll_now (self->poller);
}

/**
 * armada_session_close:
 *
 * Ends polling and the demo, waits until the store has everything. Call it once, at the end.
 */
void
armada_session_close (ArmadaSession *self)
{
  self->opening++;
  armada_session_close_poller (self);
  armada_report_planner_close (self->report_planner);
  armada_report_queue_close (self->report_queue);
  armada_archive_close (self->archive);
  armada_session_close_catalog (self);
  g_clear_object (&self->demo);
  if (self->account != NULL && self->account->demo)
    armada_store_delete_account_async (self->store, self->account->id, NULL, NULL, NULL);
  armada_store_close (self->store);
}
