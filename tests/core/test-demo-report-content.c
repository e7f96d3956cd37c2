/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what stands in the demo platform's reports is what was recorded. */
#include <math.h>
#include <string.h>

#include "armada-demo-events.h"
#include "armada-demo-history.h"
#include "armada-demo-report-words.h"
#include "armada-demo-writer.h"
#include "armada-test-report.h"
#include "armada-test-workbook.h"

static JsonObject *
get_item (JsonObject *report, guint i)
{
  return json_array_get_object_element (json_object_get_array_member (report, "items"), i);
}

static JsonArray *
get_rows (JsonObject *item)
{
  return json_object_get_array_member (json_object_get_object_member (item, "table"), "rows");
}

static const char *
get_total (JsonObject *item, const char *key)
{
  JsonObject *totals = json_object_get_object_member (item, "totals");

  return json_object_get_string_member (json_object_get_object_member (totals, key), "value");
}

static gint64
get_count (JsonObject *item, const char *key)
{
  JsonObject *totals = json_object_get_object_member (item, "totals");

  return json_object_get_int_member (json_object_get_object_member (totals, key), "value");
}

static double
get_number (JsonObject *item, const char *key)
{
  return g_ascii_strtod (get_total (item, key), NULL);
}

/* The same fleet beside the platform's. */
static ArmadaDemoLife *
new_life (ArmadaDemoRounds **rounds)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", "liechtenstein.frg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaRoads) roads = armada_roads_open (path, &error);

  g_assert_no_error (error);
  *rounds = armada_demo_rounds_new (roads, 1, &error);
  g_assert_no_error (error);
  return armada_demo_life_new (*rounds, 1, ARMADA_TEST_REPORT_VEHICLES, 0);
}

/* What the platform recorded of the first vehicle that day. */
static void
sum_up (ArmadaDemoSegment *drives, ArmadaDemoSegment *stops, guint *n_segments, gsize *n_fixes)
{
  g_autoptr (ArmadaDemoRounds) rounds = NULL;
  g_autoptr (ArmadaDemoLife) life = new_life (&rounds);
  g_autoptr (ArmadaDemoHistory) history =
      armada_demo_history_new (life, 1, 0, ARMADA_TEST_WIRE_START, ARMADA_TEST_REPORT_START,
                               ARMADA_TEST_REPORT_START + 86400, ARMADA_DEMO_HISTORY_STOP);

  *n_segments = history->segments->len;
  *n_fixes = history->fixes->len;
  for (guint i = 0; i < history->segments->len; i++)
    {
      const ArmadaDemoSegment *segment = &g_array_index (history->segments, ArmadaDemoSegment, i);
      ArmadaDemoSegment *sum = segment->drive ? drives : stops;

      sum->end += segment->end - segment->start;
      sum->distance += segment->distance;
      sum->n_fixes++;
      sum->top_speed = MAX (sum->top_speed, segment->top_speed);
      sum->fuel += segment->fuel;
    }
}

static void
check_distance (JsonObject *item, const char *key, double kilometres)
{
  g_autofree char *wanted = armada_demo_report_dup_distance (kilometres);

  g_assert_cmpstr (get_total (item, key), ==, wanted);
}

static void
check_duration (JsonObject *item, const char *key, gint64 seconds)
{
  g_autofree char *wanted = armada_demo_format_duration (seconds);

  g_assert_cmpstr (get_total (item, key), ==, wanted);
}

