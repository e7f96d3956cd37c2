/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-cli-stream.h"

G_BEGIN_DECLS

/**
 * ArmadaCliTable:
 *
 * Rows of cells, written with columns as wide as what is in them.
 */
typedef struct _ArmadaCliTable ArmadaCliTable;

ArmadaCliTable *armada_cli_table_new (void);
void armada_cli_table_free (ArmadaCliTable *self);

void armada_cli_table_add_column (ArmadaCliTable *self, const char *title, gboolean is_number);
void armada_cli_table_add_cell (ArmadaCliTable *self, const char *text);
void armada_cli_table_write (ArmadaCliTable *self, ArmadaCliStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaCliTable, armada_cli_table_free)

G_END_DECLS
