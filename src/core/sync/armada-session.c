/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-session"

#include "sync/armada-session.h"

#include <string.h>

#include "api/armada-address.h"
#include "api/armada-client.h"
#include "api/armada-error.h"
#include "sync/armada-demo-process.h"
#include "sync/armada-keyring.h"
#include "sync/armada-sign-in.h"

/*
 * ArmadaSession: owns all of core. One account is open at most; while it is, a poller keeps the
 * fleet up to date if the server let us in, and else the last known fleet is shown. Of several
 * things asked for at once the newest wins: each opening has a number, and an older one is dropped.
 */
struct _ArmadaSession
{
  GObject parent_instance;

  ArmadaClock *clock;
  ArmadaStore *store;
  ArmadaFleet *fleet;
  GPtrArray *accounts;      /* (element-type ArmadaAccount) */
  GHashTable *hashes;       /* account id → hash, of this run; secret */
  GHashTable *kept;         /* account ids whose hash the keyring holds, as far as we know */
  GNetworkMonitor *monitor; /* (nullable) until it is known */

  ArmadaSessionState state;
  guint opening; /* number of the newest */

  /* of the account that is open */
  ArmadaAccount *account; /* (nullable) */
  ArmadaPoller *poller;   /* (nullable) */
  ArmadaDemoProcess *demo;
  GError *locked; /* why there is no poller */
  GError *keyring_error;
  gint64 stored_success; /* when what the store gave was written */

  GError *store_error; /* why the store could not be opened */
  guint interval;
  gboolean hidden;
};

G_DEFINE_FINAL_TYPE (ArmadaSession, armada_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ACCOUNT,
  PROP_ACCOUNTS,
  PROP_FLEET,
  PROP_ERROR,
  PROP_ERROR_SINCE,
  PROP_STORE_ERROR,
  PROP_KEYRING_ERROR,
  PROP_LAST_SUCCESS,
  PROP_BUSY,
  PROP_REMEMBERED,
  PROP_N_UNREADABLE,
  PROP_INTERVAL,
  PROP_HIDDEN,
} ArmadaSessionProperty;

static GParamSpec *properties[PROP_HIDDEN + 1];
static guint polled_signal;

/* One account being opened, from wherever its hash comes. */
typedef struct
{
  /* input */
  guint number;
  gboolean remember;

  /* in progress */
  gboolean was_known; /* the account was there before */
  ArmadaAccount *account;
  char *hash; /* (nullable) secret */
  ArmadaDemoProcess *demo;
} Opening;

