/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-replay-words"

#include "replay/armada-replay-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-words.h"

#define METRES_PER_MILE 1609.344
#define METRES_PER_NAUTICAL_MILE 1852.0
#define MAX_DAYS_NAMED 4

static char *
format (double time, int offset, const char *pattern)
{
  g_autoptr (GDateTime) local =
      isfinite (time) ? g_date_time_new_from_unix_utc ((gint64) floor (time) + offset) : NULL;

  return local ? g_date_time_format (local, pattern) : g_strdup ("");
}

/**
 * armada_replay_words_for_time:
 * @time: UNIX seconds
 * @offset: seconds that the account's clock stands east of UTC
 *
 * Returns: (transfer full): day and time of the account
 */
char *
armada_replay_words_for_time (double time, int offset)
{
  /* Translators: strftime: a day and a time to the second, as in "3 Mar 2026, 14:05:09" */
  return format (time, offset, _ ("%-d %b %Y, %H:%M:%S"));
}

/**
 * armada_replay_words_for_short_time:
 *
 * Returns: (transfer full): day and time of the account, for where there is little room
 */
char *
armada_replay_words_for_short_time (double time, int offset)
{
  /* Translators: strftime: a day and a time to the second, as in "3 Mar, 14:05:09" */
  return format (time, offset, _ ("%-d %b, %H:%M:%S"));
}

static gboolean
is_same_day (gint64 start, gint64 end, int offset)
{
  return (start + offset) / 86400 == (end + offset) / 86400;
}

/**
 * armada_replay_words_for_span:
 * @start: UNIX seconds
 * @end: UNIX seconds
 *
 * Returns: (transfer full): from when to when, with the day
 */
char *
armada_replay_words_for_span (gint64 start, gint64 end, int offset)
{
  g_autofree char *from = format ((double) start, offset, _ ("%-d %b, %H:%M"));
  g_autofree char *to = format (
      (double) end, offset, is_same_day (start, end, offset) ? _ ("%H:%M") : _ ("%-d %b, %H:%M"));

  if (end <= start)
    return g_steal_pointer (&from);
  /* Translators: from one time to another, such as "3 Mar, 08:12 – 09:40" */
  return g_strdup_printf (C_ ("span", "%s – %s"), from, to);
}

/**
 * armada_replay_words_for_zone:
 * @zone: seconds east of UTC, or ARMADA_ZONE_UNKNOWN
 *
 * Returns: (transfer full): a sentence on whose clock times are told by
 */
char *
armada_replay_words_for_zone (int zone)
{
  int minutes = zone != ARMADA_ZONE_UNKNOWN ? ABS (zone) / 60 : 0;

  if (zone == ARMADA_ZONE_UNKNOWN)
    return g_strdup (
        _ ("Times of the account. Its time zone is not known until a history tells it."));
  /* Translators: a sign, hours and minutes east of UTC, as in "UTC+07:00" */
  return g_strdup_printf (_ ("Times of the account: UTC%s%02d:%02d"), zone < 0 ? "−" : "+",
                          minutes / 60, minutes % 60);
}

/**
 * armada_replay_words_for_day:
 * @day: "2026-03-14"
 *
 * Returns: (transfer full): the day as people say it
 */
char *
armada_replay_words_for_day (const char *day)
{
  g_autofree char *text = g_strconcat (day, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, NULL);

  /* Translators: strftime: a day, as in "14 Mar 2026" */
  return date ? g_date_time_format (date, _ ("%-d %b %Y")) : g_strdup (day);
}

/**
 * armada_replay_words_for_period:
 *
 * Returns: (transfer full): the period of a choice: days, with times where it is not whole days
 */
char *
armada_replay_words_for_period (const ArmadaHistoryChoice *choice)
{
  gboolean whole = choice->from % 86400 == 0 && choice->to % 86400 == 86399;
  const char *pattern = whole ? _ ("%-d %b %Y") : _ ("%-d %b %Y, %H:%M");
  g_autofree char *from = format ((double) choice->from, 0, pattern);
  g_autofree char *to = format ((double) choice->to, 0, pattern);

  if (g_str_equal (from, to))
    return g_steal_pointer (&from);
  return g_strdup_printf (C_ ("span", "%s – %s"), from, to);
}

/**
 * armada_replay_words_for_length:
 * @length: in @unit, or NAN
 *
 * Returns: (transfer full) (nullable): NULL when it is not known
 */
char *
armada_replay_words_for_length (double length, const char *unit)
{
  if (!isfinite (length))
    return NULL;
  /* Translators: a distance and its unit, such as "12.4 km" */
  return g_strdup_printf (C_ ("amount", "%'.1f %s"), length, unit);
}

/**
 * armada_replay_words_for_distance:
 * @metres: or NAN
 * @unit: the account's, "" unknown
 *
 * Returns: (transfer full) (nullable): the distance in the account's unit, else in kilometres
 */
