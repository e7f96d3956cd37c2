/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-report-watch"

#include "armada-demo-report-content.h"

#include <math.h>

#include "armada-demo-events.h"
#include "armada-demo-report-place.h"
#include "armada-demo-report-words.h"
#include "armada-demo-rules.h"

/*
 * The reports that look for something in what was recorded: speed, geofences, idling; and what the
 * rules noticed.
 */

#define TEXT ARMADA_DEMO_CELL_TEXT
#define DECIMAL ARMADA_DEMO_CELL_DECIMAL
#define WHOLE ARMADA_DEMO_CELL_COUNT
#define HIDDEN ARMADA_DEMO_CELL_HIDDEN

#define NEXT 60 /* seconds until a fix that still tells when something ended */

/* Fixes one after the other of which the same holds; it ends with the next one, if that is near. */
typedef struct
{
  guint first;
  guint last;
  guint end;
  double top_speed;
  double distance;
} Run;

typedef gboolean (*Test) (const ArmadaDemoReportPart *part,
                          const ArmadaDemoFix *fix,
                          gconstpointer data);

/* Finds the next run from @run->last + 1 on, or from the start if @run->first is G_MAXUINT. */
static gboolean
find_run (const ArmadaDemoReportPart *part, Test test, gconstpointer data, Run *run)
{
  guint n = part->history->fixes->len;
  guint i = run->first == G_MAXUINT ? 0 : run->last + 1;

  while (i < n && !test (part, armada_demo_report_get_fix (part, i), data))
    i++;
  *run = (Run) { .first = i, .last = i, .end = i };
  for (; i < n && test (part, armada_demo_report_get_fix (part, i), data); i++)
    {
      const ArmadaDemoFix *fix = armada_demo_report_get_fix (part, i);

      run->last = run->end = i;
      if (fix->valid)
        run->top_speed = MAX (run->top_speed, fix->speed);
    }
  if (i < n && i > run->first &&
      armada_demo_report_get_fix (part, i)->time - armada_demo_report_get_fix (part, i - 1)->time <=
          NEXT)
    run->end = i;
  for (guint k = run->first + 1; k < n && k <= run->end; k++)
    run->distance += armada_demo_report_get_fix (part, k)->distance;
  return run->first < n;
}

static gint64
get_start (const ArmadaDemoReportPart *part, const Run *run)
{
  return armada_demo_report_get_fix (part, run->first)->time;
}

static gint64
get_seconds (const ArmadaDemoReportPart *part, const Run *run)
{
  return armada_demo_report_get_fix (part, run->end)->time - get_start (part, run);
}

static void
add_times (ArmadaDemoReportPart *part, const Run *run)
{
  armada_demo_report_add_time (part, get_start (part, run));
  armada_demo_report_add_time (part, get_start (part, run) + get_seconds (part, run));
  armada_demo_report_add_duration (part, get_seconds (part, run));
}

/* An invalid fix tells no speed. */
static gboolean
is_over (const ArmadaDemoReportPart *part, const ArmadaDemoFix *fix, gconstpointer data)
{
  return fix->valid && fix->speed > part->order->speed_limit;
}

gboolean
armada_demo_report_make_overspeed (ArmadaDemoReportPart *part)
{
  static const ArmadaDemoReportColumn columns[] = {
    { TEXT, "start_at", "Start", NULL },
    { TEXT, "end_at", "End", NULL },
    { DECIMAL, "duration", "Duration", "h" },
    { WHOLE, "speed_max", "Top speed", "kph" },
    { WHOLE, "speed_avg", "Average speed", "kph" },
    { WHOLE, "speed_limit", "Speed limit", "kph" },
    { TEXT, "location", "Place", NULL },
  };
  Run run = { .first = G_MAXUINT };
  guint n_runs = 0;
  gint64 seconds = 0;

  armada_demo_report_add_columns (part, columns, G_N_ELEMENTS (columns));
  for (; find_run (part, is_over, NULL, &run); n_runs++)
    {
      gint64 lasted = get_seconds (part, &run);

      add_times (part, &run);
      armada_demo_report_add_speed (part, run.top_speed);
      armada_demo_report_add_speed (
          part, lasted > 0 ? armada_demo_report_get_average (run.distance, lasted) : run.top_speed);
      armada_demo_report_add_speed (part, part->order->speed_limit);
      armada_demo_report_add_place_of (part, armada_demo_report_get_fix (part, run.first));
      seconds += lasted;
    }
  armada_demo_report_total_count (part->section->totals, part->order, "overspeed_count",
                                  "Overspeed count", n_runs);
  armada_demo_report_total_duration (part->section->totals, part->order, "duration", "Duration",
                                     seconds);
  return n_runs > 0;
}

