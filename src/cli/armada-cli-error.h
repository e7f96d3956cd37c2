/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArmadaCliStatus:
 * @ARMADA_CLI_DONE: all was done
 * @ARMADA_CLI_USAGE: the command line makes no sense
 * @ARMADA_CLI_NETWORK: no network, no secure connection, or a server that cannot answer now
 * @ARMADA_CLI_REFUSED: the server said no, or nobody is signed in
 * @ARMADA_CLI_BAD_ANSWER: the server gave an answer that makes no sense
 * @ARMADA_CLI_LOCAL: a file of this computer: credentials, store, keyring, output
 * @ARMADA_CLI_INTERRUPTED: Ctrl+C; 128 and the number of the signal
 * @ARMADA_CLI_PIPE: whoever read the output went away; nothing is said about it
 *
 * What the program ends with. It is also the code of our own errors.
 */
typedef enum
{
  ARMADA_CLI_DONE = 0,
  ARMADA_CLI_USAGE = 1,
  ARMADA_CLI_NETWORK = 2,
  ARMADA_CLI_REFUSED = 3,
  ARMADA_CLI_BAD_ANSWER = 4,
  ARMADA_CLI_LOCAL = 5,
  ARMADA_CLI_INTERRUPTED = 130,
  ARMADA_CLI_PIPE = 141,
} ArmadaCliStatus;

#define ARMADA_CLI_ERROR (armada_cli_error_quark ())
GQuark armada_cli_error_quark (void);

gboolean armada_cli_fail (GError **error, ArmadaCliStatus status, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
ArmadaCliStatus armada_cli_error_get_status (const GError *error);
char *armada_cli_error_dup_words (const GError *error);
void armada_cli_say (const char *format, ...) G_GNUC_PRINTF (1, 2);
char *armada_cli_dup_plain (const char *text);

G_END_DECLS
