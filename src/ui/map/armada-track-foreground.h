/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-frame.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackForeground:
 *
 * What moves over the lines of a replay: the vehicles where its clock has them, hollow while nobody
 * knows, and the place a pointer is on in any view. It is drawn anew for each frame and costs
 * little.
 */
typedef struct _ArmadaTrackForeground ArmadaTrackForeground;

ArmadaTrackForeground *armada_track_foreground_new (void);
void armada_track_foreground_free (ArmadaTrackForeground *self);
void armada_track_foreground_snapshot (ArmadaTrackForeground *self,
                                       const ArmadaTrackFrame *frame,
                                       GtkSnapshot *snapshot);
void armada_track_foreground_snapshot_range (ArmadaTrackForeground *self,
                                             const ArmadaTrackFrame *frame,
                                             GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackForeground, armada_track_foreground_free)

G_END_DECLS
