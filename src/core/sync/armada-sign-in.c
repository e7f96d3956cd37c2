/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sign-in"

#include "sync/armada-sign-in.h"

#include <string.h>

#include "api/armada-address.h"
#include "api/armada-client.h"
#include "api/armada-login-reader.h"

/* One attempt: ask the server for a hash, then note the account. */
typedef struct
{
  /* input */
  ArmadaStore *store;
  ArmadaAccount *account; /* as asked for, then as stored */

  /* output */
  char *hash;
} SignIn;

static void
sign_in_free (SignIn *sign_in)
{
  g_clear_object (&sign_in->store);
  g_clear_pointer (&sign_in->account, armada_account_unref);
  if (sign_in->hash != NULL)
    explicit_bzero (sign_in->hash, strlen (sign_in->hash));
  g_free (sign_in->hash);
  g_free (sign_in);
}

/* A store that cannot be written to keeps nobody from signing in: the account then has no row. */
static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SignIn *sign_in = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  ArmadaAccount *stored = armada_store_put_account_finish (ARMADA_STORE (source), result, &error);

  if (stored == NULL)
    {
      g_message ("the account could not be kept: %s", error->message);
      stored = armada_account_ref (sign_in->account);
    }
  g_task_return_pointer (task, stored, (GDestroyNotify) armada_account_unref);
}

static void
login_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SignIn *sign_in = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);

  if (answer != NULL)
    sign_in->hash = armada_login_read (answer, &error);
  if (sign_in->hash == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* the server has let us in: who asked must know, if only to undo it */
  g_task_set_check_cancellable (task, FALSE);
  armada_store_put_account_async (sign_in->store, sign_in->account, NULL, stored_cb,
                                  g_steal_pointer (&task));
}

/**
 * armada_sign_in_async:
 * @store: where the account is noted
 * @request: borrowed until this returns
 *
 * Asks a server to let somebody in. Nothing of it touches who is signed in now.
 */
void
armada_sign_in_async (ArmadaStore *store,
                      const ArmadaSignInRequest *request,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SignIn *sign_in = g_new0 (SignIn, 1);
  GError *error = NULL;
  g_autoptr (GUri) address = armada_address_parse (request->server, &error);
  g_autofree char *server = NULL;
  g_autoptr (ArmadaClient) client = NULL;
  g_autoptr (ArmadaCall) call = NULL;

  g_task_set_source_tag (task, armada_sign_in_async);
  g_task_set_task_data (task, sign_in, (GDestroyNotify) sign_in_free);
  if (address == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  server = armada_address_to_text (address);
  sign_in->store = g_object_ref (store);
  sign_in->account = armada_account_new (&(ArmadaAccount) {
      .server = server,
      .email = request->email,
      .language = request->language,
      .demo = request->demo,
      .last_used = request->time,
  });
  client = armada_client_new (address);
  armada_client_set_language (client, request->language);
  call = armada_login_call (request->email, request->password);
  armada_client_call_async (client, call, cancellable, login_cb, g_steal_pointer (&task));
}

/**
 * armada_sign_in_finish:
 * @hash: (out) (transfer full): what opens the account, to be wiped before it is freed
 *
 * Returns: (transfer full): the account; its id is 0 when it could not be stored. NULL with an
 * error of the address or the client.
 */
ArmadaAccount *
armada_sign_in_finish (GAsyncResult *result, char **hash, GError **error)
{
  SignIn *sign_in = g_task_get_task_data (G_TASK (result));
  ArmadaAccount *account = g_task_propagate_pointer (G_TASK (result), error);

  *hash = account ? g_steal_pointer (&sign_in->hash) : NULL;
  return account;
}