static void
test_general (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) segments_root = NULL;
  JsonObject *item = get_item (
      armada_test_report_get_json (wire, "devices[]=1001&type=1&" ARMADA_TEST_REPORT_DAY, &root),
      0);
  JsonObject *all = armada_test_report_get_json (
      wire, "devices[]=1001&type=3&" ARMADA_TEST_REPORT_DAY, &segments_root);
  ArmadaDemoSegment drives = { 0 }, stops = { 0 };
  g_autofree char *speed = NULL;
  guint n_segments;
  gsize n_fixes;

  sum_up (&drives, &stops, &n_segments, &n_fixes);
  speed = armada_demo_report_dup_speed (drives.top_speed);
  g_assert_cmpuint (drives.n_fixes, >, 10);
  g_assert_cmpint (get_count (item, "position_count"), ==, n_fixes);
  g_assert_cmpint (get_count (item, "drive_count"), ==, drives.n_fixes);
  g_assert_cmpint (get_count (item, "stop_count"), ==, stops.n_fixes);
  check_distance (item, "distance", drives.distance);
  check_duration (item, "drive_duration", drives.end);
  check_duration (item, "stop_duration", stops.end);
  g_assert_cmpstr (get_total (item, "speed_max"), ==, speed);
  g_assert_true (json_object_get_null_member (item, "table"));

  item = get_item (all, 0);
  g_assert_cmpuint (json_array_get_length (get_rows (item)), ==, n_segments);
  check_distance (item, "distance", drives.distance);
  check_duration (item, "duration", drives.end + stops.end);
  all = json_object_get_object_member (all, "totals");
  g_assert_cmpstr (json_object_get_string_member (all, "speed_max"), ==, speed);
}

/* What get_history says of the same period. */
static void
test_history (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (ArmadaTestReply) reply =
      armada_test_wire_get (wire, "get_history?device_id=1005&from_date=2026-09-20&from_time=06:00"
                                  "&to_date=2026-09-20&to_time=15:30");
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) general_root = NULL;
  JsonObject *history = armada_test_report_parse (reply, &root);
  JsonObject *item = get_item (
      armada_test_report_get_json (wire,
                                   "devices[]=1005&type=1&date_from=2026-09-20&from_time=06:00"
                                   "&date_to=2026-09-20&to_time=15:30",
                                   &general_root),
      0);
  double distance = g_ascii_strtod (json_object_get_string_member (history, "distance_sum"), NULL);

  g_assert_cmpfloat (distance, >, 50);
  g_assert_cmpfloat (get_number (item, "distance"), ==, distance);
  g_assert_cmpstr (get_total (item, "speed_max"), ==,
                   json_object_get_string_member (history, "top_speed"));
  g_assert_cmpstr (get_total (item, "drive_duration"), ==,
                   json_object_get_string_member (history, "move_duration"));
  g_assert_cmpstr (get_total (item, "stop_duration"), ==,
                   json_object_get_string_member (history, "stop_duration"));
  g_assert_cmpstr (get_total (item, "engine_hours"), ==,
                   json_object_get_string_member (history, "engine_hours"));
}

/* The same texts in HTML and CSV as in JSON, and markup only where it is meant. */
static void
test_texts (void)
{
  const char *form =
      "title=Rute+%3Cb%3E&devices[]=1001&devices[]=1007&type=4&" ARMADA_TEST_REPORT_DAY;
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *report = armada_test_report_get_json (wire, form, &root);
  JsonObject *row = json_array_get_object_element (get_rows (get_item (report, 0)), 3);
  g_autofree char *html_form = g_strconcat (form, "&format=html", NULL);
  g_autofree char *csv_form = g_strconcat (form, "&format=csv", NULL);
  g_autoptr (ArmadaTestReply) html = armada_test_report_get (wire, html_form);
  g_autoptr (ArmadaTestReply) csv = armada_test_report_get (wire, csv_form);
  g_autofree char *page = armada_test_reply_dup_text (html);
  g_autofree char *lines = armada_test_reply_dup_text (csv);
  const char *distance = json_object_get_string_member (row, "distance");
  g_autofree char *element = g_strdup_printf ("<td class=\"number\">%s</td>", distance);
  g_autofree char *quoted = g_strdup_printf (
      "\"%s\",\"%s\",\"", json_object_get_string_member (row, "duration"), distance);

  g_assert_nonnull (strstr (page, element));
  g_assert_nonnull (strstr (page, "<title>Rute &lt;b&gt;</title>"));
  g_assert_nonnull (strstr (page, json_object_get_string_member (row, "location_start")));
  g_assert_nonnull (strstr (lines, quoted));
  g_assert_null (strstr (lines, "&deg;"));
  g_assert_cmpstr (json_object_get_string_member (get_item (report, 1), "error"), ==,
                   "Nothing found on your request");
  g_assert_nonnull (strstr (page, "<p class=\"error\">Nothing found on your request</p>"));
  g_assert_true (g_str_has_suffix (lines, ",\"Nothing found on your request\"\r\n"));
}

