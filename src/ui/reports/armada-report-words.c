/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-words"

#include "reports/armada-report-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "replay/armada-replay-words.h"
#include "sync/armada-history-choice.h"

#define LONGEST_TITLE 200 /* characters; servers take 255 */
#define NAMED_IN_TITLE 2

static const struct
{
  const char *format;
  const char *name;
  const char *brief;
  const char *icon;
} formats[] = {
  { "html", N_ ("Web Page (HTML)"), "HTML", "web-browser-symbolic" },
  { "json", N_ ("Data (JSON)"), "JSON", "utilities-terminal-symbolic" },
  { "xls", N_ ("Spreadsheet (XLS)"), "XLS", "x-office-spreadsheet-symbolic" },
  { "xlsx", N_ ("Spreadsheet (XLSX)"), "XLSX", "x-office-spreadsheet-symbolic" },
  { "csv", N_ ("Table (CSV)"), "CSV", "x-office-spreadsheet-symbolic" },
  { "pdf", N_ ("PDF, Upright"), "PDF", "x-office-document-symbolic" },
  { "pdf_land", N_ ("PDF, Landscape"), "PDF", "x-office-document-symbolic" },
  { "pdfland", N_ ("PDF, Landscape"), "PDF", "x-office-document-symbolic" },
};

static int
find_format (const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (formats[i].format, format) == 0)
      return (int) i;
  return -1;
}

/**
 * armada_report_words_for_format:
 * @format: as a server lists it
 *
 * Returns: (transfer full): what to choose
 */
char *
armada_report_words_for_format (const char *format)
{
  int i = find_format (format);

  return i >= 0 ? g_strdup (_ (formats[i].name)) : g_ascii_strup (format, -1);
}

/**
 * armada_report_words_for_format_briefly:
 *
 * Returns: (transfer none): a few letters, the same for everybody
 */
const char *
armada_report_words_for_format_briefly (const char *format)
{
  int i = find_format (format);

  return i >= 0 ? formats[i].brief : format;
}

/**
 * armada_report_words_icon:
 *
 * Returns: (transfer none): the name of an icon
 */
const char *
armada_report_words_icon (const char *format)
{
  int i = find_format (format);

  return i >= 0 ? formats[i].icon : "text-x-generic-symbolic";
}

/**
 * armada_report_words_read_time:
 * @text: "YYYY-MM-DD HH:MM:SS" of some clock
 * @time: (out): as UNIX seconds of one that stands in UTC
 *
 * Returns: whether it is one
 */
gboolean
armada_report_words_read_time (const char *text, gint64 *time)
{
  g_autofree char *iso = g_strdelimit (g_strdup (text), " ", 'T');
  g_autofree char *zoned = g_strconcat (iso, "Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (zoned, NULL);

  *time = date ? g_date_time_to_unix (date) : 0;
  return date != NULL;
}

/**
 * armada_report_words_write_time:
 *
 * Returns: (transfer full): what armada_report_words_read_time() reads
 */
char *
armada_report_words_write_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (date, "%Y-%m-%d %H:%M:%S");
}

/**
 * armada_report_words_for_period:
 * @from: "YYYY-MM-DD HH:MM:SS", "" none
 * @to: likewise
 *
 * Returns: (transfer full): the days, with times where they are not whole ones; "" none
 */
char *
armada_report_words_for_period (const char *from, const char *to)
{
  gint64 start, end;
  g_autoptr (ArmadaHistoryChoice) choice = NULL;

  if (!armada_report_words_read_time (from, &start) || !armada_report_words_read_time (to, &end))
    return g_strdup ("");
  choice = armada_history_choice_new (start, end, ARMADA_HISTORY_SNAP_OFF);
  return armada_replay_words_for_period (choice);
}

/**
 * armada_report_words_for_names:
 * @names: of vehicles or geofences
 * @most: that are told by name
 *
 * Returns: (transfer full): "A, B and 3 more"; "" none
 */
char *
armada_report_words_for_names (const ArmadaTexts *names, guint most)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->n, most); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", names->texts[i]);
  if (names->n > most)
    g_string_append_printf (text, _ (" and %u more"), names->n - most);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
words_for_weekday (guint day)
{
  const char *days[] = { _ ("Monday"), _ ("Tuesday"),  _ ("Wednesday"), _ ("Thursday"),
                         _ ("Friday"), _ ("Saturday"), _ ("Sunday") };

  return days[CLAMP (day, 1, G_N_ELEMENTS (days)) - 1];
}

/**
 * armada_report_words_for_schedule:
 *
 * Returns: (transfer full): how often a report is made, by the account's clock
 */
char *
armada_report_words_for_schedule (const ArmadaKeptReportSchedule *schedule)
{
  g_autofree char *time =
      g_strdup_printf ("%02u:%02u", schedule->minute / 60, schedule->minute % 60);

  switch (schedule->every)
    {
    case ARMADA_REPORT_EVERY_WEEK:
      /* Translators: a day of the week and a time */
      return g_strdup_printf (_ ("Every week on %s at %s"), words_for_weekday (schedule->day),
                              time);
    case ARMADA_REPORT_EVERY_MONTH:
      /* Translators: a day of the month and a time */
      return g_strdup_printf (_ ("Every month on day %u at %s"), schedule->day, time);
    case ARMADA_REPORT_EVERY_DAY:
    default:
      /* Translators: a time */
      return g_strdup_printf (_ ("Every day at %s"), time);
    }
}

/**
 * armada_report_words_propose_title:
 * @order: whose title is of no account
 *
 * Returns: (transfer full): its type, vehicles and period
 */
char *
armada_report_words_propose_title (const ArmadaReportOrder *order)
{
  g_autofree char *period = armada_report_words_for_period (order->from, order->to);
  g_autofree char *names = armada_report_words_for_names (&order->device_names, NAMED_IN_TITLE);
  const char *parts[4] = { NULL };
  guint n = 0;
  char *title;

  if (*order->type_name != '\0')
    parts[n++] = order->type_name;
  if (*names != '\0')
    parts[n++] = names;
  if (*period != '\0')
    parts[n++] = period;
  title = g_strjoinv (" · ", (char **) parts);
  if (g_utf8_strlen (title, -1) > LONGEST_TITLE)
    *g_utf8_offset_to_pointer (title, LONGEST_TITLE) = '\0';
  return title;
}
