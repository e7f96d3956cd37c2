/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "account/armada-sign-in-page.h"
#include "alerts/armada-inbox-page.h"
#include "fleet/armada-fleet-page.h"
#include "replay/armada-history-page.h"
#include "reports/armada-reports-page.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_WINDOW (armada_window_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaWindow, armada_window, ARMADA, WINDOW, AdwApplicationWindow)

/* Actions: "win.sign-in", "win.sign-in-again", "win.sign-out", "win.switch" (int64), "win.page"
 * (string: a page of ArmadaPageBar that is there), "win.back", "win.forward": among the pages that
 * were gone to; those of armada-window-reports.h. */

ArmadaWindow *armada_window_new (GtkApplication *application,
                                 ArmadaSession *session,
                                 ArmadaClock *clock,
                                 GSettings *settings);
ArmadaFleetPage *armada_window_get_fleet_page (ArmadaWindow *self);
ArmadaHistoryPage *armada_window_get_history_page (ArmadaWindow *self);
ArmadaInboxPage *armada_window_get_inbox_page (ArmadaWindow *self);
ArmadaReportsPage *armada_window_get_reports_page (ArmadaWindow *self);
ArmadaSignInPage *armada_window_get_sign_in_page (ArmadaWindow *self);
ArmadaSession *armada_window_get_session (ArmadaWindow *self);
const char *armada_window_get_page_name (ArmadaWindow *self);
void armada_window_set_page_count (ArmadaWindow *self, const char *page, guint count);
void armada_window_show_message (ArmadaWindow *self, const char *sentence);
void armada_window_show_error (ArmadaWindow *self, const GError *error);
void armada_window_open_file (ArmadaWindow *self, GFile *file);

G_END_DECLS
