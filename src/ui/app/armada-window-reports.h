/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-window.h"
#include "sync/armada-history-choice.h"

G_BEGIN_DECLS

/*
 * Actions of the window: "win.make-report": with what the page that is seen is about filled in;
 * "win.make-report-for" (axss): with vehicles, and from and to when ("YYYY-MM-DD HH:MM:SS" in the
 * account's zone, "" not said).
 */
void armada_window_add_report_actions (ArmadaWindow *self, ArmadaSession *session);

void armada_window_report_history (ArmadaWindow *self, const ArmadaHistoryChoice *choice);

G_END_DECLS
