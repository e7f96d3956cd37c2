/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-activity-runs.h"
#include "replay/armada-pixels.h"
#include "replay/armada-time-axis.h"

G_BEGIN_DECLS

/**
 * ArmadaStripStyle:
 * @activities: a colour for each ArmadaTrackActivity
 * @event: the colour of events
 * @scale: device pixels of a pixel
 */
typedef struct
{
  GdkRGBA activities[ARMADA_N_TRACK_ACTIVITIES];
  GdkRGBA event;
  double scale;
} ArmadaStripStyle;

void armada_strip_style_init (ArmadaStripStyle *style, gboolean dark, double scale);
void armada_strip_raster_paint (ArmadaPixels *pixels,
                                ArmadaActivityRuns *runs,
                                const ArmadaTimeAxis *axis,
                                double top,
                                double height,
                                const ArmadaStripStyle *style);

G_END_DECLS
