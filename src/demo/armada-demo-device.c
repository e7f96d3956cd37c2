/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-device"

#include "armada-demo-device.h"

#include "armada-demo-random.h"
#include "armada-demo-vehicle.h"

#include <math.h>

/*
 * Writes one device as get_devices and get_devices_latest answer with it, member for member:
 * numbers that are texts here and numbers there, lists that are null, texts with HTML entities.
 */

#define JUNK_DATE "0000-00-00"
#define SERVICE_EVERY 15000.0 /* km between two changes of oil */

typedef struct
{
  ArmadaDemoJson *json;
  ArmadaDemoLife *life;
  const ArmadaDemoReport *report;
  ArmadaDemoVehicle vehicle;
  guint64 key;
  guint index;
  gint64 now;
  gboolean expired;
  const char *online;
} Writer;

#define TEXT(name, value) armada_demo_json_add_text (json, name, value)
#define INT(name, value) armada_demo_json_add_int (json, name, value)
#define DOUBLE(name, value) armada_demo_json_add_double (json, name, value)
#define FLAG(name, value) armada_demo_json_add_flag (json, name, value)
#define NOTHING(name) armada_demo_json_add_null (json, name)

static double
round_to (double value, double steps)
{
  return round (value * steps) / steps;
}

static char *
format_time (gint64 time, gint64 zone, const char *format)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time + zone);

  return g_date_time_format (date, format);
}

static void
add_utc (ArmadaDemoJson *json, const char *name, gint64 time)
{
  g_autofree char *text = format_time (time, 0, "%Y-%m-%d %H:%M:%S");

  TEXT (name, text);
}

static char *
format_duration (gint64 seconds)
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
get_color (Writer *writer)
{
  if (g_str_equal (writer->online, "online"))
    return "green";
  return g_str_equal (writer->online, "offline") ? "red" : "yellow";
}

static void
write_icon_colors (Writer *writer)
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

static void
write_icon (Writer *writer)
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
write_driver (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoVehicle *vehicle = &writer->vehicle;
  g_autofree char *rfid = g_strdup_printf ("RFID-%05u", writer->index + 1);
  g_autofree char *email = g_strdup_printf ("driver%u@armada.example", writer->index + 1);

  TEXT ("driver", *vehicle->driver ? vehicle->driver : "-");
  armada_demo_json_begin_object (json, "driver_data");
  if (*vehicle->driver == '\0')
    write_no_driver (json);
  else
    {
      INT ("id", 30 + writer->index);
      INT ("user_id", ARMADA_DEMO_USER_ID);
      INT ("device_id", vehicle->id);
      TEXT ("name", vehicle->driver);
      TEXT ("rfid", rfid);
      TEXT ("phone", "+62 000 0000");
      TEXT ("email", email);
      TEXT ("description", "");
      TEXT ("created_at", "2026-01-05 02:11:09");
      TEXT ("updated_at", "2026-02-01 07:45:00");
    }
  armada_demo_json_end_object (json);
}

/* What follows the value of every sensor. */
static void
begin_sensor (Writer *writer, guint id, const char *type, const char *name, const char *value)
{
  ArmadaDemoJson *json = writer->json;

  armada_demo_json_begin_object (json, NULL);
  INT ("id", 20000 + (gint64) writer->index * 16 + id);
  TEXT ("type", type);
  TEXT ("name", name);
  INT ("show_in_popup", id != 3);
  INT ("add_to_widgets", 0);
  TEXT ("value", value);
}

static void
end_sensor (Writer *writer, int scale)
{
  if (scale < 0)
    armada_demo_json_add_null (writer->json, "scale_value");
  else
    armada_demo_json_add_int (writer->json, "scale_value", scale);
  armada_demo_json_end_object (writer->json);
}

static void
write_flag_sensors (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;
  gboolean engine = writer->report->moment.activity != ARMADA_DEMO_PARKED;
  gboolean door = writer->report->moment.activity == ARMADA_DEMO_IDLING;

  begin_sensor (writer, 1, "acc", "Kontak", engine ? "On" : "Off");
  FLAG ("val", engine);
  end_sensor (writer, -1);
  begin_sensor (writer, 8, "door", "Pintu belakang", door ? "Terbuka" : "Tertutup");
  FLAG ("val", door);
  end_sensor (writer, -1);
}

static void
write_tracker_sensors (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;
  gboolean engine = writer->report->moment.activity != ARMADA_DEMO_PARKED;
  guint64 key = armada_demo_mix (writer->key, (guint64) writer->report->fix_time / 60);
  double volts = (engine ? 13.6 : 12.4) + armada_demo_between (&key, 0, 0.4);
  guint satellites = 9 + armada_demo_below (&key, 8);
  guint signal = 40 + armada_demo_below (&key, 61);
  g_autofree char *battery = g_strdup_printf ("%.1f V", volts);
  g_autofree char *sky = g_strdup_printf ("%u", satellites);
  g_autofree char *bars = g_strdup_printf ("%u %%", signal);
  g_autofree char *bars_value = g_strdup_printf ("%u.00", signal);
  char plain[16];

  g_snprintf (plain, sizeof plain, "%.1f", volts);
  begin_sensor (writer, 2, "battery", "Aki", battery);
  TEXT ("val", plain);
  end_sensor (writer, -1);
  begin_sensor (writer, 3, "satellites", "Satelit", sky);
  INT ("val", satellites);
  end_sensor (writer, -1);
  begin_sensor (writer, 4, "gsm", "Sinyal", bars);
  TEXT ("val", bars_value);
  end_sensor (writer, (int) signal / 20);
}

