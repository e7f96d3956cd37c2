/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reading/armada-reading-wire.h"

G_BEGIN_DECLS

/* What a report is given: more is told to be too much. */
#define ARMADA_READER_CELLS_MAX (16 * 1000 * 1000)
#define ARMADA_READER_COLUMNS_MAX 16384
#define ARMADA_READER_SHEETS_MAX 1000
#define ARMADA_READER_CELL_TEXT_MAX 32768

/**
 * ArmadaReaderCell:
 * @number: of numbers, percents (0.5 is 50 %) and flags
 * @text: (nullable): as the file has it; of numbers %NULL where only the number counts
 * @before: (nullable): in a comparison, what stood there in the earlier run
 * @type: an ArmadaCellType
 * @span: columns that it covers, at least 1
 */
typedef struct
{
  double number;
  const char *text;
  const char *before;
  guint8 type;
  guint16 span;
} ArmadaReaderCell;

/**
 * ArmadaReaderRow:
 * @start: of its cells
 * @n_cells: without the empty ones at its end
 * @source: its number in the file
 * @kind: an ArmadaRowKind
 * @change: an ArmadaRowChange
 */
typedef struct
{
  guint start;
  guint n_cells;
  guint source;
  guint8 kind;
  guint8 change;
} ArmadaReaderRow;

/**
 * ArmadaReaderSheet:
 * @head: the row that names the columns first, or -1
 * @starts_with_head: whether it is the sheet's first and only such row, so that it can stand over
 *   the columns and not among the rows
 *
 * A table as it was read: written row by row, then closed by armada_reader_sheet_end().
 */
typedef struct
{
  char *name;
  GArray *cells; /* of ArmadaReaderCell */
  GArray *rows;  /* of ArmadaReaderRow */
  GStringChunk *texts;
  guint n_columns;
  int head;
  gboolean starts_with_head;
} ArmadaReaderSheet;

ArmadaReaderSheet *armada_reader_sheet_new (const char *name);
void armada_reader_sheet_free (ArmadaReaderSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaReaderSheet, armada_reader_sheet_free)

gboolean armada_reader_sheet_begin_row (ArmadaReaderSheet *self, guint number, GError **error);
gboolean armada_reader_sheet_put (ArmadaReaderSheet *self,
                                  guint column,
                                  ArmadaCellType type,
                                  double number,
                                  const char *text,
                                  gssize length,
                                  GError **error);
void armada_reader_sheet_set_kind (ArmadaReaderSheet *self, ArmadaRowKind kind);
void
armada_reader_sheet_span (ArmadaReaderSheet *self, guint number, guint column, guint n_columns);
void armada_reader_sheet_end (ArmadaReaderSheet *self, gboolean kinds_known);

GArray *armada_reader_sheet_get_widths (const ArmadaReaderSheet *self);
const char *armada_reader_cell_get_text (const ArmadaReaderCell *cell,
                                         char buffer[G_ASCII_DTOSTR_BUF_SIZE]);

static inline const ArmadaReaderRow *
armada_reader_sheet_get_row (const ArmadaReaderSheet *self, guint row)
{
  return &g_array_index (self->rows, ArmadaReaderRow, row);
}

/* Returns: (nullable): the cell, %NULL beyond the row's last */
static inline const ArmadaReaderCell *
armada_reader_sheet_get_cell (const ArmadaReaderSheet *self,
                              const ArmadaReaderRow *row,
                              guint column)
{
  return column < row->n_cells ? &g_array_index (self->cells, ArmadaReaderCell, row->start + column)
                               : NULL;
}

G_END_DECLS
