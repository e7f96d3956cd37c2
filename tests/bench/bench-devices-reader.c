/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "api/armada-devices-reader.h"
#include "armada-bench.h"

/*
 * Reads a fleet of 10 000 devices, first whole, then again unchanged, and the same text with
 * json-glib for comparison. Ends with 1 when a limit is passed.
 */

#define N_DEVICES 10000
#define N_ROUNDS 5
#define MAX_FULL 60.0      /* ms of CPU */
#define MAX_UNCHANGED 15.0 /* ms of CPU */

static void
append_icon (GString *out)
{
  g_string_append (out, "\"icon\":{\"id\":0,\"user_id\":null,\"type\":\"arrow\",\"order\":1,"
                        "\"width\":25,\"height\":33,\"path\":\"images/arrow-green.png\","
                        "\"by_status\":0},");
}

static void
append_place (GString *out, GRand *rand, guint id)
{
  static const char *const states[] = { "online", "ack", "offline", "engine" };
  double latitude = g_rand_double_range (rand, -8, -5);
  double longitude = g_rand_double_range (rand, 105, 112);

  g_string_append_printf (out,
                          "\"online\":\"%s\",\"time\":\"14-03-2026 15:30:10\",\"timestamp\":%u,"
                          "\"acktimestamp\":%u,\"lat\":%.6f,\"lng\":%.6f,\"course\":%d,"
                          "\"speed\":%d,\"altitude\":%d,\"tail\":[",
                          states[id % 4], 1773477013 + id % 60, 1773477013 + id % 60, latitude,
                          longitude, g_rand_int_range (rand, 0, 360),
                          g_rand_int_range (rand, 0, 120), g_rand_int_range (rand, 0, 900));
  for (guint i = 0; i < 10; i++)
    g_string_append_printf (out, "%s{\"lat\":\"%.6f\",\"lng\":\"%.6f\"}", i ? "," : "",
                            latitude + i * 1e-4, longitude - i * 1e-4);
  g_string_append (out, "],");
}

static void
append_sensors (GString *out, GRand *rand, guint id)
{
  static const char *const types[] = { "acc", "fuel_tank", "battery", "temperature", "odometer" };

  g_string_append (out, "\"sensors\":[");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      double value = g_rand_double_range (rand, 0, 100);

      g_string_append_printf (out,
                              "%s{\"id\":%u,\"type\":\"%s\",\"name\":\"Sensor %u\","
                              "\"show_in_popup\":1,\"add_to_widgets\":0,\"value\":\"%.1f\","
                              "\"val\":%.1f,\"scale_value\":null}",
                              i ? "," : "", id * 5 + i, types[i], i, value, value);
    }
  g_string_append_printf (out,
                          "],\"services\":[{\"id\":%u,\"name\":\"Oil\",\"value\":\"%u km left\","
                          "\"expiring\":false},{\"id\":%u,\"name\":\"Tyres\",\"value\":"
                          "\"%u days left\",\"expiring\":true}],",
                          2 * id, id % 5000, 2 * id + 1, id % 300);
}

/* The members that nobody reads, which are most of the text. */
static void
append_ballast (GString *out, guint id)
{
  static const char *const nulls[] = { "authentication", "max_speed",      "currents",
                                       "forward",        "device_type_id", "custom_data",
                                       "msisdn",         "traccar_name",   "user_timezone_id" };
  static const char *const numbers[] = { "icon_id",           "active",
                                         "deleted",           "fuel_measurement_id",
                                         "min_moving_speed",  "tail_length",
                                         "min_fuel_fillings", "min_fuel_thefts",
                                         "snap_to_road" };
  static const char *const dates[] = { "created_at", "updated_at", "installation_date",
                                       "sim_activation_date", "sim_expiration_date" };

  for (guint i = 0; i < G_N_ELEMENTS (nulls); i++)
    g_string_append_printf (out, "\"%s\":null,", nulls[i]);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_string_append_printf (out, "\"%s\":%u,", numbers[i], id % (i + 2));
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    g_string_append_printf (out, "\"%s\":\"2025-01-04 03:00:00\",", dates[i]);
  g_string_append (out, "\"parameters\":\"[\\\"status\\\",\\\"ignition\\\",\\\"sat\\\","
                        "\\\"power\\\",\\\"totaldistance\\\"]\",");
  append_icon (out);
  g_string_append_printf (out,
                          "\"traccar\":{\"id\":%u,\"uniqueId\":\"99%013u\",\"other\":\"<info>"
                          "<status>4</status><power>13.1</power><sat>11</sat><hdop>0.7</hdop>"
                          "<ignition>true</ignition></info>\",\"speed\":\"12.00\",\"time\":"
                          "\"2026-03-14 08:30:13\",\"device_time\":\"2026-03-14 08:30:13\","
                          "\"server_time\":\"2026-03-14 08:30:15\",\"latest_positions\":\"",
                          id, id);
  for (guint i = 0; i < 20; i++)
    g_string_append_printf (out, "-6.1052%02u/106.8874%02u;", i, i);
  g_string_append (out, "\",\"moved_at\":\"2026-03-14 08:30:13\",\"engine_off_at\":null},");
}

