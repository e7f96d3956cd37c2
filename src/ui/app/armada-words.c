/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-words"

#include "app/armada-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "api/armada-error.h"
#include "files/armada-track-file.h"
#include "model/armada-column-filter.h"
#include "reading/armada-reading-wire.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static const char *
text_of_server (const GError *error)
{
  const char *text = error->domain == ARMADA_ERROR ? armada_error_get_server_text (error) : NULL;

  return text && *text ? text : NULL;
}

static char *
words_for_rate_limit (const GError *error)
{
  int seconds = armada_error_get_retry_after (error);
  g_autofree char *wait = NULL;

  if (seconds <= 0)
    return g_strdup (_ ("The server asks to slow down. Try again in a few minutes."));

  wait = armada_words_for_duration (seconds);
  /* Translators: %s is a duration such as "40 s" or "2 min" */
  return g_strdup_printf (_ ("The server asks to slow down. Try again in %s."), wait);
}

static char *
words_for_refusal (const GError *error)
{
  const char *text = text_of_server (error);

  if (text == NULL)
    return g_strdup (_ ("The server refused, and did not say why."));
  /* Translators: %s is a sentence that the server gave, in its own language */
  return g_strdup_printf (_ ("The server says: %s"), text);
}

static char *
words_for_server_failure (const GError *error)
{
  guint status = armada_error_get_status (error);

  if (status == 0)
    return g_strdup (_ ("The server has a problem of its own."));
  /* Translators: %u is an HTTP status such as 500 */
  return g_strdup_printf (_ ("The server has a problem of its own (status %u)."), status);
}

static char *
words_for_reading_error (const GError *error)
{
  switch ((ArmadaReadingError) error->code)
    {
    case ARMADA_READING_ERROR_EMPTY:
      return g_strdup (_ ("Nothing is in this file."));
    case ARMADA_READING_ERROR_PASSWORD:
      return g_strdup (_ ("This file wants a password."));
    case ARMADA_READING_ERROR_TOO_LARGE:
      return g_strdup (_ ("This file wants more memory than a report is given."));
    case ARMADA_READING_ERROR_TOO_SLOW:
      return g_strdup (_ ("This file takes too long to read. It may be damaged."));
    case ARMADA_READING_ERROR_UNSUPPORTED:
      return g_strdup (_ ("Armada cannot read this kind of file."));
    case ARMADA_READING_ERROR_NO_READER:
      return g_strdup (
          _ ("The program that reads reports does not start. Armada may not be installed whole."));
    case ARMADA_READING_ERROR_ENDED:
      return g_strdup (_ ("The program that had this report open has ended. Try again."));
    case ARMADA_READING_ERROR_DAMAGED:
    default:
      return g_strdup (_ ("This file is damaged, or it is not what its name says."));
    }
}

/**
 * armada_words_for_error:
 * @error: why something failed
 *
 * Returns: (transfer full): one sentence for the user, in their language
 */
char *
armada_words_for_error (const GError *error)
{
  if (error->domain == ARMADA_READING_ERROR)
    return words_for_reading_error (error);
  if (error->domain != ARMADA_ERROR)
    return g_strdup (error->message);

  switch ((ArmadaError) error->code)
    {
    case ARMADA_ERROR_OFFLINE:
      return g_strdup (_ ("The server cannot be reached."));
    case ARMADA_ERROR_INSECURE:
      return g_strdup (_ ("The connection to the server is not secure, so nothing was sent."));
    case ARMADA_ERROR_UNAUTHORIZED:
      return g_strdup (_ ("The server no longer knows this sign-in."));
    case ARMADA_ERROR_RATE_LIMITED:
      return words_for_rate_limit (error);
    case ARMADA_ERROR_REFUSED:
      return words_for_refusal (error);
    case ARMADA_ERROR_MISSING:
      return g_strdup (_ ("The server does not offer this."));
    case ARMADA_ERROR_SERVER:
      return words_for_server_failure (error);
    case ARMADA_ERROR_BAD_REPLY:
      return g_strdup (_ ("The server gave an answer that makes no sense."));
    default:
      return g_strdup (error->message);
    }
}

