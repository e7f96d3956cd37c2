/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What different endpoints of the demo platform say of the same vehicle, event or rule agrees. */
#include <math.h>

#include "armada-test-lists.h"

#define DAY_ONE "date_from=2026-09-20%2000:00&date_to=2026-09-20%2023:59:59"

static GPtrArray *
get_events (ArmadaTestWire *wire, const char *question, JsonNode **root)
{
  g_autofree char *endpoint = g_strconcat ("get_events?limit=1000&", question, NULL);

  *root = armada_test_get (wire, 200, endpoint);
  return armada_test_list (*root, "items.data");
}

static gint64
count_events (ArmadaTestWire *wire, const char *period, const char *filter)
{
  g_autofree char *endpoint = g_strconcat ("get_events?", period, "&limit=1&", filter, NULL);
  g_autoptr (JsonNode) root = armada_test_get (wire, 200, endpoint);

  return armada_test_int (root, "items.total");
}

/* Newest first, each inside the period, with a rule and a geofence that there are. */
static void
test_events (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) events = get_events (wire, DAY_ONE, &root);
  g_autoptr (JsonNode) alerts = armada_test_get (wire, 200, "get_alerts");
  g_autoptr (GPtrArray) rules = armada_test_list (alerts, "items.alerts");
  gint64 last_id = G_MAXINT64;

  g_assert_cmpuint (events->len, >, 300);
  for (guint i = 0; i < events->len; i++)
    {
      const char *created = armada_test_text (events->pdata[i], "created_at");
      gint64 alert_id = armada_test_int (events->pdata[i], "alert_id");
      gboolean has_rule = FALSE;

      g_assert_cmpint (armada_test_int (events->pdata[i], "id"), <, last_id);
      last_id = armada_test_int (events->pdata[i], "id");
      g_assert_cmpstr (created, >=, "2026-09-19 23:00:03");
      g_assert_cmpstr (created, <=, "2026-09-20 23:00:02");
      for (guint k = 0; k < rules->len; k++)
        has_rule |= armada_test_int (rules->pdata[k], "id") == alert_id &&
                    armada_test_int (rules->pdata[k], "active") == 1;
      g_assert_true (has_rule);
    }
}

static void
test_filters (void)
{
  static const char *const questions[] = { "type=geofence_in", "device_id=1005",
                                           "search=depo%20UTARA", "device_id=1005&type=overspeed" };
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) all = get_events (wire, DAY_ONE "&page=1", &root);
  gint64 total = armada_test_int (root, "items.total");

  g_assert_cmpuint (all->len, >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *question = g_strconcat (DAY_ONE "&", questions[i], NULL);
      g_autoptr (JsonNode) found = NULL;
      g_autoptr (GPtrArray) events = get_events (wire, question, &found);

      g_assert_cmpint (armada_test_int (found, "items.total"), >, 0);
      g_assert_cmpint (armada_test_int (found, "items.total"), <, total);
      for (guint k = 0; k < events->len; k++)
        {
          if (i == 0)
            g_assert_cmpstr (armada_test_text (events->pdata[k], "type"), ==, "geofence_in");
          if (i == 1 || i == 3)
            g_assert_cmpint (armada_test_int (events->pdata[k], "device_id"), ==, 1005);
          if (i == 2)
            g_assert_nonnull (
                strstr (armada_test_text (events->pdata[k], "message"), "Depo Utara"));
          if (i == 3)
            g_assert_cmpstr (armada_test_text (events->pdata[k], "type"), ==, "overspeed");
        }
    }
  g_assert_cmpint (count_events (wire, DAY_ONE, "device_id=77"), ==, 0);
  g_assert_cmpint (count_events (wire, DAY_ONE, "type=custom"), ==, 0);
}

/* Two halves of a day are the day; what has not happened yet is not told. */
static void
test_periods (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  gint64 day = count_events (wire, DAY_ONE, "");
  gint64 morning = count_events (wire, "date_from=2026-09-20&date_to=2026-09-20%2011:59:59", "");
  gint64 evening =
      count_events (wire, "date_from=2026-09-20%2012:00:00&date_to=2026-09-20%2023:59:59", "");

  g_assert_cmpint (morning, >, 0);
  g_assert_cmpint (morning + evening, ==, day);
  g_assert_cmpint (count_events (wire, "date_from=2030-01-01", ""), ==, 0);
  g_assert_cmpint (count_events (wire, "date_from=2026-09-22&date_to=2026-09-21", ""), ==, 0);
  g_assert_cmpint (count_events (wire, "date_to=2020-01-01", ""), ==, 0);
}

