/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-answer.h"
#include "api/armada-call.h"
#include "api/armada-page.h"

G_BEGIN_DECLS

/**
 * ArmadaListKind:
 * @ARMADA_LIST_GROUPS: devices_groups, of ArmadaDeviceGroupRecord
 * @ARMADA_LIST_ALERTS: get_alerts, of ArmadaAlertRecord: rules
 * @ARMADA_LIST_CUSTOM_EVENTS: get_custom_events_by_device, of ArmadaCustomEventRecord
 * @ARMADA_LIST_DEVICE_ALERTS: devices/{id}/alerts, of ArmadaDeviceAlertRecord
 * @ARMADA_LIST_ALERT_COUNTS: get_alerts_summary, of ArmadaAlertCountRecord
 * @ARMADA_LIST_EVENTS: get_events, of ArmadaEventRecord, newest first
 * @ARMADA_LIST_DRIVERS: get_user_drivers, of ArmadaDriverRecord
 * @ARMADA_LIST_REPORTS: get_reports, of ArmadaReportRecord: saved definitions
 * @ARMADA_LIST_REPORT_TYPES: get_reports_types, of ArmadaReportTypeRecord
 * @ARMADA_LIST_SERVICES: get_services, of ArmadaServiceRecord
 * @ARMADA_LIST_SHARES: sharing, of ArmadaShareRecord
 * @ARMADA_LIST_GEOFENCES: get_geofences, of ArmadaGeofenceRecord
 *
 * The lists a server has besides its devices. The numbers are kept in the store: new ones are added
 * at the end.
 */
typedef enum
{
  ARMADA_LIST_GROUPS,
  ARMADA_LIST_ALERTS,
  ARMADA_LIST_CUSTOM_EVENTS,
  ARMADA_LIST_DEVICE_ALERTS,
  ARMADA_LIST_ALERT_COUNTS,
  ARMADA_LIST_EVENTS,
  ARMADA_LIST_DRIVERS,
  ARMADA_LIST_REPORTS,
  ARMADA_LIST_REPORT_TYPES,
  ARMADA_LIST_SERVICES,
  ARMADA_LIST_SHARES,
  ARMADA_LIST_GEOFENCES,
  ARMADA_N_LISTS,
} ArmadaListKind;

/**
 * ArmadaListQuery:
 * @kind: which list
 * @devices: device ids: exactly one for DEVICE_ALERTS and SERVICES, any number for CUSTOM_EVENTS,
 *   none or one for EVENTS; else unused
 * @from: (nullable): of EVENTS and ALERT_COUNTS: "YYYY-MM-DD" or "YYYY-MM-DD HH:MM:SS" in the
 *   account's zone
 * @to: (nullable): likewise
 * @type: (nullable): of EVENTS
 * @search: (nullable): of GROUPS, EVENTS and DRIVERS
 * @filters: (nullable) (array zero-terminated=1): of GROUPS: values of `filter[]`, or "name=value"
 * @sort_by: (nullable): of GROUPS: "title", "id" …
 * @sort: (nullable): of GROUPS: "asc" or "desc"
 * @limit: of GROUPS and EVENTS: items a page, 0: our choice
 * @priority: of the calls: whether somebody waits for it
 *
 * What is asked of a list.
 */
typedef struct
{
  ArmadaListKind kind;
  ArmadaIds devices;
  const char *from;
  const char *to;
  const char *type;
  const char *search;
  const char *const *filters;
  const char *sort_by;
  const char *sort;
  guint limit;
  ArmadaCallPriority priority;
} ArmadaListQuery;

const char *armada_list_get_name (ArmadaListKind kind);
const ArmadaRecordType *armada_list_get_type (ArmadaListKind kind);
ArmadaCall *armada_list_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_list_read (ArmadaListKind kind, ArmadaAnswer *answer, GError **error);

G_END_DECLS
