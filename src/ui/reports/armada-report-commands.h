/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "reports/armada-report-list.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_COMMANDS (armada_report_commands_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportCommands,
                      armada_report_commands,
                      ARMADA,
                      REPORT_COMMANDS,
                      GObject)

/*
 * What is done with the reports that are chosen in a list: actions "reports.open", "open-with",
 * "show-in-folder", "again", "again-last-week", "rename", "tags", "favourite", "export", "share",
 * "delete", "select-all", "import".
 *
 * Signal "opened" (ArmadaReport).
 */

ArmadaReportCommands *armada_report_commands_new (ArmadaSession *session,
                                                  ArmadaReportList *list,
                                                  GtkWidget *widget,
                                                  AdwToastOverlay *toasts);
void armada_report_commands_set_favourite (ArmadaReportCommands *self,
                                           ArmadaReport *report,
                                           gboolean favourite);
void armada_report_commands_import (ArmadaReportCommands *self, GListModel *files);
void armada_report_commands_set_target (ArmadaReportCommands *self, ArmadaReport *report);
ArmadaReport *armada_report_commands_dup_report (ArmadaReportCommands *self);

G_END_DECLS
