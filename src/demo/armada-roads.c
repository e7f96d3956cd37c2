/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-roads"

#include "armada-roads.h"

#include <math.h>
#include <string.h>

/*
 * A road graph: nodes, links between them with the points in between, speeds and names. It is
 * read once from an FRG1 file and never changes, so any thread may ask it. What the file says is
 * checked while it is read: no index of an opened graph points outside its tables.
 */

#define HEADER_SIZE 96
#define NODE_SIZE 8
#define LINK_SIZE 28
#define MAX_SIZE (256 * 1024 * 1024)

enum
{
  FLAG_FORWARD = 1,
  FLAG_BACKWARD = 2,
};

typedef struct
{
  double latitude;
  double longitude;
} Point;

/* Metres, such that no two nodes are farther apart here than on the ground. */
typedef struct
{
  double east;
  double north;
} Plane;

typedef struct
{
  guint a;
  guint b;
  guint first_point;
  guint n_points;
  const char *name;
  double length;
  double drawn_length; /* what the points add up to: rounding makes it differ a little */
  guint8 road_class;
  guint8 speed;
  guint8 flags;
} Link;

struct _ArmadaRoads
{
  guint n_nodes;
  guint n_links;
  guint n_points;
  Point *nodes;
  Point *points;
  Plane *plane; /* of the nodes */
  guint8 *connected;
  Link *links;
  char *strings;
  gsize n_string_bytes;
  double top_speed; /* km/h */
  guint *first_arc; /* of each node, in arcs */
  ArmadaRoadsArc *arcs;
};

typedef struct
{
  const guint8 *data;
  gsize size;
} File;

static guint32
read_u32 (const File *file, gsize offset)
{
  guint32 value;

  memcpy (&value, file->data + offset, sizeof value);
  return GUINT32_FROM_LE (value);
}

static guint16
read_u16 (const File *file, gsize offset)
{
  guint16 value;

  memcpy (&value, file->data + offset, sizeof value);
  return GUINT16_FROM_LE (value);
}

static gboolean
read_point (const File *file, gsize offset, Point *point)
{
  /* The lowest bit of a longitude is a flag, not a place. */
  point->longitude = ((gint32) read_u32 (file, offset) & ~1) * 1e-7;
  point->latitude = (gint32) read_u32 (file, offset + 4) * 1e-7;
  return fabs (point->latitude) <= 85 && fabs (point->longitude) <= 180;
}

static double
measure (const Point *from, const Point *to)
{
  double middle = (from->latitude + to->latitude) / 2 * G_PI / 180;

  return hypot ((to->longitude - from->longitude) * cos (middle), to->latitude - from->latitude) *
         ARMADA_ROADS_METRES_PER_DEGREE;
}

static double
point_heading (const Point *from, const Point *to)
{
  double middle = (from->latitude + to->latitude) / 2 * G_PI / 180;
  double angle =
      atan2 ((to->longitude - from->longitude) * cos (middle), to->latitude - from->latitude) *
      180 / G_PI;

  return angle < 0 ? angle + 360 : angle;
}

/* @index: 0 is the link's first node, n_points + 1 its second. */
static const Point *
link_point (ArmadaRoads *self, const Link *link, guint index)
{
  if (index == 0)
    return &self->nodes[link->a];
  if (index == link->n_points + 1)
    return &self->nodes[link->b];
  return &self->points[link->first_point + index - 1];
}

static gboolean
table_fits (const File *file, guint32 offset, guint64 n, guint64 size)
{
  return offset >= HEADER_SIZE && offset + n * size <= file->size;
}

static gboolean
read_strings (ArmadaRoads *self, const File *file, guint32 offset)
{
  self->n_string_bytes = read_u32 (file, 20);
  if (self->n_string_bytes == 0 || !table_fits (file, offset, self->n_string_bytes, 1))
    return FALSE;

  self->strings = g_memdup2 (file->data + offset, self->n_string_bytes);
  return self->strings[self->n_string_bytes - 1] == '\0';
}

static gboolean
read_points (ArmadaRoads *self, const File *file, guint32 nodes, guint32 points)
{
  gboolean good = TRUE;

  self->n_nodes = read_u32 (file, 8);
  self->n_points = read_u32 (file, 16);
  if (self->n_nodes == 0 || !table_fits (file, nodes, self->n_nodes, NODE_SIZE) ||
      !table_fits (file, points, self->n_points, NODE_SIZE))
    return FALSE;

  self->nodes = g_new (Point, self->n_nodes);
  self->connected = g_new (guint8, self->n_nodes);
  self->points = g_new (Point, self->n_points);
  for (guint i = 0; i < self->n_nodes; i++)
    {
      good &= read_point (file, nodes + i * NODE_SIZE, &self->nodes[i]);
      self->connected[i] = read_u32 (file, nodes + i * NODE_SIZE) & 1;
    }
  for (guint i = 0; i < self->n_points; i++)
    good &= read_point (file, points + i * NODE_SIZE, &self->points[i]);
  return good;
}

