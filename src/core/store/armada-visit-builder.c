/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-visit-builder"

#include "store/armada-visit-builder.h"

#include <math.h>

#include "model/armada-projection.h"

#define GAP 300           /* seconds: nobody knows the way over a longer silence */
#define JOINED 60         /* seconds out of the area that are no departure: positions wander */
#define NIGHT (12 * 3600) /* seconds of silence that a parked vehicle may spend in one visit */
#define SAME_PLACE 200.0  /* metres between the ends of a silence that was spent there */

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

  gboolean any; /* there was a fix before */
  gint64 time;
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
        gboolean departure_seen,
        int offset)
{
  if (!self->open || start - self->departure > JOINED)
    {
      close_visit (self);
      self->open = TRUE;
      self->visit = (ArmadaVisit) { .device = self->device,
                                    .arrival = (gint64) floor (start),
                                    .offset = offset,
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

  if ((gint64) east - west > 1800000000 || north > 890000000 || south < -890000000)
    return TRUE;
  for (guint i = 0; i < self->n_boxes; i++)
    if (north >= self->boxes[i].south && south <= self->boxes[i].north &&
        east >= self->boxes[i].west && west <= self->boxes[i].east)
      return TRUE;
  return FALSE;
}

/* A step whose way is known. */
static void
add_step (ArmadaVisitBuilder *self, gint64 time, gint32 latitude, gint32 longitude, int offset)
{
  const ArmadaAreaPoint a = to_point (self->latitude, self->longitude);
  const ArmadaAreaPoint b = to_point (latitude, longitude);
  double start = (double) self->time, length = (double) (time - self->time);
  double first, last;

  if (armada_area_clip (self->query->area, &a, &b, &first, &last))
    extend (self, start + first * length, start + last * length, first > 0, last < 1, offset);
}

/* The first fix, or the first after a silence: whoever is where they were before it stayed there.
 */
static void
add_place (ArmadaVisitBuilder *self, gint64 time, gint32 latitude, gint32 longitude, int offset)
{
  const ArmadaAreaPoint before = to_point (self->latitude, self->longitude);
  const ArmadaAreaPoint point = to_point (latitude, longitude);

  if (!armada_area_contains (self->query->area, &point))
    return;
  if (self->any && self->open && self->departure == (double) self->time &&
      time - self->time <= NIGHT &&
      armada_projection_distance (before.latitude, before.longitude, point.latitude,
                                  point.longitude) <= SAME_PLACE)
    {
      self->visit.silent += time - self->time;
      self->departure = (double) time;
      self->visit.departure_seen = FALSE;
    }
  else
    extend (self, (double) time, (double) time, FALSE, FALSE, offset);
}

static void
add_fix (ArmadaVisitBuilder *self, gint64 time, gint32 latitude, gint32 longitude, int offset)
{
  if (self->any && time < self->time)
    return;
  if (!self->any)
    {
      self->latitude = latitude;
      self->longitude = longitude;
    }
  if (may_touch (self, latitude, longitude))
    {
      if (self->any && time - self->time <= GAP)
        add_step (self, time, latitude, longitude, offset);
      else
        add_place (self, time, latitude, longitude, offset);
    }
  self->any = TRUE;
  self->time = time;
  self->latitude = latitude;
  self->longitude = longitude;
}

static int
find_offset (const ArmadaVisitBuilder *self, const ArmadaTrackWay *way)
{
  if (way->local_time)
    return 0;
  if (way->zone != ARMADA_ZONE_UNKNOWN)
    return way->zone;
  return self->query->zone != ARMADA_ZONE_UNKNOWN ? self->query->zone : 0;
}

/**
 * armada_visit_builder_add:
 * @device: whose way; all ways of one after each other
 * @way: later than those before it
 */
void
armada_visit_builder_add (ArmadaVisitBuilder *self, gint64 device, const ArmadaTrackWay *way)
{
  int offset = find_offset (self, way);

  if (device != self->device)
    {
      close_visit (self);
      self->any = FALSE;
      self->device = device;
    }
  for (guint i = 0; i < way->n; i++)
    if (way->time[i] + offset >= self->query->from && way->time[i] + offset <= self->query->to)
      add_fix (self, way->time[i], way->latitude[i], way->longitude[i], offset);
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
