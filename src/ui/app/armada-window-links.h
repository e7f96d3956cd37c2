/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-window.h"
#include "boards/armada-boards-page.h"
#include "overview/armada-overview-page.h"

G_BEGIN_DECLS

/* Where the numbers of the overview and the vehicles of the boards lead to: other pages. */

void armada_window_links_connect (ArmadaWindow *window,
                                  ArmadaFleetPage *fleet,
                                  ArmadaBoardsPage *boards,
                                  ArmadaOverviewPage *overview);

G_END_DECLS
