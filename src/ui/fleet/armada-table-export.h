/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet-table.h"
#include "model/armada-selection.h"

G_BEGIN_DECLS

char *armada_table_export_dup_text (ArmadaFleetTable *table, ArmadaSelection *selection);
char *armada_table_export_dup_csv (ArmadaFleetTable *table);

G_END_DECLS
