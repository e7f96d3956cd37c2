/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "api/armada-call-private.h"
#include "api/armada-error.h"
#include "api/armada-report-request.h"
#include "armada-test-fixture.h"

/* What is asked of generate_report, and what its first step answers. */

static gboolean
read_body (GBytes *body, char **url, GError **error)
{
  g_autoptr (ArmadaAnswer) answer =
      armada_answer_new ("generate_report", 200, -1, body, FALSE, error);

  g_assert_nonnull (answer);
  return armada_report_request_read (answer, url, error);
}

static void
check_fixture (const char *name, const char *expected)
{
  g_autoptr (GBytes) body = armada_test_fixture (name);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  g_assert_true (read_body (body, &url, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (url, ==, expected);
}

static void
test_fixtures (void)
{
  check_fixture ("generate_report.json",
                 "https://track.example.test/api/generate_report?title=Harian&type=1&format=json"
                 "&devices%5B0%5D=1101&date_from=2026-03-14&date_to=2026-03-15&lang=en"
                 "&user_api_hash=%242y%2410%24invented&generate=1");
  check_fixture ("generate_report.status1.json",
                 "https://track.example.test/api/generate_report?title=Harian&type=1&format=json"
                 "&devices[0]=1101&date_from=2026-03-14&date_to=2026-03-15&lang=en"
                 "&user_api_hash=INVENTED&generate=1");
  check_fixture ("generate_report.scheduled.json", NULL);
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *body;
    gboolean good;
    const char *url;
  } cases[] = {
    { "{\"status\":3,\"url\":\"/api/x?y=1&z=2\"}", TRUE, "/api/x?y=1&z=2" },
    { "{\"status\":\"3\",\"url\":\"https:\\/\\/a.test\\/b\"}", TRUE, "https://a.test/b" },
    { "\xef\xbb\xbf{\"url\":\"x\"}", TRUE, "x" },
    { "{\"status\":\"2\"}", TRUE, NULL },
    { "{\"status\":2,\"url\":null}", TRUE, NULL },
    { "{\"status\":2,\"url\":\"\"}", TRUE, NULL },
    { "{\"status\":3}", FALSE, NULL },
    { "{\"status\":3,\"url\":7}", FALSE, NULL },
    { "{\"status\":1,\"url\":[]}", FALSE, NULL },
    { "[\"url\"]", FALSE, NULL },
    { "{}", FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      g_autoptr (GError) error = NULL;
      g_autofree char *url = NULL;

      g_test_message ("%s", cases[i].body);
      g_assert_cmpint (read_body (body, &url, &error), ==, cases[i].good);
      g_assert_cmpstr (url, ==, cases[i].url);
      if (cases[i].good)
        g_assert_no_error (error);
      else
        g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
    }
}

static void
test_plain_call (void)
{
  static const gint64 devices[] = { 1101 };
  ArmadaReportRequest request = ARMADA_REPORT_REQUEST_INIT;
  g_autoptr (ArmadaCall) call = NULL;

  request.title = "Harian & lain";
  request.type = 1;
  request.format = "pdf_land";
  request.devices = (ArmadaIds) { devices, 1 };
  request.from = "2026-03-14 00:00:00";
  request.to = "2026-03-15";
  call = armada_report_request_call (&request);
  g_assert_cmpint (call->method, ==, ARMADA_CALL_POST);
  g_assert_cmpstr (call->endpoint, ==, "generate_report");
  g_assert_cmpstr (call->parameters->str, ==,
                   "title=Harian%20%26%20lain&type=1&format=pdf_land&devices%5B%5D=1101"
                   "&date_from=2026-03-14&from_time=00%3A00&date_to=2026-03-15");
}

static void
test_full_call (void)
{
  static const gint64 devices[] = { 1101, 1102 }, geofences[] = { 52 };
  g_autoptr (GHashTable) parameters = g_hash_table_new (g_str_hash, g_str_equal);
  ArmadaReportRequest request = ARMADA_REPORT_REQUEST_INIT;
  g_autoptr (ArmadaCall) call = NULL;

  g_hash_table_insert (parameters, (gpointer) "distance_tolerance", (gpointer) "5");
  request.title = "T";
  request.type = 43;
  request.format = "html";
  request.devices = (ArmadaIds) { devices, 2 };
  request.geofences = (ArmadaIds) { geofences, 1 };
  request.from = "2026-03-14 06:30:00";
  request.to = "2026-03-14 18:00:59";
  request.speed_limit = 90.5;
  request.stops = 0;
  request.show_addresses = request.zones_instead = TRUE;
  request.daily = request.weekly = TRUE;
  request.email = "a@b.test;c@d.test";
  request.parameters = parameters;
  call = armada_report_request_call (&request);
  g_assert_cmpstr (call->parameters->str, ==,
                   "title=T&type=43&format=html&devices%5B%5D=1101&devices%5B%5D=1102"
                   "&geofences%5B%5D=52&date_from=2026-03-14&from_time=06%3A30"
                   "&date_to=2026-03-14&to_time=18%3A00&speed_limit=90.5&stops=0"
                   "&show_addresses=1&zones_instead=1&daily=1&weekly=1"
                   "&send_to_email=a%40b.test%3Bc%40d.test&distance_tolerance=5");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-request/fixtures", test_fixtures);
  g_test_add_func ("/report-request/shapes", test_shapes);
  g_test_add_func ("/report-request/plain-call", test_plain_call);
  g_test_add_func ("/report-request/full-call", test_full_call);
  return g_test_run ();
}
