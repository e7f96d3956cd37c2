/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "reading/armada-reading.h"

G_BEGIN_DECLS

/**
 * ArmadaSheetCellValue:
 *
 * A cell as it is shown; texts are %NULL-safe and live as long as the sheet keeps its row.
 */
typedef struct
{
  ArmadaCellType type;
  guint span;
  double number;
  const char *text;
  const char *before;
} ArmadaSheetCellValue;

/**
 * ArmadaSheetLine:
 * @cells: (array length=n_cells): without the empty ones at its end
 *
 * A row as it is shown.
 */
typedef struct
{
  ArmadaRowKind kind;
  ArmadaRowChange change;
  guint n_cells;
  const ArmadaSheetCellValue *cells;
} ArmadaSheetLine;

/**
 * ArmadaCellRange:
 *
 * Cells from one corner to the other, the first ones first.
 */
typedef struct
{
  guint first_row;
  guint first_column;
  guint last_row;
  guint last_column;
} ArmadaCellRange;

/*
 * A sheet of a report that is shown: a list of as many items as there are rows, each of them an
 * ArmadaSheetRow that knows nothing but its place; what is in the rows comes from the reader's
 * process a block at a time, as it is looked at, and goes again when others are.
 *
 * Signals: "loaded": rows that were looked at have come; "selected": another range is chosen.
 */
#define ARMADA_TYPE_SHEET (armada_sheet_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSheet, armada_sheet, ARMADA, SHEET, GObject)

#define ARMADA_TYPE_SHEET_ROW (armada_sheet_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSheetRow, armada_sheet_row, ARMADA, SHEET_ROW, GObject)

guint armada_sheet_row_get_position (ArmadaSheetRow *self);

ArmadaSheet *armada_sheet_new (ArmadaReading *reading, guint index);

ArmadaReading *armada_sheet_get_reading (ArmadaSheet *self);
guint armada_sheet_get_index (ArmadaSheet *self);
const ArmadaReadingSheet *armada_sheet_get_about (ArmadaSheet *self);
const ArmadaSheetLine *armada_sheet_get_line (ArmadaSheet *self, guint position);

void armada_sheet_arrange (ArmadaSheet *self,
                           int sort_column,
                           gboolean descending,
                           const char *words,
                           int words_column);
guint armada_sheet_get_n_hits (ArmadaSheet *self);
gboolean armada_sheet_is_filtered (ArmadaSheet *self);

double armada_sheet_get_zoom (ArmadaSheet *self);
void armada_sheet_set_zoom (ArmadaSheet *self, double zoom);

void armada_sheet_select (ArmadaSheet *self, guint row, guint column);
void armada_sheet_extend (ArmadaSheet *self, guint row, guint column);
void armada_sheet_select_all (ArmadaSheet *self);
gboolean armada_sheet_get_selection (ArmadaSheet *self, ArmadaCellRange *range);
gboolean armada_sheet_get_cursor (ArmadaSheet *self, guint *row, guint *column);
gboolean armada_sheet_is_selected (ArmadaSheet *self, guint row, guint column);

G_END_DECLS
