/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tree-node"

#include "reports/armada-tree-node.h"

#include <glib/gi18n.h>

struct _ArmadaTreeNode
{
  GObject parent_instance;

  guint number; /* by which the reader knows it */
  char *name;
  char *value;
  guint n_children;
};

G_DEFINE_FINAL_TYPE (ArmadaTreeNode, armada_tree_node, G_TYPE_OBJECT)

static void
armada_tree_node_finalize (GObject *object)
{
  g_free (ARMADA_TREE_NODE (object)->name);
  g_free (ARMADA_TREE_NODE (object)->value);
  G_OBJECT_CLASS (armada_tree_node_parent_class)->finalize (object);
}

static void
armada_tree_node_class_init (ArmadaTreeNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_tree_node_finalize;
}

static void
armada_tree_node_init (ArmadaTreeNode *self)
{
}

/**
 * armada_tree_node_new:
 * @number: by which the reader knows it, 0 the root
 * @value: as text, "{}" and "[]" where it holds others
 *
 * Returns: (transfer full): a node
 */
ArmadaTreeNode *
armada_tree_node_new (guint number, const char *name, const char *value, guint n_children)
{
  ArmadaTreeNode *self = g_object_new (ARMADA_TYPE_TREE_NODE, NULL);

  self->number = number;
  self->name = g_strdup (name);
  self->value = g_strdelimit (g_strdup (value), "\n\r\t", ' ');
  self->n_children = n_children;
  return self;
}

const char *
armada_tree_node_get_name (ArmadaTreeNode *self)
{
  return self->name;
}

/**
 * armada_tree_node_dup_words:
 *
 * Returns: (transfer full): its value, or how much is in it
 */
char *
armada_tree_node_dup_words (ArmadaTreeNode *self)
{
  if (g_str_equal (self->value, "[]"))
    return g_strdup_printf (ngettext ("%u entry", "%u entries", self->n_children),
                            self->n_children);
  if (g_str_equal (self->value, "{}"))
    return g_strdup_printf (ngettext ("%u field", "%u fields", self->n_children), self->n_children);
  return g_strdup (self->value);
}

gboolean
armada_tree_node_has_children (ArmadaTreeNode *self)
{
  return self->n_children > 0;
}

static void
children_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GListStore) children = user_data;
  g_autoptr (GVariant) answer = armada_reading_ask_finish (ARMADA_READING (source), result, NULL);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (g_object_unref);
  const char *name, *value;
  guint number, n;
  GVariantIter iter;

  if (answer == NULL)
    return;
  g_variant_iter_init (&iter, answer);
  while (g_variant_iter_next (&iter, "(u&s&su)", &number, &name, &value, &n))
    g_ptr_array_add (nodes, armada_tree_node_new (number, name, value, n));
  g_list_store_splice (children, 0, 0, nodes->pdata, nodes->len);
}

/**
 * armada_tree_node_list_children:
 *
 * Returns: (transfer full): a list that is filled when the reader has told what is in it
 */
GListModel *
armada_tree_node_list_children (ArmadaTreeNode *self, ArmadaReading *reading)
{
  GListStore *children = g_list_store_new (ARMADA_TYPE_TREE_NODE);

  armada_reading_ask_async (reading, "children", g_variant_new ("(u)", self->number), "a(ussu)",
                            NULL, children_cb, g_object_ref (children));
  return G_LIST_MODEL (children);
}
