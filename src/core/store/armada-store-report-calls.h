/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-kept-report-job.h"
#include "store/armada-kept-report-schedule.h"
#include "store/armada-store.h"

G_BEGIN_DECLS

/*
 * The calls of ArmadaStore that are about reports still to be made. They end with
 * armada_store_report_jobs_finish() where nothing else is said.
 */

/* (element-type ArmadaKeptReportJob): all or none; the numbers they have then are the result. With
 * @schedule, that its time @due was taken care of is noted with them. */
void armada_store_add_report_jobs_async (ArmadaStore *self,
                                         GPtrArray *jobs,
                                         gint64 schedule,
                                         gint64 due,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *
armada_store_add_report_jobs_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

void armada_store_list_report_jobs_async (ArmadaStore *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *
armada_store_list_report_jobs_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

void armada_store_update_report_job_async (ArmadaStore *self,
                                           const ArmadaKeptReportJob *job,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
void armada_store_delete_report_jobs_async (ArmadaStore *self,
                                            GArray *ids,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
void armada_store_put_report_schedule_async (ArmadaStore *self,
                                             const ArmadaKeptReportSchedule *schedule,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
ArmadaKeptReportSchedule *
armada_store_put_report_schedule_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

void armada_store_list_report_schedules_async (ArmadaStore *self,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GPtrArray *
armada_store_list_report_schedules_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

void armada_store_delete_report_schedule_async (ArmadaStore *self,
                                                gint64 id,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);

gboolean armada_store_report_jobs_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
