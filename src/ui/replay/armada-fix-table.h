/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "replay/armada-fix-rows.h"
#include "sync/armada-history-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FIX_TABLE (armada_fix_table_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFixTable, armada_fix_table, ARMADA, FIX_TABLE, GtkWidget)

GtkWidget *armada_fix_table_new (void);
void armada_fix_table_set_models (ArmadaFixTable *self,
                                  ArmadaReplay *replay,
                                  ArmadaHistoryLoader *loader);
ArmadaFixRows *armada_fix_table_get_rows (ArmadaFixTable *self);

G_END_DECLS
