/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-report-content"

#include "armada-demo-report-content.h"

#include <math.h>

#include "armada-demo-report-words.h"

/*
 * What stands in a report: a section for each vehicle, filled by the maker of the report's kind,
 * and the totals of all of them.
 */

static const struct
{
  guint type;
  gboolean (*make) (ArmadaDemoReportPart *part);
  gboolean drives; /* whether the drives' sums are what the report is about */
  gboolean stops;  /* and those of the stops */
} makers[] = {
  { ARMADA_DEMO_REPORT_GENERAL, armada_demo_report_make_general, FALSE, FALSE },
  { ARMADA_DEMO_REPORT_DRIVES_AND_STOPS, armada_demo_report_make_drives_and_stops, TRUE, TRUE },
  { ARMADA_DEMO_REPORT_TRAVEL_SHEET, armada_demo_report_make_travel_sheet, TRUE, FALSE },
  { ARMADA_DEMO_REPORT_OVERSPEED, armada_demo_report_make_overspeed, FALSE, FALSE },
  { ARMADA_DEMO_REPORT_GEOFENCES, armada_demo_report_make_geofences, FALSE, FALSE },
  { ARMADA_DEMO_REPORT_EVENTS, armada_demo_report_make_events, FALSE, FALSE },
  { ARMADA_DEMO_REPORT_IDLING, armada_demo_report_make_idling, FALSE, FALSE },
  { ARMADA_DEMO_REPORT_FUEL, armada_demo_report_make_fuel, FALSE, FALSE },
};

/* The name goes out as HTML where the platform sends HTML. */
static void
add_name (ArmadaDemoReportPart *part)
{
  ArmadaDemoFact *fact;

  armada_demo_facts_take (part->section->meta, ARMADA_DEMO_CELL_TEXT, "device.name",
                          armada_demo_report_word (part->order->language, "Device"), NULL,
                          armada_demo_report_dup_plain (part->vehicle.name), NAN);
  fact = &g_array_index (part->section->meta, ArmadaDemoFact, 0);
  fact->cell.markup = g_strdup (part->vehicle.name);
}

/* What the maker had begun to tell goes. */
static void
tell_nothing (ArmadaDemoSection *section)
{
  g_array_set_size (section->columns, 0);
  g_array_set_size (section->cells, 0);
  g_array_set_size (section->totals, 0);
  section->error = g_strdup (ARMADA_DEMO_REPORT_NOTHING);
}

static void
make_sections (const ArmadaDemoReportOrder *order, ArmadaDemoDocument *document, guint maker)
{
  ArmadaDemoReportSums all = { 0 };

  for (guint i = 0; i < order->vehicles->len; i++)
    {
      ArmadaDemoReportPart part;

      armada_demo_report_part_init (&part, order, g_array_index (order->vehicles, guint, i));
      part.section = armada_demo_document_add_section (document);
      add_name (&part);
      if (part.history->fixes->len == 0 || !makers[maker].make (&part))
        tell_nothing (part.section);
      armada_demo_report_sums_add (&all, &part.sums);
      armada_demo_report_part_clear (&part);
    }
  if (!makers[maker].drives || all.n_drives + all.n_stops == 0)
    return;
  armada_demo_report_total_duration (document->totals, order, "duration", "Duration",
                                     all.drive + (makers[maker].stops ? all.stop : 0));
  armada_demo_report_total_distance (document->totals, order, "distance", "Length of route",
                                     all.distance);
  armada_demo_report_total_speed (document->totals, order, "speed_max", "Top speed", all.top_speed);
}

static void
total_merged (ArmadaDemoSection *section,
              const ArmadaDemoReportOrder *order,
              const ArmadaDemoReportSums *all)
{
  armada_demo_report_total_duration (section->totals, order, "drive_duration", "Drive duration",
                                     all->drive);
  armada_demo_report_total_duration (section->totals, order, "stop_duration", "Stop duration",
                                     all->stop);
  armada_demo_report_total_distance (section->totals, order, "distance", "Length of route",
                                     all->distance);
  armada_demo_report_total_speed (section->totals, order, "speed_max", "Top speed", all->top_speed);
  armada_demo_report_total_litres (section->totals, order, "fuel_consumption", "Consumption (Tank)",
                                   all->fuel);
}

/* Vehicles of which nothing is known have sections of their own below the table. */
static void
make_merged (const ArmadaDemoReportOrder *order, ArmadaDemoDocument *document)
{
  ArmadaDemoSection *table = NULL;
  ArmadaDemoReportSums all = { 0 };

  for (guint i = 0; i < order->vehicles->len; i++)
    {
      ArmadaDemoReportPart part;

      armada_demo_report_part_init (&part, order, g_array_index (order->vehicles, guint, i));
      part.section = table;
      if (part.history->fixes->len > 0)
        {
          if (table == NULL)
            {
              part.section = table = armada_demo_document_add_section (document);
              armada_demo_report_begin_merged (&part);
            }
          armada_demo_report_add_merged (&part);
        }
      else
        {
          part.section = armada_demo_document_add_section (document);
          add_name (&part);
          tell_nothing (part.section);
        }
      armada_demo_report_sums_add (&all, &part.sums);
      armada_demo_report_part_clear (&part);
    }
  if (table != NULL)
    total_merged (table, order, &all);
}

/**
 * armada_demo_report_content_make:
 * @order: of a type there is
 * @name: of that type
 *
 * Returns: (transfer full): the report, still without a format
 */
ArmadaDemoDocument *
armada_demo_report_content_make (const ArmadaDemoReportOrder *order, const char *name)
{
  g_autofree char *from = armada_demo_report_dup_time (order->from);
  g_autofree char *to = armada_demo_report_dup_time (order->to);
  g_autofree char *period = g_strconcat (from, " - ", to, NULL);
  g_autofree char *zone = g_strdup_printf ("UTC+%02d:00", ARMADA_DEMO_ZONE / 3600);
  ArmadaDemoDocument *document =
      armada_demo_document_new (order->title, name, period, zone, order->language);

  document->habits = order->habits;
  document->made_at = order->now;
  if (order->type == ARMADA_DEMO_REPORT_MERGED)
    make_merged (order, document);
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    if (makers[i].type == order->type)
      make_sections (order, document, i);
  return document;
}
