/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo platform's lists: their shape in both dialects, their pages, and that they agree. */
#include "armada-test-fixture.h"
#include "armada-test-lists.h"

#define HOURS "date_from=2026-09-20%2005:00&date_to=2026-09-20%2010:00:00"

/* Every list: where it stands, and where its paging. */
static const struct
{
  const char *endpoint;
  const char *list;
  const char *pages; /* where "last_page" stands; NULL: it is not paged */
  guint usual_limit;
  const char *fixture;
  gboolean in_legacy;
} lists[] = {
  { "get_events?" HOURS, "items.data", "items", 30, "get_events", TRUE },
  { "get_alerts", "items.alerts", NULL, 0, "get_alerts", TRUE },
  { "devices_groups", "", "pagination", 10, "devices_groups", TRUE },
  { "devices/1001/alerts", "data", "pagination", 15, "devices_id_alerts", TRUE },
  { "get_alerts_summary", "items", NULL, 0, "get_alerts_summary", FALSE },
  { "get_custom_events_by_device?devices[]=1001&devices[]=1002&devices[]=1003", "", NULL, 0,
    "get_custom_events_by_device", TRUE },
  { "get_user_drivers", "items.drivers.data", "items.drivers", 10, "get_user_drivers", TRUE },
  { "get_services?device_id=1001", "data", "", 15, "get_services", TRUE },
  { "sharing", "data", "pagination", 15, "sharing", FALSE },
  { "get_geofences", "items.geofences", NULL, 0, "x_get_geofences", TRUE },
};

/* What only other events and rules have. */
static const char *const not_ours[] = { "additional.driver_id", "additional.driver_name", "zones" };

static void
test_both_dialects (gconstpointer legacy)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (GPOINTER_TO_INT (legacy));

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      gboolean known = legacy == NULL || lists[i].in_legacy;
      g_autoptr (JsonNode) root = armada_test_get (wire, known ? 200 : 404, lists[i].endpoint);
      g_autoptr (GPtrArray) items = known ? armada_test_list (root, lists[i].list) : NULL;
      JsonNode *id;

      if (!known)
        continue;
      g_assert_cmpuint (items->len, >, 0);
      if (!json_object_has_member (json_node_get_object (items->pdata[0]), "id"))
        continue;
      id = armada_test_find (items->pdata[0], "id");
      g_assert_cmpstr (json_node_type_name (id), ==, legacy ? "String" : "Integer");
    }
}

/* "notifications.sound.active": the way to every member there is, without list numbers. */
static void
collect_names (JsonNode *node, const char *path, GHashTable *names)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      collect_names (json_array_get_element (json_node_get_array (node), i), path, names);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autofree char *below =
          g_ascii_isdigit (*name) ? g_strdup (path) : g_strconcat (path, ".", name, NULL);

      collect_names (member, below, names);
      g_hash_table_add (names, g_steal_pointer (&below));
    }
}

static void
check_names (JsonNode *root, const char *fixture)
{
  g_autofree char *file = g_strconcat (fixture, ".json", NULL);
  g_autoptr (GBytes) bytes = armada_test_fixture (file);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonNode) wanted_root = json_from_string (text, NULL);
  GHashTableIter iter;
  gpointer name;

  collect_names (root, "", names);
  collect_names (wanted_root, "", wanted);
  g_assert_cmpuint (g_hash_table_size (wanted), >, 3);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      gboolean ours = TRUE;

      for (guint i = 0; i < G_N_ELEMENTS (not_ours); i++)
        ours &= !g_str_has_suffix (name, not_ours[i]);
      if (ours && !g_hash_table_contains (names, name))
        g_test_fail_printf ("%s: nothing has %s", fixture, (const char *) name);
    }
}

/* Every member that a recorded answer has is in ours. */
static void
test_names (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) share = armada_test_get (wire, 200, "sharing/81");
  g_autoptr (JsonNode) account = armada_test_get (wire, 200, "get_user_data");

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *endpoint = g_strconcat (
          lists[i].endpoint, strchr (lists[i].endpoint, '?') ? "&" : "?", "limit=1000", NULL);
      g_autoptr (JsonNode) root = armada_test_get (wire, 200, endpoint);

      check_names (root, lists[i].fixture);
    }
  check_names (share, "sharing_id");
  check_names (account, "x_get_user_data");
}

static JsonNode *
get_page (ArmadaTestWire *wire, guint index, guint limit, guint page)
{
  g_autofree char *endpoint =
      g_strdup_printf ("%s%slimit=%u&page=%u", lists[index].endpoint,
                       strchr (lists[index].endpoint, '?') ? "&" : "?", limit, page);

  return armada_test_get (wire, 200, endpoint);
}

