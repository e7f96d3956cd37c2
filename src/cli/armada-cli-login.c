/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-login"

#include <glib/gi18n.h>

#include "api/armada-address.h"
#include "armada-cli-account.h"
#include "armada-cli-credentials.h"
#include "armada-cli-error.h"
#include "armada-cli-terminal.h"
#include "armada-cli.h"
#include "sync/armada-keyring.h"

/* armada-cli login: asks who it is, has the server let them in and keeps what opens the account. */

static gboolean
keep_in_keyring (ArmadaCli *cli, ArmadaAccount *account, const char *hash, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) failure = NULL;

  armada_keyring_store_async (account, hash, cli->cancellable, armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  if (armada_keyring_store_finish (result, &failure))
    return TRUE;
  if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return armada_cli_fail (error, ARMADA_CLI_LOCAL,
                            _ ("The keyring did not take the sign-in: %s Try --save FILE."),
                            failure->message);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The account is noted only when what opens it is safe. */
static gboolean
keep_account (ArmadaCli *cli,
              const char *server,
              const char *email,
              const char *hash,
              GError **error)
{
  g_autoptr (ArmadaAccount) account = armada_account_new (&(ArmadaAccount) {
      .server = server,
      .email = email,
      .language = armada_cli_get_language (cli),
      .last_used = g_get_real_time () / G_USEC_PER_SEC,
  });
  g_autoptr (ArmadaAccount) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) failure = NULL;

  cli->store = armada_cli_store_open (cli, TRUE, &failure);
  if (cli->store != NULL)
    {
      if (!keep_in_keyring (cli, account, hash, error))
        return FALSE;
      armada_store_put_account_async (cli->store, account, NULL, armada_cli_result_cb, &result);
      armada_cli_wait (&result);
      stored = armada_store_put_account_finish (cli->store, result, &failure);
    }
  if (stored != NULL)
    return TRUE;
  return armada_cli_fail (error, ARMADA_CLI_LOCAL,
                          _ ("The account cannot be kept on this computer: %s"), failure->message);
}

/**
 * armada_cli_run_login:
 *
 * The command "login".
 */
gboolean
armada_cli_run_login (ArmadaCli *cli, GError **error)
{
  const ArmadaCliOptions *options = cli->options;
  const char *address = options->server ? options->server : ARMADA_DEFAULT_SERVER;
  g_autoptr (GUri) server = armada_cli_parse_server (address, error);
  g_autofree char *text = server ? armada_address_to_text (server) : NULL;
  g_autofree char *email = NULL;
  char *password = NULL;
  char *hash = NULL;
  gboolean done = FALSE;

  if (server == NULL)
    return FALSE;
  email = options->email ? g_strdup (options->email)
                         : armada_cli_terminal_ask (_ ("E-mail:"), FALSE, error);
  if (email != NULL)
    password = armada_cli_terminal_ask (_ ("Password:"), TRUE, error);
  if (password != NULL)
    hash = armada_cli_sign_in (cli, server, email, password, error);
  if (hash != NULL && options->save != NULL)
    done = armada_cli_credentials_write (options->save, text, email, hash, error);
  else if (hash != NULL)
    done = keep_account (cli, text, email, hash, error);
  armada_cli_wipe (password);
  armada_cli_wipe (hash);
  if (done)
    /* Translators: %s is the address of a server */
    armada_cli_note (cli, _ ("Signed in to %s."), text);
  return done;
}
