/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-frame.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackMarks:
 *
 * Stops, events, starts and ends on the map: which of them have room at a zoom step, those that
 * count most first, and which stops have room to tell how long they were.
 */
typedef struct _ArmadaTrackMarks ArmadaTrackMarks;

ArmadaTrackMarks *armada_track_marks_new (void);
void armada_track_marks_free (ArmadaTrackMarks *self);
void armada_track_marks_snapshot (ArmadaTrackMarks *self,
                                  const ArmadaTrackFrame *frame,
                                  GtkSnapshot *snapshot);
const ArmadaTrackMark *armada_track_marks_pick (ArmadaTrackMarks *self,
                                                const ArmadaTrackScene *scene,
                                                const ArmadaMapTransform *transform,
                                                double x,
                                                double y);
guint armada_track_marks_get_n_shown (ArmadaTrackMarks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackMarks, armada_track_marks_free)

G_END_DECLS