/* Where it truly was: drifting fixes would lead in and out at the fence. */
static gboolean
is_in (const ArmadaDemoReportPart *part, const ArmadaDemoFix *fix, gconstpointer data)
{
  return armada_demo_geofence_holds (data, fix->moment.latitude, fix->moment.longitude);
}

static guint
add_visits (ArmadaDemoReportPart *part, guint index, gint64 *seconds)
{
  ArmadaDemoGeofence geofence;
  g_autofree char *name = NULL;
  Run run = { .first = G_MAXUINT };
  guint n = 0;

  armada_demo_geofence_fill (part->order->life, index, &geofence);
  name = armada_demo_report_dup_plain (geofence.name);
  for (; find_run (part, is_in, &geofence, &run); n++)
    {
      armada_demo_section_take_place (part->section, g_strdup (name), g_strdup (geofence.name));
      add_times (part, &run);
      armada_demo_report_add_distance (part, run.distance);
      armada_demo_report_add_place_of (part, armada_demo_report_get_fix (part, run.first));
      *seconds += get_seconds (part, &run);
    }
  return n;
}

gboolean
armada_demo_report_make_geofences (ArmadaDemoReportPart *part)
{
  static const ArmadaDemoReportColumn columns[] = {
    { TEXT, "group_key", "Geofence", NULL },   { TEXT, "start_at", "Geofence in", NULL },
    { TEXT, "end_at", "Geofence out", NULL },  { DECIMAL, "duration", "Duration", "h" },
    { DECIMAL, "distance", "Distance", "km" }, { TEXT, "location", "Place", NULL },
  };
  const GArray *wanted = part->order->geofences;
  gint64 seconds = 0;
  guint n = 0;

  armada_demo_report_add_columns (part, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < (wanted->len > 0 ? wanted->len : ARMADA_DEMO_N_GEOFENCES); i++)
    n += add_visits (part, wanted->len > 0 ? g_array_index (wanted, guint, i) : i, &seconds);
  armada_demo_report_total_count (part->section->totals, part->order, "visit_count", "Visits", n);
  armada_demo_report_total_duration (part->section->totals, part->order, "duration", "Duration",
                                     seconds);
  return n > 0;
}

static gboolean
is_idling (const ArmadaDemoReportPart *part, const ArmadaDemoFix *fix, gconstpointer data)
{
  return fix->moment.activity == ARMADA_DEMO_IDLING;
}

static double
get_fuel (const ArmadaDemoReportPart *part, guint i)
{
  return armada_demo_report_get_fix (part, i)->moment.fuel * part->vehicle.kind->tank;
}

gboolean
armada_demo_report_make_idling (ArmadaDemoReportPart *part)
{
  static const ArmadaDemoReportColumn columns[] = {
    { TEXT, "start_at", "Start", NULL },      { TEXT, "end_at", "End", NULL },
    { DECIMAL, "duration", "Duration", "h" }, { TEXT, "location", "Place", NULL },
    { TEXT, "drivers", "Driver", NULL },      { DECIMAL, "fuel_consumption", "Fuel", "lt" },
  };
  Run run = { .first = G_MAXUINT };
  gint64 seconds = 0;
  guint n = 0;

  armada_demo_report_add_columns (part, columns, G_N_ELEMENTS (columns));
  while (find_run (part, is_idling, NULL, &run))
    {
      if (get_seconds (part, &run) < part->order->idle_seconds)
        continue;
      add_times (part, &run);
      armada_demo_report_add_place_of (part, armada_demo_report_get_fix (part, run.first));
      armada_demo_report_add_text (part, part->vehicle.driver);
      armada_demo_report_add_litres (
          part, MAX (get_fuel (part, run.first) - get_fuel (part, run.end), 0));
      seconds += get_seconds (part, &run);
      n++;
    }
  armada_demo_report_total_count (part->section->totals, part->order, "idle_count", "Idle count",
                                  n);
  armada_demo_report_total_duration (part->section->totals, part->order, "engine_idle",
                                     "Engine idle", seconds);
  return n > 0;
}

static const struct
{
  const char *type;
  const char *word;
  const char *unit; /* of the value */
} sentences[] = {
  { "overspeed", "Overspeed", "kph" },         { "geofence_in", "Geofence in", NULL },
  { "geofence_out", "Geofence out", NULL },    { "idle_duration", "Idling", "min" },
  { "stop_duration", "Stop duration", "min" }, { "ignition_on", "Engine on", NULL },
  { "ignition_off", "Engine off", NULL },      { "sos", "SOS", NULL },
  { "offline_duration", "Offline", "min" },
};

/* Returns: (transfer full): "Overspeed (50 kph)" */
static char *
dup_sentence (const char *language, const ArmadaDemoEvent *event)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (sentences[i].type, event->type))
      {
        const char *word = armada_demo_report_word (language, sentences[i].word);

        if (sentences[i].unit == NULL)
          return g_strdup (word);
        return g_strdup_printf ("%s (%.0f %s)", word, event->value, sentences[i].unit);
      }
  return g_strdup (event->type);
}

