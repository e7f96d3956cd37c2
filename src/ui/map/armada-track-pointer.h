/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-layer.h"
#include "map/armada-track-marks.h"

G_BEGIN_DECLS

ArmadaTrackPointer *armada_track_pointer_new (ArmadaTrackLayer *layer, ArmadaTrackMarks *marks);
void armada_track_pointer_free (ArmadaTrackPointer *self);
gboolean armada_track_pointer_has_fix_at (ArmadaTrackPointer *self, double x, double y);
char *armada_track_pointer_describe (ArmadaTrackPointer *self, double x, double y);
void armada_track_pointer_hover (ArmadaTrackPointer *self, double x, double y);
void armada_track_pointer_activate (ArmadaTrackPointer *self, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackPointer, armada_track_pointer_free)

G_END_DECLS
