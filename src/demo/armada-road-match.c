/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-road-match"

#include "armada-road-match.h"

#include <math.h>

#include "armada-road-heap.h"

/*
 * Which roads a vehicle drove on, from where it was measured to be: the likeliest chain of places
 * on roads, as Newson and Krumm find it, "Hidden Markov map matching through noise and sparseness"
 * (2009). A place is the likelier the nearer it is to its fix, and a step from place to place the
 * likelier the less the way there differs from the straight line between the fixes. What it needs
 * to search is kept between two questions, so it is not safe for several threads at once.
 */

#define N_PLACES 6         /* weighed for one fix */
#define NOISE 8.0          /* metres, standard deviation of a fix */
#define RADIUS 35.0        /* metres within which a road is weighed */
#define STRETCH 25.0       /* metres by which a way differs from the straight line, on average */
#define STEP_BACK 15.0     /* metres that noise alone may seem to go back */
#define TURNING_ROUND 80.0 /* metres that it weighs as */
#define UNREACHED G_MAXDOUBLE

/* A fix with the places weighed for it. */
typedef struct
{
  guint n_places;
  ArmadaRoadSnap places[N_PLACES];
  double score[N_PLACES]; /* logarithm of the likelihood of the best chain that ends there */
  int before[N_PLACES];   /* place of the stage before in that chain; -1: the chain begins here */
} Stage;

struct _ArmadaRoadMatcher
{
  ArmadaRoads *roads;
  ArmadaRoadIndex *index;
  guint search;   /* number of the search that goes on */
  guint *seen;    /* of each node: the last search that came there */
  double *metres; /* of each node seen: the way there */
  ArmadaRoadsArc *via;
  GArray *heap;
};

/**
 * armada_road_matcher_new:
 *
 * Returns: (transfer full):
 */
ArmadaRoadMatcher *
armada_road_matcher_new (ArmadaRoads *roads)
{
  ArmadaRoadMatcher *self = g_new0 (ArmadaRoadMatcher, 1);
  guint n_nodes = armada_roads_get_n_nodes (roads);

  self->roads = armada_roads_ref (roads);
  self->index = armada_road_index_new (roads);
  self->seen = g_new0 (guint, n_nodes);
  self->metres = g_new0 (double, n_nodes);
  self->via = g_new0 (ArmadaRoadsArc, n_nodes);
  self->heap = g_array_new (FALSE, FALSE, sizeof (ArmadaRoadOpen));
  return self;
}

void
armada_road_matcher_free (ArmadaRoadMatcher *self)
{
  armada_road_index_free (self->index);
  armada_roads_unref (self->roads);
  g_free (self->seen);
  g_free (self->metres);
  g_free (self->via);
  g_array_unref (self->heap);
  g_free (self);
}

/**
 * armada_road_matcher_get_index:
 *
 * Returns: (transfer none): where the roads run
 */
ArmadaRoadIndex *
armada_road_matcher_get_index (ArmadaRoadMatcher *self)
{
  return self->index;
}

static double
metres_between (const ArmadaRoadFix *from, const ArmadaRoadFix *to)
{
  double middle = (from->latitude + to->latitude) / 2 * G_PI / 180;

  return hypot ((to->longitude - from->longitude) * cos (middle), to->latitude - from->latitude) *
         ARMADA_ROADS_METRES_PER_DEGREE;
}

static double
get_metres (ArmadaRoadMatcher *self, guint node)
{
  return self->seen[node] == self->search ? self->metres[node] : UNREACHED;
}

static void
come_to (ArmadaRoadMatcher *self, ArmadaRoadsArc arc, double metres)
{
  guint node = armada_roads_arc_to (self->roads, arc);

  if (metres >= get_metres (self, node))
    return;
  self->seen[node] = self->search;
  self->metres[node] = metres;
  self->via[node] = arc;
  armada_road_heap_push (self->heap, (ArmadaRoadOpen) { metres, node });
}

static void
go_on (ArmadaRoadMatcher *self, guint node, double limit)
{
  ArmadaRoadsArc via = self->via[node];
  guint n_arcs;
  const ArmadaRoadsArc *arcs = armada_roads_get_arcs (self->roads, node, &n_arcs);

  for (guint i = 0; i < n_arcs; i++)
    {
      gboolean back = arcs[i].link == via.link && arcs[i].forward != via.forward;
      double metres = self->metres[node] + armada_roads_get_length (self->roads, arcs[i].link) +
                      (back ? TURNING_ROUND : 0);

      if (metres <= limit)
        come_to (self, arcs[i], metres);
    }
}

static gboolean
is_ahead (const ArmadaRoadSnap *from, const ArmadaRoadSnap *to)
{
  return from->arc.link == to->arc.link && from->arc.forward == to->arc.forward &&
         to->offset >= from->offset - STEP_BACK;
}

