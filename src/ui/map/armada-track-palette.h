/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "replay/armada-track-index.h"

G_BEGIN_DECLS

#define ARMADA_N_TRACK_STEPS 6
#define ARMADA_N_TRACK_VEHICLES 8
#define ARMADA_N_TRACK_ACTIVITIES (ARMADA_TRACK_DRIVING + 1)

/* The one place for the colours of tracks, all at least 3:1 against what marks stand on. */

void armada_track_palette_speed_color (guint step, gboolean dark, GdkRGBA *color);
void armada_track_palette_vehicle_color (guint vehicle, gboolean dark, GdkRGBA *color);
void
armada_track_palette_activity_color (ArmadaTrackActivity activity, gboolean dark, GdkRGBA *color);

const float *armada_track_palette_get_bounds (const char *speed_unit);

static inline guint
armada_track_palette_step (const float bounds[ARMADA_N_TRACK_STEPS - 1], float speed)
{
  guint step = 0;

  /* a speed that is not known is less than any */
  while (step < ARMADA_N_TRACK_STEPS - 1 && speed >= bounds[step])
    step++;
  return step;
}

G_END_DECLS
