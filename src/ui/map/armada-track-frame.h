/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-scene.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackFrame:
 * @replay: (nullable): whose clock is shown
 * @transform: where the map is
 * @scale: device pixels to a logical one
 * @context: whose font labels are written in
 *
 * All that one frame over the lines is drawn from, borrowed for the call.
 */
typedef struct
{
  ArmadaTrackScene *scene;
  ArmadaReplay *replay;
  ArmadaMapTransform transform;
  gboolean dark;
  double scale;
  PangoContext *context;
} ArmadaTrackFrame;

static inline gboolean
armada_track_frame_has (const ArmadaTrackFrame *self, double x, double y, double margin)
{
  return x > -margin && x < 2 * self->transform.half_width + margin && y > -margin &&
         y < 2 * self->transform.half_height + margin;
}

G_END_DECLS
