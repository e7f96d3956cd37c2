/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-words"

#include "fleet/armada-table-words.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>

#include "app/armada-words.h"

/* The details call them so too. */
static const struct
{
  const char *name;
  const char *title;
} titles[] = {
  { "name", N_ ("Name") },
  { "plate", N_ ("Plate") },
  { "state", N_ ("State") },
  { "state_since", NC_ ("column", "For") },
  { "alarm", N_ ("Alarm") },
  { "group_title", N_ ("Group") },
  { "driver", N_ ("Driver") },
  { "speed", N_ ("Speed") },
  { "address", N_ ("Address") },
  { "fix_time", N_ ("Position Measured") },
  { "contact_time", N_ ("Last Contact") },
  { "moved_time", N_ ("Last Moved") },
  { "stop_seconds", N_ ("Standing For") },
  { "engine", N_ ("Engine") },
  { "course", N_ ("Course") },
  { "altitude", N_ ("Altitude") },
  { "odometer", N_ ("Odometer") },
  { "latitude", N_ ("Latitude") },
  { "longitude", N_ ("Longitude") },
  { "services_due", N_ ("Services Due Soon") },
  { "expires", N_ ("Expires") },
  { "model", N_ ("Model") },
  { "vin", N_ ("VIN") },
  { "imei", N_ ("IMEI") },
  { "sim", N_ ("SIM Number") },
  { "owner", N_ ("Owner") },
  { "protocol", N_ ("Protocol") },
  { "notes", N_ ("Notes") },
  { "id", N_ ("Number on the Server") },
};

static const char *
get_title (guint i)
{
  return g_str_equal (titles[i].name, "state_since")
             ? g_dpgettext2 (NULL, "column", titles[i].title)
             : _ (titles[i].title);
}

/**
 * armada_table_words_for_column:
 *
 * Returns: (transfer full): what stands above the column; a sensor that is called like another
 *   column says that it is one
 */
char *
armada_table_words_for_column (const ArmadaFleetColumn *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (column->sensor == NULL && g_str_equal (titles[i].name, column->name))
        return g_strdup (get_title (i));
      if (column->sensor != NULL && g_str_equal (get_title (i), column->sensor))
        /* Translators: a column of a table; %s is the name of a sensor, such as "Odometer" */
        return g_strdup_printf (C_ ("column", "%s (sensor)"), column->sensor);
    }
  return g_strdup (column->sensor ? column->sensor : column->name);
}

static char *
words_for_number (const ArmadaFleetColumn *column, double number)
{
  if (g_str_equal (column->name, "course"))
    return armada_words_for_course (number);
  if (g_str_equal (column->name, "id"))
    return g_strdup_printf ("%.0f", number);
  if (column->digits > 0)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_formatd (text, sizeof text, "%.6f", number));
    }
  if (*column->unit != '\0')
    return armada_words_for_amount (number, column->unit);
  return g_strdup_printf ("%'.0f", number);
}

static char *
words_for_flag (const ArmadaFleetColumn *column, gboolean on)
{
  if (g_str_equal (column->name, "alarm"))
    return g_strdup (on ? C_ ("vehicle", "Alarm") : "");
  return g_strdup (on ? C_ ("engine", "On") : C_ ("engine", "Off"));
}

/**
 * armada_table_words_for_cell:
 * @now: UNIX seconds, what ages are counted to
 *
 * Returns: (transfer full): what stands in the cell; "" where nothing is known
 */
char *
armada_table_words_for_cell (const ArmadaFleetColumn *column,
                             const ArmadaFleetValue *value,
                             gint64 now)
{
  if (!value->known)
    return g_strdup ("");
  if (value->text != NULL)
    return g_strdup (value->text);
  switch (column->kind)
    {
    case ARMADA_FLEET_COLUMN_STATE:
      return g_strdup (armada_words_for_state ((ArmadaDeviceState) value->number));
    case ARMADA_FLEET_COLUMN_FLAG:
      return words_for_flag (column, value->number != 0);
    case ARMADA_FLEET_COLUMN_SPAN:
      return armada_words_for_duration ((gint64) value->number);
    case ARMADA_FLEET_COLUMN_AGE:
      return armada_words_for_age (value->time, now);
    case ARMADA_FLEET_COLUMN_UNTIL:
      return armada_words_for_time (value->time);
    case ARMADA_FLEET_COLUMN_NUMBER:
    case ARMADA_FLEET_COLUMN_TEXT:
    default:
      return words_for_number (column, value->number);
    }
}

/**
 * armada_table_words_for_hint:
 *
 * Returns: (transfer full): what can be written to filter the column, in examples
 */