static void
wipe (gpointer secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
opening_free (Opening *opening)
{
  g_clear_pointer (&opening->account, armada_account_unref);
  g_clear_object (&opening->demo);
  wipe (opening->hash);
  g_free (opening);
}

static void
notify (ArmadaSession *self, ArmadaSessionProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_state (ArmadaSession *self, ArmadaSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  notify (self, PROP_STATE);
}

static void
set_keyring_error (ArmadaSession *self, GError *error)
{
  gboolean changed = error != NULL || self->keyring_error != NULL;

  g_clear_error (&self->keyring_error);
  self->keyring_error = error;
  if (changed)
    notify (self, PROP_KEYRING_ERROR);
}

static gboolean
is_remembered (ArmadaSession *self)
{
  return self->account != NULL && g_hash_table_contains (self->kept, &self->account->id);
}

static void
set_kept (ArmadaSession *self, gint64 account, gboolean kept)
{
  if (kept)
    g_hash_table_add (self->kept, g_memdup2 (&account, sizeof account));
  else
    g_hash_table_remove (self->kept, &account);
  notify (self, PROP_REMEMBERED);
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
      notify (self, passed_on[i]);
}

static void
polled_cb (ArmadaSession *self)
{
  g_signal_emit (self, polled_signal, 0);
}

static void
close_poller (ArmadaSession *self)
{
  if (self->poller != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->poller, self);
      armada_poller_stop (self->poller);
      g_clear_object (&self->poller);
    }
  g_clear_error (&self->locked);
}

static void
notify_all_of_account (ArmadaSession *self)
{
  for (guint i = PROP_ACCOUNT; i <= PROP_N_UNREADABLE; i++)
    if (i != PROP_ACCOUNTS && i != PROP_FLEET)
      notify (self, (ArmadaSessionProperty) i);
}

static void
open_poller (ArmadaSession *self, const char *hash)
{
  g_autoptr (GUri) address = armada_address_parse (self->account->server, &self->locked);
  g_autoptr (ArmadaClient) client = NULL;

  if (address == NULL)
    return;
  client = armada_client_new (address);
  armada_client_set_language (client, self->account->language);
  armada_client_set_hash (client, hash);
  self->poller = armada_poller_new (client, self->fleet, self->account->id ? self->store : NULL,
                                    self->account->id, self->clock);
  g_object_set (self->poller, "interval", self->interval, "hidden", self->hidden, "network-monitor",
                self->monitor, NULL);
  g_signal_connect_swapped (self->poller, "notify", G_CALLBACK (poller_notify_cb), self);
  g_signal_connect_swapped (self->poller, "polled", G_CALLBACK (polled_cb), self);
  armada_poller_start (self->poller);
}

static void
remember_hash (ArmadaSession *self, gint64 account, const char *hash)
{
  g_hash_table_insert (self->hashes, g_memdup2 (&account, sizeof account), g_strdup (hash));
}

static void
accounts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSession) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *accounts = armada_store_list_accounts_finish (ARMADA_STORE (source), result, &error);

  if (accounts == NULL)
    {
      g_message ("the accounts could not be listed: %s", error->message);
      return;
    }
  g_ptr_array_unref (self->accounts);
  self->accounts = accounts;
  notify (self, PROP_ACCOUNTS);
}

static void
refresh_accounts (ArmadaSession *self)
{
  armada_store_list_accounts_async (self->store, NULL, accounts_cb, g_object_ref (self));
}

static void
ignore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSession) self = user_data;

  refresh_accounts (self);
}

static void
touch_account (ArmadaSession *self, const ArmadaAccount *account, gint64 time)
{
  ArmadaAccount fields = *account;
  g_autoptr (ArmadaAccount) touched = NULL;

  fields.last_used = time;
  touched = armada_account_new (&fields);
  armada_store_put_account_async (self->store, touched, NULL, ignore_cb, g_object_ref (self));
}

static void
delete_account (ArmadaSession *self, gint64 account)
{
  armada_store_delete_account_async (self->store, account, NULL, ignore_cb, g_object_ref (self));
}

static ArmadaAccount *
find_account (ArmadaSession *self, gint64 id)
{
  for (guint i = 0; i < self->accounts->len; i++)
    if (((ArmadaAccount *) self->accounts->pdata[i])->id == id)
      return self->accounts->pdata[i];
  return NULL;
}

static gboolean
is_overtaken (ArmadaSession *self, GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  if (opening->number == self->opening)
    return FALSE;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "something newer was asked for");
  return TRUE;
}

/* An opening that did not come to its end: whoever was open stays so. */
static void
give_up (ArmadaSession *self, GTask *task, GError *error)
{
  Opening *opening = g_task_get_task_data (task);

  if (self->state == ARMADA_SESSION_STARTING && opening->number == self->opening)
    set_state (self, ARMADA_SESSION_SIGNED_OUT);
  g_task_return_error (task, error);
}

/* The change-over from one account to another: all at once, on the main thread. */
static void
take_over (ArmadaSession *self, Opening *opening, ArmadaDeviceBatch *batch, gint64 written)
{
  gboolean same = self->account != NULL && opening->account->id != 0 &&
                  self->account->id == opening->account->id;

  g_object_freeze_notify (G_OBJECT (self));
  close_poller (self);
  if (!same)
    {
      if (self->account != NULL && self->account->demo)
        delete_account (self, self->account->id);
      armada_fleet_clear (self->fleet);
      self->stored_success = written;
      if (batch != NULL)
        armada_fleet_apply (self->fleet, batch, armada_clock_get_time (self->clock));
    }
  if (!same || opening->demo != NULL)
    g_set_object (&self->demo, opening->demo);
  g_clear_pointer (&self->account, armada_account_unref);
  self->account = armada_account_ref (opening->account);
  set_keyring_error (self, NULL);
  if (opening->hash != NULL)
    open_poller (self, opening->hash);
  g_object_thaw_notify (G_OBJECT (self));
  notify_all_of_account (self);
  set_state (self, ARMADA_SESSION_SIGNED_IN);
}

