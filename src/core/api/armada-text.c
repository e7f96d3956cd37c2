/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-text"

#include "api/armada-json.h"

#include <string.h>

/* The names of U+00A0 to U+00FF in HTML 4, in their order. */
static const char latin_names[][7] = {
  "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
  "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
  "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
  "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
  "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
  "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
  "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
  "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
  "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
  "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};
G_STATIC_ASSERT (G_N_ELEMENTS (latin_names) == 96);

static const struct
{
  char name[7];
  gunichar character;
} other_names[] = {
  { "amp", '&' },      { "lt", '<' },       { "gt", '>' },        { "quot", '"' },
  { "apos", '\'' },    { "euro", 0x20ac },  { "hellip", 0x2026 }, { "ndash", 0x2013 },
  { "mdash", 0x2014 }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 },  { "ldquo", 0x201c },
  { "rdquo", 0x201d }, { "bull", 0x2022 },  { "trade", 0x2122 },  { "rarr", 0x2192 },
  { "larr", 0x2190 },  { "minus", 0x2212 }, { "infin", 0x221e },
};

/* What a person should not be sent: controls, and what is no character. */
static gboolean
is_printable (gunichar character)
{
  return g_unichar_validate (character) && character >= 0x20 &&
         !(character >= 0x7f && character < 0xa0) && character != 0xfeff;
}

static gunichar
named_character (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_names); i++)
    if (strlen (other_names[i].name) == length && memcmp (other_names[i].name, name, length) == 0)
      return other_names[i].character;
  for (guint i = 0; i < G_N_ELEMENTS (latin_names); i++)
    if (strlen (latin_names[i]) == length && memcmp (latin_names[i], name, length) == 0)
      return 0xa0 + i;
  return 0;
}

/* "#39", "#x27" or "quot", without & and ;. Returns: 0 when it is none of them. */
static gunichar
entity_character (const char *name, gsize length)
{
  char digits[9] = "";
  guint base = 10;
  guint64 number;

  if (length < 2 || name[0] != '#')
    return named_character (name, length);

  name++, length--;
  if (g_ascii_tolower (*name) == 'x')
    base = 16, name++, length--;
  if (length == 0 || length >= sizeof digits)
    return 0;
  memcpy (digits, name, length);
  if (!g_ascii_string_to_unsigned (digits, base, 1, 0x10ffff, &number, NULL))
    return 0;
  return g_unichar_validate ((gunichar) number) ? (gunichar) number : 0;
}

/* Reads an entity at @text. Returns: its length in bytes, 0 when it is a plain ampersand. */
static gsize
take_entity (const char *text, const char *end, gunichar *character)
{
  const char *stop = memchr (text, ';', (gsize) MIN (end - text, 12));

  if (stop == NULL)
    return 0;
  *character = entity_character (text + 1, (gsize) (stop - text) - 1);
  return *character ? (gsize) (stop - text) + 1 : 0;
}

static gboolean
has_name (const char *text, const char *end, const char *name)
{
  gsize length = strlen (name);

  return (gsize) (end - text) > length && g_ascii_strncasecmp (text, name, length) == 0 &&
         !g_ascii_isalnum (text[length]);
}

/* The end of a script or style that begins at @text, contents and all. */
static const char *
skip_raw_element (const char *text, const char *end, const char *name)
{
  for (; text < end; text++)
    if (end - text > 2 && text[0] == '<' && text[1] == '/' && has_name (text + 2, end, name))
      {
        const char *stop = memchr (text, '>', (gsize) (end - text));

        return stop ? stop + 1 : end;
      }
  return end;
}

/* Reads markup at @text; @last is behind the last ">" there is. Returns: its length in bytes, 0
 * when it is a plain "less than". */
static gsize
take_markup (const char *text, const char *end, const char *last)
{
  const char *name = text + 1;
  const char *stop;

  if (end - text > 4 && memcmp (text, "<!--", 4) == 0)
    {
      stop = g_strstr_len (text + 4, end - text - 4, "-->");
      return (gsize) ((stop ? stop + 3 : end) - text);
    }
  if (name < end && (*name == '/' || *name == '!' || *name == '?'))
    name++;
  if (name >= end || !g_ascii_isalpha (*name))
    return 0;
  if (text[1] == 's' || text[1] == 'S')
    {
      if (has_name (name, end, "script"))
        return (gsize) (skip_raw_element (text, end, "script") - text);
      if (has_name (name, end, "style"))
        return (gsize) (skip_raw_element (text, end, "style") - text);
    }
  /* looked for from each "<" to the end, what is not there would take for ever */
  if (last <= text)
    return 0;
  stop = memchr (text, '>', (gsize) (end - text));
  return (gsize) (stop - text) + 1;
}

static gboolean
is_break (const char *markup, const char *end)
{
  static const char *const names[] = { "br", "p", "/p", "div", "/div", "li", "tr", "h1", "/h1" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (has_name (markup + 1, end, names[i]))
      return TRUE;
  return FALSE;
}

/* Keeps @out free of leading space, of doubled space and, unless @lines, of line breaks. */
static void
put_space (GString *out, gboolean is_line_end, gboolean lines)
{
  char last = out->len > 0 ? out->str[out->len - 1] : '\n';

  if (is_line_end && lines && out->len > 0)
    {
      if (last == ' ')
        g_string_truncate (out, out->len - 1);
      g_string_append_c (out, '\n');
    }
  else if (last != ' ' && last != '\n')
    g_string_append_c (out, ' ');
}

/* One character or byte of text, known not to be markup. Returns: bytes used. */
static gsize
put_character (GString *out, const char *text, const char *end, gboolean lines)
{
  gunichar character = 0;
  gsize used = *text == '&' ? take_entity (text, end, &character) : *text == '\0';

  if (used == 0)
    {
      character = g_utf8_get_char_validated (text, end - text);
      used = character >= (gunichar) -2 ? 1 : (gsize) g_utf8_skip[(guchar) *text];
      if (character >= (gunichar) -2)
        character = 0xfffd;
    }

  if (character == ' ' || character == '\t' || character == '\n' || character == 0xa0)
    put_space (out, character == '\n', lines);
  else if (is_printable (character))
    g_string_append_unichar (out, character);
  return used;
}

static char *
decode (const char *text, gssize length, gboolean lines)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);
  const char *last = end;
  gsize used;

  while (last > text && last[-1] != '>')
    last--;
  while (text < end)
    {
      used = *text == '<' ? take_markup (text, end, last) : 0;
      if (used > 0 && is_break (text, end))
        put_space (out, TRUE, lines);
      text += used > 0 ? used : put_character (out, text, end, lines);
    }

  g_strchomp (out->str);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * armada_text_decode:
 * @text: (array length=length): text of the server, UTF-8 or nearly so
 * @length: its length in bytes, or -1
 *
 * Makes a text of the server plain and one line: markup is dropped, then entities are decoded, once
 * (so that an escaped "<b>" is shown as the user wrote it), control characters are dropped, space
 * is collapsed and trimmed, and bytes that are not UTF-8 become U+FFFD.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
armada_text_decode (const char *text, gssize length)
{
  return decode (text, length, FALSE);
}

/**
 * armada_text_decode_lines:
 * @text: (array length=length): text of the server, UTF-8 or nearly so
 * @length: its length in bytes, or -1
 *
 * As armada_text_decode(), but keeps line breaks: for notes and other long texts.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
armada_text_decode_lines (const char *text, gssize length)
{
  return decode (text, length, TRUE);
}