static gint64
get_paging (JsonNode *root, guint index, const char *name)
{
  g_autofree char *path =
      *lists[index].pages ? g_strconcat (lists[index].pages, ".", name, NULL) : g_strdup (name);

  return armada_test_int (root, path);
}

/* All pages of one list hold each element of the whole list once, in its order. */
static void
check_pages (ArmadaTestWire *wire, guint index, guint limit)
{
  g_autoptr (JsonNode) whole = get_page (wire, index, 1000, 1);
  g_autoptr (GPtrArray) all = armada_test_list (whole, lists[index].list);
  gint64 last = ((gint64) all->len + limit - 1) / limit;
  guint n = 0;

  g_assert_cmpint (get_paging (whole, index, "total"), ==, all->len);
  g_assert_cmpint (get_paging (whole, index, "last_page"), ==, 1);
  for (guint page = 1; page <= last + 1; page++)
    {
      g_autoptr (JsonNode) root = get_page (wire, index, limit, page);
      g_autoptr (GPtrArray) items = armada_test_list (root, lists[index].list);

      g_assert_cmpint (get_paging (root, index, "last_page"), ==, last);
      g_assert_cmpint (get_paging (root, index, "current_page"), ==, page);
      g_assert_cmpint (get_paging (root, index, "per_page"), ==, limit);
      g_assert_cmpint (get_paging (root, index, "total"), ==, all->len);
      g_assert_cmpuint (items->len, ==, MIN (limit, all->len - n));
      for (guint i = 0; i < items->len; i++)
        g_assert_true (json_node_equal (items->pdata[i], all->pdata[n + i]));
      n += items->len;
    }
  g_assert_cmpuint (n, ==, all->len);
}

static void
test_pages (gconstpointer legacy)
{
  static const guint limits[] = { 97, 0, 3, 4, 0, 0, 7, 1, 6, 0 };
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (GPOINTER_TO_INT (legacy));

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i].pages != NULL && (legacy == NULL || lists[i].in_legacy))
      check_pages (wire, i, limits[i]);
}

static void
test_usual_limits (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (JsonNode) root = armada_test_get (wire, 200, lists[i].endpoint);

      if (lists[i].pages != NULL)
        g_assert_cmpint (get_paging (root, i, "per_page"), ==, lists[i].usual_limit);
    }
}

/* The URLs lead on, and end. */
static void
test_page_urls (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) first = armada_test_get (wire, 200, "get_user_drivers");
  g_autoptr (JsonNode) past = armada_test_get (wire, 200, "get_user_drivers?page=99");
  g_autofree char *second = g_strconcat (wire->address, "api/get_user_drivers?page=2", NULL);

  g_assert_cmpstr (armada_test_text (first, "items.drivers.next_page_url"), ==, second);
  g_assert_null (armada_test_text (first, "items.drivers.prev_page_url"));
  g_assert_cmpint (armada_test_int (first, "items.drivers.from"), ==, 1);
  g_assert_cmpint (armada_test_int (first, "items.drivers.to"), ==, 10);
  g_assert_null (armada_test_text (past, "items.drivers.next_page_url"));
  g_assert_true (JSON_NODE_HOLDS_NULL (armada_test_find (past, "items.drivers.from")));
  g_assert_true (JSON_NODE_HOLDS_NULL (armada_test_find (past, "items.drivers.to")));
}

/* The platform's own bound, one that ignores paging, and one bad element in each list. */
static void
test_page_faults (void)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (ArmadaTestWire) wire = NULL;

  options.page_limit = 5;
  wire = armada_test_wire_new (&options);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (JsonNode) plain = armada_test_get (wire, 200, lists[i].endpoint);
      g_autoptr (GPtrArray) items = armada_test_list (plain, lists[i].list);
      g_autoptr (JsonNode) all = NULL, bad = NULL;
      g_autoptr (GPtrArray) all_items = NULL, bad_items = NULL;

      armada_demo_server_set_fault (wire->server, "paging-ignored", 1);
      all = get_page (wire, i, 2, 2);
      all_items = armada_test_list (all, lists[i].list);
      armada_demo_server_set_fault (wire->server, "one-bad-device", 1);
      bad = armada_test_get (wire, 200, lists[i].endpoint);
      bad_items = armada_test_list (bad, lists[i].list);
      if (lists[i].pages != NULL)
        {
          g_assert_cmpuint (items->len, <=, 5);
          g_assert_cmpuint (all_items->len, ==, get_paging (plain, i, "total"));
        }
      if (!g_str_has_prefix (lists[i].endpoint, "get_custom"))
        g_assert_cmpuint (bad_items->len, ==, items->len + 1);
    }
}

