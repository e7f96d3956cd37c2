/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-board-export"

#include "boards/armada-board-export.h"

#include <glib/gi18n.h>

#include "app/armada-text-save.h"
#include "model/armada-csv.h"

static ArmadaBoardRow *
dup_row (ArmadaBoard *board, guint i)
{
  return g_list_model_get_item (armada_board_get_shown (board), i);
}

/* Spreadsheets take it apart at tabs and lines. */
static void
add_line (GString *text, ArmadaBoardRow *row, const ArmadaBoardColumn *columns, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *cell =
          g_strdup (row ? armada_board_row_get_text (row, i) : columns[i].title);

      g_string_append (text, i > 0 ? "\t" : "");
      g_string_append (text, g_strdelimit (cell, "\t\r\n", ' '));
    }
  g_string_append_c (text, '\n');
}

/**
 * armada_board_export_copy:
 * @all: all that is shown, with the columns' titles; else the chosen row
 */
void
armada_board_export_copy (ArmadaBoard *board, gboolean all)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ArmadaBoardRow *selected = armada_board_get_selected (board);
  guint n_rows = g_list_model_get_n_items (armada_board_get_shown (board));
  guint n;
  const ArmadaBoardColumn *columns = armada_board_get_columns (board, &n);

  if (all)
    add_line (text, NULL, columns, n);
  for (guint i = 0; all && i < n_rows; i++)
    {
      g_autoptr (ArmadaBoardRow) row = dup_row (board, i);

      add_line (text, row, columns, n);
    }
  if (!all && selected != NULL)
    add_line (text, selected, columns, n);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (board)), text->str);
  armada_board_tell (board, all ? _ ("Table copied") : _ ("Row copied"));
}

/**
 * armada_board_export_dup_csv:
 *
 * Returns: (transfer full): what is shown; its first line are the columns' names, which are the
 *   same in every language
 */
char *
armada_board_export_dup_csv (ArmadaBoard *board)
{
  /* without the mark spreadsheets take it for another encoding */
  GString *csv = g_string_new ("\xef\xbb\xbf");
  guint n_rows = g_list_model_get_n_items (armada_board_get_shown (board));
  guint n;
  const ArmadaBoardColumn *columns = armada_board_get_columns (board, &n);
  g_autofree const char **cells = g_new (const char *, n);

  for (guint i = 0; i < n; i++)
    cells[i] = columns[i].name;
  armada_csv_add_row (csv, cells, n);
  for (guint k = 0; k < n_rows; k++)
    {
      g_autoptr (ArmadaBoardRow) row = dup_row (board, k);

      for (guint i = 0; i < n; i++)
        cells[i] = armada_board_row_get_text (row, i);
      armada_csv_add_row (csv, cells, n);
    }
  return g_string_free (csv, FALSE);
}

static void
told_cb (GtkWidget *board, const char *sentence)
{
  armada_board_tell (ARMADA_BOARD (board), sentence);
}

/**
 * armada_board_export_save:
 * @file_name: proposed
 * @contents: (transfer full):
 *
 * Asks where to, and writes it.
 */
void
armada_board_export_save (ArmadaBoard *board, const char *file_name, char *contents)
{
  armada_text_save (GTK_WIDGET (board), file_name, contents, told_cb);
}

void
armada_board_export_csv (ArmadaBoard *board)
{
  g_autofree char *name = g_strconcat (armada_board_get_words (board)->file_name, ".csv", NULL);

  armada_board_export_save (board, name, armada_board_export_dup_csv (board));
}
