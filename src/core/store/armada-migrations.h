/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

guint armada_migrations_get_version (void);
gboolean armada_migrations_read_version (sqlite3 *db, guint *version, GError **error);
gboolean armada_migrations_run (sqlite3 *db, guint version, GError **error);

G_END_DECLS
