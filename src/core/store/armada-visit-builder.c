/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-visit-builder"

#include "store/armada-visit-builder.h"

#include <math.h>

#define JOINED 60             /* seconds out of the area that are no departure: positions wander */
#define HALF_ROUND 1800000000 /* in the unit of fixes */
#define NEAR_POLE 890000000

/* An area's box in the unit of fixes. */
typedef struct
{
  gint32 south;
  gint32 west;
  gint32 north;
  gint32 east;
} Box;

struct _ArmadaVisitBuilder
{
  const ArmadaVisitQuery *query; /* borrowed */
  Box boxes[2];
  guint n_boxes;
  GArray *visits;

  gint64 device;
  gboolean open; /* there is a visit that may go on */
  ArmadaVisit visit;
  double departure; /* its, not rounded */

  int offset; /* of its times to the account's clock */

  gboolean known; /* where it was before */
  gint64 time;    /* until when it was looked at */
  gint32 latitude;
  gint32 longitude;
};

static gint32
to_steps (double degrees)
{
  return (gint32) CLAMP (round (degrees / ARMADA_FIX_DEGREES), G_MININT32, G_MAXINT32);
}

/**
 * armada_visit_builder_new:
 * @query: lives as long as this
 *
 * Returns: (transfer full): a builder without visits
 */
ArmadaVisitBuilder *
armada_visit_builder_new (const ArmadaVisitQuery *query)
{
  ArmadaVisitBuilder *self = g_new0 (ArmadaVisitBuilder, 1);
  ArmadaAreaBox boxes[2];

  self->query = query;
  self->n_boxes = armada_area_get_boxes (query->area, boxes);
  for (guint i = 0; i < self->n_boxes; i++)
    self->boxes[i] = (Box) { to_steps (boxes[i].south), to_steps (boxes[i].west),
                             to_steps (boxes[i].north), to_steps (boxes[i].east) };
  self->time = G_MININT64;
  self->visits = g_array_new (FALSE, FALSE, sizeof (ArmadaVisit));
  return self;
}

void
armada_visit_builder_free (ArmadaVisitBuilder *self)
{
  g_array_unref (self->visits);
  g_free (self);
}

static void
close_visit (ArmadaVisitBuilder *self)
{
  if (!self->open)
    return;
  self->visit.departure = (gint64) floor (self->departure);
  g_array_append_val (self->visits, self->visit);
  self->open = FALSE;
}

/* From @start to @end it was within: what was a visit just before goes on. */
static void
extend (ArmadaVisitBuilder *self,
        double start,
        double end,
        gboolean arrival_seen,
        gboolean departure_seen)
{
  if (!self->open || start - self->departure > JOINED)
    {
      close_visit (self);
      self->open = TRUE;
      self->visit = (ArmadaVisit) { .device = self->device,
                                    .arrival = (gint64) floor (start),
                                    .offset = self->offset,
                                    .arrival_seen = arrival_seen };
      self->departure = start;
    }
  self->departure = MAX (self->departure, end);
  self->visit.departure_seen = departure_seen;
}

static ArmadaAreaPoint
to_point (gint32 latitude, gint32 longitude)
{
  return (ArmadaAreaPoint) { latitude * ARMADA_FIX_DEGREES, longitude * ARMADA_FIX_DEGREES };
}

/* Most steps are nowhere near, which four comparisons tell; over the date line and by the poles it
 * is worked out. */
static gboolean
may_touch (const ArmadaVisitBuilder *self, gint32 latitude, gint32 longitude)
{
  gint32 south = MIN (latitude, self->latitude), north = MAX (latitude, self->latitude);
  gint32 west = MIN (longitude, self->longitude), east = MAX (longitude, self->longitude);

  if ((gint64) east - west > HALF_ROUND || north > NEAR_POLE || south < -NEAR_POLE)
    return TRUE;
  for (guint i = 0; i < self->n_boxes; i++)
    if (north >= self->boxes[i].south && south <= self->boxes[i].north &&
        east >= self->boxes[i].west && west <= self->boxes[i].east)
      return TRUE;
  return FALSE;
}

/* A step whose way is known. */
static void
add_step (ArmadaVisitBuilder *self, gint64 time, gint32 latitude, gint32 longitude)
{
  const ArmadaAreaPoint a = to_point (self->latitude, self->longitude);
  const ArmadaAreaPoint b = to_point (latitude, longitude);
  double start = (double) self->time, length = (double) (time - self->time);
  double first, last;

  if (armada_area_clip (self->query->area, &a, &b, &first, &last))
    extend (self, start + first * length, start + last * length, first > 0, last < 1);
}

