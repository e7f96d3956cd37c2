/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "armada-test-fixes.h"
#include "armada-test.h"
#include "files/armada-track-export.h"
#include "files/armada-track-file.h"

/* Tracks as files: what is written, what is read, and that the one gives the other. */

static ArmadaTrack *
make_track (ArmadaFixes *fixes)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, fixes);
  return armada_track_new (parts);
}

static gboolean
append_cb (const char *bytes, gsize n, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, bytes, (gssize) n);
  return TRUE;
}

static char *
write_range (ArmadaFixes *fixes, const char *name, ArmadaTrackFormat format, gint64 from, gint64 to)
{
  g_autoptr (ArmadaTrack) track = make_track (fixes);
  g_autoptr (ArmadaTrackExport) export = armada_track_export_new ();
  GString *text = g_string_new (NULL);
  g_autoptr (ArmadaSink) sink = armada_sink_new (append_cb, text);

  armada_track_export_add (export, name, track, from, to);
  armada_track_export_write (export, format, sink);
  g_assert_true (armada_sink_end (sink, NULL));
  return g_string_free (text, FALSE);
}

static char *
write_fixes (ArmadaFixes *fixes, const char *name, ArmadaTrackFormat format)
{
  return write_range (fixes, name, format, G_MININT64, G_MAXINT64);
}

static ArmadaTrackFile *
parse (const char *text, gssize length, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (
      text, length < 0 ? (gssize) strlen (text) : length, NULL);

  return armada_track_file_parse (stream, NULL, error);
}

static ArmadaFixes *
get_fixes (ArmadaTrackFile *file, guint way)
{
  return armada_track_get_part (((ArmadaTrackFileWay *) file->ways->pdata[way])->track, 0);
}

static void
assert_near (double a, double b, double by)
{
  g_assert_true (isnan (a) || fabs (a - b) <= by);
}

/* What was recorded is back; places and times to the last digit. What was not known may not be a
 * number in KML, and a speed is worked out where there is none at all. */
static void
assert_same (const ArmadaFixes *a, const ArmadaFixes *b)
{
  armada_test_assert_column (a, b, time);
  armada_test_assert_column (a, b, latitude);
  armada_test_assert_column (a, b, longitude);
  for (guint i = 0; i < a->n; i++)
    {
      assert_near (a->speed[i], b->speed[i], 0.001);
      assert_near (a->altitude[i], b->altitude[i], 0.01);
      assert_near (a->course[i], b->course[i], 0.01);
    }
}

static void
test_round_trip (gconstpointer data)
{
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (500, 3);
  g_autofree char *text = write_fixes (fixes, "B 1000 <DSB> & \"Söhne\"", GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaTrackFile) file = parse (text, -1, &error);
  ArmadaTrackFileWay *way;

  g_assert_no_error (error);
  g_assert_cmpuint (file->ways->len, ==, 1);
  way = file->ways->pdata[0];
  g_assert_cmpstr (way->name, ==, "B 1000 <DSB> & \"Söhne\"");
  g_assert_true (way->timed);
  g_assert_cmpint (way->start, ==, fixes->time[0]);
  g_assert_cmpint (way->end, ==, fixes->time[499]);
  g_assert_false (file->cut);
  g_assert_cmpuint (file->n_unreadable, ==, 0);
  assert_same (fixes, get_fixes (file, 0));
}

/* GeoJSON tells what the vehicle did as well. */
static void
test_segments (void)
{
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (120, 4);
  g_autofree char *text = write_fixes (fixes, "A", ARMADA_TRACK_GEOJSON);
  g_autoptr (ArmadaTrackFile) file = parse (text, -1, NULL);
  const ArmadaFixes *read = get_fixes (file, 0);

  g_assert_cmpuint (read->n_segments, ==, 3);
  g_assert_cmpint (read->segments[0].kind, ==, ARMADA_SEGMENT_DRIVE);
  g_assert_cmpint (read->segments[1].kind, ==, ARMADA_SEGMENT_STOP);
  g_assert_cmpint (read->segments[1].start, ==, fixes->time[50]);
  g_assert_cmpint (read->segments[1].seconds, ==, 490);
}

