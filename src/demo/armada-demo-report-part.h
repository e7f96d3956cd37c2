/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-document.h"
#include "armada-demo-history.h"
#include "armada-demo-report-order.h"
#include "armada-demo-vehicle.h"

G_BEGIN_DECLS

/**
 * ArmadaDemoReportSums:
 * @drive: seconds
 * @stop: seconds
 * @engine: seconds
 * @distance: km
 * @top_speed: km/h
 * @fuel: litres
 *
 * What the segments of a history, or of several, come to.
 */
typedef struct
{
  guint n_drives;
  guint n_stops;
  gint64 drive;
  gint64 stop;
  gint64 engine;
  double distance;
  double top_speed;
  double fuel;
} ArmadaDemoReportSums;

/**
 * ArmadaDemoReportPart:
 * @section: where it is told
 * @history: of the period ordered
 * @sums: of @history
 *
 * One vehicle while its part of a report is made.
 */
typedef struct
{
  const ArmadaDemoReportOrder *order;
  ArmadaDemoSection *section;
  guint index;
  ArmadaDemoVehicle vehicle;
  ArmadaDemoHistory *history;
  ArmadaDemoReportSums sums;
} ArmadaDemoReportPart;

void armada_demo_report_part_init (ArmadaDemoReportPart *self,
                                   const ArmadaDemoReportOrder *order,
                                   guint index);
void armada_demo_report_part_clear (ArmadaDemoReportPart *self);
const ArmadaDemoFix *armada_demo_report_get_fix (const ArmadaDemoReportPart *self, guint i);
const ArmadaDemoSegment *armada_demo_report_get_segment (const ArmadaDemoReportPart *self, guint i);
guint armada_demo_report_count_overspeed (const ArmadaDemoReportPart *self);
double armada_demo_report_get_average (double kilometres, gint64 seconds);
void armada_demo_report_sums_add (ArmadaDemoReportSums *self, const ArmadaDemoReportSums *other);

/**
 * ArmadaDemoReportColumn:
 * @title: in English
 *
 * A column as it stands in a table of them.
 */
typedef struct
{
  ArmadaDemoCellKind kind;
  const char *key;
  const char *title;
  const char *unit;
} ArmadaDemoReportColumn;

/* The next cells of the table. */
void armada_demo_report_add_columns (ArmadaDemoReportPart *self,
                                     const ArmadaDemoReportColumn *columns,
                                     guint n_columns);
void armada_demo_report_add_text (ArmadaDemoReportPart *self, const char *text);
void armada_demo_report_add_time (ArmadaDemoReportPart *self, gint64 time);
void armada_demo_report_add_duration (ArmadaDemoReportPart *self, gint64 seconds);
void armada_demo_report_add_distance (ArmadaDemoReportPart *self, double kilometres);
void armada_demo_report_add_speed (ArmadaDemoReportPart *self, double speed);
void armada_demo_report_add_litres (ArmadaDemoReportPart *self, double litres);
void armada_demo_report_add_place_of (ArmadaDemoReportPart *self, const ArmadaDemoFix *fix);

/* Totals, their titles in English. */
void armada_demo_report_total_text (GArray *facts,
                                    const ArmadaDemoReportOrder *order,
                                    const char *key,
                                    const char *title,
                                    const char *text);
void armada_demo_report_total_count (GArray *facts,
                                     const ArmadaDemoReportOrder *order,
                                     const char *key,
                                     const char *title,
                                     guint n);
void armada_demo_report_total_duration (GArray *facts,
                                        const ArmadaDemoReportOrder *order,
                                        const char *key,
                                        const char *title,
                                        gint64 seconds);
void armada_demo_report_total_distance (GArray *facts,
                                        const ArmadaDemoReportOrder *order,
                                        const char *key,
                                        const char *title,
                                        double kilometres);
void armada_demo_report_total_speed (GArray *facts,
                                     const ArmadaDemoReportOrder *order,
                                     const char *key,
                                     const char *title,
                                     double speed);
void armada_demo_report_total_litres (GArray *facts,
                                      const ArmadaDemoReportOrder *order,
                                      const char *key,
                                      const char *title,
                                      double litres);

G_END_DECLS