/* The hash of one account on its way into the keyring. */
typedef struct
{
  ArmadaSession *session;
  ArmadaAccount *account;
} Keeping;

static void
forgotten_late_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_keyring_forget_finish (result, &error))
    g_message ("the keyring could not be asked to forget");
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Keeping *keeping = user_data;
  g_autoptr (ArmadaSession) self = keeping->session;
  g_autoptr (ArmadaAccount) account = keeping->account;
  g_autoptr (GError) error = NULL;
  gboolean kept = armada_keyring_store_finish (result, &error);

  if (!g_hash_table_contains (self->hashes, &account->id))
    {
      /* signed out since */
      armada_keyring_forget_async (account, NULL, forgotten_late_cb, NULL);
      return;
    }
  if (!kept)
    g_message ("the keyring did not take the session");
  set_kept (self, account->id, kept);
  if (self->account != NULL && self->account->id == account->id)
    set_keyring_error (self, g_steal_pointer (&error));
}

static void
keep_hash (ArmadaSession *self, ArmadaAccount *account, const char *hash)
{
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->session = g_object_ref (self);
  keeping->account = armada_account_ref (account);
  armada_keyring_store_async (account, hash, NULL, kept_cb, keeping);
}

/* The keyring has what the user wants it to have, and nothing else. */
static void
update_keyring (ArmadaSession *self, Opening *opening)
{
  if (opening->remember && opening->account->id != 0)
    keep_hash (self, opening->account, opening->hash);
  else if (opening->was_known && !opening->remember)
    {
      set_kept (self, opening->account->id, FALSE);
      armada_keyring_forget_async (opening->account, NULL, forgotten_late_cb, NULL);
    }
}

static void
fleet_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaSession *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gint64 written = 0;
  g_autoptr (ArmadaDeviceBatch) batch =
      armada_store_get_fleet_finish (ARMADA_STORE (source), result, &written, &error);

  if (is_overtaken (self, task))
    return;
  if (batch == NULL)
    g_message ("the last known fleet could not be read: %s", error->message);
  take_over (self, opening, batch, batch ? written : 0);
  update_keyring (self, opening);
  g_task_return_boolean (task, TRUE);
}

/* Shows the account of @task: its last known fleet, and then what the server tells. */
static void
show_account (GTask *task)
{
  ArmadaSession *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  armada_store_get_fleet_async (self->store, opening->account->id, NULL, fleet_cb, task);
}

static GTask *
new_opening (ArmadaSession *self,
             gpointer tag,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, tag);
  opening->number = ++self->opening;
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  return task;
}

/* The server let somebody in who no longer wants it: the store is as if nobody had asked. */
static void
undo_sign_in (ArmadaSession *self, const ArmadaAccount *account)
{
  ArmadaAccount *known = find_account (self, account->id);

  if (known != NULL)
    touch_account (self, known, known->last_used);
  else if (account->id != 0)
    delete_account (self, account->id);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaSession *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  opening->account = armada_sign_in_finish (result, &opening->hash, &error);
  if (opening->account == NULL)
    {
      give_up (self, task, error);
      return;
    }
  if (is_overtaken (self, task))
    {
      undo_sign_in (self, opening->account);
      return;
    }
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      undo_sign_in (self, opening->account);
      give_up (self, task, error);
      return;
    }

  opening->was_known = find_account (self, opening->account->id) != NULL;
  remember_hash (self, opening->account->id, opening->hash);
  refresh_accounts (self);
  show_account (g_steal_pointer (&task));
}

static void
lock (ArmadaSession *self, GError *error)
{
  g_clear_error (&self->locked);
  self->locked = error;
  notify (self, PROP_ERROR);
  notify (self, PROP_ERROR_SINCE);
}

