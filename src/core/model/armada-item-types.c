/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-item-types"

#include "model/armada-item-types.h"

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

/* A class that adds nothing to ArmadaItem but its record type. */
#define DEFINE_ITEM(Name, prefix, type)                                                            \
  struct _##Name                                                                                   \
  {                                                                                                \
    ArmadaItem parent_instance;                                                                    \
  };                                                                                               \
  G_DEFINE_FINAL_TYPE (Name, prefix, ARMADA_TYPE_ITEM)                                             \
  static void prefix##_class_init (Name##Class *klass)                                             \
  {                                                                                                \
    armada_item_class_set_type (ARMADA_ITEM_CLASS (klass), &type);                                 \
  }                                                                                                \
  static void prefix##_init (Name *self) {}

DEFINE_ITEM (ArmadaAlert, armada_alert, armada_alert_record_type)
DEFINE_ITEM (ArmadaAlertCount, armada_alert_count, armada_alert_count_record_type)
DEFINE_ITEM (ArmadaCustomEvent, armada_custom_event, armada_custom_event_record_type)
DEFINE_ITEM (ArmadaDeviceAlert, armada_device_alert, armada_device_alert_record_type)
DEFINE_ITEM (ArmadaDeviceGroup, armada_device_group, armada_device_group_record_type)
DEFINE_ITEM (ArmadaDriver, armada_driver, armada_driver_record_type)
DEFINE_ITEM (ArmadaEvent, armada_event, armada_event_record_type)
DEFINE_ITEM (ArmadaGeofence, armada_geofence, armada_geofence_record_type)
DEFINE_ITEM (ArmadaReportDefinition, armada_report_definition, armada_report_record_type)
DEFINE_ITEM (ArmadaReportType, armada_report_type, armada_report_type_record_type)
DEFINE_ITEM (ArmadaService, armada_service, armada_service_record_type)
DEFINE_ITEM (ArmadaShare, armada_share, armada_share_record_type)

/**
 * armada_item_types_find:
 * @type: of the records of a list
 *
 * Returns: the class of its items
 */
GType
armada_item_types_find (const ArmadaRecordType *type)
{
  if (type == &armada_alert_record_type)
    return ARMADA_TYPE_ALERT;
  if (type == &armada_alert_count_record_type)
    return ARMADA_TYPE_ALERT_COUNT;
  if (type == &armada_custom_event_record_type)
    return ARMADA_TYPE_CUSTOM_EVENT;
  if (type == &armada_device_alert_record_type)
    return ARMADA_TYPE_DEVICE_ALERT;
  if (type == &armada_device_group_record_type)
    return ARMADA_TYPE_DEVICE_GROUP;
  if (type == &armada_driver_record_type)
    return ARMADA_TYPE_DRIVER;
  if (type == &armada_event_record_type)
    return ARMADA_TYPE_EVENT;
  if (type == &armada_geofence_record_type)
    return ARMADA_TYPE_GEOFENCE;
  if (type == &armada_report_record_type)
    return ARMADA_TYPE_REPORT_DEFINITION;
  if (type == &armada_report_type_record_type)
    return ARMADA_TYPE_REPORT_TYPE;
  if (type == &armada_service_record_type)
    return ARMADA_TYPE_SERVICE;
  if (type == &armada_share_record_type)
    return ARMADA_TYPE_SHARE;
  g_return_val_if_reached (G_TYPE_INVALID);
}
