/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "reading/armada-reading.h"

G_BEGIN_DECLS

/* JSON as it is written: a tree whose branches are asked for when they are opened. */
#define ARMADA_TYPE_TREE_VIEW (armada_tree_view_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTreeView, armada_tree_view, ARMADA, TREE_VIEW, AdwBin)

ArmadaTreeView *armada_tree_view_new (ArmadaReading *reading);

G_END_DECLS
