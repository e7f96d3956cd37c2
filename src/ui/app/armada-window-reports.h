/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-window.h"
#include "sync/armada-history-choice.h"

G_BEGIN_DECLS

/* The window's action "win.make-report": with what the page that is seen is about filled in. What
 * becomes of the reports is told in its toasts. */
void armada_window_add_report_actions (ArmadaWindow *self, ArmadaSession *session);

void armada_window_report_chosen (ArmadaWindow *self, GtkWidget *parent);
void armada_window_report_history (ArmadaWindow *self, const ArmadaHistoryChoice *choice);

G_END_DECLS
