/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-time-axis"

#include "replay/armada-time-axis.h"

#include <glib/gi18n.h>
#include <math.h>

#define MINUTE 60
#define HOUR 3600
#define DAY 86400
#define WEEK (7 * DAY)
#define FIRST_MONDAY (4 * DAY) /* UNIX seconds */

/**
 * armada_time_axis_get_x:
 * @time: UNIX seconds
 *
 * Returns: pixels; beyond the ends for times that are; the left end where no time passes at all
 */
double
armada_time_axis_get_x (const ArmadaTimeAxis *self, double time)
{
  double span = self->end - self->start;

  return span > 0 ? self->x + (time - self->start) / span * self->width : self->x;
}

/**
 * armada_time_axis_get_time:
 * @x: pixels
 *
 * Returns: UNIX seconds, never beyond the ends
 */
double
armada_time_axis_get_time (const ArmadaTimeAxis *self, double x)
{
  double share = self->width > 0 ? (x - self->x) / self->width : 0;

  return self->start + CLAMP (share, 0, 1) * (self->end - self->start);
}

/**
 * armada_time_axis_get_seconds:
 * @pixels: a distance
 *
 * Returns: how long it stands for
 */
double
armada_time_axis_get_seconds (const ArmadaTimeAxis *self, double pixels)
{
  return self->width > 0 ? pixels / self->width * (self->end - self->start) : 0;
}

/**
 * armada_time_axis_get_step:
 * @pixels: the least distance of two ticks
 *
 * Returns: seconds between ticks: a round number of seconds, minutes, hours, days or weeks
 */
double
armada_time_axis_get_step (const ArmadaTimeAxis *self, double pixels)
{
  static const int steps[] = {
    1,          2,          5,           10,          15,          30,   MINUTE,
    2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR,
    3 * HOUR,   6 * HOUR,   12 * HOUR,   DAY,         2 * DAY,     WEEK,
  };
  double least = armada_time_axis_get_seconds (self, pixels);
  double step;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] >= least)
      return steps[i];
  for (step = 2 * WEEK; step < least;)
    step *= 2;
  return step;
}

/**
 * armada_time_axis_get_first_tick:
 * @step: seconds
 * @zone: seconds east of UTC
 *
 * Returns: UNIX seconds of the first tick that is not before the start; days begin at midnight and
 *   weeks on Monday in the zone
 */
double
armada_time_axis_get_first_tick (const ArmadaTimeAxis *self, double step, int zone)
{
  double origin = step >= WEEK ? FIRST_MONDAY - zone : -zone;

  return origin + ceil ((self->start - origin) / step) * step;
}

gboolean
armada_time_axis_is_midnight (double time, int zone)
{
  return fmod (time + zone, DAY) == 0;
}

static char *
format (double time, int zone, const char *pattern)
{
  g_autoptr (GDateTime) local =
      isfinite (time) ? g_date_time_new_from_unix_utc ((gint64) floor (time) + zone) : NULL;

  return local ? g_date_time_format (local, pattern) : g_strdup ("");
}

/**
 * armada_time_axis_format_tick:
 * @step: seconds between ticks
 *
 * Returns: (transfer full): what stands at a tick: the day at midnight, else the time
 */
char *
armada_time_axis_format_tick (double time, double step, int zone)
{
  if (armada_time_axis_is_midnight (time, zone))
    /* Translators: strftime: a day on an axis of time, as in "3 Mar" */
    return format (time, zone, C_ ("axis", "%-d %b"));
  if (step < MINUTE)
    /* Translators: strftime: a time on an axis of time, as in "14:05:30" */
    return format (time, zone, C_ ("axis", "%H:%M:%S"));
  /* Translators: strftime: a time on an axis of time, as in "14:05" */
  return format (time, zone, C_ ("axis", "%H:%M"));
}

/**
 * armada_time_axis_format_time:
 *
 * Returns: (transfer full): day and time to the second
 */
char *
armada_time_axis_format_time (double time, int zone)
{
  /* Translators: strftime: a day and a time, as in "3 Mar, 14:05:30" */
  return format (time, zone, C_ ("axis", "%-d %b, %H:%M:%S"));
}

/**
 * armada_time_axis_format_day:
 *
 * Returns: (transfer full): weekday and day
 */
char *
armada_time_axis_format_day (double time, int zone)
{
  /* Translators: strftime: a weekday and a day, short, as in "Tue 3 Mar" */
  return format (time, zone, C_ ("axis", "%a %-d %b"));
}
