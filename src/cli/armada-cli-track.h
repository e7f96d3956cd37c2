/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-fixes.h"
#include "armada-cli-options.h"
#include "armada-cli-stream.h"
#include "armada-cli-units.h"

G_BEGIN_DECLS

/**
 * ArmadaCliDay:
 * @fixes: of one answer
 * @from: UNIX seconds from which on fixes are asked for
 * @to: UNIX seconds until which, inclusive
 *
 * A part of a way.
 */
typedef struct
{
  const ArmadaFixes *fixes;
  gint64 from;
  gint64 to;
} ArmadaCliDay;

/**
 * ArmadaCliRun:
 * @first: index of its first fix
 * @end: index behind its last
 * @kind: of its segment
 *
 * A line to draw: fixes one after the other in one segment, with no gap between them. Those that
 * are invalid belong to no line; armada_cli_day_can_draw() tells.
 */
typedef struct
{
  guint first;
  guint end;
  ArmadaSegmentKind kind;
} ArmadaCliRun;

gboolean armada_cli_day_has (const ArmadaCliDay *self, guint index);
gboolean armada_cli_day_can_draw (const ArmadaCliDay *self, guint index);
gboolean armada_cli_day_next_run (const ArmadaCliDay *self, ArmadaCliRun *run);
const char *armada_cli_segment_kind_to_text (ArmadaSegmentKind kind);
gint64 armada_cli_day_get_time (const ArmadaCliDay *self, guint index);
gboolean armada_cli_track_is_local (const GArray *days);
double armada_cli_day_get_altitude (const ArmadaCliDay *self, guint index);

/* (element-type ArmadaCliDay) @days */
void armada_cli_track_write_gpx (ArmadaCliStream *stream, const char *name, const GArray *days);
void armada_cli_track_write_kml (ArmadaCliStream *stream, const char *name, const GArray *days);
void armada_cli_track_write_geojson (ArmadaCliStream *stream, const char *name, const GArray *days);
void armada_cli_track_write_records (ArmadaCliStream *stream,
                                     const GArray *days,
                                     const ArmadaCliUnits *units,
                                     const ArmadaCliOptions *options);

G_END_DECLS
