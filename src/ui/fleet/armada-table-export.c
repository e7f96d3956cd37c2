/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-export"

#include "fleet/armada-table-export.h"

#include "fleet/armada-table-words.h"
#include "model/armada-csv.h"

/* Returns: (transfer container): the columns that are shown and there */
static GPtrArray *
get_columns (ArmadaFleetTable *table)
{
  const GArray *shown = armada_fleet_table_get_layout (table)->columns;
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < shown->len; i++)
    {
      const ArmadaFleetColumn *column =
          armada_fleet_columns_find (armada_fleet_table_get_columns (table),
                                     g_array_index (shown, ArmadaLayoutColumn, i).name);

      if (column != NULL)
        g_ptr_array_add (columns, (gpointer) column);
    }
  return columns;
}

/* Spreadsheets take it apart at tabs and lines. */
static void
add_cell (GString *text, guint place, char *cell)
{
  g_string_append (text, place > 0 ? "\t" : "");
  g_string_append (text, g_strdelimit (cell, "\t\r\n", ' '));
  g_free (cell);
}

static void
add_row (GString *text, ArmadaFleetTable *table, GPtrArray *columns, ArmadaDevice *device)
{
  for (guint i = 0; i < columns->len; i++)
    {
      ArmadaFleetValue value;

      armada_fleet_table_get_value (table, columns->pdata[i], device, &value);
      add_cell (text, i,
                armada_table_words_for_cell (columns->pdata[i], &value,
                                             armada_fleet_table_get_now (table)));
    }
  g_string_append_c (text, '\n');
}

/**
 * armada_table_export_dup_text:
 * @selection: (nullable): whose vehicles, of those in rows; NULL: all rows
 *
 * Returns: (transfer full): the rows as they are seen, with tabs; all of them below the titles of
 *   the columns
 */
char *
armada_table_export_dup_text (ArmadaFleetTable *table, ArmadaSelection *selection)
{
  g_autoptr (GPtrArray) columns = get_columns (table);
  GString *text = g_string_new (NULL);

  for (guint i = 0; selection == NULL && i < columns->len; i++)
    add_cell (text, i, armada_table_words_for_column (columns->pdata[i]));
  g_string_append (text, selection == NULL ? "\n" : "");
  for (guint i = 0; i < armada_fleet_table_get_n_rows (table); i++)
    {
      ArmadaDevice *device = armada_fleet_table_get_device (table, i);

      if (selection == NULL || armada_selection_contains (selection, device))
        add_row (text, table, columns, device);
    }
  return g_string_free (text, FALSE);
}

static void
write_row (GString *csv, GPtrArray *cells)
{
  armada_csv_add_row (csv, (const char *const *) cells->pdata, cells->len);
  g_ptr_array_set_size (cells, 0);
}

/**
 * armada_table_export_dup_csv:
 *
 * Returns: (transfer full): all rows; names, numbers and times are the same in every language
 */
char *
armada_table_export_dup_csv (ArmadaFleetTable *table)
{
  g_autoptr (GPtrArray) columns = get_columns (table);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  /* without the mark spreadsheets take it for another encoding */
  GString *csv = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (cells, armada_table_words_write_title (columns->pdata[i]));
  write_row (csv, cells);
  for (guint k = 0; k < armada_fleet_table_get_n_rows (table); k++)
    {
      for (guint i = 0; i < columns->len; i++)
        {
          ArmadaFleetValue value;

          armada_fleet_table_get_value (table, columns->pdata[i],
                                        armada_fleet_table_get_device (table, k), &value);
          g_ptr_array_add (cells, armada_table_words_write_cell (columns->pdata[i], &value));
        }
      write_row (csv, cells);
    }
  return g_string_free (csv, FALSE);
}
