/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_OVERVIEW_PAGE (armada_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaOverviewPage,
                      armada_overview_page,
                      ARMADA,
                      OVERVIEW_PAGE,
                      AdwBreakpointBin)

/*
 * The fleet in a few numbers, each a filter of another page.
 *
 * Signals: "show-states" (uint mask): the map is to show vehicles in these states; "show-devices"
 * (GArray of gint64, string title): just these vehicles; "show-board" (string board, int class): a
 * board with a filter; "show-events" (string type, "" all): what happened today; "show-reports".
 */

GtkWidget *armada_overview_page_new (void);
void armada_overview_page_set_session (ArmadaOverviewPage *self,
                                       ArmadaSession *session,
                                       ArmadaClock *clock);
void armada_overview_page_set_reports_waiting (ArmadaOverviewPage *self, guint n);

G_END_DECLS
