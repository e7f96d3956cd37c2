/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ArmadaTimeAxis:
 * @start: UNIX seconds at its left end
 * @end: UNIX seconds at its right end
 * @x: pixels of its left end
 * @width: pixels
 *
 * A stretch of time laid out from left to right, whatever the direction of text is.
 */
typedef struct
{
  double start;
  double end;
  double x;
  double width;
} ArmadaTimeAxis;

double armada_time_axis_get_x (const ArmadaTimeAxis *self, double time);
double armada_time_axis_get_time (const ArmadaTimeAxis *self, double x);
double armada_time_axis_get_seconds (const ArmadaTimeAxis *self, double pixels);
double armada_time_axis_get_step (const ArmadaTimeAxis *self, double pixels);
double armada_time_axis_get_first_tick (const ArmadaTimeAxis *self, double step, int zone);

gboolean armada_time_axis_is_midnight (double time, int zone);
char *armada_time_axis_format_tick (double time, double step, int zone);
char *armada_time_axis_format_time (double time, int zone);
char *armada_time_axis_format_day (double time, int zone);

G_END_DECLS