static ArmadaFixes *
make_fixes (const ArmadaFixPoint *points, guint n)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();

  armada_fixes_builder_set_units (builder, "mph", "mi", "ft", "l");
  armada_fixes_builder_set_origin (builder, 7, -3 * 3600 - 1800, FALSE, 0);
  for (guint i = 0; i < n; i++)
    armada_fixes_builder_add (builder, &points[i]);
  armada_fixes_builder_end_segment (
      builder,
      &(ArmadaSegment) { .kind = ARMADA_SEGMENT_DRIVE, .latitude = NAN, .longitude = NAN });
  return armada_fixes_builder_end (builder);
}

#define POINT(TIME, LATITUDE, LONGITUDE)                                                           \
  { .time = (TIME),                                                                                \
    .delay = G_MININT32,                                                                           \
    .latitude = (LATITUDE),                                                                        \
    .longitude = (LONGITUDE),                                                                      \
    .speed = NAN,                                                                                  \
    .altitude = NAN,                                                                               \
    .course = NAN,                                                                                 \
    .distance = NAN }

/* Over the date line, and to both poles. */
static void
test_far_places (void)
{
  static const ArmadaFixPoint points[] = {
    POINT (1000, 10, 179.5),  POINT (1010, 11, -179.5),  POINT (1020, 12, 179.9),
    POINT (1030, 13, -180),   POINT (1040, 14, 180),     POINT (1050, 90, 0.5),
    POINT (1060, -90, 120.5), POINT (1070, -90, -120.5),
  };
  g_autoptr (ArmadaFixes) fixes = make_fixes (points, G_N_ELEMENTS (points));

  for (int format = ARMADA_TRACK_GPX; format <= ARMADA_TRACK_GEOJSON; format++)
    {
      g_autofree char *text = write_fixes (fixes, "Far", (ArmadaTrackFormat) format);
      g_autoptr (ArmadaTrackFile) file = parse (text, -1, NULL);

      g_assert_nonnull (file);
      assert_same (fixes, get_fixes (file, 0));
      if (format != ARMADA_TRACK_GEOJSON)
        continue;
      g_assert_nonnull (strstr (text, "\"MultiLineString\""));
      g_assert_nonnull (strstr (text, "[180.0000000,10.5000000]],[[-180.0000000,10.5000000],"));
    }
}

static void
test_odd_fixes (void)
{
  const ArmadaFixPoint points[] = { POINT (1000, 0, 0), POINT (1000, 1.5, 2), POINT (1010, 1.5, 3),
                                    POINT (2000, 1.5, 4) };

  for (guint n = 0; n <= 4; n++)
    for (int format = ARMADA_TRACK_GPX; format <= ARMADA_TRACK_GEOJSON; format++)
      {
        g_autoptr (ArmadaFixes) fixes = make_fixes (points, n);
        g_autofree char *text = write_fixes (fixes, "", (ArmadaTrackFormat) format);
        g_autoptr (GError) error = NULL;
        g_autoptr (ArmadaTrackFile) file = parse (text, -1, &error);

        /* the first is nowhere, and belongs to no line */
        if (n <= 1)
          g_assert_error (error, ARMADA_TRACK_FILE_ERROR, ARMADA_TRACK_FILE_EMPTY);
        else
          g_assert_cmpuint (get_fixes (file, 0)->n, ==, n - 1);
      }
}

static guint
count_text (const char *text, const char *what)
{
  guint n = 0;

  for (; (text = strstr (text, what)) != NULL; text++)
    n++;
  return n;
}

/* A line ends where nobody knows what was between two fixes; a range is what is in it. */
static void
test_gaps_and_range (void)
{
  const ArmadaFixPoint points[] = { POINT (1000, 1, 1), POINT (1300, 1, 2), POINT (1601, 1, 3),
                                    POINT (1700, 1, 4) };
  g_autoptr (ArmadaFixes) fixes = make_fixes (points, 4);
  g_autofree char *all = write_fixes (fixes, "A", ARMADA_TRACK_GPX);
  g_autofree char *range = write_range (fixes, "A", ARMADA_TRACK_GPX, 1300, 1601);
  g_autofree char *table = write_range (fixes, "A", ARMADA_TRACK_CSV, 1300, 1601);

  g_assert_cmpuint (count_text (all, "<trkseg>"), ==, 2);
  g_assert_cmpuint (count_text (all, "<trkpt"), ==, 4);
  g_assert_cmpuint (count_text (range, "<trkpt"), ==, 2);
  g_assert_cmpuint (count_text (table, "\r\n"), ==, 3);
}

