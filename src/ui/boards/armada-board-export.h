/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "boards/armada-board.h"

G_BEGIN_DECLS

/* What leaves a board: what it shows, as it is filtered and sorted. */

void armada_board_export_copy (ArmadaBoard *board, gboolean all);
void armada_board_export_csv (ArmadaBoard *board);
void armada_board_export_print (ArmadaBoard *board);
GtkPrintOperation *armada_board_export_new_print (ArmadaBoard *board);
void armada_board_export_save (ArmadaBoard *board, const char *file_name, char *contents);
char *armada_board_export_dup_csv (ArmadaBoard *board);

G_END_DECLS
