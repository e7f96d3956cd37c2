/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-maintenance"

#include "model/armada-maintenance.h"

#include <math.h>
#include <string.h>

/* What is left of maintenance, when that will be used up, and how urgent it is. */

#define DAY_SECONDS 86400
#define SOON_DAYS 14
#define MAX_DAYS 3650     /* a forecast beyond ten years says nothing */
#define LEAST_PER_DAY 0.1 /* kilometres or hours: less is standing about */

/**
 * armada_day_from_text:
 * @text: "2026-12-31", with or without a time behind it
 *
 * Returns: the day counted from 1 January 1970, ARMADA_DAY_NONE where it is none
 */
gint64
armada_day_from_text (const char *text)
{
  GDate date;
  int y, m, d;

  if (strlen (text) < 10 || strspn (text, "0123456789-") < 10 || text[4] != '-' || text[7] != '-' ||
      sscanf (text, "%4d-%2d-%2d", &y, &m, &d) != 3 || y < 1 || m < 1 || d < 1 ||
      !g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y))
    return ARMADA_DAY_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
  /* 1 January 1970 is day 719163 of the calendar */
  return (gint64) g_date_get_julian (&date) - 719163;
}

/**
 * armada_day_from_time:
 * @time: UNIX seconds
 * @zone: seconds east of UTC
 *
 * Returns: which day it is there, counted from 1 January 1970
 */
gint64
armada_day_from_time (gint64 time, int zone)
{
  gint64 local = time + zone;

  return local >= 0 ? local / DAY_SECONDS : -((DAY_SECONDS - 1 - local) / DAY_SECONDS);
}

/**
 * armada_day_to_text:
 *
 * Returns: (transfer full): "2026-12-31"; "" for ARMADA_DAY_NONE
 */
char *
armada_day_to_text (gint64 day)
{
  g_autoptr (GDateTime) date = NULL;

  if (day != ARMADA_DAY_NONE)
    date = g_date_time_new_from_unix_utc (day * DAY_SECONDS);
  return date ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("");
}

/**
 * armada_meter_get_kilometres:
 * @unit: of distance: "km", "mi", "nmi" or as given
 *
 * Returns: how many kilometres one is; 1 for one that is not known
 */
double
armada_meter_get_kilometres (const char *unit)
{
  if (g_strcmp0 (unit, "mi") == 0)
    return 1.609344;
  if (g_strcmp0 (unit, "nmi") == 0)
    return 1.852;
  return 1;
}

/* A number in front of its unit; where its marks can mean two things, it is none. */
static double
read_number (const char *text)
{
  double number;
  char *end;

  if (!g_ascii_isdigit (*text) && *text != '-')
    return NAN;
  number = g_ascii_strtod (text, &end);
  return (*end == '\0' || *end == ' ') && isfinite (number) ? number : NAN;
}

static double
read_sensor (const ArmadaDeviceRecord *device, const char *type)
{
  for (guint i = 0; i < device->n_sensors; i++)
    if (g_str_equal (device->sensors[i].type, type))
      {
        double number = read_number (device->sensors[i].value);

        if (!isnan (number))
          return number;
      }
  return NAN;
}

/**
 * armada_meter_read_odometer:
 *
 * Servers count maintenance by the sensor where there is one, and by the distance driven elsewhere.
 *
 * Returns: in the device's distance unit, NAN unknown
 */
double
armada_meter_read_odometer (const ArmadaDeviceRecord *device)
{
  double reading = read_sensor (device, "odometer");

  return isnan (reading) ? device->odometer : reading;
}

/**
 * armada_meter_read_engine_hours:
 *
 * Returns: hours, NAN unknown
 */
double
armada_meter_read_engine_hours (const ArmadaDeviceRecord *device)
{
  return read_sensor (device, "engine_hours");
}

static ArmadaMeter
find_meter (const ArmadaServiceRecord *service)
{
  if (g_str_equal (service->expiration_by, "odometer"))
    return ARMADA_METER_ODOMETER;
  if (g_str_equal (service->expiration_by, "engine_hours"))
    return ARMADA_METER_ENGINE_HOURS;
  if (g_str_equal (service->expiration_by, "days") || *service->expires_date != '\0')
    return ARMADA_METER_DAYS;
  return ARMADA_METER_UNKNOWN;
}

/* The day it is due; servers put it in either member. */
static gint64
find_due_day (const ArmadaServiceRecord *service)
{
  gint64 day = armada_day_from_text (service->expires_date);

  return day != ARMADA_DAY_NONE ? day : armada_day_from_text (service->expires_text);
}

