/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-account"

#include "armada-cli-account.h"

#include <glib/gi18n.h>
#include <string.h>

#include "api/armada-address.h"
#include "api/armada-error.h"
#include "api/armada-login-reader.h"
#include "armada-cli-credentials.h"
#include "armada-cli-error.h"
#include "sync/armada-keyring.h"

/**
 * armada_cli_get_language:
 *
 * Returns: (transfer none): what the server's texts are to be in: as asked for, as the account was
 *   used, or as the user's own
 */
const char *
armada_cli_get_language (ArmadaCli *cli)
{
  const char *const *names = g_get_language_names ();

  if (cli->options->language != NULL)
    return cli->options->language;
  if (cli->account != NULL && *cli->account->language != '\0')
    return cli->account->language;
  return g_str_has_prefix (names[0], "id") ? "id" : "en";
}

/**
 * armada_cli_parse_server:
 *
 * Returns: (transfer full): the server's address; NULL with ARMADA_CLI_USAGE when it is none
 */
GUri *
armada_cli_parse_server (const char *text, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GUri *uri = armada_address_parse (text, &failure);

  if (g_error_matches (failure, ARMADA_ERROR, ARMADA_ERROR_INSECURE))
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (uri == NULL)
    armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("The server's address cannot be understood."));
  return uri;
}

/**
 * armada_cli_store_open:
 * @create: whether to make one where there is none
 *
 * Returns: (transfer full) (nullable): what the desk has kept; NULL without @error: nothing yet
 */
