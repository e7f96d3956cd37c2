/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-report-part"

#include "armada-demo-report-part.h"

#include <math.h>

#include "armada-demo-report-place.h"
#include "armada-demo-report-words.h"
#include "armada-demo-writer.h"

/*
 * A vehicle's part of a report: what was recorded of it, what that comes to, and the cells and
 * totals that tell it.
 */

static void
add_up (ArmadaDemoReportPart *self)
{
  ArmadaDemoReportSums *sums = &self->sums;

  for (guint i = 0; i < self->history->segments->len; i++)
    {
      const ArmadaDemoSegment *segment = armada_demo_report_get_segment (self, i);
      gint64 seconds = segment->end - segment->start;

      *(segment->drive ? &sums->drive : &sums->stop) += seconds;
      *(segment->drive ? &sums->n_drives : &sums->n_stops) += 1;
      sums->distance += segment->distance;
      sums->engine += segment->engine_on;
      sums->fuel += segment->fuel;
      sums->top_speed = MAX (sums->top_speed, segment->top_speed);
    }
}

/**
 * armada_demo_report_part_init:
 * @self: (out caller-allocates):
 * @index: of the vehicle
 */
void
armada_demo_report_part_init (ArmadaDemoReportPart *self,
                              const ArmadaDemoReportOrder *order,
                              guint index)
{
  *self = (ArmadaDemoReportPart) { .order = order, .index = index };
  armada_demo_vehicle_fill (&self->vehicle, order->seed, index);
  self->history = armada_demo_history_new (order->life, order->seed, index, order->now, order->from,
                                           order->to + 1, order->stop_seconds);
  add_up (self);
}

void
armada_demo_report_part_clear (ArmadaDemoReportPart *self)
{
  g_clear_pointer (&self->history, armada_demo_history_free);
}

const ArmadaDemoFix *
armada_demo_report_get_fix (const ArmadaDemoReportPart *self, guint i)
{
  return &g_array_index (self->history->fixes, ArmadaDemoFix, i);
}

const ArmadaDemoSegment *
armada_demo_report_get_segment (const ArmadaDemoReportPart *self, guint i)
{
  return &g_array_index (self->history->segments, ArmadaDemoSegment, i);
}

/**
 * armada_demo_report_count_overspeed:
 *
 * Returns: how many times it drove faster than the limit ordered, slower fixes between
 */
guint
armada_demo_report_count_overspeed (const ArmadaDemoReportPart *self)
{
  gboolean before = FALSE;
  guint n = 0;

  for (guint i = 0; self->order->speed_limit > 0 && i < self->history->fixes->len; i++)
    {
      const ArmadaDemoFix *fix = armada_demo_report_get_fix (self, i);
      gboolean over = fix->valid && fix->speed > self->order->speed_limit;

      n += over && !before;
      before = over;
    }
  return n;
}

/**
 * armada_demo_report_get_average:
 *
 * Returns: km/h
 */
double
armada_demo_report_get_average (double kilometres, gint64 seconds)
{
  return seconds > 0 ? kilometres * 3600 / (double) seconds : 0;
}

void
armada_demo_report_sums_add (ArmadaDemoReportSums *self, const ArmadaDemoReportSums *other)
{
  self->n_drives += other->n_drives;
  self->n_stops += other->n_stops;
  self->drive += other->drive;
  self->stop += other->stop;
  self->engine += other->engine;
  self->distance += other->distance;
  self->fuel += other->fuel;
  self->top_speed = MAX (self->top_speed, other->top_speed);
}

void
armada_demo_report_add_columns (ArmadaDemoReportPart *self,
                                const ArmadaDemoReportColumn *columns,
                                guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    armada_demo_section_add_column (
        self->section, columns[i].kind, columns[i].key,
        armada_demo_report_word (self->order->language, columns[i].title), columns[i].unit);
}

/**
 * armada_demo_report_add_text:
 * @text: (nullable):
 */