static void
test_places (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (JsonNode) roads = NULL;
  g_autoptr (JsonNode) zones = NULL;
  JsonArray *by_road = get_rows (
      get_item (armada_test_report_get_json (
                    wire, "show_addresses=1&devices[]=1001&type=3&" ARMADA_TEST_REPORT_DAY, &roads),
                0));
  JsonArray *by_zone = get_rows (
      get_item (armada_test_report_get_json (
                    wire, "zones_instead=1&devices[]=1001&type=3&" ARMADA_TEST_REPORT_DAY, &zones),
                0));
  guint n_roads = 0, n_zones = 0, n = json_array_get_length (by_road);

  for (guint i = 0; i < n; i++)
    {
      const char *road =
          json_object_get_string_member (json_array_get_object_element (by_road, i), "location");
      const char *zone =
          json_object_get_string_member (json_array_get_object_element (by_zone, i), "location");

      n_roads += g_str_has_prefix (road, "<a href=\"https://maps.example.test/?q=47.");
      n_zones += g_str_has_prefix (zone, "Depo ") || g_str_has_prefix (zone, "Pelanggan ");
      g_assert_true (g_str_has_prefix (road, "<a ") || g_str_has_suffix (road, " &deg;"));
    }
  g_assert_cmpuint (n_roads, >, n * 3 / 4);
  g_assert_cmpuint (n_zones, >, 0);
}

static void
test_overspeed (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) general_root = NULL;
  JsonObject *report =
      armada_test_report_get_json (wire,
                                   "devices[]=1005&devices[]=1007&type=5&speed_limit=85&show_"
                                   "addresses=1&" ARMADA_TEST_REPORT_DAY,
                                   &root);
  JsonObject *general = get_item (
      armada_test_report_get_json (
          wire, "devices[]=1005&type=1&speed_limit=85&" ARMADA_TEST_REPORT_DAY, &general_root),
      0);
  JsonArray *rows = get_rows (get_item (report, 0));

  g_assert_cmpuint (json_array_get_length (rows), >, 3);
  g_assert_cmpint (get_count (get_item (report, 0), "overspeed_count"), ==,
                   json_array_get_length (rows));
  g_assert_cmpint (get_count (general, "overspeed_count"), ==, json_array_get_length (rows));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_assert_cmpint (atoi (json_object_get_string_member (row, "speed_max")), >=, 85);
      g_assert_cmpstr (json_object_get_string_member (row, "speed_limit"), ==, "85 kph");
    }
  g_assert_true (json_object_has_member (get_item (report, 1), "error"));
}

/* Returns: UNIX seconds of a time as reports write it */
static gint64
parse_time (const char *text)
{
  int day, month, year, hour, minute, second;
  g_autoptr (GDateTime) date = NULL;

  g_assert_cmpint (sscanf (text, "%d-%d-%d %d:%d:%d", &day, &month, &year, &hour, &minute, &second),
                   ==, 6);
  date = g_date_time_new_utc (year, month, day, hour, minute, second);
  return g_date_time_to_unix (date) - ARMADA_DEMO_ZONE;
}

static gboolean
has_visit (JsonArray *rows, const char *name, gint64 time)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      gint64 start = parse_time (json_object_get_string_member (row, "start_at"));

      if (g_str_equal (json_object_get_string_member (row, "group_key"), name) &&
          ABS (start - time) <= 60)
        return TRUE;
    }
  return FALSE;
}

