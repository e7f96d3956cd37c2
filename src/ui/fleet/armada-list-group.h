/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fleet/armada-list-row.h"
#include "sync/armada-clock.h"
#include "sync/armada-list-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_LIST_GROUP (armada_list_group_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaListGroup, armada_list_group, ARMADA, LIST_GROUP, AdwPreferencesGroup)

/*
 * Properties: "empty-text" (string, read-write): the line where a list holds nothing.
 * "loaded" (boolean, read-only): whether the list, with something in it or nothing, is shown.
 * "has-stand-in" (boolean, read-write): whether others show something in its place until then.
 * "at-first" (uint, construct-only): how many things are shown until more are asked for.
 */

/* Fills @row with what @record says. */
typedef void (*ArmadaListGroupShow) (ArmadaListRow *row,
                                     const ArmadaRecord *record,
                                     gpointer user_data);
/* Returns: where @record belongs; less is further up. */
typedef int (*ArmadaListGroupRank) (const ArmadaRecord *record, gpointer user_data);

void armada_list_group_set_view (ArmadaListGroup *self,
                                 ArmadaListGroupShow show,
                                 ArmadaListGroupRank rank,
                                 gpointer user_data);
void
armada_list_group_set_loader (ArmadaListGroup *self, ArmadaListLoader *loader, ArmadaClock *clock);
ArmadaListLoader *armada_list_group_get_loader (ArmadaListGroup *self);
void armada_list_group_update (ArmadaListGroup *self);

G_END_DECLS
