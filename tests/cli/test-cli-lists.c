/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-cli.h"

/* Each command that lists something: as a table, as JSON, as CSV, in both dialects. */

typedef struct
{
  const char *line;
  const char *title; /* in the head of the table */
  const char *id;    /* a member every object has that says something */
  guint min;         /* how many there are at least */
  int legacy_min;    /* likewise on a platform of 2016, -1: it does not have this */
} Case;

static const Case cases[] = {
  { "devices", "Plate", "id", 5, 5 },
  { "groups", "Title", "id", 3, 3 },
  { "alerts", "Vehicles", "id", 3, 3 },
  { "custom-events 1001", "Kind", "id", 1, 1 },
  { "device-alerts 1001", "Active", "id", 1, 1 },
  { "alerts-summary", "Count", "type", 3, 1 },
  { "events --limit 20", "Message", "id", 20, 20 },
  { "drivers", "Vehicle ID", "id", 1, 1 },
  { "reports", "Format", "id", 1, 1 },
  { "report-types", "Formats", "id", 5, 5 },
  { "services 1001", "Overdue", "id", 1, 1 },
  { "shares", "Ends", "id", 1, -1 },
  { "share 81", "Ends", "id", 1, -1 },
};

static ArmadaTestCli *
start (gboolean legacy)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;

  options.n_vehicles = 5;
  options.legacy = legacy;
  return armada_test_cli_new (&options);
}

/* Columns begin and end where those of the head do: two spaces between them at least. */
static void
check_table (ArmadaTestCli *cli, const Case *wanted, guint min)
{
  g_autoptr (ArmadaTestRun) run = armada_test_cli_expect (cli, 0, wanted->line);
  g_auto (GStrv) lines = g_strsplit (run->out, "\n", -1);
  guint n = g_strv_length (lines);

  g_assert_cmpuint (n, >=, min + 2);
  g_assert_cmpstr (lines[n - 1], ==, "");
  g_assert_nonnull (strstr (lines[0], wanted->title));
  for (guint i = 0; i + 1 < n; i++)
    {
      g_assert_null (strchr (lines[i], '\t'));
      g_assert_false (g_str_has_suffix (lines[i], " "));
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
}

static void
check_csv (ArmadaTestCli *cli, const Case *wanted, guint min)
{
  g_autofree char *line = g_strconcat (wanted->line, " --csv", NULL);
  g_autoptr (ArmadaTestRun) run = armada_test_cli_expect (cli, 0, line);
  g_autoptr (GPtrArray) rows = armada_test_cli_parse_csv (run->out);
  GPtrArray *head = rows->pdata[0];

  g_assert_cmpuint (rows->len, >=, min + 1);
  for (guint i = 1; i < rows->len; i++)
    g_assert_cmpuint (((GPtrArray *) rows->pdata[i])->len, ==, head->len);
}

static void
check_json (ArmadaTestCli *cli, const Case *wanted, guint min)
{
  g_autoptr (JsonArray) array = armada_test_cli_json (cli, wanted->line);

  g_assert_cmpuint (json_array_get_length (array), >=, min);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      JsonNode *id = json_object_get_member (object, wanted->id);

      g_assert_nonnull (id);
      if (g_str_equal (wanted->id, "id"))
        {
          g_assert_cmpint (json_node_get_value_type (id), ==, G_TYPE_INT64);
          g_assert_cmpint (json_node_get_int (id), >, 0);
        }
    }
}

static void
test_lists (gconstpointer data)
{
  gboolean legacy = GPOINTER_TO_INT (data);
  g_autoptr (ArmadaTestCli) cli = start (legacy);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int min = legacy ? cases[i].legacy_min : (int) cases[i].min;

      if (min < 0)
        {
          armada_test_run_free (armada_test_cli_expect (cli, 3, cases[i].line));
          continue;
        }
      check_table (cli, &cases[i], (guint) min);
      check_json (cli, &cases[i], (guint) min);
      check_csv (cli, &cases[i], (guint) min);
    }
}

/* A number is told in our unit and as the account counts; a time in UTC; what is private not at
 * all. */
static void
check_device (JsonObject *device)
{
  JsonNode *speed = json_object_get_member (device, "speed_kmh");
  JsonNode *time = json_object_get_member (device, "fix_time");

  g_assert_true (json_object_has_member (device, "speed_text"));
  g_assert_true (json_object_has_member (device, "sensors"));
  g_assert_false (json_object_has_member (device, "speed"));
  g_assert_true (json_object_get_null_member (device, "imei"));
  g_assert_true (json_object_get_null_member (device, "sim"));
  if (!json_node_is_null (time))
    {
      g_autoptr (GDateTime) read = g_date_time_new_from_iso8601 (json_node_get_string (time), NULL);

      g_assert_nonnull (read);
      g_assert_true (g_str_has_suffix (json_node_get_string (time), "Z"));
      g_assert_cmpint (json_node_get_value_type (speed), ==, G_TYPE_DOUBLE);
      g_assert_nonnull (strstr (json_object_get_string_member (device, "speed_text"), " km/h"));
    }
}

static void
test_devices (gconstpointer data)
{
  g_autoptr (ArmadaTestCli) cli = start (GPOINTER_TO_INT (data));
  g_autoptr (JsonArray) array = armada_test_cli_json (cli, "devices");
  guint n_with_imei = 0;

  g_assert_cmpuint (json_array_get_length (array), ==, 5);
  for (guint i = 0; i < 5; i++)
    check_device (json_array_get_object_element (array, i));

  json_array_unref (array);
  array = armada_test_cli_json (cli, "devices --private");
  for (guint i = 0; i < 5; i++)
    n_with_imei += !json_object_get_null_member (json_array_get_object_element (array, i), "imei");
  g_assert_cmpuint (n_with_imei, ==, 5);
}

