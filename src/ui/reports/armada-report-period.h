/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-history-choice.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_PERIOD (armada_report_period_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportPeriod,
                      armada_report_period,
                      ARMADA,
                      REPORT_PERIOD,
                      AdwPreferencesGroup)

/* The time a report is about: one that moves with the day, or an exact one. Signal "changed". */

void armada_report_period_set_clock (ArmadaReportPeriod *self, gint64 now, int zone);
void armada_report_period_set_choice (ArmadaReportPeriod *self, ArmadaHistoryPeriod choice);
void armada_report_period_set_times (ArmadaReportPeriod *self, gint64 from, gint64 to);
ArmadaHistoryPeriod armada_report_period_get_choice (ArmadaReportPeriod *self);
gboolean armada_report_period_get_times (ArmadaReportPeriod *self, gint64 *from, gint64 *to);
GtkWidget *armada_report_period_check (ArmadaReportPeriod *self);
AdwActionRow *armada_report_period_find_row (ArmadaReportPeriod *self, const char *field);

G_END_DECLS
