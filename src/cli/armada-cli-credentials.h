/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArmadaCliCredentials:
 * @server: (nullable): as written
 * @email: (nullable):
 * @password: (nullable): secret
 * @hash: (nullable): of a session, secret; then no password is needed
 *
 * Who signs in where, as a file of the user says.
 */
typedef struct
{
  char *server;
  char *email;
  char *password;
  char *hash;
} ArmadaCliCredentials;

ArmadaCliCredentials *armada_cli_credentials_read (const char *path, GError **error);
gboolean armada_cli_credentials_write (const char *path,
                                       const char *server,
                                       const char *email,
                                       const char *hash,
                                       GError **error);
void armada_cli_credentials_free (ArmadaCliCredentials *self);
void armada_cli_wipe (char *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaCliCredentials, armada_cli_credentials_free)

G_END_DECLS
