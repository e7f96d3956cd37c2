/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-geofences-reader"

#include "api/armada-geofences-reader.h"

#include "api/armada-record-table.h"

static const ArmadaField geofence_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaGeofenceRecord, id, ID, "id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaGeofenceRecord, name, TEXT, "name|title", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaGeofenceRecord, active, FLAG, "active", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaGeofenceRecord, type, TEXT, "type", ARMADA_FIELD_PUBLIC),
};

ARMADA_DEFINE_RECORD_TYPE (armada_geofence_record_type,
                           "geofence",
                           ArmadaGeofenceRecord,
                           geofence_fields,
                           NULL)

/**
 * armada_geofences_call:
 *
 * Returns: (transfer full): a call for get_geofences, which has one page
 */
ArmadaCall *
armada_geofences_call (const ArmadaListQuery *query, guint page)
{
  return armada_call_new (ARMADA_CALL_GET, "get_geofences");
}

/**
 * armada_geofences_read:
 *
 * Returns: (transfer full): a page of ArmadaGeofenceRecord
 */
ArmadaPage *
armada_geofences_read (ArmadaAnswer *answer, GError **error)
{
  return armada_page_read (answer, "geofences", &armada_geofence_record_type, error);
}
