/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-chart-series.h"
#include "replay/armada-pixels.h"
#include "replay/armada-time-axis.h"

G_BEGIN_DECLS

gboolean armada_line_raster_find (const ArmadaChartSeries *series,
                                  double from,
                                  double to,
                                  double *least,
                                  double *greatest);
void armada_line_raster_paint (ArmadaPixels *pixels,
                               const ArmadaChartSeries *series,
                               const ArmadaTimeAxis *axis,
                               guint style,
                               gboolean dark,
                               double scale);

G_END_DECLS
