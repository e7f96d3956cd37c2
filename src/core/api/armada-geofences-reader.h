/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaGeofenceRecord:
 * @type: "polygon" or "circle"
 *
 * A place that vehicles are watched at, as get_geofences lists it. Not all servers do.
 */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  const char *name;
  int active;
  const char *type;
} ArmadaGeofenceRecord;

extern const ArmadaRecordType armada_geofence_record_type;

ArmadaCall *armada_geofences_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_geofences_read (ArmadaAnswer *answer, GError **error);

G_END_DECLS