static void
test_table (void)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  ArmadaFixPoint points[] = { POINT (1773280800, -6.25, 106.8), POINT (0, NAN, NAN) };
  g_autoptr (ArmadaFixes) fixes = NULL;
  g_autofree char *text = NULL;

  points[0].speed = 10;
  points[0].altitude = 100;
  points[0].distance = 1;
  points[0].delay = 400;
  armada_fixes_builder_add_sensor (builder, "s1");
  armada_fixes_builder_name_sensor (builder, "s1", "=2+3, \"x\"", "l");
  armada_fixes_builder_set_units (builder, "mph", "mi", "ft", "l");
  armada_fixes_builder_set_origin (builder, 7, -3 * 3600 - 1800, FALSE, 0);
  armada_fixes_builder_add (builder, &points[0]);
  armada_fixes_builder_set_sensor (builder, 0, 1.5f);
  armada_fixes_builder_add (builder, &points[1]);
  armada_fixes_builder_end_segment (
      builder, &(ArmadaSegment) { .kind = ARMADA_SEGMENT_DRIVE, .driver = "Sari, \"S\"" });
  fixes = armada_fixes_builder_end (builder);
  text = write_fixes (fixes, "A", ARMADA_TRACK_CSV);
  g_assert_cmpstr (
      text, ==,
      "time,local_time,latitude,longitude,speed_kmh,altitude_m,course,distance_m,"
      "delay_seconds,segment,kind,driver,valid,duplicate,late,backward,untimed,"
      "\"'=2+3, \"\"x\"\" (l)\"\r\n"
      "2026-03-12T02:00:00Z,2026-03-11T22:30:00-03:30,-6.2500000,106.8000000,16.093,"
      "30.48,,1609.344,400,0,drive,\"Sari, \"\"S\"\"\",true,false,true,false,false,1.5\r\n"
      ",,,,,,,,,0,drive,\"Sari, \"\"S\"\"\",false,false,false,false,true,\r\n");
}

/* What sensors said in words goes with the fixes, in each format, and harms none of them. */
static void
test_words (void)
{
  static const char *const expected[] = {
    "<cmt>Pintu &lt;1&gt;: =buka; s2: &quot;x&quot;</cmt>",
    "<gx:value>Pintu &lt;1&gt;: =buka; s2: &quot;x&quot;</gx:value>",
    "\"words\":[null,\"Pintu <1>: =buka; s2: \\\"x\\\"\",\"s2: \\\"x\\\"\"]",
    ",'=buka,\"\"\"x\"\"\"\r\n",
  };
  const ArmadaFixPoint points[] = { POINT (1000, 1, 1), POINT (1010, 1, 2), POINT (1020, 1, 3) };
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (ArmadaFixes) fixes = NULL;

  armada_fixes_builder_add_sensor (builder, "s1");
  armada_fixes_builder_add_sensor (builder, "s2");
  armada_fixes_builder_name_sensor (builder, "s1", "Pintu <1>", "");
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      armada_fixes_builder_add (builder, &points[i]);
      armada_fixes_builder_set_sensor (builder, 0, i == 0 ? 1 : NAN);
      if (i == 1)
        armada_fixes_builder_set_words (builder, 0, "=buka");
      if (i > 0)
        armada_fixes_builder_set_words (builder, 1, "\"x\"");
    }
  armada_fixes_builder_end_segment (builder, &(ArmadaSegment) { .kind = ARMADA_SEGMENT_DRIVE });
  fixes = armada_fixes_builder_end (builder);
  for (int format = ARMADA_TRACK_GPX; format <= ARMADA_TRACK_CSV; format++)
    {
      g_autofree char *text = write_fixes (fixes, "A", (ArmadaTrackFormat) format);
      g_autoptr (ArmadaTrackFile) file = format != ARMADA_TRACK_CSV ? parse (text, -1, NULL) : NULL;

      g_assert_cmpuint (count_text (text, expected[format]), ==, 1);
      if (file != NULL)
        assert_same (fixes, get_fixes (file, 0));
    }
}