static void
check_summary (ArmadaTestWire *wire, const char *period)
{
  g_autofree char *endpoint = g_strconcat ("get_alerts_summary?", period, NULL);
  g_autoptr (JsonNode) root = armada_test_get (wire, 200, endpoint);
  g_autoptr (GPtrArray) items = armada_test_list (root, "items");
  gint64 sum = 0;
  guint n_zeros = 0;

  for (guint i = 0; i < items->len; i++)
    {
      gint64 count = armada_test_int (items->pdata[i], "count");
      g_autofree char *filter =
          g_strconcat ("type=", armada_test_text (items->pdata[i], "type"), NULL);

      g_assert_cmpint (count, ==, count_events (wire, period, filter));
      sum += count;
      n_zeros += count == 0;
    }
  g_assert_cmpint (sum, ==, count_events (wire, period, ""));
  g_assert_cmpint (sum, >, 0);
  g_assert_cmpuint (n_zeros, >=, 2);
}

static void
test_summary (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);

  check_summary (wire, DAY_ONE);
  check_summary (wire, "date_from=2026-09-21%2010:00");
  check_summary (wire, "");
}

/* A poll brings what get_events tells of the time since. */
static void
test_latest (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autofree char *endpoint =
      g_strdup_printf ("get_devices_latest?time=%d", ARMADA_TEST_WIRE_START);
  g_autoptr (JsonNode) first = armada_test_get (wire, 200, "get_devices_latest");
  g_autoptr (GPtrArray) none = armada_test_list (first, "events");
  g_autoptr (JsonNode) latest = NULL, root = NULL;
  g_autoptr (GPtrArray) told = NULL, events = NULL;

  wire->ticks = 300;
  latest = armada_test_get (wire, 200, endpoint);
  told = armada_test_list (latest, "events");
  events = get_events (wire, "", &root);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (told->len, >, 3);
  g_assert_cmpuint (told->len, <, 100);
  for (guint i = 0; i < told->len; i++)
    g_assert_true (json_node_equal (told->pdata[i], events->pdata[i]));
  g_assert_cmpint (armada_test_int (events->pdata[told->len], "id"), <,
                   armada_test_int (told->pdata[told->len - 1], "id"));
}

/* Returns: (transfer container): all devices */
static GPtrArray *
get_devices (ArmadaTestWire *wire, JsonNode **root)
{
  GPtrArray *devices = g_ptr_array_new ();
  g_autoptr (GPtrArray) groups = NULL;

  *root = armada_test_get (wire, 200, "get_devices?limit=1000");
  groups = armada_test_list (*root, "");
  for (guint i = 0; i < groups->len; i++)
    {
      g_autoptr (GPtrArray) items = armada_test_list (groups->pdata[i], "items");

      for (guint k = 0; k < items->len; k++)
        g_ptr_array_add (devices, items->pdata[k]);
    }
  return devices;
}

static void
check_service (JsonNode *device, JsonNode *told, JsonNode *service)
{
  double odometer = json_node_get_double (armada_test_find (device, "total_distance"));
  gboolean expiring = json_node_get_boolean (armada_test_find (told, "expiring"));
  const char *value = armada_test_text (told, "value");
  gboolean expired = armada_test_int (service, "expired") == 1;
  double left;

  g_assert_cmpint (armada_test_int (told, "id"), ==, armada_test_int (service, "id"));
  g_assert_cmpstr (armada_test_text (told, "name"), ==, armada_test_text (service, "name"));
  g_assert_cmpint (strstr (value, "Expired") != NULL, ==, expired);
  g_assert_cmpint (expiring, ==, armada_test_int (service, "event_sent") == 1);
  if (g_strcmp0 (armada_test_text (service, "expiration_by"), "odometer") != 0)
    return;
  left = g_ascii_strtod (armada_test_text (service, "expires"), NULL) - odometer;
  g_assert_cmpfloat (fabs (left), <, 45000);
  g_assert_cmpint (left < 0, ==, expired);
  g_assert_cmpfloat (fabs (g_ascii_strtod (strchr (value, '(') + 1, NULL) - fabs (left)), <, 1);
}