static const char *
words_for_track_file (ArmadaTrackFileError code)
{
  switch (code)
    {
    case ARMADA_TRACK_FILE_EMPTY:
      return _ ("There is no position in the file.");
    case ARMADA_TRACK_FILE_BROKEN:
      return _ ("The file is damaged or ends in the middle. Get it again where it came from.");
    case ARMADA_TRACK_FILE_TOO_LARGE:
      return _ ("The file is too large: at most 2 million positions can be opened.");
    case ARMADA_TRACK_FILE_ENCODING:
      return _ ("The characters in the file cannot be read. Save it as UTF-8.");
    case ARMADA_TRACK_FILE_UNSAFE:
      return _ ("The file declares entities, which no track needs. It was not opened.");
    case ARMADA_TRACK_FILE_UNKNOWN:
    default:
      return _ ("This is no GPX, KML or GeoJSON file.");
    }
}

static const char *
words_for_disk (int code)
{
  switch (code)
    {
    case G_IO_ERROR_NO_SPACE:
      return _ ("The disk is full. Make room on it, and try again.");
    case G_IO_ERROR_READ_ONLY:
      return _ ("Nothing can be written there: it is read-only.");
    case G_IO_ERROR_PERMISSION_DENIED:
      return _ ("You are not allowed to read or write there.");
    case G_IO_ERROR_NOT_FOUND:
      return _ ("The file or its folder is not there any more.");
    case G_IO_ERROR_EXISTS:
      return _ ("There is something of that name already.");
    case G_IO_ERROR_INVALID_DATA:
      return _ ("This is not a file that reports come in.");
    case G_IO_ERROR_MESSAGE_TOO_LARGE:
      return _ ("This file is larger than reports may be. The preferences say how large that is.");
    case G_IO_ERROR_NOT_SUPPORTED:
      return _ ("Files can only be written on this computer. Choose a folder here.");
    case G_IO_ERROR_IS_DIRECTORY:
    case G_IO_ERROR_NOT_REGULAR_FILE:
      return _ ("This is not a file.");
    default:
      return _ ("The file could not be read or written.");
    }
}

/**
 * armada_words_for_file_error:
 * @error: why a file could not be made, written or read
 *
 * Returns: (transfer full): one sentence for the user, in their language
 */
char *
armada_words_for_file_error (const GError *error)
{
  if (error->domain == ARMADA_TRACK_FILE_ERROR)
    return g_strdup (words_for_track_file ((ArmadaTrackFileError) error->code));
  if (error->domain == ARMADA_ERROR || error->domain == ARMADA_READING_ERROR)
    return armada_words_for_error (error);
  return g_strdup (words_for_disk (error->domain == G_IO_ERROR ? error->code : G_IO_ERROR_FAILED));
}