/* The cold is kept at -18 °C and rises while the door stands open; without it the day warms. */
static double
get_temperature (Writer *writer)
{
  double hour = fmod ((double) writer->report->fix_time + ARMADA_DEMO_ZONE, 86400) / 3600;
  double outside = 17 + 7 * sin ((hour - 9) / 12 * G_PI) + (double) (writer->key % 40) / 10;

  if (!writer->vehicle.kind->cooled)
    return round_to (outside, 10);
  return round_to (-18 + (outside + 18) * 0.06 +
                       (writer->report->moment.activity == ARMADA_DEMO_IDLING ? 2.5 : 0),
                   10);
}

static void
write_meter_sensors (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoMoment *moment = &writer->report->moment;
  double litres = round_to (moment->fuel * writer->vehicle.kind->tank, 10);
  double warmth = get_temperature (writer);
  g_autofree char *degrees = g_strdup_printf ("%.1f &deg;C", warmth);
  g_autofree char *odometer = g_strdup_printf ("%.0f km", moment->odometer);
  g_autofree char *hours = g_strdup_printf ("%.1f h", moment->engine_hours);
  g_autofree char *fuel = g_strdup_printf ("%.1f lt", litres);

  begin_sensor (writer, 5, "temperature", "Suhu muatan", degrees);
  DOUBLE ("val", warmth);
  end_sensor (writer, -1);
  begin_sensor (writer, 6, "odometer", "Odometer", odometer);
  DOUBLE ("val", round_to (moment->odometer, 100));
  end_sensor (writer, -1);
  begin_sensor (writer, 9, "engine_hours", "Jam mesin", hours);
  DOUBLE ("val", round_to (moment->engine_hours, 10));
  end_sensor (writer, -1);
  begin_sensor (writer, 7, "fuel_tank", "Tangki", writer->index % 5 == 3 ? "- lt" : fuel);
  if (writer->index % 5 == 3)
    NOTHING ("val");
  else
    DOUBLE ("val", litres);
  end_sensor (writer, -1);
}

static void
write_sensors (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;

  if (writer->expired)
    {
      NOTHING ("sensors");
      return;
    }
  armada_demo_json_begin_list (json, "sensors");
  if (writer->report->connected)
    {
      write_flag_sensors (writer);
      write_tracker_sensors (writer);
      write_meter_sensors (writer);
      if (writer->index % 4 == 1)
        {
          begin_sensor (writer, 10, "textual", "Pesan", "&lt;b&gt;muat&lt;/b&gt; &amp; kirim");
          TEXT ("val", "<b>muat</b> & kirim");
          end_sensor (writer, -1);
        }
    }
  armada_demo_json_end_list (json);
}

static void
write_service (Writer *writer, guint id, const char *name, const char *value, gboolean expiring)
{
  ArmadaDemoJson *json = writer->json;

  armada_demo_json_begin_object (json, NULL);
  INT ("id", 70000 + (gint64) writer->index * 2 + id);
  TEXT ("name", name);
  TEXT ("value", value);
  FLAG ("expiring", expiring);
  TEXT ("expiration_by", id == 0 ? "odometer" : "days");
  armada_demo_json_end_object (json);
}

static void
write_services (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;
  double left = SERVICE_EVERY - fmod (MAX (writer->report->moment.odometer, 0), SERVICE_EVERY);
  int days = 5 + (int) (writer->key % 200);
  g_autofree char *oil = g_strdup_printf ("Odometer Left (%.0f km)", left);
  g_autofree char *check = g_strdup_printf ("Days Left (%d d.)", days);

  if (writer->expired)
    {
      NOTHING ("services");
      return;
    }
  armada_demo_json_begin_list (json, "services");
  if (writer->report->connected)
    {
      write_service (writer, 0, "Ganti oli", oil, left < 1000);
      if (writer->index % 3 == 0)
        write_service (writer, 1, "KIR &amp; STNK", check, days < 30);
    }
  armada_demo_json_end_list (json);
}

static void
write_tail (Writer *writer)
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
write_traccar_times (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoMoment *moment = &writer->report->moment;
  gint64 fix = writer->report->fix_time;
  gboolean engine = moment->activity != ARMADA_DEMO_PARKED;

  add_utc (json, "moved_at", MIN (moment->stood_since, fix));
  add_utc (json, "stoped_at", MIN (moment->stood_since, fix));
  add_utc (json, "move_begin_at", MIN (moment->engine_since, fix));
  add_utc (json, "stop_begin_at", MIN (moment->stood_since, fix));
  NOTHING ("parked_end_at");
  add_utc (json, "engine_on_at", engine ? fix : moment->engine_since - 600);
  add_utc (json, "engine_off_at", engine ? moment->engine_since : fix);
  add_utc (json, "engine_changed_at", moment->engine_since);
  add_utc (json, "updated_at", fix + 1);
  NOTHING ("database_id");
}

