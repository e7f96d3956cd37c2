/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-fixes.h"
#include "files/armada-sink.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackPiece:
 * @fixes: of one answer
 * @from: UNIX seconds from which on fixes are wanted
 * @to: UNIX seconds until which, inclusive
 *
 * A part of a way.
 */
typedef struct
{
  const ArmadaFixes *fixes;
  gint64 from;
  gint64 to;
} ArmadaTrackPiece;

/**
 * ArmadaFileWay:
 * @name: of the vehicle
 * @pieces: in the order of their times
 *
 * Where a vehicle went, to be written to a file.
 */
typedef struct
{
  const char *name;
  const ArmadaTrackPiece *pieces;
  guint n_pieces;
} ArmadaFileWay;

/* A fix of a way, or the place behind the last of a piece. */
typedef struct
{
  guint piece;
  guint index;
} ArmadaTrackSpot;

/**
 * ArmadaTrackRun:
 * @first: its first fix
 * @end: behind its last
 * @n: how many there are
 * @kind: of the segment of its first fix
 * @timed: whether any has a time
 *
 * A line to draw: fixes that follow one another with no gap between them. Those that are invalid
 * belong to no line.
 */
typedef struct
{
  ArmadaTrackSpot first;
  ArmadaTrackSpot end;
  guint n;
  ArmadaSegmentKind kind;
  gboolean timed;
} ArmadaTrackRun;

gboolean armada_track_piece_has (const ArmadaTrackPiece *self, guint index);
gboolean armada_track_piece_can_draw (const ArmadaTrackPiece *self, guint index);
gint64 armada_track_piece_get_time (const ArmadaTrackPiece *self, guint index);
double armada_track_piece_get_altitude (const ArmadaTrackPiece *self, guint index);
double armada_track_piece_get_speed (const ArmadaTrackPiece *self, guint index);
gboolean armada_track_piece_has_segment (const ArmadaTrackPiece *self, guint segment);
char *armada_track_piece_dup_words (const ArmadaTrackPiece *self, guint index);
const char *armada_segment_kind_to_text (ArmadaSegmentKind kind);

gboolean armada_file_way_is_local (const ArmadaFileWay *self);
gboolean armada_file_way_has_words (const ArmadaFileWay *self);
guint armada_file_way_count (const ArmadaFileWay *self);
gboolean
armada_file_way_seek (const ArmadaFileWay *self, ArmadaTrackSpot *spot, ArmadaTrackSpot end);
gboolean
armada_file_way_next_run (const ArmadaFileWay *self, gboolean by_segment, ArmadaTrackRun *run);

/* Each writes a whole file; a sink that broke ends it early. */
void armada_track_write_gpx (ArmadaSink *sink, const ArmadaFileWay *ways, guint n);
void armada_track_write_kml (ArmadaSink *sink, const ArmadaFileWay *ways, guint n);
void armada_track_write_geojson (ArmadaSink *sink, const ArmadaFileWay *ways, guint n);
void armada_track_write_csv (ArmadaSink *sink, const ArmadaFileWay *ways, guint n);

G_END_DECLS
