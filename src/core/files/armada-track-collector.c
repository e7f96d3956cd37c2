/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-collector"

#include "files/armada-track-collector.h"

#include <math.h>

#include "model/armada-projection.h"

#define LINE_SECONDS 1000      /* between lines without times, that nothing is drawn between them */
#define MAX_DERIVED_SPEED 1000 /* km/h: two places that are further apart tell of no speed */

/* A line of a way: from its first point to that of the next line. */
typedef struct
{
  guint first;
  ArmadaSegmentKind kind;
} Line;

typedef struct
{
  char *name;
  GArray *points; /* of ArmadaTrackPoint */
  GArray *lines;  /* of Line */
} Way;

struct _ArmadaTrackCollector
{
  GPtrArray *ways; /* of Way */
  Way *way;        /* the one being gathered */
  guint line;      /* where its open line began */
  Way *places;
  guint n_points;
  guint n_unreadable;
  guint n_left_out;
};

static Way *
way_new (void)
{
  Way *way = g_new0 (Way, 1);

  way->points = g_array_new (FALSE, FALSE, sizeof (ArmadaTrackPoint));
  way->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  return way;
}

static void
way_free (gpointer data)
{
  Way *way = data;

  g_free (way->name);
  g_array_unref (way->points);
  g_array_unref (way->lines);
  g_free (way);
}

ArmadaTrackCollector *
armada_track_collector_new (void)
{
  ArmadaTrackCollector *self = g_new0 (ArmadaTrackCollector, 1);

  self->ways = g_ptr_array_new_with_free_func (way_free);
  self->way = way_new ();
  self->places = way_new ();
  return self;
}

void
armada_track_collector_free (ArmadaTrackCollector *self)
{
  g_ptr_array_unref (self->ways);
  way_free (self->way);
  way_free (self->places);
  g_free (self);
}

/* Returns: FALSE when there are too many; what is nowhere is passed over and counted */
static gboolean
add (ArmadaTrackCollector *self, Way *way, const ArmadaTrackPoint *point, GError **error)
{
  if (!(fabs (point->latitude) <= 90 && fabs (point->longitude) <= 180))
    {
      self->n_unreadable++;
      return TRUE;
    }
  if (self->n_points == ARMADA_TRACK_FILE_MAX_FIXES)
    {
      g_set_error (error, ARMADA_TRACK_FILE_ERROR, ARMADA_TRACK_FILE_TOO_LARGE,
                   "more than %u positions", ARMADA_TRACK_FILE_MAX_FIXES);
      return FALSE;
    }
  g_array_append_vals (way->points, point, 1);
  self->n_points++;
  return TRUE;
}

/**
 * armada_track_collector_add:
 *
 * Adds a point to the open line.
 */
gboolean
armada_track_collector_add (ArmadaTrackCollector *self,
                            const ArmadaTrackPoint *point,
                            GError **error)
{
  return add (self, self->way, point, error);
}

/**
 * armada_track_collector_add_place:
 *
 * Adds a place that belongs to no line.
 */
gboolean
armada_track_collector_add_place (ArmadaTrackCollector *self,
                                  const ArmadaTrackPoint *point,
                                  GError **error)
{
  return add (self, self->places, point, error);
}

void
armada_track_collector_add_unreadable (ArmadaTrackCollector *self)
{
  self->n_unreadable++;
}

/**
 * armada_track_collector_end_line:
 *
 * The next point begins another line of the way.
 */
void
armada_track_collector_end_line (ArmadaTrackCollector *self, ArmadaSegmentKind kind)
{
  Line line = { self->line, kind };

  if (self->way->points->len == self->line)
    return;
  g_array_append_val (self->way->lines, line);
  self->line = self->way->points->len;
}

static gint64
get_time (const Way *way, guint i)
{
  return g_array_index (way->points, ArmadaTrackPoint, i).time;
}

/* A vehicle may be in a file in many pieces; two that were under way at once are two. */
static gboolean
can_follow (const Way *way, const Way *next, const char *name)
{
  return g_str_equal (way->name, name) &&
         get_time (next, 0) >= get_time (way, way->points->len - 1);
}

