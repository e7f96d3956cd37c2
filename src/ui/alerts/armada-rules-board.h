/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "boards/armada-board.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_RULES_BOARD (armada_rules_board_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaRulesBoard, armada_rules_board, ARMADA, RULES_BOARD, AdwBin)

/* The alert rules: all of them, or those that watch one vehicle. They can only be read. */

GtkWidget *armada_rules_board_new (void);
void
armada_rules_board_set_session (ArmadaRulesBoard *self, ArmadaSession *session, ArmadaClock *clock);
ArmadaBoard *armada_rules_board_get_board (ArmadaRulesBoard *self);
void armada_rules_board_refresh (ArmadaRulesBoard *self);
void armada_rules_board_set_device (ArmadaRulesBoard *self, gint64 device);

G_END_DECLS
