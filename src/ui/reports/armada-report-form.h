/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "api/armada-report-types-reader.h"
#include "model/armada-fleet.h"
#include "model/armada-item-list.h"
#include "reports/armada-report-draft.h"
#include "reports/armada-report-period.h"
#include "reports/armada-report-repeat.h"
#include "store/armada-kept-report-schedule.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_FORM (armada_report_form_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportForm, armada_report_form, ARMADA, REPORT_FORM, AdwPreferencesPage)

/*
 * All that is said of a report that is to be made, by what its type asks for.
 *
 * Signals: "choose-type"; "choose" (AdwNavigationPage): the user wants to choose from that page;
 * "changed".
 */

void armada_report_form_set_models (ArmadaReportForm *self,
                                    ArmadaFleet *fleet,
                                    ArmadaItemList *geofences);
void armada_report_form_set_type (ArmadaReportForm *self, ArmadaReportTypeRecord *type);
ArmadaReportTypeRecord *armada_report_form_get_type_record (ArmadaReportForm *self);
gboolean armada_report_form_wants (ArmadaReportForm *self, const char *field);
void armada_report_form_set_order (ArmadaReportForm *self, const ArmadaReportOrder *order);
void armada_report_form_set_schedule (ArmadaReportForm *self,
                                      const ArmadaKeptReportSchedule *schedule);
void armada_report_form_set_contents (ArmadaReportForm *self, const ArmadaReportOrder *order);
void armada_report_form_set_geofences (ArmadaReportForm *self, const ArmadaIds *ids);
guint armada_report_form_get_n_geofences (ArmadaReportForm *self);
void armada_report_form_type_geofences (ArmadaReportForm *self);
ArmadaReportRepeat *armada_report_form_get_repeat (ArmadaReportForm *self);
gboolean armada_report_form_has_whole_fleet (ArmadaReportForm *self);
ArmadaReportPeriod *armada_report_form_get_period (ArmadaReportForm *self);
ArmadaReportSplit armada_report_form_get_split (ArmadaReportForm *self);
GtkWidget *armada_report_form_check (ArmadaReportForm *self);
AdwActionRow *armada_report_form_find_row (ArmadaReportForm *self, const char *field);
ArmadaReportDraft *armada_report_form_read (ArmadaReportForm *self);

G_END_DECLS
