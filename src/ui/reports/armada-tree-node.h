/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reading/armada-reading.h"

G_BEGIN_DECLS

/* A value in a JSON tree: its name, what it is, and how much is in it. */
#define ARMADA_TYPE_TREE_NODE (armada_tree_node_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTreeNode, armada_tree_node, ARMADA, TREE_NODE, GObject)

ArmadaTreeNode *
armada_tree_node_new (guint number, const char *name, const char *value, guint n_children);

const char *armada_tree_node_get_name (ArmadaTreeNode *self);
char *armada_tree_node_dup_words (ArmadaTreeNode *self);
gboolean armada_tree_node_has_children (ArmadaTreeNode *self);
GListModel *armada_tree_node_list_children (ArmadaTreeNode *self, ArmadaReading *reading);

G_END_DECLS
