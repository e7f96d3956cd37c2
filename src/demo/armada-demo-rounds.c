/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-rounds"

#include "armada-demo-rounds.h"

#include "armada-demo-random.h"
#include "armada-route.h"

/*
 * The places a fleet drives between, and the drives between them, each made when it is first
 * wanted and kept: with a fixed number of places their memory has a bound however many vehicles
 * there are. Not safe for several threads at once: its owner holds a lock.
 */

#define TRIES_A_PLACE 4000
#define WIDE_APART 400.0 /* metres between two places, if the roads allow it */

struct _ArmadaDemoRounds
{
  ArmadaRoads *roads;
  guint nodes[ARMADA_DEMO_N_PLACES];
  ArmadaDemoTrip *trips[ARMADA_DEMO_N_PLACES][ARMADA_DEMO_N_PLACES];
};

static double
nearest_place (ArmadaDemoRounds *self, guint n_places, guint node)
{
  double latitude, longitude, other_latitude, other_longitude;
  double nearest = G_MAXDOUBLE;

  armada_roads_get_node (self->roads, node, &latitude, &longitude);
  for (guint i = 0; i < n_places; i++)
    {
      double north, east;

      armada_roads_get_node (self->roads, self->nodes[i], &other_latitude, &other_longitude);
      north = (latitude - other_latitude) * ARMADA_ROADS_METRES_PER_DEGREE;
      east = (longitude - other_longitude) * ARMADA_ROADS_METRES_PER_DEGREE * 0.7;
      nearest = MIN (nearest, MAX (ABS (north), ABS (east)));
    }
  return nearest;
}

/* The wish for distance shrinks with each try, so that small roads have places too. */
static gboolean
choose_place (ArmadaDemoRounds *self, guint64 *key, guint place)
{
  guint n_nodes = armada_roads_get_n_nodes (self->roads);

  for (guint try = 0; try < TRIES_A_PLACE; try++)
    {
      guint node = armada_demo_below (key, n_nodes);
      double wanted = WIDE_APART * (1 - 2.0 * try / TRIES_A_PLACE);

      if (!armada_roads_is_connected (self->roads, node) ||
          nearest_place (self, place, node) <= MAX (wanted, 0))
        continue;
      self->nodes[place] = node;
      return TRUE;
    }
  return FALSE;
}

/* With ways from the first place to all others and back there are ways between any two. */
static gboolean
check_connected (ArmadaDemoRounds *self)
{
  for (guint i = 1; i < ARMADA_DEMO_N_PLACES; i++)
    if (armada_demo_rounds_get_trip (self, 0, i) == NULL ||
        armada_demo_rounds_get_trip (self, i, 0) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
choose_places (ArmadaDemoRounds *self, guint64 seed)
{
  guint64 key = armada_demo_mix (seed, 1);

  for (guint i = 0; i < ARMADA_DEMO_N_PLACES; i++)
    if (!choose_place (self, &key, i))
      return FALSE;
  return check_connected (self);
}

/**
 * armada_demo_rounds_new:
 *
 * Chooses depots and customers on @roads. Fails with %G_IO_ERROR_INVALID_DATA where the roads
 * have too few connected places.
 *
 * Returns: (transfer full):
 */
ArmadaDemoRounds *
armada_demo_rounds_new (ArmadaRoads *roads, guint64 seed, GError **error)
{
  g_autoptr (ArmadaDemoRounds) self = g_new0 (ArmadaDemoRounds, 1);

  self->roads = armada_roads_ref (roads);
  if (!choose_places (self, seed))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "the road graph has too few connected places for a fleet");
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
armada_demo_rounds_free (ArmadaDemoRounds *self)
{
  for (guint from = 0; from < ARMADA_DEMO_N_PLACES; from++)
    for (guint to = 0; to < ARMADA_DEMO_N_PLACES; to++)
      g_clear_pointer (&self->trips[from][to], armada_demo_trip_free);
  armada_roads_unref (self->roads);
  g_free (self);
}

ArmadaRoads *
armada_demo_rounds_get_roads (ArmadaDemoRounds *self)
{
  return self->roads;
}

guint
armada_demo_rounds_get_node (ArmadaDemoRounds *self, guint place)
{
  return self->nodes[place];
}

/**
 * armada_demo_rounds_get_trip:
 *
 * Returns: (transfer none) (nullable): the drive; %NULL when @from is @to
 */
ArmadaDemoTrip *
armada_demo_rounds_get_trip (ArmadaDemoRounds *self, guint from, guint to)
{
  g_autoptr (GArray) route = NULL;

  if (self->trips[from][to] != NULL || from == to)
    return self->trips[from][to];

  route = armada_route_find (self->roads, self->nodes[from], self->nodes[to]);
  if (route != NULL)
    self->trips[from][to] = armada_demo_trip_new (self->roads, route);
  return self->trips[from][to];
}
