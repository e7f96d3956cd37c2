/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "api/armada-report-types-reader.h"
#include "reports/armada-report-draft.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_OPTIONS (armada_report_options_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportOptions,
                      armada_report_options,
                      ARMADA,
                      REPORT_OPTIONS,
                      AdwPreferencesGroup)

/*
 * What a type of report asks for besides vehicles and a period: just the inputs it lists, its own
 * parameters among them. Signals "choose-geofences": the user wants to choose them from a list;
 * "changed".
 */

GtkWidget *armada_report_options_new (void);
void armada_report_options_set_type (ArmadaReportOptions *self, const ArmadaReportTypeRecord *type);
void armada_report_options_set_speed_unit (ArmadaReportOptions *self, const char *unit);
void armada_report_options_set_order (ArmadaReportOptions *self, const ArmadaReportOrder *order);
void armada_report_options_show_geofences (ArmadaReportOptions *self, const char *chosen, guint n);
void armada_report_options_type_geofences (ArmadaReportOptions *self);
GtkWidget *armada_report_options_check (ArmadaReportOptions *self);
AdwActionRow *armada_report_options_find_row (ArmadaReportOptions *self, const char *field);
void armada_report_options_fill (ArmadaReportOptions *self, ArmadaReportDraft *draft);

G_END_DECLS
