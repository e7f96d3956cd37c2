/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-report-drives"

#include "armada-demo-report-content.h"

#include <math.h>

#include "armada-demo-report-words.h"

/*
 * The reports that come from drives and stops: what they come to, and one by one.
 */

#define TEXT ARMADA_DEMO_CELL_TEXT
#define DECIMAL ARMADA_DEMO_CELL_DECIMAL
#define WHOLE ARMADA_DEMO_CELL_COUNT
#define HIDDEN ARMADA_DEMO_CELL_HIDDEN

static gint64
get_first_time (const ArmadaDemoReportPart *part)
{
  return armada_demo_report_get_fix (part, 0)->time;
}

static gint64
get_last_time (const ArmadaDemoReportPart *part)
{
  return armada_demo_report_get_fix (part, part->history->fixes->len - 1)->time;
}

static void
total_drives (ArmadaDemoReportPart *part)
{
  GArray *totals = part->section->totals;
  const ArmadaDemoReportOrder *order = part->order;
  const ArmadaDemoReportSums *sums = &part->sums;

  armada_demo_report_total_count (totals, order, "position_count", "Positions",
                                  part->history->fixes->len);
  armada_demo_report_total_duration (totals, order, "duration", "Duration",
                                     get_last_time (part) - get_first_time (part));
  armada_demo_report_total_distance (totals, order, "drive_distance", "Distance", sums->distance);
  armada_demo_report_total_duration (totals, order, "drive_duration", "Drive duration",
                                     sums->drive);
  armada_demo_report_total_count (totals, order, "drive_count", "Drive count", sums->n_drives);
  armada_demo_report_total_duration (totals, order, "stop_duration", "Stop duration", sums->stop);
  armada_demo_report_total_count (totals, order, "stop_count", "Stop count", sums->n_stops);
  armada_demo_report_total_distance (totals, order, "distance", "Length of route", sums->distance);
}

static void
total_fuel_list (ArmadaDemoReportPart *part)
{
  armada_demo_facts_take (part->section->totals, ARMADA_DEMO_CELL_LIST, "fuel_consumption_list",
                          armada_demo_report_word (part->order->language, "Consumption (Tank)"),
                          "lt", armada_demo_report_dup_litres (part->sums.fuel),
                          round (part->sums.fuel * 100) / 100);
}

/* Returns: km/h of the slowest fix of a drive */
static double
get_least_speed (const ArmadaDemoReportPart *part)
{
  double least = part->sums.top_speed;

  for (guint i = 0; i < part->history->segments->len; i++)
    {
      const ArmadaDemoSegment *segment = armada_demo_report_get_segment (part, i);

      for (guint k = segment->first; segment->drive && k < segment->first + segment->n_fixes; k++)
        if (armada_demo_report_get_fix (part, k)->valid)
          least = MIN (least, armada_demo_report_get_fix (part, k)->speed);
    }
  return least;
}

gboolean
armada_demo_report_make_general (ArmadaDemoReportPart *part)
{
  GArray *totals = part->section->totals;
  const ArmadaDemoReportOrder *order = part->order;
  const ArmadaDemoReportSums *sums = &part->sums;
  g_autofree char *start = armada_demo_report_dup_time (get_first_time (part));
  g_autofree char *end = armada_demo_report_dup_time (get_last_time (part));

  total_drives (part);
  armada_demo_report_total_speed (totals, order, "speed_max", "Top speed", sums->top_speed);
  armada_demo_report_total_speed (totals, order, "speed_min", "Least speed",
                                  get_least_speed (part));
  armada_demo_report_total_speed (totals, order, "speed_avg", "Average speed",
                                  armada_demo_report_get_average (sums->distance, sums->drive));
  armada_demo_report_total_duration (totals, order, "engine_hours", "Engine hours", sums->engine);
  armada_demo_report_total_text (totals, order, "drivers", "Driver", part->vehicle.driver);
  armada_demo_report_total_count (totals, order, "overspeed_count", "Overspeed count",
                                  armada_demo_report_count_overspeed (part));
  armada_demo_report_total_text (totals, order, "start", "Route start", start);
  armada_demo_report_total_text (totals, order, "end", "Route end", end);
  total_fuel_list (part);
  return TRUE;
}

