/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ArmadaRoadOpen:
 * @cost: what it costs to get to @node
 *
 * A node that a search through a road graph has still to look at.
 */
typedef struct
{
  double cost;
  guint node;
} ArmadaRoadOpen;

/* @heap: (element-type ArmadaRoadOpen): the cheapest first */
static inline void
armada_road_heap_push (GArray *heap, ArmadaRoadOpen item)
{
  guint i = heap->len;

  g_array_append_val (heap, item);
  for (ArmadaRoadOpen *items = (ArmadaRoadOpen *) heap->data;
       i > 0 && items[(i - 1) / 2].cost > item.cost; i = (i - 1) / 2)
    {
      items[i] = items[(i - 1) / 2];
      items[(i - 1) / 2] = item;
    }
}

/* Takes the cheapest out of @heap, which is not empty. */
static inline ArmadaRoadOpen
armada_road_heap_pop (GArray *heap)
{
  ArmadaRoadOpen *items = (ArmadaRoadOpen *) heap->data;
  ArmadaRoadOpen first = items[0];
  ArmadaRoadOpen last = items[heap->len - 1];
  guint n = heap->len - 1;
  guint i = 0;

  g_array_set_size (heap, n);
  for (guint child = 1; child < n; child = 2 * i + 1)
    {
      if (child + 1 < n && items[child + 1].cost < items[child].cost)
        child++;
      if (items[child].cost >= last.cost)
        break;
      items[i] = items[child];
      i = child;
    }
  if (n > 0)
    items[i] = last;
  return first;
}

G_END_DECLS
