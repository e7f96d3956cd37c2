/* SPDX-License-Identifier: GPL-3.0-or-later */
/* get_history on the wire: what it holds, on roads or beside them, in both dialects; refusals. */
#include <math.h>
#include <string.h>

#include "armada-road-index.h"
#include "armada-test-fixture.h"
#include "armada-test-wire.h"

/* The platform's clock begins on 2026-09-21 at 14:13:20 of the account's time. */
#define HALF_DAY "from_date=2026-09-19&from_time=00:00&to_date=2026-09-19&to_time=11:59:59"
#define MORNING "from_date=2026-09-19&from_time=06:00&to_date=2026-09-19&to_time=10:00"

static ArmadaTestWire *
new_wire (gboolean legacy)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;

  options.legacy = legacy;
  return armada_test_wire_new (&options);
}

static ArmadaTestReply *
ask (ArmadaTestWire *wire, const char *query)
{
  g_autofree char *endpoint = g_strconcat ("get_history?", query, NULL);

  return armada_test_wire_get (wire, endpoint);
}

static JsonNode *
get_json (ArmadaTestWire *wire, const char *query)
{
  g_autoptr (ArmadaTestReply) reply = ask (wire, query);
  JsonNode *root = armada_test_reply_parse (reply);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (root);
  return root;
}

/* Returns: (transfer full) (element-type JsonObject): a list, whether written as one or not */
static GPtrArray *
get_list (JsonNode *owner, const char *name)
{
  GPtrArray *list = g_ptr_array_new ();
  JsonNode *node = json_object_get_member (json_node_get_object (owner), name);
  g_autoptr (GList) nodes = JSON_NODE_HOLDS_ARRAY (node)
                                ? json_array_get_elements (json_node_get_array (node))
                                : json_object_get_values (json_node_get_object (node));

  for (GList *link = nodes; link != NULL; link = link->next)
    g_ptr_array_add (list, link->data);
  return list;
}

static JsonNode *
get_node (JsonNode *owner, const char *name)
{
  JsonNode *node = json_object_get_member (json_node_get_object (owner), name);

  if (node == NULL)
    g_error ("there is no %s", name);
  return node;
}

/* A number, also where it is written as text. */
static double
get_number (JsonNode *owner, const char *name)
{
  JsonNode *node = get_node (owner, name);

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_strtod (json_node_get_string (node), NULL);
  return json_node_get_double (node);
}

static const char *
get_text (JsonNode *owner, const char *name)
{
  return json_node_get_string (get_node (owner, name));
}

static gint64
read_time (const char *text)
{
  g_autofree char *iso = g_strdup_printf ("%.10sT%sZ", text, text + 11);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (iso, NULL);

  g_assert_nonnull (date);
  return g_date_time_to_unix (date);
}

/* "items[].sensors_data[].id": the way to every member there is. */
static void
collect_names (JsonNode *node, const char *path, GHashTable *names)
{
  g_autofree char *element = g_strconcat (path, "[]", NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      collect_names (json_array_get_element (json_node_get_array (node), i), element, names);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autofree char *below = g_strconcat (path, ".", name, NULL);

      collect_names (member, below, names);
      g_hash_table_add (names, g_steal_pointer (&below));
    }
}

static void
add_fixture_names (const char *fixture, GHashTable *names)
{
  g_autoptr (GBytes) bytes = armada_test_fixture (fixture);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (text, &error);

  g_assert_no_error (error);
  collect_names (root, "", names);
}

/* No member more, none less than in answers of true servers. */
static void
test_names (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (FALSE);
  g_autoptr (JsonNode) root = get_json (wire, "device_id=1002&" HALF_DAY);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;

  collect_names (root, "", names);
  add_fixture_names ("get_history.json", wanted);
  add_fixture_names ("get_history.sensors-driver-fuel.json", wanted);
  g_assert_cmpuint (g_hash_table_size (wanted), >, 150);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (names, name))
      g_test_fail_printf ("there is no %s", (const char *) name);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (wanted, name))
      g_test_fail_printf ("no true server has %s", (const char *) name);
}

