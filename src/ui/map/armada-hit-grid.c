/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-hit-grid"

#include "map/armada-hit-grid.h"

#include <math.h>

#include "model/armada-cell-table.h"

#define CELL 64 /* pixels at the points' own scale */

/*
 * A table of the cells that hold something, each with its points side by side in one array. Cells
 * are of the screen's size and not a share of the fleet's extent: one vehicle far away from a dense
 * city does not put the whole city into one cell.
 */
struct _ArmadaHitGrid
{
  ArmadaHitPoints points;
  double per_unit; /* cells */
  guint8 max_reach;
  ArmadaCellTable *cells; /* cell → its number */
  guint *from;            /* per number: where its points begin; one more than there are cells */
  guint *members;         /* points, cell by cell, each cell's in drawing order */
};

static void
sort_into_cells (ArmadaHitGrid *self)
{
  const ArmadaHitPoints *p = &self->points;
  g_autofree guint *cell_of = g_new (guint, p->n);
  guint n_cells = 0;

  self->from = g_new0 (guint, p->n + 2);
  self->members = g_new (guint, p->n);
  for (guint i = 0; i < p->n; i++)
    {
      guint *cell =
          armada_cell_table_at (self->cells, p->x[i] * self->per_unit, p->y[i] * self->per_unit);

      if (*cell == ARMADA_CELL_EMPTY)
        *cell = n_cells++;
      cell_of[i] = *cell;
      self->from[*cell + 2]++;
      self->max_reach = MAX (self->max_reach, p->reach[i]);
    }
  for (guint i = 2; i < n_cells + 2; i++)
    self->from[i] += self->from[i - 1];
  for (guint i = 0; i < p->n; i++)
    self->members[self->from[cell_of[i] + 1]++] = i;
}

/**
 * armada_hit_grid_new:
 * @points: what can be hit, in drawing order; their arrays must live as long as the grid
 *
 * Returns: (transfer full): the grid
 */
ArmadaHitGrid *
armada_hit_grid_new (const ArmadaHitPoints *points)
{
  ArmadaHitGrid *self = g_new0 (ArmadaHitGrid, 1);

  self->points = *points;
  self->per_unit = points->scale / CELL;
  self->cells = armada_cell_table_new (points->n);
  sort_into_cells (self);
  return self;
}

void
armada_hit_grid_free (ArmadaHitGrid *self)
{
  armada_cell_table_free (self->cells);
  g_free (self->from);
  g_free (self->members);
  g_free (self);
}

typedef struct
{
  double x, y;
  double scale;
  guint index;
  double square; /* of the distance of the best so far, in pixels */
} Best;

static void
search_cell (ArmadaHitGrid *self, guint cell, Best *best)
{
  const ArmadaHitPoints *p = &self->points;

  for (guint k = self->from[cell]; k < self->from[cell + 1]; k++)
    {
      guint i = self->members[k];
      double dx = (p->x[i] - best->x) * best->scale, dy = (p->y[i] - best->y) * best->scale;
      double square = dx * dx + dy * dy;

      if (square > (double) p->reach[i] * p->reach[i] || square > best->square ||
          (square == best->square && best->index != ARMADA_HIT_NONE && i < best->index))
        continue;
      best->square = square;
      best->index = i;
    }
}

static void
search_around (ArmadaHitGrid *self, Best *best)
{
  double reach = self->max_reach / best->scale;
  double x0 = floor ((best->x - reach) * self->per_unit);
  double x1 = floor ((best->x + reach) * self->per_unit);
  double y0 = floor ((best->y - reach) * self->per_unit);
  double y1 = floor ((best->y + reach) * self->per_unit);

  for (double cy = y0; cy <= y1; cy++)
    for (double cx = x0; cx <= x1; cx++)
      {
        guint *cell = armada_cell_table_find (self->cells, cx, cy);

        if (cell != NULL)
          search_cell (self, *cell, best);
      }
}

/**
 * armada_hit_grid_pick:
 * @x: Web Mercator, in [0, 1)
 * @y: Web Mercator
 * @scale: pixels the world is wide now; within a zoom or two of the points' own
 *
 * Returns: the nearest of those whose reach holds the point, or ARMADA_HIT_NONE
 */
guint
armada_hit_grid_pick (ArmadaHitGrid *self, double x, double y, double scale)
{
  Best best = { x, y, scale, ARMADA_HIT_NONE, G_MAXDOUBLE };
  double reach = self->max_reach / scale;

  search_around (self, &best);
  if (x < reach || x > 1 - reach)
    {
      /* the other side of the antimeridian */
      best.x = x < reach ? x + 1 : x - 1;
      search_around (self, &best);
    }
  return best.index;
}
