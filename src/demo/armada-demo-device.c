/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-device"

#include "armada-demo-device.h"

#include "armada-demo-drivers.h"
#include "armada-demo-random.h"
#include "armada-demo-writer.h"

#include <math.h>

/*
 * Writes one device as get_devices and get_devices_latest answer with it, member for member:
 * numbers that are texts here and numbers there, lists that are null, texts with HTML entities.
 */

double
armada_demo_round (double value, double steps)
{
  return round (value * steps) / steps;
}

char *
armada_demo_format_time (gint64 time, gint64 zone, const char *format)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time + zone);

  return g_date_time_format (date, format);
}

void
armada_demo_add_utc (ArmadaDemoJson *json, const char *name, gint64 time)
{
  g_autofree char *text = armada_demo_format_time (time, 0, "%Y-%m-%d %H:%M:%S");

  TEXT (name, text);
}

/**
 * armada_demo_add_time:
 * @time: UNIX seconds
 * @format: as g_date_time_format() takes it, for a time of the account's zone
 */
void
armada_demo_add_time (ArmadaDemoJson *json, const char *name, gint64 time, const char *format)
{
  g_autofree char *text = armada_demo_format_time (time, ARMADA_DEMO_ZONE, format);

  TEXT (name, text);
}

/**
 * armada_demo_format_duration:
 *
 * Returns: (transfer full): @seconds in the platform's words
 */
char *
armada_demo_format_duration (gint64 seconds)
{
  if (seconds >= 86400)
    return g_strdup_printf ("%dd %dh %dmin %ds", (int) (seconds / 86400),
                            (int) (seconds / 3600 % 24), (int) (seconds / 60 % 60),
                            (int) (seconds % 60));
  if (seconds >= 3600)
    return g_strdup_printf ("%dh %dmin %ds", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                            (int) (seconds % 60));
  if (seconds >= 60)
    return g_strdup_printf ("%dmin %ds", (int) (seconds / 60), (int) (seconds % 60));
  return g_strdup_printf ("%ds", (int) seconds);
}

void
armada_demo_add_duration (ArmadaDemoJson *json, const char *name, gint64 seconds)
{
  g_autofree char *text = armada_demo_format_duration (seconds);

  TEXT (name, text);
}

static const char *
get_online (const ArmadaDemoReport *report, gint64 now, gboolean expired)
{
  if (!report->connected || expired || now - report->ack_time > ARMADA_DEMO_OFFLINE_AFTER)
    return "offline";
  if (report->moment.activity == ARMADA_DEMO_PARKED)
    return "ack";
  return report->moment.speed >= 1 ? "online" : "engine";
}

static const char *
get_color (ArmadaDemoWriter *writer)
{
  if (g_str_equal (writer->online, "online"))
    return "green";
  return g_str_equal (writer->online, "offline") ? "red" : "yellow";
}

void
armada_demo_write_icon_colors (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;

  armada_demo_json_begin_object (json, "icon_colors");
  TEXT ("moving", "green");
  TEXT ("stopped", "yellow");
  TEXT ("offline", "red");
  TEXT ("engine", "yellow");
  TEXT ("blocked", "black");
  armada_demo_json_end_object (json);
}

void
armada_demo_write_icon (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  char path[48];

  g_snprintf (path, sizeof path, "images/arrow-%s.png", get_color (writer));
  armada_demo_json_begin_object (json, "icon");
  INT ("id", writer->vehicle.id);
  NOTHING ("user_id");
  TEXT ("type", "arrow");
  INT ("order", 1);
  INT ("width", 25);
  INT ("height", 33);
  TEXT ("path", path);
  INT ("by_status", 0);
  armada_demo_json_end_object (json);
}