/* The secret of a share and a driver's phone are shown to who asks for them. */
static void
test_private (void)
{
  g_autoptr (ArmadaTestCli) cli = start (FALSE);
  g_autoptr (JsonArray) hidden = armada_test_cli_json (cli, "shares");
  g_autoptr (JsonArray) shown = armada_test_cli_json (cli, "shares --private");
  g_autoptr (ArmadaTestRun) plain = armada_test_cli_expect (cli, 0, "shares");
  g_autoptr (ArmadaTestRun) table = armada_test_cli_expect (cli, 0, "shares --private");
  g_autoptr (ArmadaTestRun) csv = armada_test_cli_expect (cli, 0, "shares --csv");
  JsonObject *share = json_array_get_object_element (shown, 0);
  const char *hash = json_object_get_string_member (share, "hash");

  g_assert_true (json_object_get_null_member (json_array_get_object_element (hidden, 0), "hash"));
  g_assert_cmpuint (strlen (hash), >, 4);
  g_assert_nonnull (strstr (table->out, hash));
  g_assert_null (strstr (plain->out, hash));
  g_assert_null (strstr (csv->out, hash));
}

static void
test_limit (void)
{
  g_autoptr (ArmadaTestCli) cli = start (FALSE);
  g_autoptr (ArmadaTestRun) run = armada_test_cli_expect (cli, 0, "events --limit 7 --csv");
  g_autoptr (ArmadaTestRun) quiet = armada_test_cli_expect (cli, 0, "events -n 7 -q --csv");
  g_autoptr (GPtrArray) rows = armada_test_cli_parse_csv (run->out);

  g_assert_cmpuint (rows->len, ==, 8);
  g_assert_true (g_str_has_prefix (run->err, "armada-cli: These are 7 of "));
  g_assert_cmpstr (quiet->err, ==, "");
}

/* A vehicle is told by its id, its name or its plate. */
static void
test_device_by_name (void)
{
  g_autoptr (ArmadaTestCli) cli = start (FALSE);
  g_autoptr (JsonArray) devices = armada_test_cli_json (cli, "devices");
  JsonObject *device = json_array_get_object_element (devices, 1);
  const char *plate = json_object_get_string_member (device, "plate");
  g_autofree char *by_id = g_strdup_printf ("services %" G_GINT64_FORMAT " --csv",
                                            json_object_get_int_member (device, "id"));
  g_autofree char *escaped = g_uri_escape_string (plate, NULL, FALSE);
  g_autofree char *by_plate = g_strdup_printf ("services %s --csv", escaped);
  g_autoptr (ArmadaTestRun) one = armada_test_cli_expect (cli, 0, by_id);
  g_autoptr (ArmadaTestRun) two = armada_test_cli_expect (cli, 0, by_plate);
  g_autoptr (ArmadaTestRun) none = armada_test_cli_expect (cli, 1, "services nobody");

  g_assert_cmpstr (one->out, ==, two->out);
  g_assert_cmpstr (none->out, ==, "");
}

static gboolean
is_documented (const char *docs, const char *key)
{
  g_autofree char *quoted = g_strconcat ("`", key, "`", NULL);

  return strstr (docs, quoted) != NULL;
}

static void
check_keys (const char *docs, ArmadaTestCli *cli, const char *command)
{
  g_autofree char *csv_line = g_strconcat (command, " --csv", NULL);
  g_autoptr (ArmadaTestRun) csv = armada_test_cli_expect (cli, 0, csv_line);
  g_autoptr (GPtrArray) rows = armada_test_cli_parse_csv (csv->out);
  GPtrArray *head = rows->pdata[0];
  g_autoptr (JsonArray) array = armada_test_cli_json (cli, command);
  g_autoptr (GList) keys = json_object_get_members (json_array_get_object_element (array, 0));

  for (guint i = 0; i < head->len; i++)
    if (!is_documented (docs, head->pdata[i]))
      g_error ("docs/cli.md does not tell of the column %s of %s", (char *) head->pdata[i],
               command);
  for (GList *l = keys; l != NULL; l = l->next)
    if (!is_documented (docs, l->data))
      g_error ("docs/cli.md does not tell of the member %s of %s", (char *) l->data, command);
  g_assert_cmpuint (g_list_length (keys), >=, head->len);
}

/* Scripts rely on the keys: each stands in the documentation. */
static void
test_documented (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "cli.md", NULL);
  g_autoptr (ArmadaTestCli) cli = start (FALSE);
  g_autofree char *docs = NULL;

  g_assert_true (g_file_get_contents (path, &docs, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_keys (docs, cli, cases[i].line);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/cli/lists/current", GINT_TO_POINTER (FALSE), test_lists);
  g_test_add_data_func ("/cli/lists/legacy", GINT_TO_POINTER (TRUE), test_lists);
  g_test_add_data_func ("/cli/devices/current", GINT_TO_POINTER (FALSE), test_devices);
  g_test_add_data_func ("/cli/devices/legacy", GINT_TO_POINTER (TRUE), test_devices);
  g_test_add_func ("/cli/private", test_private);
  g_test_add_func ("/cli/limit", test_limit);
  g_test_add_func ("/cli/device-by-name", test_device_by_name);
  g_test_add_func ("/cli/documented", test_documented);
  return g_test_run ();
}
