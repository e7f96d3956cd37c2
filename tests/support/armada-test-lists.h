/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "armada-test-wire.h"

G_BEGIN_DECLS

/* Reading the platform's lists as they come, in either dialect. */

static inline ArmadaTestWire *
armada_test_lists_new (gboolean legacy)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;

  options.legacy = legacy;
  return armada_test_wire_new (&options);
}

static inline JsonNode *
armada_test_get (ArmadaTestWire *wire, guint status, const char *endpoint)
{
  g_autoptr (ArmadaTestReply) reply = armada_test_wire_get (wire, endpoint);
  JsonNode *root = armada_test_reply_parse (reply);

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_nonnull (root);
  return root;
}

/* @path: "items.drivers"; "": @node itself. */
static inline JsonNode *
armada_test_find (JsonNode *node, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      node = json_object_get_member (json_node_get_object (node), names[i]);
      g_assert_nonnull (node);
    }
  return node;
}

/* A number, or a text that is one. */
static inline gint64
armada_test_int (JsonNode *node, const char *path)
{
  JsonNode *found = armada_test_find (node, path);

  if (json_node_get_value_type (found) == G_TYPE_STRING)
    return g_ascii_strtoll (json_node_get_string (found), NULL, 10);
  return json_node_get_int (found);
}

static inline const char *
armada_test_text (JsonNode *node, const char *path)
{
  JsonNode *found = armada_test_find (node, path);

  return JSON_NODE_HOLDS_NULL (found) ? NULL : json_node_get_string (found);
}

/* Returns: (transfer container): the elements of a list, or of an object with numbers for names;
 * other members, such as "status", are left out. */
static inline GPtrArray *
armada_test_list (JsonNode *node, const char *path)
{
  JsonNode *found = *path ? armada_test_find (node, path) : node;
  GPtrArray *items = g_ptr_array_new ();

  if (JSON_NODE_HOLDS_ARRAY (found))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (found)); i++)
        g_ptr_array_add (items, json_array_get_element (json_node_get_array (found), i));
    }
  else
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      g_assert_true (JSON_NODE_HOLDS_OBJECT (found));
      json_object_iter_init_ordered (&iter, json_node_get_object (found));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        if (g_ascii_isdigit (*name))
          g_ptr_array_add (items, member);
    }
  return items;
}

G_END_DECLS
