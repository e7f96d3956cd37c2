/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "report/armada-archive-view.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_LIST (armada_report_list_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportList, armada_report_list, ARMADA, REPORT_LIST, AdwBin)

/*
 * The reports of a view as rows or as cards, of which the user chooses any number. Properties:
 * "grid" (boolean, read-write).
 *
 * Signals: "opened" (ArmadaReport); "star" (ArmadaReport, boolean): it is to be a favourite, or no
 * longer; "selection-changed".
 */

void
armada_report_list_set_view (ArmadaReportList *self, ArmadaArchiveView *view, ArmadaClock *clock);
GPtrArray *armada_report_list_dup_selected (ArmadaReportList *self);
void armada_report_list_select_all (ArmadaReportList *self);
void armada_report_list_select (ArmadaReportList *self, ArmadaReport *report);

G_END_DECLS