static void
add_rule (ArmadaDemoReportPart *part, gint64 alert_id)
{
  const char *name = "";

  for (guint i = 0; i < armada_demo_rules_get_n (); i++)
    if (armada_demo_rules_get (i)->id == alert_id)
      name = armada_demo_rules_get (i)->name;
  armada_demo_section_take_place (part->section, armada_demo_report_dup_plain (name),
                                  g_strdup (name));
}

static void
add_event (ArmadaDemoReportPart *part, const ArmadaDemoEvent *event)
{
  ArmadaDemoGeofence geofence = { .name = "" };
  g_autofree char *sentence = dup_sentence (part->order->language, event);

  if (event->geofence >= 0)
    armada_demo_geofence_fill (part->order->life, (guint) event->geofence, &geofence);
  armada_demo_report_add_text (part, event->type);
  armada_demo_report_add_time (part, event->time);
  armada_demo_report_add_text (part, sentence);
  add_rule (part, event->alert_id);
  armada_demo_section_take_place (part->section, armada_demo_report_dup_plain (geofence.name),
                                  g_strdup (geofence.name));
  armada_demo_report_add_speed (part, event->speed);
  armada_demo_report_add_place (part->section, part->order, part->index, event->time,
                                event->latitude, event->longitude);
}

gboolean
armada_demo_report_make_events (ArmadaDemoReportPart *part)
{
  static const ArmadaDemoReportColumn columns[] = {
    { HIDDEN, "group_key", "Event", NULL }, { TEXT, "time", "Time", NULL },
    { TEXT, "event", "Event", NULL },       { TEXT, "alert", "Alert", NULL },
    { TEXT, "geofence", "Geofence", NULL }, { WHOLE, "speed", "Speed", "kph" },
    { TEXT, "location", "Place", NULL },
  };
  const ArmadaDemoReportOrder *order = part->order;
  g_autoptr (GArray) events = armada_demo_events_of_vehicle (
      order->life, order->seed, part->index, order->from, MIN (order->to, order->now) + 1);

  armada_demo_report_add_columns (part, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < events->len; i++)
    add_event (part, &g_array_index (events, ArmadaDemoEvent, i));
  armada_demo_report_total_count (part->section->totals, order, "event_count", "Event count",
                                  events->len);
  return events->len > 0;
}

static void
add_level (ArmadaDemoReportPart *part, guint i, double change)
{
  const ArmadaDemoFix *fix = armada_demo_report_get_fix (part, i);
  double percent = round (fix->moment.fuel * 100);

  armada_demo_report_add_time (part, fix->time);
  armada_demo_report_add_litres (part, get_fuel (part, i));
  armada_demo_section_take_cell (part->section, g_strdup_printf ("%.0f %%", percent), percent);
  armada_demo_report_add_litres (part, change);
  armada_demo_report_add_place_of (part, fix);
}

/* What a pump adds comes between two fixes. */
static double
get_filled (const ArmadaDemoReportPart *part, guint i)
{
  return MAX (get_fuel (part, i) - get_fuel (part, i - 1), 0);
}

/* A row at each interval, when it was filled, and at the end. */
gboolean
armada_demo_report_make_fuel (ArmadaDemoReportPart *part)
{
  static const ArmadaDemoReportColumn columns[] = {
    { TEXT, "time", "Time", NULL },      { DECIMAL, "fuel_level", "Fuel", "lt" },
    { WHOLE, "percent", "Level", "%" },  { DECIMAL, "change", "Change", "lt" },
    { TEXT, "location", "Place", NULL },
  };
  GArray *totals = part->section->totals;
  guint last = 0, n = part->history->fixes->len;
  double filled = 0;

  armada_demo_report_add_columns (part, columns, G_N_ELEMENTS (columns));
  add_level (part, 0, 0);
  for (guint i = 1; i < n; i++)
    {
      gint64 since = armada_demo_report_get_fix (part, i)->time -
                     armada_demo_report_get_fix (part, last)->time;

      filled += get_filled (part, i);
      if (since < part->order->interval && get_filled (part, i) < 1 && i + 1 < n)
        continue;
      add_level (part, i, get_fuel (part, i) - get_fuel (part, last));
      last = i;
    }
  armada_demo_report_total_litres (totals, part->order, "fuel_start", "Fuel at start",
                                   get_fuel (part, 0));
  armada_demo_report_total_litres (totals, part->order, "fuel_end", "Fuel at end",
                                   get_fuel (part, n - 1));
  armada_demo_report_total_litres (totals, part->order, "fuel_filled", "Filled", filled);
  armada_demo_report_total_litres (totals, part->order, "fuel_consumption", "Consumption (Tank)",
                                   part->sums.fuel);
  return TRUE;
}