static void
write_traccar (Writer *writer, const char *latest)
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
  DOUBLE ("lastValidLatitude", round_to (report->moment.latitude, 1e6));
  DOUBLE ("lastValidLongitude", round_to (report->moment.longitude, 1e6));
  TEXT ("other", other);
  TEXT ("speed", speed);
  add_utc (json, "time", report->fix_time);
  add_utc (json, "device_time", report->fix_time);
  add_utc (json, "server_time", report->fix_time + 1);
  add_utc (json, "ack_time", report->ack_time);
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
write_form (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoVehicle *vehicle = &writer->vehicle;

  INT ("icon_id", 0);
  write_icon_colors (writer);
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
write_dates (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;

  if (writer->expired)
    add_utc (json, "expiration_date", armada_demo_life_get_expired_at (writer->life));
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
write_users (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;

  NOTHING ("forward");
  NOTHING ("device_type_id");
  INT ("app_tracker_login", 0);
  INT ("fuel_detect_sec_after_stop", 0);
  INT ("lbs", 0);
  TEXT ("fuel_type", "");
  INT ("fuel_emissions", 0);
  NOTHING ("custom_data");
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
write_last_place (Writer *writer, const char *latest)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoReport *report = writer->report;

  if (report->connected)
    {
      DOUBLE ("lastValidLatitude", round_to (report->moment.latitude, 1e6));
      DOUBLE ("lastValidLongitude", round_to (report->moment.longitude, 1e6));
      TEXT ("latest_positions", latest);
    }
  else
    {
      NOTHING ("lastValidLatitude");
      NOTHING ("lastValidLongitude");
      NOTHING ("latest_positions");
    }
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
  add_utc (json, "time", report->fix_time);
  INT ("course", (gint64) report->moment.course);
  DOUBLE ("speed", round (report->moment.speed));
}

static void
write_device_data (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;
  g_autofree char *latest = list_latest_positions (writer->report);

  armada_demo_json_begin_object (json, "device_data");
  INT ("id", writer->vehicle.id);
  NOTHING ("user_id");
  if (*writer->vehicle.driver)
    INT ("current_driver_id", 30 + writer->index);
  else
    NOTHING ("current_driver_id");
  NOTHING ("timezone_id");
  INT ("traccar_device_id", writer->index + 1);
  write_form (writer);
  write_dates (writer);
  write_users (writer);
  if (writer->report->connected)
    write_traccar (writer, latest);
  else
    NOTHING ("traccar");
  write_icon (writer);
  write_last_place (writer, latest);
  armada_demo_json_end_object (json);
}

static char *
get_time_text (Writer *writer)
{
  if (!writer->report->connected)
    return g_strdup ("Not connected");
  if (writer->expired)
    return g_strdup ("Expired");
  return format_time (writer->report->fix_time, ARMADA_DEMO_ZONE, "%d-%m-%Y %H:%M:%S");
}

static void
write_place (Writer *writer)
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
      DOUBLE ("lat", round_to (moment->latitude, 1e6));
      DOUBLE ("lng", round_to (moment->longitude, 1e6));
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
write_head (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoMoment *moment = &writer->report->moment;

  INT ("id", writer->vehicle.id);
  INT ("alarm", moment->limit > 0 && moment->speed > moment->limit * 1.1);
  TEXT ("name", writer->vehicle.name);
  write_place (writer);
  TEXT ("icon_type", "arrow");
  TEXT ("icon_color", get_color (writer));
  write_icon_colors (writer);
  write_icon (writer);
  TEXT ("power", "-");
  TEXT ("address", "-");
  TEXT ("protocol", writer->report->connected ? writer->vehicle.protocol : NULL);
  write_driver (writer);
}

static void
write_stop (Writer *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoReport *report = writer->report;
  gboolean driving = report->moment.activity == ARMADA_DEMO_DRIVING;
  gint64 stood = driving ? 0 : MAX (writer->now - report->moment.stood_since, 0);
  g_autofree char *text = format_duration (stood);

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
  DOUBLE ("total_distance", round_to (report->moment.odometer, 100));
  NOTHING ("inaccuracy");
  NOTHING ("sim_expiration_date");
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
  Writer writer = {
    .json = json,
    .life = life,
    .report = report,
    .key = armada_demo_mix (armada_demo_mix (seed, index), 6),
    .index = index,
    .now = now,
    .expired = armada_demo_life_get_role (index) == ARMADA_DEMO_EXPIRED,
  };

  armada_demo_vehicle_fill (&writer.vehicle, seed, index);
  writer.online = get_online (report, now, writer.expired);
  armada_demo_json_begin_object (json, NULL);
  write_head (&writer);
  write_sensors (&writer);
  write_services (&writer);
  write_tail (&writer);
  write_stop (&writer);
  write_device_data (&writer);
  armada_demo_json_end_object (json);
}
