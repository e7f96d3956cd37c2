/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Small things known of an account, by name; on the store's thread. */

gboolean armada_store_facts_put (sqlite3 *db,
                                 gint64 account,
                                 const char *name,
                                 const char *text,
                                 GError **error);
gboolean
armada_store_facts_get (sqlite3 *db, gint64 account, const char *name, char **text, GError **error);

G_END_DECLS
