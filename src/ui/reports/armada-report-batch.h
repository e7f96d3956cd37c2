/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-report-order.h"
#include "model/armada-fleet.h"

G_BEGIN_DECLS

/**
 * ArmadaReportBatch:
 * @ARMADA_REPORT_BATCH_NONE: one report about all of them
 * @ARMADA_REPORT_BATCH_VEHICLES: one for each vehicle
 * @ARMADA_REPORT_BATCH_GROUPS: one for each group of vehicles
 */
typedef enum
{
  ARMADA_REPORT_BATCH_NONE,
  ARMADA_REPORT_BATCH_VEHICLES,
  ARMADA_REPORT_BATCH_GROUPS,
} ArmadaReportBatch;

GPtrArray *
armada_report_batch_make (ArmadaReportOrder *order, ArmadaFleet *fleet, ArmadaReportBatch batch);

G_END_DECLS
