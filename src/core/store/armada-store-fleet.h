/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "api/armada-device-batch.h"

G_BEGIN_DECLS

/* The last known fleet's SQL; on the store's thread. */

gboolean armada_store_fleet_put (sqlite3 *db,
                                 gint64 account,
                                 const ArmadaDeviceBatch *batch,
                                 gint64 now,
                                 GError **error);
ArmadaDeviceBatch *
armada_store_fleet_get (sqlite3 *db, gint64 account, gint64 *written, GError **error);

G_END_DECLS
