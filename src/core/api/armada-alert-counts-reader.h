/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaAlertCountRecord:
 * @type: "overspeed" …
 * @title: as the server titles it; "" when the events were counted instead
 *
 * How many events of one type there were, as get_alerts_summary tells.
 */
typedef struct
{
  ArmadaRecord base;
  const char *type;
  const char *title;
  gint64 count;
} ArmadaAlertCountRecord;

extern const ArmadaRecordType armada_alert_count_record_type;

ArmadaCall *armada_alert_counts_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_alert_counts_read (ArmadaAnswer *answer, GError **error);
ArmadaPage *armada_alert_counts_from_events (const ArmadaPage *events);

G_END_DECLS
