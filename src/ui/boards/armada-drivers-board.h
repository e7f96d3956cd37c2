/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "boards/armada-board.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_DRIVERS_BOARD (armada_drivers_board_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDriversBoard, armada_drivers_board, ARMADA, DRIVERS_BOARD, AdwBin)

/* Who drives, how to reach them, and what they drive. Signal "show-device" (int64). */

GtkWidget *armada_drivers_board_new (void);
void armada_drivers_board_set_session (ArmadaDriversBoard *self,
                                       ArmadaSession *session,
                                       ArmadaClock *clock);
ArmadaBoard *armada_drivers_board_get_board (ArmadaDriversBoard *self);
void armada_drivers_board_refresh (ArmadaDriversBoard *self);

G_END_DECLS
