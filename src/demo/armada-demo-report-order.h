/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-json.h"
#include "armada-demo-life.h"

G_BEGIN_DECLS

/**
 * ArmadaDemoReportOrder:
 * @type: the platform's number of a kind of report
 * @title: what the user calls it
 * @language: "en" or "id"
 * @from: UNIX seconds
 * @to: UNIX seconds, still in the period, as get_history has it
 * @stop_seconds: of a stand that is a stop
 * @speed_limit: km/h, 0: none
 * @idle_seconds: of idling that is told of
 * @interval: seconds between two levels of fuel
 * @show_addresses: whether places are roads' names rather than coordinates
 * @zones_instead: whether places are names of geofences where there is one
 * @vehicles: (element-type guint): indices
 * @geofences: (element-type guint): indices; none: all of them
 *
 * What is wanted of a report, checked.
 */
typedef struct
{
  ArmadaDemoLife *life;
  guint64 seed;
  gint64 now;
  ArmadaDemoHabits habits;
  guint type;
  char *title;
  const char *language;
  gint64 from;
  gint64 to;
  gint64 stop_seconds;
  double speed_limit;
  gint64 idle_seconds;
  gint64 interval;
  gboolean show_addresses;
  gboolean zones_instead;
  GArray *vehicles;
  GArray *geofences;
} ArmadaDemoReportOrder;

G_END_DECLS
