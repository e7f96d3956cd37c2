/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaDriverRecord:
 * @rfid: of the key they sign on with
 * @device_id: the vehicle they drive, 0 none
 *
 * Somebody who drives, as get_user_drivers lists them.
 */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  const char *name;
  const char *rfid;
  const char *phone;
  const char *email;
  const char *description;
  gint64 device_id;
  const char *device_name;
  gint64 created;
  gint64 updated;
} ArmadaDriverRecord;

extern const ArmadaRecordType armada_driver_record_type;

ArmadaCall *armada_drivers_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_drivers_read (ArmadaAnswer *answer, GError **error);

G_END_DECLS
