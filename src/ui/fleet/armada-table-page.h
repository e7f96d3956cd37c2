/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fleet/armada-table-views.h"
#include "model/armada-fleet-table.h"
#include "model/armada-selection.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TABLE_PAGE (armada_table_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTablePage, armada_table_page, ARMADA, TABLE_PAGE, AdwBreakpointBin)

/*
 * The fleet as a table.
 *
 * Actions, in the group "table": "search", "filter" (s: a column), "filter-any", "clear",
 * "columns", "hide" (s), "sort" ((sb): a column, whether descending), "sort-by" (s, stateful),
 * "descending" (stateful), "copy", "copy-all", "save", "details" (stateful), "show-on-map",
 * "show-all-on-map", "history", "report", "follow", "escape".
 *
 * Signals: "message" (page, char *sentence): what the user asked for is done; "show-device" (page,
 * gint64 id) and "show-devices" (page, GArray *ids, char *title): on the map; "command" (page, char
 * *action): one of the fleet page's for who is chosen.
 */

void armada_table_page_set_models (ArmadaTablePage *self,
                                   ArmadaFleet *fleet,
                                   ArmadaSelection *selection,
                                   ArmadaClock *clock);
void armada_table_page_set_session (ArmadaTablePage *self, ArmadaSession *session);
ArmadaFleetTable *armada_table_page_get_table (ArmadaTablePage *self);
ArmadaTableViews *armada_table_page_get_views (ArmadaTablePage *self);

G_END_DECLS
