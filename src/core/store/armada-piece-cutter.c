/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-piece-cutter"

#include "store/armada-piece-cutter.h"

#define DEGREE 10000000         /* in steps of a stored coordinate */
#define WIDE (DEGREE / 50)      /* a piece whose box is wider ends: 2.2 km */
#define LEAST_FIXES 4           /* but holds so many */
#define MOST_FIXES 512          /* what a parked vehicle fills */
#define MOST_PIECES 60000       /* of a way, as a rule */
#define STILL 5000              /* as far as a parked vehicle seems to move: 55 m */
#define STILL_FIXES 16          /* in so many fixes one after another */
#define NEAR_POLE (89 * DEGREE) /* all meridians are near, and a way may lead over the pole */
#define HALF_ROUND (180 * (gint64) DEGREE)

/*
 * What is moving is cut by how far it gets. Who parks fills a piece of its own, from the fix
 * where they stop to the one that they leave from: so an area round the place holds all of it, and
 * only the short ones before and after it cross its edge.
 */
typedef struct
{
  const ArmadaTrackWay *way;
  GArray *pieces;
  guint least; /* fixes in a piece */
  gboolean still;
  ArmadaTrackPiece piece;
} Cutting;

/* Whether the way from a fix to the next is known. */
static gboolean
is_known (const Cutting *self, guint i)
{
  return i + 1 < self->way->n && self->way->time[i + 1] - self->way->time[i] <= ARMADA_WAY_GAP;
}

/* Whether the next fix may be in one piece with a fix: the time between them was spent there. */
static gboolean
goes_on (const Cutting *self, guint i)
{
  const ArmadaTrackWay *way = self->way;

  return is_known (self, i) ||
         armada_track_way_is_stay (way->time[i + 1] - way->time[i], way->latitude[i],
                                   way->longitude[i], way->latitude[i + 1], way->longitude[i + 1]);
}

static gboolean
crosses_date_line (const Cutting *self, guint i)
{
  return is_known (self, i) &&
         ABS ((gint64) self->way->longitude[i + 1] - self->way->longitude[i]) > HALF_ROUND;
}

static gboolean
is_wider (const ArmadaTrackPiece *box, gint64 limit)
{
  return (gint64) box->east - box->west > limit || (gint64) box->north - box->south > limit;
}

static void
include (ArmadaTrackPiece *box, gint32 latitude, gint32 longitude)
{
  box->west = MIN (box->west, longitude);
  box->east = MAX (box->east, longitude);
  box->south = MIN (box->south, latitude);
  box->north = MAX (box->north, latitude);
}

/* All round the world, up to the pole where it is near. */
static void
go_round (ArmadaTrackPiece *box)
{
  include (box, box->south, (gint32) -HALF_ROUND);
  include (box, box->north, (gint32) HALF_ROUND);
  if (box->north >= NEAR_POLE)
    box->north = MAX (box->north, 90 * DEGREE);
  if (box->south <= -NEAR_POLE)
    box->south = MIN (box->south, -90 * DEGREE);
}

/* Whether it stands from this fix on for some time. */
static gboolean
stands (const Cutting *self, guint i)
{
  const ArmadaTrackWay *way = self->way;
  ArmadaTrackPiece box = { way->longitude[i], way->longitude[i], way->latitude[i],
                           way->latitude[i] };

  if (way->n - i < STILL_FIXES)
    return FALSE;
  for (guint k = i + 1; k < i + STILL_FIXES; k++)
    {
      include (&box, way->latitude[k], way->longitude[k]);
      if (is_wider (&box, STILL) || !goes_on (self, k - 1))
        return FALSE;
    }
  return TRUE;
}

static gboolean
leaves (const Cutting *self, guint i)
{
  ArmadaTrackPiece box = self->piece;

  if (!is_known (self, i))
    return FALSE;
  include (&box, self->way->latitude[i + 1], self->way->longitude[i + 1]);
  return is_wider (&box, STILL);
}

static void
end_piece (Cutting *self)
{
  if (self->piece.n == 0)
    return;
  if (self->piece.north >= NEAR_POLE || self->piece.south <= -NEAR_POLE)
    go_round (&self->piece);
  g_array_append_val (self->pieces, self->piece);
  self->piece.n = 0;
}

static gboolean
starts_anew (const Cutting *self, guint i)
{
  if (self->piece.n == 0)
    return FALSE;
  if (!goes_on (self, i - 1) || crosses_date_line (self, i))
    return TRUE;
  return self->still ? self->piece.n >= STILL_FIXES && leaves (self, i) : stands (self, i);
}

static void
begin_piece (Cutting *self, guint i)
{
  const ArmadaTrackWay *way = self->way;

  self->still = stands (self, i);
  self->piece = (ArmadaTrackPiece) { .west = way->longitude[i],
                                     .east = way->longitude[i],
                                     .south = way->latitude[i],
                                     .north = way->latitude[i],
                                     .first = way->time[i],
                                     .last = way->time[i] };
}

static gboolean
is_full (const Cutting *self)
{
  return self->piece.n >= MAX (MOST_FIXES, self->least) ||
         (self->piece.n >= self->least && is_wider (&self->piece, WIDE));
}

/* A fix, and the way to the next where that is known. */
static void
add_fix (Cutting *self, guint i)
{
  const ArmadaTrackWay *way = self->way;
  ArmadaTrackPiece *piece = &self->piece;
  gint64 seconds;

  if (starts_anew (self, i))
    end_piece (self);
  if (piece->n == 0)
    begin_piece (self, i);
  seconds = way->time[i] - piece->last;
  piece->silent += seconds > ARMADA_WAY_GAP ? (guint32) seconds : 0;
  piece->last = way->time[i];
  piece->n++;
  include (piece, way->latitude[i], way->longitude[i]);
  if (is_known (self, i))
    include (piece, way->latitude[i + 1], way->longitude[i + 1]);
  if (crosses_date_line (self, i))
    go_round (piece);
  if (crosses_date_line (self, i) || is_full (self))
    end_piece (self);
}

/**
 * armada_piece_cutter_cut:
 *
 * Returns: (transfer full) (element-type ArmadaTrackPiece): the pieces of a way, what is private of
 *   them unset
 */
GArray *
armada_piece_cutter_cut (const ArmadaTrackWay *way)
{
  Cutting self = { .way = way,
                   .pieces = g_array_new (FALSE, FALSE, sizeof (ArmadaTrackPiece)),
                   .least = MAX (LEAST_FIXES, way->n / MOST_PIECES) };

  for (guint i = 0; i < way->n; i++)
    add_fix (&self, i);
  end_piece (&self);
  return self.pieces;
}
