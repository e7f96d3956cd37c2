/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/armada-store-inbox.h"

G_BEGIN_DECLS

/* The SQL of incidents; on the store's thread. */

gboolean armada_store_incidents_join (sqlite3 *db,
                                      gint64 account,
                                      const GPtrArray *events,
                                      const ArmadaJoinRules *rules,
                                      ArmadaJoined *joined,
                                      GError **error);

GArray *armada_store_incidents_list (sqlite3 *db,
                                     gint64 account,
                                     const ArmadaIncidentFilter *filter,
                                     gint64 now,
                                     int zone,
                                     GError **error);
GPtrArray *
armada_store_incidents_get (sqlite3 *db, gint64 account, const GArray *ids, GError **error);
GPtrArray *armada_store_incidents_count (sqlite3 *db,
                                         gint64 account,
                                         const ArmadaIncidentFilter *filter,
                                         gint64 now,
                                         int zone,
                                         GError **error);
GPtrArray *armada_store_incidents_sum (sqlite3 *db,
                                       gint64 account,
                                       const ArmadaIncidentFilter *filter,
                                       gint64 now,
                                       int zone,
                                       GError **error);
GPtrArray *
armada_store_incidents_get_events (sqlite3 *db, gint64 account, gint64 incident, GError **error);
gboolean armada_store_incidents_count_new (sqlite3 *db, gint64 account, guint *n, GError **error);
ArmadaUntold *armada_store_incidents_get_untold (sqlite3 *db,
                                                 gint64 account,
                                                 const char *const *muted,
                                                 guint most,
                                                 GError **error);
gboolean
armada_store_incidents_set_told (sqlite3 *db, gint64 account, const GArray *ids, GError **error);

gboolean armada_store_incidents_change (sqlite3 *db,
                                        gint64 account,
                                        const GArray *ids,
                                        const ArmadaIncidentWish *wish,
                                        ArmadaIncidentsChanged *changed,
                                        GError **error);
gboolean armada_store_incidents_undo (sqlite3 *db,
                                      gint64 account,
                                      gint64 batch,
                                      const char *who,
                                      gint64 now,
                                      guint *n,
                                      GError **error);
gboolean armada_store_incidents_wake (sqlite3 *db,
                                      gint64 account,
                                      gint64 now,
                                      ArmadaWoken *woken,
                                      GError **error);
GPtrArray *
armada_store_incidents_get_journal (sqlite3 *db, gint64 account, gint64 incident, GError **error);

G_END_DECLS
