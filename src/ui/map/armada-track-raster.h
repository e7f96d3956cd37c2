/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-scene.h"
#include "map/armada-picture-tiles.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackRaster:
 * @transform: where the map is; its half sizes are those of the picture
 * @scale: device pixels to a logical one
 * @coloring: what the colours tell
 * @dark: whether the map is dark
 * @from: UNIX seconds, NAN from the beginning
 * @to: UNIX seconds, NAN to the end
 * @opacity: of the whole
 *
 * How a picture of a scene's lines is to be.
 */
typedef struct
{
  ArmadaMapTransform transform;
  double scale;
  ArmadaTrackColoring coloring;
  gboolean dark;
  double from, to;
  double opacity;
} ArmadaTrackRaster;

ArmadaPictureTiles *armada_track_raster_draw (const ArmadaTrackRaster *self,
                                              const ArmadaTrackScene *scene,
                                              GCancellable *cancellable);
void armada_track_raster_get_color (ArmadaTrackColoring coloring,
                                    gboolean dark,
                                    guint value,
                                    GdkRGBA *color);

G_END_DECLS
