/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-xml-reader"

#include <math.h>
#include <string.h>

#include "api/armada-json.h"
#include "files/armada-track-collector.h"

/*
 * GPX and KML as they come, piece by piece: GMarkup fetches nothing and knows no entities but XML's
 * own five. Elements are told by their local names, for writers choose their prefixes freely.
 */

#define MAX_DEPTH 100
#define PIECE (64 * 1024)

/* One place of a gx:Track: times come first, then places, then what was measured. */
typedef struct
{
  GArray *times;  /* of gint64 */
  GArray *points; /* of ArmadaTrackPoint */
  guint n_angles;
  guint n_speeds;
} Track;

typedef struct
{
  ArmadaTrackCollector *collector;
  guint depth;
  gboolean is_kml;
  gboolean has_root;
  GString *text;     /* of the element that is open */
  gboolean in_point; /* of GPX */
  ArmadaTrackPoint point;
  char *name; /* (nullable): of the track or placemark */
  gboolean in_track;
  gboolean in_speeds;
  Track track;
  gint64 place_time; /* of a placemark */
  GError *error;     /* (nullable): the first */
} Reader;

static gboolean
fail (GError **error, ArmadaTrackFileError code, const char *message)
{
  g_set_error_literal (error, ARMADA_TRACK_FILE_ERROR, code, message);
  return FALSE;
}

static const char *
get_local_name (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon ? colon + 1 : name;
}

/* Returns: a number, or NAN */
static double
read_number (const char *text, gsize n)
{
  double number;

  while (n > 0 && g_ascii_isspace (*text))
    text++, n--;
  while (n > 0 && g_ascii_isspace (text[n - 1]))
    n--;
  return armada_json_number (text, n, &number) && isfinite (number) ? number : NAN;
}

static double
read_text (Reader *self)
{
  return read_number (self->text->str, self->text->len);
}

static const ArmadaTrackPoint nowhere = { NAN, NAN, NAN, NAN, NAN, 0 };

static void
begin_gpx_point (Reader *self, const char **names, const char **values)
{
  self->in_point = TRUE;
  self->point = nowhere;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], "lat"))
        self->point.latitude = read_number (values[i], strlen (values[i]));
      else if (g_str_equal (names[i], "lon"))
        self->point.longitude = read_number (values[i], strlen (values[i]));
    }
}

static gboolean
is_gpx_point (const char *name)
{
  return g_str_equal (name, "trkpt") || g_str_equal (name, "rtept") || g_str_equal (name, "wpt");
}

static void
end_gpx_way (Reader *self)
{
  armada_track_collector_end_way (self->collector, self->name);
  g_clear_pointer (&self->name, g_free);
}

/* What a point says of itself. */
static void
take_gpx_value (Reader *self, const char *name)
{
  double value = read_text (self);

  if (g_str_equal (name, "ele"))
    self->point.altitude = armada_track_number (value);
  else if (g_str_equal (name, "speed"))
    self->point.speed = armada_track_number (round (value * 3.6 * 1000) / 1000);
  else if (g_str_equal (name, "course"))
    self->point.course = armada_track_number (value);
  else if (g_str_equal (name, "time"))
    self->point.time = armada_track_time_parse (self->text->str);
}

/* A track's name stands right in it. */
static gboolean
is_child_of (GMarkupParseContext *context, const char *first, const char *second)
{
  const GSList *stack = g_markup_parse_context_get_element_stack (context);
  const char *parent = stack && stack->next ? get_local_name (stack->next->data) : "";

  return g_str_equal (parent, first) || g_str_equal (parent, second);
}

static void
take_name (Reader *self)
{
  g_autofree char *text = g_strndup (self->text->str, ARMADA_TRACK_FILE_MAX_NAME);
  g_autofree char *valid = g_utf8_make_valid (g_strstrip (text), -1);

  g_set_str (&self->name, valid);
}

static gboolean
end_gpx (Reader *self, GMarkupParseContext *context, const char *name, GError **error)
{
  if (is_gpx_point (name))
    {
      self->in_point = FALSE;
      return g_str_equal (name, "wpt")
                 ? armada_track_collector_add_place (self->collector, &self->point, error)
                 : armada_track_collector_add (self->collector, &self->point, error);
    }
  if (self->in_point)
    take_gpx_value (self, name);
  else if (g_str_equal (name, "trkseg"))
    armada_track_collector_end_line (self->collector, ARMADA_SEGMENT_UNKNOWN);
  else if (g_str_equal (name, "trk") || g_str_equal (name, "rte"))
    end_gpx_way (self);
  else if (g_str_equal (name, "name") && is_child_of (context, "trk", "rte"))
    take_name (self);
  return TRUE;
}

