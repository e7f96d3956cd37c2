/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-error"

#include "api/armada-error.h"

/* What the server said beside the code; a person may read it, a log never does. */
typedef struct
{
  guint status;      /* HTTP, 0 when no answer came */
  char *server_text; /* (nullable) */
  int retry_after;   /* seconds, -1 unknown */
  char **fields;     /* (nullable): names and sentences by turns */
} ArmadaErrorPrivate;

static void
armada_error_private_init (ArmadaErrorPrivate *priv)
{
  priv->retry_after = -1;
}

static void
armada_error_private_copy (const ArmadaErrorPrivate *source, ArmadaErrorPrivate *copy)
{
  *copy = *source;
  copy->server_text = g_strdup (source->server_text);
  copy->fields = g_strdupv (source->fields);
}

static void
armada_error_private_clear (ArmadaErrorPrivate *priv)
{
  g_free (priv->server_text);
  g_strfreev (priv->fields);
}

G_DEFINE_EXTENDED_ERROR (ArmadaError, armada_error)

/**
 * armada_error_new:
 * @code: what the caller can do
 * @format: for the log: endpoint and status, nothing secret
 *
 * Returns: (transfer full): a new error
 */
GError *
armada_error_new (ArmadaError code, const char *format, ...)
{
  GError *error;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (ARMADA_ERROR, (int) code, format, args);
  va_end (args);
  return error;
}

/**
 * armada_error_set_answer:
 * @error: an error of domain ARMADA_ERROR
 * @status: the HTTP status, or 0
 * @server_text: (nullable): the sentence the server gave for people
 * @retry_after: seconds the server asked to wait, or -1
 */
void
armada_error_set_answer (GError *error, guint status, const char *server_text, int retry_after)
{
  ArmadaErrorPrivate *priv = armada_error_get_private (error);

  g_return_if_fail (priv != NULL);
  priv->status = status;
  g_set_str (&priv->server_text, server_text);
  priv->retry_after = retry_after;
}

/* Returns: (nullable): NULL for an error of another domain */
static const ArmadaErrorPrivate *
peek (const GError *error)
{
  return error->domain == ARMADA_ERROR ? armada_error_get_private (error) : NULL;
}

/**
 * armada_error_get_status:
 *
 * Returns: the HTTP status of the answer, 0 when there was none or the error is of another domain
 */
guint
armada_error_get_status (const GError *error)
{
  const ArmadaErrorPrivate *priv = peek (error);

  return priv ? priv->status : 0;
}

/**
 * armada_error_get_server_text:
 *
 * Returns: (nullable): what the server said, plain text in the language of the account
 */
const char *
armada_error_get_server_text (const GError *error)
{
  const ArmadaErrorPrivate *priv = peek (error);

  return priv ? priv->server_text : NULL;
}

/**
 * armada_error_get_retry_after:
 *
 * Returns: seconds the server asked us to wait, -1 when it did not say
 */
int
armada_error_get_retry_after (const GError *error)
{
  const ArmadaErrorPrivate *priv = peek (error);

  return priv ? priv->retry_after : -1;
}

/**
 * armada_error_set_fields:
 * @error: an error of domain ARMADA_ERROR
 * @fields: (nullable) (array zero-terminated=1): names of what was asked with, each followed by the
 *   sentence the server gave about it
 */
void
armada_error_set_fields (GError *error, const char *const *fields)
{
  ArmadaErrorPrivate *priv = armada_error_get_private (error);

  g_return_if_fail (priv != NULL);
  g_strfreev (priv->fields);
  priv->fields = g_strdupv ((char **) fields);
}

/**
 * armada_error_get_fields:
 *
 * Returns: (nullable) (array zero-terminated=1): what the server said about each thing it was asked
 *   with: names and sentences by turns, as for armada_error_set_fields()
 */
const char *const *
armada_error_get_fields (const GError *error)
{
  const ArmadaErrorPrivate *priv = peek (error);

  return priv ? (const char *const *) priv->fields : NULL;
}
