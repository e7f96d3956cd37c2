/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/armada-sheet.h"

G_BEGIN_DECLS

/* How cells are written for people. All strings are translated. */

char *armada_sheet_words_for_cell (const ArmadaSheetCellValue *cell);
char *armada_sheet_words_for_number (double number);
const char *armada_sheet_words_for_change (ArmadaRowChange change);
char *armada_sheet_words_for_column (const ArmadaReadingSheet *sheet, guint column);
gboolean armada_sheet_words_are_numbers (const ArmadaSheetCellValue *cell);

G_END_DECLS
