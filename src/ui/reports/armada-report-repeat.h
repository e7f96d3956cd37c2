/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "reports/armada-report-draft.h"
#include "store/armada-kept-report-schedule.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_REPEAT (armada_report_repeat_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportRepeat,
                      armada_report_repeat,
                      ARMADA,
                      REPORT_REPEAT,
                      AdwPreferencesGroup)

/* Whether a report is made once or again and again, and by whom. Signal "changed". */

gboolean armada_report_repeat_get_by_server (ArmadaReportRepeat *self);
gboolean armada_report_repeat_get_by_desk (ArmadaReportRepeat *self);
void armada_report_repeat_set_schedule (ArmadaReportRepeat *self,
                                        const ArmadaKeptReportSchedule *schedule);
void armada_report_repeat_fill_schedule (ArmadaReportRepeat *self,
                                         ArmadaKeptReportSchedule *schedule);
void armada_report_repeat_set_order (ArmadaReportRepeat *self, const ArmadaReportOrder *order);
GtkWidget *armada_report_repeat_check (ArmadaReportRepeat *self);
AdwActionRow *armada_report_repeat_find_row (ArmadaReportRepeat *self, const char *field);
void armada_report_repeat_fill (ArmadaReportRepeat *self, ArmadaReportDraft *draft);

G_END_DECLS
