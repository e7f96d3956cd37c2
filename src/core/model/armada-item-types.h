/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-item.h"

G_BEGIN_DECLS

/*
 * The things of the lists, a class each: what a field is called and means stands with its record in
 * `api/`. Each has a property for every field that can be one.
 */

/* A rule that makes events */
#define ARMADA_TYPE_ALERT (armada_alert_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaAlert, armada_alert, ARMADA, ALERT, ArmadaItem)

/* How many events of a type there were */
#define ARMADA_TYPE_ALERT_COUNT (armada_alert_count_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaAlertCount, armada_alert_count, ARMADA, ALERT_COUNT, ArmadaItem)

/* An event that a tracker can send */
#define ARMADA_TYPE_CUSTOM_EVENT (armada_custom_event_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaCustomEvent, armada_custom_event, ARMADA, CUSTOM_EVENT, ArmadaItem)

/* A rule that holds for a device */
#define ARMADA_TYPE_DEVICE_ALERT (armada_device_alert_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDeviceAlert, armada_device_alert, ARMADA, DEVICE_ALERT, ArmadaItem)

/* A group of devices */
#define ARMADA_TYPE_DEVICE_GROUP (armada_device_group_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDeviceGroup, armada_device_group, ARMADA, DEVICE_GROUP, ArmadaItem)

/* Somebody who drives */
#define ARMADA_TYPE_DRIVER (armada_driver_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDriver, armada_driver, ARMADA, DRIVER, ArmadaItem)

/* Something that a rule noticed */
#define ARMADA_TYPE_EVENT (armada_event_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaEvent, armada_event, ARMADA, EVENT, ArmadaItem)

/* A saved report */
#define ARMADA_TYPE_REPORT_DEFINITION (armada_report_definition_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportDefinition,
                      armada_report_definition,
                      ARMADA,
                      REPORT_DEFINITION,
                      ArmadaItem)

/* A kind of report the server makes */
#define ARMADA_TYPE_REPORT_TYPE (armada_report_type_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportType, armada_report_type, ARMADA, REPORT_TYPE, ArmadaItem)

/* A place that vehicles are watched at */
#define ARMADA_TYPE_GEOFENCE (armada_geofence_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaGeofence, armada_geofence, ARMADA, GEOFENCE, ArmadaItem)

/* Maintenance that falls due */
#define ARMADA_TYPE_SERVICE (armada_service_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaService, armada_service, ARMADA, SERVICE, ArmadaItem)

/* A public link to some devices */
#define ARMADA_TYPE_SHARE (armada_share_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaShare, armada_share, ARMADA, SHARE, ArmadaItem)

GType armada_item_types_find (const ArmadaRecordType *type);

G_END_DECLS