/* Says the server no more than what we say ourselves? The usual words of the two languages. */
static gboolean
is_about_credentials (const char *text)
{
  const char *words[] = { "credential", "password", "sandi", "kredensial" };
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static char *
words_for_credentials (const GError *error)
{
  const char *text = text_of_server (error);

  if (text == NULL || is_about_credentials (text))
    return g_strdup (_ ("Wrong e-mail or password."));
  /* Translators: %s is a sentence that the server gave, such as "Your account is suspended." */
  return g_strdup_printf (_ ("You were not let in. The server says: %s"), text);
}

/**
 * armada_words_for_sign_in_error:
 * @error: why signing in failed
 *
 * Returns: (transfer full): one or two sentences that belong at the field concerned
 */
char *
armada_words_for_sign_in_error (const GError *error)
{
  if (error->domain != ARMADA_ERROR)
    return armada_words_for_error (error);

  switch ((ArmadaError) error->code)
    {
    case ARMADA_ERROR_OFFLINE:
      return g_strdup (
          _ ("This server cannot be reached. Check the address, and whether you are online."));
    case ARMADA_ERROR_INSECURE:
      return g_strdup (_ ("The certificate of this server cannot be trusted, or the address is not "
                          "https. Nothing was sent."));
    case ARMADA_ERROR_UNAUTHORIZED:
      return words_for_credentials (error);
    case ARMADA_ERROR_MISSING:
    case ARMADA_ERROR_BAD_REPLY:
      return g_strdup (_ ("There is no tracking server at this address."));
    case ARMADA_ERROR_REFUSED:
    case ARMADA_ERROR_RATE_LIMITED:
    case ARMADA_ERROR_SERVER:
    default:
      return armada_words_for_error (error);
    }
}

/**
 * armada_words_for_trouble:
 * @error: a lasting trouble of the session
 * @since: when it began, UNIX seconds
 * @now: UNIX seconds
 *
 * Returns: (transfer full): the sentence of a banner
 */
char *
armada_words_for_trouble (const GError *error, gint64 since, gint64 now)
{
  g_autofree char *clock = armada_words_for_clock (since, now);
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_OFFLINE))
    /* Translators: %s is a time such as "14:05", or a date and a time */
    return g_strdup_printf (_ ("Offline since %s"), clock);
  if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED))
    return g_strdup (_ ("You were signed out elsewhere. This is the last known fleet."));

  sentence = armada_words_for_error (error);
  /* Translators: the first %s is a sentence, the second a time such as "14:05" */
  return g_strdup_printf (_ ("%s Nothing new since %s."), sentence, clock);
}

/**
 * armada_words_for_store_error:
 * @error: why the store failed
 *
 * Returns: (transfer full): the sentence of a banner
 */
char *
armada_words_for_store_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_strdup (_ ("The disk is full: what you see cannot be kept on this computer."));
  return g_strdup (_ ("What you see cannot be kept on this computer."));
}

/**
 * armada_words_for_tile_address_error:
 * @error: why an address cannot be one of map tiles
 *
 * Returns: (transfer full): a sentence that says what to do
 */
char *
armada_words_for_tile_address_error (const GError *error)
{
  if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_INSECURE))
    return g_strdup (_ ("Streets come only from addresses that begin with https://."));
  return g_strdup (_ ("An address of map tiles looks like https://example.com/{z}/{x}/{y}."));
}

/**
 * armada_words_for_pack_error:
 * @error: why a file is not taken as a map
 *
 * Returns: (transfer full): a sentence that says what to do
 */
char *
armada_words_for_pack_error (const GError *error)
{
  if (error->domain != G_IO_ERROR)
    return armada_words_for_error (error);
  switch (error->code)
    {
    case G_IO_ERROR_INVALID_DATA:
      return g_strdup (_ ("This map is damaged. Get it again where it came from."));
    case G_IO_ERROR_EXISTS:
      return g_strdup (_ ("This map is here already."));
    case G_IO_ERROR_NO_SPACE:
      return g_strdup (_ ("The disk is full. Make room on it, and try again."));
    case G_IO_ERROR_NOT_SUPPORTED:
    case G_IO_ERROR_IS_DIRECTORY:
    case G_IO_ERROR_FAILED:
      return g_strdup (_ ("This is no map that Armada can show: it takes MBTiles with Shortbread "
                          "street tiles, or with PNG or JPEG pictures."));
    default:
      return armada_words_for_file_error (error);
    }
}

/**
 * armada_words_for_filter_error:
 * @error: why an expression cannot filter a column
 * @unit: in which the column counts, "" in none
 *
 * Returns: (transfer full): a sentence that belongs at the field
 */
