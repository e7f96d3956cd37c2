/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "boards/armada-board.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_BOARD_NOTHING (armada_board_nothing_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaBoardNothing, armada_board_nothing, ARMADA, BOARD_NOTHING, AdwBin)

/*
 * What a board says where it has no row to show, and what can be done about it.
 *
 * Signal "cure": the user wants that done: nothing is filtered any more where there are
 * rows, and else all is asked for again.
 */

void armada_board_nothing_show_filtered (ArmadaBoardNothing *self);
void armada_board_nothing_show_status (ArmadaBoardNothing *self,
                                       const ArmadaBoardWords *words,
                                       const ArmadaBoardStatus *status);

G_END_DECLS
