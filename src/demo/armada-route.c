/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-route"

#include "armada-route.h"

#include <math.h>

#include "armada-road-heap.h"

/* The search for the quickest way through a road graph. */

typedef struct
{
  ArmadaRoads *roads;
  guint to;
  double pace;     /* seconds a metre at the top speed */
  double *seconds; /* from the start; INFINITY: not reached yet */
  ArmadaRoadsArc *via;
  GArray *heap; /* of ArmadaRoadOpen, the cheapest first */
} Search;

static double
least_seconds (Search *search, guint node)
{
  return armada_roads_get_least_distance (search->roads, node, search->to) * search->pace;
}

static void
look_on (Search *search, guint node)
{
  ArmadaRoads *roads = search->roads;
  guint n_arcs;
  const ArmadaRoadsArc *arcs = armada_roads_get_arcs (roads, node, &n_arcs);

  for (guint i = 0; i < n_arcs; i++)
    {
      guint link = arcs[i].link;
      guint next = armada_roads_arc_to (roads, arcs[i]);
      /* Small roads cost a little more than their speed says: drivers like the main road. */
      double seconds =
          search->seconds[node] +
          armada_roads_get_length (roads, link) * 3.6 / armada_roads_get_speed (roads, link) +
          (armada_roads_get_class (roads, link) > 4 ? 2 : 0.5);

      if (seconds >= search->seconds[next])
        continue;
      search->seconds[next] = seconds;
      search->via[next] = arcs[i];
      armada_road_heap_push (search->heap,
                             (ArmadaRoadOpen) { seconds + least_seconds (search, next), next });
    }
}

static GArray *
collect_route (Search *search, guint from)
{
  GArray *route = g_array_new (FALSE, FALSE, sizeof (ArmadaRoadsArc));

  for (guint node = search->to; node != from;
       node = armada_roads_arc_from (search->roads, search->via[node]))
    g_array_append_val (route, search->via[node]);
  for (guint i = 0; i < route->len / 2; i++)
    {
      ArmadaRoadsArc *arcs = (ArmadaRoadsArc *) route->data;
      ArmadaRoadsArc arc = arcs[i];

      arcs[i] = arcs[route->len - 1 - i];
      arcs[route->len - 1 - i] = arc;
    }
  return route;
}

/**
 * armada_route_find:
 *
 * The quickest way from one node to another, found by A*.
 *
 * Returns: (transfer full) (nullable) (element-type ArmadaRoadsArc): its arcs, none when @from is
 *   @to; %NULL when there is no way
 */
GArray *
armada_route_find (ArmadaRoads *roads, guint from, guint to)
{
  guint n_nodes = armada_roads_get_n_nodes (roads);
  g_autofree double *seconds = g_new (double, n_nodes);
  g_autofree ArmadaRoadsArc *via = g_new (ArmadaRoadsArc, n_nodes);
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (ArmadaRoadOpen));
  Search search = {
    roads, to, 3.6 / armada_roads_get_top_speed (roads), seconds, via, heap,
  };

  for (guint i = 0; i < n_nodes; i++)
    seconds[i] = INFINITY;
  seconds[from] = 0;
  armada_road_heap_push (heap, (ArmadaRoadOpen) { 0, from });
  while (heap->len > 0)
    {
      ArmadaRoadOpen open = armada_road_heap_pop (heap);

      if (open.node == to)
        return collect_route (&search, from);
      if (open.cost <= seconds[open.node] + least_seconds (&search, open.node) + 1e-9)
        look_on (&search, open.node);
    }
  return NULL;
}
