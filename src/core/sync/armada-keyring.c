/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-keyring"

#include "armada-config.h"
#include "sync/armada-keyring.h"

#include <libsecret/secret.h>
#include <string.h>

static const SecretSchema *
get_schema (void)
{
  static const SecretSchema schema = {
    APP_ID ".Session",
    SECRET_SCHEMA_NONE,
    {
        { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
        { "email", SECRET_SCHEMA_ATTRIBUTE_STRING },
        { NULL, 0 },
    },
  };

  return &schema;
}

static void
store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
free_password (gpointer password)
{
  explicit_bzero (password, strlen (password));
  g_free (password);
}

static void
lookup_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *found = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (found), free_password);
  secret_password_free (found);
}

static void
forget_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * armada_keyring_store_async:
 * @account: whose hash; its server and e-mail name the item
 * @hash: what the account's session opens with
 *
 * Puts the hash into the default keyring, in place of an older one. The desktop may ask the user to
 * unlock the keyring first, so this can take as long as a person does: let nothing wait for it.
 */
void
armada_keyring_store_async (ArmadaAccount *account,
                            const char *hash,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *label = g_strdup_printf ("Armada: %s, %s", account->email, account->server);

  g_task_set_source_tag (task, armada_keyring_store_async);
  secret_password_store (get_schema (), SECRET_COLLECTION_DEFAULT, label, hash, cancellable,
                         store_cb, task, "server", account->server, "email", account->email, NULL);
}

/**
 * armada_keyring_store_finish:
 *
 * Returns: whether the keyring holds the hash now; an error of the keyring is passed on as it is
 */
gboolean
armada_keyring_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * armada_keyring_lookup_async:
 * @account: whose hash
 *
 * Asks the keyring for the hash of an account. Like storing it can wait for a person.
 */
void
armada_keyring_lookup_async (ArmadaAccount *account,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_keyring_lookup_async);
  secret_password_lookup (get_schema (), cancellable, lookup_cb, task, "server", account->server,
                          "email", account->email, NULL);
}

/**
 * armada_keyring_lookup_finish:
 *
 * Returns: (transfer full) (nullable): the hash, to be wiped before it is freed; %NULL without
 *   @error when the keyring has none, or the user did not unlock it
 */
char *
armada_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_keyring_forget_async:
 * @account: whose hash
 *
 * Removes the hash of an account from the keyring.
 */
void
armada_keyring_forget_async (ArmadaAccount *account,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_keyring_forget_async);
  secret_password_clear (get_schema (), cancellable, forget_cb, task, "server", account->server,
                         "email", account->email, NULL);
}

/**
 * armada_keyring_forget_finish:
 *
 * Returns: %TRUE when the keyring does not hold a hash of the account any more, also when it never
 *   did; %FALSE with @error when that is not certain
 */
gboolean
armada_keyring_forget_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
