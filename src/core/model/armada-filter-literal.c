/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-filter-literal"

#include "model/armada-filter-literal.h"

#include <math.h>
#include <string.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static gboolean
is_one_of (const char *word, const char *words)
{
  g_auto (GStrv) parts = words ? g_strsplit (words, "|", -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      g_autofree char *folded = armada_device_fold_text (parts[i]);

      if (*folded != '\0' && g_str_equal (word, folded))
        return TRUE;
    }
  return FALSE;
}

/**
 * armada_filter_literal_is:
 * @word: as written
 * @english: words with bars between them
 * @translated: (nullable): likewise
 *
 * Returns: whether @word is one of them, in any case
 */
gboolean
armada_filter_literal_is (const char *word, const char *english, const char *translated)
{
  g_autofree char *folded = armada_device_fold_text (word);

  return is_one_of (folded, english) || is_one_of (folded, translated);
}

static gboolean
fail (GError **error, ArmadaColumnFilterError code, const char *text)
{
  g_set_error_literal (error, ARMADA_COLUMN_FILTER_ERROR, code, text);
  return FALSE;
}

/* Whether three digits and no more follow: what groups thousands. */
static gboolean
groups (const char *at)
{
  return g_ascii_isdigit (at[0]) && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2]) &&
         !g_ascii_isdigit (at[3]);
}

/* Takes thousands apart as people write them; a point that groups nothing is one of decimals. */
static gboolean
read_number (const char **text, char decimal, double *number)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *at = *text;
  gboolean whole = TRUE;

  if (g_str_has_prefix (at, "−"))
    at += strlen ("−"), g_string_append_c (plain, '-');
  else if (*at == '-' || *at == '+')
    g_string_append_c (plain, *at++);
  if (!g_ascii_isdigit (*at))
    return FALSE;
  for (; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at))
        g_string_append_c (plain, *at);
      else if (whole && (*at == '.' || *at == ',') && *at != decimal && groups (at + 1))
        continue;
      else if (whole && (*at == decimal || *at == '.') && g_ascii_isdigit (at[1]))
        {
          g_string_append_c (plain, '.');
          whole = FALSE;
        }
      else
        break;
    }
  *number = g_ascii_strtod (plain->str, NULL);
  *text = at;
  return isfinite (*number);
}

static const char *
skip_spaces (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static gboolean
read_amount (const char *text,
             const ArmadaFleetColumn *column,
             const ArmadaFilterWords *words,
             ArmadaFilterLiteral *literal,
             GError **error)
{
  const char *at = text;

  if (!read_number (&at, words->decimal, &literal->low))
    return fail (error, ARMADA_COLUMN_FILTER_NUMBER, text);
  literal->high = literal->low;
  at = skip_spaces (at);
  if (*at != '\0' && !armada_filter_literal_is (at, column->unit, NULL))
    return fail (error, *column->unit ? ARMADA_COLUMN_FILTER_UNIT : ARMADA_COLUMN_FILTER_NUMBER,
                 text);
  return TRUE;
}

/* Returns: the seconds of a unit of time, 0 for other words */
static double
get_seconds (const char *word, const ArmadaFilterWords *words)
{
  if (armada_filter_literal_is (word, "s|sec|second|seconds", words->seconds))
    return 1;
  if (armada_filter_literal_is (word, "m|min|minute|minutes", words->minutes))
    return MINUTE;
  if (armada_filter_literal_is (word, "h|hr|hour|hours", words->hours))
    return HOUR;
  if (armada_filter_literal_is (word, "d|day|days", words->days))
    return DAY;
  if (armada_filter_literal_is (word, "w|week|weeks", words->weeks))
    return 7 * DAY;
  return 0;
}

static char *
take_word (const char **text)
{
  const char *end = *text;
  char *word;

  while (*end != '\0' && g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  word = g_strndup (*text, (gsize) (end - *text));
  *text = skip_spaces (end);
  return word;
}

/* "3 h 20 min": it ends with the last unit. */
static gboolean
read_span (const char *text,
           const ArmadaFilterWords *words,
           ArmadaFilterLiteral *literal,
           GError **error)
{
  const char *at = text;
  double number, seconds = 0;

  literal->low = 0;
  do
    {
      g_autofree char *word = NULL;

      if (!read_number (&at, words->decimal, &number))
        return fail (error, ARMADA_COLUMN_FILTER_SPAN, text);
      at = skip_spaces (at);
      word = take_word (&at);
      seconds = get_seconds (word, words);
      if (seconds == 0)
        return fail (error, ARMADA_COLUMN_FILTER_SPAN, text);
      literal->low += number * seconds;
    }
  while (*at != '\0');
  literal->high = literal->low + seconds;
  return TRUE;
}

static gboolean
is_date (const char *text)
{
  static const char form[] = "dddd-dd-dd";

  for (guint i = 0; form[i] != '\0'; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  return text[sizeof form - 1] == '\0';
}

/* A day where the reader is, which may be an hour longer than others. */
static gboolean
read_date (const char *text, ArmadaFilterLiteral *literal, GError **error)
{
  int year = atoi (text), month = atoi (text + 5), day = atoi (text + 8);
  g_autoptr (GDateTime) start = g_date_time_new_local (year, month, day, 0, 0, 0);
  g_autoptr (GDateTime) end = start ? g_date_time_add_days (start, 1) : NULL;

  if (end == NULL)
    return fail (error, ARMADA_COLUMN_FILTER_SPAN, text);
  literal->dated = TRUE;
  literal->low = (double) g_date_time_to_unix (start);
  literal->high = (double) g_date_time_to_unix (end);
  return TRUE;
}

/**
 * armada_filter_literal_read:
 * @text: what is written, without spaces around it
 * @column: of numbers, durations or times
 *
 * Returns: whether it is a value of @column
 */
gboolean
armada_filter_literal_read (const char *text,
                            const ArmadaFleetColumn *column,
                            const ArmadaFilterWords *words,
                            ArmadaFilterLiteral *literal,
                            GError **error)
{
  gboolean timed =
      column->kind == ARMADA_FLEET_COLUMN_AGE || column->kind == ARMADA_FLEET_COLUMN_UNTIL;

  *literal = (ArmadaFilterLiteral) { 0 };
  if (column->kind == ARMADA_FLEET_COLUMN_NUMBER)
    return read_amount (text, column, words, literal, error);
  if (timed && is_date (text))
    return read_date (text, literal, error);
  return read_span (text, words, literal, error);
}