/* get_services says of each device what get_devices does, and more. */
static void
test_services (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) devices = get_devices (wire, &root);
  g_autoptr (GHashTable) by = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_expired = 0;

  for (guint i = 0; i < devices->len; i++)
    {
      JsonNode *device = devices->pdata[i];
      g_autofree char *endpoint = g_strdup_printf ("get_services?device_id=%" G_GINT64_FORMAT,
                                                   armada_test_int (device, "id"));
      g_autoptr (JsonNode) page = armada_test_get (wire, 200, endpoint);
      g_autoptr (GPtrArray) services = armada_test_list (page, "data");
      g_autoptr (GPtrArray) told = NULL;

      for (guint k = 0; k < services->len; k++)
        {
          n_expired += armada_test_int (services->pdata[k], "expired") == 1;
          g_hash_table_add (by, g_strdup (armada_test_text (services->pdata[k], "expiration_by")));
        }
      if (JSON_NODE_HOLDS_NULL (armada_test_find (device, "services")))
        continue;
      told = armada_test_list (device, "services");
      g_assert_cmpuint (told->len, ==, services->len);
      for (guint k = 0; k < told->len; k++)
        check_service (device, told->pdata[k], services->pdata[k]);
    }
  g_assert_cmpuint (g_hash_table_size (by), ==, 3);
  g_assert_cmpuint (n_expired, >=, 3);
}

/* The drivers whom devices name, and some who have none. */
static void
test_drivers (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) devices = get_devices (wire, &root);
  g_autoptr (JsonNode) page = armada_test_get (wire, 200, "get_user_drivers?limit=1000");
  g_autoptr (GPtrArray) drivers = armada_test_list (page, "items.drivers.data");
  guint n_named = 0, n_spare = 0;

  for (guint i = 0; i < drivers->len; i++)
    {
      gint64 device_id = JSON_NODE_HOLDS_NULL (armada_test_find (drivers->pdata[i], "device_id"))
                             ? 0
                             : armada_test_int (drivers->pdata[i], "device_id");

      n_spare += device_id == 0;
      for (guint k = 0; k < devices->len && device_id != 0; k++)
        if (armada_test_int (devices->pdata[k], "id") == device_id)
          {
            g_assert_cmpstr (armada_test_text (devices->pdata[k], "driver"), ==,
                             armada_test_text (drivers->pdata[i], "name"));
            g_assert_cmpint (armada_test_int (devices->pdata[k], "driver_data.id"), ==,
                             armada_test_int (drivers->pdata[i], "id"));
            g_assert_cmpstr (armada_test_text (devices->pdata[k], "name"), ==,
                             armada_test_text (drivers->pdata[i], "device.name"));
            n_named++;
          }
    }
  g_assert_cmpuint (n_spare, >=, 3);
  g_assert_cmpuint (n_named + n_spare, ==, drivers->len);
  for (guint i = 0; i < devices->len; i++)
    n_named -= g_strcmp0 (armada_test_text (devices->pdata[i], "driver"), "-") != 0;
  g_assert_cmpuint (n_named, ==, 0);
}

static void
test_driver_search (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) found = armada_test_get (wire, 200, "get_user_drivers?search=RATNA");
  g_autoptr (JsonNode) none = armada_test_get (wire, 200, "get_user_drivers?search=zzz");
  g_autoptr (GPtrArray) drivers = armada_test_list (found, "items.drivers.data");

  g_assert_cmpuint (drivers->len, ==, 1);
  g_assert_cmpint (armada_test_int (none, "items.drivers.total"), ==, 0);
  g_assert_cmpint (armada_test_int (none, "items.drivers.last_page"), ==, 1);
}

/* What a geofence's event names is told by get_geofences. */
static void
test_geofences (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) root = armada_test_get (wire, 200, "get_geofences");
  g_autoptr (GPtrArray) geofences = armada_test_list (root, "items.geofences");
  g_autoptr (JsonNode) found = NULL;
  g_autoptr (GPtrArray) events = get_events (wire, DAY_ONE "&type=geofence_out", &found);

  g_assert_cmpuint (events->len, >, 10);
  for (guint i = 0; i < events->len; i++)
    {
      gint64 id = armada_test_int (events->pdata[i], "geofence_id");
      gboolean is_there = FALSE;

      g_assert_cmpint (armada_test_int (events->pdata[i], "geofence.id"), ==, id);
      for (guint k = 0; k < geofences->len; k++)
        is_there |= armada_test_int (geofences->pdata[k], "id") == id &&
                    g_str_equal (armada_test_text (geofences->pdata[k], "name"),
                                 armada_test_text (events->pdata[i], "geofence.name"));
      g_assert_true (is_there);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo-agreement/events", test_events);
  g_test_add_func ("/demo-agreement/filters", test_filters);
  g_test_add_func ("/demo-agreement/periods", test_periods);
  g_test_add_func ("/demo-agreement/summary", test_summary);
  g_test_add_func ("/demo-agreement/latest", test_latest);
  g_test_add_func ("/demo-agreement/services", test_services);
  g_test_add_func ("/demo-agreement/drivers", test_drivers);
  g_test_add_func ("/demo-agreement/driver-search", test_driver_search);
  g_test_add_func ("/demo-agreement/geofences", test_geofences);
  return g_test_run ();
}
