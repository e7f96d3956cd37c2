/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-device-alerts-reader"

#include "api/armada-device-alerts-reader.h"

#include "api/armada-record-table.h"

static const ArmadaField device_alert_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaDeviceAlertRecord, id, ID, "id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaDeviceAlertRecord, name, TEXT, "name|title", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaDeviceAlertRecord, active, FLAG, "active", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaDeviceAlertRecord, from_text, TEXT, "date_from", ARMADA_FIELD_DATE),
  ARMADA_RECORD_FIELD (ArmadaDeviceAlertRecord, to_text, TEXT, "date_to", ARMADA_FIELD_DATE),
};

ARMADA_DEFINE_RECORD_TYPE (armada_device_alert_record_type,
                           "device-alert",
                           ArmadaDeviceAlertRecord,
                           device_alert_fields,
                           NULL)

/**
 * armada_device_alerts_call:
 * @page: from 1
 *
 * Returns: (transfer full): a call for a page of devices/{id}/alerts
 */
ArmadaCall *
armada_device_alerts_call (const ArmadaListQuery *query, guint page)
{
  g_autofree char *endpoint = g_strdup_printf ("devices/%" G_GINT64_FORMAT "/alerts",
                                               query->devices.n > 0 ? query->devices.ids[0] : 0);
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, endpoint);

  armada_call_add_int (call, "page", page);
  return call;
}

/**
 * armada_device_alerts_read:
 *
 * Returns: (transfer full): a page of ArmadaDeviceAlertRecord
 */
ArmadaPage *
armada_device_alerts_read (ArmadaAnswer *answer, GError **error)
{
  return armada_page_read (answer, "alerts", &armada_device_alert_record_type, error);
}
