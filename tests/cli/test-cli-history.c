/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "armada-test-cli.h"
#include "files/armada-track-export.h"
#include "sync/armada-history-loader.h"

/* Where a vehicle has been: records and the formats other programs draw. */

#define PERIOD_FROM G_GINT64_CONSTANT (1773100800) /* of the account's clock, as if it were UTC */
#define PERIOD "history 1003 --from 2026-03-10 --to 2026-03-10"

static ArmadaTestCli *
start (gboolean legacy)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;

  options.n_vehicles = 5;
  options.legacy = legacy;
  options.start_time = 1773280800; /* 2026-03-12T02:00:00Z */
  return armada_test_cli_new (&options);
}

/* What a document has, counted while it is read: it is well-formed or the test fails. */
typedef struct
{
  guint points;
  guint lines;
  guint times;
} Count;

static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **names,
                  const char **values,
                  gpointer user_data,
                  GError **error)
{
  Count *count = user_data;

  if (g_str_equal (name, "trkpt"))
    {
      double latitude = g_ascii_strtod (values[0], NULL);

      g_assert_cmpstr (names[0], ==, "lat");
      g_assert_cmpfloat (fabs (latitude), <=, 90);
      g_assert_cmpfloat (fabs (latitude), >, 0);
    }
  count->points += g_str_equal (name, "trkpt") || g_str_equal (name, "gx:coord");
  count->lines += g_str_equal (name, "trkseg") || g_str_equal (name, "gx:Track");
  count->times += g_str_equal (name, "time") || g_str_equal (name, "when");
}

static Count
count_xml (ArmadaTestCli *cli, const char *line, guint n_invalid)
{
  const GMarkupParser parser = { .start_element = start_element_cb };
  Count count = { 0 };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &count, NULL);
  g_autoptr (ArmadaTestRun) run = armada_test_cli_expect (cli, 0, line);
  g_autofree char *left_out = g_strdup_printf ("armada-cli: %u fix", n_invalid);
  g_autoptr (GError) error = NULL;

  /* what is left out of the line is told */
  if (n_invalid > 0)
    g_assert_true (g_str_has_prefix (run->err, left_out));
  else
    g_assert_cmpstr (run->err, ==, "");
  g_markup_parse_context_parse (context, run->out, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  return count;
}

static Count
count_geojson (ArmadaTestCli *cli)
{
  Count count = { 0 };
  g_autoptr (ArmadaTestRun) run = armada_test_cli_expect (cli, 0, PERIOD " --geojson");
  g_autoptr (JsonNode) root = json_from_string (run->out, NULL);
  JsonArray *features = json_object_get_array_member (json_node_get_object (root), "features");

  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonObject *feature = json_array_get_object_element (features, i);
      JsonObject *geometry = json_object_get_object_member (feature, "geometry");
      JsonObject *properties = json_object_get_object_member (feature, "properties");
      const char *type = json_object_get_string_member (geometry, "type");
      JsonArray *coordinates = json_object_get_array_member (geometry, "coordinates");
      guint n = g_str_equal (type, "Point") ? 1 : json_array_get_length (coordinates);

      g_assert_true (g_str_equal (type, "Point") || n >= 2);
      count.points += n;
      count.lines++;
      count.times +=
          json_array_get_length (json_object_get_array_member (properties, "coordTimes"));
    }
  return count;
}

static guint
count_valid (JsonArray *fixes)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (fixes); i++)
    n += json_object_get_boolean_member (json_array_get_object_element (fixes, i), "valid");
  return n;
}

/* Each format draws every valid fix. Lines end at gaps, those of GeoJSON with segments as well. */
static void
test_formats (gconstpointer data)
{
  g_autoptr (ArmadaTestCli) cli = start (GPOINTER_TO_INT (data));
  g_autoptr (JsonArray) fixes = armada_test_cli_json (cli, PERIOD);
  guint n_valid = count_valid (fixes);
  guint n_invalid = json_array_get_length (fixes) - n_valid;
  Count gpx = count_xml (cli, PERIOD " --gpx", n_invalid);
  Count kml = count_xml (cli, PERIOD " --kml", n_invalid);
  Count geojson = count_geojson (cli);

  g_assert_cmpuint (n_valid, >, 100);
  g_assert_cmpuint (gpx.points, ==, n_valid);
  g_assert_cmpuint (gpx.times, ==, n_valid);
  g_assert_cmpuint (kml.points, ==, n_valid);
  g_assert_cmpuint (kml.times, ==, n_valid);
  g_assert_cmpuint (geojson.points, ==, n_valid);
  g_assert_cmpuint (geojson.times, ==, n_valid);
  g_assert_cmpuint (gpx.lines, >=, 1);
  g_assert_cmpuint (gpx.lines, ==, kml.lines);
  g_assert_cmpuint (geojson.lines, >, gpx.lines);
}