/* The whole answer is missing, a number is wrong, or it belongs to somebody else. */
static void
test_refusals (gconstpointer legacy)
{
  static const struct
  {
    const char *endpoint;
    guint status;
    guint legacy_status;
  } asked[] = {
    { "get_events?date_from=yesterday", 422, 400 },
    { "get_events?date_to=2026-13-01", 422, 400 },
    { "get_events?date_to=2026-09-01T10:00", 422, 400 },
    { "get_events?date_from=2026-09-01%2010:00:00Z", 422, 400 },
    { "get_alerts_summary?date_from=x", 422, 404 },
    { "get_services", 422, 400 },
    { "get_services?device_id=77", 404, 404 },
    { "devices/77/alerts", 404, 404 },
    { "devices/abc/alerts", 404, 404 },
    { "sharing/7", 404, 404 },
    { "sharing/99", 403, 404 },
  };
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (GPOINTER_TO_INT (legacy));

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (JsonNode) root = armada_test_get (
          wire, legacy ? asked[i].legacy_status : asked[i].status, asked[i].endpoint);

      g_assert_cmpint (armada_test_int (root, "status"), ==, 0);
      g_assert_true (JSON_NODE_HOLDS_OBJECT (armada_test_find (root, "errors")));
      if (legacy == NULL)
        g_assert_cmpstr (armada_test_text (root, "message"), !=, "");
    }
}

/* Members that old platforms lack. */
static void
test_legacy_members (void)
{
  static const char *const of_events[] = { "type", "name", "detail", "device_name" };
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (TRUE);
  g_autoptr (JsonNode) events = armada_test_get (wire, 200, "get_events");
  g_autoptr (GPtrArray) event = armada_test_list (events, "items.data");
  g_autoptr (JsonNode) alerts = armada_test_get (wire, 200, "get_alerts");
  g_autoptr (GPtrArray) alert = armada_test_list (alerts, "items.alerts");

  for (guint i = 0; i < G_N_ELEMENTS (of_events); i++)
    g_assert_false (json_object_has_member (json_node_get_object (event->pdata[0]), of_events[i]));
  g_assert_nonnull (armada_test_text (event->pdata[0], "message"));
  g_assert_false (json_object_has_member (json_node_get_object (alert->pdata[0]), "type"));
  g_assert_false (json_object_has_member (json_node_get_object (alert->pdata[0]), "notifications"));
  g_assert_cmpstr (armada_test_text (alert->pdata[0], "overspeed_speed"), ==, "50");
}

static void
test_groups (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) found = armada_test_get (wire, 200, "devices_groups?search_phrase=DEPO%20u");
  g_autoptr (GPtrArray) depot = armada_test_list (found, "");
  g_autoptr (JsonNode) by_id = armada_test_get (wire, 200, "devices_groups?filter[id]=13");
  g_autoptr (GPtrArray) one = armada_test_list (by_id, "");
  g_autoptr (JsonNode) none = armada_test_get (wire, 200, "devices_groups?search_phrase=zzz");
  g_autoptr (GPtrArray) nobody = armada_test_list (none, "");
  g_autoptr (JsonNode) sorted = armada_test_get (
      wire, 200, "devices_groups?sorting[sort_by]=title&sorting[sort]=desc&limit=100");
  g_autoptr (GPtrArray) all = armada_test_list (sorted, "");

  g_assert_cmpuint (depot->len, ==, 1);
  g_assert_cmpstr (armada_test_text (depot->pdata[0], "title"), ==, "Depo Utara");
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (armada_test_int (one->pdata[0], "id"), ==, 13);
  g_assert_cmpuint (nobody->len, ==, 0);
  g_assert_cmpint (armada_test_int (none, "pagination.last_page"), ==, 1);
  g_assert_cmpuint (all->len, >, 10);
  for (guint i = 1; i < all->len; i++)
    {
      g_autofree char *before = g_utf8_casefold (armada_test_text (all->pdata[i - 1], "title"), -1);
      g_autofree char *after = g_utf8_casefold (armada_test_text (all->pdata[i], "title"), -1);

      g_assert_cmpstr (before, >, after);
    }
}

static gboolean
lists_number (JsonNode *node, const char *path, gint64 number)
{
  g_autoptr (GPtrArray) items = armada_test_list (node, path);

  for (guint i = 0; i < items->len; i++)
    if (json_node_get_int (items->pdata[i]) == number)
      return TRUE;
  return FALSE;
}

