/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-area"

#include "model/armada-area.h"

#include <math.h>

#include "model/armada-projection.h"

#define METRES_PER_DEGREE 111195.08 /* of latitude */
#define RADIANS (G_PI / 180)
#define MARGIN 1e-4      /* degrees that boxes are larger: a way bulges between two fixes */
#define CIRCLE_POINTS 96 /* of a circle as it is drawn */

struct _ArmadaArea
{
  gboolean circle;
  ArmadaAreaPoint center;
  double radius; /* metres */
  double *x;     /* the outline on the plane of maps, which goes on beyond 0 and 1 */
  double *y;
  guint n;
};

G_DEFINE_BOXED_TYPE (ArmadaArea, armada_area, armada_area_ref, armada_area_unref)

static void
clear (gpointer data)
{
  ArmadaArea *self = data;

  g_free (self->x);
  g_free (self->y);
}

ArmadaArea *
armada_area_ref (ArmadaArea *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
armada_area_unref (ArmadaArea *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* Corners go on from each other the shorter way round the world. */
static void
add_corner (ArmadaArea *self, double x, double y)
{
  if (self->n > 0)
    x -= round (x - self->x[self->n - 1]);
  self->x[self->n] = x;
  self->y[self->n++] = y;
}

/* What @bearing leads to from the middle of a circle. */
static ArmadaAreaPoint
find_rim (const ArmadaArea *self, double bearing)
{
  double angle = self->radius / METRES_PER_DEGREE * RADIANS;
  double latitude = self->center.latitude * RADIANS;
  double sine = sin (latitude) * cos (angle) + cos (latitude) * sin (angle) * cos (bearing);
  double turn =
      atan2 (sin (bearing) * sin (angle) * cos (latitude), cos (angle) - sin (latitude) * sine);

  return (ArmadaAreaPoint) { asin (CLAMP (sine, -1, 1)) / RADIANS,
                             self->center.longitude + turn / RADIANS };
}

/* A circle round a pole is a band on the map: it is closed along the map's edge. */
static void
outline_circle (ArmadaArea *self)
{
  double edge = self->center.latitude > 0 ? 0 : 1;

  for (guint i = 0; i <= CIRCLE_POINTS; i++)
    {
      ArmadaAreaPoint rim = find_rim (self, 2 * G_PI * i / CIRCLE_POINTS);

      add_corner (self, armada_projection_x (rim.longitude), armada_projection_y (rim.latitude));
    }
  if (fabs (self->x[self->n - 1] - self->x[0]) > 0.5)
    {
      double first = self->x[0], last = self->x[self->n - 1];

      self->x[self->n] = last;
      self->y[self->n++] = edge;
      self->x[self->n] = first;
      self->y[self->n++] = edge;
    }
}

/**
 * armada_area_new_circle:
 * @latitude: degrees, of its middle
 * @longitude: degrees
 * @radius: metres
 *
 * Returns: (transfer full): a circle
 */
ArmadaArea *
armada_area_new_circle (double latitude, double longitude, double radius)
{
  ArmadaArea *self = g_atomic_rc_box_new0 (ArmadaArea);

  self->circle = TRUE;
  self->center = (ArmadaAreaPoint) { latitude, longitude };
  self->radius = radius;
  self->x = g_new (double, CIRCLE_POINTS + 3);
  self->y = g_new (double, CIRCLE_POINTS + 3);
  outline_circle (self);
  return self;
}

/**
 * armada_area_new_polygon:
 * @points: (array length=n): its corners, three at least
 * @n: at most ARMADA_AREA_MAX_POINTS
 *
 * Where its edges cross, what is enclosed an even number of times is outside.
 *
 * Returns: (transfer full): a polygon
 */
ArmadaArea *
armada_area_new_polygon (const ArmadaAreaPoint *points, guint n)
{
  ArmadaArea *self = g_atomic_rc_box_new0 (ArmadaArea);

  self->x = g_new (double, n);
  self->y = g_new (double, n);
  for (guint i = 0; i < n; i++)
    add_corner (self, armada_projection_x (points[i].longitude),
                armada_projection_y (points[i].latitude));
  return self;
}

/* Where a point lies from the middle of a circle, in metres: as far as it is, into the direction
 * where it is. This is right also over poles. */
static void
get_offset (const ArmadaArea *self, const ArmadaAreaPoint *point, double *east, double *north)
{
  double a = self->center.latitude * RADIANS, b = point->latitude * RADIANS;
  double turn = (point->longitude - self->center.longitude) * RADIANS;
  double distance = armada_projection_distance (self->center.latitude, self->center.longitude,
                                                point->latitude, point->longitude);
  double bearing = atan2 (sin (turn) * cos (b), cos (a) * sin (b) - sin (a) * cos (b) * cos (turn));

  *east = distance * sin (bearing);
  *north = distance * cos (bearing);
}

static gboolean
clip_circle (const ArmadaArea *self,
             const ArmadaAreaPoint *a,
             const ArmadaAreaPoint *b,
             double *first,
             double *last)
{
  double ax, ay, bx, by, square, half, rest, root;

  get_offset (self, a, &ax, &ay);
  get_offset (self, b, &bx, &by);
  square = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
  half = ax * (bx - ax) + ay * (by - ay);
  rest = ax * ax + ay * ay - self->radius * self->radius;
  *first = 0;
  *last = 1;
  if (square == 0)
    return rest <= 0;
  if (half * half < square * rest)
    return FALSE;
  root = sqrt (half * half - square * rest);
  *first = MAX ((-half - root) / square, 0);
  *last = MIN ((-half + root) / square, 1);
  return *first <= *last;
}

static gboolean
is_on_edge (const ArmadaArea *self, guint from, guint to, double x, double y)
{
  double ex = self->x[to] - self->x[from], ey = self->y[to] - self->y[from];
  double px = x - self->x[from], py = y - self->y[from];
  double along = px * ex + py * ey;

  return px * ey == py * ex && along >= 0 && along <= ex * ex + ey * ey;
}

/* Whether a point of the plane of maps is inside, or on an edge. */
static gboolean
encloses (const ArmadaArea *self, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = 0, before = self->n - 1; i < self->n; before = i++)
    {
      if (is_on_edge (self, before, i, x, y))
        return TRUE;
      if ((self->y[i] > y) != (self->y[before] > y) &&
          x < self->x[i] + (self->x[before] - self->x[i]) * (y - self->y[i]) /
                               (self->y[before] - self->y[i]))
        inside = !inside;
    }
  return inside;
}

/* A way on the plane of maps, and which parts of it lie within. */
typedef struct
{
  double x, y;   /* where it begins */
  double dx, dy; /* and leads to */
  double first, last;
} Way;

static void
note (Way *way, double share)
{
  way->first = MIN (way->first, share);
  way->last = MAX (way->last, share);
}

/* Where the way crosses an edge, which goes from @x, @y by @ex, @ey. */
static void
cross_edge (Way *way, double x, double y, double ex, double ey)
{
  double cross = way->dx * ey - way->dy * ex;
  double ox = x - way->x, oy = y - way->y;
  double share = (ox * ey - oy * ex) / cross, along = (ox * way->dy - oy * way->dx) / cross;

  if (cross != 0 && share >= 0 && share <= 1 && along >= 0 && along <= 1)
    note (way, share);
}

static void
touch (const ArmadaArea *self, Way *way)
{
  for (guint i = 0, before = self->n - 1; i < self->n; before = i++)
    cross_edge (way, self->x[before], self->y[before], self->x[i] - self->x[before],
                self->y[i] - self->y[before]);
  if (encloses (self, way->x, way->y))
    note (way, 0);
  if (encloses (self, way->x + way->dx, way->y + way->dy))
    note (way, 1);
}

static void
get_span (const ArmadaArea *self, const double *values, double *low, double *high)
{
  *low = *high = values[0];
  for (guint i = 1; i < self->n; i++)
    {
      *low = MIN (*low, values[i]);
      *high = MAX (*high, values[i]);
    }
}

/* The world repeats to both sides, and an outline may go on there. */
static gboolean
clip_polygon (const ArmadaArea *self,
              const ArmadaAreaPoint *a,
              const ArmadaAreaPoint *b,
              double *first,
              double *last)
{
  double x = armada_projection_x (a->longitude), y = armada_projection_y (a->latitude);
  double dx = armada_projection_x (b->longitude) - x;
  Way way = { .y = y, .dy = armada_projection_y (b->latitude) - y, .first = 2, .last = -1 };
  double west, east;

  way.dx = dx - round (dx);
  get_span (self, self->x, &west, &east);
  for (way.x = west + (x - west) - floor (x - west) - 1; way.x <= east + 1; way.x++)
    if (MAX (way.x, way.x + way.dx) >= west && MIN (way.x, way.x + way.dx) <= east)
      touch (self, &way);
  *first = way.first;
  *last = way.last;
  return way.first <= way.last;
}

/**
 * armada_area_contains:
 *
 * Returns: whether a point lies within, its edge included; what lies beyond the edge of the map, by
 *   the poles, counts for a polygon as on it
 */
gboolean
armada_area_contains (const ArmadaArea *self, const ArmadaAreaPoint *point)
{
  double first, last;

  return armada_area_clip (self, point, point, &first, &last);
}

/**
 * armada_area_clip:
 * @a: where a way begins
 * @b: where it ends; it is straight and shorter than half round the world
 * @first: (out): where on it, from 0 to 1, it is within for the first time
 * @last: (out): and for the last time
 *
 * Returns: whether the way touches the area; else @first and @last mean nothing
 */
gboolean
armada_area_clip (const ArmadaArea *self,
                  const ArmadaAreaPoint *a,
                  const ArmadaAreaPoint *b,
                  double *first,
                  double *last)
{
  return self->circle ? clip_circle (self, a, b, first, last)
                      : clip_polygon (self, a, b, first, last);
}

/* On every parallel what is farthest from the middle is at an end of it, and along a meridian too.
 */
static gboolean
circle_contains_box (const ArmadaArea *self, const ArmadaAreaBox *box)
{
  double radius = self->radius * (1 - 1e-9) - 1e-3;
  double west = fabs (remainder (box->west - self->center.longitude, 360));
  double east = fabs (remainder (box->east - self->center.longitude, 360));
  double middle = (box->west + box->east) / 2;
  double far = west > east ? box->west : box->east;

  if (fabs (box->south - self->center.latitude) * METRES_PER_DEGREE > self->radius ||
      fabs (box->north - self->center.latitude) * METRES_PER_DEGREE > self->radius ||
      fabs (remainder (middle - self->center.longitude, 360)) > 90)
    return FALSE;
  return armada_projection_distance (self->center.latitude, self->center.longitude, box->south,
                                     far) <= radius &&
         armada_projection_distance (self->center.latitude, self->center.longitude, box->north,
                                     far) <= radius;
}

/* A box on the plane of maps: @x and @y less than @right and @bottom. */
typedef struct
{
  double left, top, right, bottom;
} Frame;

/* Whether something of an edge lies in a frame: where they overlap to all sides, it does unless all
 * corners are on one side of it. */
static gboolean
edge_meets (const ArmadaArea *self, guint from, guint to, const Frame *frame)
{
  double ex = self->x[to] - self->x[from], ey = self->y[to] - self->y[from];
  double left = frame->left - self->x[from], right = frame->right - self->x[from];
  double top = frame->top - self->y[from], bottom = frame->bottom - self->y[from];
  double a = ex * top - ey * left, b = ex * top - ey * right;
  double c = ex * bottom - ey * left, d = ex * bottom - ey * right;

  if (MAX (ex, 0) < left || MIN (ex, 0) > right || MAX (ey, 0) < top || MIN (ey, 0) > bottom)
    return FALSE;
  return !(a > 0 && b > 0 && c > 0 && d > 0) && !(a < 0 && b < 0 && c < 0 && d < 0);
}

static gboolean
encloses_frame (const ArmadaArea *self, const Frame *frame)
{
  for (guint i = 0, before = self->n - 1; i < self->n; before = i++)
    if (edge_meets (self, before, i, frame))
      return FALSE;
  return encloses (self, frame->left, frame->top);
}

static gboolean
polygon_contains_box (const ArmadaArea *self, const ArmadaAreaBox *box)
{
  double left = armada_projection_x (box->west), width = (box->east - box->west) / 360;
  double west, east;
  Frame frame = { .top = armada_projection_y (box->north),
                  .bottom = armada_projection_y (box->south) };

  get_span (self, self->x, &west, &east);
  for (frame.left = west + (left - west) - floor (left - west); frame.left <= east; frame.left++)
    {
      frame.right = frame.left + width;
      if (encloses_frame (self, &frame))
        return TRUE;
    }
  return FALSE;
}

/**
 * armada_area_contains_box:
 * @box: narrower than half round the world, and not at a pole
 *
 * Returns: whether all of a box, and every way in it, lies within for sure; a box that comes within
 *   a hair's breadth of the edge may count as outside
 */
gboolean
armada_area_contains_box (const ArmadaArea *self, const ArmadaAreaBox *box)
{
  return self->circle ? circle_contains_box (self, box) : polygon_contains_box (self, box);
}

static gboolean
misses_frame (const ArmadaArea *self, const Frame *frame)
{
  for (guint i = 0, before = self->n - 1; i < self->n; before = i++)
    if (edge_meets (self, before, i, frame))
      return FALSE;
  return !encloses (self, frame->left, frame->top);
}

/**
 * armada_area_misses_box:
 * @box: narrower than half round the world, and not at a pole
 *
 * Returns: whether all of a box, and every way in it, lies outside for sure; what is near a circle
 *   never does
 */
gboolean
armada_area_misses_box (const ArmadaArea *self, const ArmadaAreaBox *box)
{
  double left = armada_projection_x (box->west), width = (box->east - box->west) / 360;
  double west, east;
  Frame frame = { .top = armada_projection_y (box->north),
                  .bottom = armada_projection_y (box->south) };

  if (self->circle)
    return FALSE;
  get_span (self, self->x, &west, &east);
  for (frame.left = west + (left - west) - floor (left - west) - 1; frame.left <= east;
       frame.left++)
    {
      frame.right = frame.left + width;
      if (!misses_frame (self, &frame))
        return FALSE;
    }
  return TRUE;
}

/* From one longitude to another, which is not west of it: a box, or two by the date line. */
static guint
split (ArmadaAreaBox boxes[2], double south, double north, double west, double east)
{
  double shift = floor ((west + 180) / 360) * 360;

  boxes[0] = (ArmadaAreaBox) { south, -180, north, 180 };
  if (east - west >= 360)
    return 1;
  boxes[0].west = west - shift;
  boxes[0].east = MIN (east - shift, 180);
  if (east - shift <= 180)
    return 1;
  boxes[1] = (ArmadaAreaBox) { south, -180, north, east - shift - 360 };
  return 2;
}

static guint
box_circle (const ArmadaArea *self, ArmadaAreaBox boxes[2])
{
  double reach = self->radius / METRES_PER_DEGREE * 1.001 + MARGIN;
  double south = self->center.latitude - reach, north = self->center.latitude + reach;
  double sine = sin (MIN (reach, 90) * RADIANS) / cos (self->center.latitude * RADIANS);
  double turn = asin (MIN (sine, 1)) / RADIANS + MARGIN;

  if (north >= 90 || south <= -90)
    return split (boxes, MAX (south, -90), MIN (north, 90), -180, 180);
  return split (boxes, south, north, self->center.longitude - turn, self->center.longitude + turn);
}

static guint
box_polygon (const ArmadaArea *self, ArmadaAreaBox boxes[2])
{
  double west, east, top, bottom, north, south;

  get_span (self, self->x, &west, &east);
  get_span (self, self->y, &top, &bottom);
  north = armada_projection_latitude (top) + MARGIN;
  south = armada_projection_latitude (bottom) - MARGIN;
  /* the map's edge stands for what is beyond */
  if (north >= ARMADA_MERCATOR_MAX_LATITUDE)
    north = 90;
  if (south <= -ARMADA_MERCATOR_MAX_LATITUDE)
    south = -90;
  return split (boxes, south, north, armada_projection_longitude (west) - MARGIN,
                armada_projection_longitude (east) + MARGIN);
}

/**
 * armada_area_get_boxes:
 * @boxes: (out caller-allocates): what the area lies in, with some metres to spare
 *
 * Returns: how many there are: 2 where it crosses the date line, else 1
 */
guint
armada_area_get_boxes (const ArmadaArea *self, ArmadaAreaBox boxes[2])
{
  return self->circle ? box_circle (self, boxes) : box_polygon (self, boxes);
}

/**
 * armada_area_get_outline:
 * @x: (out) (transfer none): on the plane of maps, each going on from the one before, also beyond
 *   0 and 1
 * @y: (out) (transfer none):
 *
 * Returns: how many corners it is drawn with
 */
guint
armada_area_get_outline (const ArmadaArea *self, const double **x, const double **y)
{
  *x = self->x;
  *y = self->y;
  return self->n;
}
