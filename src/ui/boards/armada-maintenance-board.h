/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "boards/armada-board.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_MAINTENANCE_BOARD (armada_maintenance_board_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMaintenanceBoard,
                      armada_maintenance_board,
                      ARMADA,
                      MAINTENANCE_BOARD,
                      AdwBin)

/*
 * The maintenance of the whole fleet: what is overdue, due soon and later, and when it will be.
 *
 * Property "n-overdue" (uint, read-only, notified). Signal "show-device" (int64).
 */

GtkWidget *armada_maintenance_board_new (void);
void armada_maintenance_board_set_session (ArmadaMaintenanceBoard *self,
                                           ArmadaSession *session,
                                           ArmadaClock *clock);
ArmadaBoard *armada_maintenance_board_get_board (ArmadaMaintenanceBoard *self);
void armada_maintenance_board_refresh (ArmadaMaintenanceBoard *self);
char *armada_maintenance_board_dup_ics (ArmadaMaintenanceBoard *self);

G_END_DECLS
