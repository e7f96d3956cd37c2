/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/armada-table-views.h"
#include "model/armada-fleet-table.h"
#include "model/armada-selection.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TABLE_COMMANDS (armada_table_commands_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTableCommands, armada_table_commands, ARMADA, TABLE_COMMANDS, GObject)

/*
 * What can be done with the vehicles in the rows of the table of the fleet, as actions. With those
 * chosen: "copy", "show-on-map", "follow", "history", "report"; with all: "copy-all",
 * "show-all-on-map".
 *
 * Signals: "message" (commands, char *sentence): what the user asked for is done; "show-device"
 * (commands, gint64 id) and "show-devices" (commands, GArray *ids, char *title): on the map;
 * "command" (commands, char *action): one of the fleet page's for who is chosen.
 */

ArmadaTableCommands *armada_table_commands_new (GActionMap *actions,
                                                GtkWidget *widget,
                                                ArmadaFleetTable *table,
                                                ArmadaSelection *selection,
                                                ArmadaTableViews *views);
void armada_table_commands_update (ArmadaTableCommands *self);

G_END_DECLS
