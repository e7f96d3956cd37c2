/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-clusters"

#include "model/armada-clusters.h"

#include "model/armada-cell-table.h"

/*
 * Which vehicles share a mark, at one zoom. Nothing here depends on what is in view, so that
 * panning changes no cluster.
 *
 * First a grid: a cell becomes a group when it holds a crowd, or two vehicles that would hide each
 * other; else each of its vehicles is a group of one. A grid alone shows as a lattice and cuts
 * through depots, so then the groups are taken by size, and one that stands too near to another
 * already taken joins it. A cluster stays where its largest group was: so no two are ever nearer
 * than the reach, whatever joined them.
 */

/* Vehicles, about: a small table stays in the cache, and grows where it is wrong. */
#define PER_CELL 8

typedef struct
{
  double x, y; /* centroid */
  guint n;
  guint into; /* the group it joined, itself if none */
} Group;

typedef struct
{
  const ArmadaClusterPoints *points;
  double scale; /* pixels per unit of Mercator */

  ArmadaCellTable *cells;
  guint *next;    /* per point: the next one of its cell, ARMADA_CLUSTER_NONE at the end */
  guint *of;      /* per point: its group */
  GArray *groups; /* Group */
} Build;

static gboolean
is_near (double ax, double ay, double bx, double by, double reach)
{
  return (ax - bx) * (ax - bx) + (ay - by) * (ay - by) < reach * reach;
}

static gboolean
cell_is_stacked (Build *build, guint first)
{
  const ArmadaClusterPoints *p = build->points;
  double reach = ARMADA_CLUSTER_STACK / build->scale;

  for (guint i = first; i != ARMADA_CLUSTER_NONE; i = build->next[i])
    for (guint j = build->next[i]; j != ARMADA_CLUSTER_NONE; j = build->next[j])
      if (is_near (p->x[i], p->y[i], p->x[j], p->y[j], reach))
        return TRUE;
  return FALSE;
}

static guint
add_group (Build *build)
{
  Group group = { .into = build->groups->len };

  g_array_append_val (build->groups, group);
  return group.into;
}

static void
add_to_group (Build *build, guint index, guint point)
{
  Group *group = &g_array_index (build->groups, Group, index);

  group->n++;
  group->x += (build->points->x[point] - group->x) / group->n;
  group->y += (build->points->y[point] - group->y) / group->n;
  build->of[point] = index;
}

static void
take_cell (Build *build, guint first, guint n)
{
  gboolean one_group = n >= ARMADA_CLUSTER_CROWD || cell_is_stacked (build, first);
  guint group = one_group ? add_group (build) : 0;

  for (guint i = first; i != ARMADA_CLUSTER_NONE; i = build->next[i])
    add_to_group (build, one_group ? group : add_group (build), i);
}

static void
group_by_cell (Build *build)
{
  const ArmadaClusterPoints *p = build->points;
  double per_unit = build->scale / ARMADA_CLUSTER_CELL;
  g_autofree guint *counts = g_new (guint, p->n + 1); /* per point: of its cell so far */

  for (guint i = 0; i < p->n; i++)
    {
      guint *first = armada_cell_table_at (build->cells, p->x[i] * per_unit, p->y[i] * per_unit);

      build->next[i] = *first;
      counts[i] = 1;
      if (*first != ARMADA_CLUSTER_NONE)
        {
          counts[i] += counts[*first];
          counts[*first] = 0;
        }
      *first = i;
    }

  /* the last point of a cell is its head and alone knows how many there are; heads in order of the
   * points make the result independent of the table's order */
  for (guint i = 0; i < p->n; i++)
    if (counts[i] != 0)
      take_cell (build, i, counts[i]);
}

static int
compare_by_size (gconstpointer a, gconstpointer b, gpointer groups)
{
  guint ia = *(const guint *) a, ib = *(const guint *) b;
  guint na = ((Group *) groups)[ia].n, nb = ((Group *) groups)[ib].n;

  if (na != nb)
    return na > nb ? -1 : 1;
  return ia < ib ? -1 : ia > ib;
}

/* those that have not joined another, the largest first */
static guint *
groups_by_size (Build *build, guint *n_groups)
{
  guint n = build->groups->len, n_big = 0;
  Group *groups = (gpointer) build->groups->data;
  guint *order = g_new (guint, n + 1);

  /* most are groups of one, which need no sorting */
  for (guint i = 0; i < n; i++)
    if (groups[i].into == i && groups[i].n > 1)
      order[n_big++] = i;
  g_sort_array (order, n_big, sizeof *order, compare_by_size, groups);
  *n_groups = n_big;
  for (guint i = 0; i < n; i++)
    if (groups[i].into == i && groups[i].n == 1)
      order[(*n_groups)++] = i;
  return order;
}