/* "106.8,-6.2,30", or with spaces in a gx:Track */
static ArmadaTrackPoint
read_tuple (const char *text, gsize n, char between)
{
  ArmadaTrackPoint point = nowhere;
  double values[3] = { NAN, NAN, NAN };

  for (guint i = 0; i < G_N_ELEMENTS (values) && n > 0; i++)
    {
      const char *end = memchr (text, between, n);
      gsize length = end ? (gsize) (end - text) : n;

      values[i] = read_number (text, length);
      text += MIN (length + 1, n);
      n -= MIN (length + 1, n);
    }
  point.longitude = values[0];
  point.latitude = values[1];
  point.altitude = armada_track_number (values[2]);
  return point;
}

static gboolean
add_coordinates (Reader *self, gboolean is_line, GError **error)
{
  const char *at = self->text->str, *end = at + self->text->len;

  while (at < end)
    {
      const char *begin = at;
      ArmadaTrackPoint point;

      while (at < end && !g_ascii_isspace (*at))
        at++;
      if (at > begin)
        {
          point = read_tuple (begin, (gsize) (at - begin), ',');
          point.time = is_line ? 0 : self->place_time;
          if (!(is_line ? armada_track_collector_add
                        : armada_track_collector_add_place) (self->collector, &point, error))
            return FALSE;
        }
      at++;
    }
  armada_track_collector_end_line (self->collector, ARMADA_SEGMENT_UNKNOWN);
  return TRUE;
}

static gboolean
end_track (Reader *self, GError **error)
{
  Track *track = &self->track;

  self->in_track = FALSE;
  for (guint i = 0; i < track->points->len; i++)
    {
      ArmadaTrackPoint *point = &g_array_index (track->points, ArmadaTrackPoint, i);

      point->time = i < track->times->len ? g_array_index (track->times, gint64, i) : 0;
      if (!armada_track_collector_add (self->collector, point, error))
        return FALSE;
    }
  armada_track_collector_end_line (self->collector, ARMADA_SEGMENT_UNKNOWN);
  return TRUE;
}

static void
begin_track (Reader *self)
{
  self->in_track = TRUE;
  g_array_set_size (self->track.times, 0);
  g_array_set_size (self->track.points, 0);
  self->track.n_angles = self->track.n_speeds = 0;
}

static void
take_angles (Track *track, const char *text, gsize n)
{
  const char *space = memchr (text, ' ', n);

  if (track->n_angles < track->points->len)
    g_array_index (track->points, ArmadaTrackPoint, track->n_angles).course =
        armada_track_number (read_number (text, space ? (gsize) (space - text) : n));
  track->n_angles++;
}

static void
take_track_value (Reader *self, const char *name)
{
  Track *track = &self->track;
  gint64 time = armada_track_time_parse (self->text->str);
  ArmadaTrackPoint point;

  if (g_str_equal (name, "when") && track->times->len < ARMADA_TRACK_FILE_MAX_FIXES)
    g_array_append_val (track->times, time);
  else if (g_str_equal (name, "coord") && track->points->len <= ARMADA_TRACK_FILE_MAX_FIXES)
    {
      g_strstrip (self->text->str);
      point = read_tuple (self->text->str, strlen (self->text->str), ' ');
      g_array_append_val (track->points, point);
    }
  else if (g_str_equal (name, "angles"))
    take_angles (track, self->text->str, self->text->len);
  else if (g_str_equal (name, "value") && self->in_speeds)
    {
      if (track->n_speeds < track->points->len)
        g_array_index (track->points, ArmadaTrackPoint, track->n_speeds).speed =
            armada_track_number (read_text (self));
      track->n_speeds++;
    }
}

static void
begin_kml (Reader *self, const char *name, const char **names, const char **values)
{
  if (g_str_equal (name, "Track"))
    begin_track (self);
  else if (g_str_equal (name, "Placemark"))
    self->place_time = 0;
  for (guint i = 0; g_str_equal (name, "SimpleArrayData") && names[i] != NULL; i++)
    if (g_str_equal (names[i], "name"))
      self->in_speeds = g_ascii_strcasecmp (values[i], "speed") == 0;
}

static gboolean
end_kml (Reader *self, GMarkupParseContext *context, const char *name, GError **error)
{
  if (g_str_equal (name, "Track"))
    return end_track (self, error);
  if (self->in_track)
    take_track_value (self, name);
  else if (g_str_equal (name, "coordinates"))
    return add_coordinates (self, !is_child_of (context, "Point", ""), error);
  else if (g_str_equal (name, "when") || g_str_equal (name, "begin"))
    self->place_time = armada_track_time_parse (self->text->str);
  else if (g_str_equal (name, "name") && is_child_of (context, "Placemark", "Placemark"))
    take_name (self);
  else if (g_str_equal (name, "Placemark"))
    end_gpx_way (self);
  return TRUE;
}

