/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaDeviceAlertRecord:
 * @id: of the ArmadaAlertRecord
 * @active: for this device
 * @from_text: since when, as the server writes it; "" always
 * @to_text: until when, as the server writes it; "" for ever
 *
 * A rule that holds for a device, as devices/{id}/alerts lists it.
 */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  const char *name;
  int active;
  const char *from_text;
  const char *to_text;
} ArmadaDeviceAlertRecord;

extern const ArmadaRecordType armada_device_alert_record_type;

ArmadaCall *armada_device_alerts_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_device_alerts_read (ArmadaAnswer *answer, GError **error);

G_END_DECLS
