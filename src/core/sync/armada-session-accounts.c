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

/* Nobody waits for it. */
void
armada_session_forget_hash (ArmadaAccount *account)
{
  armada_keyring_forget_async (account, NULL, forgotten_late_cb, NULL);
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
      armada_session_forget_hash (account);
      return;
    }
  if (!kept)
    g_message ("the keyring did not take the session");
  armada_session_set_kept (self, account->id, kept);
  if (self->account != NULL && self->account->id == account->id)
    armada_session_set_keyring_error (self, g_steal_pointer (&error));
}

void
armada_session_keep_hash (ArmadaSession *self, ArmadaAccount *account, const char *hash)
{
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->session = g_object_ref (self);
  keeping->account = armada_account_ref (account);
  armada_keyring_store_async (account, hash, NULL, kept_cb, keeping);
}
