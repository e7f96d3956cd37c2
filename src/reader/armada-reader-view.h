/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-reader-sheet.h"

G_BEGIN_DECLS

/**
 * ArmadaReaderRange:
 *
 * Cells of a view from one corner to the other, both within it.
 */
typedef struct
{
  guint first_row;
  guint first_column;
  guint last_row;
  guint last_column;
} ArmadaReaderRange;

/**
 * ArmadaReaderSums:
 * @n_filled: cells that hold something
 * @n_numbers: of them, numbers
 */
typedef struct
{
  guint n_filled;
  guint n_numbers;
  double sum;
  double least;
  double greatest;
} ArmadaReaderSums;

/**
 * ArmadaReaderSearch:
 * @beyond: whether the cell that it starts from is no longer looked at
 *
 * What is looked for, from a cell of a view on.
 */
typedef struct
{
  const char *words;
  guint row;
  guint column;
  gboolean backwards;
  gboolean beyond;
} ArmadaReaderSearch;

/**
 * ArmadaReaderHit:
 * @n: cells of the whole view that hold the words
 * @which: of them, from 1; 0 where none is on the way
 *
 * What was found.
 */
typedef struct
{
  guint row;
  guint column;
  guint which;
  guint n;
} ArmadaReaderHit;

typedef struct _ArmadaReaderView ArmadaReaderView;

ArmadaReaderView *armada_reader_view_new (ArmadaReaderSheet *sheet);
void armada_reader_view_free (ArmadaReaderView *self);

void armada_reader_view_arrange (ArmadaReaderView *self,
                                 int sort_column,
                                 gboolean descending,
                                 const char *words,
                                 int words_column);
ArmadaReaderSheet *armada_reader_view_get_sheet (ArmadaReaderView *self);
guint armada_reader_view_get_n_rows (ArmadaReaderView *self);
guint armada_reader_view_get_n_hits (ArmadaReaderView *self);
const ArmadaReaderRow *armada_reader_view_get_row (ArmadaReaderView *self, guint position);

ArmadaReaderSums armada_reader_view_sum (ArmadaReaderView *self, const ArmadaReaderRange *range);
char *armada_reader_view_copy (ArmadaReaderView *self, const ArmadaReaderRange *range, gsize max);
ArmadaReaderHit armada_reader_view_find (ArmadaReaderView *self, const ArmadaReaderSearch *search);

G_END_DECLS