static void
append (Way *way, const Way *next)
{
  for (guint i = 0; i < next->lines->len; i++)
    {
      Line line = g_array_index (next->lines, Line, i);

      line.first += way->points->len;
      g_array_append_val (way->lines, line);
    }
  g_array_append_vals (way->points, next->points->data, next->points->len);
  g_array_set_size (next->points, 0);
  g_array_set_size (next->lines, 0);
}

/**
 * armada_track_collector_end_way:
 * @name: (nullable): of the way that the lines since the last belong to
 */
void
armada_track_collector_end_way (ArmadaTrackCollector *self, const char *name)
{
  armada_track_collector_end_line (self, ARMADA_SEGMENT_UNKNOWN);
  self->line = 0;
  name = name ? name : "";
  if (self->way->points->len == 0)
    return;
  for (guint i = self->ways->len; i-- > 0;)
    if (can_follow (self->ways->pdata[i], self->way, name))
      {
        append (self->ways->pdata[i], self->way);
        return;
      }
  if (self->ways->len < ARMADA_TRACK_FILE_MAX_WAYS)
    {
      self->way->name = g_strdup (name);
      g_ptr_array_add (self->ways, self->way);
    }
  else
    {
      self->n_left_out++;
      self->n_points -= self->way->points->len;
      way_free (self->way);
    }
  self->way = way_new ();
}

/* A point with a place is never at 0,0 for sure; what one says so is as invalid as a server's. */
static ArmadaFixPoint
make_fix (const ArmadaTrackPoint *point, gint64 time, float speed)
{
  return (ArmadaFixPoint) {
    .time = time,
    .delay = G_MININT32,
    .latitude = point->latitude,
    .longitude = point->longitude,
    .speed = speed,
    .altitude = point->altitude,
    .course = point->course,
    .distance = NAN,
    .flags = point->time == 0 ? ARMADA_FIX_UNTIMED : 0,
  };
}

/* Most files tell no speeds: the way to the next point and the time it took are one. */
static float
derive_speed (const Way *way, guint i)
{
  const ArmadaTrackPoint *a, *b;
  double metres, speed;

  if (i + 1 >= way->points->len)
    return NAN;
  a = &g_array_index (way->points, ArmadaTrackPoint, i);
  b = a + 1;
  if (a->time == 0 || b->time <= a->time)
    return NAN;
  metres = armada_projection_distance (a->latitude, a->longitude, b->latitude, b->longitude);
  speed = metres / (double) (b->time - a->time) * 3.6;
  return speed <= MAX_DERIVED_SPEED ? (float) (round (speed * 10) / 10) : NAN;
}

static gboolean
has_speeds (const Way *way)
{
  for (guint i = 0; i < way->points->len; i++)
    if (isfinite (g_array_index (way->points, ArmadaTrackPoint, i).speed))
      return TRUE;
  return FALSE;
}

static gboolean
is_timed (const Way *way)
{
  for (guint i = 0; i < way->points->len; i++)
    if (get_time (way, i) != 0)
      return TRUE;
  return FALSE;
}

static void
end_segment (ArmadaFixesBuilder *builder, const Way *way, guint line, guint end)
{
  const Line *told = &g_array_index (way->lines, Line, line);
  ArmadaSegment segment = {
    .kind = told->kind,
    .start = get_time (way, told->first),
    .end = get_time (way, end - 1),
    .latitude = NAN,
    .longitude = NAN,
    .distance = NAN,
    .seconds = -1,
    .engine_work = -1,
    .engine_idle = -1,
    .engine_hours = -1,
    .top_speed = NAN,
    .average_speed = NAN,
    .fuel = NAN,
  };

  if (segment.start != 0 && segment.end >= segment.start)
    segment.seconds = segment.end - segment.start;
  armada_fixes_builder_end_segment (builder, &segment);
}

