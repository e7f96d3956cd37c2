/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-ics"

#include "model/armada-ics.h"

#include <string.h>

#include "armada-config.h"

/* A calendar as a text, as RFC 5545 has it. */

#define FOLD 75 /* octets a line may have, without its end */

/* Lines are folded between characters, never within one. */
static void
add_line (GString *ics, const char *line)
{
  gsize room = FOLD;

  for (const char *c = line; *c != '\0';)
    {
      gsize size = (gsize) (g_utf8_next_char (c) - c);

      if (size > room)
        {
          g_string_append (ics, "\r\n ");
          room = FOLD - 1;
        }
      g_string_append_len (ics, c, (gssize) size);
      room -= size;
      c += size;
    }
  g_string_append (ics, "\r\n");
}

/* A text as a value: what separates values is escaped, what no calendar may hold is left out. */
static char *
escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *escaped = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c++)
    if (*c == '\n')
      g_string_append (escaped, "\\n");
    else if (strchr ("\\;,", *c) != NULL)
      g_string_append_printf (escaped, "\\%c", *c);
    else if (!g_ascii_iscntrl (*c) || *c == '\t')
      g_string_append_c (escaped, *c);
  return g_string_free (escaped, FALSE);
}

static void
add_text (GString *ics, const char *name, const char *text)
{
  g_autofree char *escaped = escape (text);
  g_autofree char *line = g_strconcat (name, ":", escaped, NULL);

  add_line (ics, line);
}

static void
add_time (GString *ics, const char *name, gint64 time, const char *format)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);
  g_autofree char *text = date ? g_date_time_format (date, format) : g_strdup ("19700101");
  g_autofree char *line = g_strconcat (name, ":", text, NULL);

  add_line (ics, line);
}

/**
 * armada_ics_begin:
 * @name: of the calendar
 *
 * Returns: (transfer full): a calendar for armada_ics_add(), to be given to armada_ics_end()
 */
GString *
armada_ics_begin (const char *name)
{
  GString *ics = g_string_new (NULL);

  add_line (ics, "BEGIN:VCALENDAR");
  add_line (ics, "VERSION:2.0");
  add_line (ics, "PRODID:-//trackgps.id//Armada " VERSION "//EN");
  add_line (ics, "CALSCALE:GREGORIAN");
  add_text (ics, "X-WR-CALNAME", name);
  return ics;
}

/**
 * armada_ics_add:
 * @now: UNIX seconds
 */
void
armada_ics_add (GString *ics, const ArmadaIcsEvent *event, gint64 now)
{
  add_line (ics, "BEGIN:VEVENT");
  add_text (ics, "UID", event->uid);
  add_time (ics, "DTSTAMP", now, "%Y%m%dT%H%M%SZ");
  add_time (ics, "DTSTART;VALUE=DATE", event->day * 86400, "%Y%m%d");
  add_time (ics, "DTEND;VALUE=DATE", (event->day + 1) * 86400, "%Y%m%d");
  add_text (ics, "SUMMARY", event->summary);
  if (*event->description != '\0')
    add_text (ics, "DESCRIPTION", event->description);
  /* it takes no time of anybody's day */
  add_line (ics, "TRANSP:TRANSPARENT");
  add_line (ics, "END:VEVENT");
}

/**
 * armada_ics_end:
 * @ics: (transfer full):
 *
 * Returns: (transfer full): the whole calendar
 */
char *
armada_ics_end (GString *ics)
{
  add_line (ics, "END:VCALENDAR");
  return g_string_free (ics, FALSE);
}
