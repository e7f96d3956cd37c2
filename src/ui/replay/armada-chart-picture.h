/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-chart-series.h"
#include "replay/armada-time-view.h"

G_BEGIN_DECLS

#define ARMADA_CHART_HEADER 40 /* pixels of the legend */

/**
 * ArmadaChartLine:
 * @key: what the user wants to see
 * @style: its colour and dashes
 * @series: (nullable): what the current vehicle has of it
 */
typedef struct
{
  char *key;
  guint style;
  ArmadaChartSeries *series;
} ArmadaChartLine;

/**
 * ArmadaChartPicture:
 *
 * What a chart draws: the lines as a texture, legend and axes as a node, both kept until something
 * of them changes, and a box with the values at a time. The chart owns it.
 */
typedef struct _ArmadaChartPicture ArmadaChartPicture;

ArmadaChartPicture *armada_chart_picture_new (ArmadaTimeView *view, GPtrArray *lines);
void armada_chart_picture_free (ArmadaChartPicture *self);
void armada_chart_picture_clear (ArmadaChartPicture *self);
void armada_chart_picture_draw (ArmadaChartPicture *self,
                                GtkSnapshot *snapshot,
                                const ArmadaTimeAxis *axis);
gboolean armada_chart_picture_has_box (ArmadaChartPicture *self, double time);
void armada_chart_picture_set_box (ArmadaChartPicture *self, double time, const char *text);
void armada_chart_picture_draw_box (ArmadaChartPicture *self, GtkSnapshot *snapshot, double x);

G_END_DECLS