ArmadaStore *
armada_cli_store_open (ArmadaCli *cli, gboolean create, GError **error)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "armada", "armada.db", NULL);
  g_autoptr (ArmadaStore) store = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (!create && !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  store = armada_store_new (path);
  armada_store_open_async (store, NULL, armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  if (!armada_store_open_finish (store, result, error))
    return NULL;
  return g_steal_pointer (&store);
}

static GPtrArray *
list_accounts (ArmadaCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_list_accounts_async (cli->store, cli->cancellable, armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  return armada_store_list_accounts_finish (cli->store, result, error);
}

/* The demo fleet's server is not there when the desk is not. */
static gboolean
find_account (ArmadaCli *cli, const char *server, const char *email, GError **error)
{
  g_autoptr (GPtrArray) accounts = NULL;

  if (cli->store == NULL)
    return TRUE;
  accounts = list_accounts (cli, error);
  for (guint i = 0; accounts != NULL && i < accounts->len && cli->account == NULL; i++)
    {
      ArmadaAccount *account = accounts->pdata[i];

      if (!account->demo && (server == NULL || g_str_equal (account->server, server)) &&
          (email == NULL || g_ascii_strcasecmp (account->email, email) == 0))
        cli->account = armada_account_ref (account);
    }
  return accounts != NULL;
}

/* Without a file that says who signs in, the store must: whatever is wrong with it is told. */
static gboolean
open_store (ArmadaCli *cli, gboolean needed, GError **error)
{
  g_autoptr (GError) failure = NULL;

  cli->store = armada_cli_store_open (cli, FALSE, &failure);
  if (failure == NULL)
    return TRUE;
  if (needed)
    return armada_cli_fail (error, ARMADA_CLI_LOCAL,
                            _ ("What is kept on this computer cannot be read: %s"),
                            failure->message);
  armada_cli_note (cli, _ ("What is kept on this computer cannot be read: %s"), failure->message);
  return TRUE;
}

static char *
look_up_hash (ArmadaCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) failure = NULL;
  char *hash;

  armada_keyring_lookup_async (cli->account, cli->cancellable, armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  hash = armada_keyring_lookup_finish (result, &failure);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (failure != NULL)
    armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("The keyring cannot be asked: %s"),
                     failure->message);
  else if (hash == NULL)
    armada_cli_fail (error, ARMADA_CLI_REFUSED, _ ("Nobody is signed in. Try: armada-cli login"));
  return hash;
}

/**
 * armada_cli_sign_in:
 * @server: an address of armada_cli_parse_server()
 *
 * Returns: (transfer full): the hash that opens the account, for armada_cli_wipe()
 */
char *
armada_cli_sign_in (ArmadaCli *cli,
                    GUri *server,
                    const char *email,
                    const char *password,
                    GError **error)
{
  g_autoptr (ArmadaClient) client = armada_client_new (server);
  g_autoptr (ArmadaCall) call = armada_login_call (email, password);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaAnswer) answer = NULL;

  armada_client_set_language (client, armada_cli_get_language (cli));
  armada_client_call_async (client, call, cli->cancellable, armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  answer = armada_client_call_finish (client, result, error);
  return answer ? armada_login_read (answer, error) : NULL;
}

static gboolean
set_client (ArmadaCli *cli, GUri *server, char *hash)
{
  if (hash == NULL)
    return FALSE;
  cli->client = armada_client_new (server);
  armada_client_set_language (cli->client, armada_cli_get_language (cli));
  armada_client_set_hash (cli->client, hash);
  armada_cli_wipe (hash);
  return TRUE;
}

/* What opens one server is never sent to another. */
static GUri *
choose_server (ArmadaCli *cli, const ArmadaCliCredentials *credentials, GError **error)
{
  g_autoptr (GUri) asked = NULL;
  g_autoptr (GUri) known = NULL;

  if (credentials->server != NULL &&
      (known = armada_cli_parse_server (credentials->server, error)) == NULL)
    return NULL;
  if (cli->options->server != NULL &&
      (asked = armada_cli_parse_server (cli->options->server, error)) == NULL)
    return NULL;
  if (asked != NULL && known != NULL)
    {
      g_autofree char *a = armada_address_to_text (asked);
      g_autofree char *b = armada_address_to_text (known);

      if (!g_str_equal (a, b))
        {
          armada_cli_fail (error, ARMADA_CLI_USAGE,
                           _ ("The credentials are for another server than --server."));
          return NULL;
        }
    }
  if (asked == NULL && known == NULL)
    return armada_cli_parse_server (ARMADA_DEFAULT_SERVER, error);
  return known ? g_steal_pointer (&known) : g_steal_pointer (&asked);
}

static gboolean
open_with_credentials (ArmadaCli *cli, GError **error)
{
  g_autoptr (ArmadaCliCredentials) credentials =
      armada_cli_credentials_read (cli->options->credentials, error);
  g_autoptr (GUri) server = credentials ? choose_server (cli, credentials, error) : NULL;
  g_autofree char *text = server ? armada_address_to_text (server) : NULL;

  if (server == NULL || !open_store (cli, cli->options->offline, error))
    return FALSE;
  /* a hash alone does not tell whose it is, so nothing of it can be kept */
  if (credentials->email != NULL && !find_account (cli, text, credentials->email, error))
    return FALSE;
  if (cli->options->offline)
    return TRUE;
  if (credentials->hash != NULL && *credentials->hash != '\0')
    return set_client (cli, server, g_steal_pointer (&credentials->hash));
  return set_client (
      cli, server,
      armada_cli_sign_in (cli, server, credentials->email, credentials->password, error));
}

static gboolean
open_last_account (ArmadaCli *cli, GError **error)
{
  g_autoptr (GUri) server = NULL;
  g_autofree char *text = NULL;

  if (cli->options->server != NULL)
    {
      server = armada_cli_parse_server (cli->options->server, error);
      if (server == NULL)
        return FALSE;
      text = armada_address_to_text (server);
    }
  if (!open_store (cli, TRUE, error) || !find_account (cli, text, NULL, error))
    return FALSE;
  if (cli->options->offline)
    return TRUE;
  if (cli->account == NULL)
    return armada_cli_fail (error, ARMADA_CLI_REFUSED,
                            _ ("Nobody is signed in. Try: armada-cli login"));
  if (server == NULL && (server = armada_cli_parse_server (cli->account->server, error)) == NULL)
    return FALSE;
  return set_client (cli, server, look_up_hash (cli, error));
}

/**
 * armada_cli_account_open:
 *
 * Fills @cli's account, client and store: from --credentials, or with the account last used on this
 * desk and its hash in the keyring. With --offline there is no client, but an account in the store.
 */
gboolean
armada_cli_account_open (ArmadaCli *cli, GError **error)
{
  gboolean done = cli->options->credentials ? open_with_credentials (cli, error)
                                            : open_last_account (cli, error);

  if (done && cli->options->offline && cli->account == NULL)
    return armada_cli_fail (error, ARMADA_CLI_LOCAL,
                            _ ("Nothing is kept of this account on this computer."));
  return done;
}

/**
 * armada_cli_account_close:
 *
 * Waits until the store has written what it was given.
 */
void
armada_cli_account_close (ArmadaCli *cli)
{
  g_clear_object (&cli->client);
  g_clear_pointer (&cli->account, armada_account_unref);
  if (cli->store != NULL)
    armada_store_close (cli->store);
  g_clear_object (&cli->store);
}
