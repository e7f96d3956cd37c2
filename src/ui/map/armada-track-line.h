/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-map-transform.h"
#include "map/armada-track-palette.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackBox:
 *
 * A box of the plane of maps. @left and @right may lie beyond [0, 1) where the date line was
 * crossed.
 */
typedef struct
{
  double left, right;
  double top, bottom;
} ArmadaTrackBox;

/**
 * ArmadaTrackStroke:
 * @x0: logical pixels, as are the others
 * @step: of speed
 * @activity: an ArmadaTrackActivity
 * @joined: whether it begins where the one before ends
 *
 * A straight piece of a track on the screen.
 */
typedef struct
{
  float x0, y0, x1, y1;
  guint8 step;
  guint8 activity;
  guint8 joined;
} ArmadaTrackStroke;

/**
 * ArmadaTrackLine:
 *
 * The line of one track: what lies where, in boxes round every 64 fixes, and what of it is needed
 * at a scale. The fixes needed are picked out of those in sight each time, by their rank: that
 * costs 1 ns a fix and no memory, where a list for each zoom level would cost 4 bytes a fix.
 * Immutable, counted, usable on any thread.
 */
typedef struct _ArmadaTrackLine ArmadaTrackLine;

ArmadaTrackLine *armada_track_line_new (ArmadaTrackIndex *index, const char *speed_unit);
ArmadaTrackLine *armada_track_line_ref (ArmadaTrackLine *self);
void armada_track_line_unref (ArmadaTrackLine *self);
ArmadaTrackIndex *armada_track_line_get_index (ArmadaTrackLine *self);

gboolean armada_track_line_get_box (ArmadaTrackLine *self, ArmadaTrackBox *box);
gboolean
armada_track_line_get_box_of (ArmadaTrackLine *self, double from, double to, ArmadaTrackBox *box);
void armada_track_line_collect (ArmadaTrackLine *self,
                                const ArmadaMapTransform *transform,
                                double tolerance,
                                double from,
                                double to,
                                GArray *strokes);
void armada_track_line_sample (ArmadaTrackLine *self,
                               const ArmadaMapTransform *transform,
                               double from,
                               double to,
                               guint n,
                               GArray *strokes);
guint armada_track_line_pick (ArmadaTrackLine *self,
                              const ArmadaMapTransform *transform,
                              double x,
                              double y,
                              double *reach);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackLine, armada_track_line_unref)

G_END_DECLS