static void
build_line (ArmadaFixesBuilder *builder,
            const Way *way,
            guint line,
            gboolean timed,
            gboolean derive)
{
  guint i = g_array_index (way->lines, Line, line).first;
  guint end = line + 1 < way->lines->len ? g_array_index (way->lines, Line, line + 1).first
                                         : way->points->len;

  for (; i < end; i++)
    {
      const ArmadaTrackPoint *point = &g_array_index (way->points, ArmadaTrackPoint, i);
      gint64 time = timed ? point->time : (gint64) (line + 1) * LINE_SECONDS;
      ArmadaFixPoint fix = make_fix (point, time, derive ? derive_speed (way, i) : point->speed);

      armada_fixes_builder_add (builder, &fix);
    }
  end_segment (builder, way, line, end);
}

static ArmadaTrackFileWay *
build_way (const Way *way)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);
  ArmadaTrackFileWay *built = g_new0 (ArmadaTrackFileWay, 1);
  gboolean derive = !has_speeds (way);

  built->name = g_strdup (way->name);
  built->timed = is_timed (way);
  armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
  for (guint i = 0; i < way->lines->len; i++)
    build_line (builder, way, i, built->timed, derive);
  g_ptr_array_add (parts, armada_fixes_builder_end (builder));
  built->track = armada_track_new (parts);
  for (guint i = 0; i < way->points->len; i++)
    {
      gint64 time = get_time (way, i);

      built->start = time != 0 && (built->start == 0 || time < built->start) ? time : built->start;
      built->end = MAX (built->end, time);
    }
  return built;
}

/* Places alone are a way of their own; beside lines they are marks that are not drawn. */
static void
take_places (ArmadaTrackCollector *self)
{
  Line line = { 0, ARMADA_SEGMENT_UNKNOWN };

  if (self->places->points->len == 0)
    return;
  if (self->ways->len > 0)
    {
      self->n_left_out += self->places->points->len;
      self->n_points -= self->places->points->len;
      return;
    }
  g_array_append_val (self->places->lines, line);
  self->places->name = g_strdup ("");
  g_ptr_array_add (self->ways, g_steal_pointer (&self->places));
  self->places = way_new ();
}

/**
 * armada_track_collector_end:
 *
 * Returns: (transfer full): what the file has; fails with ARMADA_TRACK_FILE_EMPTY when that is
 *   nothing
 */
ArmadaTrackFile *
armada_track_collector_end (ArmadaTrackCollector *self, GError **error)
{
  ArmadaTrackFile *file;

  armada_track_collector_end_way (self, NULL);
  take_places (self);
  if (self->n_points == 0)
    {
      g_set_error (error, ARMADA_TRACK_FILE_ERROR, ARMADA_TRACK_FILE_EMPTY, "no positions");
      return NULL;
    }
  file = armada_track_file_new ();
  file->n_fixes = self->n_points;
  file->n_unreadable = self->n_unreadable;
  file->n_left_out = self->n_left_out;
  for (guint i = 0; i < self->ways->len; i++)
    g_ptr_array_add (file->ways, build_way (self->ways->pdata[i]));
  return file;
}

/**
 * armada_track_time_parse:
 * @text: a moment as ISO 8601 has it; without a zone it is UTC, as GPX and KML want it
 *
 * Returns: UNIX seconds, 0 when there is none that can be told
 */
gint64
armada_track_time_parse (const char *text)
{
  static GTimeZone *utc;
  g_autofree char *stripped = g_strstrip (g_strndup (text, 64));
  g_autoptr (GDateTime) time = NULL;

  if (g_once_init_enter_pointer (&utc))
    g_once_init_leave_pointer (&utc, g_time_zone_new_utc ());
  time = g_date_time_new_from_iso8601 (stripped, utc);
  return time ? MAX (g_date_time_to_unix (time), 0) : 0;
}

/**
 * armada_track_number:
 *
 * Returns: @number as tracks keep it; NAN, unknown, when it is none or beyond what they can keep
 */
float
armada_track_number (double number)
{
  return fabs (number) <= G_MAXFLOAT ? (float) number : NAN;
}
