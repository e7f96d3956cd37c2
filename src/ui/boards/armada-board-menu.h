/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "boards/armada-board.h"

G_BEGIN_DECLS

void armada_board_menu_attach (ArmadaBoard *board, GtkWidget *table, GtkWidget *list);

G_END_DECLS