static void
test_table_and_csv (void)
{
  g_autoptr (ArmadaTestCli) cli = start (FALSE);
  g_autoptr (ArmadaTestRun) table = armada_test_cli_expect (cli, 0, PERIOD);
  g_autoptr (ArmadaTestRun) csv = armada_test_cli_expect (cli, 0, PERIOD " --csv");
  g_autoptr (GPtrArray) rows = armada_test_cli_parse_csv (csv->out);
  g_auto (GStrv) lines = g_strsplit (table->out, "\n", -1);
  GPtrArray *head = rows->pdata[0];

  g_assert_cmpuint (g_strv_length (lines) - 1, ==, rows->len);
  g_assert_nonnull (strstr (lines[0], "Latitude"));
  for (guint i = 1; i < rows->len; i++)
    g_assert_cmpuint (((GPtrArray *) rows->pdata[i])->len, ==, head->len);
}

static gboolean
append_cb (const char *bytes, gsize n, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, bytes, (gssize) n);
  return TRUE;
}

/* A session as the window has one, and the history of a vehicle of it. */
typedef struct
{
  ArmadaClock *clock;
  ArmadaSession *session;
  ArmadaReplay *replay;
  ArmadaHistoryLoader *loader;
} Desk;

static void
open_desk (Desk *desk, ArmadaTestCli *cli)
{
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autofree char *folder = g_build_filename (cli->folder, "desk", NULL);

  desk->clock = armada_clock_new ();
  desk->session = armada_session_new (folder, desk->clock);
  armada_session_start_async (desk->session, NULL, armada_test_result_cb, &started);
  armada_test_wait (&started);
  g_assert_true (armada_session_start_finish (desk->session, started, NULL));
  armada_session_sign_in_async (desk->session, cli->address, ARMADA_DEMO_EMAIL_ADDRESS,
                                ARMADA_DEMO_PASSWORD_TEXT, "en", FALSE, NULL, armada_test_result_cb,
                                &signed_in);
  armada_test_wait (&signed_in);
  g_assert_true (armada_session_sign_in_finish (desk->session, signed_in, NULL));
  desk->replay = armada_replay_new ();
  desk->loader = armada_history_loader_new (desk->session, desk->replay, desk->clock);
}

static void
close_desk (Desk *desk)
{
  g_object_unref (desk->loader);
  g_object_unref (desk->replay);
  armada_session_close (desk->session);
  g_object_unref (desk->session);
  g_object_unref (desk->clock);
}

static char *
export_table (Desk *desk, gint64 id, gint64 from, gint64 to)
{
  g_autoptr (ArmadaHistoryChoice) choice =
      armada_history_choice_new (from, to, ARMADA_HISTORY_SNAP_OFF);
  g_autoptr (ArmadaReplayVehicle) vehicle = NULL;
  g_autoptr (ArmadaTrackExport) export = armada_track_export_new ();
  GString *text = g_string_new (NULL);
  g_autoptr (ArmadaSink) sink = armada_sink_new (append_cb, text);

  armada_history_choice_add (choice, id, "B 1");
  armada_history_loader_load (desk->loader, choice);
  armada_test_wait_until (!armada_history_loader_get_busy (desk->loader));
  vehicle = g_list_model_get_item (G_LIST_MODEL (desk->replay), 0);
  armada_track_export_add (export, "B 1", armada_replay_vehicle_get_track (vehicle),
                           (gint64) ceil (armada_replay_get_start (desk->replay)),
                           (gint64) floor (armada_replay_get_end (desk->replay)));
  armada_track_export_write (export, ARMADA_TRACK_CSV, sink);
  g_assert_true (armada_sink_end (sink, NULL));
  return g_string_free (text, FALSE);
}

/* The window's table of a day is this program's, byte for byte: the sum of a page can be checked.
 */
static void
test_same_as_desk (void)
{
  g_autoptr (ArmadaTestCli) cli = start (FALSE);
  g_autoptr (ArmadaTestRun) csv = armada_test_cli_expect (cli, 0, PERIOD " --csv");
  g_autofree char *table = NULL;
  Desk desk;

  open_desk (&desk, cli);
  table = export_table (&desk, 1003, PERIOD_FROM, PERIOD_FROM + 86399);
  g_assert_cmpstr (table, ==, csv->out);
  close_desk (&desk);
}