/* The hash comes after the last known fleet is shown: a person may have to unlock the keyring. */
static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaSession *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  char *hash = armada_keyring_lookup_finish (result, &error);

  if (opening->number == self->opening && hash != NULL)
    {
      remember_hash (self, self->account->id, hash);
      set_kept (self, self->account->id, TRUE);
      touch_account (self, self->account, armada_clock_get_time (self->clock));
      open_poller (self, hash);
      notify_all_of_account (self);
    }
  else if (opening->number == self->opening)
    {
      set_keyring_error (self, g_steal_pointer (&error));
      lock (self, armada_error_new (ARMADA_ERROR_UNAUTHORIZED, "no session is remembered"));
    }
  wipe (hash);
  g_task_return_boolean (task, TRUE);
}

static void
shown_without_hash_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaSession *self = ARMADA_SESSION (source);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  opening->number = ((Opening *) g_task_get_task_data (G_TASK (result)))->number;
  armada_keyring_lookup_async (self->account, NULL, looked_up_cb, g_steal_pointer (&task));
}

/* Opens an account that is in the store. */
static void
open_stored (ArmadaSession *self, ArmadaAccount *account, GTask *task)
{
  const char *hash = g_hash_table_lookup (self->hashes, &account->id);
  GTask *showing;
  Opening *opening;

  if (hash != NULL)
    {
      if (g_hash_table_contains (self->kept, &account->id))
        touch_account (self, account, armada_clock_get_time (self->clock));
      opening = g_task_get_task_data (task);
      opening->account = armada_account_ref (account);
      opening->hash = g_strdup (hash);
      show_account (task);
      return;
    }
  showing = new_opening (self, open_stored, NULL, shown_without_hash_cb, task);
  opening = g_task_get_task_data (showing);
  opening->account = armada_account_ref (account);
  show_account (showing);
}

/* The demo's account goes with the demo; one may be left over from a run that ended badly. */
static void
delete_demos (ArmadaSession *self, GPtrArray *accounts)
{
  for (guint i = accounts->len; i > 0; i--)
    {
      ArmadaAccount *account = accounts->pdata[i - 1];

      if (!account->demo)
        continue;
      armada_store_delete_account_async (self->store, account->id, NULL, NULL, NULL);
      g_ptr_array_remove_index (accounts, i - 1);
    }
}

static void
start_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *accounts = armada_store_list_accounts_finish (ARMADA_STORE (source), result, &error);

  if (accounts != NULL)
    {
      delete_demos (self, accounts);
      g_ptr_array_unref (self->accounts);
      self->accounts = accounts;
      notify (self, PROP_ACCOUNTS);
    }
  if (is_overtaken (self, task))
    return;
  if (self->accounts->len > 0 && ((ArmadaAccount *) self->accounts->pdata[0])->last_used > 0)
    {
      open_stored (self, self->accounts->pdata[0], g_steal_pointer (&task));
      return;
    }
  set_state (self, ARMADA_SESSION_SIGNED_OUT);
  g_task_return_boolean (task, TRUE);
}

static void
start_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSession) self = user_data;
  GError *error = NULL;

  if (armada_store_open_finish (ARMADA_STORE (source), result, &error))
    return;
  g_message ("%s", error->message);
  self->store_error = error;
  notify (self, PROP_STORE_ERROR);
}

/* Asking for the system's monitor can wait for another program. */
static void
monitor_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, g_object_ref (g_network_monitor_get_default ()), g_object_unref);
}

static void
monitor_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArmadaSession *self = ARMADA_SESSION (source);

  self->monitor = g_task_propagate_pointer (G_TASK (result), NULL);
  if (self->poller != NULL)
    g_object_set (self->poller, "network-monitor", self->monitor, NULL);
}

static void
demo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  ArmadaSession *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  ArmadaSignInRequest request = {
    .email = ARMADA_DEMO_EMAIL,
    .password = ARMADA_DEMO_PASSWORD,
    .language = "en",
    .demo = TRUE,
  };

  opening->demo = armada_demo_process_start_finish (result, &error);
  if (opening->demo == NULL)
    {
      give_up (self, task, error);
      return;
    }
  if (is_overtaken (self, task))
    return;
  request.server = armada_demo_process_get_address (opening->demo);
  armada_sign_in_async (self->store, &request, cancellable, signed_in_cb, g_steal_pointer (&task));
}

