/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-report-part.h"

G_BEGIN_DECLS

#define ARMADA_DEMO_REPORT_NOTHING "Nothing found on your request"

/* Numbers of the kinds of reports, as the platform has them. */
enum
{
  ARMADA_DEMO_REPORT_GENERAL = 1,
  ARMADA_DEMO_REPORT_MERGED = 2,
  ARMADA_DEMO_REPORT_DRIVES_AND_STOPS = 3,
  ARMADA_DEMO_REPORT_TRAVEL_SHEET = 4,
  ARMADA_DEMO_REPORT_OVERSPEED = 5,
  ARMADA_DEMO_REPORT_GEOFENCES = 7,
  ARMADA_DEMO_REPORT_EVENTS = 8,
  ARMADA_DEMO_REPORT_IDLING = 9,
  ARMADA_DEMO_REPORT_FUEL = 10,
};

ArmadaDemoDocument *armada_demo_report_content_make (const ArmadaDemoReportOrder *order,
                                                     const char *name);

/* Each fills the section of one vehicle; FALSE: there is nothing to tell. */
gboolean armada_demo_report_make_general (ArmadaDemoReportPart *part);
gboolean armada_demo_report_make_drives_and_stops (ArmadaDemoReportPart *part);
gboolean armada_demo_report_make_travel_sheet (ArmadaDemoReportPart *part);
gboolean armada_demo_report_make_overspeed (ArmadaDemoReportPart *part);
gboolean armada_demo_report_make_geofences (ArmadaDemoReportPart *part);
gboolean armada_demo_report_make_events (ArmadaDemoReportPart *part);
gboolean armada_demo_report_make_idling (ArmadaDemoReportPart *part);
gboolean armada_demo_report_make_fuel (ArmadaDemoReportPart *part);

/* The merged report is one table with a row for each vehicle. */
void armada_demo_report_begin_merged (ArmadaDemoReportPart *part);
void armada_demo_report_add_merged (ArmadaDemoReportPart *part);

G_END_DECLS
