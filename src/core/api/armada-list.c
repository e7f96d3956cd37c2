/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-list"

#include "api/armada-list.h"

#include "api/armada-alert-counts-reader.h"
#include "api/armada-alerts-reader.h"
#include "api/armada-custom-events-reader.h"
#include "api/armada-device-alerts-reader.h"
#include "api/armada-drivers-reader.h"
#include "api/armada-events-reader.h"
#include "api/armada-geofences-reader.h"
#include "api/armada-groups-reader.h"
#include "api/armada-report-types-reader.h"
#include "api/armada-reports-reader.h"
#include "api/armada-services-reader.h"
#include "api/armada-shares-reader.h"

/* Who asks for and reads each list. */
static const struct
{
  const char *name;
  const ArmadaRecordType *type;
  ArmadaCall *(*call) (const ArmadaListQuery *query, guint page);
  ArmadaPage *(*read) (ArmadaAnswer *answer, GError **error);
} lists[] = {
  [ARMADA_LIST_GROUPS] = { "groups", &armada_device_group_record_type, armada_groups_call,
                           armada_groups_read },
  [ARMADA_LIST_ALERTS] = { "alerts", &armada_alert_record_type, armada_alerts_call,
                           armada_alerts_read },
  [ARMADA_LIST_CUSTOM_EVENTS] = { "custom-events", &armada_custom_event_record_type,
                                  armada_custom_events_call, armada_custom_events_read },
  [ARMADA_LIST_DEVICE_ALERTS] = { "device-alerts", &armada_device_alert_record_type,
                                  armada_device_alerts_call, armada_device_alerts_read },
  [ARMADA_LIST_ALERT_COUNTS] = { "alert-counts", &armada_alert_count_record_type,
                                 armada_alert_counts_call, armada_alert_counts_read },
  [ARMADA_LIST_EVENTS] = { "events", &armada_event_record_type, armada_events_call,
                           armada_events_read },
  [ARMADA_LIST_DRIVERS] = { "drivers", &armada_driver_record_type, armada_drivers_call,
                            armada_drivers_read },
  [ARMADA_LIST_REPORTS] = { "reports", &armada_report_record_type, armada_reports_call,
                            armada_reports_read },
  [ARMADA_LIST_REPORT_TYPES] = { "report-types", &armada_report_type_record_type,
                                 armada_report_types_call, armada_report_types_read },
  [ARMADA_LIST_SERVICES] = { "services", &armada_service_record_type, armada_services_call,
                             armada_services_read },
  [ARMADA_LIST_SHARES] = { "shares", &armada_share_record_type, armada_shares_call,
                           armada_shares_read },
  [ARMADA_LIST_GEOFENCES] = { "geofences", &armada_geofence_record_type, armada_geofences_call,
                              armada_geofences_read },
};
G_STATIC_ASSERT (G_N_ELEMENTS (lists) == ARMADA_N_LISTS);

/**
 * armada_list_get_name:
 *
 * Returns: (transfer none): what the list is called in the store and in logs; it never changes
 */
const char *
armada_list_get_name (ArmadaListKind kind)
{
  return lists[kind].name;
}

/**
 * armada_list_get_type:
 *
 * Returns: (transfer none): what the list is made of
 */
const ArmadaRecordType *
armada_list_get_type (ArmadaListKind kind)
{
  return lists[kind].type;
}

/**
 * armada_list_call:
 * @page: from 1
 *
 * Returns: (transfer full): a call for one page; what the kind has no use for is left out
 */
ArmadaCall *
armada_list_call (const ArmadaListQuery *query, guint page)
{
  ArmadaCall *call = lists[query->kind].call (query, page);

  armada_call_set_priority (call, query->priority);
  return call;
}

/**
 * armada_list_read:
 * @answer: a good answer of armada_list_call() for the same kind
 *
 * Any thread.
 *
 * Returns: (transfer full): the page, or NULL with an ARMADA_ERROR
 */
ArmadaPage *
armada_list_read (ArmadaListKind kind, ArmadaAnswer *answer, GError **error)
{
  return lists[kind].read (answer, error);
}
