/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-coordinates"

#include "model/armada-coordinates.h"

#include <math.h>
#include <string.h>

#define LINK "geo:"
#define MAX_TEXT 100 /* bytes; nobody writes longer ones */

/* One of the two numbers, as far as it is read. */
typedef struct
{
  double degrees; /* without its sign */
  int sign;
  char side; /* 'N', 'S', 'E', 'W', or 0: not told */
} Part;

/* A text that is read from the front. */
typedef struct
{
  const char *at;
  gboolean comma; /* it stands for the point of decimals */
  gboolean sure;  /* something was seen that only coordinates have */
} Reader;

/* Signs that look alike, as one of them; minutes and seconds in both ways to write them. */
static char *
simplify (const char *text)
{
  static const char *const signs[][2] = {
    { "−", "-" },  { "º", "°" },  { "˚", "°" },  { "′", "'" },  { "’", "'" },
    { "‘", "'" },  { "″", "\"" }, { "”", "\"" }, { "“", "\"" }, { "''", "\"" },
    { "LU", "N" }, { "LS", "S" }, { "BT", "E" }, { "BB", "W" }, /* Indonesian */
    { "،", ";" },  { "؛", ";" },  { "٫", "." },                 /* Arabic */
  };
  g_autofree char *upper = g_utf8_strup (text, -1);
  GString *simple = g_string_new (upper);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    g_string_replace (simple, signs[i][0], signs[i][1], 0);
  return g_strstrip (g_string_free_and_steal (simple));
}

static void
skip_spaces (Reader *reader)
{
  while (g_ascii_isspace (*reader->at))
    reader->at++;
}

static gboolean
take (Reader *reader, const char *sign)
{
  skip_spaces (reader);
  if (!g_str_has_prefix (reader->at, sign))
    return FALSE;
  reader->at += strlen (sign);
  return TRUE;
}

static gboolean
read_number (Reader *reader, double *number)
{
  char digits[MAX_TEXT + 1];
  guint n = 0;
  gboolean any = FALSE;

  skip_spaces (reader);
  for (; n < MAX_TEXT; n++, reader->at++)
    {
      gboolean point = *reader->at == '.' || (reader->comma && *reader->at == ',');

      if (!g_ascii_isdigit (*reader->at) && !(point && g_ascii_isdigit (reader->at[1])))
        break;
      any = TRUE;
      digits[n] = point ? '.' : *reader->at;
      reader->sure = reader->sure || point;
    }
  digits[n] = '\0';
  *number = g_ascii_strtod (digits, NULL);
  return any && strchr (digits, '.') == strrchr (digits, '.');
}

static void
read_side (Reader *reader, Part *part)
{
  skip_spaces (reader);
  if (*reader->at == '\0' || strchr ("NSEW", *reader->at) == NULL)
    return;
  part->side = *reader->at++;
  reader->sure = TRUE;
}

/* What follows a number of degrees: minutes and seconds, each with its sign. */
static gboolean
read_fractions (Reader *reader, Part *part)
{
  Reader before;
  double number;

  if (!take (reader, "°"))
    return TRUE;
  reader->sure = TRUE;
  before = *reader;
  if (!read_number (reader, &number) || !take (reader, "'"))
    {
      *reader = before;
      return TRUE;
    }
  part->degrees += number / 60;
  before = *reader;
  if (number >= 60)
    return FALSE;
  if (!read_number (reader, &number) || !take (reader, "\""))
    {
      *reader = before;
      return TRUE;
    }
  part->degrees += number / 3600;
  return number < 60;
}

static gboolean
read_part (Reader *reader, Part *part)
{
  *part = (Part) { .sign = 1 };
  read_side (reader, part);
  if (take (reader, "-"))
    part->sign = -1;
  else
    take (reader, "+");
  /* a dash between two numbers is none of theirs */
  if (part->sign < 0 && !g_ascii_isdigit (*reader->at))
    return FALSE;
  if (!read_number (reader, &part->degrees) || !read_fractions (reader, part))
    return FALSE;
  if (part->side == 0)
    read_side (reader, part);
  if (part->side == 'S' || part->side == 'W')
    part->sign = -part->sign;
  return TRUE;
}

/* Commas are decimal points where there is no point and one comma would not be enough to part. */
static gboolean
has_decimal_commas (const char *text)
{
  const char *first = strchr (text, ',');

  return first != NULL && strchr (text, '.') == NULL && strchr (first + 1, ',') != NULL;
}

static gboolean
is_longitude (const Part *part)
{
  return part->side == 'E' || part->side == 'W';
}

/**
 * armada_coordinates_parse:
 * @text: decimal ("-6.2, 106.8", with commas for points too), in degrees, minutes and seconds
 *   ("6°12'0\"S 106°48'E"), or a geo: link
 * @latitude: (out): degrees, north is positive
 * @longitude: (out): degrees, east is positive
 *
 * Two bare whole numbers are not taken for a place: a plate may look like that.
 *
 * Returns: whether @text is a place and nothing else
 */
gboolean
armada_coordinates_parse (const char *text, double *latitude, double *longitude)
{
  g_autofree char *simple = NULL;
  Reader reader = { 0 };
  Part first, second;
  gboolean swapped;

  if (strlen (text) > MAX_TEXT)
    return FALSE;
  if (g_ascii_strncasecmp (text, LINK, strlen (LINK)) == 0)
    {
      g_autofree char *link =
          g_strndup (text + strlen (LINK), strcspn (text, "?;") - strlen (LINK));

      return armada_coordinates_parse (link, latitude, longitude);
    }
  simple = simplify (text);
  reader.at = simple;
  reader.comma = has_decimal_commas (simple);
  if (!read_part (&reader, &first))
    return FALSE;
  if (take (&reader, ",") || take (&reader, ";"))
    reader.sure = TRUE;
  if (!read_part (&reader, &second) || !reader.sure)
    return FALSE;
  skip_spaces (&reader);
  swapped = is_longitude (&first) || (second.side != 0 && !is_longitude (&second));
  *latitude = swapped ? second.sign * second.degrees : first.sign * first.degrees;
  *longitude = swapped ? first.sign * first.degrees : second.sign * second.degrees;
  return *reader.at == '\0' && fabs (*latitude) <= 90 && fabs (*longitude) <= 180 &&
         (first.side == 0 || second.side == 0 || is_longitude (&first) != is_longitude (&second));
}

/**
 * armada_coordinates_to_text:
 *
 * Returns: (transfer full): degrees with points for decimals in every language, so that they can be
 *   pasted anywhere: "-6.200000, 106.800000"
 */
char *
armada_coordinates_to_text (double latitude, double longitude)
{
  char north[G_ASCII_DTOSTR_BUF_SIZE], east[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (north, sizeof north, "%.6f", latitude);
  g_ascii_formatd (east, sizeof east, "%.6f", longitude);
  return g_strdup_printf ("%s, %s", north, east);
}

/**
 * armada_coordinates_to_link:
 * @zoom: of the map that the link opens
 *
 * Returns: (transfer full): a link that map programs understand (RFC 5870)
 */
char *
armada_coordinates_to_link (double latitude, double longitude, int zoom)
{
  char north[G_ASCII_DTOSTR_BUF_SIZE], east[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (north, sizeof north, "%.6f", latitude);
  g_ascii_formatd (east, sizeof east, "%.6f", longitude);
  return g_strdup_printf (LINK "%s,%s?z=%d", north, east, zoom);
}
