/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-form"

#include "armada-demo-writer.h"

#include "armada-demo-drivers.h"

#include <math.h>

/*
 * A device's device_data: the form its owner filled in, and the row of the tracker behind it.
 */

#define JUNK_DATE "0000-00-00"

static char *
list_latest_positions (const ArmadaDemoReport *report)
{
  GString *text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = report->n_tail; i-- > 0;)
    {
      g_string_append (text,
                       g_ascii_formatd (number, sizeof number, "%.6f", report->tail[i].latitude));
      g_string_append_c (text, '/');
      g_string_append (text,
                       g_ascii_formatd (number, sizeof number, "%.6f", report->tail[i].longitude));
      if (i > 0)
        g_string_append_c (text, ';');
    }
  return g_string_free (text, FALSE);
}

static void
write_traccar_times (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoMoment *moment = &writer->report->moment;
  gint64 fix = writer->report->fix_time;
  gboolean engine = moment->activity != ARMADA_DEMO_PARKED;

  armada_demo_add_utc (json, "moved_at", MIN (moment->stood_since, fix));
  armada_demo_add_utc (json, "stoped_at", MIN (moment->stood_since, fix));
  armada_demo_add_utc (json, "move_begin_at", MIN (moment->engine_since, fix));
  armada_demo_add_utc (json, "stop_begin_at", MIN (moment->stood_since, fix));
  NOTHING ("parked_end_at");
  armada_demo_add_utc (json, "engine_on_at", engine ? fix : moment->engine_since - 600);
  armada_demo_add_utc (json, "engine_off_at", engine ? moment->engine_since : fix);
  armada_demo_add_utc (json, "engine_changed_at", moment->engine_since);
  armada_demo_add_utc (json, "updated_at", fix + 1);
  NOTHING ("database_id");
}

static void
write_traccar (ArmadaDemoWriter *writer, const char *latest)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoReport *report = writer->report;
  g_autofree char *speed = g_strdup_printf ("%.2f", report->moment.speed);
  g_autofree char *other =
      g_strdup_printf ("<info><ignition>%s</ignition><sat>12</sat><totaldistance>%.1f"
                       "</totaldistance></info>",
                       report->moment.activity == ARMADA_DEMO_PARKED ? "false" : "true",
                       report->moment.odometer * 1000);

  armada_demo_json_begin_object (json, "traccar");
  INT ("id", writer->index + 1);
  TEXT ("name", writer->vehicle.name);
  TEXT ("uniqueId", writer->vehicle.imei);
  INT ("latestPosition_id", 900000 + (gint64) writer->index);
  DOUBLE ("lastValidLatitude", armada_demo_round (report->moment.latitude, 1e6));
  DOUBLE ("lastValidLongitude", armada_demo_round (report->moment.longitude, 1e6));
  TEXT ("other", other);
  TEXT ("speed", speed);
  armada_demo_add_utc (json, "time", report->fix_time);
  armada_demo_add_utc (json, "device_time", report->fix_time);
  armada_demo_add_utc (json, "server_time", report->fix_time + 1);
  armada_demo_add_utc (json, "ack_time", report->ack_time);
  INT ("altitude", 460);
  INT ("course", (gint64) report->moment.course);
  NOTHING ("power");
  NOTHING ("address");
  TEXT ("protocol", writer->vehicle.protocol);
  TEXT ("latest_positions", latest);
  write_traccar_times (writer);
  armada_demo_json_end_object (json);
}

static void
write_fields (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoVehicle *vehicle = &writer->vehicle;

  INT ("icon_id", 0);
  armada_demo_write_icon_colors (writer);
  INT ("active", 1);
  INT ("enable", 1);
  INT ("kind", 0);
  INT ("deleted", 0);
  TEXT ("name", vehicle->name);
  TEXT ("imei", vehicle->imei);
  INT ("fuel_measurement_id", 1);
  TEXT ("fuel_quantity", "0.00");
  TEXT ("fuel_price", "0.00");
  TEXT ("fuel_per_km", "0.1600");
  TEXT ("fuel_per_h", "1.1000");
  TEXT ("sim_number", vehicle->sim);
  NOTHING ("msisdn");
  TEXT ("device_model", vehicle->model);
  TEXT ("plate_number", vehicle->plate);
  TEXT ("vin", "");
  TEXT ("registration_number", "");
  TEXT ("object_owner", vehicle->owner);
  TEXT ("additional_notes", writer->index % 6 == 2 ? "Ban cadangan &amp; dongkrak di kabin" : "");
  NOTHING ("authentication");
  TEXT ("comment", "");
}

