/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "api/armada-error.h"
#include "api/armada-history-reader.h"

/* Histories as other servers write them, and as none should. */

/* Times of 14 March 2026 */
#define AT(hour, minute, second) (1773446400 + (hour) * 3600 + (minute) * 60 + (second))

static ArmadaFixes *
try_history (const char *json, GError **error)
{
  char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  return armada_history_read (body, error);
}

static ArmadaFixes *
read_history (const char *json)
{
  g_autoptr (GError) error = NULL;
  ArmadaFixes *fixes = try_history (json, &error);

  g_test_message ("%.200s", json);
  g_assert_no_error (error);
  return fixes;
}

/* One drive with the points @points, a list's inside */
static ArmadaFixes *
read_points (const char *points)
{
  g_autofree char *json = g_strdup_printf ("{'items':[{'status':1,'items':[%s]}]}", points);

  return read_history (json);
}

/* A history of one segment that has the members @members */
static ArmadaFixes *
read_segment (const char *members)
{
  g_autofree char *json = g_strdup_printf ("{'items':[{%s}]}", members);
  ArmadaFixes *fixes = read_history (json);

  g_assert_cmpuint (fixes->n_segments, ==, 1);
  return fixes;
}

/* A list is a list, an object with gaps, and may begin with a byte order mark. */
static void
test_lists (void)
{
  static const char *const forms[] = {
    "{'items':[{'status':1,'items':[{'id':1,'lat':-6,'lng':106},{'id':2,'lat':-7,'lng':107}]}]}",
    "\xef\xbb\xbf {'items':[{'items':[{'id':1,'lat':-6,'lng':106},{'id':2,'lat':-7,'lng':107}],"
    "'status':'1'}]}",
    "{'status':1,'items':{'4':{'status':1.0,'items':{'2':{'id':1,'lat':-6,'lng':106},"
    "'9':{'id':2,'lat':-7,'lng':107}}}}}",
    "{'items':[{'status':true,'items':[{'id':'1','lat':'-6.0','lng':'106'},\n"
    "{'id':2.0,'latitude':-7,'longitude':107}]}],'device':null,'sensors':null}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (ArmadaFixes) fixes = read_history (forms[i]);

      g_assert_cmpuint (fixes->n, ==, 2);
      g_assert_cmpuint (fixes->n_segments, ==, 1);
      g_assert_cmpuint (fixes->n_unreadable, ==, 0);
      g_assert_cmpint (fixes->segments[0].kind, ==, ARMADA_SEGMENT_DRIVE);
      g_assert_cmpint (fixes->id[0], ==, 1);
      g_assert_cmpint (fixes->id[1], ==, 2);
      g_assert_cmpint (fixes->latitude[0], ==, -60000000);
      g_assert_cmpint (fixes->longitude[1], ==, 1070000000);
    }
}

static void
test_not_a_history (void)
{
  static const char *const bodies[] = {
    "",
    " ",
    "[]",
    "7",
    "{}",
    "{'items':'x'}",
    "{'status':1}",
    "{'items':[",
    "{'items':[{'status':1,'items':[{'id':1,'lat':-6,'lng':106}",
    "{'items':[]",
    "<html></html>",
    "{'items':[{'status':1,'items':[{'id':1}]}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bodies[i]);
      g_assert_null (try_history (bodies[i], &error));
      g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
    }
}

