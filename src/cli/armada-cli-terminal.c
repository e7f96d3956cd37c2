/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-terminal"

#include "armada-cli-terminal.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "armada-cli-credentials.h"
#include "armada-cli-error.h"
#include "armada-cli-interrupt.h"

#define MAX_LINE 1024

/* Byte by byte: what stands behind the line is for whoever reads next. */
static gboolean
read_line (char *line, GError **error)
{
  gsize length = 0;

  while (length + 1 < MAX_LINE)
    {
      gssize n;

      if (!armada_cli_interrupt_wait_readable (STDIN_FILENO))
        return armada_cli_fail (error, ARMADA_CLI_INTERRUPTED, "interrupted");
      n = read (STDIN_FILENO, line + length, 1);
      if (n < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (n < 0 || (n == 0 && length == 0))
        return armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("The input ended too early."));
      if (n == 0 || line[length] == '\n')
        break;
      length++;
    }
  line[length] = '\0';
  if (length > 0 && line[length - 1] == '\r')
    line[length - 1] = '\0';
  return TRUE;
}

static char *
dup_line (GError **error)
{
  char line[MAX_LINE];
  char *text = NULL;

  if (read_line (line, error))
    {
      text = g_utf8_validate (line, -1, NULL) ? g_strdup (line)
                                              : g_locale_to_utf8 (line, -1, NULL, NULL, NULL);
      if (text == NULL || *text == '\0')
        {
          g_clear_pointer (&text, armada_cli_wipe);
          armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("The input has an empty line."));
        }
    }
  explicit_bzero (line, sizeof line);
  return text;
}

/**
 * armada_cli_terminal_ask:
 * @question: shown on a terminal
 * @is_secret: whether the answer is not to be seen
 *
 * Asks who sits at the terminal; without one, the next line of the standard input answers.
 *
 * Returns: (transfer full): one line, never empty, for armada_cli_wipe(); NULL with
 *   ARMADA_CLI_USAGE or ARMADA_CLI_INTERRUPTED
 */
char *
armada_cli_terminal_ask (const char *question, gboolean is_secret, GError **error)
{
  struct termios before, silent;
  gboolean is_terminal = tcgetattr (STDIN_FILENO, &before) == 0;
  char *answer;

  if (!is_terminal)
    return dup_line (error);

  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  silent.c_lflag |= ECHONL;
  if (is_secret)
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  g_printerr ("%s ", question);
  answer = dup_line (error);
  if (is_secret)
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  return answer;
}
