/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-text"

#include "armada-demo-text.h"

#include <stdio.h>
#include <string.h>

/* What requests say in words. */

/**
 * armada_demo_text_read_time:
 * @text: "YYYY-MM-DD", and with a time "YYYY-MM-DD HH:MM" or "YYYY-MM-DD HH:MM:SS"
 * @zone: seconds east of UTC
 * @time: (out): UNIX seconds; untouched on failure
 *
 * Returns: whether it is a time
 */
gboolean
armada_demo_text_read_time (const char *text, gint64 zone, gint64 *time)
{
  int year, month, day, hour = 0, minute = 0, second = 0, date_end = 0, minute_end = 0, end = 0;
  int length = (int) MIN (strlen (text), 32);
  int n = sscanf (text, "%4d-%2d-%2d%n %2d:%2d%n:%2d%n", &year, &month, &day, &date_end, &hour,
                  &minute, &minute_end, &second, &end);
  g_autoptr (GDateTime) date = NULL;

  if (strspn (text, "0123456789-: ") != strlen (text) || (n == 3   ? date_end
                                                          : n == 5 ? minute_end
                                                          : n == 6 ? end
                                                                   : -1) != length)
    return FALSE;
  date = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (date == NULL)
    return FALSE;
  *time = g_date_time_to_unix (date) - zone;
  return TRUE;
}

/**
 * armada_demo_text_holds:
 *
 * Returns: whether @part is found in @text, whatever the case
 */
gboolean
armada_demo_text_holds (const char *text, const char *part)
{
  g_autofree char *folded_text =
      g_utf8_validate (text, -1, NULL) ? g_utf8_casefold (text, -1) : g_strdup (text);
  g_autofree char *folded_part =
      g_utf8_validate (part, -1, NULL) ? g_utf8_casefold (part, -1) : g_strdup (part);

  return strstr (folded_text, folded_part) != NULL;
}
