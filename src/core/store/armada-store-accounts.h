/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/armada-account.h"

G_BEGIN_DECLS

/* The accounts' SQL; on the store's thread. */

GPtrArray *armada_store_accounts_list (sqlite3 *db, GError **error);
ArmadaAccount *
armada_store_accounts_put (sqlite3 *db, const ArmadaAccount *account, GError **error);
gboolean armada_store_accounts_delete (sqlite3 *db, gint64 account, GError **error);

G_END_DECLS