/* A device's rules are those that list it, and those for all. */
static void
test_alerts (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) root = armada_test_get (wire, 200, "get_alerts");
  g_autoptr (GPtrArray) rules = armada_test_list (root, "items.alerts");
  g_autoptr (JsonNode) device = armada_test_get (wire, 200, "devices/1012/alerts");
  g_autoptr (GPtrArray) watching = armada_test_list (device, "data");
  guint n = 0, n_inactive = 0, n_scheduled = 0;

  g_assert_cmpuint (rules->len, >=, 10);
  for (guint i = 0; i < rules->len; i++)
    {
      gboolean all = armada_test_int (rules->pdata[i], "for_all_user_devices") == 1;

      n_inactive += armada_test_int (rules->pdata[i], "active") == 0;
      n_scheduled += !JSON_NODE_HOLDS_NULL (armada_test_find (rules->pdata[i], "schedules"));
      if (!all && !lists_number (rules->pdata[i], "devices", 1012))
        continue;
      g_assert_cmpuint (n, <, watching->len);
      g_assert_cmpstr (armada_test_text (rules->pdata[i], "name"), ==,
                       armada_test_text (watching->pdata[n++], "name"));
    }
  g_assert_cmpuint (n, ==, watching->len);
  g_assert_cmpuint (n, <, rules->len);
  g_assert_cmpuint (n_inactive, ==, 1);
  g_assert_cmpuint (n_scheduled, ==, 1);
}

static void
test_custom_events (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) none = armada_test_get (wire, 200, "get_custom_events_by_device");
  g_autoptr (GPtrArray) groups = armada_test_list (none, "");
  GString *query = g_string_new ("get_custom_events_by_device?");
  g_autofree char *endpoint = NULL;
  g_autoptr (JsonNode) all = NULL;

  for (guint id = 1001; id < 1030; id++)
    g_string_append_printf (query, "devices%%5B%%5D=%u&", id);
  endpoint = g_string_free (query, FALSE);
  all = armada_test_get (wire, 200, endpoint);

  g_assert_cmpuint (groups->len, ==, 2);
  for (guint i = 0; i < groups->len; i++)
    {
      g_autoptr (GPtrArray) empty = armada_test_list (groups->pdata[i], "items");
      g_autoptr (GPtrArray) full = armada_test_list (all, i == 0 ? "0.items" : "1.items");

      g_assert_cmpuint (empty->len, ==, 0);
      g_assert_cmpuint (full->len, ==, i == 0 ? 5 : 2);
    }
  g_assert_cmpstr (armada_test_text (all, "1.key"), ==, "custom");
}

static void
test_shares (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_lists_new (FALSE);
  g_autoptr (JsonNode) root = armada_test_get (wire, 200, "sharing");
  g_autoptr (GPtrArray) shares = armada_test_list (root, "data");

  for (guint i = 0; i < shares->len; i++)
    {
      g_autofree char *endpoint =
          g_strdup_printf ("sharing/%" G_GINT64_FORMAT, armada_test_int (shares->pdata[i], "id"));
      g_autofree char *with_devices = g_strconcat (endpoint, "?includes=devices", NULL);
      g_autoptr (JsonNode) one = armada_test_get (wire, 200, endpoint);
      g_autoptr (JsonNode) more = armada_test_get (wire, 200, with_devices);
      g_autoptr (GPtrArray) devices = armada_test_list (more, "data.devices");

      g_assert_true (json_node_equal (armada_test_find (one, "data"), shares->pdata[i]));
      g_assert_cmpuint (devices->len, ==, i % 3 + 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/demo-lists/dialects/current", NULL, test_both_dialects);
  g_test_add_data_func ("/demo-lists/dialects/legacy", GINT_TO_POINTER (1), test_both_dialects);
  g_test_add_func ("/demo-lists/names", test_names);
  g_test_add_data_func ("/demo-lists/pages/current", NULL, test_pages);
  g_test_add_data_func ("/demo-lists/pages/legacy", GINT_TO_POINTER (1), test_pages);
  g_test_add_func ("/demo-lists/pages/usual-limits", test_usual_limits);
  g_test_add_func ("/demo-lists/pages/urls", test_page_urls);
  g_test_add_func ("/demo-lists/pages/faults", test_page_faults);
  g_test_add_data_func ("/demo-lists/refusals/current", NULL, test_refusals);
  g_test_add_data_func ("/demo-lists/refusals/legacy", GINT_TO_POINTER (1), test_refusals);
  g_test_add_func ("/demo-lists/legacy-members", test_legacy_members);
  g_test_add_func ("/demo-lists/groups", test_groups);
  g_test_add_func ("/demo-lists/alerts", test_alerts);
  g_test_add_func ("/demo-lists/custom-events", test_custom_events);
  g_test_add_func ("/demo-lists/shares", test_shares);
  return g_test_run ();
}