void
armada_demo_report_begin_merged (ArmadaDemoReportPart *part)
{
  static const ArmadaDemoReportColumn columns[] = {
    { TEXT, "device.name", "Device", NULL },
    { TEXT, "start", "Route start", NULL },
    { TEXT, "end", "Route end", NULL },
    { DECIMAL, "drive_duration", "Drive duration", "h" },
    { DECIMAL, "stop_duration", "Stop duration", "h" },
    { DECIMAL, "distance", "Length of route", "km" },
    { WHOLE, "speed_max", "Top speed", "kph" },
    { WHOLE, "speed_avg", "Average speed", "kph" },
    { WHOLE, "overspeed_count", "Overspeed count", NULL },
    { DECIMAL, "engine_hours", "Engine hours", "h" },
    { DECIMAL, "fuel_consumption", "Consumption (Tank)", "lt" },
  };

  armada_demo_report_add_columns (part, columns, G_N_ELEMENTS (columns));
}

void
armada_demo_report_add_merged (ArmadaDemoReportPart *part)
{
  const ArmadaDemoReportSums *sums = &part->sums;
  guint n_over = armada_demo_report_count_overspeed (part);

  armada_demo_section_take_place (part->section, armada_demo_report_dup_plain (part->vehicle.name),
                                  g_strdup (part->vehicle.name));
  armada_demo_report_add_time (part, get_first_time (part));
  armada_demo_report_add_time (part, get_last_time (part));
  armada_demo_report_add_duration (part, sums->drive);
  armada_demo_report_add_duration (part, sums->stop);
  armada_demo_report_add_distance (part, sums->distance);
  armada_demo_report_add_speed (part, sums->top_speed);
  armada_demo_report_add_speed (part, armada_demo_report_get_average (sums->distance, sums->drive));
  armada_demo_section_take_cell (part->section, g_strdup_printf ("%u", n_over), n_over);
  armada_demo_report_add_duration (part, sums->engine);
  armada_demo_report_add_litres (part, sums->fuel);
}

/* Seconds for which the engine ran without a drive. */
static gint64
get_idle (const ArmadaDemoReportPart *part, const ArmadaDemoSegment *segment)
{
  gint64 seconds = 0;

  for (guint i = segment->first; i + 1 < segment->first + segment->n_fixes; i++)
    if (armada_demo_report_get_fix (part, i)->moment.activity == ARMADA_DEMO_IDLING)
      seconds += armada_demo_report_get_fix (part, i + 1)->time -
                 armada_demo_report_get_fix (part, i)->time;
  return seconds;
}

/* A segment's place is where it begins. An invalid fix may be nowhere. */
static const ArmadaDemoFix *
find_place (const ArmadaDemoReportPart *part, const ArmadaDemoSegment *segment, gboolean at_end)
{
  guint n = segment->n_fixes;

  for (guint i = 0; i < n; i++)
    {
      guint offset = at_end ? n - 1 - i : i;
      const ArmadaDemoFix *fix = armada_demo_report_get_fix (part, segment->first + offset);

      if (fix->valid)
        return fix;
    }
  return armada_demo_report_get_fix (part, segment->first);
}

static void
total_segments (ArmadaDemoReportPart *part, gint64 duration)
{
  GArray *totals = part->section->totals;

  armada_demo_report_total_duration (totals, part->order, "duration", "Duration", duration);
  armada_demo_report_total_duration (totals, part->order, "drive_duration", "Drive duration",
                                     part->sums.drive);
  armada_demo_report_total_distance (totals, part->order, "distance", "Length of route",
                                     part->sums.distance);
  armada_demo_report_total_speed (totals, part->order, "speed_max", "Top speed",
                                  part->sums.top_speed);
}

