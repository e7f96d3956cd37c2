/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "files/armada-track-export.h"
#include "map/armada-map-view.h"
#include "replay/armada-evidence.h"
#include "sync/armada-history-loader.h"

G_BEGIN_DECLS

/**
 * ArmadaExportSource:
 *
 * What an export is taken from: the objects of a History page, borrowed.
 */
typedef struct
{
  ArmadaReplay *replay;
  ArmadaHistoryLoader *loader;
  ArmadaSession *session;
  ArmadaMapView *map;
} ArmadaExportSource;

gboolean armada_export_source_has_range (const ArmadaExportSource *self);
char *armada_export_source_dup_range (const ArmadaExportSource *self);
ArmadaTrackExport *
armada_export_source_make (const ArmadaExportSource *self, gboolean range, gboolean all);
ArmadaEvidence *armada_export_source_make_evidence (const ArmadaExportSource *self, gboolean range);
char *armada_export_source_dup_name (const ArmadaExportSource *self,
                                     gboolean range,
                                     gboolean all,
                                     const char *extension);

G_END_DECLS