void
armada_demo_report_add_text (ArmadaDemoReportPart *self, const char *text)
{
  armada_demo_section_take_cell (self->section, g_strdup (text), NAN);
}

void
armada_demo_report_add_time (ArmadaDemoReportPart *self, gint64 time)
{
  armada_demo_section_take_cell (self->section, armada_demo_report_dup_time (time), NAN);
}

void
armada_demo_report_add_duration (ArmadaDemoReportPart *self, gint64 seconds)
{
  armada_demo_section_take_cell (self->section, armada_demo_format_duration (seconds),
                                 (double) seconds / 3600);
}

void
armada_demo_report_add_distance (ArmadaDemoReportPart *self, double kilometres)
{
  armada_demo_section_take_cell (self->section, armada_demo_report_dup_distance (kilometres),
                                 round (kilometres * 100) / 100);
}

void
armada_demo_report_add_speed (ArmadaDemoReportPart *self, double speed)
{
  armada_demo_section_take_cell (self->section, armada_demo_report_dup_speed (speed),
                                 round (speed));
}

void
armada_demo_report_add_litres (ArmadaDemoReportPart *self, double litres)
{
  armada_demo_section_take_cell (self->section, armada_demo_report_dup_litres (litres),
                                 round (litres * 100) / 100);
}

void
armada_demo_report_add_place_of (ArmadaDemoReportPart *self, const ArmadaDemoFix *fix)
{
  armada_demo_report_add_place (self->section, self->order, self->index, fix->time, fix->latitude,
                                fix->longitude);
}

void
armada_demo_report_total_text (GArray *facts,
                               const ArmadaDemoReportOrder *order,
                               const char *key,
                               const char *title,
                               const char *text)
{
  armada_demo_facts_take (facts, ARMADA_DEMO_CELL_TEXT, key,
                          armada_demo_report_word (order->language, title), NULL, g_strdup (text),
                          NAN);
}

void
armada_demo_report_total_count (GArray *facts,
                                const ArmadaDemoReportOrder *order,
                                const char *key,
                                const char *title,
                                guint n)
{
  armada_demo_facts_take (facts, ARMADA_DEMO_CELL_COUNT, key,
                          armada_demo_report_word (order->language, title), NULL,
                          g_strdup_printf ("%u", n), n);
}

void
armada_demo_report_total_duration (GArray *facts,
                                   const ArmadaDemoReportOrder *order,
                                   const char *key,
                                   const char *title,
                                   gint64 seconds)
{
  armada_demo_facts_take (facts, ARMADA_DEMO_CELL_DECIMAL, key,
                          armada_demo_report_word (order->language, title), "h",
                          armada_demo_format_duration (seconds), (double) seconds / 3600);
}

void
armada_demo_report_total_distance (GArray *facts,
                                   const ArmadaDemoReportOrder *order,
                                   const char *key,
                                   const char *title,
                                   double kilometres)
{
  armada_demo_facts_take (
      facts, ARMADA_DEMO_CELL_DECIMAL, key, armada_demo_report_word (order->language, title), "km",
      armada_demo_report_dup_distance (kilometres), round (kilometres * 100) / 100);
}

void
armada_demo_report_total_speed (GArray *facts,
                                const ArmadaDemoReportOrder *order,
                                const char *key,
                                const char *title,
                                double speed)
{
  armada_demo_facts_take (facts, ARMADA_DEMO_CELL_COUNT, key,
                          armada_demo_report_word (order->language, title), "kph",
                          armada_demo_report_dup_speed (speed), round (speed));
}

void
armada_demo_report_total_litres (GArray *facts,
                                 const ArmadaDemoReportOrder *order,
                                 const char *key,
                                 const char *title,
                                 double litres)
{
  armada_demo_facts_take (facts, ARMADA_DEMO_CELL_DECIMAL, key,
                          armada_demo_report_word (order->language, title), "lt",
                          armada_demo_report_dup_litres (litres), round (litres * 100) / 100);
}