char *
armada_words_for_filter_error (const GError *error, const char *unit)
{
  const char *part = error->message;

  if (error->domain != ARMADA_COLUMN_FILTER_ERROR)
    return armada_words_for_error (error);
  switch ((ArmadaColumnFilterError) error->code)
    {
    case ARMADA_COLUMN_FILTER_QUOTE:
      return g_strdup (_ ("A quotation mark is not closed."));
    case ARMADA_COLUMN_FILTER_NUMBER:
      /* Translators: %s is what was written as a filter */
      return g_strdup_printf (_ ("“%s” is no number. Write >60 or 60..90, for example."), part);
    case ARMADA_COLUMN_FILTER_UNIT:
      /* Translators: %s is a unit such as km/h */
      return g_strdup_printf (_ ("This column counts in %s. Leave the unit out, or write it so."),
                              unit);
    case ARMADA_COLUMN_FILTER_SPAN:
      /* Translators: %s is what was written as a filter */
      return g_strdup_printf (
          _ ("“%s” is no time. Write <10 min, >2 h or 2026-03-01, for example."), part);
    case ARMADA_COLUMN_FILTER_STATE:
      /* Translators: %s is what was written as a filter */
      return g_strdup_printf (_ ("No state is called “%s”."), part);
    case ARMADA_COLUMN_FILTER_FLAG:
      return g_strdup (_ ("This column knows yes and no only."));
    case ARMADA_COLUMN_FILTER_ORDER:
      return g_strdup (_ ("Words are not more or less than others. Write a part of them."));
    case ARMADA_COLUMN_FILTER_INCOMPLETE:
    default:
      return g_strdup (_ ("Something is missing: write what to look for."));
    }
}

/**
 * armada_words_for_state:
 *
 * Returns: (transfer none): what a vehicle is doing, in one word or two
 */
const char *
armada_words_for_state (ArmadaDeviceState state)
{
  switch (state)
    {
    case ARMADA_DEVICE_STATE_MOVING:
      return C_ ("vehicle", "Moving");
    case ARMADA_DEVICE_STATE_IDLING:
      return C_ ("vehicle", "Idling");
    case ARMADA_DEVICE_STATE_STANDING:
      return C_ ("vehicle", "Standing");
    case ARMADA_DEVICE_STATE_OFFLINE:
      return C_ ("vehicle", "Offline");
    case ARMADA_DEVICE_STATE_NEVER_CONNECTED:
      return C_ ("vehicle", "Never connected");
    case ARMADA_DEVICE_STATE_EXPIRED:
      return C_ ("vehicle", "Expired");
    case ARMADA_DEVICE_STATE_UNKNOWN:
    default:
      return C_ ("vehicle", "Unknown");
    }
}

static char *
days_text (int days)
{
  /* Translators: a number of days, short */
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
}

static char *
hours_text (int hours)
{
  /* Translators: a number of hours, short */
  return g_strdup_printf (ngettext ("%d h", "%d h", (gulong) hours), hours);
}

static char *
minutes_text (int minutes)
{
  /* Translators: a number of minutes, short */
  return g_strdup_printf (ngettext ("%d min", "%d min", (gulong) minutes), minutes);
}

static char *
join (char *large, char *small)
{
  /* Translators: two parts of a duration, such as "3 h" and "20 min" */
  char *text = g_strdup_printf (C_ ("duration", "%s %s"), large, small);

  g_free (large);
  g_free (small);
  return text;
}

/**
 * armada_words_for_duration:
 * @seconds: how long; less than 0 counts as 0
 *
 * Returns: (transfer full): its two largest parts, such as "45 s", "12 min", "3 h 20 min"
 */
char *
armada_words_for_duration (gint64 seconds)
{
  int days, hours, minutes;

  seconds = CLAMP (seconds, 0, (gint64) G_MAXINT * MINUTE);
  days = (int) (seconds / DAY);
  hours = (int) (seconds % DAY / HOUR);
  minutes = (int) (seconds % HOUR / MINUTE);

  if (seconds < MINUTE)
    /* Translators: a number of seconds, short */
    return g_strdup_printf (ngettext ("%d s", "%d s", (gulong) seconds), (int) seconds);
  if (seconds < HOUR)
    return minutes_text (minutes);
  if (seconds < DAY)
    return minutes > 0 ? join (hours_text (hours), minutes_text (minutes)) : hours_text (hours);
  return hours > 0 && days < 7 ? join (days_text (days), hours_text (hours)) : days_text (days);
}

