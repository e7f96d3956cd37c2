/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-drivers-reader"

#include "api/armada-drivers-reader.h"

#include "api/armada-record-table.h"

static const ArmadaField driver_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaDriverRecord, id, ID, "id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaDriverRecord, name, TEXT, "name", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaDriverRecord, rfid, TEXT, "rfid", ARMADA_FIELD_PRIVATE),
  ARMADA_RECORD_FIELD (ArmadaDriverRecord, phone, TEXT, "phone", ARMADA_FIELD_PRIVATE),
  ARMADA_RECORD_FIELD (ArmadaDriverRecord, email, TEXT, "email", ARMADA_FIELD_PRIVATE),
  ARMADA_RECORD_FIELD (ArmadaDriverRecord, description, TEXT, "description", ARMADA_FIELD_LINES),
  ARMADA_RECORD_FIELD (ArmadaDriverRecord,
                       device_id,
                       ID,
                       "device_id|device/id",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaDriverRecord, device_name, TEXT, "device/name", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaDriverRecord, created, TIME, "created_at", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaDriverRecord, updated, TIME, "updated_at", ARMADA_FIELD_PUBLIC),
};

ARMADA_DEFINE_RECORD_TYPE (armada_driver_record_type,
                           "driver",
                           ArmadaDriverRecord,
                           driver_fields,
                           NULL)

/**
 * armada_drivers_call:
 * @page: from 1
 *
 * Returns: (transfer full): a call for a page of get_user_drivers
 */
ArmadaCall *
armada_drivers_call (const ArmadaListQuery *query, guint page)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, "get_user_drivers");

  armada_call_add_int (call, "page", page);
  if (query->search != NULL)
    armada_call_add (call, "search", query->search);
  return call;
}

/**
 * armada_drivers_read:
 *
 * Returns: (transfer full): a page of ArmadaDriverRecord
 */
ArmadaPage *
armada_drivers_read (ArmadaAnswer *answer, GError **error)
{
  return armada_page_read (answer, "drivers", &armada_driver_record_type, error);
}