/* Two vehicles are told apart in each format, and read as two. */
static void
test_two_vehicles (void)
{
  g_autoptr (ArmadaFixes) one = armada_test_fixes (20, 1);
  g_autoptr (ArmadaFixes) two = armada_test_fixes (30, 2);
  g_autoptr (ArmadaTrack) first = make_track (one);
  g_autoptr (ArmadaTrack) second = make_track (two);

  for (int format = ARMADA_TRACK_GPX; format <= ARMADA_TRACK_CSV; format++)
    {
      g_autoptr (ArmadaTrackExport) export = armada_track_export_new ();
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (ArmadaSink) sink = armada_sink_new (append_cb, text);
      g_autoptr (ArmadaTrackFile) file = NULL;

      armada_track_export_add (export, "One", first, G_MININT64, G_MAXINT64);
      armada_track_export_add (export, "Two", second, G_MININT64, G_MAXINT64);
      g_assert_cmpuint (armada_track_export_count (export), ==, 50);
      armada_track_export_write (export, (ArmadaTrackFormat) format, sink);
      armada_sink_end (sink, NULL);
      g_assert_cmpuint (armada_sink_get_n_fixes (sink), ==, 50);
      if (format == ARMADA_TRACK_CSV)
        {
          g_assert_cmpuint (count_text (text->str, "\r\nTwo,"), ==, 30);
          continue;
        }
      file = parse (text->str, -1, NULL);
      g_assert_cmpuint (file->ways->len, ==, 2);
      assert_same (one, get_fixes (file, 0));
      assert_same (two, get_fixes (file, 1));
    }
}

/* What others write. */
static const struct
{
  const char *name;
  const char *text;
  const char *way;
  guint n;
  gboolean timed;
} foreign[] = {
  { "gpx-1.0",
    "<?xml version=\"1.0\"?><gpx version=\"1.0\" xmlns=\"http://www.topografix.com/GPX/1/0\"><trk>"
    "<name>Old</name><trkseg><trkpt lat=\"1\" lon=\"2\"><ele>3</ele><time>2026-01-02T03:04:05Z"
    "</time><course>90</course><speed>10</speed></trkpt></trkseg></trk></gpx>",
    "Old", 1, TRUE },
  { "gpx-prefix",
    "<g:gpx xmlns:g=\"http://www.topografix.com/GPX/1/1\"><g:metadata><g:name>No</g:name>"
    "</g:metadata><g:rte><g:name><![CDATA[A & B]]></g:name><g:rtept lat='1' lon='2'/>"
    "<g:rtept lat='1' lon='3'><g:name>No</g:name></g:rtept></g:rte>"
    "<g:wpt lat='5' lon='6'/></g:gpx>",
    "A & B", 2, FALSE },
  { "gpx-waypoints", "<gpx><wpt lat='5' lon='6'/><wpt lat='5' lon='7'/></gpx>", "", 2, FALSE },
  { "kml-line",
    "<kml><Document><name>No</name><Placemark><LineString><coordinates>\n 106.8,-6.2,30\t"
    "106.9,-6.3 \n</coordinates></LineString><name>After</name></Placemark></Document></kml>",
    "After", 2, FALSE },
  { "kml-track",
    "<kml xmlns:gx=\"http://www.google.com/kml/ext/2.2\"><Placemark><name>T</name><gx:Track>"
    "<when>2026-01-02T03:04:05+07:00</when><when>2026-01-02T03:04:15+07:00</when>"
    "<gx:coord>106.8 -6.2 0</gx:coord><gx:coord>106.9 -6.3</gx:coord></gx:Track></Placemark></kml>",
    "T", 2, TRUE },
  { "geojson-bare", "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4],[5,6,7]]}", "", 3,
    FALSE },
  { "geojson-seconds",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]},"
    "\"properties\":{\"name\":\"S\",\"times\":[1700000000,1700000010000]}}",
    "S", 2, TRUE },
  { "geojson-nested",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]"
    "],[[5,6]]]},\"properties\":{\"title\":\"M\",\"coordinateProperties\":{\"times\":[["
    "\"2026-01-02T03:04:05Z\",\"2026-01-02T03:04:06Z\"],[\"2026-01-02T03:05:06Z\"]]}}}",
    "M", 3, TRUE },
  { "geojson-points",
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":"
    "\"Point\",\"coordinates\":[1,2]},\"properties\":{\"time\":\"2026-01-02T03:04:05Z\"}},"
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":null}]}",
    "", 1, TRUE },
  { "geojson-collection",
    "\xef\xbb\xbf {\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\","
    "\"coordinates\":[[[0,1],[1,1],[1,2],[0,1]]]},{\"type\":\"Circle\"}]}",
    "", 4, FALSE },
};