static void
check_point (JsonNode *point, gboolean legacy)
{
  gint64 shown = read_time (get_text (point, "raw_time"));
  gint64 measured = read_time (get_text (point, "device_time"));

  g_assert_cmpint (shown - measured, ==, 3600);
  g_assert_cmpint (read_time (get_text (point, "server_time")), >=, measured);
  g_assert_cmpfloat (get_number (point, "lat"), ==, get_number (point, "latitude"));
  g_assert_cmpfloat (get_number (point, "lng"), ==, get_number (point, "longitude"));
  g_assert_cmpint (JSON_NODE_HOLDS_OBJECT (get_node (point, "other_arr")), ==, legacy);
  g_assert_cmpint (json_object_has_member (json_node_get_object (point), "sensors_data"), ==,
                   !legacy);
  g_assert_cmpint (json_node_get_value_type (get_node (point, "speed")) == G_TYPE_STRING, ==,
                   legacy);
}

/* Start, drives and stops by turns and without a gap, end; events in the order of time. */
static void
check_items (JsonNode *root, gboolean legacy)
{
  g_autoptr (GPtrArray) items = get_list (root, "items");
  gint64 last = 0, left = 0;
  int kind = 0;
  guint n_events = 0, n_copies = 0;
  double distance = 0;

  g_assert_cmpuint (items->len, >, 25);
  for (guint i = 0; i < items->len; i++)
    {
      int status = (int) get_number (items->pdata[i], "status");
      gint64 time = read_time (get_text (items->pdata[i], "raw_time"));
      g_autoptr (GPtrArray) points = get_list (items->pdata[i], "items");

      g_assert_cmpint (status == 3, ==, i == 0);
      g_assert_cmpint (status == 4, ==, i == items->len - 1);
      g_assert_cmpuint (points->len, >, 0);
      if (status == 5)
        {
          g_assert_cmpstr (get_text (items->pdata[i], "message"), !=, "");
          g_assert_cmpint (time, >=, last);
          n_copies += i > 0 && json_node_equal (items->pdata[i], items->pdata[i - 1]);
          n_events++;
          last = time;
          continue;
        }
      for (guint k = 0; k < points->len; k++)
        check_point (points->pdata[k], legacy);
      if (status > 2)
        continue;
      g_assert_cmpint (status, !=, kind);
      g_assert_cmpint (time, >=, last);
      if (left > 0)
        g_assert_cmpint (time, ==, left);
      kind = status;
      left = time + (gint64) get_number (items->pdata[i], "time_seconds");
      last = time;
      distance += get_number (items->pdata[i], "distance");
    }
  g_assert_cmpuint (n_events, >, 10);
  g_assert_cmpuint (n_copies, >, 0);
  g_assert_cmpuint (n_copies, <, n_events / 2);
  g_assert_cmpfloat (fabs (g_ascii_strtod (get_text (root, "distance_sum"), NULL) / distance - 1),
                     <, 0.01);
}

static void
test_items (gconstpointer legacy)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (GPOINTER_TO_INT (legacy));
  g_autoptr (JsonNode) root = get_json (wire, "device_id=1002&" HALF_DAY);
  g_autoptr (JsonNode) patient = get_json (wire, "device_id=1002&stops=1800&" HALF_DAY);
  g_autoptr (GPtrArray) items = get_list (root, "items");
  g_autoptr (GPtrArray) fewer = get_list (patient, "items");

  check_items (root, GPOINTER_TO_INT (legacy));
  g_assert_cmpuint (fewer->len, <, items->len);
  g_assert_true (g_str_has_suffix (get_text (root, "distance_sum"), " Km"));
  g_assert_true (g_str_has_suffix (get_text (root, "top_speed"), " kph"));
  g_assert_true (g_str_has_suffix (get_text (root, "fuel_consumption"), " Liters"));
  g_assert_nonnull (strchr (get_text (root, "move_duration"), 'h'));
  g_assert_cmpfloat (get_number (get_node (root, "device"), "id"), ==, 1002);
}

