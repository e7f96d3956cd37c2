/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-csv"

#include "armada-reader-csv.h"

#include <string.h>

#define SAMPLE (64 * 1024) /* bytes that tell encoding and separator */

/*
 * Comma-separated values, whichever the separator: comma, semicolon, tab or bar, the one that
 * splits most of the first lines alike. UTF-8 with and without its mark, UTF-16, else Windows-1252.
 */

static char *
convert (const char *data, gsize size, const char *charset, gsize *length, GError **error)
{
  g_autoptr (GError) why = NULL;
  char *text = g_convert_with_fallback (data, (gssize) size, "UTF-8", charset, "\xef\xbf\xbd", NULL,
                                        length, &why);

  if (text == NULL)
    g_set_error (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_DAMAGED, "not text: %s",
                 why->message);
  return text;
}

/* UTF-16 without its mark: half of the bytes of European text are 0. */
static const char *
guess_wide (const char *data, gsize size)
{
  gsize even = 0, odd = 0, n = MIN (size, SAMPLE);

  for (gsize i = 0; i < n; i++)
    if (data[i] == '\0')
      *(i % 2 == 0 ? &even : &odd) += 1;
  if (odd > n / 4 && even <= n / 64)
    return "UTF-16LE";
  if (even > n / 4 && odd <= n / 64)
    return "UTF-16BE";
  return NULL;
}

/**
 * armada_reader_csv_decode:
 * @data: text in any of the usual encodings
 * @length: (out): of the result in bytes
 *
 * Returns: (transfer full): the same in UTF-8, which may have errors of the file
 */
char *
armada_reader_csv_decode (const char *data, gsize size, gsize *length, GError **error)
{
  const char *wide;

  if (size >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    return convert (data + 2, size - 2, "UTF-16LE", length, error);
  if (size >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    return convert (data + 2, size - 2, "UTF-16BE", length, error);
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  wide = guess_wide (data, size);
  if (wide != NULL)
    return convert (data, size, wide, length, error);
  if (memchr (data, '\0', size) != NULL)
    {
      g_set_error_literal (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_DAMAGED,
                           "zero bytes in text");
      return NULL;
    }
  if (!g_utf8_validate_len (data, size, NULL))
    return convert (data, size, "WINDOWS-1252", length, error);
  *length = size;
  return g_strndup (data, size);
}

/* How many of the first lines have as many of @separator, outside quotes, as the line before. */
static guint
count_alike (const char *text, gsize size, char separator)
{
  guint alike = 0, fields = 0, before = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < MIN (size, SAMPLE); i++)
    {
      if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted && text[i] == separator)
        fields++;
      else if (!quoted && text[i] == '\n')
        {
          if (fields > 0)
            alike += fields == before ? 3 : 1;
          before = fields;
          fields = 0;
        }
    }
  return fields > 0 ? alike + (fields == before ? 3 : 1) : alike;
}

/**
 * armada_reader_csv_guess_separator:
 *
 * Returns: what stands between the values of @text
 */
char
armada_reader_csv_guess_separator (const char *text, gsize size)
{
  const char candidates[] = ",;\t|";
  char best = ',';
  guint most = 0;

  if (g_ascii_strncasecmp (text, "sep=", 4) == 0 && text[4] != '\0')
    return text[4];
  for (const char *candidate = candidates; *candidate != '\0'; candidate++)
    {
      guint alike = count_alike (text, size, *candidate);

      if (alike > most)
        {
          most = alike;
          best = *candidate;
        }
    }
  return best;
}

/**
 * armada_reader_csv_number:
 * @out: (out): what it comes to
 *
 * Reads "12", "-0.5" and, where @comma, "3,25". Whatever else could be a name ("0812", "1e5",
 * "12-3") is none.
 *
 * Returns: whether @text is a number
 */
