/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-error"

#include "armada-cli-error.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "api/armada-error.h"

G_DEFINE_QUARK (armada - cli - error - quark, armada_cli_error)

/**
 * armada_cli_fail:
 * @status: what the program is to end with
 * @format: a translated sentence
 *
 * Returns: FALSE, with @error set
 */
gboolean
armada_cli_fail (GError **error, ArmadaCliStatus status, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (ARMADA_CLI_ERROR, (int) status, format, args));
  va_end (args);
  return FALSE;
}

static ArmadaCliStatus
status_of_answer (int code)
{
  switch ((ArmadaError) code)
    {
    case ARMADA_ERROR_UNAUTHORIZED:
    case ARMADA_ERROR_REFUSED:
    case ARMADA_ERROR_MISSING:
      return ARMADA_CLI_REFUSED;
    case ARMADA_ERROR_BAD_REPLY:
      return ARMADA_CLI_BAD_ANSWER;
    case ARMADA_ERROR_OFFLINE:
    case ARMADA_ERROR_INSECURE:
    case ARMADA_ERROR_RATE_LIMITED:
    case ARMADA_ERROR_SERVER:
    default:
      return ARMADA_CLI_NETWORK;
    }
}

/**
 * armada_cli_error_get_status:
 *
 * Returns: what the program is to end with because of @error
 */
ArmadaCliStatus
armada_cli_error_get_status (const GError *error)
{
  if (error->domain == ARMADA_CLI_ERROR)
    return (ArmadaCliStatus) error->code;
  if (error->domain == ARMADA_ERROR)
    return status_of_answer (error->code);
  if (error->domain == G_OPTION_ERROR)
    return ARMADA_CLI_USAGE;
  return ARMADA_CLI_LOCAL;
}

static char *
words_for_rate_limit (const GError *error)
{
  int seconds = armada_error_get_retry_after (error);

  if (seconds <= 0)
    return g_strdup (_ ("The server asks to slow down. Try again in a few minutes."));
  /* Translators: %d is a number of seconds */
  return g_strdup_printf (ngettext ("The server asks to wait for %d second.",
                                    "The server asks to wait for %d seconds.", (gulong) seconds),
                          seconds);
}

static char *
words_for_answer (const GError *error)
{
  const char *text = armada_error_get_server_text (error);

  switch ((ArmadaError) error->code)
    {
    case ARMADA_ERROR_OFFLINE:
      return g_strdup (_ ("The server cannot be reached."));
    case ARMADA_ERROR_INSECURE:
      return g_strdup (_ ("The connection to the server is not secure, so nothing was sent."));
    case ARMADA_ERROR_UNAUTHORIZED:
      return g_strdup (_ ("The server does not know this sign-in (any more)."));
    case ARMADA_ERROR_RATE_LIMITED:
      return words_for_rate_limit (error);
    case ARMADA_ERROR_REFUSED:
      if (text == NULL || *text == '\0')
        return g_strdup (_ ("The server refused, and did not say why."));
      /* Translators: %s is a sentence that the server gave, in its own language */
      return g_strdup_printf (_ ("The server says: %s"), text);
    case ARMADA_ERROR_MISSING:
      return g_strdup (_ ("The server does not have this."));
    case ARMADA_ERROR_SERVER:
      return g_strdup (_ ("The server has a problem of its own."));
    case ARMADA_ERROR_BAD_REPLY:
      return g_strdup (_ ("The server gave an answer that makes no sense."));
    default:
      return g_strdup (error->message);
    }
}

/**
 * armada_cli_error_dup_words:
 *
 * Returns: (transfer full): one line for the user, in their language; nothing secret is in it
 */
char *
armada_cli_error_dup_words (const GError *error)
{
  return error->domain == ARMADA_ERROR ? words_for_answer (error) : g_strdup (error->message);
}

/**
 * armada_cli_dup_plain:
 * @text: from anywhere, UTF-8 or not
 *
 * Returns: (transfer full): the same in one line of UTF-8 that does nothing to a terminal: each
 *   control character is a space
 */
char *
armada_cli_dup_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) plain = g_string_sized_new (strlen (valid));

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      GUnicodeType type = g_unichar_type (c);

      if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
          type == G_UNICODE_PARAGRAPH_SEPARATOR)
        g_string_append_c (plain, ' ');
      else if (type != G_UNICODE_FORMAT)
        g_string_append_unichar (plain, c);
    }
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/**
 * armada_cli_say:
 * @format: a translated sentence
 *
 * Writes one line to the standard error.
 */
void
armada_cli_say (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  plain = armada_cli_dup_plain (text);
  g_printerr ("armada-cli: %s\n", g_strstrip (plain));
}
