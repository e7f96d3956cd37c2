/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-geojson-reader"

#include <math.h>

#include "api/armada-json.h"
#include "files/armada-track-collector.h"

#define MAX_DEPTH 16 /* collections in collections */
#define MILLISECONDS_FROM                                                                          \
  1e11 /* numbers this large count milliseconds: seconds are in the year 5138 */

/* A feature while it is read. Its properties are arrays as deep as its coordinates. */
typedef struct
{
  ArmadaTrackCollector *collector;
  yyjson_val *times;   /* (nullable) */
  yyjson_val *speeds;  /* (nullable) */
  yyjson_val *courses; /* (nullable) */
  yyjson_val *time;    /* (nullable): of a single place */
  ArmadaSegmentKind kind;
} Feature;

static gboolean read_geometry (Feature *self, yyjson_val *geometry, guint depth, GError **error);

static gint64
read_time (yyjson_val *value)
{
  double number;

  if (yyjson_is_str (value))
    return armada_track_time_parse (yyjson_get_str (value));
  if (!yyjson_is_num (value))
    return 0;
  number = yyjson_get_num (value);
  if (number >= MILLISECONDS_FROM)
    number /= 1000;
  return number > 0 && number < MILLISECONDS_FROM ? (gint64) number : 0;
}

static float
read_float (yyjson_val *value)
{
  return armada_track_number (yyjson_is_num (value) ? yyjson_get_num (value) : NAN);
}

static double
read_degrees (yyjson_val *position, gsize i)
{
  yyjson_val *value = yyjson_arr_get (position, i);

  return yyjson_is_num (value) ? yyjson_get_num (value) : NAN;
}

/* Walks an array beside that of the coordinates; one that is shorter, or none, has no values. */
typedef struct
{
  yyjson_arr_iter iter;
} Beside;

static Beside
walk (yyjson_val *array)
{
  Beside beside = { { 0 } };

  if (yyjson_is_arr (array))
    yyjson_arr_iter_init (array, &beside.iter);
  return beside;
}

static yyjson_val *
next (Beside *beside)
{
  return beside->iter.max > 0 ? yyjson_arr_iter_next (&beside->iter) : NULL;
}

static ArmadaTrackPoint
read_point (yyjson_val *position, yyjson_val *time, yyjson_val *speed, yyjson_val *course)
{
  return (ArmadaTrackPoint) {
    .latitude = read_degrees (position, 1),
    .longitude = read_degrees (position, 0),
    .altitude = read_float (yyjson_arr_get (position, 2)),
    .speed = read_float (speed),
    .course = read_float (course),
    .time = read_time (time),
  };
}

/* Where a line is cut at 180 degrees it has ends that nobody recorded, and so without a time. */
static gboolean
is_cut (const ArmadaTrackPoint *point, yyjson_val *times)
{
  return yyjson_is_arr (times) && point->time == 0 && fabs (point->longitude) == 180;
}

