/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/armada-kept-report-job.h"

G_BEGIN_DECLS

/* The SQL of reports that are still to be made; on the store's thread. */

gboolean armada_store_report_jobs_add (sqlite3 *db,
                                       GPtrArray *jobs,
                                       gint64 schedule,
                                       gint64 due,
                                       GError **error);
GPtrArray *armada_store_report_jobs_list (sqlite3 *db, GError **error);
gboolean
armada_store_report_jobs_update (sqlite3 *db, const ArmadaKeptReportJob *job, GError **error);
gboolean armada_store_report_jobs_delete (sqlite3 *db, GArray *ids, GError **error);

G_END_DECLS