gboolean
armada_reader_csv_number (const char *text, gsize length, gboolean comma, double *out)
{
  char buffer[32];
  gsize at = length > 0 && text[0] == '-' ? 1 : 0, digits = 0;

  if (length == 0 || length >= sizeof buffer - 1)
    return FALSE;
  if (at + 1 < length && text[at] == '0' && g_ascii_isdigit (text[at + 1]))
    return FALSE;
  memcpy (buffer, text, length);
  buffer[length] = '\0';
  for (; at < length && g_ascii_isdigit (text[at]); at++)
    digits++;
  if (digits == 0 || digits > 15)
    return FALSE;
  if (at < length && (text[at] == '.' || (comma && text[at] == ',')))
    {
      buffer[at++] = '.';
      if (at == length)
        return FALSE;
      while (at < length && g_ascii_isdigit (text[at]))
        at++;
    }
  if (at != length)
    return FALSE;
  *out = g_ascii_strtod (buffer, NULL);
  return TRUE;
}

typedef struct
{
  ArmadaReaderSheet *sheet;
  const char *at;
  const char *end;
  char separator;
  guint row;
} Reader;

/* Reads a value into @field; says whether it was in quotes. */
static gboolean
read_field (Reader *reader, GString *field)
{
  gboolean quoted = reader->at < reader->end && *reader->at == '"';

  g_string_truncate (field, 0);
  if (quoted)
    {
      for (reader->at++; reader->at < reader->end; reader->at++)
        {
          if (*reader->at != '"')
            g_string_append_c (field, *reader->at);
          else if (reader->at + 1 < reader->end && reader->at[1] == '"')
            g_string_append_c (field, *reader->at++);
          else
            {
              reader->at++;
              break;
            }
        }
    }
  while (reader->at < reader->end && *reader->at != reader->separator && *reader->at != '\n' &&
         *reader->at != '\r')
    g_string_append_c (field, *reader->at++);
  return quoted;
}

static gboolean
put_field (Reader *reader, guint column, const GString *field, gboolean quoted, GError **error)
{
  gboolean comma = reader->separator != ',';
  double number = 0;

  if (field->len == 0)
    return TRUE;
  if (!quoted && armada_reader_csv_number (field->str, field->len, comma, &number))
    return armada_reader_sheet_put (reader->sheet, column, ARMADA_CELL_NUMBER, number, field->str,
                                    (gssize) field->len, error);
  return armada_reader_sheet_put (reader->sheet, column, ARMADA_CELL_TEXT, 0, field->str,
                                  (gssize) field->len, error);
}

static gboolean
read_line (Reader *reader, GString *field, GError **error)
{
  if (!armada_reader_sheet_begin_row (reader->sheet, reader->row++, error))
    return FALSE;
  for (guint column = 0;; column++)
    {
      gboolean quoted = read_field (reader, field);

      if (!put_field (reader, column, field, quoted, error))
        return FALSE;
      if (reader->at >= reader->end || *reader->at != reader->separator)
        break;
      reader->at++;
    }
  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  if (reader->at < reader->end && *reader->at == '\n')
    reader->at++;
  return TRUE;
}

/**
 * armada_reader_csv_read:
 * @data: the file
 * @name: for the sheet
 *
 * Returns: (transfer full): its values as a sheet
 */
ArmadaReaderSheet *
armada_reader_csv_read (const char *data, gsize size, const char *name, GError **error)
{
  g_autoptr (ArmadaReaderSheet) sheet = armada_reader_sheet_new (name);
  g_autoptr (GString) field = g_string_new (NULL);
  g_autofree char *text = NULL;
  gsize length;
  Reader reader = { sheet };

  text = armada_reader_csv_decode (data, size, &length, error);
  if (text == NULL)
    return NULL;
  reader.separator = armada_reader_csv_guess_separator (text, length);
  reader.at = text;
  reader.end = text + length;
  if (g_ascii_strncasecmp (text, "sep=", 4) == 0)
    reader.at = memchr (text, '\n', length) ? (char *) memchr (text, '\n', length) + 1 : reader.end;
  while (reader.at < reader.end)
    if (!read_line (&reader, field, error))
      return NULL;
  armada_reader_sheet_end (sheet, FALSE);
  return g_steal_pointer (&sheet);
}