char *
armada_replay_words_for_distance (double metres, const char *unit)
{
  if (g_ascii_strncasecmp (unit, "mi", 2) == 0)
    return armada_replay_words_for_length (metres / METRES_PER_MILE, unit);
  if (g_ascii_strncasecmp (unit, "nm", 2) == 0 || g_ascii_strncasecmp (unit, "nau", 3) == 0)
    return armada_replay_words_for_length (metres / METRES_PER_NAUTICAL_MILE, unit);
  return armada_replay_words_for_length (metres / 1000, "km");
}

/**
 * armada_replay_words_for_speed:
 *
 * Returns: (transfer full) (nullable): NULL when it is not known
 */
char *
armada_replay_words_for_speed (double speed, const char *unit)
{
  return armada_words_for_amount (speed, unit);
}

/**
 * armada_replay_words_for_flags:
 * @flags: ArmadaFixFlags
 *
 * Returns: (transfer full): what is odd about a fix, "" nothing
 */
char *
armada_replay_words_for_flags (guint flags)
{
  const struct
  {
    ArmadaFixFlags flag;
    const char *word;
  } words[] = {
    { ARMADA_FIX_INVALID, C_ ("fix", "invalid") },
    { ARMADA_FIX_DUPLICATE, C_ ("fix", "duplicate") },
    { ARMADA_FIX_LATE, C_ ("fix", "late") },
    { ARMADA_FIX_BACKWARD, C_ ("fix", "out of order") },
    { ARMADA_FIX_UNTIMED, C_ ("fix", "without time") },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (flags & words[i].flag)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words[i].word);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * armada_replay_words_for_place:
 * @latitude: degrees, or NAN
 * @longitude: degrees, or NAN
 *
 * Returns: (transfer full): coordinates with points for decimals, "" when there are none
 */
char *
armada_replay_words_for_place (double latitude, double longitude)
{
  char first[G_ASCII_DTOSTR_BUF_SIZE], second[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (latitude) || !isfinite (longitude))
    return g_strdup ("");
  g_ascii_formatd (first, sizeof first, "%.6f", latitude);
  g_ascii_formatd (second, sizeof second, "%.6f", longitude);
  return g_strdup_printf ("%s, %s", first, second);
}

const char *
armada_replay_words_for_kind (ArmadaSegmentKind kind)
{
  switch (kind)
    {
    case ARMADA_SEGMENT_DRIVE:
      return C_ ("segment", "Drive");
    case ARMADA_SEGMENT_STOP:
      return C_ ("segment", "Stop");
    case ARMADA_SEGMENT_START:
      return C_ ("segment", "Start");
    case ARMADA_SEGMENT_END:
      return C_ ("segment", "End");
    case ARMADA_SEGMENT_EVENT:
      return C_ ("segment", "Event");
    case ARMADA_SEGMENT_UNKNOWN:
    default:
      return C_ ("segment", "Unknown");
    }
}

/**
 * armada_replay_words_for_rate:
 * @rate: seconds a second, backwards when negative
 *
 * Returns: (transfer full): such as "×60"
 */
char *
armada_replay_words_for_rate (double rate)
{
  return g_strdup_printf ("%s×%g", rate < 0 ? "−" : "", fabs (rate));
}

/* The days that are missing, each once, and why the first of them is. */
static GPtrArray *
list_missing (ArmadaHistoryLoader *loader, const GError **error, guint *n_left)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < armada_history_loader_get_n_days (loader); i++)
    {
      const ArmadaHistoryDay *day = armada_history_loader_get_day (loader, i);

      *n_left += !day->done;
      if (day->error == NULL)
        continue;
      if (*error == NULL)
        *error = day->error;
      if (!g_ptr_array_find_with_equal_func (days, day->day, g_str_equal, NULL))
        g_ptr_array_add (days, g_strdup (day->day));
    }
  return g_steal_pointer (&days);
}

static char *
name_days (GPtrArray *days)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (days->len, MAX_DAYS_NAMED); i++)
    {
      g_autofree char *day = armada_replay_words_for_day (days->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", day);
    }
  if (days->len > MAX_DAYS_NAMED)
    g_string_append_printf (text, _ (" and %u more"), days->len - MAX_DAYS_NAMED);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * armada_replay_words_for_missing:
 * @loader: that has ended
 *
 * Returns: (transfer full) (nullable): which days are not there as they are now, and why; NULL when
 *   all are
 */
char *
armada_replay_words_for_missing (ArmadaHistoryLoader *loader)
{
  const GError *error = NULL;
  guint n_left = 0;
  g_autoptr (GPtrArray) days = list_missing (loader, &error, &n_left);
  g_autofree char *names = name_days (days);
  g_autofree char *reason = error ? armada_words_for_error (error) : NULL;

  if (error != NULL)
    /* Translators: days such as "14 Mar 2026, 15 Mar 2026", and a sentence that tells why */
    return g_strdup_printf (_ ("Missing or not up to date: %s. %s"), names, reason);
  if (n_left > 0)
    return g_strdup_printf (_ ("Stopped: %u of %u days are here."),
                            armada_history_loader_get_n_days (loader) - n_left,
                            armada_history_loader_get_n_days (loader));
  return NULL;
}
