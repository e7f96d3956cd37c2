/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "model/armada-report.h"

G_BEGIN_DECLS

/* Forgetting for good what was made for an account; on the store's thread. */

gboolean armada_store_reports_erase (sqlite3 *db,
                                     const char *folder,
                                     const char *server,
                                     const char *email,
                                     GArray *ids,
                                     GError **error);

G_END_DECLS
