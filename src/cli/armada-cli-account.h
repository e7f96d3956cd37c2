/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-cli.h"

G_BEGIN_DECLS

/* Who signs in where, and with what. */

gboolean armada_cli_account_open (ArmadaCli *cli, GError **error);
void armada_cli_account_close (ArmadaCli *cli);

ArmadaStore *armada_cli_store_open (ArmadaCli *cli, gboolean create, GError **error);
const char *armada_cli_get_language (ArmadaCli *cli);
GUri *armada_cli_parse_server (const char *text, GError **error);
char *armada_cli_sign_in (ArmadaCli *cli,
                          GUri *server,
                          const char *email,
                          const char *password,
                          GError **error);

G_END_DECLS
