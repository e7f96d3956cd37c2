/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-road-index"

#include "armada-road-index.h"

#include <math.h>

/*
 * Which roads run near a place: a grid laid over a road graph, with the links that touch each of
 * its cells. Made once and never changed, so any thread may ask it.
 */

#define LEAST_CELL 0.002 /* degrees */
#define MOST_CELLS 1e6

/* Part of the grid; the ends are in it. */
typedef struct
{
  int left;
  int right;
  int bottom;
  int top;
} Cells;

/* Metres. */
typedef struct
{
  double x;
  double y;
} Plane;

struct _ArmadaRoadIndex
{
  ArmadaRoads *roads;
  double south;
  double west;
  double cell; /* degrees */
  int columns;
  int rows;
  guint *first_link; /* of each cell, in links */
  guint *links;
};

/* What is done with each cell a link touches. */
typedef void (*CellFunc) (ArmadaRoadIndex *self, guint cell, guint link, guint *next);

static void
measure_grid (ArmadaRoadIndex *self)
{
  double north = -90, east = -180;

  self->south = 90;
  self->west = 180;
  for (guint link = 0; link < armada_roads_get_n_links (self->roads); link++)
    for (guint i = 0; i < armada_roads_get_n_points (self->roads, link); i++)
      {
        double latitude, longitude;

        armada_roads_get_point (self->roads, link, i, &latitude, &longitude);
        self->south = MIN (self->south, latitude);
        self->west = MIN (self->west, longitude);
        north = MAX (north, latitude);
        east = MAX (east, longitude);
      }
  north = MAX (north, self->south);
  east = MAX (east, self->west);
  self->cell =
      MAX (LEAST_CELL, sqrt ((north - self->south) * (east - self->west) / MOST_CELLS) * 1.01);
  self->columns = 1 + (int) ((east - self->west) / self->cell);
  self->rows = 1 + (int) ((north - self->south) / self->cell);
}

/* The cells of a rectangle, none of them outside the grid. */
static Cells
find_cells (ArmadaRoadIndex *self, double south, double west, double north, double east)
{
  return (Cells) {
    .left = (int) CLAMP (floor ((west - self->west) / self->cell), 0, self->columns),
    .right = (int) CLAMP (floor ((east - self->west) / self->cell), -1, self->columns - 1),
    .bottom = (int) CLAMP (floor ((south - self->south) / self->cell), 0, self->rows),
    .top = (int) CLAMP (floor ((north - self->south) / self->cell), -1, self->rows - 1),
  };
}

static Cells
find_cells_of_link (ArmadaRoadIndex *self, guint link)
{
  double south = 90, west = 180, north = -90, east = -180;

  for (guint i = 0; i < armada_roads_get_n_points (self->roads, link); i++)
    {
      double latitude, longitude;

      armada_roads_get_point (self->roads, link, i, &latitude, &longitude);
      south = MIN (south, latitude);
      west = MIN (west, longitude);
      north = MAX (north, latitude);
      east = MAX (east, longitude);
    }
  return find_cells (self, south, west, north, east);
}

static void
count_link (ArmadaRoadIndex *self, guint cell, guint link, guint *next)
{
  next[cell + 1]++;
}

static void
list_link (ArmadaRoadIndex *self, guint cell, guint link, guint *next)
{
  self->links[next[cell]++] = link;
}

static void
for_each_cell (ArmadaRoadIndex *self, CellFunc function, guint *next)
{
  for (guint link = 0; link < armada_roads_get_n_links (self->roads); link++)
    {
      Cells cells = find_cells_of_link (self, link);

      for (int row = cells.bottom; row <= cells.top; row++)
        for (int column = cells.left; column <= cells.right; column++)
          function (self, (guint) (row * self->columns + column), link, next);
    }
}

/**
 * armada_road_index_new:
 *
 * Returns: (transfer full): where the roads of @roads run
 */
ArmadaRoadIndex *
armada_road_index_new (ArmadaRoads *roads)
{
  ArmadaRoadIndex *self = g_new0 (ArmadaRoadIndex, 1);
  g_autofree guint *next = NULL;
  guint n_cells;

  self->roads = armada_roads_ref (roads);
  measure_grid (self);
  n_cells = (guint) (self->rows * self->columns);
  self->first_link = g_new0 (guint, n_cells + 1);
  for_each_cell (self, count_link, self->first_link);
  for (guint i = 0; i < n_cells; i++)
    self->first_link[i + 1] += self->first_link[i];

  next = g_memdup2 (self->first_link, n_cells * sizeof *next);
  self->links = g_new (guint, self->first_link[n_cells]);
  for_each_cell (self, list_link, next);
  return self;
}

void
armada_road_index_free (ArmadaRoadIndex *self)
{
  armada_roads_unref (self->roads);
  g_free (self->first_link);
  g_free (self->links);
  g_free (self);
}

