/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-record.h"
#include "api/armada-services-reader.h"

G_BEGIN_DECLS

/**
 * ArmadaDue:
 * @ARMADA_DUE_OVERDUE: it should have been done
 * @ARMADA_DUE_SOON: the account was or would be reminded of it, or it is forecast for the next
 *   fortnight
 * @ARMADA_DUE_LATER: nobody need think of it yet
 * @ARMADA_DUE_UNKNOWN: nobody can tell: there is no day, and no meter to compare with
 *
 * How urgent maintenance is; in the order in which it is to be seen to.
 */
typedef enum
{
  ARMADA_DUE_OVERDUE,
  ARMADA_DUE_SOON,
  ARMADA_DUE_LATER,
  ARMADA_DUE_UNKNOWN,
} ArmadaDue;

#define ARMADA_N_DUES (ARMADA_DUE_UNKNOWN + 1)

/**
 * ArmadaMeter:
 *
 * By what maintenance falls due.
 */
typedef enum
{
  ARMADA_METER_ODOMETER,
  ARMADA_METER_ENGINE_HOURS,
  ARMADA_METER_DAYS,
  ARMADA_METER_UNKNOWN, /* a word of the server that we do not know */
} ArmadaMeter;

/**
 * ArmadaUseBasis:
 * @ARMADA_USE_NONE: nothing was measured
 * @ARMADA_USE_READINGS: from readings of the meter that this desk noted day by day
 * @ARMADA_USE_TRACKS: from the days whose history is kept
 * @ARMADA_USE_CALENDAR: days go by by themselves
 *
 * From what a forecast was worked out.
 */
typedef enum
{
  ARMADA_USE_NONE,
  ARMADA_USE_READINGS,
  ARMADA_USE_TRACKS,
  ARMADA_USE_CALENDAR,
} ArmadaUseBasis;

/* How many days back use is measured. */
#define ARMADA_USE_DAYS 30

/**
 * ArmadaMeterUse:
 * @per_day: kilometres or hours a day
 * @days: over how many days it was measured
 */
typedef struct
{
  ArmadaUseBasis basis;
  double per_day;
  double days;
} ArmadaMeterUse;

/**
 * ArmadaVehicleUse:
 *
 * How much a vehicle was used of late.
 */
typedef struct
{
  ArmadaMeterUse distance;
  ArmadaMeterUse engine;
} ArmadaVehicleUse;

#define ARMADA_DAY_NONE G_MININT64

/**
 * ArmadaMaintenance:
 * @reading: what the meter shows, in the account's unit or hours; NAN unknown
 * @left: until it is due, in the meter's unit; below 0 when that is past; NAN unknown
 * @fraction: of the interval that is left, 0 to 1; NAN unknown
 * @basis: of @forecast, or of what there is of use where there is no forecast
 * @per_day: in the account's unit or hours
 * @days: over how many days it was measured
 * @forecast: the day on which it will be due, counted from 1 January 1970; ARMADA_DAY_NONE unknown
 *
 * What can be said of maintenance, today.
 */
typedef struct
{
  ArmadaMeter meter;
  double reading;
  double left;
  double fraction;
  ArmadaDue due;
  ArmadaUseBasis basis;
  double per_day;
  double days;
  gint64 forecast;
} ArmadaMaintenance;

void armada_maintenance_work_out (ArmadaMaintenance *self,
                                  const ArmadaServiceRecord *service,
                                  const ArmadaDeviceRecord *device,
                                  const ArmadaVehicleUse *use,
                                  gint64 today);

double armada_meter_read_odometer (const ArmadaDeviceRecord *device);
double armada_meter_read_engine_hours (const ArmadaDeviceRecord *device);
double armada_meter_get_kilometres (const char *unit);

gint64 armada_day_from_text (const char *text);
gint64 armada_day_from_time (gint64 time, int zone);
char *armada_day_to_text (gint64 day);

G_END_DECLS
