/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-report.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

void
armada_report_rerun_last_week (GtkWidget *widget, ArmadaSession *session, ArmadaReport *report);

G_END_DECLS
