/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-routes"

#include "armada-demo-routes.h"

#include <string.h>

#include "armada-demo-account.h"
#include "armada-demo-alerts-summary.h"
#include "armada-demo-alerts.h"
#include "armada-demo-custom-events.h"
#include "armada-demo-devices.h"
#include "armada-demo-drivers.h"
#include "armada-demo-events.h"
#include "armada-demo-geofences.h"
#include "armada-demo-groups.h"
#include "armada-demo-history-answer.h"
#include "armada-demo-report-types.h"
#include "armada-demo-reports.h"
#include "armada-demo-services.h"
#include "armada-demo-shares.h"

/* Which endpoints there are. A "*" stands for a number. */
static const struct
{
  const char *method;
  const char *path;
  ArmadaDemoEndpoint answer;
} routes[] = {
  { "GET", "devices/*/alerts", armada_demo_alerts_answer_of_device },
  { "GET", "devices_groups", armada_demo_groups_answer },
  { "POST", "generate_report", armada_demo_reports_answer_order },
  { "GET", "generate_report", armada_demo_reports_answer_file },
  { "GET", "get_alerts", armada_demo_alerts_answer },
  { "GET", "get_alerts_summary", armada_demo_alerts_summary_answer },
  { "GET", "get_custom_events_by_device", armada_demo_custom_events_answer },
  { "GET", "get_devices", armada_demo_devices_answer },
  { "GET", "get_devices_latest", armada_demo_devices_answer_latest },
  { "GET", "get_events", armada_demo_events_answer },
  { "GET", "get_geofences", armada_demo_geofences_answer },
  { "GET", "get_history", armada_demo_history_answer },
  { "GET", "get_reports", armada_demo_reports_answer },
  { "GET", "get_reports_types", armada_demo_report_types_answer },
  { "GET", "get_services", armada_demo_services_answer },
  { "GET", "get_user_data", armada_demo_account_answer },
  { "GET", "get_user_drivers", armada_demo_drivers_answer },
  { "GET", "sharing", armada_demo_shares_answer },
  { "GET", "sharing/*", armada_demo_shares_answer_one },
};

static gboolean
matches (const char *pattern, const char *path)
{
  for (; *pattern != '\0'; pattern++)
    if (*pattern != '*')
      {
        if (*path++ != *pattern)
          return FALSE;
      }
    else
      {
        gsize n = strspn (path, "0123456789");

        if (n == 0)
          return FALSE;
        path += n;
      }
  return *path == '\0';
}

/**
 * armada_demo_routes_find:
 * @method: of HTTP
 * @endpoint: path below "/api/"
 * @status: (out): why there is none: 404 or 405
 *
 * Returns: (nullable): who answers
 */
ArmadaDemoEndpoint
armada_demo_routes_find (const char *method, const char *endpoint, guint *status)
{
  *status = 404;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (matches (routes[i].path, endpoint))
      {
        if (g_str_equal (routes[i].method, method))
          return routes[i].answer;
        *status = 405;
      }
  return NULL;
}
