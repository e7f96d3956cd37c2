/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/armada-report-queue.h"
#include "report/armada-report-schedule.h"
#include "model/armada-fleet.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_PLANNER (armada_report_planner_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportPlanner, armada_report_planner, ARMADA, REPORT_PLANNER, GObject)

/*
 * The reports that this desk makes by itself, every day, week or month at a time of the account's
 * clock: a GListModel of ArmadaReportSchedule, of all accounts. While an account is open those of
 * it that are due are queued, in the background; what fell due while the desk was off, or the
 * account not open, is made up for once, as of the last time it was due. That a time was taken care
 * of is stored together with what is queued for it: no time is made twice, and none is lost.
 */

ArmadaReportPlanner *
armada_report_planner_new (ArmadaStore *store, ArmadaReportQueue *queue, ArmadaClock *clock);
void armada_report_planner_open (ArmadaReportPlanner *self);
void armada_report_planner_close (ArmadaReportPlanner *self);

void
armada_report_planner_set_account (ArmadaReportPlanner *self, gint64 account, ArmadaFleet *fleet);
void armada_report_planner_forget_account (ArmadaReportPlanner *self, gint64 account);
void armada_report_planner_set_zone (ArmadaReportPlanner *self, GTimeZone *zone);
GTimeZone *armada_report_planner_get_zone (ArmadaReportPlanner *self);
void armada_report_planner_set_no_group (ArmadaReportPlanner *self, const char *name);

/* A new one (@id 0), or other settings for one that is there. */
void armada_report_planner_put_async (ArmadaReportPlanner *self,
                                      const ArmadaKeptReportSchedule *schedule,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
ArmadaReportSchedule *
armada_report_planner_put_finish (ArmadaReportPlanner *self, GAsyncResult *result, GError **error);

void armada_report_planner_remove_async (ArmadaReportPlanner *self,
                                         ArmadaReportSchedule *schedule,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean armada_report_planner_remove_finish (ArmadaReportPlanner *self,
                                              GAsyncResult *result,
                                              GError **error);

/* Makes it now, once, whatever its time. */
void armada_report_planner_run_now (ArmadaReportPlanner *self, ArmadaReportSchedule *schedule);

G_END_DECLS