/**
 * armada_words_for_age:
 * @then: UNIX seconds, 0 when unknown
 * @now: UNIX seconds
 *
 * Returns: (transfer full): how long ago @then was; a time to come counts as now
 */
char *
armada_words_for_age (gint64 then, gint64 now)
{
  g_autofree char *duration = NULL;

  if (then <= 0)
    return g_strdup (C_ ("age", "never"));
  if (now - then < 10)
    return g_strdup (C_ ("age", "just now"));

  /* Seconds that jump with each poll help nobody: five at a time. */
  duration = armada_words_for_duration (now - then < MINUTE ? (now - then) / 5 * 5 : now - then);
  /* Translators: %s is a duration such as "12 min" */
  return g_strdup_printf (_ ("%s ago"), duration);
}

/**
 * armada_words_for_amount:
 * @amount: a number
 * @unit: what of, as the account counts it; shown as it is
 *
 * Returns: (transfer full) (nullable): the rounded number with its unit, NULL when it is unknown
 */
char *
armada_words_for_amount (double amount, const char *unit)
{
  if (!isfinite (amount))
    return NULL;
  /* Translators: a number and its unit, such as "1,204 km" */
  return g_strdup_printf (C_ ("amount", "%'.0f %s"), round (amount) + 0.0, unit);
}

/**
 * armada_words_for_speed:
 *
 * Returns: (transfer full): the speed in the account's unit
 */
char *
armada_words_for_speed (const ArmadaDeviceRecord *record)
{
  char *text = armada_words_for_amount (record->speed, record->speed_unit);

  return text ? text : g_strdup ("");
}

/**
 * armada_words_for_course:
 * @course: degrees clockwise from north, or NAN
 *
 * Returns: (transfer full) (nullable): the point of the compass and the degrees, NULL when unknown
 */
char *
armada_words_for_course (double course)
{
  const char *points[] = {
    C_ ("compass", "north"),     C_ ("compass", "northeast"), C_ ("compass", "east"),
    C_ ("compass", "southeast"), C_ ("compass", "south"),     C_ ("compass", "southwest"),
    C_ ("compass", "west"),      C_ ("compass", "northwest"),
  };
  double degrees;

  if (!isfinite (course))
    return NULL;
  degrees = fmod (fmod (course, 360) + 360, 360);
  /* Translators: a point of the compass and degrees, such as "northeast, 45°" */
  return g_strdup_printf (C_ ("compass", "%s, %.0f°"), points[(int) (degrees / 45 + 0.5) % 8],
                          degrees);
}

/**
 * armada_words_for_coordinates:
 *
 * Returns: (transfer full) (nullable): latitude and longitude in degrees, with points for decimals
 *   in every language so that they can be pasted anywhere; NULL before the first fix
 */
char *
armada_words_for_coordinates (const ArmadaDeviceRecord *record)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  if (!armada_device_record_has_position (record))
    return NULL;
  g_ascii_formatd (latitude, sizeof latitude, "%.6f", record->latitude);
  g_ascii_formatd (longitude, sizeof longitude, "%.6f", record->longitude);
  return g_strdup_printf ("%s, %s", latitude, longitude);
}

/**
 * armada_words_for_place:
 *
 * Returns: (transfer full): the address where the server tells it, else coordinates
 */
char *
armada_words_for_place (const ArmadaDeviceRecord *record)
{
  char *coordinates = *record->address == '\0' ? armada_words_for_coordinates (record) : NULL;

  if (coordinates != NULL)
    return coordinates;
  return g_strdup (*record->address != '\0' ? record->address : _ ("Place not known"));
}