static void
test_foreign (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaTrackFile) file = parse (foreign[i].text, -1, &error);
  ArmadaTrackFileWay *way;

  g_assert_no_error (error);
  g_assert_cmpuint (file->ways->len, ==, 1);
  way = file->ways->pdata[0];
  g_assert_cmpstr (way->name, ==, foreign[i].way);
  g_assert_cmpuint (armada_track_get_n (way->track), ==, foreign[i].n);
  g_assert_cmpint (way->timed, ==, foreign[i].timed);
  g_assert_cmpint ((get_fixes (file, 0)->flags[0] & ARMADA_FIX_UNTIMED) != 0, ==,
                   !foreign[i].timed);
}

/* Where a file tells no speed, it is the way over the time. */
static void
test_derived_speed (void)
{
  g_autoptr (ArmadaTrackFile) file =
      parse ("<gpx><trk><trkseg><trkpt lat='0.5' lon='0'><time>2026-01-02T03:04:00Z</time></trkpt>"
             "<trkpt lat='0.51' lon='0'><time>2026-01-02T03:05:00Z</time></trkpt>"
             "</trkseg></trk></gpx>",
             -1, NULL);

  assert_near (get_fixes (file, 0)->speed[0], 66.7, 0.2);
  g_assert_true (isnan (get_fixes (file, 0)->speed[1]));
}

/* What nobody can drive, climb or steer is not told; where the vehicle was still is. */
static void
test_huge_numbers (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaTrackFile) file = parse (data, -1, &error);
  const ArmadaFixes *fixes;

  g_assert_no_error (error);
  fixes = get_fixes (file, 0);
  g_assert_cmpuint (fixes->n, ==, 1);
  g_assert_cmpint (fixes->latitude[0], ==, 5000000);
  g_assert_true (isnan (fixes->speed[0]));
  g_assert_true (isnan (fixes->altitude[0]));
  g_assert_true (isnan (fixes->course[0]));
}

static const struct
{
  const char *name;
  const char *text;
  ArmadaTrackFileError code;
} hostile[] = {
  { "nothing", "", ARMADA_TRACK_FILE_UNKNOWN },
  { "text", "lat,lon\n1,2\n", ARMADA_TRACK_FILE_UNKNOWN },
  { "zip", "PK\x03\x04 doc.kml", ARMADA_TRACK_FILE_UNKNOWN },
  { "html", "<!DOCTYPE html><html><body><p>404<br></body></html>", ARMADA_TRACK_FILE_UNKNOWN },
  { "other-xml", "<svg><path/></svg>", ARMADA_TRACK_FILE_UNKNOWN },
  { "other-json", "{\"status\":1}", ARMADA_TRACK_FILE_UNKNOWN },
  { "array", "[[1,2],[3,4]]", ARMADA_TRACK_FILE_UNKNOWN },
  { "laughs",
    "<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
    "<gpx><trk><name>&b;</name></trk></gpx>",
    ARMADA_TRACK_FILE_UNSAFE },
  { "other-file", "<!DOCTYPE gpx [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><gpx>&x;</gpx>",
    ARMADA_TRACK_FILE_UNSAFE },
  { "unknown-entity", "<gpx>&x;</gpx>", ARMADA_TRACK_FILE_BROKEN },
  { "cut", "<gpx><trk><trkseg><trkpt lat=\"1\"", ARMADA_TRACK_FILE_BROKEN },
  { "cut-json", "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3", ARMADA_TRACK_FILE_BROKEN },
  { "no-point", "<gpx><trk><trkseg/></trk></gpx>", ARMADA_TRACK_FILE_EMPTY },
  { "nowhere", "<gpx><wpt lat='91' lon='0'/><wpt lat='x' lon='1e999'/><wpt/></gpx>",
    ARMADA_TRACK_FILE_EMPTY },
  { "encoding", "<?xml version=\"1.0\" encoding=\"klingon\"?><gpx/>", ARMADA_TRACK_FILE_ENCODING },
  { "not-utf-8", "<gpx><trk><name>\xff\xfe\xfd</name></trk></gpx>", ARMADA_TRACK_FILE_ENCODING },
};

