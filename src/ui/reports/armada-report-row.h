/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/armada-report.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_ROW (armada_report_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportRow, armada_report_row, ARMADA, REPORT_ROW, AdwBin)

/* A report in a list, or as a card of a grid. It is used again for others. Signal "star": the user
 * marks it as a favourite, or no longer. */

GtkWidget *armada_report_row_new (gboolean card);
void armada_report_row_set_report (ArmadaReportRow *self, ArmadaReport *report, gint64 now);
ArmadaReport *armada_report_row_get_report (ArmadaReportRow *self);
void armada_report_row_set_picture (ArmadaReportRow *self, GdkPaintable *picture);

G_END_DECLS