static void
write_dates (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;

  if (writer->expired)
    armada_demo_add_utc (json, "expiration_date", armada_demo_life_get_expired_at (writer->life));
  else
    NOTHING ("expiration_date");
  TEXT ("sim_expiration_date", JUNK_DATE);
  TEXT ("sim_activation_date", JUNK_DATE);
  TEXT ("installation_date", JUNK_DATE);
  TEXT ("tail_color", writer->index % 2 ? "#33cc33" : "#3366cc");
  INT ("tail_length", ARMADA_DEMO_MAX_TAIL);
  TEXT ("engine_hours", "gps");
  TEXT ("detect_engine", "gps");
  TEXT ("detect_speed", "gps");
  NOTHING ("detect_distance");
  INT ("min_moving_speed", 6);
  INT ("min_fuel_fillings", 10);
  INT ("min_fuel_thefts", 10);
  INT ("snap_to_road", 0);
  FLAG ("gprs_templates_only", FALSE);
  INT ("valid_by_avg_speed", 1);
  NOTHING ("max_speed");
  TEXT ("parameters", "[\"status\",\"ignition\",\"sat\",\"power\",\"totaldistance\"]");
  NOTHING ("currents");
  TEXT ("created_at", "2026-01-04 03:00:00");
  TEXT ("updated_at", "2026-03-14 08:29:58");
}

static void
write_extras (ArmadaDemoJson *json)
{
  NOTHING ("forward");
  NOTHING ("device_type_id");
  INT ("app_tracker_login", 0);
  INT ("fuel_detect_sec_after_stop", 0);
  INT ("lbs", 0);
  TEXT ("fuel_type", "");
  INT ("fuel_emissions", 0);
  NOTHING ("custom_data");
}

static void
write_users (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;

  armada_demo_json_begin_list (json, "users");
  armada_demo_json_begin_object (json, NULL);
  INT ("id", ARMADA_DEMO_USER_ID);
  TEXT ("email", "demo@armada.example");
  armada_demo_json_end_object (json);
  armada_demo_json_end_list (json);
  armada_demo_json_begin_object (json, "pivot");
  INT ("user_id", ARMADA_DEMO_USER_ID);
  INT ("device_id", writer->vehicle.id);
  INT ("group_id", writer->vehicle.group);
  NOTHING ("current_driver_id");
  INT ("active", 1);
  NOTHING ("timezone_id");
  armada_demo_json_end_object (json);
}

static void
write_last_positions (ArmadaDemoWriter *writer, const char *latest)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoReport *report = writer->report;

  if (!report->connected)
    {
      NOTHING ("lastValidLatitude");
      NOTHING ("lastValidLongitude");
      NOTHING ("latest_positions");
      return;
    }
  DOUBLE ("lastValidLatitude", armada_demo_round (report->moment.latitude, 1e6));
  DOUBLE ("lastValidLongitude", armada_demo_round (report->moment.longitude, 1e6));
  TEXT ("latest_positions", latest);
}

static void
write_last_moves (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoReport *report = writer->report;

  TEXT ("icon_type", "arrow");
  INT ("group_id", writer->vehicle.group);
  NOTHING ("user_timezone_id");
  if (!report->connected)
    {
      NOTHING ("time");
      NOTHING ("course");
      NOTHING ("speed");
      return;
    }
  armada_demo_add_utc (json, "time", report->fix_time);
  INT ("course", (gint64) report->moment.course);
  DOUBLE ("speed", round (report->moment.speed));
}

static void
write_tracker (ArmadaDemoWriter *writer)
{
  g_autofree char *latest = list_latest_positions (writer->report);

  if (writer->report->connected)
    write_traccar (writer, latest);
  else
    armada_demo_json_add_null (writer->json, "traccar");
  armada_demo_write_icon (writer);
  write_last_positions (writer, latest);
}

static void
write_ids (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;

  INT ("id", writer->vehicle.id);
  NOTHING ("user_id");
  if (*writer->vehicle.driver)
    INT ("current_driver_id", armada_demo_driver_get_id (writer->index));
  else
    NOTHING ("current_driver_id");
  NOTHING ("timezone_id");
  INT ("traccar_device_id", writer->index + 1);
}

void
armada_demo_write_form (ArmadaDemoWriter *writer)
{
  armada_demo_json_begin_object (writer->json, "device_data");
  write_ids (writer);
  write_fields (writer);
  write_dates (writer);
  write_extras (writer->json);
  write_users (writer);
  write_tracker (writer);
  write_last_moves (writer);
  armada_demo_json_end_object (writer->json);
}

/**
 * armada_demo_write_tracked:
 *
 * Writes the member "device" of a history: the form without what a user did with it.
 */
void
armada_demo_write_tracked (ArmadaDemoWriter *writer)
{
  armada_demo_json_begin_object (writer->json, "device");
  write_ids (writer);
  write_fields (writer);
  write_dates (writer);
  write_extras (writer->json);
  write_tracker (writer);
  armada_demo_json_begin_list (writer->json, "sensors");
  armada_demo_json_end_list (writer->json);
  armada_demo_json_end_object (writer->json);
}

/**
 * armada_demo_write_row:
 * @index: which vehicle
 *
 * Writes the member "device" as other lists have it: the form without what moves. The object is
 * still to be ended.
 */
void
armada_demo_write_row (ArmadaDemoJson *json, const ArmadaDemoRequest *request, guint index)
{
  ArmadaDemoWriter writer = {
    .json = json,
    .life = request->life,
    .index = index,
    .expired = armada_demo_life_get_role (index) == ARMADA_DEMO_EXPIRED,
  };

  armada_demo_vehicle_fill (&writer.vehicle, request->seed, index);
  armada_demo_json_begin_object (json, "device");
  write_ids (&writer);
  write_fields (&writer);
  write_dates (&writer);
  write_extras (json);
  INT ("group_id", writer.vehicle.group);
}
