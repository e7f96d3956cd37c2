/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sheet-words"

#include "reports/armada-sheet-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Zeros at the end of a fraction, and a point that nothing follows. */
static void
cut_zeros (char *number)
{
  gsize n = strlen (number);

  if (strspn (number, "-0123456789") == n)
    return;
  while (number[n - 1] == '0')
    number[--n] = '\0';
  while (n > 0 && !g_ascii_isdigit (number[n - 1]))
    number[--n] = '\0';
}

/**
 * armada_sheet_words_for_number:
 *
 * Returns: (transfer full): the number as the locale writes it, without figures that only
 *   computers see: of a fraction as many as coordinates have
 */
char *
armada_sheet_words_for_number (double number)
{
  double size = fabs (number);
  char *words;

  if (size != 0 && (size >= 1e10 || size < 1e-4))
    return g_strdup_printf ("%.15g", number);
  words = g_strdup_printf ("%.6f", number);
  cut_zeros (words);
  return words;
}

/* Dates come as "2026-03-01 06:58:11", in the zone of the report. */
static char *
words_for_date (const ArmadaSheetCellValue *cell)
{
  g_autofree char *iso = g_strdup (cell->text);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  char *words;

  if (strlen (iso) > 10)
    iso[10] = 'T';
  else
    {
      g_free (iso);
      iso = g_strconcat (cell->text, "T00:00:00", NULL);
    }
  time = g_date_time_new_from_iso8601 (iso, zone);
  if (time == NULL)
    return g_strdup (cell->text);
  words = cell->type == ARMADA_CELL_DATE
              /* Translators: a date in a table, such as 1 Mar 2026 */
              ? g_date_time_format (time, _ ("%-e %b %Y"))
              /* Translators: a date and a time in a table, such as 1 Mar 2026 06:58:11 */
              : g_date_time_format (time, _ ("%-e %b %Y %H:%M:%S"));
  return words ? words : g_strdup (cell->text);
}

/**
 * armada_sheet_words_for_cell:
 *
 * Returns: (transfer full): what is shown in the cell
 */
char *
armada_sheet_words_for_cell (const ArmadaSheetCellValue *cell)
{
  g_autofree char *number = NULL;

  switch (cell->type)
    {
    case ARMADA_CELL_NUMBER:
      return *cell->text != '\0' ? g_strdup (cell->text)
                                 : armada_sheet_words_for_number (cell->number);
    case ARMADA_CELL_PERCENT:
      number = armada_sheet_words_for_number (cell->number * 100);
      /* Translators: a percentage in a table */
      return g_strdup_printf (_ ("%s%%"), number);
    case ARMADA_CELL_FLAG:
      return g_strdup (cell->number != 0 ? _ ("Yes") : _ ("No"));
    case ARMADA_CELL_DATE:
    case ARMADA_CELL_DATE_TIME:
      return words_for_date (cell);
    case ARMADA_CELL_EMPTY:
    case ARMADA_CELL_TEXT:
    case ARMADA_CELL_TIME:
    default:
      return g_strdup (cell->text);
    }
}

/**
 * armada_sheet_words_are_numbers:
 *
 * Returns: whether the cell stands at the right of its column
 */
gboolean
armada_sheet_words_are_numbers (const ArmadaSheetCellValue *cell)
{
  return cell->type == ARMADA_CELL_NUMBER || cell->type == ARMADA_CELL_PERCENT ||
         cell->type == ARMADA_CELL_TIME;
}

/**
 * armada_sheet_words_for_change:
 *
 * Returns: how a row differs from an earlier run, as a sign and a word; "" not at all
 */
const char *
armada_sheet_words_for_change (ArmadaRowChange change)
{
  switch (change)
    {
    case ARMADA_ROW_ADDED:
      /* Translators: of a row that only the later of two reports has */
      return _ ("+ Added");
    case ARMADA_ROW_REMOVED:
      /* Translators: of a row that only the earlier of two reports has */
      return _ ("− Removed");
    case ARMADA_ROW_CHANGED:
      /* Translators: of a row that differs between two reports */
      return _ ("≠ Changed");
    case ARMADA_ROW_SAME:
    default:
      return "";
    }
}

/**
 * armada_sheet_words_for_column:
 *
 * Returns: (transfer full): what the sheet calls a column, else its letters: "A" … "Z", "AA"
 */
char *
armada_sheet_words_for_column (const ArmadaReadingSheet *sheet, guint column)
{
  GString *letters;

  if (column < g_strv_length (sheet->titles) && *sheet->titles[column] != '\0')
    return g_strdelimit (g_strdup (sheet->titles[column]), "\n\r\t", ' ');
  letters = g_string_new (NULL);
  for (guint n = column + 1; n > 0; n = (n - 1) / 26)
    g_string_prepend_c (letters, (char) ('A' + (n - 1) % 26));
  return g_string_free_and_steal (letters);
}
