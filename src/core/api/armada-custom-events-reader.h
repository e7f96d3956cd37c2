/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaCustomEventRecord:
 * @group_key: "system", "custom" …
 * @group_name: as the server titles it
 *
 * An event that a tracker can send by itself, as get_custom_events_by_device lists it.
 */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  const char *name;
  const char *group_key;
  const char *group_name;
} ArmadaCustomEventRecord;

extern const ArmadaRecordType armada_custom_event_record_type;

ArmadaCall *armada_custom_events_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_custom_events_read (ArmadaAnswer *answer, GError **error);

G_END_DECLS