static void
test_hostile (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (hostile[i].text, -1, &error));
  g_assert_error (error, ARMADA_TRACK_FILE_ERROR, (int) hostile[i].code);
}

static void
test_depth (void)
{
  g_autoptr (GString) xml = g_string_new ("<gpx>");
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (xml, "<a>");
  g_assert_null (parse (xml->str, -1, &error));
  g_assert_error (error, ARMADA_TRACK_FILE_ERROR, ARMADA_TRACK_FILE_TOO_LARGE);
  g_clear_error (&error);
  for (guint i = 0; i < 1000; i++)
    g_string_append (json, "{\"type\":\"GeometryCollection\",\"geometries\":[");
  for (guint i = 0; i < 1000; i++)
    g_string_append (json, "]}");
  g_assert_null (parse (json->str, -1, &error));
  g_assert_error (error, ARMADA_TRACK_FILE_ERROR, ARMADA_TRACK_FILE_TOO_LARGE);
}

/* A file that breaks off shows what came before, and says so. */
static void
test_cut (void)
{
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (100, 5);
  g_autofree char *gpx = write_fixes (fixes, "A", ARMADA_TRACK_GPX);
  g_autofree char *kml = write_fixes (fixes, "A", ARMADA_TRACK_KML);
  g_autoptr (ArmadaTrackFile) half = parse (gpx, (gssize) strlen (gpx) / 2, NULL);
  g_autoptr (ArmadaTrackFile) most = parse (kml, strstr (kml, "</gx:Track>") - kml, NULL);

  g_assert_true (half->cut);
  g_assert_cmpuint (half->n_fixes, >, 40);
  g_assert_cmpuint (half->n_fixes, <, 60);
  g_assert_true (most->cut);
  g_assert_cmpuint (most->n_fixes, ==, 100);
}

static void
test_encodings (void)
{
  static const char *const charsets[] = { "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1" };

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autofree char *text = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"%s\"?>\n<gpx><trk>"
                                               "<name>Söhne</name><trkseg><trkpt lat='1' lon='2'/>"
                                               "</trkseg></trk></gpx>",
                                               charsets[i]);
      gsize n = 0;
      g_autofree char *bytes = g_convert (text, -1, charsets[i], "UTF-8", NULL, &n, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (ArmadaTrackFile) file = parse (bytes, (gssize) n, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (((ArmadaTrackFileWay *) file->ways->pdata[0])->name, ==, "Söhne");
    }
}

/* Two vehicles without names that were under way at once are two; one in pieces is one. */
static void
test_names (void)
{
  static const int days[] = { 1, 2, 1 };
  g_autoptr (GString) text = g_string_new ("<gpx>");
  g_autoptr (ArmadaTrackFile) file = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_string_append_printf (text,
                            "<trk><trkseg><trkpt lat='1' lon='%u'><time>2026-01-0%dT00:00:00Z"
                            "</time></trkpt></trkseg></trk>",
                            i, days[i]);
  g_string_append (text, "</gpx>");
  file = parse (text->str, -1, NULL);
  g_assert_cmpuint (file->ways->len, ==, 2);
  g_assert_cmpuint (get_fixes (file, 0)->n, ==, 2);
}

