/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "api/armada-list.h"
#include "store/armada-kept-list.h"
#include "store/armada-kept-use.h"

G_BEGIN_DECLS

/* The SQL of the server's lists and of events; on the store's thread. */

gboolean armada_store_lists_put (sqlite3 *db,
                                 gint64 account,
                                 ArmadaListKind kind,
                                 gint64 scope,
                                 const ArmadaKeptList *list,
                                 GError **error);
ArmadaKeptList *armada_store_lists_get (sqlite3 *db,
                                        gint64 account,
                                        ArmadaListKind kind,
                                        gint64 scope,
                                        GError **error);

GHashTable *
armada_store_lists_get_all (sqlite3 *db, gint64 account, ArmadaListKind kind, GError **error);

/**
 * ArmadaEventsQuery:
 * @device: 0 all
 * @from: UNIX seconds, 0 from the beginning, and those without a time too
 * @to: UNIX seconds, not itself, 0 to the end
 * @limit: 0 all
 */
typedef struct
{
  gint64 account;
  gint64 device;
  gint64 from;
  gint64 to;
  guint limit;
} ArmadaEventsQuery;

gboolean armada_store_events_put (sqlite3 *db,
                                  gint64 account,
                                  gint64 device,
                                  const ArmadaKeptList *list,
                                  GError **error);
GPtrArray *
armada_store_events_count (sqlite3 *db, gint64 account, gint64 from, gint64 to, GError **error);
ArmadaKeptList *
armada_store_events_get (sqlite3 *db, const ArmadaEventsQuery *query, GError **error);

G_END_DECLS
