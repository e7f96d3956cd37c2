/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/armada-sheet.h"

G_BEGIN_DECLS

/* One cell of a table, drawn without widgets inside. The column of changes is
 * ARMADA_SHEET_CELL_CHANGE; ARMADA_SHEET_CELL_REST is beside the last one, where titles that are
 * longer than the table go on. */
#define ARMADA_TYPE_SHEET_CELL (armada_sheet_cell_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSheetCell, armada_sheet_cell, ARMADA, SHEET_CELL, GtkWidget)

#define ARMADA_SHEET_CELL_CHANGE G_MAXUINT
#define ARMADA_SHEET_CELL_REST (G_MAXUINT - 1)

ArmadaSheetCell *armada_sheet_cell_new (guint column);

void armada_sheet_cell_bind (ArmadaSheetCell *self, ArmadaSheet *sheet, guint row);
void armada_sheet_cell_unbind (ArmadaSheetCell *self);
void armada_sheet_cell_refresh (ArmadaSheetCell *self);

guint armada_sheet_cell_get_row (ArmadaSheetCell *self);
guint armada_sheet_cell_get_column (ArmadaSheetCell *self);
int armada_sheet_cell_measure_title (ArmadaSheetCell *self, guint *column);

G_END_DECLS
