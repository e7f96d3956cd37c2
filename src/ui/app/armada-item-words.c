/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-item-words"

#include "app/armada-item-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/armada-words.h"

/* What the device's own record says of the same service, as the server last counted it. */
static const ArmadaServiceDue *
find_due (const ArmadaServiceRecord *service, const ArmadaDeviceRecord *device)
{
  for (guint i = 0; device != NULL && i < device->n_services; i++)
    if (g_str_equal (device->services[i].name, service->name))
      return &device->services[i];
  return NULL;
}

static char *
words_for_day (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) day = NULL;
  int y, m, d;

  if (sscanf (text, "%4d-%2d-%2d", &y, &m, &d) == 3)
    day = g_date_time_new (zone, y, m, d, 0, 0, 0);
  /* Translators: strftime: a day, as in "3 Mar 2026" */
  return day ? g_date_time_format (day, _ ("%-d %b %Y")) : g_strdup (text);
}

/* "20000 km" as a number of kilometres; a bare number gets the unit that is meant. */
static char *
words_for_reading (const ArmadaServiceRecord *service, const ArmadaDeviceRecord *device)
{
  const char *unit = strchr (service->expires_text, ' ');

  if (unit != NULL)
    unit++;
  else if (g_str_equal (service->expiration_by, "engine_hours"))
    /* Translators: hours, the unit behind a number */
    unit = C_ ("unit", "h");
  else
    unit = device != NULL ? device->distance_unit : "";
  return g_strchomp (armada_words_for_amount (service->expires, unit));
}

/* When it falls due, as get_services has it; "" unknown. */
static char *
words_for_expiry (const ArmadaServiceRecord *service, const ArmadaDeviceRecord *device)
{
  g_autofree char *expiry = NULL;

  if (*service->expires_date != '\0')
    {
      expiry = words_for_day (service->expires_date);
      /* Translators: %s is a day, such as "3 Mar 2026" */
      return g_strdup_printf (C_ ("service", "Due on %s"), expiry);
    }
  if (!isfinite (service->expires))
    return g_strdup (service->expires_text);
  expiry = words_for_reading (service, device);
  /* Translators: %s is what a meter will show then, such as "20,000 km" */
  return g_strdup_printf (C_ ("service", "Due at %s"), expiry);
}

/**
 * armada_words_for_service_due:
 * @device: (nullable): whose service it is, when that is known
 *
 * Returns: (transfer full): when it falls due and how much is left, as the server counts it; ""
 * when neither is known
 */
char *
armada_words_for_service_due (const ArmadaServiceRecord *service, const ArmadaDeviceRecord *device)
{
  const ArmadaServiceDue *due = find_due (service, device);
  g_autofree char *expiry = words_for_expiry (service, device);

  if (due == NULL || *due->value == '\0')
    return g_steal_pointer (&expiry);
  if (*expiry == '\0')
    return g_strdup (due->value);
  /* Translators: when maintenance is due, and how much is left in the server's words */
  return g_strdup_printf (C_ ("service", "%s · %s"), expiry, due->value);
}

static const struct
{
  const char *type;
  const char *words;
} types[] = {
  { "overspeed", NC_ ("event", "Too fast") },
  { "stop_duration", NC_ ("event", "Stood too long") },
  { "idle_duration", NC_ ("event", "Idled too long") },
  { "offline_duration", NC_ ("event", "Offline too long") },
  { "ignition", NC_ ("event", "Ignition switched") },
  { "ignition_on", NC_ ("event", "Ignition on") },
  { "ignition_off", NC_ ("event", "Ignition off") },
  { "move_start", NC_ ("event", "Set off") },
  { "driver", NC_ ("event", "Driver changed") },
  { "geofence_in", NC_ ("event", "Entered a geofence") },
  { "geofence_out", NC_ ("event", "Left a geofence") },
  { "geofence_inout", NC_ ("event", "Crossed a geofence") },
  { "sos", NC_ ("event", "SOS") },
  { "fuel_change", NC_ ("event", "Fuel level changed") },
  { "distance", NC_ ("event", "Distance driven") },
  { "unplugged", NC_ ("event", "Tracker unplugged") },
  { "device_expiration", NC_ ("event", "Device expires") },
  { "maintenance_overdue", NC_ ("event", "Maintenance overdue") },
  { "maintenance_soon", NC_ ("event", "Maintenance due soon") },
};

