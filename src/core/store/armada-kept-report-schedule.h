/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-report-order.h"

G_BEGIN_DECLS

typedef enum
{
  ARMADA_REPORT_EVERY_DAY,
  ARMADA_REPORT_EVERY_WEEK,
  ARMADA_REPORT_EVERY_MONTH,
} ArmadaReportEvery;

/**
 * ArmadaReportSplit:
 * @ARMADA_REPORT_SPLIT_NONE: one report about all vehicles
 * @ARMADA_REPORT_SPLIT_VEHICLES: one for each vehicle
 * @ARMADA_REPORT_SPLIT_GROUPS: one for each group that any of them is in
 */
typedef enum
{
  ARMADA_REPORT_SPLIT_NONE,
  ARMADA_REPORT_SPLIT_VEHICLES,
  ARMADA_REPORT_SPLIT_GROUPS,
} ArmadaReportSplit;

/**
 * ArmadaKeptReportSchedule:
 * @id: row in the store, 0 before it is stored
 * @account: for whom
 * @order: what is made; its @period says of what time, seen from when it is due
 * @every: how often
 * @day: of the week, 1 is Monday, or of the month; in shorter months the last one. Not of each day
 * @minute: of the day, in the account's zone
 * @split: into how many reports
 * @whole_fleet: of all vehicles that there are then, instead of those of @order
 * @active: whether it is made at all
 * @last_due: UNIX seconds of the last time that was taken care of
 *
 * A report that this desk makes again and again.
 */
typedef struct
{
  gint64 id;
  gint64 account;
  ArmadaReportOrder *order;
  ArmadaReportEvery every;
  guint day;
  guint minute;
  ArmadaReportSplit split;
  gboolean whole_fleet;
  gboolean active;
  gint64 last_due;
} ArmadaKeptReportSchedule;

ArmadaKeptReportSchedule *armada_kept_report_schedule_copy (const ArmadaKeptReportSchedule *self);
void armada_kept_report_schedule_free (ArmadaKeptReportSchedule *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaKeptReportSchedule, armada_kept_report_schedule_free)

G_END_DECLS
