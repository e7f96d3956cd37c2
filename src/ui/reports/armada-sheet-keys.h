/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/armada-sheet.h"

G_BEGIN_DECLS

/* Choosing cells of a table with pointer and keys, as in spreadsheets. */

void armada_sheet_keys_attach (GtkColumnView *table, ArmadaSheet *sheet, gboolean differences);
void armada_sheet_keys_reveal (GtkColumnView *table,
                               ArmadaSheet *sheet,
                               gboolean differences,
                               GtkListScrollFlags flags);

G_END_DECLS
