/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-line.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackArrows:
 *
 * The arrows on lines that tell which way they were driven, as far from each other as the eye
 * likes them. They hold to places of the world, so that they stay where they are when the map is
 * moved and drawn again.
 */
typedef struct _ArmadaTrackArrows ArmadaTrackArrows;

ArmadaTrackArrows *armada_track_arrows_new (const ArmadaMapTransform *transform, gboolean dark);
void armada_track_arrows_free (ArmadaTrackArrows *self);
void armada_track_arrows_draw (ArmadaTrackArrows *self,
                               cairo_t *cr,
                               const ArmadaTrackStroke *stroke,
                               const GdkRGBA *color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackArrows, armada_track_arrows_free)

G_END_DECLS