/* Metres from the road of each valid point of the drives that is near one. */
static void
measure_drives (JsonNode *root, ArmadaRoadIndex *index, guint *n_points, guint *n_on_road)
{
  g_autoptr (GPtrArray) items = get_list (root, "items");

  *n_points = *n_on_road = 0;
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (GPtrArray) points = get_list (items->pdata[i], "items");

      for (guint k = 0; k < points->len && get_number (items->pdata[i], "status") == 1; k++)
        {
          ArmadaRoadSnap snap;

          if (get_number (points->pdata[k], "valid") == 0 ||
              armada_road_index_find (index, get_number (points->pdata[k], "lat"),
                                      get_number (points->pdata[k], "lng"), 25, &snap, 1) == 0)
            continue;
          ++*n_points;
          *n_on_road += snap.distance < 1;
        }
    }
}

static void
test_snap (gconstpointer legacy)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (GPOINTER_TO_INT (legacy));
  g_autofree char *path =
      g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", "liechtenstein.frg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaRoads) roads = armada_roads_open (path, &error);
  g_autoptr (ArmadaRoadIndex) index = NULL;
  g_autoptr (JsonNode) raw = get_json (wire, "device_id=1001&" MORNING);
  g_autoptr (JsonNode) snapped = get_json (wire, "device_id=1001&snap_to_road=true&" MORNING);
  guint n_raw, n_raw_on_road, n, n_on_road;

  g_assert_no_error (error);
  index = armada_road_index_new (roads);
  measure_drives (raw, index, &n_raw, &n_raw_on_road);
  measure_drives (snapped, index, &n, &n_on_road);
  g_assert_cmpuint (n, >, 300);
  g_assert_cmpuint (n, ==, n_on_road);
  g_assert_cmpuint (n_raw_on_road * 2, <, n_raw);
}

static void
test_no_data (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (FALSE);
  g_autoptr (JsonNode) never = get_json (wire, "device_id=1007&" HALF_DAY);
  g_autoptr (JsonNode) old = get_json (
      wire, "device_id=1001&from_date=2026-01-01&from_time=00:00&to_date=2026-01-03&to_time=00:00");
  g_autoptr (JsonNode) ahead = get_json (
      wire, "device_id=1001&from_date=2027-01-01&from_time=00:00&to_date=2027-01-03&to_time=00:00");
  JsonNode *answers[] = { never, old, ahead };
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;

  add_fixture_names ("get_history.no-data.json", wanted);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (strchr ((char *) name + 1, '.') == NULL)
      get_node (old, (char *) name + 1);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GPtrArray) items = get_list (answers[i], "items");

      g_assert_cmpuint (items->len, ==, 0);
      g_assert_cmpstr (get_text (answers[i], "distance_sum"), ==, "0 Km");
      g_assert_cmpstr (get_text (answers[i], "move_duration"), ==, "0s");
    }
}

static const struct
{
  const char *query;
  guint status;
  const char *field;
  const char *sentence;
} refusals[] = {
  { "device_id=1001", 422, "from_date", "The from date field is required." },
  { HALF_DAY, 422, "device_id", "The device id field is required." },
  { "device_id=1001&date_from=2026-09-19&date_to=2026-09-19&time_from=00:00&time_to=10:00", 422,
    "from_date", "The from date field is required." },
  { "device_id=1001&from_date=2026-09-19&from_time=14:15:22Z&to_date=2026-09-19&to_time=23:59", 422,
    "from_time", "The from time format is invalid." },
  { "device_id=1001&from_date=2026-09-19&from_time=14:15&to_date=2026-09-19&to_time=24:00", 422,
    "to_time", "The to time format is invalid." },
  { "device_id=1001&from_date=19.09.2026&from_time=14:15&to_date=2026-09-19&to_time=23:00", 422,
    "from_date", "The from date is not a valid date." },
  { "device_id=1001&from_date=2026-09-19&from_time=14:15&to_date=2026-02-30&to_time=23:00", 422,
    "to_date", "The to date is not a valid date." },
  { "device_id=1001&from_date=2026-08-01&from_time=00:00&to_date=2026-09-01&to_time=00:01", 422,
    "to_date", "The period may not be longer than 31 days." },
  { "device_id=1999&" HALF_DAY, 404, "id", "Device not found" },
  { "device_id=1x&" HALF_DAY, 404, "id", "Device not found" },
  { "device_id=1008&" HALF_DAY, 422, "id", "Expired" },
};