static gboolean
begin_root (Reader *self, const char *name, GError **error)
{
  self->has_root = TRUE;
  self->is_kml = g_str_equal (name, "kml");
  return self->is_kml || g_str_equal (name, "gpx") ||
         fail (error, ARMADA_TRACK_FILE_UNKNOWN, "neither GPX nor KML");
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char *element,
                  const char **names,
                  const char **values,
                  gpointer user_data,
                  GError **error)
{
  Reader *self = user_data;
  const char *name = get_local_name (element);

  g_string_truncate (self->text, 0);
  if (++self->depth > MAX_DEPTH)
    fail (error, ARMADA_TRACK_FILE_TOO_LARGE, "elements in elements without end");
  else if (self->depth == 1)
    begin_root (self, name, error);
  else if (self->is_kml)
    begin_kml (self, name, names, values);
  else if (is_gpx_point (name))
    begin_gpx_point (self, names, values);
}

static void
end_element_cb (GMarkupParseContext *context,
                const char *element,
                gpointer user_data,
                GError **error)
{
  Reader *self = user_data;
  const char *name = get_local_name (element);

  self->depth--;
  if (self->is_kml)
    end_kml (self, context, name, error);
  else
    end_gpx (self, context, name, error);
  g_string_truncate (self->text, 0);
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer user_data,
         GError **error)
{
  g_string_append_len (((Reader *) user_data)->text, text, (gssize) length);
}

/* A document type that declares something declares entities: one may stand for a billion others. */
static void
passthrough_cb (GMarkupParseContext *context,
                const char *text,
                gsize length,
                gpointer user_data,
                GError **error)
{
  if (g_str_has_prefix (text, "<!DOCTYPE") && g_strstr_len (text, (gssize) length, "<!E") != NULL)
    fail (error, ARMADA_TRACK_FILE_UNSAFE, "declares entities");
}

/* GMarkup may find fault with the same place twice, and sets one GError over the other. */
static void
error_cb (GMarkupParseContext *context, GError *error, gpointer user_data)
{
  Reader *self = user_data;

  if (self->error == NULL)
    self->error = g_error_copy (error);
}

static void
reader_clear (Reader *self)
{
  g_clear_error (&self->error);
  g_string_free (self->text, TRUE);
  g_free (self->name);
  g_array_unref (self->track.times);
  g_array_unref (self->track.points);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* What the parser objects to is told in our terms. */
static gboolean
fail_with (Reader *self, GError **error)
{
  ArmadaTrackFileError code = ARMADA_TRACK_FILE_BROKEN;

  if (self->error->domain != G_MARKUP_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  if (self->error->code == G_MARKUP_ERROR_BAD_UTF8)
    code = ARMADA_TRACK_FILE_ENCODING;
  else if (!self->has_root)
    code = ARMADA_TRACK_FILE_UNKNOWN;
  return fail (error, code, self->error->message);
}

static gboolean
feed (Reader *self, GMarkupParseContext *context, GInputStream *stream, GCancellable *cancellable)
{
  g_autofree char *piece = g_malloc (PIECE);
  guint64 all = 0;
  gssize n;

  while ((n = g_input_stream_read (stream, piece, PIECE, cancellable, &self->error)) > 0)
    {
      all += (guint64) n;
      if (all > ARMADA_TRACK_FILE_MAX_BYTES)
        return fail (&self->error, ARMADA_TRACK_FILE_TOO_LARGE, "too many bytes");
      if (!g_markup_parse_context_parse (context, piece, n, NULL))
        return FALSE;
    }
  return n == 0 && g_markup_parse_context_end_parse (context, NULL);
}

/* What stands before the end of a file that breaks off belongs to what was open. */
static void
end_open (Reader *self)
{
  if (self->in_track)
    end_track (self, NULL);
  armada_track_collector_end_way (self->collector, self->name);
}

/**
 * armada_track_read_xml:
 * @stream: of UTF-8, whatever its declaration says
 *
 * Reads GPX 1.0 and 1.1, and KML with its `gx:Track`.
 *
 * Returns: whether all of it could be read
 */
gboolean
armada_track_read_xml (GInputStream *stream,
                       ArmadaTrackCollector *collector,
                       GCancellable *cancellable,
                       GError **error)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, passthrough_cb,
                                        error_cb };
  g_auto (Reader) self = { .collector = collector, .text = g_string_new (NULL) };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &self, NULL);

  self.track.times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.track.points = g_array_new (FALSE, FALSE, sizeof (ArmadaTrackPoint));
  if (feed (&self, context, stream, cancellable))
    return TRUE;
  end_open (&self);
  return fail_with (&self, error);
}