static void
test_too_many_ways (void)
{
  g_autoptr (GString) text = g_string_new ("<gpx>");
  g_autoptr (ArmadaTrackFile) file = NULL;

  for (guint i = 0; i < ARMADA_TRACK_FILE_MAX_WAYS + 3; i++)
    g_string_append_printf (
        text, "<trk><name>%u</name><trkseg><trkpt lat='1' lon='2'/></trkseg></trk>", i);
  g_string_append (text, "</gpx>");
  file = parse (text->str, -1, NULL);
  g_assert_cmpuint (file->ways->len, ==, ARMADA_TRACK_FILE_MAX_WAYS);
  g_assert_cmpuint (file->n_left_out, ==, 3);
  g_assert_cmpuint (file->n_fixes, ==, ARMADA_TRACK_FILE_MAX_WAYS);
}

static gboolean
save (ArmadaTrackExport *export, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  armada_track_export_save_async (export, ARMADA_TRACK_GPX, file, cancellable,
                                  armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_track_export_save_finish (result, error);
}

static ArmadaTrackExport *
make_export (guint n)
{
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (n, 6);
  g_autoptr (ArmadaTrack) track = make_track (fixes);
  ArmadaTrackExport *export = armada_track_export_new ();

  armada_track_export_add (export, "A", track, G_MININT64, G_MAXINT64);
  return export;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* A file is there whole or not at all, and what was there before stays. */
static void
test_save (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "a.gpx", NULL);
  g_autofree char *missing = g_build_filename (folder, "none", "a.gpx", NULL);
  g_autoptr (ArmadaTrackExport) export = make_export (2000);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_cancellable_cancel (cancelled);
  g_file_set_contents (path, "before", -1, NULL);
  g_assert_false (save (export, path, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "before");
  g_clear_pointer (&text, g_free);
  g_assert_false (save (export, missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (save (export, folder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_true (save (export, path, NULL, NULL));
  g_assert_cmpfloat (armada_track_export_get_progress (export), >, 0.5);
  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_true (g_str_has_suffix (text, "</gpx>\n"));
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

/* A disk that takes no more leaves nothing half-written. */
static void
test_no_room (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "a.gpx", NULL);
  g_autoptr (ArmadaTrackExport) export = make_export (20000);
  g_autoptr (GError) error = NULL;
  struct rlimit before, small;

  getrlimit (RLIMIT_FSIZE, &before);
  small = (struct rlimit) { 100000, before.rlim_max };
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (save (export, path, NULL, &error));
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_rmdir (folder);
}

/* The sum is that of the table's very bytes: anybody can compute it. */
static void
test_sum (void)
{
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (300, 6);
  g_autofree char *table = write_fixes (fixes, "A", ARMADA_TRACK_CSV);
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, table, -1);
  g_autoptr (ArmadaTrackExport) export = make_export (300);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *sum = NULL;

  armada_track_export_sum_async (export, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  sum = armada_track_export_sum_finish (result, NULL);
  g_assert_cmpstr (sum, ==, expected);
}

/* Read in a thread, a file comes with its index, and tells how far it is. */
static void
test_read (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "track.gpx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaTrackFile) read = NULL;
  const ArmadaTrackFileWay *way;
  int permille = 0;

  armada_track_file_read_async (file, &permille, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  read = armada_track_file_read_finish (result, NULL);
  way = read->ways->pdata[0];
  g_assert_cmpint (permille, ==, 1000);
  g_assert_cmpuint (armada_track_index_get_n (way->index), ==, armada_track_get_n (way->track));
}

/* Where there is one of that name, or two, another is found; nothing else is left. */
static void
test_free_name (void)
{
  static const char *const names[] = { "b.a.csv", "b.a 2.csv", "b.a 3.csv" };
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autoptr (GFile) wanted = g_file_new_build_filename (folder, names[0], NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (ArmadaTrackExport) export = make_export (3);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GFile) file = NULL;
      g_autofree char *name = NULL;

      armada_track_export_save_new_async (export, ARMADA_TRACK_CSV, wanted, NULL,
                                          armada_test_result_cb, &result);
      armada_test_wait (&result);
      file = armada_track_export_save_new_finish (result, NULL);
      name = g_file_get_basename (file);
      g_assert_cmpstr (name, ==, names[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
check_no_file (const char *path, GQuark domain, int code)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_track_file_read_async (file, NULL, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_null (armada_track_file_read_finish (result, &error));
  g_assert_error (error, domain, code);
}

/* What has no end is not begun; 10 GB are not read to find that they are too many. */
static void
test_no_files (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *large = g_build_filename (folder, "large.gpx", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.gpx", NULL);
  FILE *file = g_fopen (large, "w");

  g_assert_cmpint (ftruncate (fileno (file), (off_t) 10 << 30), ==, 0);
  fclose (file);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  check_no_file (large, ARMADA_TRACK_FILE_ERROR, ARMADA_TRACK_FILE_TOO_LARGE);
  check_no_file (pipe, ARMADA_TRACK_FILE_ERROR, ARMADA_TRACK_FILE_UNKNOWN);
  check_no_file (folder, ARMADA_TRACK_FILE_ERROR, ARMADA_TRACK_FILE_UNKNOWN);
  g_unlink (large);
  check_no_file (large, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_unlink (pipe);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/track-files/round-trip/gpx", GINT_TO_POINTER (ARMADA_TRACK_GPX),
                        test_round_trip);
  g_test_add_data_func ("/track-files/round-trip/kml", GINT_TO_POINTER (ARMADA_TRACK_KML),
                        test_round_trip);
  g_test_add_data_func ("/track-files/round-trip/geojson", GINT_TO_POINTER (ARMADA_TRACK_GEOJSON),
                        test_round_trip);
  g_test_add_func ("/track-files/segments", test_segments);
  g_test_add_func ("/track-files/far-places", test_far_places);
  g_test_add_func ("/track-files/odd-fixes", test_odd_fixes);
  g_test_add_func ("/track-files/gaps-and-range", test_gaps_and_range);
  g_test_add_func ("/track-files/table", test_table);
  g_test_add_func ("/track-files/words", test_words);
  g_test_add_func ("/track-files/two-vehicles", test_two_vehicles);
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autofree char *path = g_strconcat ("/track-files/foreign/", foreign[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_foreign);
    }
  g_test_add_func ("/track-files/derived-speed", test_derived_speed);
  g_test_add_data_func ("/track-files/huge-numbers/gpx",
                        "<gpx><trk><trkseg><trkpt lat='0.5' lon='1'><ele>1e39</ele>"
                        "<speed>-1e300</speed><course>4e38</course></trkpt></trkseg></trk></gpx>",
                        test_huge_numbers);
  g_test_add_data_func ("/track-files/huge-numbers/kml",
                        "<kml><Placemark><gx:Track><gx:coord>1 0.5 1e39</gx:coord>"
                        "<gx:angles>1e300 0 0</gx:angles><ExtendedData><SchemaData>"
                        "<gx:SimpleArrayData name='speed'><gx:value>1e39</gx:value>"
                        "</gx:SimpleArrayData></SchemaData></ExtendedData></gx:Track>"
                        "</Placemark></kml>",
                        test_huge_numbers);
  g_test_add_data_func ("/track-files/huge-numbers/geojson",
                        "{\"type\":\"LineString\",\"coordinates\":[[1,0.5,1e39]]}",
                        test_huge_numbers);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strconcat ("/track-files/hostile/", hostile[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_hostile);
    }
  g_test_add_func ("/track-files/depth", test_depth);
  g_test_add_func ("/track-files/cut", test_cut);
  g_test_add_func ("/track-files/encodings", test_encodings);
  g_test_add_func ("/track-files/names", test_names);
  g_test_add_func ("/track-files/too-many-ways", test_too_many_ways);
  g_test_add_func ("/track-files/save", test_save);
  g_test_add_func ("/track-files/no-room", test_no_room);
  g_test_add_func ("/track-files/sum", test_sum);
  g_test_add_func ("/track-files/no-files", test_no_files);
  g_test_add_func ("/track-files/read", test_read);
  g_test_add_func ("/track-files/free-name", test_free_name);
  return g_test_run ();
}
