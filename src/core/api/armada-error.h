/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArmadaError:
 * @ARMADA_ERROR_OFFLINE: no answer came back: no route, no name, refused, reset, timeout
 * @ARMADA_ERROR_INSECURE: the server's certificate is not to be trusted, or the address is not TLS
 * @ARMADA_ERROR_UNAUTHORIZED: the session is not valid (any more), or wrong credentials: sign in
 * @ARMADA_ERROR_RATE_LIMITED: asked to slow down; see armada_error_get_retry_after()
 * @ARMADA_ERROR_REFUSED: the server understood and said no (400, 403, 422, status 0): asking
 *   the same again will not help; see armada_error_get_server_text()
 * @ARMADA_ERROR_MISSING: the server has no such endpoint or object (404, 405)
 * @ARMADA_ERROR_SERVER: the server failed (5xx)
 * @ARMADA_ERROR_BAD_REPLY: an answer came, but not one the API promises
 *
 * What a caller can do about a failure. The message of such an error is for the log: endpoint and
 * status, never a query, a body or a hash. Words for people are made in `ui/app/armada-words.c`.
 */
typedef enum
{
  ARMADA_ERROR_OFFLINE,
  ARMADA_ERROR_INSECURE,
  ARMADA_ERROR_UNAUTHORIZED,
  ARMADA_ERROR_RATE_LIMITED,
  ARMADA_ERROR_REFUSED,
  ARMADA_ERROR_MISSING,
  ARMADA_ERROR_SERVER,
  ARMADA_ERROR_BAD_REPLY,
} ArmadaError;

#define ARMADA_ERROR (armada_error_quark ())
GQuark armada_error_quark (void);

GError *armada_error_new (ArmadaError code, const char *format, ...) G_GNUC_PRINTF (2, 3);
void
armada_error_set_answer (GError *error, guint status, const char *server_text, int retry_after);

guint armada_error_get_status (const GError *error);
const char *armada_error_get_server_text (const GError *error);
int armada_error_get_retry_after (const GError *error);

void armada_error_set_fields (GError *error, const char *const *fields);
const char *const *armada_error_get_fields (const GError *error);

G_END_DECLS