/* the group already taken that @index stands too near to, or itself */
static guint
find_neighbour (Build *build, guint index)
{
  Group *groups = (gpointer) build->groups->data;
  double per_unit = build->scale / ARMADA_CLUSTER_REACH;
  Group *own = &groups[index];

  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      {
        guint *head =
            armada_cell_table_find (build->cells, own->x * per_unit + dx, own->y * per_unit + dy);

        for (guint i = head ? *head : ARMADA_CLUSTER_NONE; i != ARMADA_CLUSTER_NONE;
             i = build->next[i])
          {
            gboolean alone = own->n == 1 && groups[i].n == 1;
            double reach = alone ? ARMADA_CLUSTER_STACK : ARMADA_CLUSTER_REACH;

            if (is_near (own->x, own->y, groups[i].x, groups[i].y, reach / build->scale))
              return i;
          }
      }
  return index;
}

static void
put_in_grid (Build *build, guint index)
{
  Group *group = &g_array_index (build->groups, Group, index);
  double per_unit = build->scale / ARMADA_CLUSTER_REACH;
  guint *head = armada_cell_table_at (build->cells, group->x * per_unit, group->y * per_unit);

  build->next[index] = *head;
  *head = index;
}

/* returns whether lone vehicles became a cluster, which may stand too near to others */
static gboolean
join_neighbours (Build *build)
{
  Group *groups = (gpointer) build->groups->data;
  guint n_groups;
  g_autofree guint *order = groups_by_size (build, &n_groups);
  gboolean again = FALSE;

  armada_cell_table_clear (build->cells);
  for (guint k = 0; k < n_groups; k++)
    {
      guint index = order[k], other = find_neighbour (build, index);

      if (other == index)
        {
          put_in_grid (build, index);
          continue;
        }
      again = again || groups[other].n == 1;
      groups[index].into = other;
      groups[other].n += groups[index].n;
    }
  return again;
}

static guint
last_group (const Group *groups, guint index)
{
  while (groups[index].into != index)
    index = groups[index].into;
  return index;
}

static void
add_to_cluster (ArmadaCluster *cluster, const ArmadaClusterPoints *points, guint i)
{
  double x = points->x[i], y = points->y[i];
  gboolean first = cluster->n == 0;

  cluster->x_min = first ? x : MIN (cluster->x_min, x);
  cluster->x_max = first ? x : MAX (cluster->x_max, x);
  cluster->y_min = first ? y : MIN (cluster->y_min, y);
  cluster->y_max = first ? y : MAX (cluster->y_max, y);
  cluster->n++;
  cluster->n_alarms += points->alarm[i];
  cluster->counts[points->state[i]]++;
}

static ArmadaClusters *
make_clusters (Build *build)
{
  ArmadaClusters *self = g_new0 (ArmadaClusters, 1);
  Group *groups = (gpointer) build->groups->data;
  g_autofree guint *number = g_new (guint, build->groups->len + 1);

  for (guint i = 0; i < build->groups->len; i++)
    number[i] = groups[i].into == i && groups[i].n > 1 ? self->n_clusters++ : ARMADA_CLUSTER_NONE;

  self->clusters = g_new0 (ArmadaCluster, self->n_clusters + 1);
  self->n_points = build->points->n;
  self->of = g_steal_pointer (&build->of);
  for (guint i = 0; i < self->n_points; i++)
    {
      guint group = last_group (groups, self->of[i]);

      self->of[i] = number[group];
      if (number[group] == ARMADA_CLUSTER_NONE)
        continue;
      self->clusters[number[group]].x = groups[group].x;
      self->clusters[number[group]].y = groups[group].y;
      add_to_cluster (&self->clusters[number[group]], build->points, i);
    }
  return self;
}

/**
 * armada_clusters_new:
 * @points: where the vehicles are; borrowed for the call
 * @scale: pixels that the whole world is wide at the zoom they are drawn at
 *
 * Returns: (transfer full): which of them share a mark
 */
ArmadaClusters *
armada_clusters_new (const ArmadaClusterPoints *points, double scale)
{
  Build build = {
    .points = points,
    .scale = scale,
    .cells = armada_cell_table_new (points->n / PER_CELL),
    .next = g_new (guint, points->n + 1),
    .of = g_new (guint, points->n + 1),
    .groups = g_array_new (FALSE, FALSE, sizeof (Group)),
  };
  ArmadaClusters *self;

  group_by_cell (&build);
  while (join_neighbours (&build))
    ;
  self = make_clusters (&build);

  armada_cell_table_free (build.cells);
  g_array_unref (build.groups);
  g_free (build.next);
  return self;
}

void
armada_clusters_free (ArmadaClusters *self)
{
  g_free (self->clusters);
  g_free (self->of);
  g_free (self);
}
