/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet-columns.h"
#include "model/armada-table-layout.h"

G_BEGIN_DECLS

/**
 * ArmadaTableOrder:
 *
 * Sorts vehicles by what stands in some columns. Keys are flat arrays that are made once for each
 * change; where they tell what they told before nothing is sorted.
 */
typedef struct _ArmadaTableOrder ArmadaTableOrder;

ArmadaTableOrder *armada_table_order_new (void);
void armada_table_order_free (ArmadaTableOrder *self);
void armada_table_order_set_sorts (ArmadaTableOrder *self,
                                   const ArmadaFleetColumns *columns,
                                   const GArray *sorts);
const guint *armada_table_order_sort (ArmadaTableOrder *self,
                                      const ArmadaFleetColumns *columns,
                                      GPtrArray *devices,
                                      gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTableOrder, armada_table_order_free)

G_END_DECLS
