/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORTS_PAGE (armada_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportsPage,
                      armada_reports_page,
                      ARMADA,
                      REPORTS_PAGE,
                      AdwBreakpointBin)

/* Every report that is kept on this desk. Actions: "reports.*". Signal "message" (string): to be
 * told in a toast. */

void armada_reports_page_set_session (ArmadaReportsPage *self, ArmadaSession *session);
void armada_reports_page_open (ArmadaReportsPage *self, ArmadaReport *report);
gboolean armada_reports_page_go_back (ArmadaReportsPage *self);

G_END_DECLS