char *
armada_table_words_for_hint (const ArmadaFleetColumn *column)
{
  switch (column->kind)
    {
    case ARMADA_FLEET_COLUMN_STATE:
      /* Translators: examples of filters. The words are states of vehicles as they are shown, and
       * "or"; an exclamation mark means not */
      return g_strdup (_ ("moving or idling, !offline"));
    case ARMADA_FLEET_COLUMN_FLAG:
      return g_strdup (_ ("yes, no, empty"));
    case ARMADA_FLEET_COLUMN_SPAN:
      return g_strdup (_ (">2 h, 10 min..1 h, empty"));
    case ARMADA_FLEET_COLUMN_AGE:
      return g_strdup (_ ("<10 min, >2 days, 2026-03-01, empty"));
    case ARMADA_FLEET_COLUMN_UNTIL:
      return g_strdup (_ ("<30 days, <2026-12-31, empty"));
    case ARMADA_FLEET_COLUMN_NUMBER:
      return g_strdup (_ (">60, 60..90, !0, empty"));
    case ARMADA_FLEET_COLUMN_TEXT:
    default:
      return g_strdup (_ ("part of it, =exactly this, !not this, empty"));
    }
}

/**
 * armada_table_words_are_numbers:
 *
 * Returns: whether what stands in the column is read from its end
 */
gboolean
armada_table_words_are_numbers (const ArmadaFleetColumn *column)
{
  return (column->kind == ARMADA_FLEET_COLUMN_NUMBER && !g_str_equal (column->name, "course")) ||
         column->kind == ARMADA_FLEET_COLUMN_SPAN;
}

/**
 * armada_table_words_write_title:
 *
 * Returns: (transfer full): what a file calls the column, the same in every language, with its unit
 */
char *
armada_table_words_write_title (const ArmadaFleetColumn *column)
{
  const char *name = column->sensor ? column->sensor : column->name;
  gboolean counts = column->kind == ARMADA_FLEET_COLUMN_NUMBER && *column->unit != '\0';

  if (g_str_equal (name, "state_since"))
    return g_strdup ("state_seconds");
  return counts ? g_strdup_printf ("%s (%s)", name, column->unit) : g_strdup (name);
}

static char *
write_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);

  return utc ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

static char *
write_number (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_dtostr (text, sizeof text, number));
}

/**
 * armada_table_words_write_cell:
 *
 * Returns: (transfer full): what a file holds of it: numbers without units, times in UTC, the same
 *   in every language
 */
char *
armada_table_words_write_cell (const ArmadaFleetColumn *column, const ArmadaFleetValue *value)
{
  if (!value->known)
    return g_strdup ("");
  switch (column->kind)
    {
    case ARMADA_FLEET_COLUMN_STATE:
      return g_strdup (armada_device_state_get_nick ((ArmadaDeviceState) value->number));
    case ARMADA_FLEET_COLUMN_FLAG:
      if (isnan (value->number))
        return g_strdup (value->text);
      return g_strdup (value->number != 0 ? "yes" : "no");
    case ARMADA_FLEET_COLUMN_AGE:
    case ARMADA_FLEET_COLUMN_UNTIL:
      return write_time (value->time);
    case ARMADA_FLEET_COLUMN_NUMBER:
    case ARMADA_FLEET_COLUMN_SPAN:
      /* what is counted in another unit keeps it */
      return isnan (value->number) ? g_strdup (value->text) : write_number (value->number);
    case ARMADA_FLEET_COLUMN_TEXT:
    default:
      return g_strdup (value->text);
    }
}

/**
 * armada_table_words_get_filter_words:
 *
 * Returns: (transfer none): what filters may be written with in the language of the program
 */
const ArmadaFilterWords *
armada_table_words_get_filter_words (void)
{
  static ArmadaFilterWords words;

  if (words.decimal != '\0')
    return &words;
  words.decimal = *localeconv ()->decimal_point == ',' ? ',' : '.';
  /* Translators: words that join the conditions of a filter, as users write them. The English ones
   * are taken in every language; several are possible with a bar between them */
  words.and = C_ ("filter", "and");
  words.or = C_ ("filter", "or");
  /* Translators: as a filter: that nothing is known */
  words.empty = C_ ("filter", "empty");
  /* Translators: as a filter: that something is so, such as an engine on, with bars between the
   * ways to write it; begin with the one of the example "yes, no, empty" */
  words.yes = C_ ("filter", "yes|on");
  /* Translators: the opposite of the one before */
  words.no = C_ ("filter", "no|off");
  /* Translators: how users write units of time in a filter, with bars between the ways */
  words.seconds = C_ ("filter", "s|sec|seconds");
  words.minutes = C_ ("filter", "min|minutes");
  words.hours = C_ ("filter", "h|hours");
  words.days = C_ ("filter", "d|day|days");
  words.weeks = C_ ("filter", "w|week|weeks");
  for (guint i = 0; i < ARMADA_N_DEVICE_STATES; i++)
    words.states[i] = armada_words_for_state ((ArmadaDeviceState) i);
  return &words;
}