static void
test_refusals (gconstpointer legacy)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (GPOINTER_TO_INT (legacy));

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (ArmadaTestReply) reply = ask (wire, refusals[i].query);
      g_autoptr (JsonNode) root = armada_test_reply_parse (reply);
      JsonNode *error = get_node (get_node (root, "errors"), refusals[i].field);

      g_test_message ("%s", refusals[i].query);
      g_assert_cmpuint (reply->status, ==, GPOINTER_TO_INT (legacy) ? 400 : refusals[i].status);
      g_assert_cmpfloat (get_number (root, "status"), ==, 0);
      if (!GPOINTER_TO_INT (legacy))
        {
          g_assert_cmpstr (get_text (root, "message"), ==, refusals[i].sentence);
          error = json_array_get_element (json_node_get_array (error), 0);
        }
      g_assert_cmpstr (json_node_get_string (error), ==, refusals[i].sentence);
    }
}

/* What is wrong with each of several fields is told at once. */
static void
test_all_missing (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (FALSE);
  g_autoptr (ArmadaTestReply) reply = ask (wire, "device_id=1001&from_time=10:00");
  g_autoptr (JsonNode) root = armada_test_reply_parse (reply);
  JsonObject *errors = json_node_get_object (get_node (root, "errors"));

  g_assert_cmpuint (json_object_get_size (errors), ==, 3);
  g_assert_true (json_object_has_member (errors, "to_time"));
}

/* Up to its expiry a vehicle has a history, of a period that goes on beyond it too. */
static void
test_expired (void)
{
  g_autoptr (ArmadaTestWire) wire = new_wire (FALSE);
  g_autoptr (JsonNode) root = get_json (
      wire, "device_id=1008&from_date=2026-09-08&from_time=00:00&to_date=2026-09-20&to_time=00:00");
  g_autoptr (GPtrArray) items = get_list (root, "items");
  const char *expired_at = get_text (get_node (root, "device"), "expiration_date");

  g_assert_cmpuint (items->len, >, 10);
  g_assert_cmpint (read_time (get_text (items->pdata[items->len - 1], "raw_time")) - 3600, <=,
                   read_time (expired_at));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo-history-answer/names", test_names);
  g_test_add_data_func ("/demo-history-answer/items", GINT_TO_POINTER (FALSE), test_items);
  g_test_add_data_func ("/demo-history-answer/items/legacy", GINT_TO_POINTER (TRUE), test_items);
  g_test_add_data_func ("/demo-history-answer/snap", GINT_TO_POINTER (FALSE), test_snap);
  g_test_add_data_func ("/demo-history-answer/snap/legacy", GINT_TO_POINTER (TRUE), test_snap);
  g_test_add_func ("/demo-history-answer/no-data", test_no_data);
  g_test_add_data_func ("/demo-history-answer/refusals", GINT_TO_POINTER (FALSE), test_refusals);
  g_test_add_data_func ("/demo-history-answer/refusals/legacy", GINT_TO_POINTER (TRUE),
                        test_refusals);
  g_test_add_func ("/demo-history-answer/all-missing", test_all_missing);
  g_test_add_func ("/demo-history-answer/expired", test_expired);
  return g_test_run ();
}
