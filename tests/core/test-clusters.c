/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "model/armada-clusters.h"

#define SCALE (256.0 * 4096)

typedef struct
{
  ArmadaClusterPoints points;
  double *x, *y;
  guint8 *state, *alarm;
} Points;

static Points *
new_points (guint n)
{
  Points *self = g_new0 (Points, 1);

  self->x = g_new0 (double, n);
  self->y = g_new0 (double, n);
  self->state = g_new0 (guint8, n);
  self->alarm = g_new0 (guint8, n);
  self->points = (ArmadaClusterPoints) { n, self->x, self->y, self->state, self->alarm };
  return self;
}

static void
free_points (Points *self)
{
  g_free (self->x);
  g_free (self->y);
  g_free (self->state);
  g_free (self->alarm);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Points, free_points)

/* Half of them in depots, so that there are crowds, stacks and loners. */
static Points *
new_random_points (guint n, guint32 seed, double pixels)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Points *self = new_points (n);

  for (guint i = 0; i < n; i++)
    {
      double spread = i % 2 ? 1 : 0.01;
      double depot = i % 2 ? 0 : 0.1 * (i / 2 % 7);

      self->x[i] = 0.5 + (depot + spread * g_rand_double (random)) * pixels / SCALE;
      self->y[i] = 0.5 + (depot + spread * g_rand_double (random)) * pixels / SCALE;
      self->state[i] = (guint8) g_rand_int_range (random, 0, ARMADA_N_DEVICE_STATES);
      self->alarm[i] = g_rand_int_range (random, 0, 9) == 0;
    }
  return self;
}

static double
distance (double ax, double ay, double bx, double by)
{
  return hypot (ax - bx, ay - by) * SCALE;
}

/* Each vehicle is in one mark, and the marks count right. */
static void
check_counts (const ArmadaClusters *clusters, const Points *points)
{
  g_autofree ArmadaCluster *sums = g_new0 (ArmadaCluster, clusters->n_clusters + 1);

  g_assert_cmpuint (clusters->n_points, ==, points->points.n);
  for (guint i = 0; i < clusters->n_points; i++)
    if (clusters->of[i] != ARMADA_CLUSTER_NONE)
      {
        const ArmadaCluster *cluster = &clusters->clusters[clusters->of[i]];

        g_assert_cmpuint (clusters->of[i], <, clusters->n_clusters);
        sums[clusters->of[i]].n++;
        sums[clusters->of[i]].n_alarms += points->alarm[i];
        sums[clusters->of[i]].counts[points->state[i]]++;
        g_assert_true (cluster->x_min <= points->x[i] && points->x[i] <= cluster->x_max);
        g_assert_true (cluster->y_min <= points->y[i] && points->y[i] <= cluster->y_max);
      }
  for (guint i = 0; i < clusters->n_clusters; i++)
    {
      const ArmadaCluster *cluster = &clusters->clusters[i];

      g_assert_cmpuint (cluster->n, >=, 2);
      g_assert_cmpuint (cluster->n, ==, sums[i].n);
      g_assert_cmpuint (cluster->n_alarms, ==, sums[i].n_alarms);
      g_assert_cmpmem (cluster->counts, sizeof cluster->counts, sums[i].counts,
                       sizeof sums[i].counts);
      g_assert_true (cluster->x_min <= cluster->x && cluster->x <= cluster->x_max);
      g_assert_true (cluster->y_min <= cluster->y && cluster->y <= cluster->y_max);
    }
}

/* No two marks hide each other. */
static void
check_distances (const ArmadaClusters *clusters, const Points *points)
{
  const double slack = 1e-6;

  for (guint i = 0; i < clusters->n_clusters; i++)
    {
      const ArmadaCluster *one = &clusters->clusters[i];

      for (guint j = i + 1; j < clusters->n_clusters; j++)
        g_assert_cmpfloat (
            distance (one->x, one->y, clusters->clusters[j].x, clusters->clusters[j].y), >=,
            ARMADA_CLUSTER_REACH - slack);
      for (guint j = 0; j < clusters->n_points; j++)
        if (clusters->of[j] == ARMADA_CLUSTER_NONE)
          g_assert_cmpfloat (distance (one->x, one->y, points->x[j], points->y[j]), >=,
                             ARMADA_CLUSTER_REACH - slack);
    }
  for (guint i = 0; i < clusters->n_points; i++)
    for (guint j = i + 1; j < clusters->n_points; j++)
      if (clusters->of[i] == ARMADA_CLUSTER_NONE && clusters->of[j] == ARMADA_CLUSTER_NONE)
        g_assert_cmpfloat (distance (points->x[i], points->y[i], points->x[j], points->y[j]), >=,
                           ARMADA_CLUSTER_STACK - slack);
}

