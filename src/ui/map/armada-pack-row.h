/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/armada-tile-pack.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_PACK_ROW (armada_pack_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPackRow, armada_pack_row, ARMADA, PACK_ROW, AdwActionRow)

/* Signal "remove": the user wants the pack gone. */

GtkWidget *armada_pack_row_new (ArmadaTilePack *pack, gboolean removable);
ArmadaTilePack *armada_pack_row_get_pack (ArmadaPackRow *self);
char *armada_pack_row_dup_name (ArmadaTilePack *pack);

G_END_DECLS