static gboolean
read_link (ArmadaRoads *self, const File *file, gsize offset, Link *link)
{
  guint32 name = read_u32 (file, offset + 12);

  link->a = read_u32 (file, offset);
  link->b = read_u32 (file, offset + 4);
  link->first_point = read_u32 (file, offset + 8);
  link->length = read_u32 (file, offset + 16) / 10.0;
  link->n_points = read_u16 (file, offset + 20);
  link->road_class = file->data[offset + 22];
  link->speed = file->data[offset + 23];
  link->flags = file->data[offset + 24];
  if (link->a >= self->n_nodes || link->b >= self->n_nodes || name >= self->n_string_bytes ||
      (guint64) link->first_point + link->n_points > self->n_points)
    return FALSE;

  link->name = g_utf8_validate (self->strings + name, -1, NULL) ? self->strings + name : "";
  for (guint i = 0; i <= link->n_points; i++)
    link->drawn_length += measure (link_point (self, link, i), link_point (self, link, i + 1));

  return link->length > 0 && link->speed > 0 && link->drawn_length > 0 &&
         fabs (link->drawn_length - link->length) < 1 + link->length * 0.02;
}

static gboolean
read_links (ArmadaRoads *self, const File *file, guint32 offset)
{
  self->n_links = read_u32 (file, 12);
  if (!table_fits (file, offset, self->n_links, LINK_SIZE))
    return FALSE;

  self->links = g_new0 (Link, self->n_links);
  for (guint i = 0; i < self->n_links; i++)
    {
      if (!read_link (self, file, offset + (gsize) i * LINK_SIZE, &self->links[i]))
        return FALSE;
      self->top_speed = MAX (self->top_speed, self->links[i].speed);
    }
  return TRUE;
}

static void
flatten (ArmadaRoads *self)
{
  double farthest = 0;

  for (guint i = 0; i < self->n_nodes; i++)
    farthest = MAX (farthest, fabs (self->nodes[i].latitude));
  self->plane = g_new (Plane, self->n_nodes);
  for (guint i = 0; i < self->n_nodes; i++)
    {
      self->plane[i].east =
          self->nodes[i].longitude * cos (farthest * G_PI / 180) * ARMADA_ROADS_METRES_PER_DEGREE;
      self->plane[i].north = self->nodes[i].latitude * ARMADA_ROADS_METRES_PER_DEGREE;
    }
}

static void
list_arcs (ArmadaRoads *self)
{
  g_autofree guint *next = g_new0 (guint, self->n_nodes + 1);

  self->first_arc = g_new0 (guint, self->n_nodes + 1);
  for (guint i = 0; i < self->n_links * 2; i++)
    {
      ArmadaRoadsArc arc = { i / 2, i % 2 };

      if (armada_roads_arc_allowed (self, arc))
        self->first_arc[armada_roads_arc_from (self, arc) + 1]++;
    }
  for (guint i = 0; i < self->n_nodes; i++)
    self->first_arc[i + 1] += self->first_arc[i];

  memcpy (next, self->first_arc, self->n_nodes * sizeof *next);
  self->arcs = g_new (ArmadaRoadsArc, self->first_arc[self->n_nodes]);
  for (guint i = 0; i < self->n_links * 2; i++)
    {
      ArmadaRoadsArc arc = { i / 2, i % 2 };

      if (armada_roads_arc_allowed (self, arc))
        self->arcs[next[armada_roads_arc_from (self, arc)]++] = arc;
    }
}

static gboolean
read_file (ArmadaRoads *self, const File *file)
{
  if (file->size < HEADER_SIZE || file->size > MAX_SIZE || memcmp (file->data, "FRG1", 4) != 0 ||
      read_u32 (file, 4) != 1)
    return FALSE;
  if (!read_strings (self, file, read_u32 (file, 60)) ||
      !read_points (self, file, read_u32 (file, 48), read_u32 (file, 56)) ||
      !read_links (self, file, read_u32 (file, 52)))
    return FALSE;

  flatten (self);
  list_arcs (self);
  return TRUE;
}

static void
free_roads (gpointer data)
{
  ArmadaRoads *self = data;

  g_free (self->nodes);
  g_free (self->points);
  g_free (self->plane);
  g_free (self->connected);
  g_free (self->links);
  g_free (self->strings);
  g_free (self->first_arc);
  g_free (self->arcs);
}

/**
 * armada_roads_open:
 * @path: an FRG1 file
 *
 * Reads a road graph. A file that is cut short, corrupted or of another kind is refused with
 * %G_IO_ERROR_INVALID_DATA.
 *
 * Returns: (transfer full): the roads
 */
