/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "api/armada-report-order.h"
#include "reports/armada-report-ask.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_DIALOG (armada_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportDialog, armada_report_dialog, ARMADA, REPORT_DIALOG, AdwDialog)

/* Signal "queued" (string): what becomes of what was asked for. The dialog closes. */

AdwDialog *armada_report_dialog_new (ArmadaSession *session, const ArmadaReportOrder *prefill);
AdwDialog *armada_report_dialog_present (GtkWidget *parent,
                                         ArmadaSession *session,
                                         const ArmadaReportOrder *prefill);
AdwDialog *armada_report_dialog_present_schedule (GtkWidget *parent,
                                                  ArmadaSession *session,
                                                  ArmadaReportSchedule *schedule);
void armada_report_dialog_tell (GtkWidget *widget, ArmadaReportAsked asked);

G_END_DECLS
