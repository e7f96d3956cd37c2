/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api/armada-answer.h"
#include "api/armada-error.h"
#include "armada-test-fixture.h"

/* What came of which endpoint with which status: a failure's code and the server's sentence. */
typedef struct
{
  const char *name;
  const char *endpoint;
  guint status;
  int code; /* of ArmadaError */
  const char *sentence;
} Failure;

static const Failure failures[] = {
  { "login.wrong-credentials.json", "login", 401, ARMADA_ERROR_UNAUTHORIZED, "Wrong credentials." },
  { "login.suspended.json", "login", 401, ARMADA_ERROR_UNAUTHORIZED,
    "Akun Anda telah ditangguhkan." },
  { "login.validation.json", "login", 422, ARMADA_ERROR_REFUSED, "The email field is required." },
  { "login.validation-legacy.json", "login", 400, ARMADA_ERROR_REFUSED,
    "The email must be a valid email address." },
  { "login.throttled.json", "login", 429, ARMADA_ERROR_RATE_LIMITED, "Too Many Attempts." },
  { "get_devices.unauthorized.json", "get_devices", 401, ARMADA_ERROR_UNAUTHORIZED,
    "Unauthorized." },
  { "get_devices.unauthorized-legacy.json", "get_devices", 401, ARMADA_ERROR_UNAUTHORIZED,
    "Unauthorized" },
  { "any.unauthorized.txt", "any", 401, ARMADA_ERROR_UNAUTHORIZED, "Unauthorized." },
  { "any.bad-gateway.html", "any", 502, ARMADA_ERROR_SERVER, NULL },
  { "any.truncated.json", "any", 200, ARMADA_ERROR_BAD_REPLY, NULL },
  { "any.empty.txt", "any", 200, ARMADA_ERROR_BAD_REPLY, NULL },
  { "any.not-found.json", "any", 404, ARMADA_ERROR_MISSING,
    "The endpoint you are looking for could not be found." },
  { "any.server-error.json", "any", 500, ARMADA_ERROR_SERVER,
    "Whoops, looks like something went wrong." },
  { "any.method-missing.json", "any", 500, ARMADA_ERROR_SERVER, "Method does not exist!" },
  { "any.throttled.json", "any", 429, ARMADA_ERROR_RATE_LIMITED, "Too Many Attempts." },
  { "devices_id_alerts.not-found.json", "devices/{id}/alerts", 404, ARMADA_ERROR_MISSING,
    "Device not found" },
  { "get_alerts_summary.not-found.json", "get_alerts_summary", 404, ARMADA_ERROR_MISSING,
    "The endpoint you are looking for could not be found." },
  { "get_events.validation.json", "get_events", 422, ARMADA_ERROR_REFUSED,
    "The date from is not a valid date." },
  { "get_user_drivers.forbidden.json", "get_user_drivers", 403, ARMADA_ERROR_REFUSED,
    "You don't have permission to do this." },
  { "get_history.bad-time.json", "get_history", 422, ARMADA_ERROR_REFUSED,
    "The from time format is invalid." },
  { "get_history.missing-params.json", "get_history", 422, ARMADA_ERROR_REFUSED,
    "The from date field is required." },
  { "get_history.expired.json", "get_history", 422, ARMADA_ERROR_REFUSED, "Expired" },
  { "get_history.legacy-400.json", "get_history", 400, ARMADA_ERROR_REFUSED, "Device not found" },
  { "get_history.forbidden.json", "get_history", 403, ARMADA_ERROR_REFUSED,
    "You don't have permission to do this." },
  { "generate_report.validation.json", "generate_report", 422, ARMADA_ERROR_REFUSED,
    "The devices field is required." },
  { "generate_report.bad-format.json", "generate_report", 422, ARMADA_ERROR_REFUSED,
    "The selected format is invalid." },
  { "generate_report.needs-email.json", "generate_report", 422, ARMADA_ERROR_REFUSED,
    "The send to email field is required." },
  { "generate_report.legacy-400.json", "generate_report", 400, ARMADA_ERROR_REFUSED, "No devices" },
  { "get_services.missing-device.json", "get_services", 422, ARMADA_ERROR_REFUSED,
    "The device id field is required." },
  { "get_services.not-found.json", "get_services", 404, ARMADA_ERROR_MISSING, "Device not found" },
  { "sharing.forbidden.json", "sharing", 403, ARMADA_ERROR_REFUSED,
    "You don't have permission to do this." },
  { "sharing_id.not-found.json", "sharing/{id}", 404, ARMADA_ERROR_MISSING, "Sharing not found" },
  { "sharing_id.forbidden.json", "sharing/{id}", 403, ARMADA_ERROR_REFUSED,
    "You don't have permission to do this." },
  { "x_add_report_data.no-devices.json", "add_report_data", 400, ARMADA_ERROR_REFUSED,
    "No devices" },
};

typedef struct
{
  const char *name;
  const char *endpoint;
} Success;

