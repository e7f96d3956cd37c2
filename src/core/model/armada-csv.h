/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void armada_csv_add_row (GString *csv, const char *const *cells, guint n);

G_END_DECLS