/* Finds the shortest ways from @from until those to all places of @stage are known. */
static void
search_from (ArmadaRoadMatcher *self, const ArmadaRoadSnap *from, const Stage *stage, double limit)
{
  guint targets[N_PLACES];
  guint n_targets = 0;

  for (guint i = 0; i < stage->n_places; i++)
    if (!is_ahead (from, &stage->places[i]))
      targets[n_targets++] = armada_roads_arc_from (self->roads, stage->places[i].arc);
  self->search++;
  g_array_set_size (self->heap, 0);
  come_to (self, from->arc, armada_roads_get_length (self->roads, from->arc.link) - from->offset);
  while (self->heap->len > 0 && n_targets > 0)
    {
      ArmadaRoadOpen open = armada_road_heap_pop (self->heap);

      if (open.cost > limit)
        break;
      if (open.cost > self->metres[open.node])
        continue;
      for (guint i = n_targets; i-- > 0;)
        if (targets[i] == open.node)
          targets[i] = targets[--n_targets];
      go_on (self, open.node, limit);
    }
}

/* Metres of the way found by search_from(). */
static double
get_way (ArmadaRoadMatcher *self, const ArmadaRoadSnap *from, const ArmadaRoadSnap *to)
{
  double metres;

  if (is_ahead (from, to))
    return MAX (to->offset - from->offset, 0);
  metres = get_metres (self, armada_roads_arc_from (self->roads, to->arc));
  return metres < UNREACHED ? metres + to->offset : UNREACHED;
}

static void
begin_chain (Stage *stage)
{
  for (guint i = 0; i < stage->n_places; i++)
    {
      double errors = stage->places[i].distance / NOISE;

      stage->score[i] = -errors * errors / 2;
      stage->before[i] = -1;
    }
}

/* Goes on with the chains of @from by a step of @straight metres. Returns: whether any can */
static gboolean
join (ArmadaRoadMatcher *self, const Stage *from, Stage *to, double straight)
{
  double limit = 3 * straight + 300;
  double best[N_PLACES];
  gboolean joined = FALSE;

  for (guint i = 0; i < N_PLACES; i++)
    best[i] = -G_MAXDOUBLE;
  for (guint k = 0; k < from->n_places; k++)
    {
      if (from->score[k] == -G_MAXDOUBLE)
        continue;
      search_from (self, &from->places[k], to, limit);
      for (guint i = 0; i < to->n_places; i++)
        {
          double way = get_way (self, &from->places[k], &to->places[i]);
          double score = from->score[k] - fabs (way - straight) / STRETCH;

          if (way > limit || score <= best[i])
            continue;
          best[i] = score;
          to->before[i] = (int) k;
          joined = TRUE;
        }
    }
  for (guint i = 0; i < to->n_places && joined; i++)
    to->score[i] = best[i] > -G_MAXDOUBLE ? to->score[i] + best[i] : -G_MAXDOUBLE;
  return joined;
}

/* Reads the best chain that ends at @last backwards. */
static void
read_chain (const Stage *stages, guint last, ArmadaRoadMatch *matches)
{
  int place = 0;

  for (guint i = 1; i < stages[last].n_places; i++)
    if (stages[last].score[i] > stages[last].score[place])
      place = (int) i;
  for (guint i = last + 1; i-- > 0 && place >= 0;)
    {
      if (stages[i].n_places == 0)
        continue;
      matches[i].matched = TRUE;
      matches[i].snap = stages[i].places[place];
      place = stages[i].before[place];
    }
}

/**
 * armada_road_matcher_match:
 * @fixes: (array length=n_fixes): one drive, in the order of time
 * @matches: (out caller-allocates) (array length=n_fixes): for each fix the road driven on
 */
void
armada_road_matcher_match (ArmadaRoadMatcher *self,
                           const ArmadaRoadFix *fixes,
                           guint n_fixes,
                           ArmadaRoadMatch *matches)
{
  g_autofree Stage *stages = g_new0 (Stage, n_fixes);
  int last = -1;

  for (guint i = 0; i < n_fixes; i++)
    {
      matches[i] = (ArmadaRoadMatch) { FALSE };
      stages[i].n_places = armada_road_index_find (
          self->index, fixes[i].latitude, fixes[i].longitude, RADIUS, stages[i].places, N_PLACES);
      if (stages[i].n_places == 0)
        continue;

      begin_chain (&stages[i]);
      if (last >= 0 &&
          !join (self, &stages[last], &stages[i], metres_between (&fixes[last], &fixes[i])))
        {
          read_chain (stages, (guint) last, matches);
          matches[i].broken = TRUE;
        }
      last = (int) i;
    }
  if (last >= 0)
    read_chain (stages, (guint) last, matches);
}
