/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-json"

#include "api/armada-json.h"

#include <math.h>
#include <string.h>

#define MAX_NUMBER_TEXT 64

/* Powers of ten that a double holds exactly. */
static const double tens[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                               1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                               1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/*
 * Digits with at most one point, as servers write coordinates. With up to 15 digits the whole
 * number and the power of ten are exact, so one division rounds correctly.
 */
static gboolean
read_plain_decimal (const char *text, gsize length, double *out)
{
  gint64 digits = 0;
  guint n_digits = 0, n_after = 0;
  gboolean point = FALSE;
  gsize i = length > 0 && text[0] == '-' ? 1 : 0;

  for (; i < length; i++)
    {
      if (text[i] == '.' && !point)
        {
          point = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (text[i]) || n_digits == 15)
        return FALSE;
      digits = digits * 10 + (text[i] - '0');
      n_digits++;
      n_after += point;
    }

  if (n_digits == 0)
    return FALSE;
  *out = (double) digits / tens[n_after];
  if (text[0] == '-')
    *out = -*out;
  return TRUE;
}

/* Refuses what strtod takes beyond JSON: hexadecimal, "nan", "inf", a tail of anything. */
static gboolean
read_decimal (const char *text, gsize length, double *out)
{
  char copy[64];
  char *end;

  while (length > 0 && g_ascii_isspace (text[0]))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (read_plain_decimal (text, length, out))
    return TRUE;

  if (length == 0 || length >= sizeof copy)
    return FALSE;
  memcpy (copy, text, length);
  copy[length] = '\0';
  if (strspn (copy, "+-.0123456789eE") != length)
    return FALSE;

  *out = g_ascii_strtod (copy, &end);
  return end == copy + length && isfinite (*out);
}

/**
 * armada_json_number:
 * @text: (array length=length): digits, not ended by a zero
 * @out: (out): finite; set only when TRUE is returned
 *
 * Returns: whether @text is a number as JSON or a careful person writes it
 */
gboolean
armada_json_number (const char *text, gsize length, double *out)
{
  return read_decimal (text, length, out);
}

static gboolean
read_integer (const char *text, gsize length, gint64 *out)
{
  char copy[32];
  double number;

  if (length > 0 && length < sizeof copy)
    {
      memcpy (copy, text, length);
      copy[length] = '\0';
      if (g_ascii_string_to_signed (copy, 10, G_MININT64, G_MAXINT64, out, NULL))
        return TRUE;
    }

  /* 2^63 itself does not fit; both limits are exact doubles */
  if (!read_decimal (text, length, &number) || number < -0x1p63 || number >= 0x1p63)
    return FALSE;
  *out = (gint64) number;
  return TRUE;
}

/**
 * armada_json_int:
 * @value: (nullable): a number, a string with a number, or a boolean
 * @out: (out): set only when TRUE is returned; a fraction is cut off
 *
 * Returns: whether @value says a whole number that fits
 */
gboolean
armada_json_int (yyjson_val *value, gint64 *out)
{
  if (yyjson_is_sint (value))
    *out = unsafe_yyjson_get_sint (value);
  else if (yyjson_is_uint (value) && unsafe_yyjson_get_uint (value) <= G_MAXINT64)
    *out = (gint64) unsafe_yyjson_get_uint (value);
  else if (yyjson_is_bool (value))
    *out = unsafe_yyjson_get_bool (value);
  else if (yyjson_is_real (value) && fabs (unsafe_yyjson_get_real (value)) < 0x1p63)
    *out = (gint64) unsafe_yyjson_get_real (value);
  else if (yyjson_is_str (value))
    return read_integer (unsafe_yyjson_get_str (value), unsafe_yyjson_get_len (value), out);
  else
    return FALSE;
  return TRUE;
}

/**
 * armada_json_double:
 * @value: (nullable): a number, a string with a number, or a boolean
 * @out: (out): finite; set only when TRUE is returned
 *
 * Returns: whether @value says a number; "", "-", null and NaN do not
 */
gboolean
armada_json_double (yyjson_val *value, double *out)
{
  double number;

  if (yyjson_is_num (value))
    number = yyjson_get_num (value);
  else if (yyjson_is_bool (value))
    number = unsafe_yyjson_get_bool (value);
  else if (!yyjson_is_str (value) ||
           !read_decimal (unsafe_yyjson_get_str (value), unsafe_yyjson_get_len (value), &number))
    return FALSE;

  if (!isfinite (number))
    return FALSE;
  *out = number;
  return TRUE;
}

static gboolean
text_means_no (const char *text)
{
  static const char *const words[] = { "", "-", "0", "false", "no", "off", "null" };
  double number;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return read_decimal (text, strlen (text), &number) && number == 0;
}

/**
 * armada_json_flag:
 * @value: (nullable): a boolean, a number or a string
 * @out: (out): set only when TRUE is returned
 *
 * A number is true unless 0, a string unless it is empty, "-", a zero or a word for no.
 *
 * Returns: whether @value says yes or no; null does not
 */
gboolean
armada_json_flag (yyjson_val *value, gboolean *out)
{
  if (yyjson_is_bool (value))
    *out = unsafe_yyjson_get_bool (value);
  else if (yyjson_is_num (value))
    *out = yyjson_get_num (value) != 0;
  else if (yyjson_is_str (value))
    *out = !text_means_no (unsafe_yyjson_get_str (value));
  else
    return FALSE;
  return TRUE;
}

/**
 * armada_json_string:
 * @value: (nullable): any value
 *
 * Returns: (nullable): the string as it came, or NULL when @value is not a string
 */
const char *
armada_json_string (yyjson_val *value)
{
  return yyjson_get_str (value);
}

/**
 * armada_json_dup_text:
 * @value: (nullable): any value
 *
 * Returns: (transfer full): plain text for display as armada_text_decode() makes it, numbers
 *   written out; "" for null, booleans, lists and objects
 */
char *
armada_json_dup_text (yyjson_val *value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (yyjson_is_str (value))
    return armada_text_decode (unsafe_yyjson_get_str (value),
                               (gssize) unsafe_yyjson_get_len (value));
  if (yyjson_is_sint (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, yyjson_get_sint (value));
  if (yyjson_is_uint (value))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, yyjson_get_uint (value));
  if (yyjson_is_real (value))
    return g_strdup (g_ascii_formatd (number, sizeof number, "%.15g", yyjson_get_real (value)));
  return g_strdup ("");
}

/**
 * armada_json_span_parse:
 * @span: any value, as it stands in a text
 *
 * Returns: (transfer full) (nullable): it, read by a parser; NULL when it is none
 */
yyjson_doc *
armada_json_span_parse (const ArmadaJsonSpan *span)
{
  return yyjson_read_opts ((char *) (gpointer) span->start, (gsize) (span->end - span->start),
                           YYJSON_READ_ALLOW_INVALID_UNICODE | YYJSON_READ_ALLOW_INF_AND_NAN, NULL,
                           NULL);
}

#define PLAIN_DIGITS 18 /* any number of as many is a gint64 */

/* Ids, mostly, for which no parser is needed. */
static gboolean
read_plain_int (const ArmadaJsonSpan *span, gint64 *out)
{
  gint64 number = 0;

  if (span->end - span->start > PLAIN_DIGITS || span->start == span->end)
    return FALSE;
  for (const char *at = span->start; at < span->end; at++)
    {
      if (!g_ascii_isdigit (*at))
        return FALSE;
      number = number * 10 + (*at - '0');
    }
  *out = number;
  return *span->start != '0' || span->end - span->start == 1;
}

/**
 * armada_json_span_int:
 * @span: any value, as it stands in a text; none if it begins nowhere
 * @fallback: when it is none or not readable
 */
gint64
armada_json_span_int (const ArmadaJsonSpan *span, gint64 fallback)
{
  yyjson_doc *doc;
  gint64 number;

  if (span->start == NULL || span->end - span->start > MAX_NUMBER_TEXT)
    return fallback;
  if (read_plain_int (span, &number))
    return number;
  doc = armada_json_span_parse (span);
  armada_json_int (yyjson_doc_get_root (doc), &fallback);
  yyjson_doc_free (doc);
  return fallback;
}

/**
 * armada_json_span_dup_text:
 * @span: any value, as it stands in a text
 *
 * Returns: (transfer full): as armada_json_dup_text()
 */
char *
armada_json_span_dup_text (const ArmadaJsonSpan *span)
{
  yyjson_doc *doc = armada_json_span_parse (span);
  char *text = armada_json_dup_text (yyjson_doc_get_root (doc));

  yyjson_doc_free (doc);
  return text;
}

/**
 * armada_json_get_int:
 * @object: (nullable): an object; anything else has no members
 * @name: the member
 * @fallback: when it is absent or not readable
 */
gint64
armada_json_get_int (yyjson_val *object, const char *name, gint64 fallback)
{
  armada_json_int (yyjson_obj_get (object, name), &fallback);
  return fallback;
}

/**
 * armada_json_get_double:
 * @object: (nullable): an object; anything else has no members
 * @name: the member
 * @fallback: when it is absent or not readable
 */
double
armada_json_get_double (yyjson_val *object, const char *name, double fallback)
{
  armada_json_double (yyjson_obj_get (object, name), &fallback);
  return fallback;
}

/**
 * armada_json_get_flag:
 * @object: (nullable): an object; anything else has no members
 * @name: the member
 * @fallback: when it is absent or not readable
 */
gboolean
armada_json_get_flag (yyjson_val *object, const char *name, gboolean fallback)
{
  armada_json_flag (yyjson_obj_get (object, name), &fallback);
  return fallback;
}

/**
 * armada_json_get_string:
 * @object: (nullable): an object; anything else has no members
 * @name: the member
 *
 * Returns: (nullable): the string as it came
 */
const char *
armada_json_get_string (yyjson_val *object, const char *name)
{
  return armada_json_string (yyjson_obj_get (object, name));
}

/* Exactly @n digits at *@text, which then stands behind them. */
static gboolean
take_digits (const char **text, guint n, int *out)
{
  *out = 0;
  for (guint i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *out = *out * 10 + (**text - '0');
    }
  return TRUE;
}

static gboolean
take_char (const char **text, const char *any_of)
{
  if (**text == '\0' || strchr (any_of, **text) == NULL)
    return FALSE;
  (*text)++;
  return TRUE;
}

/**
 * armada_json_utc_time:
 * @value: (nullable): "YYYY-MM-DD HH:MM:SS" in UTC, or a day alone
 *
 * For the members that the API gives in UTC: device_time, server_time, created_at, updated_at and
 * the like; display texts are not for this.
 *
 * Returns: UNIX seconds; 0 for every way of saying no date, and for what is none
 */
gint64
armada_json_utc_time (yyjson_val *value)
{
  const char *text = yyjson_get_str (value);
  int year, month, day, hour = 0, minute = 0, second = 0;
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL || !take_digits (&text, 4, &year) || !take_char (&text, "-") ||
      !take_digits (&text, 2, &month) || !take_char (&text, "-") || !take_digits (&text, 2, &day))
    return 0;
  if (*text != '\0' && (!take_char (&text, " T") || !take_digits (&text, 2, &hour) ||
                        !take_char (&text, ":") || !take_digits (&text, 2, &minute) ||
                        !take_char (&text, ":") || !take_digits (&text, 2, &second)))
    return 0;

  if (year == 0)
    return 0;
  time = g_date_time_new_utc (year, month, day, hour, minute, second);
  return time ? g_date_time_to_unix (time) : 0;
}

