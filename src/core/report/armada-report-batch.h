/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet.h"
#include "store/armada-kept-report-schedule.h"

G_BEGIN_DECLS

/**
 * ArmadaReportVehicle:
 * @id: of a vehicle
 * @name: what it is called, borrowed
 * @group: id of its group, 0 none
 * @group_title: what that is called, borrowed
 *
 * What there is to know of a vehicle to share reports out.
 */
typedef struct
{
  gint64 id;
  const char *name;
  gint64 group;
  const char *group_title;
} ArmadaReportVehicle;

GArray *armada_report_batch_list_vehicles (ArmadaFleet *fleet);
ArmadaReportOrder *armada_report_batch_order_all (const ArmadaReportOrder *order, GArray *vehicles);
GPtrArray *armada_report_batch_split (const ArmadaReportOrder *order,
                                      ArmadaReportSplit split,
                                      GArray *vehicles,
                                      const char *no_group);
char *armada_report_batch_dup_name (const ArmadaReportOrder *order);

G_END_DECLS
