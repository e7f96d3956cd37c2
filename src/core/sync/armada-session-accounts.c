/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-session"

#include <string.h>

#include "sync/armada-keyring.h"
#include "sync/armada-session-private.h"

/* Which accounts there are, and whose hash is known where: in the store, in the keyring, here. */

void
armada_session_wipe (gpointer secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* Takes over @accounts. */
void
armada_session_take_accounts (ArmadaSession *self, GPtrArray *accounts)
{
  g_ptr_array_unref (self->accounts);
  self->accounts = accounts;
  armada_session_notify (self, PROP_ACCOUNTS);
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
  armada_session_take_accounts (self, accounts);
}

void
armada_session_refresh_accounts (ArmadaSession *self)
{
  armada_store_list_accounts_async (self->store, NULL, accounts_cb, g_object_ref (self));
}

ArmadaAccount *
armada_session_find_account (ArmadaSession *self, gint64 id)
{
  for (guint i = 0; i < self->accounts->len; i++)
    if (((ArmadaAccount *) self->accounts->pdata[i])->id == id)
      return self->accounts->pdata[i];
  return NULL;
}

static void
ignore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSession) self = user_data;

  armada_session_refresh_accounts (self);
}

void
armada_session_touch_account (ArmadaSession *self, const ArmadaAccount *account, gint64 time)
{
  ArmadaAccount fields = *account;
  g_autoptr (ArmadaAccount) touched = NULL;

  fields.last_used = time;
  touched = armada_account_new (&fields);
  armada_store_put_account_async (self->store, touched, NULL, ignore_cb, g_object_ref (self));
}

void
armada_session_delete_account (ArmadaSession *self, gint64 account)
{
  armada_session_forget_reports (self, account);
  armada_store_delete_account_async (self->store, account, NULL, ignore_cb, g_object_ref (self));
}

gboolean
armada_session_is_remembered (ArmadaSession *self)
{
  return self->account != NULL && g_hash_table_contains (self->kept, &self->account->id);
}

void
armada_session_set_kept (ArmadaSession *self, gint64 account, gboolean kept)
{
  if (kept)
    g_hash_table_add (self->kept, g_memdup2 (&account, sizeof account));
  else
    g_hash_table_remove (self->kept, &account);
  armada_session_notify (self, PROP_REMEMBERED);
}

void
armada_session_remember_hash (ArmadaSession *self, gint64 account, const char *hash)
{
  g_hash_table_insert (self->hashes, g_memdup2 (&account, sizeof account), g_strdup (hash));
}

/* One change of the keyring. */
typedef struct
{
  ArmadaAccount *account;
  char *hash; /* (nullable) to be kept, secret; NULL: forget the one that is */
} Change;

static void
change_free (Change *change)
{
  armada_account_unref (change->account);
  armada_session_wipe (change->hash);
  g_free (change);
}

static void start_change (GTask *task);

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (ArmadaSession) self = g_object_ref (g_task_get_source_object (task));
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done = change->hash ? armada_keyring_store_finish (result, &error)
                               : armada_keyring_forget_finish (result, &error);

  if (!done)
    g_message (change->hash ? "the keyring did not take the session"
                            : "the keyring could not be asked to forget");
  g_queue_pop_head (&self->changes);
  if (!g_queue_is_empty (&self->changes))
    start_change (g_queue_peek_head (&self->changes));
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes over @task. */
static void
start_change (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  if (change->hash != NULL)
    armada_keyring_store_async (change->account, change->hash, NULL, changed_cb, task);
  else
    armada_keyring_forget_async (change->account, NULL, changed_cb, task);
}

/* One after the other: a keyring in a file refuses two at once, and the last one asked for counts.
 */
static void
queue_change (ArmadaSession *self,
              ArmadaAccount *account,
              const char *hash,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Change *change = g_new0 (Change, 1);

  g_task_set_source_tag (task, queue_change);
  change->account = armada_account_ref (account);
  change->hash = g_strdup (hash);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);
  g_queue_push_tail (&self->changes, task);
  if (g_queue_get_length (&self->changes) == 1)
    start_change (task);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArmadaSession *self = ARMADA_SESSION (source);
  Change *change = g_task_get_task_data (G_TASK (result));
  gint64 account = change->account->id;
  g_autoptr (GError) error = NULL;
  gboolean kept = g_task_propagate_boolean (G_TASK (result), &error);

  if (!g_hash_table_contains (self->hashes, &account))
    return; /* signed out since: to forget it is the next change */
  armada_session_set_kept (self, account, kept);
  if (self->account != NULL && self->account->id == account)
    armada_session_set_keyring_error (self, g_steal_pointer (&error));
}

/* "remembered" tells when it is kept, "keyring-error" why not. */
void
armada_session_keep_hash (ArmadaSession *self, ArmadaAccount *account, const char *hash)
{
  queue_change (self, account, hash, kept_cb, NULL);
}

/* @callback: (nullable): takes a GTask's boolean */
void
armada_session_forget_hash (ArmadaSession *self,
                            ArmadaAccount *account,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  armada_session_set_kept (self, account->id, FALSE);
  queue_change (self, account, NULL, callback, user_data);
}