/* Who is told to have entered is there soon after. */
static void
test_geofences (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (ArmadaDemoRounds) rounds = NULL;
  g_autoptr (ArmadaDemoLife) life = new_life (&rounds);
  g_autoptr (GArray) events = armada_demo_events_of_vehicle (life, 1, 0, ARMADA_TEST_REPORT_START,
                                                             ARMADA_TEST_REPORT_START + 86401);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) one_root = NULL;
  JsonObject *item =
      get_item (armada_test_report_get_json (wire,
                                             "devices[]=1001&type=7&" ARMADA_TEST_REPORT_GEOFENCES
                                             "&" ARMADA_TEST_REPORT_DAY,
                                             &root),
                0);
  JsonArray *rows = get_rows (item);
  JsonArray *of_one = get_rows (get_item (
      armada_test_report_get_json (
          wire, "devices[]=1001&type=7&geofences[]=51&" ARMADA_TEST_REPORT_DAY, &one_root),
      0));
  guint n_entered = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const ArmadaDemoEvent *event = &g_array_index (events, ArmadaDemoEvent, i);
      ArmadaDemoGeofence geofence;

      if (!g_str_equal (event->type, "geofence_in") || event->geofence > 4)
        continue;
      armada_demo_geofence_fill (life, (guint) event->geofence, &geofence);
      g_assert_true (has_visit (rows, geofence.name, event->time));
      n_entered++;
    }
  g_assert_cmpuint (n_entered, >, 3);
  g_assert_cmpint (get_count (item, "visit_count"), ==, json_array_get_length (rows));
  g_assert_cmpuint (json_array_get_length (of_one), <, json_array_get_length (rows));
}

static void
test_events (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (ArmadaDemoRounds) rounds = NULL;
  g_autoptr (ArmadaDemoLife) life = new_life (&rounds);
  g_autoptr (GArray) events = armada_demo_events_of_vehicle (life, 1, 4, ARMADA_TEST_REPORT_START,
                                                             ARMADA_TEST_REPORT_START + 86401);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *rows = get_rows (get_item (
      armada_test_report_get_json (wire, "devices[]=1005&type=8&" ARMADA_TEST_REPORT_DAY, &root),
      0));

  g_assert_cmpuint (events->len, >, 10);
  g_assert_cmpuint (json_array_get_length (rows), ==, events->len);
  for (guint i = 0; i < events->len; i++)
    {
      const ArmadaDemoEvent *event = &g_array_index (events, ArmadaDemoEvent, i);
      JsonObject *row = json_array_get_object_element (rows, i);

      g_assert_cmpstr (json_object_get_string_member (row, "group_key"), ==, event->type);
      g_assert_cmpint (parse_time (json_object_get_string_member (row, "time")), ==, event->time);
    }
}

/* What was there, came and went is what is there. */
static void
test_fuel (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) rare_root = NULL;
  JsonObject *item =
      get_item (armada_test_report_get_json (
                    wire, "devices[]=1001&type=10&fuel_interval=10&" ARMADA_TEST_REPORT_DAY, &root),
                0);
  JsonObject *rare = get_item (
      armada_test_report_get_json (
          wire, "devices[]=1001&type=10&fuel_interval=1440&" ARMADA_TEST_REPORT_DAY, &rare_root),
      0);
  double left = get_number (item, "fuel_start") + get_number (item, "fuel_filled") -
                get_number (item, "fuel_consumption");
  double sum = get_number (item, "fuel_start");
  JsonArray *rows = get_rows (item);

  g_assert_cmpfloat_with_epsilon (left, get_number (item, "fuel_end"), 0.03);
  g_assert_cmpfloat (get_number (item, "fuel_consumption"), >, 10);
  g_assert_cmpuint (json_array_get_length (rows), >, 100);
  g_assert_cmpuint (json_array_get_length (get_rows (rare)), <, 20);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    sum += g_ascii_strtod (
        json_object_get_string_member (json_array_get_object_element (rows, i), "change"), NULL);
  g_assert_cmpfloat_with_epsilon (sum, get_number (item, "fuel_end"),
                                  0.005 * json_array_get_length (rows) + 0.01);
}

static void
test_idling (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) all_root = NULL;
  g_autoptr (JsonNode) rest_root = NULL;
  JsonObject *item =
      get_item (armada_test_report_get_json (
                    wire, "devices[]=1001&type=9&idle_minutes=3&" ARMADA_TEST_REPORT_DAY, &root),
                0);
  JsonObject *all = get_item (
      armada_test_report_get_json (
          wire, "devices[]=1001&type=9&idle_minutes=0&" ARMADA_TEST_REPORT_DAY, &all_root),
      0);
  JsonArray *rows = get_rows (item);

  g_assert_cmpuint (json_array_get_length (rows), >, 0);
  g_assert_cmpint (get_count (item, "idle_count"), ==, json_array_get_length (rows));
  g_assert_cmpint (get_count (all, "idle_count"), >, get_count (item, "idle_count"));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_assert_cmpint (parse_time (json_object_get_string_member (row, "end_at")) -
                           parse_time (json_object_get_string_member (row, "start_at")),
                       >=, 180);
    }
  item = get_item (
      armada_test_report_get_json (
          wire, "devices[]=1001&type=9&idle_minutes=900&" ARMADA_TEST_REPORT_DAY, &rest_root),
      0);
  g_assert_cmpstr (json_object_get_string_member (item, "error"), ==,
                   "Nothing found on your request");
}