static void
add_segment (ArmadaDemoReportPart *part, const ArmadaDemoSegment *segment)
{
  const char *language = part->order->language;
  gint64 seconds = segment->end - segment->start;

  armada_demo_report_add_text (part, segment->drive ? "drive" : "stop");
  armada_demo_report_add_text (
      part, armada_demo_report_word (language, segment->drive ? "Moving" : "Stopped"));
  armada_demo_report_add_time (part, segment->start);
  armada_demo_report_add_time (part, segment->end);
  armada_demo_report_add_duration (part, seconds);
  armada_demo_report_add_distance (part, segment->distance);
  armada_demo_report_add_duration (part, get_idle (part, segment));
  armada_demo_report_add_text (part, segment->drive ? part->vehicle.driver : "");
  armada_demo_report_add_speed (part, segment->top_speed);
  armada_demo_report_add_speed (part, armada_demo_report_get_average (segment->distance, seconds));
  armada_demo_report_add_place_of (part, find_place (part, segment, FALSE));
  armada_demo_report_add_litres (part, segment->fuel);
  armada_demo_report_add_text (part, NULL);
}

gboolean
armada_demo_report_make_drives_and_stops (ArmadaDemoReportPart *part)
{
  static const ArmadaDemoReportColumn columns[] = {
    { HIDDEN, "group_key", "Status", NULL },
    { TEXT, "status", "Status", NULL },
    { TEXT, "start_at", "Start", NULL },
    { TEXT, "end_at", "End", NULL },
    { DECIMAL, "duration", "Duration", "h" },
    { DECIMAL, "distance", "Distance", "km" },
    { DECIMAL, "engine_idle", "Engine idle", "h" },
    { TEXT, "drivers", "Driver", NULL },
    { WHOLE, "speed_max", "Top speed", "kph" },
    { WHOLE, "speed_avg", "Average speed", "kph" },
    { TEXT, "location", "Place", NULL },
    { DECIMAL, "fuel_consumption", "Fuel", "lt" },
    { HIDDEN, "geofences_in", "Geofence", NULL },
  };
  GArray *segments = part->history->segments;

  armada_demo_report_add_columns (part, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < segments->len; i++)
    add_segment (part, armada_demo_report_get_segment (part, i));
  total_segments (part, part->sums.drive + part->sums.stop);
  return segments->len > 0;
}

static void
add_drive (ArmadaDemoReportPart *part, const ArmadaDemoSegment *segment)
{
  gint64 seconds = segment->end - segment->start;

  armada_demo_report_add_time (part, segment->start);
  armada_demo_report_add_place_of (part, find_place (part, segment, FALSE));
  armada_demo_report_add_time (part, segment->end);
  armada_demo_report_add_place_of (part, find_place (part, segment, TRUE));
  armada_demo_report_add_duration (part, seconds);
  armada_demo_report_add_distance (part, segment->distance);
  armada_demo_report_add_speed (part, segment->top_speed);
  armada_demo_report_add_speed (part, armada_demo_report_get_average (segment->distance, seconds));
  armada_demo_report_add_text (part, part->vehicle.driver);
  armada_demo_report_add_litres (part, segment->fuel);
}

gboolean
armada_demo_report_make_travel_sheet (ArmadaDemoReportPart *part)
{
  static const ArmadaDemoReportColumn columns[] = {
    { TEXT, "start_at", "Start", NULL },
    { TEXT, "location_start", "Start place", NULL },
    { TEXT, "end_at", "End", NULL },
    { TEXT, "location_end", "End place", NULL },
    { DECIMAL, "duration", "Duration", "h" },
    { DECIMAL, "distance", "Distance", "km" },
    { WHOLE, "speed_max", "Top speed", "kph" },
    { WHOLE, "speed_avg", "Average speed", "kph" },
    { TEXT, "drivers", "Driver", NULL },
    { DECIMAL, "fuel_consumption", "Fuel", "lt" },
  };

  armada_demo_report_add_columns (part, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < part->history->segments->len; i++)
    if (armada_demo_report_get_segment (part, i)->drive)
      add_drive (part, armada_demo_report_get_segment (part, i));
  total_segments (part, part->sums.drive);
  return part->sums.n_drives > 0;
}