static void
append_device (GString *out, GRand *rand, guint id)
{
  g_string_append_printf (out, "{\"id\":%u,\"alarm\":0,\"name\":\"B %04u XX\",", id, id);
  append_place (out, rand, id);
  append_sensors (out, rand, id);
  append_icon (out);
  g_string_append_printf (
      out,
      "\"icon_colors\":{\"moving\":\"green\",\"stopped\":\"yellow\",\"offline\":\"red\"},"
      "\"power\":\"-\",\"address\":\"-\",\"protocol\":\"gt06\",\"driver\":\"-\",\"driver_data\":"
      "{\"id\":null,\"name\":null,\"rfid\":null,\"phone\":null,\"email\":null},"
      "\"distance_unit_hour\":\"kph\",\"unit_of_distance\":\"km\",\"unit_of_altitude\":\"mt\","
      "\"unit_of_capacity\":\"lt\",\"stop_duration\":\"%uh %umin\",\"stop_duration_sec\":%u,"
      "\"moved_timestamp\":1773477013,\"engine_status\":true,\"total_distance\":%u.25,"
      "\"device_data\":{",
      id % 24, id % 60, id % 86400, id);
  append_ballast (out, id);
  g_string_append_printf (out,
                          "\"imei\":\"99%013u\",\"sim_number\":\"\",\"device_model\":\"GT06N\","
                          "\"plate_number\":\"B %04u XX\",\"vin\":\"\",\"object_owner\":\"\","
                          "\"expiration_date\":null,\"tail_color\":\"#33cc33\",\"pivot\":"
                          "{\"user_id\":1,\"device_id\":%u,\"group_id\":%u}}}",
                          id, id, id, id / 250);
}

static GBytes *
new_fleet (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  GString *out = g_string_new ("[");

  for (guint id = 1; id <= N_DEVICES; id++)
    {
      if (id % 250 == 1)
        g_string_append_printf (out, "%s{\"id\":%u,\"title\":\"Group %u\",\"items\":[",
                                id > 1 ? "]}," : "", id / 250, id / 250);
      else
        g_string_append_c (out, ',');
      append_device (out, rand, id);
    }
  g_string_append (out, "]}]");
  return g_string_free_to_bytes (out);
}

/* A line of /proc/self/status. Returns: MB */
static double
get_memory (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) ||
      (line = strstr (status, name)) == NULL)
    return 0;
  return (double) g_ascii_strtoull (line + strlen (name), NULL, 10) / 1024;
}

/* From here on the peak is that of what comes. Returns: MB in use now */
static double
begin_memory (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file != NULL)
    {
      fputs ("5", file);
      fclose (file);
    }
  return get_memory ("VmRSS:");
}

/* Returns: ms of CPU */
static double
read_fleet (ArmadaDevicesReader *reader, GBytes *fleet, guint n_changed)
{
  double start = armada_bench_process_cpu (), taken;
  g_autoptr (ArmadaDeviceBatch) batch = NULL;
  guint n_new;

  armada_devices_reader_begin (reader);
  armada_devices_reader_read_page (reader, fleet, &n_new, NULL);
  batch = armada_devices_reader_finish (reader);
  taken = armada_bench_process_cpu () - start;
  if (batch->changed->len != n_changed || n_new != N_DEVICES)
    g_error ("%u devices, %u changed", n_new, batch->changed->len);
  return taken;
}

static double
read_with_json_glib (GBytes *fleet)
{
  double start = armada_bench_process_cpu ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text = g_bytes_get_data (fleet, &length);

  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    g_error ("json-glib cannot read the fleet");
  return armada_bench_process_cpu () - start;
}

int
main (void)
{
  g_autoptr (GBytes) fleet = new_fleet ();
  double full = G_MAXDOUBLE, unchanged = G_MAXDOUBLE, json_glib, memory, peak, json_peak;

  memory = begin_memory ();
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
      double first = read_fleet (reader, fleet, N_DEVICES);
      double second = read_fleet (reader, fleet, 0);

      full = MIN (full, first);
      unchanged = MIN (unchanged, second);
    }
  peak = get_memory ("VmHWM:") - memory;
  memory = begin_memory ();
  json_glib = read_with_json_glib (fleet);
  json_peak = get_memory ("VmHWM:") - memory;

  g_print ("devices-reader: %u devices, %.1f MB\n", N_DEVICES,
           (double) g_bytes_get_size (fleet) / 1e6);
  g_print ("whole     %7.1f ms CPU (limit %.0f), %.1f MB, batch included\n", full, MAX_FULL, peak);
  g_print ("unchanged %7.1f ms CPU (limit %.0f)\n", unchanged, MAX_UNCHANGED);
  g_print ("json-glib %7.1f ms CPU, %.1f MB: %.0f times as long\n", json_glib, json_peak,
           json_glib / full);
  return full <= MAX_FULL && unchanged <= MAX_UNCHANGED ? 0 : 1;
}
