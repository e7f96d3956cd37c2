/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-session"

#include "api/armada-error.h"
#include "sync/armada-keyring.h"
#include "sync/armada-session-private.h"
#include "sync/armada-sign-in.h"

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
opening_free (Opening *opening)
{
  g_clear_pointer (&opening->account, armada_account_unref);
  g_clear_object (&opening->demo);
  armada_session_wipe (opening->hash);
  g_free (opening);
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
    armada_session_set_state (self, ARMADA_SESSION_SIGNED_OUT);
  g_task_return_error (task, error);
}

/* The change-over from one account to another: all at once, on the main thread. */
static void
take_over (ArmadaSession *self, Opening *opening, ArmadaDeviceBatch *batch, gint64 written)
{
  gboolean same = self->account != NULL && opening->account->id != 0 &&
                  self->account->id == opening->account->id;

  g_object_freeze_notify (G_OBJECT (self));
  armada_session_close_poller (self);
  if (!same)
    {
      if (self->account != NULL && self->account->demo)
        armada_session_delete_account (self, self->account->id);
      armada_fleet_clear (self->fleet);
      self->stored_success = written;
      if (batch != NULL)
        armada_fleet_apply (self->fleet, batch, armada_clock_get_time (self->clock));
    }
  if (!same || opening->demo != NULL)
    g_set_object (&self->demo, opening->demo);
  g_clear_pointer (&self->account, armada_account_unref);
  self->account = armada_account_ref (opening->account);
  if (!same || self->catalog == NULL)
    armada_session_open_catalog (self);
  armada_session_set_keyring_error (self, NULL);
  if (opening->hash != NULL)
    armada_session_open_poller (self, opening->hash);
  g_object_thaw_notify (G_OBJECT (self));
  armada_session_notify_account (self);
  armada_session_set_state (self, ARMADA_SESSION_SIGNED_IN);
}

/* The keyring has what the user wants it to have, and nothing else. */
static void
update_keyring (ArmadaSession *self, Opening *opening)
{
  if (opening->remember && opening->account->id != 0)
    armada_session_keep_hash (self, opening->account, opening->hash);
  else if (opening->was_known && !opening->remember)
    armada_session_forget_hash (self, opening->account, NULL, NULL);
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
  ArmadaAccount *known = armada_session_find_account (self, account->id);

  if (known != NULL)
    armada_session_touch_account (self, known, known->last_used);
  else if (account->id != 0)
    armada_session_delete_account (self, account->id);
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

  opening->was_known = armada_session_find_account (self, opening->account->id) != NULL;
  armada_session_remember_hash (self, opening->account->id, opening->hash);
  armada_session_refresh_accounts (self);
  show_account (g_steal_pointer (&task));
}

static void
lock (ArmadaSession *self, GError *error)
{
  g_clear_error (&self->locked);
  self->locked = error;
  armada_session_notify (self, PROP_ERROR);
  armada_session_notify (self, PROP_ERROR_SINCE);
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
      armada_session_remember_hash (self, self->account->id, hash);
      armada_session_set_kept (self, self->account->id, TRUE);
      armada_session_touch_account (self, self->account, armada_clock_get_time (self->clock));
      armada_session_open_poller (self, hash);
      armada_session_notify_account (self);
    }
  else if (opening->number == self->opening)
    {
      armada_session_set_keyring_error (self, g_steal_pointer (&error));
      lock (self, armada_error_new (ARMADA_ERROR_UNAUTHORIZED, "no session is remembered"));
    }
  armada_session_wipe (hash);
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
        armada_session_touch_account (self, account, armada_clock_get_time (self->clock));
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
      armada_session_take_accounts (self, accounts);
    }
  if (is_overtaken (self, task))
    return;
  if (self->accounts->len > 0 && ((ArmadaAccount *) self->accounts->pdata[0])->last_used > 0)
    {
      open_stored (self, self->accounts->pdata[0], g_steal_pointer (&task));
      return;
    }
  armada_session_set_state (self, ARMADA_SESSION_SIGNED_OUT);
  g_task_return_boolean (task, TRUE);
}

static void
archive_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_archive_open_finish (ARMADA_ARCHIVE (source), result, &error))
    g_message ("the reports that are kept cannot be listed: %s", error->message);
}

static void
queue_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_report_queue_open_finish (ARMADA_REPORT_QUEUE (source), result, &error))
    g_message ("the reports that are to be made cannot be listed: %s", error->message);
}

static void
start_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSession) self = user_data;
  GError *error = NULL;

  if (armada_store_open_finish (ARMADA_STORE (source), result, &error))
    {
      armada_archive_open_async (self->archive, NULL, archive_opened_cb, NULL);
      armada_report_queue_open_async (self->report_queue, NULL, queue_opened_cb, NULL);
      armada_report_planner_open (self->report_planner);
      return;
    }
  g_message ("%s", error->message);
  self->store_error = error;
  armada_session_notify (self, PROP_STORE_ERROR);
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
  g_object_set (self->report_queue, "network-monitor", self->monitor, NULL);
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
  ArmadaAccount *found = armada_session_find_account (self, account);

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
