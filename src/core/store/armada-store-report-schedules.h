/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/armada-kept-report-schedule.h"

G_BEGIN_DECLS

/* The SQL of reports that are made again and again; on the store's thread. */

gboolean
armada_store_report_schedules_put (sqlite3 *db, ArmadaKeptReportSchedule *schedule, GError **error);
GPtrArray *armada_store_report_schedules_list (sqlite3 *db, GError **error);
gboolean armada_store_report_schedules_set_due (sqlite3 *db, gint64 id, gint64 due, GError **error);
gboolean armada_store_report_schedules_delete (sqlite3 *db, gint64 id, GError **error);

G_END_DECLS
