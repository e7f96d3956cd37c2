/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-csv"

#include "model/armada-csv.h"

#include <string.h>

/*
 * Whether a spreadsheet would work the text out instead of showing it. Telephone numbers and plain
 * numbers begin with the same marks and are left alone.
 */
static gboolean
is_formula (const char *text)
{
  if (*text == '\0' || strchr ("=+-@\t\r", *text) == NULL)
    return FALSE;
  return (*text != '+' && *text != '-') ||
         strspn (text + 1, "0123456789.,() -") < strlen (text + 1);
}

static void
add_cell (GString *csv, const char *text)
{
  g_autofree char *plain = is_formula (text) ? g_strconcat ("'", text, NULL) : g_strdup (text);

  if (strpbrk (plain, ",\"\r\n") == NULL)
    {
      g_string_append (csv, plain);
      return;
    }
  g_string_append_c (csv, '"');
  for (const char *c = plain; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
  g_string_append_c (csv, '"');
}

/**
 * armada_csv_add_row:
 * @cells: (array length=n): what stands in each; none is NULL
 *
 * Adds a row as RFC 4180 has it. What a spreadsheet would take for a formula is made a text: names
 * come from outside.
 */
void
armada_csv_add_row (GString *csv, const char *const *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      add_cell (csv, cells[i]);
    }
  g_string_append (csv, "\r\n");
}
