/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "api/armada-record.h"

G_BEGIN_DECLS

/* Records in and out of columns; on the store's thread. */

gboolean armada_store_bind_record (sqlite3_stmt *statement,
                                   int column,
                                   const ArmadaRecord *record,
                                   GError **error);
ArmadaRecord *
armada_store_read_record (sqlite3_stmt *statement, int column, const ArmadaRecordType *type);
gboolean armada_store_end_transaction (sqlite3 *db, gboolean done, GError **error);

G_END_DECLS
