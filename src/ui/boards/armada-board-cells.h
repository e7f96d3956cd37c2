/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "boards/armada-board.h"

G_BEGIN_DECLS

/* How the rows of a board are drawn: a cell for each column, or all in one on a narrow window. */

GtkListItemFactory *armada_board_cells_new (guint column, ArmadaColumnKind kind);
GtkListItemFactory *armada_board_cells_new_narrow (const ArmadaBoardColumn *columns, guint n);
GtkSorter *armada_board_cells_new_sorter (guint column);

G_END_DECLS
