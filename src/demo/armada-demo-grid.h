/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-document.h"

G_BEGIN_DECLS

/**
 * ArmadaDemoStyle:
 * @ARMADA_DEMO_STYLE_TITLE: the report's
 * @ARMADA_DEMO_STYLE_HEADING: what a section is about
 * @ARMADA_DEMO_STYLE_HEAD: over a column
 * @ARMADA_DEMO_STYLE_LABEL: before a fact
 *
 * What a cell of a spreadsheet looks like; each is a number in the files.
 */
typedef enum
{
  ARMADA_DEMO_STYLE_TEXT,
  ARMADA_DEMO_STYLE_WHOLE,
  ARMADA_DEMO_STYLE_DECIMAL,
  ARMADA_DEMO_STYLE_TITLE,
  ARMADA_DEMO_STYLE_HEADING,
  ARMADA_DEMO_STYLE_HEAD,
  ARMADA_DEMO_STYLE_LABEL,
  ARMADA_DEMO_N_STYLES,
} ArmadaDemoStyle;

/**
 * ArmadaDemoGridCell:
 * @text: (nullable): %NULL: there is a number
 */
typedef struct
{
  guint row;
  guint column;
  ArmadaDemoStyle style;
  const char *text;
  double number;
} ArmadaDemoGridCell;

/**
 * ArmadaDemoSheet:
 * @cells: (element-type ArmadaDemoGridCell): by row, then by column; empty ones are left out
 * @widths: (element-type guint): of the columns, in letters
 */
typedef struct
{
  char name[32];
  GArray *cells;
  guint n_rows;
  GArray *widths;
} ArmadaDemoSheet;

typedef struct
{
  GPtrArray *sheets;
  GStringChunk *texts;
} ArmadaDemoGrid;

ArmadaDemoGrid *armada_demo_grid_new (const ArmadaDemoDocument *document, guint most_rows);
void armada_demo_grid_free (ArmadaDemoGrid *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDemoGrid, armada_demo_grid_free)

G_END_DECLS
