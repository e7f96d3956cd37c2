/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "model/armada-report.h"

G_BEGIN_DECLS

/* What reports are found by: SQL of the full-text index; on the store's thread. */

gboolean
armada_store_report_texts_add (sqlite3 *db, const ArmadaReportFields *fields, GError **error);
gboolean armada_store_report_texts_set (sqlite3 *db,
                                        gint64 id,
                                        const char *column,
                                        const char *text,
                                        GError **error);
gboolean armada_store_report_texts_remove (sqlite3 *db, gint64 id, GError **error);
GArray *armada_store_report_texts_search (sqlite3 *db, const char *words, GError **error);

G_END_DECLS
