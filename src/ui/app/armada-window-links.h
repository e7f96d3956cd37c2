/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "alerts/armada-inbox-page.h"
#include "app/armada-window.h"
#include "boards/armada-boards-page.h"
#include "fleet/armada-table-page.h"
#include "overview/armada-overview-page.h"

G_BEGIN_DECLS

/* Actions of the window: "win.show-vehicle" (int64), "win.show-board" (string, of
 * ArmadaBoardsPage), "win.open-report" (int64), "win.find": whatever there is. */

void armada_window_links_add_actions (ArmadaWindow *window);
void armada_window_show_vehicle (ArmadaWindow *window, gint64 id);
void armada_window_search_fleet (ArmadaWindow *window, const char *words);
void armada_window_links_count_boards (ArmadaWindow *window, ArmadaSession *session);
void armada_window_links_connect_inbox (ArmadaWindow *window, ArmadaInboxPage *page);
void armada_window_links_connect_boards (ArmadaWindow *window, ArmadaBoardsPage *page);
void armada_window_links_connect_overview (ArmadaWindow *window, ArmadaOverviewPage *page);
void armada_window_links_connect_table (ArmadaWindow *window, ArmadaTablePage *page);

G_END_DECLS
