/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ArmadaCellTable:
 *
 * A number for each cell of an endless grid, kept only for cells that were asked for: what cluster
 * building, thinning and label placing have in common. One thread at a time.
 */
typedef struct _ArmadaCellTable ArmadaCellTable;

#define ARMADA_CELL_EMPTY G_MAXUINT

ArmadaCellTable *armada_cell_table_new (guint n_expected);
void armada_cell_table_free (ArmadaCellTable *self);
void armada_cell_table_clear (ArmadaCellTable *self);
guint *armada_cell_table_at (ArmadaCellTable *self, double x, double y);
guint *armada_cell_table_find (ArmadaCellTable *self, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaCellTable, armada_cell_table_free)

G_END_DECLS
