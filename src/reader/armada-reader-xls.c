/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-xls"

#include "armada-reader-xls.h"

#include <freexl.h>

/*
 * Workbooks of the older kind (BIFF in a compound file), read by FreeXL and copied, so that all
 * kinds of tables are one thing to what comes after.
 */

static gboolean
fail (int code, GError **error)
{
  g_set_error (error, ARMADA_READING_ERROR,
               code == FREEXL_INSUFFICIENT_MEMORY ? ARMADA_READING_ERROR_TOO_LARGE
                                                  : ARMADA_READING_ERROR_DAMAGED,
               "FreeXL says %d", code);
  return FALSE;
}

static gboolean
put_cell (ArmadaReaderSheet *sheet, guint column, const FreeXL_CellValue *value, GError **error)
{
  ArmadaCellType type = ARMADA_CELL_TEXT;

  switch (value->type)
    {
    case FREEXL_CELL_INT:
      return armada_reader_sheet_put (sheet, column, ARMADA_CELL_NUMBER, value->value.int_value,
                                      NULL, 0, error);
    case FREEXL_CELL_DOUBLE:
      return armada_reader_sheet_put (sheet, column, ARMADA_CELL_NUMBER, value->value.double_value,
                                      NULL, 0, error);
    case FREEXL_CELL_DATE:
      type = ARMADA_CELL_DATE;
      break;
    case FREEXL_CELL_DATETIME:
      type = ARMADA_CELL_DATE_TIME;
      break;
    case FREEXL_CELL_TIME:
      type = ARMADA_CELL_TIME;
      break;
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
      break;
    default:
      return TRUE;
    }
  if (value->value.text_value == NULL || *value->value.text_value == '\0')
    return TRUE;
  return armada_reader_sheet_put (sheet, column, type, 0, value->value.text_value, -1, error);
}

static gboolean
read_rows (const void *workbook, ArmadaReaderSheet *sheet, GError **error)
{
  unsigned int n_rows = 0;
  unsigned short n_columns = 0;
  int code = freexl_worksheet_dimensions (workbook, &n_rows, &n_columns);

  if (code != FREEXL_OK)
    return fail (code, error);
  for (unsigned int row = 0; row < n_rows; row++)
    {
      if (!armada_reader_sheet_begin_row (sheet, row, error))
        return FALSE;
      for (unsigned short column = 0; column < n_columns; column++)
        {
          FreeXL_CellValue value = { .type = FREEXL_CELL_NULL };

          if (freexl_get_cell_value (workbook, row, column, &value) == FREEXL_OK &&
              !put_cell (sheet, column, &value, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_sheet (const void *workbook, unsigned short index, GPtrArray *sheets, GError **error)
{
  const char *name = NULL;
  ArmadaReaderSheet *sheet;
  int code = freexl_get_worksheet_name (workbook, index, &name);

  if (code == FREEXL_OK)
    code = freexl_select_active_worksheet (workbook, index);
  if (code != FREEXL_OK)
    return fail (code, error);
  sheet = armada_reader_sheet_new (name ? name : "");
  g_ptr_array_add (sheets, sheet);
  if (!read_rows (workbook, sheet, error))
    return FALSE;
  armada_reader_sheet_end (sheet, FALSE);
  return TRUE;
}

static gboolean
read_workbook (const void *workbook, GPtrArray *sheets, GError **error)
{
  unsigned int n_sheets = 0, password = FREEXL_BIFF_PLAIN;

  if (freexl_get_info (workbook, FREEXL_BIFF_PASSWORD, &password) == FREEXL_OK &&
      password == FREEXL_BIFF_OBFUSCATED)
    {
      g_set_error_literal (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_UNSUPPORTED,
                           "a workbook with a password");
      return FALSE;
    }
  if (freexl_get_info (workbook, FREEXL_BIFF_SHEET_COUNT, &n_sheets) != FREEXL_OK || n_sheets == 0)
    return fail (FREEXL_BIFF_WORKBOOK_NOT_FOUND, error);
  for (guint i = 0; i < MIN (n_sheets, ARMADA_READER_SHEETS_MAX); i++)
    if (!read_sheet (workbook, (unsigned short) i, sheets, error))
      return FALSE;
  return TRUE;
}

/**
 * armada_reader_xls_read:
 * @path: the file
 *
 * Returns: (transfer full) (element-type ArmadaReaderSheet): its sheets
 */
GPtrArray *
armada_reader_xls_read (const char *path, GError **error)
{
  g_autoptr (GPtrArray) sheets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_reader_sheet_free);
  const void *workbook = NULL;
  int code = freexl_open (path, &workbook);
  gboolean good = code == FREEXL_OK ? read_workbook (workbook, sheets, error) : fail (code, error);

  if (workbook != NULL)
    freexl_close (workbook);
  return good ? g_steal_pointer (&sheets) : NULL;
}