/* Finds the place on the line between two points that is nearest to 0, 0. Returns: how far it is
 * from @from, as a share of the line */
static double
find_share (Plane from, Plane to, double *distance)
{
  double x = to.x - from.x, y = to.y - from.y;
  double square = x * x + y * y;
  double share = square > 0 ? CLAMP (-(from.x * x + from.y * y) / square, 0, 1) : 0;

  *distance = hypot (from.x + share * x, from.y + share * y);
  return share;
}

/* Finds the nearest place on @link, driven forward. */
static void
project (ArmadaRoadIndex *self, guint link, double latitude, double longitude, ArmadaRoadSnap *snap)
{
  const double north = ARMADA_ROADS_METRES_PER_DEGREE;
  const double east = north * cos (latitude * G_PI / 180);
  double from_latitude, from_longitude, drawn = 0;

  *snap = (ArmadaRoadSnap) { .arc = { link, TRUE }, .distance = G_MAXDOUBLE };
  armada_roads_get_point (self->roads, link, 0, &from_latitude, &from_longitude);
  for (guint i = 1; i < armada_roads_get_n_points (self->roads, link); i++)
    {
      Plane from = { (from_longitude - longitude) * east, (from_latitude - latitude) * north };
      double to_latitude, to_longitude, distance, share, length;
      Plane to;

      armada_roads_get_point (self->roads, link, i, &to_latitude, &to_longitude);
      to = (Plane) { (to_longitude - longitude) * east, (to_latitude - latitude) * north };
      share = find_share (from, to, &distance);
      length = hypot (to.x - from.x, to.y - from.y);
      if (distance < snap->distance)
        {
          snap->distance = distance;
          snap->offset = drawn + share * length;
          snap->latitude = from_latitude + share * (to_latitude - from_latitude);
          snap->longitude = from_longitude + share * (to_longitude - from_longitude);
        }
      drawn += length;
      from_latitude = to_latitude;
      from_longitude = to_longitude;
    }
  if (drawn > 0)
    snap->offset *= armada_roads_get_length (self->roads, link) / drawn;
}

static gboolean
has_link (const ArmadaRoadSnap *snaps, guint n_snaps, guint link)
{
  for (guint i = 0; i < n_snaps; i++)
    if (snaps[i].arc.link == link)
      return TRUE;
  return FALSE;
}

/* Keeps the nearest. Returns: how many there are now */
static guint
insert (ArmadaRoadSnap *snaps, guint n_snaps, guint max_snaps, const ArmadaRoadSnap *snap)
{
  guint i = n_snaps;

  if (n_snaps == max_snaps && snaps[--i].distance <= snap->distance)
    return n_snaps;
  for (; i > 0 && snaps[i - 1].distance > snap->distance; i--)
    snaps[i] = snaps[i - 1];
  snaps[i] = *snap;
  return MIN (n_snaps + 1, max_snaps);
}

/* Both directions of a link are two places. */
static guint
insert_arcs (ArmadaRoadIndex *self,
             ArmadaRoadSnap *snaps,
             guint n_snaps,
             guint max_snaps,
             ArmadaRoadSnap *snap)
{
  double length = armada_roads_get_length (self->roads, snap->arc.link);

  if (armada_roads_arc_allowed (self->roads, snap->arc))
    n_snaps = insert (snaps, n_snaps, max_snaps, snap);
  snap->arc.forward = FALSE;
  snap->offset = MAX (length - snap->offset, 0);
  if (armada_roads_arc_allowed (self->roads, snap->arc))
    n_snaps = insert (snaps, n_snaps, max_snaps, snap);
  return n_snaps;
}

/**
 * armada_road_index_find:
 * @radius: metres
 * @snaps: (out caller-allocates) (array length=max_snaps): the nearest first
 *
 * Returns: how many places on roads there are within @radius, @max_snaps if there are more
 */
guint
armada_road_index_find (ArmadaRoadIndex *self,
                        double latitude,
                        double longitude,
                        double radius,
                        ArmadaRoadSnap *snaps,
                        guint max_snaps)
{
  double north = radius / ARMADA_ROADS_METRES_PER_DEGREE;
  double east = north / MAX (cos (latitude * G_PI / 180), 0.01);
  Cells cells =
      find_cells (self, latitude - north, longitude - east, latitude + north, longitude + east);
  guint n_snaps = 0;

  for (int row = cells.bottom; row <= cells.top; row++)
    for (int column = cells.left; column <= cells.right; column++)
      {
        guint cell = (guint) (row * self->columns + column);

        for (guint i = self->first_link[cell]; i < self->first_link[cell + 1]; i++)
          {
            ArmadaRoadSnap snap;

            if (has_link (snaps, n_snaps, self->links[i]))
              continue;
            project (self, self->links[i], latitude, longitude, &snap);
            if (snap.distance <= radius)
              n_snaps = insert_arcs (self, snaps, n_snaps, max_snaps, &snap);
          }
      }
  return n_snaps;
}
