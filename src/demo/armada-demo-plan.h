/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-life.h"

G_BEGIN_DECLS

#define ARMADA_DEMO_DAY 86400.0

/* After how many days a vehicle's rounds come round again. */
#define ARMADA_DEMO_N_DAYS 14

/**
 * ArmadaDemoLeg:
 * @start: seconds since the vehicle's day began
 * @end: seconds since the vehicle's day began
 * @from: the place left, or stood at
 * @to: the place driven to; @from when standing
 * @pace: how much faster than a calm driver
 * @metres: driven this day before @start
 * @engine: seconds of engine this day before @start
 */
typedef struct
{
  ArmadaDemoActivity activity;
  guint from;
  guint to;
  double start;
  double end;
  double pace;
  double metres;
  double engine;
} ArmadaDemoLeg;

double armada_demo_plan_get_day_start (guint vehicle);
void armada_demo_plan_make (GArray *legs,
                            ArmadaDemoRounds *rounds,
                            guint64 seed,
                            guint vehicle,
                            guint day);

G_END_DECLS