static void
measure (ArmadaMaintenance *self,
         const ArmadaServiceRecord *service,
         const ArmadaDeviceRecord *device,
         gint64 today)
{
  gint64 day;

  switch (self->meter)
    {
    case ARMADA_METER_ODOMETER:
      self->reading = device ? armada_meter_read_odometer (device) : NAN;
      self->left = service->expires - self->reading;
      break;
    case ARMADA_METER_ENGINE_HOURS:
      self->reading = device ? armada_meter_read_engine_hours (device) : NAN;
      self->left = service->expires - self->reading;
      break;
    case ARMADA_METER_DAYS:
      day = find_due_day (service);
      self->left = day != ARMADA_DAY_NONE ? (double) (day - today) : NAN;
      break;
    case ARMADA_METER_UNKNOWN:
    default:
      break;
    }
  if (service->interval > 0)
    self->fraction = CLAMP (self->left / service->interval, 0, 1);
}

static void
take_use (ArmadaMaintenance *self, const ArmadaMeterUse *use, double unit)
{
  self->basis = use->basis;
  self->per_day = use->per_day / unit;
  self->days = use->days;
}

/* When what is left will be used up at the rate of late. */
static void
forecast (ArmadaMaintenance *self,
          const ArmadaDeviceRecord *device,
          const ArmadaVehicleUse *use,
          gint64 today)
{
  if (self->meter == ARMADA_METER_DAYS && isfinite (self->left))
    {
      self->basis = ARMADA_USE_CALENDAR;
      self->forecast = today + (gint64) self->left;
      return;
    }
  if (use != NULL && self->meter == ARMADA_METER_ODOMETER)
    take_use (self, &use->distance,
              armada_meter_get_kilometres (device ? device->distance_unit : NULL));
  else if (use != NULL && self->meter == ARMADA_METER_ENGINE_HOURS)
    take_use (self, &use->engine, 1);
  if (self->basis != ARMADA_USE_NONE && self->left > 0 && self->per_day >= LEAST_PER_DAY &&
      self->left / self->per_day <= MAX_DAYS)
    self->forecast = today + (gint64) ceil (self->left / self->per_day);
}

/* What the device's own record says of the same service, as the server last counted it. */
static gboolean
is_expiring (const ArmadaServiceRecord *service, const ArmadaDeviceRecord *device)
{
  for (guint i = 0; device != NULL && i < device->n_services; i++)
    if (g_str_equal (device->services[i].name, service->name))
      return device->services[i].expiring;
  return FALSE;
}

/* Whether the account was, or would be, reminded of it by now. */
static gboolean
is_reminded (const ArmadaMaintenance *self, const ArmadaServiceRecord *service, gint64 today)
{
  gint64 day = armada_day_from_text (service->remind_date);

  if (day != ARMADA_DAY_NONE && day <= today)
    return TRUE;
  if (service->remind > 0 && self->reading >= service->remind)
    return TRUE;
  /* a reminder longer than the interval would always hold, and says nothing */
  return service->trigger_event_left > 0 &&
         (!(service->interval > 0) || service->trigger_event_left < service->interval) &&
         self->left <= service->trigger_event_left;
}

static ArmadaDue
find_due (const ArmadaMaintenance *self,
          const ArmadaServiceRecord *service,
          const ArmadaDeviceRecord *device,
          gint64 today)
{
  if (service->expired == 1 || self->left < 0)
    return ARMADA_DUE_OVERDUE;
  if (is_expiring (service, device) || is_reminded (self, service, today) ||
      (self->forecast != ARMADA_DAY_NONE && self->forecast - today <= SOON_DAYS))
    return ARMADA_DUE_SOON;
  return isnan (self->left) && isnan (service->expires) ? ARMADA_DUE_UNKNOWN : ARMADA_DUE_LATER;
}

/**
 * armada_maintenance_work_out:
 * @self: (out caller-allocates):
 * @device: (nullable): whose it is, when that is known
 * @use: (nullable): how much that was used of late
 * @today: in the account's zone, counted from 1 January 1970
 */
void
armada_maintenance_work_out (ArmadaMaintenance *self,
                             const ArmadaServiceRecord *service,
                             const ArmadaDeviceRecord *device,
                             const ArmadaVehicleUse *use,
                             gint64 today)
{
  *self = (ArmadaMaintenance) { .meter = find_meter (service),
                                .reading = NAN,
                                .left = NAN,
                                .fraction = NAN,
                                .forecast = ARMADA_DAY_NONE };
  measure (self, service, device, today);
  forecast (self, device, use, today);
  self->due = find_due (self, service, device, today);
}
