/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-chart-series.h"
#include "replay/armada-pixels.h"
#include "replay/armada-time-view.h"

G_BEGIN_DECLS

#define ARMADA_CHART_BAND 22 /* pixels, with the space above it */

/* What a sensor said in words, as a band: a stretch for each time that it stood by its words. */

void armada_chart_band_paint (ArmadaPixels *pixels,
                              const ArmadaChartSeries *series,
                              const ArmadaTimeAxis *axis,
                              double top,
                              guint style,
                              gboolean dark,
                              double scale);
void armada_chart_band_draw_words (ArmadaTimeView *view,
                                   GtkSnapshot *snapshot,
                                   const ArmadaChartSeries *series,
                                   const ArmadaTimeAxis *axis,
                                   double top);

G_END_DECLS