/**
 * armada_words_for_time:
 * @time: UNIX seconds, 0 when unknown
 *
 * Returns: (transfer full): date and time where the reader is, with the zone
 */
char *
armada_words_for_time (gint64 time)
{
  g_autoptr (GDateTime) local = time > 0 ? g_date_time_new_from_unix_local (time) : NULL;

  if (local == NULL)
    return g_strdup (C_ ("age", "never"));
  /* Translators: strftime: a date, a time and its zone, as in "3 Mar 2026, 14:05 WIB" */
  return g_date_time_format (local, _ ("%-d %b %Y, %H:%M %Z"));
}

/**
 * armada_words_for_account_time:
 * @time: UNIX seconds
 * @offset: seconds that the account's clock stood east of UTC then
 *
 * Returns: (transfer full): date and time of the account, with how it stands to UTC
 */
char *
armada_words_for_account_time (gint64 time, int offset)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_utc (time + offset);
  int minutes = ABS (offset) / 60;
  g_autofree char *text = NULL;

  if (local == NULL)
    return g_strdup (C_ ("age", "never"));
  /* Translators: strftime: a date and a time, as in "3 Mar 2026, 14:05" */
  text = g_date_time_format (local, C_ ("account", "%-d %b %Y, %H:%M"));
  if (offset == 0)
    return g_strconcat (text, " UTC", NULL);
  return g_strdup_printf ("%s UTC%s%02d:%02d", text, offset < 0 ? "−" : "+", minutes / 60,
                          minutes % 60);
}

/**
 * armada_words_for_clock:
 * @time: UNIX seconds
 * @now: UNIX seconds
 *
 * Returns: (transfer full): the time where the reader is, with the date unless that is today
 */
char *
armada_words_for_clock (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);

  if (local == NULL || today == NULL)
    return g_strdup (C_ ("age", "never"));
  if (g_date_time_get_year (local) == g_date_time_get_year (today) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (today))
    /* Translators: strftime: a time of today, as in "14:05" */
    return g_date_time_format (local, _ ("%H:%M"));
  /* Translators: strftime: a day and a time, as in "3 Mar, 14:05" */
  return g_date_time_format (local, _ ("%-d %b, %H:%M"));
}

/**
 * armada_words_for_size:
 * @bytes: of a file
 *
 * Returns: (transfer full): it in thousands, millions or thousand millions, such as "12.3 MB"
 */
char *
armada_words_for_size (guint64 bytes)
{
  double size = (double) bytes / 1000;
  const char *unit = C_ ("size", "kB");
  g_autofree char *number = NULL;

  if (bytes >= 1000000000 - 50000000)
    {
      size /= 1000000;
      unit = C_ ("size", "GB");
    }
  else if (bytes >= 1000000 - 50000)
    {
      size /= 1000;
      unit = C_ ("size", "MB");
    }
  number = g_strdup_printf (fabs (size - round (size)) < 0.05 ? "%.0f" : "%.1f", size);
  /* Translators: a number and a unit, such as "12.3 MB" */
  return g_strdup_printf (C_ ("size", "%s %s"), number, unit);
}

/**
 * armada_words_for_day:
 * @day: "YYYY-MM-DD"
 * @now: UNIX seconds
 *
 * Returns: (transfer full): the date, without its year when that is this one; @day itself when it
 *   is none
 */
char *
armada_words_for_day (const char *day, gint64 now)
{
  g_autofree char *midnight = g_strconcat (day, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (midnight, NULL);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);

  if (date == NULL || today == NULL)
    return g_strdup (day);
  if (g_date_time_get_year (date) == g_date_time_get_year (today))
    /* Translators: strftime: a day of this year, as in "3 September" */
    return g_date_time_format (date, _ ("%-d %B"));
  /* Translators: strftime: a day, as in "3 September 2026" */
  return g_date_time_format (date, _ ("%-d %B %Y"));
}