ArmadaRoads *
armada_roads_open (const char *path, GError **error)
{
  g_autoptr (ArmadaRoads) self = NULL;
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, error);
  File file;

  if (mapped == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (ArmadaRoads);
  file.data = (const guint8 *) g_mapped_file_get_contents (mapped);
  file.size = g_mapped_file_get_length (mapped);
  if (!read_file (self, &file))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: not a whole road graph", path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

ArmadaRoads *
armada_roads_ref (ArmadaRoads *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
armada_roads_unref (ArmadaRoads *self)
{
  g_atomic_rc_box_release_full (self, free_roads);
}

guint
armada_roads_get_n_nodes (ArmadaRoads *self)
{
  return self->n_nodes;
}

guint
armada_roads_get_n_links (ArmadaRoads *self)
{
  return self->n_links;
}

/**
 * armada_roads_is_connected:
 *
 * Returns: whether @node lies in the largest part of the graph of which every node can be driven
 *   to from every other
 */
gboolean
armada_roads_is_connected (ArmadaRoads *self, guint node)
{
  return self->connected[node];
}

void
armada_roads_get_node (ArmadaRoads *self, guint node, double *latitude, double *longitude)
{
  *latitude = self->nodes[node].latitude;
  *longitude = self->nodes[node].longitude;
}

const char *
armada_roads_get_name (ArmadaRoads *self, guint link)
{
  return self->links[link].name;
}

/**
 * armada_roads_get_length:
 *
 * Returns: metres
 */
double
armada_roads_get_length (ArmadaRoads *self, guint link)
{
  return self->links[link].length;
}

/**
 * armada_roads_get_speed:
 *
 * Returns: the link's limit, or what is usual on its class of road, in km/h
 */
guint
armada_roads_get_speed (ArmadaRoads *self, guint link)
{
  return self->links[link].speed;
}

/**
 * armada_roads_get_top_speed:
 *
 * Returns: the highest of all links' speeds, in km/h
 */
double
armada_roads_get_top_speed (ArmadaRoads *self)
{
  return self->top_speed;
}

/**
 * armada_roads_get_least_distance:
 *
 * Returns: metres: no way from one of the nodes to the other is shorter
 */
double
armada_roads_get_least_distance (ArmadaRoads *self, guint from, guint to)
{
  double east = self->plane[to].east - self->plane[from].east;
  double north = self->plane[to].north - self->plane[from].north;

  return sqrt (east * east + north * north) * 0.98; /* links' lengths are rounded */
}

/**
 * armada_roads_get_class:
 *
 * Returns: 0 motorway, 1 trunk, 2 primary, 3 secondary, 4 tertiary, 5 unclassified,
 *   6 residential, 7 living street, 8 service
 */
guint
armada_roads_get_class (ArmadaRoads *self, guint link)
{
  return self->links[link].road_class;
}

/**
 * armada_roads_get_n_points:
 *
 * Returns: how many points @link is drawn with, its two nodes among them
 */
guint
armada_roads_get_n_points (ArmadaRoads *self, guint link)
{
  return self->links[link].n_points + 2;
}

/**
 * armada_roads_get_point:
 * @index: of the points of @link, from its first node to its second
 */
void
armada_roads_get_point (ArmadaRoads *self,
                        guint link,
                        guint index,
                        double *latitude,
                        double *longitude)
{
  const Point *point = link_point (self, &self->links[link], index);

  *latitude = point->latitude;
  *longitude = point->longitude;
}

guint
armada_roads_arc_from (ArmadaRoads *self, ArmadaRoadsArc arc)
{
  return arc.forward ? self->links[arc.link].a : self->links[arc.link].b;
}

guint
armada_roads_arc_to (ArmadaRoads *self, ArmadaRoadsArc arc)
{
  return arc.forward ? self->links[arc.link].b : self->links[arc.link].a;
}

gboolean
armada_roads_arc_allowed (ArmadaRoads *self, ArmadaRoadsArc arc)
{
  return (self->links[arc.link].flags & (arc.forward ? FLAG_FORWARD : FLAG_BACKWARD)) != 0;
}

/**
 * armada_roads_get_arcs:
 * @n_arcs: (out): how many
 *
 * Returns: (transfer none) (array length=n_arcs): the arcs that may be driven from @node
 */
const ArmadaRoadsArc *
armada_roads_get_arcs (ArmadaRoads *self, guint node, guint *n_arcs)
{
  *n_arcs = self->first_arc[node + 1] - self->first_arc[node];
  return self->arcs + self->first_arc[node];
}

/**
 * armada_roads_arc_at:
 * @offset: metres from the start of @arc, within its length
 * @latitude: (out):
 * @longitude: (out):
 * @heading: (out): degrees clockwise from north, driving along @arc
 */
void
armada_roads_arc_at (ArmadaRoads *self,
                     ArmadaRoadsArc arc,
                     double offset,
                     double *latitude,
                     double *longitude,
                     double *heading)
{
  const Link *link = &self->links[arc.link];
  double rest = CLAMP (offset / link->length, 0, 1) * link->drawn_length;
  guint last = link->n_points + 1;

  for (guint i = 0; i < last; i++)
    {
      const Point *from = link_point (self, link, arc.forward ? i : last - i);
      const Point *to = link_point (self, link, arc.forward ? i + 1 : last - i - 1);
      double length = measure (from, to);
      double share = length > 0 ? MIN (rest / length, 1) : 1;

      if (rest > length && i + 1 < last)
        {
          rest -= length;
          continue;
        }
      *latitude = from->latitude + share * (to->latitude - from->latitude);
      *longitude = from->longitude + share * (to->longitude - from->longitude);
      *heading = point_heading (from, to);
      return;
    }
}