/* The first fix, or the first after a silence: whoever is where they were before it stayed there.
 */
static void
add_place (ArmadaVisitBuilder *self, gint64 time, gint32 latitude, gint32 longitude)
{
  const ArmadaAreaPoint point = to_point (latitude, longitude);

  if (!armada_area_contains (self->query->area, &point))
    return;
  if (self->known && self->open && self->departure == (double) self->time &&
      armada_track_way_is_stay (time - self->time, self->latitude, self->longitude, latitude,
                                longitude))
    {
      self->visit.silent += time - self->time;
      self->departure = (double) time;
      self->visit.departure_seen = FALSE;
    }
  else
    extend (self, (double) time, (double) time, FALSE, FALSE);
}

static gboolean
is_asked_for (const ArmadaVisitBuilder *self, gint64 time)
{
  return time + self->offset >= self->query->from && time + self->offset <= self->query->to;
}

static void
add_fix (ArmadaVisitBuilder *self, gint64 time, gint32 latitude, gint32 longitude)
{
  if (!is_asked_for (self, time) || time < self->time)
    return;
  if (!self->known)
    {
      self->latitude = latitude;
      self->longitude = longitude;
    }
  if (may_touch (self, latitude, longitude))
    {
      if (self->known && time - self->time <= ARMADA_WAY_GAP)
        add_step (self, time, latitude, longitude);
      else
        add_place (self, time, latitude, longitude);
    }
  self->known = TRUE;
  self->time = time;
  self->latitude = latitude;
  self->longitude = longitude;
}

static int
find_offset (const ArmadaVisitBuilder *self, int zone, gboolean local_time)
{
  if (local_time)
    return 0;
  if (zone != ARMADA_ZONE_UNKNOWN)
    return zone;
  return self->query->zone != ARMADA_ZONE_UNKNOWN ? self->query->zone : 0;
}

static void
begin_way (ArmadaVisitBuilder *self, gint64 device, int zone, gboolean local_time)
{
  if (device != self->device)
    {
      close_visit (self);
      self->known = FALSE;
      self->time = G_MININT64;
      self->device = device;
    }
  self->offset = find_offset (self, zone, local_time);
}

/**
 * armada_visit_builder_add:
 * @device: whose way; all ways of one after each other
 * @way: later than those before it
 */
void
armada_visit_builder_add (ArmadaVisitBuilder *self, gint64 device, const ArmadaTrackWay *way)
{
  begin_way (self, device, way->zone, way->local_time);
  for (guint i = 0; i < way->n; i++)
    add_fix (self, way->time[i], way->latitude[i], way->longitude[i]);
}

static gboolean
is_near (const ArmadaVisitBuilder *self, const ArmadaTrackPiece *piece)
{
  if (piece->last + self->offset < self->query->from ||
      piece->first + self->offset > self->query->to)
    return FALSE;
  for (guint i = 0; i < self->n_boxes; i++)
    if (piece->north >= self->boxes[i].south && piece->south <= self->boxes[i].north &&
        piece->east >= self->boxes[i].west && piece->west <= self->boxes[i].east)
      return TRUE;
  return FALSE;
}

static ArmadaAreaBox
to_box (const ArmadaTrackPiece *piece)
{
  const ArmadaAreaPoint a = to_point (piece->south, piece->west);
  const ArmadaAreaPoint b = to_point (piece->north, piece->east);

  return (ArmadaAreaBox) { a.latitude, a.longitude, b.latitude, b.longitude };
}

static gboolean
is_plain (const ArmadaTrackPiece *piece)
{
  return (gint64) piece->east - piece->west < HALF_ROUND && piece->north < NEAR_POLE &&
         piece->south > -NEAR_POLE;
}

/* Whether all of it was within, so that nothing about its fixes matters but the first and the last.
 */
static gboolean
is_within (const ArmadaVisitBuilder *self, const ArmadaTrackPiece *piece)
{
  const ArmadaAreaBox box = to_box (piece);

  return piece->n > 1 && is_asked_for (self, piece->first) && is_asked_for (self, piece->last) &&
         piece->first >= self->time && is_plain (piece) &&
         armada_area_contains_box (self->query->area, &box);
}