static void
test_merged (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *report = armada_test_report_get_json (
      wire, "devices[]=1001&devices[]=1007&devices[]=1003&type=2&" ARMADA_TEST_REPORT_DAY, &root);
  JsonArray *rows = get_rows (get_item (report, 0));
  double sum = 0;

  g_assert_cmpuint (json_array_get_length (rows), ==, 2);
  for (guint i = 0; i < 2; i++)
    sum += g_ascii_strtod (
        json_object_get_string_member (json_array_get_object_element (rows, i), "distance"), NULL);
  g_assert_cmpfloat_with_epsilon (sum, get_number (get_item (report, 0), "distance"), 0.02);
  g_assert_true (json_object_has_member (get_item (report, 1), "error"));
}

/* Several days of a driver who speeds, with a title in another script. */
static void
test_long (void)
{
  const char *form = "title=%E5%8D%A1%E8%BD%A6&devices[]=1005&type=5&speed_limit=50&"
                     "date_from=2026-09-15&date_to=2026-09-21";
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *rows = get_rows (get_item (armada_test_report_get_json (wire, form, &root), 0));
  guint n = json_array_get_length (rows);
  JsonObject *last = json_array_get_object_element (rows, n - 1);
  g_autofree char *xls_form = g_strconcat (form, "&format=xls", NULL);
  g_autofree char *xlsx_form = g_strconcat (form, "&format=xlsx", NULL);
  g_autofree char *pdf_form = g_strconcat (form, "&format=pdf", NULL);
  g_autoptr (ArmadaTestReply) xls = armada_test_report_get (wire, xls_form);
  g_autoptr (ArmadaTestReply) xlsx = armada_test_report_get (wire, xlsx_form);
  g_autoptr (ArmadaTestReply) pdf = armada_test_report_get (wire, pdf_form);
  g_autofree char *sheet = armada_test_unzip (xlsx->body, "xl/worksheets/sheet1.xml");
  g_autofree char *reference = g_strdup_printf ("<row r=\"%u\">", 6 + n);
  const void *workbook = armada_test_open_workbook (xls->body);
  double speed = atoi (json_object_get_string_member (last, "speed_max"));

  g_assert_cmpuint (n, >, 1000);
  g_assert_cmpint (freexl_select_active_worksheet (workbook, 0), ==, FREEXL_OK);
  armada_test_check_text (workbook, 0, 0, "卡车");
  armada_test_check_text (workbook, 5, 2, "Duration, h");
  armada_test_check_text (workbook, 5 + n, 0, json_object_get_string_member (last, "start_at"));
  armada_test_check_number (workbook, 5 + n, 3, speed);
  freexl_close (workbook);
  armada_test_check_xml (sheet);
  g_assert_nonnull (strstr (sheet, reference));
  g_assert_nonnull (strstr (sheet, ">卡车</t>"));
  g_assert_cmpuint (g_bytes_get_size (pdf->body), >, 50000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-report-content/general", test_general);
  g_test_add_func ("/demo-report-content/history", test_history);
  g_test_add_func ("/demo-report-content/texts", test_texts);
  g_test_add_func ("/demo-report-content/places", test_places);
  g_test_add_func ("/demo-report-content/overspeed", test_overspeed);
  g_test_add_func ("/demo-report-content/geofences", test_geofences);
  g_test_add_func ("/demo-report-content/events", test_events);
  g_test_add_func ("/demo-report-content/fuel", test_fuel);
  g_test_add_func ("/demo-report-content/idling", test_idling);
  g_test_add_func ("/demo-report-content/merged", test_merged);
  g_test_add_func ("/demo-report-content/long", test_long);
  return g_test_run ();
}