/* The account is closed; the store and the keyring are still at it. */
typedef struct
{
  /* input */
  ArmadaAccount *account;
  gboolean delete_data;
  gboolean was_kept;

  /* in progress */
  guint n_waiting;
  GError *error; /* the first */
} SignOut;

static void
sign_out_free (SignOut *run)
{
  armada_account_unref (run->account);
  g_clear_error (&run->error);
  g_free (run);
}

/* Takes over @error. */
static void
sign_out_step (GTask *task, GError *error)
{
  SignOut *run = g_task_get_task_data (task);

  if (run->error == NULL)
    run->error = error;
  else
    g_clear_error (&error);
  if (--run->n_waiting > 0)
    return;
  if (run->error != NULL)
    g_task_return_error (task, g_steal_pointer (&run->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
put_away_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SignOut *run = g_task_get_task_data (task);
  ArmadaStore *store = ARMADA_STORE (source);
  g_autoptr (ArmadaAccount) account = NULL;
  GError *error = NULL;

  refresh_accounts (g_task_get_source_object (task));
  if (run->delete_data)
    armada_store_delete_account_finish (store, result, &error);
  else
    account = armada_store_put_account_finish (store, result, &error);
  sign_out_step (task, error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaSession *self = g_task_get_source_object (task);
  SignOut *run = g_task_get_task_data (task);
  const char *hash = g_hash_table_lookup (self->hashes, &run->account->id);
  GError *error = NULL;

  if (!armada_keyring_forget_finish (result, &error))
    g_message ("the keyring could not be asked to forget");
  if (!run->was_kept)
    g_clear_error (&error);
  if (hash != NULL && g_hash_table_contains (self->kept, &run->account->id))
    keep_hash (self, run->account, hash); /* signed in again since */
  sign_out_step (task, error);
}

/* At once, so that whoever signs in again comes after it. */
static void
put_away (ArmadaSession *self, GTask *task)
{
  SignOut *run = g_task_get_task_data (task);
  ArmadaAccount fields = *run->account;
  g_autoptr (ArmadaAccount) account = NULL;

  fields.last_used = 0;
  account = armada_account_new (&fields);
  if (run->delete_data)
    armada_store_delete_account_async (self->store, account->id, NULL, put_away_cb,
                                       g_object_ref (task));
  else
    armada_store_put_account_async (self->store, account, NULL, put_away_cb, g_object_ref (task));
}

static void
close_account (ArmadaSession *self, gint64 account)
{
  g_hash_table_remove (self->hashes, &account);
  g_hash_table_remove (self->kept, &account);
  close_poller (self);
  g_clear_object (&self->demo);
  set_keyring_error (self, NULL);
  self->stored_success = 0;
  armada_fleet_clear (self->fleet);
  notify_all_of_account (self);
  set_state (self, ARMADA_SESSION_SIGNED_OUT);
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
      g_value_set_boolean (value, is_remembered (self));
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
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
    case PROP_STATE:
    case PROP_ACCOUNT:
    case PROP_ACCOUNTS:
    case PROP_FLEET:
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

  close_poller (self);
  g_clear_object (&self->demo);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (armada_session_parent_class)->dispose (object);
}

static void
armada_session_finalize (GObject *object)
{
  ArmadaSession *self = ARMADA_SESSION (object);

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
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  polled_signal = g_signal_new ("polled", ARMADA_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
armada_session_init (ArmadaSession *self)
{
  self->fleet = armada_fleet_new ();
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_account_unref);
  self->hashes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, wipe);
  self->kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->interval = ARMADA_POLLER_DEFAULT_INTERVAL;
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

  self->clock = g_object_ref (clock);
  self->store = armada_store_new (path);
  return self;
}

/**
 * armada_session_start_async:
 *
 * Opens the store and the account used last, and shows its last known fleet. Without one, or after
 * that one was signed out, the session is signed out. A store that cannot be opened is told by
 * "store-error" and keeps nobody from signing in.
 */
void
armada_session_start_async (ArmadaSession *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = new_opening (self, armada_session_start_async, cancellable, callback, user_data);
  g_autoptr (GTask) asking = g_task_new (self, NULL, monitor_cb, NULL);

  g_task_run_in_thread (asking, monitor_thread);
  armada_store_open_async (self->store, NULL, start_opened_cb, g_object_ref (self));
  armada_store_list_accounts_async (self->store, NULL, start_listed_cb, task);
}

gboolean
armada_session_start_finish (ArmadaSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * armada_session_sign_in_async:
 * @server: as the user typed it
 * @remember: whether the keyring keeps the session; the password is never kept
 *
 * Signs in, and opens the account. Until the server has said yes, what is open stays so.
 */
void
armada_session_sign_in_async (ArmadaSession *self,
                              const char *server,
                              const char *email,
                              const char *password,
                              const char *language,
                              gboolean remember,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = new_opening (self, armada_session_sign_in_async, cancellable, callback, user_data);
  Opening *opening = g_task_get_task_data (task);
  const ArmadaSignInRequest request = {
    .server = server,
    .email = email,
    .password = password,
    .language = language,
    .time = remember ? armada_clock_get_time (self->clock) : 0,
  };

  opening->remember = remember;
  armada_sign_in_async (self->store, &request, cancellable, signed_in_cb, task);
}

gboolean
armada_session_sign_in_finish (ArmadaSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * armada_session_try_demo_async:
 * @args: (nullable) (array zero-terminated=1): more arguments for the demo platform
 *
 * Starts the demo platform and signs in to it. It ends with its account, and with us.
 */
void
armada_session_try_demo_async (ArmadaSession *self,
                               const char *const *args,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = new_opening (self, armada_session_try_demo_async, cancellable, callback, user_data);

  armada_demo_process_start_async (args, cancellable, demo_cb, task);
}

gboolean
armada_session_try_demo_finish (ArmadaSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * armada_session_switch_async:
 * @account: the id of one of armada_session_get_accounts()
 *
 * Opens another account: its last known fleet at once; live, when its hash is still known.
 */
void
armada_session_switch_async (ArmadaSession *self,
                             gint64 account,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = new_opening (self, armada_session_switch_async, cancellable, callback, user_data);
  ArmadaAccount *found = find_account (self, account);

  if (found != NULL)
    {
      open_stored (self, found, task);
      return;
    }
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no such account");
  g_object_unref (task);
}

gboolean
armada_session_switch_finish (ArmadaSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * armada_session_sign_out_async:
 * @delete_data: whether to delete what was kept for the account, too
 *
 * Closes the account at once, then makes the keyring forget it. An error tells that the keyring
 * still holds the hash, or the store the data.
 */
void
armada_session_sign_out_async (ArmadaSession *self,
                               gboolean delete_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SignOut *run;

  g_task_set_source_tag (task, armada_session_sign_out_async);
  self->opening++;
  if (self->account == NULL)
    {
      set_state (self, ARMADA_SESSION_SIGNED_OUT);
      g_task_return_boolean (task, TRUE);
      return;
    }
  run = g_new0 (SignOut, 1);
  run->delete_data = delete_data || self->account->demo;
  run->was_kept = is_remembered (self);
  run->account = g_steal_pointer (&self->account);
  run->n_waiting = run->account->id != 0 ? 2 : 1;
  g_task_set_task_data (task, run, (GDestroyNotify) sign_out_free);

  close_account (self, run->account->id);
  if (run->account->id != 0)
    put_away (self, task);
  armada_keyring_forget_async (run->account, NULL, forgotten_cb, g_steal_pointer (&task));
}

gboolean
armada_session_sign_out_finish (ArmadaSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
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
  close_poller (self);
  g_clear_object (&self->demo);
  if (self->account != NULL && self->account->demo)
    armada_store_delete_account_async (self->store, self->account->id, NULL, NULL, NULL);
  armada_store_close (self->store);
}
