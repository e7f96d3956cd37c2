/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "report/armada-report-queue.h"

G_BEGIN_DECLS

/* Tells in the toasts of a window what has become of the reports that were being made. */
#define ARMADA_TYPE_REPORT_TELLER (armada_report_teller_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportTeller, armada_report_teller, ARMADA, REPORT_TELLER, GObject)

ArmadaReportTeller *armada_report_teller_new (ArmadaReportQueue *queue, GtkWidget *widget);

G_END_DECLS
