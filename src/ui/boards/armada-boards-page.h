/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "alerts/armada-rules-board.h"
#include "boards/armada-drivers-board.h"
#include "boards/armada-maintenance-board.h"
#include "boards/armada-shares-board.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_BOARDS_PAGE (armada_boards_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaBoardsPage, armada_boards_page, ARMADA, BOARDS_PAGE, AdwBreakpointBin)

/*
 * The boards of the window, one at a time: "drivers", "maintenance", "sharing", "rules".
 *
 * Property "n-overdue" (uint, read-only, notified). Signals: "show-device" (int64): the map is to
 * show a vehicle; "message" (string).
 */

GtkWidget *armada_boards_page_new (void);
void
armada_boards_page_set_session (ArmadaBoardsPage *self, ArmadaSession *session, ArmadaClock *clock);
void armada_boards_page_show (ArmadaBoardsPage *self, const char *name);
const char *armada_boards_page_get_shown (ArmadaBoardsPage *self);
ArmadaDriversBoard *armada_boards_page_get_drivers (ArmadaBoardsPage *self);
ArmadaMaintenanceBoard *armada_boards_page_get_maintenance (ArmadaBoardsPage *self);
ArmadaSharesBoard *armada_boards_page_get_shares (ArmadaBoardsPage *self);
ArmadaRulesBoard *armada_boards_page_get_rules (ArmadaBoardsPage *self);

G_END_DECLS