static gboolean
is_number_key (yyjson_val *key)
{
  const char *text = yyjson_get_str (key);

  return *text != '\0' && strspn (text, "0123456789") == yyjson_get_len (key);
}

/**
 * armada_json_list_init:
 * @self: (out caller-allocates): a walk to begin
 * @value: (nullable): an array, or an object with numbers for keys
 */
void
armada_json_list_init (ArmadaJsonList *self, yyjson_val *value)
{
  self->list = value;
  if (yyjson_is_obj (value))
    yyjson_obj_iter_init (value, &self->object);
  else
    yyjson_arr_iter_init (value, &self->array);
}

/**
 * armada_json_list_next:
 *
 * Returns: (nullable): the next element, NULL at the end
 */
yyjson_val *
armada_json_list_next (ArmadaJsonList *self)
{
  yyjson_val *key;

  if (!yyjson_is_obj (self->list))
    return yyjson_arr_iter_next (&self->array);
  while ((key = yyjson_obj_iter_next (&self->object)) != NULL)
    if (is_number_key (key))
      return yyjson_obj_iter_get_val (key);
  return NULL;
}

/**
 * armada_json_is_list:
 *
 * Returns: whether @value is a list however written: an array, an empty object, or an object that
 *   has a number for a key
 */
gboolean
armada_json_is_list (yyjson_val *value)
{
  ArmadaJsonList list;

  if (yyjson_is_arr (value) || (yyjson_is_obj (value) && yyjson_obj_size (value) == 0))
    return TRUE;
  armada_json_list_init (&list, value);
  return armada_json_list_next (&list) != NULL;
}