/* All of them came with HTTP 200. */
static const Success successes[] = {
  { "login.json", "login" },
  { "login.with-permissions.json", "login" },
  { "get_devices.json", "get_devices" },
  { "get_devices.empty.json", "get_devices" },
  { "get_devices.legacy-strings.json", "get_devices" },
  { "get_devices.page2-short.json", "get_devices" },
  { "devices_groups.json", "devices_groups" },
  { "devices_groups.page2.json", "devices_groups" },
  { "devices_groups.empty.json", "devices_groups" },
  { "get_alerts.json", "get_alerts" },
  { "get_alerts.legacy.json", "get_alerts" },
  { "get_alerts.empty.json", "get_alerts" },
  { "get_custom_events_by_device.json", "get_custom_events_by_device" },
  { "get_custom_events_by_device.empty.json", "get_custom_events_by_device" },
  { "devices_id_alerts.json", "devices/{id}/alerts" },
  { "devices_id_alerts.empty.json", "devices/{id}/alerts" },
  { "get_alerts_summary.json", "get_alerts_summary" },
  { "get_alerts_summary.status-only.json", "get_alerts_summary" },
  { "get_events.json", "get_events" },
  { "get_events.last-page.json", "get_events" },
  { "get_events.empty.json", "get_events" },
  { "get_user_drivers.json", "get_user_drivers" },
  { "get_user_drivers.legacy-strings.json", "get_user_drivers" },
  { "get_user_drivers.empty.json", "get_user_drivers" },
  { "get_history.json", "get_history" },
  { "get_history.sensors-driver-fuel.json", "get_history" },
  { "get_history.no-data.json", "get_history" },
  { "get_reports.json", "get_reports" },
  { "get_reports.legacy-strings.json", "get_reports" },
  { "get_reports.empty.json", "get_reports" },
  { "get_reports_types.json", "get_reports_types" },
  { "get_reports_types.no-parameters.json", "get_reports_types" },
  { "get_reports_types.empty.json", "get_reports_types" },
  { "generate_report.json", "generate_report" },
  { "generate_report.status1.json", "generate_report" },
  { "generate_report.scheduled.json", "generate_report" },
  { "generate_report.body-type1.json", "generate_report step 2" },
  { "generate_report.body-type3.json", "generate_report step 2" },
  { "get_services.json", "get_services" },
  { "get_services.empty.json", "get_services" },
  { "sharing.json", "sharing" },
  { "sharing.empty.json", "sharing" },
  { "sharing_id.json", "sharing/{id}" },
  { "x_get_devices_latest.json", "get_devices_latest" },
  { "x_get_devices_latest.nothing-new.json", "get_devices_latest" },
  { "x_get_geofences.json", "get_geofences" },
  { "x_address_reverse.json", "address/reverse" },
  { "x_get_user_data.json", "get_user_data" },
  { "x_get_user_data.limited.json", "get_user_data" },
  { "x_add_report_data.json", "add_report_data" },
  { "x_destroy_report.json", "destroy_report" },
  { "x_edit_report.json", "add_report / edit_report" },
  { "x_point_in_geofences.json", "point_in_geofences" },
  { "x_get_history_messages.json", "get_history_messages" },
};

static void
check_failure (const Failure *failure, gboolean unparsed)
{
  g_autoptr (GBytes) body = armada_test_fixture (failure->name);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_answer_new (failure->endpoint, failure->status, 30, body, unparsed, &error);

  g_test_message ("%s", failure->name);
  g_assert_null (answer);
  g_assert_error (error, ARMADA_ERROR, failure->code);
  g_assert_cmpuint (armada_error_get_status (error), ==, failure->status);
  g_assert_cmpint (armada_error_get_retry_after (error), ==, 30);
  g_assert_cmpstr (armada_error_get_server_text (error), ==, failure->sentence);
  g_assert_true (g_str_has_prefix (error->message, failure->endpoint));
  if (failure->sentence != NULL)
    g_assert_null (strstr (error->message, failure->sentence));
}

/* Spoilt JSON that its reader takes apart itself is found out by that reader. */
static void
test_failures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      check_failure (&failures[i], FALSE);
      if (!g_str_equal (failures[i].name, "any.truncated.json"))
        check_failure (&failures[i], TRUE);
    }
}

static void
test_successes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (successes); i++)
    {
      g_autoptr (GBytes) body = armada_test_fixture (successes[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (ArmadaAnswer) answer =
          armada_answer_new (successes[i].endpoint, 200, -1, body, FALSE, &error);

      g_test_message ("%s", successes[i].name);
      g_assert_no_error (error);
      g_assert_true (yyjson_is_ctn (armada_answer_get_root (answer)));
    }
}

static gboolean
is_listed (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (g_str_equal (failures[i].name, name))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (successes); i++)
    if (g_str_equal (successes[i].name, name))
      return TRUE;
  return FALSE;
}

/* No fixture is forgotten. */
static void
test_complete (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = g_dir_open (path, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_test_message ("%s", name);
      g_assert_true (!g_str_has_suffix (name, ".json") || is_listed (name));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fixtures/failures", test_failures);
  g_test_add_func ("/fixtures/successes", test_successes);
  g_test_add_func ("/fixtures/complete", test_complete);
  return g_test_run ();
}