static void
write_no_driver (ArmadaDemoJson *json)
{
  static const char *const names[] = {
    "id",    "user_id", "device_id",   "name",       "rfid",
    "phone", "email",   "description", "created_at", "updated_at"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    NOTHING (names[i]);
}

static void
write_driver (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoVehicle *vehicle = &writer->vehicle;

  TEXT ("driver", *vehicle->driver ? vehicle->driver : "-");
  armada_demo_json_begin_object (json, "driver_data");
  if (*vehicle->driver == '\0')
    write_no_driver (json);
  else
    armada_demo_driver_write_members (json, writer->index, vehicle->driver);
  armada_demo_json_end_object (json);
}

static void
write_tail (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoReport *report = writer->report;
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  armada_demo_json_begin_list (json, "tail");
  for (guint i = 0; i < report->n_tail && !writer->expired; i++)
    {
      g_ascii_formatd (latitude, sizeof latitude, "%.6f", report->tail[i].latitude);
      g_ascii_formatd (longitude, sizeof longitude, "%.6f", report->tail[i].longitude);
      armada_demo_json_begin_object (json, NULL);
      TEXT ("lat", latitude);
      TEXT ("lng", longitude);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_list (json);
}

static char *
get_time_text (ArmadaDemoWriter *writer)
{
  if (!writer->report->connected)
    return g_strdup ("Not connected");
  if (writer->expired)
    return g_strdup ("Expired");
  return armada_demo_format_time (writer->report->fix_time, ARMADA_DEMO_ZONE, "%d-%m-%Y %H:%M:%S");
}

static void
write_place (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoReport *report = writer->report;
  const ArmadaDemoMoment *moment = &report->moment;
  g_autofree char *time = get_time_text (writer);

  TEXT ("online", writer->online);
  TEXT ("time", time);
  INT ("timestamp", report->fix_time);
  INT ("acktimestamp", report->ack_time);
  if (report->connected)
    {
      DOUBLE ("lat", armada_demo_round (moment->latitude, 1e6));
      DOUBLE ("lng", armada_demo_round (moment->longitude, 1e6));
      INT ("course", (gint64) moment->course);
    }
  else
    {
      NOTHING ("lat");
      NOTHING ("lng");
      TEXT ("course", "-");
    }
  INT ("speed", (gint64) round (moment->speed));
  INT ("altitude", report->connected ? 460 : 0);
}

static void
write_head (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoMoment *moment = &writer->report->moment;

  INT ("id", writer->vehicle.id);
  INT ("alarm", moment->limit > 0 && moment->speed > moment->limit * 1.1);
  TEXT ("name", writer->vehicle.name);
  write_place (writer);
  TEXT ("icon_type", "arrow");
  TEXT ("icon_color", get_color (writer));
  armada_demo_write_icon_colors (writer);
  armada_demo_write_icon (writer);
  TEXT ("power", "-");
  TEXT ("address", "-");
  TEXT ("protocol", writer->report->connected ? writer->vehicle.protocol : NULL);
  write_driver (writer);
}

static void
write_stop (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoReport *report = writer->report;
  gboolean driving = report->moment.activity == ARMADA_DEMO_DRIVING;
  gint64 stood = driving ? 0 : MAX (writer->now - report->moment.stood_since, 0);
  g_autofree char *text = armada_demo_format_duration (stood);

  TEXT ("distance_unit_hour", "kph");
  TEXT ("unit_of_distance", "km");
  TEXT ("unit_of_altitude", "mt");
  TEXT ("unit_of_capacity", "lt");
  TEXT ("stop_duration", report->connected ? text : "-");
  if (report->connected)
    INT ("stop_duration_sec", stood);
  else
    NOTHING ("stop_duration_sec");
  INT ("moved_timestamp",
       report->connected ? MIN (report->moment.stood_since, report->fix_time) : 0);
  if (report->connected && !writer->expired)
    FLAG ("engine_status", report->moment.activity != ARMADA_DEMO_PARKED);
  else
    NOTHING ("engine_status");
  TEXT ("detect_engine", "gps");
  TEXT ("engine_hours", "gps");
  DOUBLE ("total_distance", armada_demo_round (report->moment.odometer, 100));
  NOTHING ("inaccuracy");
  NOTHING ("sim_expiration_date");
}

/**
 * armada_demo_writer_init:
 * @json: where it writes to
 * @index: which vehicle
 * @now: UNIX seconds
 * @report: what is known of it
 */
void
armada_demo_writer_init (ArmadaDemoWriter *self,
                         ArmadaDemoJson *json,
                         ArmadaDemoLife *life,
                         guint64 seed,
                         guint index,
                         gint64 now,
                         const ArmadaDemoReport *report)
{
  *self = (ArmadaDemoWriter) {
    .json = json,
    .life = life,
    .report = report,
    .seed = seed,
    .key = armada_demo_mix (armada_demo_mix (seed, index), 6),
    .index = index,
    .now = now,
    .expired = armada_demo_life_get_role (index) == ARMADA_DEMO_EXPIRED,
  };
  armada_demo_vehicle_fill (&self->vehicle, seed, index);
  self->online = get_online (report, now, self->expired);
}

/**
 * armada_demo_device_write:
 * @index: which vehicle
 * @now: UNIX seconds
 * @report: what is known of it
 *
 * Writes an element of a list of devices.
 */
void
armada_demo_device_write (ArmadaDemoJson *json,
                          ArmadaDemoLife *life,
                          guint64 seed,
                          guint index,
                          gint64 now,
                          const ArmadaDemoReport *report)
{
  ArmadaDemoWriter writer;

  armada_demo_writer_init (&writer, json, life, seed, index, now, report);
  armada_demo_json_begin_object (json, NULL);
  write_head (&writer);
  armada_demo_write_sensors (&writer);
  armada_demo_write_services (&writer);
  write_tail (&writer);
  write_stop (&writer);
  armada_demo_write_form (&writer);
  armada_demo_json_end_object (json);
}
