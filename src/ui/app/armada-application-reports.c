/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-application-reports"

#include "app/armada-application-reports.h"

#include <glib/gi18n.h>

#define MEGABYTE 1000000 /* bytes */

/* The settings count in megabytes, the queue in bytes. */
static gboolean
get_limit (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint64 (value, (guint64) g_variant_get_uint32 (variant) * MEGABYTE);
  return TRUE;
}

/**
 * armada_application_set_up_reports:
 * @settings: of the schema id.trackgps.Armada
 */
void
armada_application_set_up_reports (ArmadaSession *session, GSettings *settings)
{
  armada_report_planner_set_no_group (armada_session_get_report_planner (session),
                                      C_ ("group", "Ungrouped"));
  g_settings_bind_with_mapping (settings, "report-limit", armada_session_get_report_queue (session),
                                "max-size", G_SETTINGS_BIND_GET, get_limit, NULL, NULL, NULL);
}