/* However a server says that nothing was recorded. */
static void
test_nothing (void)
{
  static const char *const bodies[] = { "{'items':[]}", "{'items':{}}",
                                        "{'status':1,'items':null}" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ArmadaFixes) fixes = try_history (bodies[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (fixes->n, ==, 0);
      g_assert_cmpuint (fixes->n_segments, ==, 0);
    }
}

/* One bad element costs only itself. */
static void
test_bad_elements (void)
{
  g_autoptr (ArmadaFixes) fixes =
      read_history ("{'items':[7,{'status':1,'items':[null,{'id':1},'x',[{'id':9}],{'id':2}]},"
                    "null,[{'status':1}],{'status':9,'items':'x'},{}]}");

  g_assert_cmpuint (fixes->n, ==, 2);
  g_assert_cmpint (fixes->id[1], ==, 2);
  g_assert_cmpuint (fixes->n_segments, ==, 3);
  g_assert_cmpint (fixes->segments[1].kind, ==, ARMADA_SEGMENT_UNKNOWN);
  g_assert_cmpint (fixes->segments[2].kind, ==, ARMADA_SEGMENT_UNKNOWN);
  g_assert_cmpuint (fixes->n_unreadable, ==, 6);
}

static void
test_flags (void)
{
  static const guint8 expected[] = {
    0,
    ARMADA_FIX_DUPLICATE,
    ARMADA_FIX_LATE,
    ARMADA_FIX_BACKWARD,
    ARMADA_FIX_UNTIMED,
    ARMADA_FIX_INVALID | ARMADA_FIX_BACKWARD,
    ARMADA_FIX_INVALID,
    ARMADA_FIX_INVALID | ARMADA_FIX_DUPLICATE,
    ARMADA_FIX_INVALID,
  };
  g_autoptr (ArmadaFixes) fixes = read_points (
      "{'lat':1,'lng':2,'device_time':'2026-03-14 08:00:00','server_time':'2026-03-14 08:05:00'},"
      "{'lat':1,'lng':2,'device_time':'2026-03-14 08:00:00','server_time':'2026-03-14 08:01:00'},"
      "{'lat':1,'lng':3,'device_time':'2026-03-14 09:00:00','server_time':'2026-03-14 09:05:01'},"
      "{'lat':1,'lng':4,'device_time':'2026-03-14 08:30:00'},"
      "{'lat':1,'lng':5,'device_time':'0000-00-00 00:00:00','raw_time':null},"
      "{'lat':1,'lng':6,'device_time':'2026-03-14 08:40:00','valid':0},"
      "{'lat':'0.0','lng':'0','device_time':'2026-03-14 09:10:00','valid':1},"
      "{'lat':null,'lng':106,'device_time':'2026-03-14 09:10:00'},"
      "{'lat':-90.01,'lng':106,'device_time':'2026-03-14 09:11:00','valid':'0'}");

  g_assert_cmpuint (fixes->n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < fixes->n; i++)
    g_assert_cmpuint (fixes->flags[i], ==, expected[i]);
  g_assert_cmpint (fixes->delay[0], ==, 300);
  g_assert_cmpint (fixes->delay[2], ==, 301);
  g_assert_cmpint (fixes->delay[3], ==, G_MININT32);
  g_assert_cmpint (fixes->time[4], ==, fixes->time[3]);
  g_assert_cmpint (fixes->time[3], ==, AT (8, 30, 0));
  g_assert_cmpint (fixes->latitude[8], ==, 0);
}

/* The account's clock against UTC, wherever it is told first. */
static void
test_zone (void)
{
  static const struct
  {
    const char *json;
    int zone;
    gboolean local;
    gint64 first;
    gint64 start;
  } cases[] = {
    { "{'items':[{'status':1,'raw_time':'2026-03-14 15:00:00','items':[{"
      "'raw_time':'2026-03-14 15:00:00','device_time':'2026-03-14 08:00:00'}]}]}",
      7 * 3600, FALSE, AT (8, 0, 0), AT (8, 0, 0) },
    { "{'items':[{'status':1,'raw_time':'2026-03-14 04:30:00','items':[{"
      "'raw_time':'2026-03-14 04:30:02','device_time':'2026-03-14 08:00:00'}]}]}",
      -12600, FALSE, AT (8, 0, 0), AT (8, 0, 0) },
    { "{'items':[{'status':1,'raw_time':'2026-03-14 15:00:00','items':[{"
      "'raw_time':'2026-03-14 15:00:00'}]}]}",
      ARMADA_ZONE_UNKNOWN, TRUE, AT (15, 0, 0), AT (15, 0, 0) },
    { "{'items':[{'status':1,'items':[{'device_time':'2026-03-14 08:00:00'}]}]}",
      ARMADA_ZONE_UNKNOWN, FALSE, AT (8, 0, 0), AT (8, 0, 0) },
    { "{'items':[{'status':1,'raw_time':'2026-03-14 15:00:00','items':["
      "{'raw_time':'2026-03-14 15:00:00'},"
      "{'raw_time':'2026-03-14 15:01:00','device_time':'2026-03-14 08:01:00'}]}]}",
      7 * 3600, FALSE, AT (8, 0, 0), AT (8, 0, 0) },
    { "{'items':[{'status':1,'raw_time':'2026-03-14 15:00:00','items':["
      "{'raw_time':'2026-03-14 15:00:00'}]},{'status':5,'items':["
      "{'raw_time':'2026-03-14 15:01:00','device_time':'2026-03-14 08:01:00'}]}]}",
      7 * 3600, FALSE, AT (8, 0, 0), AT (8, 0, 0) },
    { "{'items':[{'status':5,'raw_time':'2026-03-14 15:00:00'},{'status':1,'items':["
      "{'raw_time':'2026-03-14 15:01:00','device_time':'2026-03-14 08:01:00'}]}]}",
      7 * 3600, FALSE, AT (8, 1, 0), AT (8, 0, 0) },
    { "{'items':[{'status':1,'raw_time':'2026-03-14 23:59:00','items':["
      "{'raw_time':'2026-03-14 23:59:00','device_time':'2026-03-14 08:01:00'}]}]}",
      ARMADA_ZONE_UNKNOWN, FALSE, AT (8, 1, 0), AT (23, 59, 0) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ArmadaFixes) fixes = read_history (cases[i].json);

      g_assert_cmpint (fixes->zone, ==, cases[i].zone);
      g_assert_cmpint (fixes->local_time, ==, cases[i].local);
      g_assert_cmpint (fixes->time[0], ==, cases[i].first);
      g_assert_cmpint (fixes->segments[0].start, ==, cases[i].start);
    }
}

/* How long it was: as told, else as its fixes show. */
static void
test_segment_times (void)
{
  static const struct
  {
    const char *members;
    gint64 start;
    gint64 end;
    gint64 seconds;
  } cases[] = {
    { "'status':1,'time_seconds':'600','items':[{'device_time':'2026-03-14 08:00:00'}]",
      AT (8, 0, 0), AT (8, 10, 0), 600 },
    { "'status':2,'items':[{'device_time':'2026-03-14 08:00:00'},"
      "{'device_time':'2026-03-14 08:30:00'}]",
      AT (8, 0, 0), AT (8, 30, 0), -1 },
    { "'status':1,'time_seconds':9223372036854775807,'raw_time':'2026-03-14 08:00:00'",
      AT (8, 0, 0), AT (8, 0, 0), -1 },
    { "'status':1,'time_seconds':-5,'raw_time':'2026-03-14 08:00:00'", AT (8, 0, 0), AT (8, 0, 0),
      -1 },
    { "'status':5,'raw_time':'2026-03-14 08:00:00'", AT (8, 0, 0), AT (8, 0, 0), -1 },
    { "'status':1,'time_seconds':5", 0, 0, 5 },
    { "'status':1,'raw_time':'14-03-2026 08:00:00'", 0, 0, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ArmadaFixes) fixes = read_segment (cases[i].members);

      g_assert_cmpint (fixes->segments[0].start, ==, cases[i].start);
      g_assert_cmpint (fixes->segments[0].end, ==, cases[i].end);
      g_assert_cmpint (fixes->segments[0].seconds, ==, cases[i].seconds);
    }
}

static void
test_drivers (void)
{
  static const struct
  {
    const char *driver;
    gint64 id;
    const char *name;
  } cases[] = {
    { "null", 0, "" },
    { "''", 0, "" },
    { "'-'", 0, "" },
    { "[]", 0, "" },
    { "'Budi &amp; Siti'", 0, "Budi & Siti" },
    { "{'id':'31','name':' Budi '}", 31, "Budi" },
    { "{'id':31,'name':null}", 31, "" },
    { "{}", 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *members = g_strdup_printf ("'status':1,'driver':%s", cases[i].driver);
      g_autoptr (ArmadaFixes) fixes = read_segment (members);

      g_assert_cmpint (fixes->segments[0].driver_id, ==, cases[i].id);
      g_assert_cmpstr (fixes->segments[0].driver, ==, cases[i].name);
    }
}

/* Numbers, texts that are numbers, and what is none; a float holds less than a server can write. */
static void
test_numbers (void)
{
  static const struct
  {
    const char *json;
    float value; /* NAN: none */
  } cases[] = {
    { "1.5", 1.5f },   { "'1.5'", 1.5f }, { "0", 0 },       { "-3", -3 },        { "null", NAN },
    { "'-'", NAN },    { "''", NAN },     { "[]", NAN },    { "'12 kph'", NAN }, { "1e300", NAN },
    { "'1e39'", NAN }, { "-1e308", NAN }, { "1e999", NAN }, { "NaN", NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *json = cases[i].json;
      g_autofree char *points = g_strdup_printf (
          "{'speed':%s,'altitude':%s,'course':%s,'distance':%s}", json, json, json, json);
      g_autoptr (ArmadaFixes) fixes = read_points (points);
      float values[] = { fixes->speed[0], fixes->altitude[0], fixes->course[0],
                         fixes->distance[0] };

      for (guint k = 0; k < G_N_ELEMENTS (values); k++)
        if (isnan (cases[i].value))
          g_assert_true (isnan (values[k]));
        else
          g_assert_cmpfloat (values[k], ==, cases[i].value);
    }
}

static void
test_sensors (void)
{
  static const struct
  {
    const char *json;
    float value;
    const char *words;
  } cases[] = {
    { "60.5", 60.5f, "" },
    { "'60.5'", 60.5f, "" },
    { "'60.5 lt'", 60.5f, "" },
    { "true", 1, "" },
    { "false", 0, "" },
    { "'-'", NAN, "" },
    { "''", NAN, "" },
    { "null", NAN, "" },
    { "'ON'", NAN, "ON" },
    { "'Pintu \\u2014 dibuka &amp; ditutup'", NAN, "Pintu — dibuka & ditutup" },
    { "'2 doors open'", NAN, "2 doors open" },
    { "'2026-03-14 10:00'", NAN, "2026-03-14 10:00" },
    { "1e300", NAN, "" },
    { "'1e300'", NAN, "" },
    { "'1e300 lt'", NAN, "1e300 lt" },
    { "{}", NAN, "" },
    { "['ON']", NAN, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{'sensors':{'1':{'id':'sensor_5','name':'Tangki &amp; co','sufix':'lt'},"
          "'3':{'id':'sensor_6','name':'never seen','sufix':''},'5':null},"
          "'items':[{'status':1,'items':[{'id':1},{'id':2,'sensors_data':[{'id':'speed','value':5},"
          "{'id':'sensor_5','value':%s},{'value':7},null]},{'id':3,'sensors_data':[]}]}]}",
          cases[i].json);
      g_autoptr (ArmadaFixes) fixes = read_history (json);

      g_assert_cmpuint (fixes->n_sensors, ==, 1);
      g_assert_cmpstr (fixes->sensors[0].key, ==, "sensor_5");
      g_assert_cmpstr (fixes->sensors[0].name, ==, "Tangki & co");
      g_assert_cmpstr (fixes->sensors[0].unit, ==, "l");
      g_assert_true (isnan (fixes->sensors[0].values[0]));
      g_assert_true (isnan (fixes->sensors[0].values[2]));
      if (isnan (cases[i].value))
        g_assert_true (isnan (fixes->sensors[0].values[1]));
      else
        g_assert_cmpfloat (fixes->sensors[0].values[1], ==, cases[i].value);
      g_assert_cmpstr (armada_fix_sensor_get_words (fixes->sensors, 0), ==, "");
      g_assert_cmpstr (armada_fix_sensor_get_words (fixes->sensors, 1), ==, cases[i].words);
      g_assert_cmpstr (armada_fix_sensor_get_words (fixes->sensors, 2), ==, "");
    }
}

/* Words cost where they change: eight fixes, of which one says nothing, one a number, one two. */
static void
test_words (void)
{
  static const char *const expected[] = { "shut", "shut", "open", "", "open", "", "shut", "shut" };
  g_autoptr (ArmadaFixes) fixes = read_points (
      "{'sensors_data':[{'id':'door','value':'shut'}]},{'sensors_data':[{'id':'door','value':"
      "'shut'}]},{'sensors_data':[{'id':'door','value':'open'}]},{'sensors_data':[]},"
      "{'sensors_data':[{'id':'door','value':'open'}]},{'sensors_data':[{'id':'door','value':5}]},"
      "{'sensors_data':[{'id':'door','value':'shut'},{'id':'door','value':'ajar'}]},"
      "{'sensors_data':[{'id':'door','value':'shut'}]}");

  g_assert_cmpuint (fixes->n, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (fixes->n_sensors, ==, 1);
  for (guint i = 0; i < fixes->n; i++)
    g_assert_cmpstr (armada_fix_sensor_get_words (fixes->sensors, i), ==, expected[i]);
  g_assert_cmpuint (fixes->sensors[0].n_words, ==, 6);
  g_assert_true (fixes->sensors[0].words[0].text == fixes->sensors[0].words[5].text);
  g_assert_cmpfloat (fixes->sensors[0].values[5], ==, 5);
}

/* More sensors than any tracker has are not all kept: each costs a column. */
static void
test_many_sensors (void)
{
  g_autoptr (GString) points = g_string_new ("{'sensors_data':[");
  g_autoptr (ArmadaFixes) fixes = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (points, "%s{'id':'s%u','value':%u}", i > 0 ? "," : "", i, i);
  g_string_append (points, "]}");
  fixes = read_points (points->str);
  g_assert_cmpuint (fixes->n_sensors, >=, 100);
  g_assert_cmpuint (fixes->n_sensors, <, 1000);
}

/* Marks are no fixes; they have a place. */
static void
test_marks (void)
{
  g_autoptr (ArmadaFixes) fixes = read_history (
      "{'items':[{'status':5,'message':'A &amp; B','items':[{'lat':'-6.5','lng':'106.5',"
      "'raw_time':'2026-03-14 15:00:00','speed':5},{'lat':1,'lng':2}]},"
      "{'status':3,'items':[]},{'status':4,'items':[{'lat':null,'lng':null}]}]}");

  g_assert_cmpuint (fixes->n, ==, 0);
  g_assert_cmpuint (fixes->n_segments, ==, 3);
  g_assert_cmpfloat (fixes->segments[0].latitude, ==, -6.5);
  g_assert_cmpfloat (fixes->segments[0].longitude, ==, 106.5);
  g_assert_cmpstr (fixes->segments[0].message, ==, "A & B");
  g_assert_true (isnan (fixes->segments[1].latitude));
  g_assert_true (isnan (fixes->segments[2].latitude));
}

static void
test_memory (void)
{
  g_autoptr (GString) points = g_string_new ("{'id':1,'lat':1,'lng':2}");
  g_autoptr (ArmadaFixes) fixes = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (points, ",{'id':1,'lat':1,'lng':2}");
  fixes = read_points (points->str);
  g_assert_cmpuint (fixes->n, ==, 5001);
  g_assert_cmpuint (armada_fixes_get_memory (fixes) / fixes->n, <=, 64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history-shapes/lists", test_lists);
  g_test_add_func ("/history-shapes/not-a-history", test_not_a_history);
  g_test_add_func ("/history-shapes/nothing", test_nothing);
  g_test_add_func ("/history-shapes/bad-elements", test_bad_elements);
  g_test_add_func ("/history-shapes/flags", test_flags);
  g_test_add_func ("/history-shapes/zone", test_zone);
  g_test_add_func ("/history-shapes/segment-times", test_segment_times);
  g_test_add_func ("/history-shapes/drivers", test_drivers);
  g_test_add_func ("/history-shapes/numbers", test_numbers);
  g_test_add_func ("/history-shapes/sensors", test_sensors);
  g_test_add_func ("/history-shapes/words", test_words);
  g_test_add_func ("/history-shapes/many-sensors", test_many_sensors);
  g_test_add_func ("/history-shapes/marks", test_marks);
  g_test_add_func ("/history-shapes/memory", test_memory);
  return g_test_run ();
}