static gboolean
add_line (Feature *self,
          yyjson_val *line,
          yyjson_val *times,
          yyjson_val *speeds,
          yyjson_val *courses,
          GError **error)
{
  Beside all_times = walk (times), all_speeds = walk (speeds), all_courses = walk (courses);
  yyjson_arr_iter iter = yyjson_arr_iter_with (line);
  yyjson_val *position;

  while ((position = yyjson_arr_iter_next (&iter)) != NULL)
    {
      ArmadaTrackPoint point =
          read_point (position, next (&all_times), next (&all_speeds), next (&all_courses));

      if (!is_cut (&point, times) && !armada_track_collector_add (self->collector, &point, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_lines (Feature *self, yyjson_val *lines, GError **error)
{
  Beside all_times = walk (self->times), all_speeds = walk (self->speeds);
  Beside all_courses = walk (self->courses);
  yyjson_arr_iter iter = yyjson_arr_iter_with (lines);
  yyjson_val *line;

  while ((line = yyjson_arr_iter_next (&iter)) != NULL)
    {
      yyjson_val *times = next (&all_times);

      if (!add_line (self, line, times, next (&all_speeds), next (&all_courses), error))
        return FALSE;
      /* the parts of a line that was cut are one */
      if (!yyjson_is_arr (times))
        armada_track_collector_end_line (self->collector, self->kind);
    }
  armada_track_collector_end_line (self->collector, self->kind);
  return TRUE;
}

/* A place with a time is a fix on its own; one without is a mark. */
static gboolean
add_place (Feature *self, yyjson_val *position, GError **error)
{
  yyjson_val *time = yyjson_is_arr (self->times) ? yyjson_arr_get (self->times, 0) : self->time;
  ArmadaTrackPoint point = read_point (position, time, yyjson_arr_get (self->speeds, 0),
                                       yyjson_arr_get (self->courses, 0));

  if (point.time == 0 && self->times == NULL)
    return armada_track_collector_add_place (self->collector, &point, error);
  if (!armada_track_collector_add (self->collector, &point, error))
    return FALSE;
  armada_track_collector_end_line (self->collector, self->kind);
  return TRUE;
}

static gboolean
each (Feature *self,
      yyjson_val *array,
      gboolean (*add) (Feature *, yyjson_val *, GError **),
      GError **error)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (array);
  yyjson_val *value;

  while ((value = yyjson_arr_iter_next (&iter)) != NULL)
    if (!add (self, value, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_simple_line (Feature *self, yyjson_val *line, GError **error)
{
  gboolean done = add_line (self, line, self->times, self->speeds, self->courses, error);

  armada_track_collector_end_line (self->collector, self->kind);
  return done;
}

static gboolean
read_collection (Feature *self, yyjson_val *array, guint depth, GError **error)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (array);
  yyjson_val *geometry;

  while ((geometry = yyjson_arr_iter_next (&iter)) != NULL)
    if (!read_geometry (self, geometry, depth + 1, error))
      return FALSE;
  return TRUE;
}

/* A type that is not known is passed over: a file may have more than lines. */
static gboolean
read_geometry (Feature *self, yyjson_val *geometry, guint depth, GError **error)
{
  const char *type = armada_json_get_string (geometry, "type");
  yyjson_val *coordinates = yyjson_obj_get (geometry, "coordinates");

  type = type ? type : "";
  if (depth > MAX_DEPTH)
    {
      g_set_error (error, ARMADA_TRACK_FILE_ERROR, ARMADA_TRACK_FILE_TOO_LARGE,
                   "collections in collections without end");
      return FALSE;
    }
  if (g_str_equal (type, "LineString"))
    return add_simple_line (self, coordinates, error);
  if (g_str_equal (type, "MultiLineString") || g_str_equal (type, "Polygon"))
    return add_lines (self, coordinates, error);
  if (g_str_equal (type, "MultiPolygon"))
    return each (self, coordinates, add_lines, error);
  if (g_str_equal (type, "Point"))
    return add_place (self, coordinates, error);
  if (g_str_equal (type, "MultiPoint"))
    return each (self, coordinates, add_place, error);
  return read_collection (self, yyjson_obj_get (geometry, "geometries"), depth, error);
}

static yyjson_val *
find_first (yyjson_val *object, const char *const names[])
{
  for (guint i = 0; names[i] != NULL; i++)
    if (yyjson_obj_get (object, names[i]) != NULL)
      return yyjson_obj_get (object, names[i]);
  return NULL;
}

static char *
dup_name (yyjson_val *value)
{
  g_autofree char *text =
      yyjson_is_str (value) ? g_strndup (yyjson_get_str (value), ARMADA_TRACK_FILE_MAX_NAME) : NULL;

  return text ? g_utf8_make_valid (g_strstrip (text), -1) : NULL;
}

static ArmadaSegmentKind
read_kind (const char *text)
{
  if (g_strcmp0 (text, "drive") == 0)
    return ARMADA_SEGMENT_DRIVE;
  return g_strcmp0 (text, "stop") == 0 ? ARMADA_SEGMENT_STOP : ARMADA_SEGMENT_UNKNOWN;
}

static gboolean
read_feature (ArmadaTrackCollector *collector, yyjson_val *feature, GError **error)
{
  static const char *const times[] = { "coordTimes", "times", NULL };
  static const char *const time[] = { "time", "timestamp", "datetime", NULL };
  static const char *const names[] = { "name", "title", NULL };
  yyjson_val *properties = yyjson_obj_get (feature, "properties");
  yyjson_val *coordinate = yyjson_obj_get (properties, "coordinateProperties");
  Feature self = { .collector = collector };
  g_autofree char *name = dup_name (find_first (properties, names));
  gboolean done;

  self.times = find_first (properties, times);
  if (self.times == NULL)
    self.times = yyjson_obj_get (coordinate, "times");
  self.speeds = yyjson_obj_get (properties, "speeds");
  self.courses = yyjson_obj_get (properties, "courses");
  self.time = find_first (properties, time);
  self.kind = read_kind (armada_json_get_string (properties, "kind"));
  done = read_geometry (&self, yyjson_obj_get (feature, "geometry"), 0, error);
  armada_track_collector_end_way (collector, name);
  return done;
}

static gboolean
read_features (ArmadaTrackCollector *collector, yyjson_val *features, GError **error)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (features);
  yyjson_val *feature;

  while ((feature = yyjson_arr_iter_next (&iter)) != NULL)
    if (!read_feature (collector, feature, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_root (ArmadaTrackCollector *collector, yyjson_val *root, GError **error)
{
  const char *type = armada_json_get_string (root, "type");
  Feature self = { .collector = collector };

  if (type == NULL)
    {
      g_set_error (error, ARMADA_TRACK_FILE_ERROR, ARMADA_TRACK_FILE_UNKNOWN, "no GeoJSON");
      return FALSE;
    }
  if (g_str_equal (type, "FeatureCollection"))
    return read_features (collector, yyjson_obj_get (root, "features"), error);
  if (g_str_equal (type, "Feature"))
    return read_feature (collector, root, error);
  return read_geometry (&self, root, 0, error);
}

/**
 * armada_track_read_geojson:
 * @bytes: UTF-8
 *
 * Reads GeoJSON (RFC 7946): collections, features, lines and points, with the times that writers
 * put into `coordTimes`, `times` or `coordinateProperties.times`.
 *
 * Returns: whether all of it could be read
 */
gboolean
armada_track_read_geojson (GBytes *bytes, ArmadaTrackCollector *collector, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  yyjson_read_err failure;
  yyjson_doc *doc =
      yyjson_read_opts ((char *) (gpointer) text, size, YYJSON_READ_NOFLAG, NULL, &failure);
  gboolean done;

  if (doc == NULL)
    {
      g_set_error (error, ARMADA_TRACK_FILE_ERROR,
                   failure.code == YYJSON_READ_ERROR_INVALID_STRING ? ARMADA_TRACK_FILE_ENCODING
                                                                    : ARMADA_TRACK_FILE_BROKEN,
                   "%s at byte %" G_GSIZE_FORMAT, failure.msg, failure.pos);
      return FALSE;
    }
  done = read_root (collector, yyjson_doc_get_root (doc), error);
  yyjson_doc_free (doc);
  return done;
}
