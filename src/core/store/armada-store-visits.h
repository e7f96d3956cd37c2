/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "store/armada-visit.h"

G_BEGIN_DECLS

/* A search for visits on the store's thread, a slice at a time, so that other calls get through. */
typedef struct _ArmadaVisitSearch ArmadaVisitSearch;

ArmadaVisitSearch *armada_visit_search_new (const ArmadaVisitQuery *query);
void armada_visit_search_free (ArmadaVisitSearch *self);
gboolean
armada_visit_search_step (ArmadaVisitSearch *self, sqlite3 *db, gboolean *done, GError **error);
GArray *armada_visit_search_end (ArmadaVisitSearch *self);

ArmadaHeldDays *
armada_store_visits_get_held (sqlite3 *db, const ArmadaVisitQuery *query, GError **error);

G_END_DECLS
