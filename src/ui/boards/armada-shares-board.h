/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "boards/armada-board.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SHARES_BOARD (armada_shares_board_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSharesBoard, armada_shares_board, ARMADA, SHARES_BOARD, AdwBin)

/* The public links to vehicles, and when they end. */

GtkWidget *armada_shares_board_new (void);
void armada_shares_board_set_session (ArmadaSharesBoard *self,
                                      ArmadaSession *session,
                                      ArmadaClock *clock);
ArmadaBoard *armada_shares_board_get_board (ArmadaSharesBoard *self);
void armada_shares_board_refresh (ArmadaSharesBoard *self);

G_END_DECLS