/* Whether it was by the area, but never in it. */
static gboolean
is_without (const ArmadaVisitBuilder *self, const ArmadaTrackPiece *piece)
{
  const ArmadaAreaBox box = to_box (piece);

  return is_plain (piece) && armada_area_misses_box (self->query->area, &box);
}

/* From its first fix to its last, all in the area, and the way to it as well when it goes on from
 * another one. */
static void
stay (ArmadaVisitBuilder *self,
      const ArmadaTrackPieces *pieces,
      const ArmadaTrackPiece *piece,
      gboolean goes_on)
{
  double start = goes_on ? (double) self->time : (double) piece->first;
  gint32 latitude, longitude;

  if (!goes_on)
    {
      armada_track_pieces_get_place (pieces, piece, 0, &latitude, &longitude);
      add_fix (self, piece->first, latitude, longitude);
    }
  extend (self, start, (double) piece->last, FALSE, FALSE);
  self->visit.silent += piece->silent;
  self->time = piece->last;
  armada_track_pieces_get_place (pieces, piece, piece->n - 1, &self->latitude, &self->longitude);
}

static void
add_end (ArmadaVisitBuilder *self,
         const ArmadaTrackPieces *pieces,
         const ArmadaTrackPiece *piece,
         gboolean last)
{
  gint32 latitude, longitude;

  armada_track_pieces_get_place (pieces, piece, last ? piece->n - 1 : 0, &latitude, &longitude);
  add_fix (self, last ? piece->last : piece->first, latitude, longitude);
}

static void
add_fixes (ArmadaVisitBuilder *self, const ArmadaTrackPieces *pieces, const ArmadaTrackPiece *piece)
{
  gint64 time = piece->first;

  for (guint i = 0; i < piece->n; i++)
    {
      gint32 latitude, longitude;

      time += armada_track_pieces_get_seconds (pieces, piece, i);
      armada_track_pieces_get_place (pieces, piece, i, &latitude, &longitude);
      add_fix (self, time, latitude, longitude);
    }
}

/* Nothing of it matters but where it takes over from what was before, and where what comes after
 * takes over: the way to its first fix may lead through the area, and from its last one too. */
static void
pass (ArmadaVisitBuilder *self, const ArmadaTrackPieces *pieces, guint i)
{
  const ArmadaTrackPiece *piece = &pieces->pieces[i];

  if (self->known || i == 0)
    add_end (self, pieces, piece, FALSE);
  self->known = FALSE;
  self->time = MAX (self->time, piece->last);
  if (i + 1 == pieces->n)
    add_end (self, pieces, piece, TRUE);
}

/**
 * armada_visit_builder_add_pieces:
 * @device: as in armada_visit_builder_add()
 *
 * Adds a way that was cut into pieces. It comes to the same as adding all of its fixes.
 */
void
armada_visit_builder_add_pieces (ArmadaVisitBuilder *self,
                                 gint64 device,
                                 const ArmadaTrackPieces *pieces)
{
  gboolean within = FALSE;

  begin_way (self, device, pieces->zone, pieces->local_time);
  for (guint i = 0; i < pieces->n; i++)
    {
      const ArmadaTrackPiece *piece = &pieces->pieces[i];
      gboolean before = within;

      within = FALSE;
      if (!is_near (self, piece))
        pass (self, pieces, i);
      else if (is_within (self, piece))
        {
          stay (self, pieces, piece, before && piece->first - self->time <= ARMADA_WAY_GAP);
          within = TRUE;
        }
      else if (is_without (self, piece))
        pass (self, pieces, i);
      else
        add_fixes (self, pieces, piece);
    }
}

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const ArmadaVisit *first = a, *second = b;

  if (first->arrival != second->arrival)
    return first->arrival < second->arrival ? -1 : 1;
  return first->device < second->device ? -1 : first->device > second->device;
}

/**
 * armada_visit_builder_end:
 *
 * Returns: (transfer full) (element-type ArmadaVisit): in the order of their arrival
 */
GArray *
armada_visit_builder_end (ArmadaVisitBuilder *self)
{
  GArray *visits;

  close_visit (self);
  for (guint i = 0; i < self->visits->len; i++)
    {
      ArmadaVisit *visit = &g_array_index (self->visits, ArmadaVisit, i);

      visit->arrival += visit->offset;
      visit->departure += visit->offset;
    }
  g_array_sort (self->visits, compare_visits);
  visits = g_steal_pointer (&self->visits);
  self->visits = g_array_new (FALSE, FALSE, sizeof (ArmadaVisit));
  return visits;
}