/**
 * armada_words_for_event_type:
 * @type: of an event or a rule
 *
 * Returns: (transfer none) (nullable): what it is called; NULL for a type we do not know
 */
const char *
armada_words_for_event_type (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].type, type))
      return g_dpgettext2 (NULL, "event", types[i].words);
  return NULL;
}

/**
 * armada_words_for_event:
 *
 * Returns: (transfer none): what happened; in the server's words when we have none
 */
const char *
armada_words_for_event (const ArmadaEventRecord *event)
{
  const char *words = armada_words_for_event_type (event->type);

  if (words != NULL)
    return words;
  if (*event->name != '\0')
    return event->name;
  if (*event->message != '\0')
    return event->message;
  return *event->type != '\0' ? event->type : _ ("Event");
}

/**
 * armada_words_for_event_detail:
 *
 * Returns: (transfer full): the limit, the geofence, the place: whatever is known besides; "" none
 */
char *
armada_words_for_event_detail (const ArmadaEventRecord *event)
{
  const char *detail = *event->detail != '\0' ? event->detail : event->geofence_name;

  if (*detail == '\0' || *event->address == '\0')
    return g_strdup (*detail != '\0' ? detail : event->address);
  /* Translators: two things about an event: "Depot North · Harbour Road 3" */
  return g_strdup_printf (C_ ("event", "%s · %s"), detail, event->address);
}

/**
 * armada_words_for_event_time:
 * @now: UNIX seconds
 *
 * Returns: (transfer full): when it happened, as short as that can be said
 */
char *
armada_words_for_event_time (const ArmadaEventRecord *event, gint64 now)
{
  return event->time > 0 ? armada_words_for_clock (event->time, now) : g_strdup (event->time_text);
}

/**
 * armada_words_for_active:
 * @active: 1 yes, 0 no, -1 unknown
 *
 * Returns: (transfer none) (nullable): whether a rule is on; NULL when that is not known
 */
const char *
armada_words_for_active (int active)
{
  if (active < 0)
    return NULL;
  return active ? C_ ("rule", "On") : C_ ("rule", "Off");
}

/* Midnight says no more than the day does. */
static char *
dup_day (const char *text)
{
  gsize length = strlen (text);

  return g_strndup (text, g_str_has_suffix (text, " 00:00:00") ? length - 9 : length);
}

/**
 * armada_words_for_period:
 *
 * Returns: (transfer full): when a rule holds, its days as the server writes them; "" always
 */
char *
armada_words_for_period (const ArmadaDeviceAlertRecord *alert)
{
  g_autofree char *from = dup_day (alert->from_text);
  g_autofree char *to = dup_day (alert->to_text);

  if (*from != '\0' && *to != '\0')
    /* Translators: a period, from its first day to its last */
    return g_strdup_printf (C_ ("period", "%s to %s"), from, to);
  if (*from != '\0')
    /* Translators: %s is a day on which a period begins */
    return g_strdup_printf (C_ ("period", "From %s"), from);
  if (*to != '\0')
    /* Translators: %s is a day on which a period ends */
    return g_strdup_printf (C_ ("period", "Until %s"), to);
  return g_strdup ("");
}

/**
 * armada_words_for_unknown_vehicle:
 * @id: the server's
 *
 * Returns: (transfer full): what a vehicle is called that is not in the fleet
 */
char *
armada_words_for_unknown_vehicle (gint64 id)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  /* Translators: %s is the number that the server has for it */
  return g_strdup_printf (_ ("Unknown vehicle (%s)"), number);
}
