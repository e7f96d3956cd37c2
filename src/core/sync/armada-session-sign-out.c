/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-session"

#include "sync/armada-session-private.h"

/* The account is closed; the store and the keyring are still at it. */
typedef struct
{
  /* input */
  ArmadaAccount *account;
  ArmadaForget forget;
  gboolean was_kept; /* or may have been */

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

  armada_session_refresh_accounts (g_task_get_source_object (task));
  if (run->forget & ARMADA_FORGET_DATA)
    armada_store_delete_account_finish (store, result, &error);
  else
    account = armada_store_put_account_finish (store, result, &error);
  sign_out_step (task, error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SignOut *run = g_task_get_task_data (task);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (!run->was_kept)
    g_clear_error (&error);
  sign_out_step (task, error);
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  armada_archive_change_finish (ARMADA_ARCHIVE (source), result, &error);
  sign_out_step (user_data, error);
  g_object_unref (user_data);
}

/* The demo's server has another address each time. */
static void
erase_reports (ArmadaSession *self, GTask *task)
{
  SignOut *run = g_task_get_task_data (task);

  run->n_waiting++;
  armada_archive_erase_async (self->archive, run->account->demo ? NULL : run->account->server,
                              run->account->email, erased_cb, g_object_ref (task));
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
  if (run->forget & ARMADA_FORGET_DATA)
    {
      armada_session_forget_reports (self, account->id);
      armada_store_delete_account_async (self->store, account->id, NULL, put_away_cb,
                                         g_object_ref (task));
    }
  else
    armada_store_put_account_async (self->store, account, NULL, put_away_cb, g_object_ref (task));
}

static void
close_account (ArmadaSession *self, gint64 account)
{
  g_hash_table_remove (self->hashes, &account);
  armada_session_close_poller (self);
  armada_session_close_catalog (self);
  g_clear_object (&self->demo);
  armada_session_set_keyring_error (self, NULL);
  self->stored_success = 0;
  armada_fleet_clear (self->fleet);
  armada_session_notify_account (self);
  armada_session_set_state (self, ARMADA_SESSION_SIGNED_OUT);
}

/**
 * armada_session_sign_out_async:
 * @forget: what goes with the account
 *
 * Closes the account at once, then makes the keyring forget it. An error tells that the keyring
 * still holds the hash, the store the data, or the archive reports.
 */
void
armada_session_sign_out_async (ArmadaSession *self,
                               ArmadaForget forget,
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
      armada_session_set_state (self, ARMADA_SESSION_SIGNED_OUT);
      g_task_return_boolean (task, TRUE);
      return;
    }
  run = g_new0 (SignOut, 1);
  run->forget = forget | (self->account->demo ? ARMADA_FORGET_DATA : 0);
  run->was_kept = armada_session_is_remembered (self) || !g_queue_is_empty (&self->changes);
  run->account = g_steal_pointer (&self->account);
  run->n_waiting = run->account->id != 0 ? 2 : 1;
  g_task_set_task_data (task, run, (GDestroyNotify) sign_out_free);

  close_account (self, run->account->id);
  if (run->account->id != 0)
    put_away (self, task);
  if (run->forget & ARMADA_FORGET_REPORTS)
    erase_reports (self, task);
  armada_session_forget_hash (self, run->account, forgotten_cb, g_steal_pointer (&task));
}

gboolean
armada_session_sign_out_finish (ArmadaSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
