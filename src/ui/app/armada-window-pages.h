/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "alerts/armada-inbox-page.h"
#include "app/armada-window.h"
#include "boards/armada-boards-page.h"
#include "fleet/armada-table-page.h"
#include "overview/armada-overview-page.h"
#include "replay/armada-history-page.h"
#include "reports/armada-reports-page.h"

G_BEGIN_DECLS

gboolean armada_window_pages_has (const char *name);
GtkWidget *armada_window_pages_make (ArmadaWindow *window, const char *name);

/* The pages themselves, made now if nobody needed them before. */
ArmadaBoardsPage *armada_window_get_boards_page (ArmadaWindow *self);
ArmadaHistoryPage *armada_window_get_history_page (ArmadaWindow *self);
ArmadaInboxPage *armada_window_get_inbox_page (ArmadaWindow *self);

G_END_DECLS
