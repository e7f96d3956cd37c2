/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-call-private.h"
#include "api/armada-shares-reader.h"
#include "armada-test-pages.h"

/* What is asked of each endpoint. */

static const gint64 two_devices[] = { 1101, 1102 };
static const char *const filters[] = { "open", "user_id=7", NULL };

static void
check (const ArmadaListQuery *query, guint page, const char *endpoint, const char *parameters)
{
  g_autoptr (ArmadaCall) call = armada_list_call (query, page);

  g_assert_cmpint (call->method, ==, ARMADA_CALL_GET);
  g_assert_cmpstr (call->endpoint, ==, endpoint);
  g_assert_cmpstr (call->parameters->str, ==, parameters);
  g_assert_false (call->anonymous);
  g_assert_false (call->unparsed);
}

/* Nothing but the kind, and what a kind cannot do without. */
static void
test_plain (void)
{
  static const struct
  {
    const char *endpoint;
    const char *parameters;
  } expected[] = {
    [ARMADA_LIST_GROUPS] = { "devices_groups", "limit=100&page=3" },
    [ARMADA_LIST_ALERTS] = { "get_alerts", "" },
    [ARMADA_LIST_CUSTOM_EVENTS] = { "get_custom_events_by_device", "devices%5B%5D=1101" },
    [ARMADA_LIST_DEVICE_ALERTS] = { "devices/1101/alerts", "page=3" },
    [ARMADA_LIST_ALERT_COUNTS] = { "get_alerts_summary", "" },
    [ARMADA_LIST_EVENTS] = { "get_events", "limit=300&page=3&device_id=1101" },
    [ARMADA_LIST_DRIVERS] = { "get_user_drivers", "page=3" },
    [ARMADA_LIST_REPORTS] = { "get_reports", "page=3" },
    [ARMADA_LIST_REPORT_TYPES] = { "get_reports_types", "" },
    [ARMADA_LIST_SERVICES] = { "get_services", "device_id=1101&page=3" },
    [ARMADA_LIST_SHARES] = { "sharing", "page=3" },
    [ARMADA_LIST_GEOFENCES] = { "get_geofences", "" },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (expected) == ARMADA_N_LISTS);
  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    check (&(ArmadaListQuery) { .kind = kind, .devices = { two_devices, 1 } }, 3,
           expected[kind].endpoint, expected[kind].parameters);
}

static void
test_full (void)
{
  ArmadaListQuery query = { .devices = { two_devices, 2 },
                            .from = "2026-03-14",
                            .to = "2026-03-15 10:00:00",
                            .type = "overspeed",
                            .search = "a&b=ü",
                            .filters = filters,
                            .sort_by = "title",
                            .sort = "desc",
                            .limit = 5 };

  query.kind = ARMADA_LIST_GROUPS;
  check (&query, 1, "devices_groups",
         "limit=5&page=1&search_phrase=a%26b%3D%C3%BC&filter%5B%5D=open&filter%5Buser_id%5D=7"
         "&sorting%5Bsort_by%5D=title&sorting%5Bsort%5D=desc");
  query.kind = ARMADA_LIST_CUSTOM_EVENTS;
  check (&query, 1, "get_custom_events_by_device", "devices%5B%5D=1101&devices%5B%5D=1102");
  query.kind = ARMADA_LIST_ALERT_COUNTS;
  check (&query, 1, "get_alerts_summary", "date_from=2026-03-14&date_to=2026-03-15%2010%3A00%3A00");
  query.kind = ARMADA_LIST_EVENTS;
  check (&query, 2, "get_events",
         "limit=5&page=2&date_from=2026-03-14&date_to=2026-03-15%2010%3A00%3A00&device_id=1101"
         "&type=overspeed&search=a%26b%3D%C3%BC");
  query.kind = ARMADA_LIST_DRIVERS;
  check (&query, 1, "get_user_drivers", "page=1&search=a%26b%3D%C3%BC");
}

static void
test_share (void)
{
  g_autoptr (ArmadaCall) call = armada_share_call (81);

  g_assert_cmpstr (call->endpoint, ==, "sharing/81");
  g_assert_cmpstr (call->parameters->str, ==, "includes=devices");
}

/* Names of lists are kept in stores: they differ, and do not change. */
static void
test_names (void)
{
  static const char *const names[] = { "groups",       "alerts",   "custom-events", "device-alerts",
                                       "alert-counts", "events",   "drivers",       "reports",
                                       "report-types", "services", "shares",        "geofences" };

  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    g_assert_cmpstr (armada_list_get_name (kind), ==, names[kind]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-calls/plain", test_plain);
  g_test_add_func ("/list-calls/full", test_full);
  g_test_add_func ("/list-calls/share", test_share);
  g_test_add_func ("/list-calls/names", test_names);
  return g_test_run ();
}
