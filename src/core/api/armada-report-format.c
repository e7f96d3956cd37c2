/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-format"

#include "api/armada-report-format.h"

#include <string.h>

#define LOOKED_AT 4096        /* bytes that tell text from what is none */
#define PDF_TAIL 4096         /* bytes within which a PDF says that it ends */
#define ZIP_TAIL (65536 + 22) /* likewise, where the longest comment stands behind it */

static gboolean
begins_with (GBytes *file, const char *magic, gsize length)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  return size >= length && memcmp (data, magic, length) == 0;
}

/* The first character that is neither a byte order mark nor space; 0: none */
static char
first_character (GBytes *file)
{
  gsize size, i;
  const char *data = g_bytes_get_data (file, &size);

  for (i = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; i < size; i++)
    if (!g_ascii_isspace (data[i]))
      return data[i];
  return 0;
}

/**
 * armada_report_format_get_extension:
 *
 * Returns: what names of its files end in, without the dot
 */
const char *
armada_report_format_get_extension (const char *format)
{
  return g_str_has_prefix (format, "pdf") ? "pdf" : format;
}

/**
 * armada_report_format_matches:
 *
 * Returns: whether @file begins as files of @format do
 */
gboolean
armada_report_format_matches (const char *format, GBytes *file)
{
  char first = first_character (file);

  if (g_str_has_prefix (format, "pdf"))
    return begins_with (file, "%PDF-", 5);
  if (g_str_equal (format, "xlsx"))
    return begins_with (file, "PK\x03\x04", 4);
  if (g_str_equal (format, "xls"))
    return begins_with (file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  if (g_str_equal (format, "html"))
    return first == '<';
  if (g_str_equal (format, "json"))
    return first == '{' || first == '[';
  return first != 0 && first != '<' && first != '{';
}

static gboolean
ends_with (GBytes *file, const char *mark, gsize length, gsize within)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);
  gsize start = size > within ? size - within : 0;

  for (gsize i = start; i + length <= size; i++)
    if (memcmp (data + i, mark, length) == 0)
      return TRUE;
  return FALSE;
}

/**
 * armada_report_format_is_whole:
 * @file: that begins as files of @format do
 *
 * Returns: whether it ends as they do, where they have an end to know them by: a server that dies
 *   while it writes sends a part of a file as if it was all
 */
gboolean
armada_report_format_is_whole (const char *format, GBytes *file)
{
  if (g_str_has_prefix (format, "pdf"))
    return ends_with (file, "%%EOF", 5, PDF_TAIL);
  if (g_str_equal (format, "xlsx"))
    return ends_with (file, "PK\x05\x06", 4, ZIP_TAIL);
  return TRUE;
}

/* CSV has nothing to know it by but that it is text. */
static gboolean
is_text (GBytes *file)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  return memchr (data, 0, MIN (size, LOOKED_AT)) == NULL;
}

/**
 * armada_report_format_guess:
 * @name: of the file; its ending decides where the content allows for it
 *
 * Returns: (nullable): the format of a file from elsewhere; NULL: not one that reports have
 */
const char *
armada_report_format_guess (const char *name, GBytes *file)
{
  static const struct
  {
    const char *ending;
    const char *format;
  } kinds[] = {
    { ".pdf", "pdf" },  { ".xlsx", "xlsx" }, { ".xls", "xls" }, { ".html", "html" },
    { ".htm", "html" }, { ".json", "json" }, { ".csv", "csv" },
  };
  g_autofree char *small = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_suffix (small, kinds[i].ending) &&
        armada_report_format_matches (kinds[i].format, file) &&
        (!g_str_equal (kinds[i].format, "csv") || is_text (file)))
      return kinds[i].format;
  return armada_report_format_matches ("pdf", file) ? "pdf" : NULL;
}