static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 40; seed++)
    {
      g_autoptr (Points) points = new_random_points (400, seed, 150 * seed);
      g_autoptr (ArmadaClusters) clusters = armada_clusters_new (&points->points, SCALE);

      check_counts (clusters, points);
      check_distances (clusters, points);
    }
}

/* The same vehicles get the same marks, wherever the table puts them. */
static void
test_same_again (void)
{
  g_autoptr (Points) points = new_random_points (500, 5, 2000);
  g_autoptr (ArmadaClusters) one = armada_clusters_new (&points->points, SCALE);
  g_autoptr (ArmadaClusters) two = armada_clusters_new (&points->points, SCALE);

  g_assert_cmpmem (one->of, one->n_points * sizeof (guint), two->of,
                   two->n_points * sizeof (guint));
}

static void
test_few (void)
{
  g_autoptr (Points) none = new_points (0);
  g_autoptr (Points) one = new_points (1);
  g_autoptr (ArmadaClusters) of_none = armada_clusters_new (&none->points, SCALE);
  g_autoptr (ArmadaClusters) of_one = armada_clusters_new (&one->points, SCALE);

  g_assert_cmpuint (of_none->n_clusters, ==, 0);
  g_assert_cmpuint (of_one->n_clusters, ==, 0);
  g_assert_cmpuint (of_one->of[0], ==, ARMADA_CLUSTER_NONE);
}

static void
test_all_in_one_place (void)
{
  g_autoptr (Points) points = new_points (1000);
  g_autoptr (ArmadaClusters) clusters = NULL;

  for (guint i = 0; i < 1000; i++)
    points->x[i] = points->y[i] = 0.25;
  clusters = armada_clusters_new (&points->points, SCALE);
  g_assert_cmpuint (clusters->n_clusters, ==, 1);
  g_assert_cmpuint (clusters->clusters[0].n, ==, 1000);
  g_assert_cmpfloat_with_epsilon (clusters->clusters[0].x, 0.25, 1e-12);
}

/* Two vehicles @pixels apart: one mark or two. */
static guint
count_marks (double pixels)
{
  g_autoptr (Points) points = new_points (2);
  g_autoptr (ArmadaClusters) clusters = NULL;

  points->x[0] = points->y[0] = points->y[1] = 0.5; /* where four cells meet */
  points->x[1] = 0.5 - pixels / SCALE;
  clusters = armada_clusters_new (&points->points, SCALE);
  return clusters->n_clusters == 1 ? 1 : 2;
}

static void
test_two_vehicles (void)
{
  g_assert_cmpuint (count_marks (ARMADA_CLUSTER_STACK - 0.01), ==, 1);
  g_assert_cmpuint (count_marks (ARMADA_CLUSTER_STACK + 0.01), ==, 2);
}

/* At a zoom near enough every vehicle stands alone. */
static void
test_near (void)
{
  g_autoptr (Points) points = new_points (100);
  g_autoptr (ArmadaClusters) far = NULL;
  g_autoptr (ArmadaClusters) near = NULL;

  for (guint i = 0; i < 100; i++)
    {
      points->x[i] = 0.5 + i % 10 * 5 / SCALE;
      points->y[i] = 0.5 + i / 10 * 5 / SCALE;
    }
  far = armada_clusters_new (&points->points, SCALE);
  near = armada_clusters_new (&points->points, SCALE * 32);
  g_assert_cmpuint (far->n_clusters, ==, 1);
  g_assert_cmpuint (near->n_clusters, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clusters/random", test_random);
  g_test_add_func ("/clusters/same-again", test_same_again);
  g_test_add_func ("/clusters/few", test_few);
  g_test_add_func ("/clusters/all-in-one-place", test_all_in_one_place);
  g_test_add_func ("/clusters/two-vehicles", test_two_vehicles);
  g_test_add_func ("/clusters/near", test_near);
  return g_test_run ();
}