/* Times of day are the account's: of an hour come the fixes of that hour alone. The demo's account
 * is an hour east of UTC in winter. */
static void
test_times_of_day (void)
{
  g_autoptr (ArmadaTestCli) cli = start (FALSE);
  g_autoptr (JsonArray) hour =
      armada_test_cli_json (cli, "history 1003 --from 2026-03-10T09:00 --to 2026-03-10T10:00");
  guint n = json_array_get_length (hour);

  g_assert_cmpuint (n, >, 1);
  for (guint i = 0; i < n; i++)
    {
      const char *time =
          json_object_get_string_member (json_array_get_object_element (hour, i), "time");

      g_assert_cmpstr (time, >=, "2026-03-10T08:00:00Z");
      g_assert_cmpstr (time, <=, "2026-03-10T09:00:00Z");
    }
}

static void
test_segments (gconstpointer data)
{
  g_autoptr (ArmadaTestCli) cli = start (GPOINTER_TO_INT (data));
  g_autoptr (JsonArray) array = armada_test_cli_json (cli, PERIOD " --segments");
  guint n_drives = 0, n_stops = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      const char *kind = json_object_get_string_member (object, "kind");

      n_drives += g_str_equal (kind, "drive");
      n_stops += g_str_equal (kind, "stop");
      if (g_str_equal (kind, "drive"))
        g_assert_true (json_object_has_member (object, "distance_m"));
    }
  g_assert_cmpuint (n_drives, >, 0);
  g_assert_cmpuint (n_stops, >, 0);
}

/* Several days are one answer; their segments are counted through. */
static void
test_days (void)
{
  g_autoptr (ArmadaTestCli) cli = start (FALSE);
  g_autoptr (JsonArray) array =
      armada_test_cli_json (cli, "history 1003 --from 2026-03-09 --to 2026-03-10");
  guint n = json_array_get_length (array);
  gint64 segment = 0;

  g_assert_cmpuint (n, >, 1);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      g_assert_cmpint (json_object_get_int_member (object, "segment"), >=, segment);
      segment = json_object_get_int_member (object, "segment");
    }
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (array, 0), "time"),
                   <, "2026-03-10");
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (array, n - 1), "time"), >,
      "2026-03-10");
}

static void
test_bad_questions (void)
{
  static const char *const lines[] = {
    "history",
    "history 1003",
    "history 1003 --from 2026-03-10",
    "history 1003 1004 --from 2026-03-10 --to 2026-03-10",
    "history 1003 --from 2026-03-10 --to 2026-02-30",
    "history 1003 --from 2026-03-10 --to 10.03.2026",
    "history 1003 --from 2026-03-10 --to 2026-03-10T24:00",
    "history 1003 --from 2026-03-10 --to 2026-03-09",
    "history 1003 --from 2026-03-10 --to 2026-03-10 --gpx --kml",
    "history 1003 --from 2026-03-10 --to 2026-03-10 --stops many",
    "history nobody --from 2026-03-10 --to 2026-03-10",
  };
  g_autoptr (ArmadaTestCli) cli = start (FALSE);
  g_autoptr (ArmadaTestRun) unknown =
      armada_test_cli_expect (cli, 3, "history 9999 --from 2026-03-10 --to 2026-03-10");

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (ArmadaTestRun) run = armada_test_cli_expect (cli, 1, lines[i]);

      g_assert_cmpstr (run->out, ==, "");
      g_assert_true (g_str_has_suffix (run->err, "\n"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/cli/history/formats/current", GINT_TO_POINTER (FALSE), test_formats);
  g_test_add_data_func ("/cli/history/formats/legacy", GINT_TO_POINTER (TRUE), test_formats);
  g_test_add_func ("/cli/history/table", test_table_and_csv);
  g_test_add_func ("/cli/history/same-as-desk", test_same_as_desk);
  g_test_add_func ("/cli/history/times-of-day", test_times_of_day);
  g_test_add_data_func ("/cli/history/segments/current", GINT_TO_POINTER (FALSE), test_segments);
  g_test_add_data_func ("/cli/history/segments/legacy", GINT_TO_POINTER (TRUE), test_segments);
  g_test_add_func ("/cli/history/days", test_days);
  g_test_add_func ("/cli/history/bad-questions", test_bad_questions);
  return g_test_run ();
}
