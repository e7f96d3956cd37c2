/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-board-menu"

#include "boards/armada-board-menu.h"

#include <glib/gi18n.h>

#include "app/armada-row-menu.h"
#include "boards/armada-board-details.h"

/* The context menu of a board's rows: what stands as buttons beside the chosen one, and copying. */

static ArmadaBoardDetails *
get_details (ArmadaBoard *board)
{
  GtkWidget *details = armada_board_get_details (board);

  return ARMADA_IS_BOARD_DETAILS (details) ? ARMADA_BOARD_DETAILS (details) : NULL;
}

static void
press_cb (GSimpleAction *action, GVariant *place, gpointer user_data)
{
  ArmadaBoardDetails *details = get_details (user_data);

  if (details != NULL)
    armada_board_details_press (details, g_variant_get_uint32 (place));
}

static GMenuModel *
make_menu (gpointer user_data)
{
  ArmadaBoardDetails *details = get_details (user_data);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) buttons = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();

  if (details != NULL)
    armada_board_details_fill_menu (details, buttons, "board.press");
  g_menu_append (rest, _ ("_Copy Row"), "board.copy");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (buttons));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}

/**
 * armada_board_menu_attach:
 * @table: its rows as a table
 * @list: its rows in a narrow window
 */
void
armada_board_menu_attach (ArmadaBoard *board, GtkWidget *table, GtkWidget *list)
{
  static const GActionEntry entries[] = {
    { .name = "press", .activate = press_cb, .parameter_type = "u" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (armada_board_get_actions (board)), entries,
                                   G_N_ELEMENTS (entries), board);
  armada_row_menu_attach (table, make_menu, board);
  armada_row_menu_attach (list, make_menu, board);
}
